"""What a session tells of chance up to a moment, and the luck of what comes after it: the past stays, the future is drawn anew.

Of each duration that was drawn up to there, the numbers are sought that would have left the log the same. Where a longer one would have, its
end was not seen yet: it is drawn anew among those. Everything else that was drawn stays as it was. The smallest numbers are sought one after
the other, each beside those that were found: all of them together leave the log the same, and so do any that are larger.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from exercise_sim.engine.ledger import Ledger
from exercise_sim.engine.luck import Luck
from exercise_sim.engine.nodes import Draw
from exercise_sim.engine.plan import Plan
from exercise_sim.engine.replaying import apply, go_to
from exercise_sim.engine.session import NotPossible, Session
from exercise_sim.engine.streams import Streams

Key = tuple[str, int]
"""The name of a stream and an occurrence."""
_LARGEST = (1 << 32) - 1


@dataclass(frozen=True, slots=True)
class Past:
    """A session up to a moment: what fixed its chance, what people did, and the minute and place at which it then stands."""

    seed: int
    replication: int
    ledger: Ledger
    minute: int
    place: int


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the draws that were made up to a moment. `seen` is the number of each; `least` the smallest one that a duration
    may have which is not over yet."""

    seen: Mapping[Key, int]
    least: Mapping[Key, int] = field(default_factory=dict)


def lead_to(session: Session, past: Past) -> None:
    """Plays a session that has not begun up to that moment. Raises NotPossible where its luck leads elsewhere."""
    for entry in past.ledger:
        apply(session, entry)
    go_to(session, past.minute, past.place)


def known(plan: Plan, past: Past) -> Known:
    """What the session up to that moment tells of its draws."""
    drawn = _Drawn(plan.draws, Streams(past.seed, past.replication))
    log = _log(plan, past, drawn)
    least: dict[Key, int] = {}

    def same(key: Key, number: int) -> bool:
        """Whether the log stays the same with this number, and the smallest ones of those before it."""
        return _log(plan, past, _Drawn(plan.draws, drawn.streams, {**least, key: number})) == log

    for key in drawn.durations:
        if same(key, _LARGEST):
            least[key] = _least(partial(same, key), drawn.numbers[key])
    return Known(drawn.numbers, least)


def _least(same: Callable[[int], bool], high: int) -> int:
    """The smallest number up to `high` that leaves the log the same. (The longer a duration, the later its end: so all above do.)"""
    low = -1
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if same(middle) else (middle, high)
    return high


def _log(plan: Plan, past: Past, luck: Luck) -> object:
    """The log up to that moment; None where this luck leads elsewhere."""
    session = Session(plan, past.seed, past.replication, luck=luck)
    try:
        lead_to(session, past)
    except NotPossible:
        return None
    return list(session.noted)


class _Drawn:
    """The luck of a session, with other numbers for some of its draws; it notes what is drawn."""

    def __init__(
        self, draws: tuple[Draw, ...], streams: Streams, other: Mapping[Key, int] | None = None
    ) -> None:
        self._draws, self.streams, self._other = draws, streams, other or {}
        self.numbers: dict[Key, int] = {}
        self.durations: dict[Key, None] = {}

    def minutes(self, draw: int, occurrence: int) -> int:
        entry = self._draws[draw]
        self.durations[entry.name, occurrence] = None
        return entry.table.minutes(self.u32(entry.name, occurrence))

    def u32(self, name: str, occurrence: int) -> int:
        number = self._other.get((name, occurrence))
        if number is None:
            number = self.streams.u32(name, occurrence)
        self.numbers[name, occurrence] = number
        return number


class Later:
    """The luck of one replication after a moment: `fresh`, but for what is `known`."""

    def __init__(self, draws: tuple[Draw, ...], known: Known, fresh: Luck) -> None:
        self._draws, self._known, self._fresh = draws, known, fresh

    def minutes(self, draw: int, occurrence: int) -> int:
        entry = self._draws[draw]
        if (entry.name, occurrence) in self._known.seen:
            return entry.table.minutes(self.u32(entry.name, occurrence))
        return self._fresh.minutes(draw, occurrence)

    def u32(self, name: str, occurrence: int) -> int:
        key = name, occurrence
        least = self._known.least.get(key)
        if least is not None:
            return least + ((_LARGEST + 1 - least) * self._fresh.u32(name, occurrence) >> 32)
        seen = self._known.seen.get(key)
        return self._fresh.u32(name, occurrence) if seen is None else seen
