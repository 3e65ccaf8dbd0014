"""The conditions of a scenario, compiled: what the author wrote in, clauses out (M19).

Used only while a scenario is compiled; what a clause asks of a run stands in `clauses`.
"""

from collections.abc import Callable, Iterable

from exercise_sim.engine.clauses import (
    STATES,
    Clause,
    Fact,
    OfClock,
    OfMany,
    OfOne,
    OfOutcome,
    OfReference,
    OfResource,
    OfStates,
    OfVariable,
)
from exercise_sim.engine.codes import OVER
from exercise_sim.engine.gauged import Gauged
from exercise_sim.engine.nodes import Node
from exercise_sim.engine.numbering import crossing_name, expected_name
from exercise_sim.engine.plan import GaugePlan
from exercise_sim.scenario.cast import Cast, compare, instance
from exercise_sim.scenario.conditions import Clock, Comparison, Condition, Group, Happened
from exercise_sim.scenario.injects import ANSWERS
from exercise_sim.scenario.references import Reference
from exercise_sim.scenario.times import parse_moment


class Clauses:
    """Compiles the conditions of one scenario."""

    def __init__(
        self, cast: Cast, ids: dict[str, int], resources: dict[str, int], lag: Callable[[int, Reference], int]
    ) -> None:
        self._cast, self._ids, self._resources, self._lag = cast, ids, resources, lag
        self.gauged = Gauged(cast)

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

    def gauges(
        self,
        nodes: Iterable[Node],
        endings: Iterable[Clause | None],
        others: Iterable[Clause | None],
    ) -> tuple[GaugePlan, ...]:
        """The gauges of a plan, with the conditions of their rates; `endings` and `others` are conditions that may look at them."""
        gauges = self._cast.scenario.gauges
        if not gauges:
            return ()
        rates = {
            name: tuple(None if drift.when is None else self.compile(drift.when) for drift in gauge.drifts)
            for name, gauge in gauges.items()
        }
        return self.gauged.plans(self._ids, rates, nodes, endings, others)

    def nodes(self, name: str, of: str | None, step: str, member: str) -> tuple[int, ...]:
        """The nodes that a name means for a step of a member."""
        if name == "ending" or name in self._cast.scenario.injects:
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
            return OfOne(self._lag(self._ids[instance(step or "ending", member)], reference), OVER)
        if reference.stage is not None:
            return OfOne(self._ids[crossing_name(reference.name, reference.stage)], OVER)
        if reference.outcome is not None and reference.name in self._cast.scenario.injects:
            return OfOne(self._ids[expected_name(reference.name)], asked_of(self._cast, reference))
        nodes = self.nodes(reference.name, reference.member, step, member)
        if reference.count is not None:
            nodes = tuple(
                self._ids[instance(reference.name, one)] for one in self._cast.members(reference.name)
            )
        asks, need = asked_of(self._cast, reference), reference.count or 0
        if len(nodes) == 1 and need <= 1:
            return OfOne(nodes[0], asks)
        return OfReference(nodes, asks, need)

    def _comparison(self, condition: Comparison, step: str, member: str) -> Clause:
        subject, _, of = condition.subject.partition(" of ")
        value = self._cast.value(condition.value, member)
        if subject.startswith("its."):
            return Fact(compare(self._cast.value(subject, member), condition.operator, value))
        if subject in self._cast.scenario.chain:
            return self._of_step(condition, subject, of or None, step, member)
        if subject in self._cast.scenario.injects:
            return self._of_inject(condition, subject)
        if subject in self._cast.scenario.resources:
            name = instance(subject, self._cast.value(of, member) if of else member)
            return OfResource(
                self._resources.get(name, self._resources.get(subject, 0)), condition.operator, value
            )
        if subject in self._cast.scenario.gauges:
            return self.gauged.clause(subject, condition.operator, value)
        return OfVariable(subject, condition.operator, value)

    def _of_inject(self, condition: Comparison, name: str) -> Clause:
        word, wanted = str(condition.value), condition.operator == "is"
        if word in ANSWERS:
            return OfOutcome((self._ids[expected_name(name)],), ANSWERS.index(word), wanted)
        return OfStates((self._ids[name],), STATES[word], wanted)

    def _of_step(self, condition: Comparison, subject: str, of: str | None, step: str, member: str) -> Clause:
        nodes = self.nodes(subject, of, step, member)
        word = str(condition.value)
        branches = list(self._cast.scenario.chain[subject].branches)
        wanted = condition.operator == "is"
        if word in branches:
            return OfOutcome(nodes, branches.index(word), wanted)
        return OfStates(nodes, STATES[word], wanted)


def asked_of(cast: Cast, reference: Reference) -> int:
    """What a reference asks of its node: `plan.OVER`, `plan.BEGINS`, or the place of an outcome."""
    if reference.begins:
        return -2
    if reference.outcome is None:
        return OVER
    if reference.name in cast.scenario.injects:
        return ANSWERS.index(reference.outcome)
    names = (
        cast.scenario.endings if reference.name == "ending" else cast.scenario.chain[reference.name].branches
    )
    return list(names).index(reference.outcome)
