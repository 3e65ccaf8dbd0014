"""What leads to a step in the graph of a chain, and what leads back: edges, and the joins in which they meet.

Each step counts once, whatever its members; `graph` makes the nodes.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from exercise_sim.scenario.conditions import Comparison, Condition, comparisons_in, references_asked
from exercise_sim.scenario.forerunners import forerunners
from exercise_sim.scenario.injects import as_step
from exercise_sim.scenario.model import Scenario
from exercise_sim.scenario.references import After, Join, Reference
from exercise_sim.scenario.steps import Effects, Step

Way = Literal["after", "document", "condition", "back", "redo", "ends"]
"""What an edge is: `after` a step, a document of it, a condition on it; back to it, its repetition; an ending."""


@dataclass(frozen=True, slots=True)
class Gate:
    """A join of the edges that lead to a node: `count` of `items` (all of them for `all`), edges by their number or further joins."""

    kind: Literal["all", "any"]
    items: tuple["int | Gate", ...]
    count: int = 1


@dataclass(frozen=True, slots=True)
class Edge:
    """From a node, or from one `branch` of it, to another; `reference` where the author wrote one."""

    source: str
    branch: str | None
    target: str
    way: Way
    reference: Reference | None = None


class Links:
    """The edges of a chain, numbered as they are found; `text` fills an author's placeholders."""

    def __init__(self, scenario: Scenario, text: Callable[[str], str]) -> None:
        self.edges: list[Edge] = []
        self._chain, self._endings, self._text = scenario.chain, scenario.endings, text
        self._known = {**scenario.chain, **dict.fromkeys(scenario.injects)}
        self._makers: dict[str, list[tuple[str, str | None]]] = {}
        for name, step in scenario.chain.items():
            self._note_makers(name, step)
        for name, inject in scenario.injects.items():
            self._note_makers(name, as_step(inject))
        needed = [text for step in scenario.chain.values() for text in step.needs]
        makers = {text: {maker for maker, _ in self._makers.get(self._text(text), ())} for text in needed}
        self._before = forerunners(scenario.chain, makers)

    def gate(self, name: str, step: Step, after: After | None) -> Gate | None:
        """What a step waits for; None for nothing."""
        joined = self._join(after, name) if after else None
        items = [joined] if joined is not None else []
        items += self._conditions(step.wait_for, name)
        items += [number for text in step.needs for number in self._documents(text, name)]
        if len(items) == 1 and isinstance(items[0], Gate):
            return items[0]
        return Gate("all", _laid_open(items)) if items else None

    def _join(self, after: After, name: str) -> int | Gate | None:
        if isinstance(after, Join):
            items = [item for item in (self._join(one, name) for one in after.items) if item is not None]
            return Gate(after.kind, tuple(items), after.count) if items else None
        if after.name == "ending" or after.stage is not None:
            return None  # it is said in words
        return self._add(Edge(after.name, after.outcome, name, "after", after))

    def ending(self, name: str) -> Gate | None:
        """What an ending looks at; None for nothing."""
        items = self._conditions(self._endings[name].when, ending_name(name))
        return Gate("all", tuple(items)) if items else None

    def _conditions(self, condition: Condition | None, name: str) -> list[int | Gate]:
        asked = [Edge(one.name, one.outcome, name, "condition", one) for one in references_asked([condition])]
        asked += [
            Edge(step_of(one.subject), None, name, "condition")
            for one in comparisons_in(condition)
            if isinstance(one, Comparison) and step_of(one.subject) in self._known
        ]
        return [self._add(edge) for edge in dict.fromkeys(asked) if edge.source in self._known]

    def _documents(self, text: str, name: str) -> list[int | Gate]:
        """Edges from those who make a document; none where one of them comes before the step anyway."""
        makers = self._makers.get(self._text(text), ())
        if any(maker in self._before[name] and branch is None for maker, branch in makers):
            return []
        return [self._add(Edge(maker, branch, name, "document")) for maker, branch in makers if maker != name]

    def leading_back(self, name: str, step: Step) -> Iterator[Edge]:
        """The edges from a step that begin something again, or end everything."""
        deeds: list[tuple[str | None, Effects]] = [*step.branches.items()]
        deeds += [(None, step.when_done)] if step.when_done else []
        return self.doing(name, deeds)

    def doing(self, name: str, deeds: Iterable[tuple[str | None, Effects]]) -> Iterator[Edge]:
        """The edges of some effects that begin something again, or end everything."""
        for key, effects in deeds:
            yield from (Edge(name, key, step_of(text), "back") for text in effects.back_to)
            yield from (Edge(name, key, step_of(text), "redo") for text in effects.redo)
            if effects.ends and effects.ends in self._endings:
                yield Edge(name, key, ending_name(effects.ends), "ends")

    def _add(self, edge: Edge) -> int:
        self.edges.append(edge)
        return len(self.edges) - 1

    def _note_makers(self, name: str, step: Step) -> None:
        made: list[tuple[str, str | None]] = [
            (text, None) for text in (*step.makes, *(step.when_done.makes if step.when_done else ()))
        ]
        made += [(text, key) for key, branch in step.branches.items() for text in branch.makes]
        for text, branch in made:
            self._makers.setdefault(self._text(text), []).append((name, branch))


def _laid_open(items: Iterable[int | Gate]) -> tuple[int | Gate, ...]:
    """The inputs of a join of all, those of another such join in it laid open."""
    return tuple(
        one
        for item in items
        for one in (item.items if isinstance(item, Gate) and item.kind == "all" else (item,))
    )


def step_of(text: str) -> str:
    """The name of the step in `mandate.adopt` or `pass of u`."""
    return text.split(" ", 1)[0].split(".", 1)[0]


def ending_name(name: str) -> str:
    """What an ending is called among the nodes: a step may bear the same name."""
    return f"ending {name}"
