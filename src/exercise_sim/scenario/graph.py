"""The chain as a graph, each step once however many members it runs for: `graph_of(scenario)`.

What follows from the scenario alone: nodes in file order, what each waits for, what leads back. No place on paper, no
colour and no sentence lives here. A new kind of element is one more `Kind` of node.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from exercise_sim.scenario.cast import Cast, spoken
from exercise_sim.scenario.conditions import Condition, Group
from exercise_sim.scenario.deeds import Deed, Deeds
from exercise_sim.scenario.injects import ANSWERS, Inject, as_step
from exercise_sim.scenario.links import Edge, Gate, Links, ending_name, step_of
from exercise_sim.scenario.model import Scenario
from exercise_sim.scenario.references import After, Reference, references_in
from exercise_sim.scenario.steps import Effects, Outcome, Step
from exercise_sim.scenario.values import FieldOf, Moment, Selection, Trainer

Kind = Literal["work", "milestone", "question", "vote", "chance", "inject", "ending"]


@dataclass(frozen=True, slots=True)
class Several:
    """That there is one for each of some members: how many, of which group, chosen how, called what."""

    count: int
    group: str
    text: str
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """An option or an outcome (`text` is empty for what is expected upon an inject); `back` and `redo` hold steps, `ends` is the title of an ending (empty for none)."""

    name: str
    text: str = ""
    chance: str = ""
    ends: str = ""
    back: tuple[str, ...] = ()
    redo: tuple[str, ...] = ()
    at_most: int | None = None
    wait: int = 0
    deeds: tuple[Deed, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """One step, one inject, or one ending. `gate` numbers the edges that lead to it; `after_end` says that it waits for the end of play.

    Of an inject, `takes` is the time at which it comes (or `by hand`), `body` whom it reaches, `chance` how likely it comes.
    """

    name: str
    kind: Kind
    title: str
    phase: int
    body: str = ""
    takes: str = ""
    condition: str = ""
    wait_for: str = ""
    question: str = ""
    text: str = ""
    several: Several | None = None
    voters: Several | None = None
    branches: tuple[Branch, ...] = ()
    done: Branch | None = None
    usual: str = ""
    limit: tuple[int, str] | None = None
    needs: tuple[str, ...] = ()
    makes: tuple[str, ...] = ()
    gate: Gate | None = None
    after_end: bool = False
    class_: str = ""
    ref: str = ""
    source: str = ""
    chance: str = ""


@dataclass(frozen=True, slots=True)
class Graph:
    """A whole chain. The phase of an ending is one behind the last of `phases`."""

    title: str
    phases: tuple[str, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    def node(self, name: str) -> Node:
        return next(node for node in self.nodes if node.name == name)


def graph_of(scenario: Scenario) -> Graph:
    """The graph of a sound scenario."""
    return _Drafting(scenario).graph()


def condition_text(condition: Condition | None) -> str:
    """A condition in the author's words; empty for none."""
    if condition is None:
        return ""
    if not isinstance(condition, Group):
        return condition.text
    if condition.operator == "not":
        return f"not {_inner_text(condition.items[0])}"
    return f" {'and' if condition.operator == 'all' else 'or'} ".join(map(_inner_text, condition.items))


def _inner_text(condition: Condition) -> str:
    text = condition_text(condition)
    return f"({text})" if isinstance(condition, Group) and len(condition.items) > 1 else text


class _Drafting:
    def __init__(self, scenario: Scenario) -> None:
        self.scenario, self.cast = scenario, Cast(scenario)
        self.links, self.deeds = Links(scenario, self._text), Deeds(self.cast)

    def graph(self) -> Graph:
        phases: list[str] = []
        nodes: list[Node] = []
        above = ""
        for name, step in self.scenario.chain.items():
            if step.phase is not None or not phases:
                phases.append(self._text(step.phase))
            nodes.append(self._step(name, step, len(phases) - 1, above))
            above = name
        placed = {node.name: node.phase for node in nodes}
        nodes += [self._inject(name, inject, placed) for name, inject in self.scenario.injects.items()]
        nodes += [self._ending(name, len(phases)) for name in self.scenario.endings]
        back = [
            edge for name, step in self.scenario.chain.items() for edge in self.links.leading_back(name, step)
        ]
        for name, inject in self.scenario.injects.items():
            back += self.links.doing(name, [(None, inject.effects)] if inject.effects else [])
        return Graph(self._text(self.scenario.title), tuple(phases), tuple(nodes), (*self.links.edges, *back))

    # --- nodes

    def _step(self, name: str, step: Step, phase: int, above: str) -> Node:
        after = step.after or (Reference(above) if above else None)
        gate = self.links.gate(name, step, after)
        body = self.scenario.bodies.get(step.by.name) if step.by else None
        return Node(
            name, _kind(step), self._title(name, step.title), phase,
            body=self._title(step.by.name, body.title if body else None) if step.by else "",
            takes=_written(step.takes),
            condition=condition_text(step.if_),
            wait_for=_together([*_stages(after), condition_text(step.wait_for)]),
            question=self._text(step.question),
            text=self._text(step.text),
            several=self._several(step.for_each),
            voters=self._several(step.vote.of if step.vote else None),
            branches=tuple(self._branch(key, branch) for key, branch in step.branches.items()),
            done=self._branch("", step.when_done) if step.when_done else None,
            usual=step.usual or "",
            limit=None if step.within is None else (step.within, step.otherwise or ""),
            needs=tuple(map(self._text, step.needs)),
            makes=tuple(map(self._text, step.makes)),
            gate=gate,
            after_end=any(reference.name == "ending" for reference in references_in(after)),
            ref=step.ref or "",
            source=step.source or "",
        )  # fmt: skip

    def _inject(self, name: str, inject: Inject, placed: dict[str, int]) -> Node:
        """An inject stands in the phase of what it comes after, else of whoever waits for it first, else in the first one."""
        at = inject.at if isinstance(inject.at, Reference) else None
        gate = self.links.gate(name, as_step(inject), at)
        behind = [edge.target for edge in self.links.edges if edge.source == name]
        phase = next((placed[one] for one in [at.name if at else "", *behind] if one in placed), 0)
        placed[name] = phase
        return Node(
            name,
            "inject",
            self._title(name, inject.title),
            phase,
            body=", ".join(self._seats(inject.to)),
            takes=inject.at.text
            if isinstance(inject.at, Moment)
            else "trainer"
            if isinstance(inject.at, Trainer)
            else "",
            wait_for=_together([*_stages(at), condition_text(inject.condition)]),
            condition=condition_text(Group("not", (inject.unless,))) if inject.unless else "",
            text=self._text(inject.text),
            branches=tuple(map(Branch, ANSWERS if inject.expects else ())),
            done=self._branch("", inject.effects) if inject.effects else None,
            gate=gate,
            ref=inject.ref or "",
            source=inject.source or "",
            chance="" if inject.chance == 1 else _chance(inject.chance),
        )

    def _seats(self, names: Iterable[str]) -> Iterator[str]:
        for name in names:
            if name == "all":
                yield name
                continue
            body = self.scenario.bodies.get(name.partition(" of ")[0])
            yield self._title(name, body.title if body else None)

    def _ending(self, name: str, phase: int) -> Node:
        ending = self.scenario.endings[name]
        return Node(
            name=ending_name(name),
            kind="ending",
            title=self._title(name, ending.title),
            phase=phase,
            condition=condition_text(ending.when),
            text=self._text(ending.text),
            gate=self.links.ending(name),
            class_=ending.class_,
        )

    def _branch(self, key: str, effects: Effects) -> Branch:
        ends = self.scenario.endings.get(effects.ends or "")
        outcome = effects if isinstance(effects, Outcome) else Outcome()
        return Branch(
            key,
            self._text(outcome.text) or spoken(key),
            "" if outcome.chance is None else _chance(outcome.chance),
            self._title(effects.ends, ends.title if ends else None) if effects.ends else "",
            tuple(step_of(text) for text in effects.back_to),
            tuple(step_of(text) for text in effects.redo),
            effects.at_most,
            effects.wait,
            self.deeds.of(effects),
        )

    def _several(self, selection: Selection | None) -> Several | None:
        if selection is None:
            return None
        members = tuple(self.cast.selected(selection))
        titles = tuple(map(self.cast.member_title, members))
        return Several(len(members), spoken(selection.group).lower(), selection.text, titles)

    # --- words

    def _text(self, text: str | None) -> str:
        """A text for all members at once: what is theirs alone stands as three dots."""
        filled = self.cast.text((text or "").replace("<its.title>", "\u2026"), "")
        return " ".join(filled.split())

    def _title(self, name: str, title: str | None) -> str:
        text = self._text(title)
        return text if any(sign.isalnum() for sign in text) else spoken(name)


def _stages(after: After | None) -> list[str]:
    """What is waited for of gauges, in words."""
    return [reference.text for reference in references_in(after) if reference.stage is not None]


def _together(texts: Iterable[str]) -> str:
    return " and ".join(text for text in texts if text)


def _kind(step: Step) -> Kind:
    if step.vote:
        return "vote"
    if step.options:
        return "question"
    if step.outcomes:
        return "chance"
    return "work" if step.takes is not None else "milestone"


def _written(takes: object) -> str:
    if isinstance(takes, FieldOf):
        return f"its.{takes.name}"
    return getattr(takes, "text", "")


def _chance(chance: float | FieldOf) -> str:
    return f"its.{chance.name}" if isinstance(chance, FieldOf) else f"{100 * chance:.10g}%"
