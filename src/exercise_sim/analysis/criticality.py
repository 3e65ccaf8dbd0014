"""How often each element lies on the critical path of a run, and into what the time of the path goes, over many runs.

Paths in, shares and means out. A path leads from STARTEX to the ending of its run, whichever that was.

The criticality index is the share of runs in which something lies on the path: R. M. Van Slyke, "Monte Carlo methods and the PERT
problem", Operations Research 11 (1963), 839-860.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from exercise_sim.analysis.causes import Link
from exercise_sim.engine.plan import Plan

GAUGE: Final = "\t"
"""Stands before the name of a gauge that was waited for; no step begins with it."""


@dataclass(frozen=True, slots=True)
class Critical:
    """An element, the share of runs in which it took time on the path, and the mean of that time in those runs, in minutes."""

    element: str
    share: float
    minutes: float


@dataclass(frozen=True, slots=True)
class Spent:
    """The mean minutes a run that the path spends with a body (empty: nobody's) in one way: work, deciding, or the kind of a wait."""

    body: str
    kind: str
    minutes: float


class Paths:
    """The paths of many runs."""

    def __init__(self, plan: Plan) -> None:
        self._plan, self.runs = plan, 0
        self._on: Counter[str] = Counter()
        self._minutes: Counter[str] = Counter()
        self._steps: Counter[str] = Counter()
        self._step_minutes: Counter[str] = Counter()
        self._spent: Counter[tuple[str, str]] = Counter()

    def add(self, links: tuple[Link, ...], ended: int) -> None:
        """The path of one more run, which ended at this minute."""
        self.runs += 1
        took: Counter[str] = Counter()
        for link in links:
            took[GAUGE + link.gauge if link.gauge else link.element] += link.ended - link.ready
            for kind, minutes in _parts(link):
                self._spent[self._body(link), kind] += minutes
        rest = ended - (links[-1].ended if links else 0)
        self._spent["", "rest"] += rest
        of_steps: Counter[str] = Counter()
        for element, minutes in took.items():
            if minutes > 0:
                self._on[element] += 1
                self._minutes[element] += minutes
                of_steps[self._step(element)] += minutes
        self._steps.update(of_steps.keys())
        self._step_minutes.update(of_steps)

    def _step(self, element: str) -> str:
        """The step or inject of an element, whichever member's it is; a gauge as it is."""
        known = element in self._plan.by_name
        return self._plan.nodes[self._plan.by_name[element]].step if known else element

    def _body(self, link: Link) -> str:
        known = link.element in self._plan.by_name
        return self._plan.nodes[self._plan.by_name[link.element]].body if known else ""

    @property
    def critical(self) -> tuple[Critical, ...]:
        """Every element that was on a path, the most frequent first; of equals, that which took longest."""
        found = [
            Critical(element, many / self.runs, self._minutes[element] / many)
            for element, many in self._on.items()
        ]
        return tuple(sorted(found, key=lambda one: (-one.share, -one.minutes, one.element)))

    @property
    def steps(self) -> dict[str, Critical]:
        """Every step that was on a path, its members together: a run counts once, with the minutes of all of them."""
        return {
            step: Critical(step, many / self.runs, self._step_minutes[step] / many)
            for step, many in self._steps.items()
        }

    @property
    def spent(self) -> tuple[Spent, ...]:
        """Where the time of the path goes, most first: together the mean length of a run."""
        found = [Spent(*key, minutes / self.runs) for key, minutes in self._spent.items() if minutes]
        return tuple(sorted(found, key=lambda one: (-one.minutes, one.body, one.kind)))


def _parts(link: Link) -> Iterator[tuple[str, int]]:
    """A link's time: what it waited for, what was thought, what was worked."""
    yield link.wait or "after", link.began - link.ready
    yield "deciding", link.thought
    yield "work", link.ended - link.began - link.thought
