"""Clauses: small frozen questions that a run answers from its own state (M19).

`conditions` makes them while a scenario is compiled; a run asks whether one `holds`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal, Protocol

from exercise_sim.engine.codes import ASKED, BEGINS, CUT, DONE, OVER, PASSED, RELEASED, UNDER_WAY, WAITING
from exercise_sim.scenario.cast import compare
from exercise_sim.scenario.conditions import Scalar

STATES: Final = {
    "waiting": frozenset({WAITING, RELEASED}),
    "under way": frozenset({UNDER_WAY, ASKED}),
    "done": frozenset({DONE}),
    "passed over": frozenset({PASSED}),
    "cut off": frozenset({CUT}),
    "over": frozenset({DONE, PASSED, CUT}),
}
"""What a condition may say of a step (`draft is done`)."""


class Seen(Protocol):
    """What a condition may look at."""

    now: int
    status: list[int]
    outcome: list[int]
    begun: list[bool]
    final: list[bool]
    variables: dict[str, Any]
    over_at: list[int]
    returned: bool

    def capacity(self, resource: int) -> int:
        """The capacity of a resource now."""

    def level(self, gauge: int) -> int:
        """The value of a gauge now, in units."""


class Clause(Protocol):
    """A compiled condition."""

    def holds(self, run: Seen) -> bool:
        """Whether it is so now."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A comparison whose answer was known when the scenario was compiled (fields of members)."""

    answer: bool

    def holds(self, run: Seen) -> bool:
        return self.answer


@dataclass(frozen=True, slots=True)
class OfVariable:
    name: str
    operator: str
    value: Scalar

    def holds(self, run: Seen) -> bool:
        return compare(run.variables[self.name], self.operator, self.value)


@dataclass(frozen=True, slots=True)
class OfResource:
    resource: int
    operator: str
    value: Scalar

    def holds(self, run: Seen) -> bool:
        return compare(run.capacity(self.resource), self.operator, self.value)


@dataclass(frozen=True, slots=True)
class OfGauge:
    """Whether a gauge is at `low` units or more, and below `high`. `operator` and `value` are how the author said so."""

    gauge: int
    low: int | None
    high: int | None
    wanted: bool
    operator: str
    value: Scalar

    def holds(self, run: Seen) -> bool:
        units = run.level(self.gauge)
        found = (self.low is None or units >= self.low) and (self.high is None or units < self.high)
        return found is self.wanted


@dataclass(frozen=True, slots=True)
class OfStates:
    """Whether nodes, one at least, are in one of some states."""

    nodes: tuple[int, ...]
    states: frozenset[int]
    wanted: bool

    def holds(self, run: Seen) -> bool:
        found = bool(self.nodes) and all(run.status[node] in self.states for node in self.nodes)
        return found is self.wanted


@dataclass(frozen=True, slots=True)
class OfOutcome:
    """Whether every node that is still in, one at least, is over with the outcome of the same place."""

    nodes: tuple[int, ...]
    outcome: int
    wanted: bool

    def holds(self, run: Seen) -> bool:
        still = [node for node in self.nodes if run.status[node] != CUT]
        found = bool(still) and all(
            run.status[node] == DONE and run.outcome[node] == self.outcome for node in still
        )
        return found is self.wanted


@dataclass(frozen=True, slots=True)
class OfReference:
    """Whether a reference is met: `need` of the nodes (0: every one that is still in, one at least) have come to what it asks."""

    nodes: tuple[int, ...]
    asks: int
    need: int

    def holds(self, run: Seen) -> bool:
        met = passed = dead = 0
        for node in self.nodes:
            status = run.status[node]
            if self.asks == BEGINS:
                came = run.begun[node]
            else:
                came = status == DONE and self.asks in (OVER, run.outcome[node])
            met += came
            passed += not came and status == PASSED and self.asks < 0
            dead += not came and run.final[node] and (status == CUT or self.asks >= 0)
        return met >= self.need if self.need else met > 0 and met + passed + dead == len(self.nodes)


@dataclass(frozen=True, slots=True)
class OfOne:
    """Whether one node has come to what a reference asks of it."""

    node: int
    asks: int

    def holds(self, run: Seen) -> bool:
        if self.asks == BEGINS:
            return run.begun[self.node]
        return run.status[self.node] == DONE and (self.asks == OVER or run.outcome[self.node] == self.asks)


@dataclass(frozen=True, slots=True)
class OfClock:
    minute: int
    operator: Literal["before", "after"]

    def holds(self, run: Seen) -> bool:
        return run.now < self.minute if self.operator == "before" else run.now >= self.minute


@dataclass(frozen=True, slots=True)
class OfMany:
    operator: str
    items: tuple[Clause, ...]

    def holds(self, run: Seen) -> bool:
        if self.operator == "not":
            return not self.items[0].holds(run)
        some = self.operator == "any"
        for item in self.items:
            if item.holds(run) is some:
                return some
        return not some


def moments(clause: Clause) -> tuple[int, ...]:
    """The minutes at which the answer may change by the clock alone."""
    if isinstance(clause, OfMany):
        return tuple(minute for item in clause.items for minute in moments(item))
    return (clause.minute,) if isinstance(clause, OfClock) else ()


def watched(clause: Clause | None) -> str | int | None:
    """The one variable (by name) or gauge (its number, negative) on which an answer hangs alone; None where it is not one of these."""
    if isinstance(clause, OfVariable):
        return clause.name
    return ~clause.gauge if isinstance(clause, OfGauge) else None


def looked_at(clauses: Iterable[Clause | None]) -> frozenset[int]:
    """The nodes on which clauses look."""
    found: set[int] = set()
    work = [clause for clause in clauses if clause is not None]
    while work:
        clause = work.pop()
        if isinstance(clause, OfMany):
            work.extend(clause.items)
        elif isinstance(clause, OfOne):
            found.add(clause.node)
        elif isinstance(clause, OfStates | OfOutcome | OfReference):
            found.update(clause.nodes)
    return frozenset(found)


def values_asked(clauses: Iterable[Clause | None]) -> frozenset[str | int]:
    """The variables (by name) and resources (by number) whose values clauses ask for."""
    found: set[str | int] = set()
    for clause in clauses:
        if isinstance(clause, OfMany):
            found |= values_asked(clause.items)
        elif isinstance(clause, OfVariable):
            found.add(clause.name)
        elif isinstance(clause, OfResource):
            found.add(clause.resource)
    return frozenset(found)


def references_of(clauses: Iterable[Clause | None]) -> list[OfReference | OfOne]:
    """The references whose answers clauses ask for."""
    found: list[OfReference | OfOne] = []
    for clause in clauses:
        if isinstance(clause, OfMany):
            found += references_of(clause.items)
        elif isinstance(clause, OfReference | OfOne):
            found.append(clause)
    return found


def _of_gauges(clauses: Iterable[Clause | None]) -> Iterator[OfGauge]:
    for clause in clauses:
        if isinstance(clause, OfMany):
            yield from _of_gauges(clause.items)
        elif isinstance(clause, OfGauge):
            yield clause


def gauges_asked(clauses: Iterable[Clause | None]) -> frozenset[int]:
    """The gauges whose values clauses ask for."""
    return frozenset(clause.gauge for clause in _of_gauges(clauses))


def marks_asked(clauses: Iterable[Clause | None], gauge: int) -> frozenset[int]:
    """The levels of a gauge with which clauses compare it."""
    asked = (clause for clause in _of_gauges(clauses) if clause.gauge == gauge)
    return frozenset(level for clause in asked for level in (clause.low, clause.high) if level is not None)
