"""The value of a join: met, passed, dead or pending, straight from the table of the page.

Looks at facts only and changes nothing. `dead` is told only of single steps and of members, where it decides who falls out;
what a dead list does to the step behind it is worked out in `coming.py`.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Literal

from tests.slow_model.facts import Facts
from tests.slow_model.instances import (
    Chosen,
    Document,
    Join,
    Lag,
    Members,
    Reaches,
    Result,
    RunEnding,
    Several,
)

Value = Literal["pending", "met", "passed", "dead"]


@dataclass(frozen=True)
class View:
    """The facts, with the results of `hidden` counted as not there; those of `final` stand for good: they cannot come otherwise."""

    facts: Facts
    final: AbstractSet[int]
    hidden: AbstractSet[int] = frozenset()

    def released(self, join: Join | None) -> bool:
        """Whether the join is met or passed; the first step's (None) always is."""
        return join is None or self.value(join) in ("met", "passed")

    def value(self, join: Join) -> Value:
        """The row of the table that this join stands in."""
        match join:
            case Result():
                return self._result(join)
            case RunEnding():
                return self._ending(join)
            case Reaches():
                return "met" if join.stage in self.facts.gauges[join.gauge].reached else "pending"
            case Members():
                return self._members(join)
            case Chosen():
                return self._chosen(join)
            case Lag():
                return self._lag(join)
            case Document():
                return "met" if any(self._result(made) == "met" for made in join.inputs) else "pending"
            case Several():
                return self._several(join)

    def _result(self, result: Result) -> Value:
        if result.place is None:
            return "dead"
        turn = self.facts.turns[result.place]
        if turn.state == "cut off":  # after it began, perhaps
            has_fallen = "dead" if result.place in self.facts.fallen else "pending"
            return "met" if result.begins and turn.begun_at is not None else has_fallen
        if result.place in self.hidden:
            return "pending"
        if result.begins and turn.begun_at is not None:
            return "met"  # whatever became of it
        if turn.state == "passed over" and result.outcome is None:
            return "passed"
        if result.begins:
            return "pending"
        return self._end(result.place, result.outcome)

    def _end(self, place: int, outcome: str | None) -> Value:
        turn = self.facts.turns[place]
        if turn.state == "done" and outcome in (None, turn.outcome):
            return "met"
        return "dead" if turn.over and place in self.final else "pending"

    def _ending(self, ending: RunEnding) -> Value:
        if self.facts.ended is None:
            return "pending"
        return "met" if ending.name in (None, self.facts.ended) else "dead"

    def _members(self, members: Members) -> Value:
        values = [self._result(result) for result in members.inputs]
        staying = [value for value in values if value != "dead"]
        if not staying:
            return "dead"
        if all(value == "passed" for value in staying):
            return "passed"
        if members.count is not None:
            return "met" if values.count("met") >= members.count else "pending"
        return "met" if all(value in ("met", "passed") for value in staying) else "pending"

    def _chosen(self, chosen: Chosen) -> Value:
        """As that of the member that the variable names now; it is not dead, since another may be named."""
        named = self.facts.variables[chosen.variable]
        if named not in chosen.members:
            return "pending"
        value = self._result(chosen.inputs[chosen.members.index(named)])
        return "pending" if value == "dead" else value

    def _lag(self, lag: Lag) -> Value:
        behind = self.value(lag.behind)
        if behind == "met":
            return "met" if self.facts.lags[lag.nth].over else "pending"
        return behind

    def _several(self, several: Several) -> Value:
        values = [self.value(item) for item in several.inputs]
        if all(value == "passed" for value in values):
            return "passed"
        if several.count is None:
            return "met" if all(value in ("met", "passed") for value in values) else "pending"
        return "met" if values.count("met") >= several.count else "pending"
