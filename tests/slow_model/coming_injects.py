"""Which injects can still come, and of which something expected is still open: the part of C that is not steps."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from tests.slow_model.facts import Facts
from tests.slow_model.instances import Fields, Inject, choices
from tests.slow_model.outlook import Outlook
from tests.slow_model.texts import names


def injects_to_come(facts: Facts, can: AbstractSet[int], outlook: Outlook) -> set[int]:
    """Injects that wait and may get their turn, and those that have come and wait for what they expect."""
    if not facts.chain.injects:
        return set()
    fired = {name for place in can for its in may_do(facts, place) for name in names(its.get("fire"))}
    return {
        inject.place
        for inject in facts.chain.injects
        if (turn := facts.turns[inject.place]).expects
        or (turn.state == "waiting" and (turn.given or inject.name in fired or may_turn(inject, outlook)))
    }


def may_turn(inject: Inject, outlook: Outlook) -> bool:
    """Whether its own turn may come: always at a time, on a condition and by hand; else where its reference may be met."""
    return inject.reference is None or outlook.may(inject.reference)[0]


def may_do(facts: Facts, place: int) -> Iterator[Fields]:
    """The effects that something of C may still have."""
    steps = facts.chain.steps
    if place >= len(steps):
        yield ({} if facts.has_come(place) else facts.chain.everything[place].fields.get("effects") or {})
        return
    fields = steps[place].fields
    yield fields.get("when_done") or {}
    for name, its in choices(fields).items():
        if facts.can_take(place, name, its):
            yield its
