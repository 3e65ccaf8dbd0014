"""Conditions, compiled: small frozen questions that a run answers from its own state (M19).

`Clauses` makes them while a scenario is compiled; `holds` answers them while it runs.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final, Literal, Protocol

from exercise_sim.engine.plan import BEGINS, OVER
from exercise_sim.scenario.cast import Cast, compare, instance
from exercise_sim.scenario.conditions import Clock, Comparison, Condition, Group, Happened, Scalar
from exercise_sim.scenario.references import Reference
from exercise_sim.scenario.times import parse_moment

STATES: Final = {
    "waiting": frozenset({0, 1}),
    "under way": frozenset({2, 3}),
    "done": frozenset({4}),
    "passed over": frozenset({5}),
    "cut off": frozenset({6}),
    "over": frozenset({4, 5, 6}),
}
"""What a condition may say of a step (`draft is done`), by the states of `engine.state`."""


class Seen(Protocol):
    """What a condition may look at."""

    now: int
    status: list[int]
    outcome: list[int]
    begun: list[bool]
    final: list[bool]
    variables: dict[str, Any]

    def capacity(self, resource: int) -> int:
        """The capacity of a resource now."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A comparison whose answer was known when the scenario was compiled (fields of members)."""

    answer: bool


@dataclass(frozen=True, slots=True)
class OfVariable:
    name: str
    operator: str
    value: Scalar


@dataclass(frozen=True, slots=True)
class OfResource:
    resource: int
    operator: str
    value: Scalar


@dataclass(frozen=True, slots=True)
class OfNodes:
    """Whether nodes are in one of `states`, or over with the `outcomes` of the same places; cut-off ones do not count."""

    nodes: tuple[int, ...]
    states: frozenset[int]
    outcomes: tuple[int, ...]
    wanted: bool


@dataclass(frozen=True, slots=True)
class OfReference:
    """Whether a reference is met: `need` of the nodes (0: every one that is still in, one at least) have come to what it asks."""

    nodes: tuple[int, ...]
    asks: int
    need: int


@dataclass(frozen=True, slots=True)
class OfClock:
    minute: int
    operator: Literal["before", "after"]


@dataclass(frozen=True, slots=True)
class OfMany:
    operator: str
    items: tuple["Clause", ...]


Clause = Fact | OfVariable | OfResource | OfNodes | OfReference | OfClock | OfMany


def holds(clause: Clause, run: Seen) -> bool:
    """Whether it is so now."""
    match clause:
        case OfVariable(name, operator, value):
            return compare(run.variables[name], operator, value)
        case OfMany(operator, items):
            if operator == "not":
                return not holds(items[0], run)
            return (
                all(holds(item, run) for item in items)
                if operator == "all"
                else any(holds(item, run) for item in items)
            )
        case OfNodes():
            return _of_nodes(clause, run)
        case OfReference():
            return _of_reference(clause, run)
        case OfClock(minute, operator):
            return run.now < minute if operator == "before" else run.now >= minute
        case OfResource(resource, operator, value):
            return compare(run.capacity(resource), operator, value)
        case Fact(answer):
            return answer


def _of_nodes(clause: OfNodes, run: Seen) -> bool:
    if clause.states:
        found = bool(clause.nodes) and all(run.status[node] in clause.states for node in clause.nodes)
    else:
        still = [place for place, node in enumerate(clause.nodes) if run.status[node] != 6]
        found = bool(still) and all(
            run.status[clause.nodes[place]] == 4
            and run.outcome[clause.nodes[place]] == clause.outcomes[place]
            for place in still
        )
    return found is clause.wanted


def _of_reference(clause: OfReference, run: Seen) -> bool:
    met = passed = dead = 0
    for node in clause.nodes:
        status = run.status[node]
        if clause.asks == BEGINS:
            came = run.begun[node]
        else:
            came = status == 4 and clause.asks in (OVER, run.outcome[node])
        met += came
        passed += not came and status == 5 and clause.asks < 0
        dead += not came and (status == 6 or (clause.asks >= 0 and run.final[node]))
    return met >= clause.need if clause.need else met > 0 and met + passed + dead == len(clause.nodes)


def moments(clause: Clause) -> tuple[int, ...]:
    """The minutes at which the answer may change by the clock alone."""
    if isinstance(clause, OfMany):
        return tuple(minute for item in clause.items for minute in moments(item))
    return (clause.minute,) if isinstance(clause, OfClock) else ()


def looked_at(clauses: Iterable[Clause | None]) -> frozenset[int]:
    """The nodes on which clauses look."""
    found: set[int] = set()
    work = [clause for clause in clauses if clause is not None]
    while work:
        clause = work.pop()
        if isinstance(clause, OfMany):
            work.extend(clause.items)
        elif isinstance(clause, OfNodes | OfReference):
            found.update(clause.nodes)
    return frozenset(found)


def outcomes_asked(clauses: Iterable[Clause | None]) -> frozenset[int]:
    """The nodes for whose outcome clauses ask by a reference: those that can end otherwise fall out."""
    found: set[int] = set()
    for clause in clauses:
        if isinstance(clause, OfMany):
            found |= outcomes_asked(clause.items)
        elif isinstance(clause, OfReference) and clause.asks >= 0:
            found.update(clause.nodes)
    return frozenset(found)


class Clauses:
    """Compiles the conditions of one scenario."""

    def __init__(
        self, cast: Cast, ids: dict[str, int], resources: dict[str, int], lag: Callable[[int, Reference], int]
    ) -> None:
        self._cast, self._ids, self._resources, self._lag = cast, ids, resources, lag

    def compile(self, condition: Condition, step: str = "", member: str = "") -> Clause:
        """The clause of a condition, as asked by a step of a member."""
        match condition:
            case Group(operator, items):
                return OfMany(operator, tuple(self.compile(item, step, member) for item in items))
            case Clock(operator, moment):
                return OfClock(parse_moment(moment, self._cast.scenario.start), operator)
            case Happened(reference):
                return self._reference(reference, step, member)
            case Comparison():
                return self._comparison(condition, step, member)

    def nodes(self, name: str, of: str | None, step: str, member: str) -> tuple[int, ...]:
        """The nodes that a name means for a step of a member."""
        if name == "ending":
            return (self._ids[name],)
        members = self._cast.members(name)
        if of is not None:
            chosen = self._cast.value(of, member)
            wanted = chosen if isinstance(chosen, list) else [chosen]
            return tuple(self._ids[instance(name, one)] for one in wanted if one in members)
        if member and step and self._cast.group(step) == self._cast.group(name):
            return (self._ids[instance(name, member)],) if member in members else ()
        return tuple(self._ids[instance(name, one)] for one in members)

    def _reference(self, reference: Reference, step: str, member: str) -> Clause:
        if reference.lag is not None:
            return OfReference(
                (self._lag(self._ids[instance(step or "ending", member)], reference),), OVER, 1
            )
        nodes = self.nodes(reference.name, reference.member, step, member)
        if reference.count is not None:
            nodes = tuple(
                self._ids[instance(reference.name, one)] for one in self._cast.members(reference.name)
            )
        return OfReference(nodes, asked_of(self._cast, reference), reference.count or 0)

    def _comparison(self, condition: Comparison, step: str, member: str) -> Clause:
        subject, _, of = condition.subject.partition(" of ")
        value = self._cast.value(condition.value, member)
        if subject.startswith("its."):
            return Fact(compare(self._cast.value(subject, member), condition.operator, value))
        if subject in self._cast.scenario.chain:
            return self._of_step(condition, subject, of or None, step, member)
        if subject in self._cast.scenario.resources:
            name = instance(subject, self._cast.value(of, member) if of else member)
            return OfResource(
                self._resources.get(name, self._resources.get(subject, 0)), condition.operator, value
            )
        return OfVariable(subject, condition.operator, value)

    def _of_step(self, condition: Comparison, subject: str, of: str | None, step: str, member: str) -> Clause:
        nodes = self.nodes(subject, of, step, member)
        word = str(condition.value)
        branches = list(self._cast.scenario.chain[subject].branches)
        wanted = condition.operator == "is"
        if word in branches:
            return OfNodes(nodes, frozenset(), (branches.index(word),) * len(nodes), wanted)
        return OfNodes(nodes, STATES[word], (), wanted)


def asked_of(cast: Cast, reference: Reference) -> int:
    """What a reference asks of its node: `plan.OVER`, `plan.BEGINS`, or the place of an outcome."""
    if reference.begins:
        return -2
    if reference.outcome is None:
        return OVER
    names = (
        cast.scenario.endings if reference.name == "ending" else cast.scenario.chain[reference.name].branches
    )
    return list(names).index(reference.outcome)
