"""What an input of a join may still become, if the steps and injects of a set are those that can come."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

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
    choices,
    parts,
)
from tests.slow_model.joins import View

May = tuple[bool, bool]  # (may be met, may be passed)


def stands_still(facts: Facts, lag: Lag) -> bool:
    """Whether the ending stopped a lag: that of a hold, if it is not one behind the ending."""
    if facts.ended is None or lag.owner >= 0:
        return False
    tail = facts.chain.after_ending
    return not any(
        isinstance(part, RunEnding) or (isinstance(part, Result) and part.place in tail)
        for part in parts(lag)
    )


@dataclass
class Outlook:
    """What an input may still become, if the steps of `can` are those that can come."""

    facts: Facts
    can: AbstractSet[int]

    def __post_init__(self) -> None:
        self.now = View(self.facts, self.facts.final)

    def may_be_released(self, join: Join | None) -> bool:
        return join is None or any(self.may(join))

    def may(self, join: Join) -> May:
        match join:
            case Result():
                return self._result(join)
            case RunEnding():
                return (self.facts.ended is None or join.name in (None, self.facts.ended), False)
            case Reaches():
                reached = join.stage in self.facts.gauges[join.gauge].reached
                return (
                    reached or self.facts.ended is None,
                    False,
                )  # as long as play goes on, it may always still be
            case Members():
                return self._members(join)
            case Chosen():
                return self._chosen(join)
            case Lag():
                if stands_still(self.facts, join):
                    return (self.facts.lags[join.nth].over, False)
                return self.may(join.behind)  # running or over, what it lags behind is met now
            case Document():
                return (any(self._result(made)[0] for made in join.inputs), False)
            case Several():
                return self._several(join)

    def _result(self, result: Result) -> May:
        if result.place is None:
            return (False, False)
        now = self.now.value(result)
        comes = result.place in self.can
        fields = self.facts.chain.everything[result.place].fields
        if result.outcome is not None:
            its = choices(fields).get(result.outcome, {})  # what an inject expects is met or missed
            return (now == "met" or (comes and self.facts.can_take(result.place, result.outcome, its)), False)
        passes = "if" in fields or "until" in fields or result.place in self.facts.passable
        return (now == "met" or comes, now == "passed" or (comes and passes))

    def _chosen(self, chosen: Chosen) -> May:
        """As that of the member that is named now; of any member, if something that can come may change the variable."""
        if any(
            place in self.can and not self.facts.has_come(place)
            for place in self.facts.chain.setters(chosen.variable)
        ):
            may = [self._result(result) for result in chosen.inputs]
            return (any(met for met, _ in may), any(passed for _, passed in may))
        named = self.facts.variables[chosen.variable]
        if named not in chosen.members:
            return (False, False)
        return self._result(chosen.inputs[chosen.members.index(named)])

    def _members(self, members: Members) -> May:
        may = [self._result(result) for result in members.inputs]
        there = any(met and r.place not in self.can for (met, _), r in zip(may, members.inputs, strict=True))
        enough = sum(met for met, _ in may) >= (members.count or 1)
        return (enough, not there and any(passed for _, passed in may))

    def _several(self, several: Several) -> May:
        may = [self.may(item) for item in several.inputs]
        all_passed = all(passed for _, passed in may)
        if several.count is None:
            return (all(met or passed for met, passed in may) and any(met for met, _ in may), all_passed)
        return (sum(met for met, _ in may) >= several.count, all_passed)
