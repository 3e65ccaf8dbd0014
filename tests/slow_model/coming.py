"""What can still come: the least set C, worked out together with B, the steps that may be reopened.

Worked out from nothing by going round the rules of the page until none of them adds a step or an inject.
"""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from tests.slow_model.coming_injects import injects_to_come
from tests.slow_model.facts import Facts
from tests.slow_model.instances import WayBack
from tests.slow_model.joins import View
from tests.slow_model.outlook import Outlook


def what_can_come(facts: Facts) -> frozenset[int]:
    """The set C of the page, as places."""
    can: set[int] = set()
    reopenable: set[int] = set()
    deciding: set[int] = set()
    while True:
        before = len(can), len(reopenable)
        can |= _in_hand_or_releasable(facts, can)
        can |= injects_to_come(facts, can, Outlook(facts, can))
        for place, way in [(d, way) for d in can for way in _ways_back(facts, d)]:  # rule 3
            reopenable |= {target for target in way.back_to - {place} if not facts.turns[target].out}
            deciding |= {place} if place < len(facts.chain.steps) else set()
            can |= {target for target in way.redo if facts.turns[target].over}
        reopenable |= _released_through(facts, can, reopenable, deciding)
        can |= {place for place in reopenable if facts.turns[place].state != "waiting"}
        if before == (len(can), len(reopenable)):
            return frozenset(can)


def _in_hand_or_releasable(facts: Facts, can: AbstractSet[int]) -> set[int]:
    """Rules 1 and 2, of those not found yet: a released step that has not begun has a join that may be released, so rule 2 finds it."""
    outlook = Outlook(facts, can)
    return {
        step.place
        for step in facts.chain.steps
        if step.place not in can
        and (
            (turn := facts.turns[step.place]).in_hand
            or (turn.state == "waiting" and outlook.may_be_released(step.join))
        )
    }


def _ways_back(facts: Facts, place: int) -> Iterator[WayBack]:
    if facts.has_come(place):
        return iter(())
    return (way for way in facts.chain.ways_back[place] if facts.can_take(place, way.name, way.fields))


def _released_through(
    facts: Facts, can: AbstractSet[int], reopenable: AbstractSet[int], deciding: AbstractSet[int]
) -> set[int]:
    """Rule 4: released steps that do not stay released when all that can come is taken away."""
    if not (reopenable or deciding):
        return set()
    now = View(facts, facts.final)
    steps = {place for place in can if place < len(facts.chain.steps)}
    without = View(facts, over_for_good(facts, can), hidden=steps)
    return {
        step.place
        for step in facts.chain.steps
        if (facts.chain.inputs[step.place] & reopenable or facts.chain.begun[step.place] & deciding)
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
