"""What can still come: the least set C, worked out together with B, the steps that may be reopened.

Worked out from nothing by going round the four rules of the page until none of them adds a step.
"""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from tests.slow_model.facts import Facts
from tests.slow_model.instances import (
    Join,
    Lag,
    Members,
    Result,
    RunEnding,
    Several,
    WayBack,
    begun_behind,
    choices,
)
from tests.slow_model.joins import View

May = tuple[bool, bool]  # (may be met, may be passed)


@dataclass(frozen=True)
class Outlook:
    """What an input may still become, if the steps of `can` are those that can come."""

    facts: Facts
    can: AbstractSet[int]

    def may_be_released(self, join: Join | None) -> bool:
        return join is None or any(self.may(join))

    def may(self, join: Join) -> May:
        match join:
            case Result():
                return self._result(join)
            case RunEnding():
                return (self.facts.ended is None or join.name in (None, self.facts.ended), False)
            case Members():
                return self._members(join)
            case Lag():
                return self.may(join.behind)  # running or over, what it lags behind is met now
            case Several():
                return self._several(join)

    def _result(self, result: Result) -> May:
        if result.place is None:
            return (False, False)
        now = View(self.facts, self.facts.final).value(result)
        comes = result.place in self.can
        fields = self.facts.chain.steps[result.place].fields
        if result.outcome is not None:
            its = choices(fields)[result.outcome]
            return (now == "met" or (comes and self.facts.can_take(result.place, result.outcome, its)), False)
        return (now == "met" or comes, now == "passed" or (comes and "if" in fields))

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


def what_can_come(facts: Facts) -> frozenset[int]:
    """The set C of the page, as places."""
    can: set[int] = set()
    reopenable: set[int] = set()
    deciding: set[int] = set()
    while True:
        before = len(can), len(reopenable)
        can |= _in_hand_or_releasable(facts, can)
        for place, way in [(d, way) for d in can for way in _ways_back(facts, d)]:  # rule 3
            reopenable |= {target for target in way.back_to - {place} if not facts.turns[target].out}
            deciding.add(place)
            can |= {target for target in way.redo if facts.turns[target].over}
        reopenable |= _released_through(facts, can, reopenable, deciding)
        can |= {place for place in reopenable if facts.turns[place].state != "waiting"}
        if before == (len(can), len(reopenable)):
            return frozenset(can)


def _in_hand_or_releasable(facts: Facts, can: AbstractSet[int]) -> set[int]:
    """Rules 1 and 2: a released step that has not begun has a join that may be released, so rule 2 finds it."""
    outlook = Outlook(facts, can)
    return {
        step.place
        for step in facts.chain.steps
        if (turn := facts.turns[step.place]).in_hand
        or (turn.state == "waiting" and outlook.may_be_released(step.join))
    }


def _ways_back(facts: Facts, place: int) -> Iterator[WayBack]:
    return (way for way in facts.chain.ways_back[place] if facts.can_take(place, way.name, way.fields))


def _released_through(
    facts: Facts, can: AbstractSet[int], reopenable: AbstractSet[int], deciding: AbstractSet[int]
) -> set[int]:
    """Rule 4: released steps that do not stay released when all that can come is taken away."""
    now = View(facts, facts.final)
    without = View(facts, over_for_good(facts, can), hidden=can)
    return {
        step.place
        for step in facts.chain.steps
        if (facts.chain.inputs[step.place] & reopenable or begun_behind(step.join) & deciding)
        and is_released(now, step.place)
        and not without.released(step.join)
    }


def over_for_good(facts: Facts, can: AbstractSet[int]) -> frozenset[int]:
    """The steps that are over and cannot come again, if those of `can` are what can come."""
    return frozenset(place for place, turn in enumerate(facts.turns) if turn.over and place not in can)


def is_released(view: View, place: int) -> bool:
    """Whether the step is past its join: begun, over, or waiting with a join that is met or passed."""
    turn = view.facts.turns[place]
    if turn.out:
        return False
    return turn.state != "waiting" or view.released(view.facts.chain.steps[place].join)
