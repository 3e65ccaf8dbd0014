"""A record played again: whether the same log comes of it, and if not, at which event the two part (Rule 1)."""

from contextlib import suppress
from dataclasses import dataclass

from exercise_sim.engine.events import Event
from exercise_sim.engine.loops import LoopError
from exercise_sim.engine.plan import Plan
from exercise_sim.engine.replaying import apply, go_to
from exercise_sim.engine.session import Asked, NotPossible, Session
from exercise_sim.records.entries import Kept, Over
from exercise_sim.records.reading import Record
from exercise_sim.records.trace import MARK, PIECE, Trace


@dataclass(frozen=True, slots=True)
class Parted:
    """Where a replay goes another way: the number of the first event that differs, what happens there now (None: nothing), and
    the entry (counted from 1; one more than there are: the end) that could not follow."""

    event: int
    now: Event | None
    entry: int


@dataclass(frozen=True, slots=True)
class Replay:
    """A record played again. `log` is what it has in common with the record; `parted` is None where that is all."""

    session: Session
    trace: Trace
    done: int
    parted: Parted | None

    @property
    def log(self) -> tuple[Event, ...]:
        log = self.session.log
        return log if self.parted is None else log[: self.parted.event - 1]


def replay(plan: Plan, record: Record) -> Replay:
    """Plays a record again, entry by entry, to its end or as far as it is the same. It stands where the last entry was applied."""
    start = record.head.start
    session, trace = Session(plan, start.seed, start.replication), Trace()
    last = 0
    for number, kept in enumerate(record.kept, 1):
        parted = _follow(session, trace, kept, last, number)
        if parted is not None:
            return Replay(session, trace, number - 1, parted)
        last = kept.entry.place
    done = len(record.kept)
    parted = _end(session, trace, record.over, done + 1) if record.over else None
    return Replay(session, trace, done, parted)


def _follow(session: Session, trace: Trace, kept: Kept, last: int, number: int) -> Parted | None:
    """Applies one entry at its place, if the log is the same up to there."""
    entry, fits = kept.entry, True
    try:
        go_to(session, entry.minute, entry.place)
    except (NotPossible, LoopError):
        fits = False
    trace.follow(session)
    event = trace.parts(last, kept.beside.log)
    if event is None and not fits:
        event = min(session.place, entry.place) + 1
    if event is None and trace.digest(entry.place)[:MARK] != kept.beside.digest:
        event = entry.place
    if event is None:
        try:
            apply(session, entry)
        except (NotPossible, LoopError):
            event = entry.place + 1
    return None if event is None else _parted(session, event, number)


def _end(session: Session, trace: Trace, over: Over, number: int) -> Parted | None:
    """Goes on to the end, if that is where the record has it."""
    _run_on(session)
    trace.follow(session)
    event = trace.parts(over.place - len(over.log) // PIECE, over.log)
    if event is None and session.place != over.place:
        event = min(session.place, over.place) + 1
    if event is None and trace.digest(over.place) != over.digest:
        event = over.place
    return None if event is None else _parted(session, event, number)


def _parted(session: Session, event: int, number: int) -> Parted:
    _run_on(session, event)
    return Parted(event, next(iter(session.log_from(event - 1)), None), number)


def _run_on(session: Session, event: int | None = None) -> None:
    """Goes on as long as nobody has to answer, to an event or to the end."""
    asked: set[str] = set()
    with suppress(LoopError):
        while event is None or session.place < event:
            stop = session.advance()
            if not isinstance(stop, Asked) or stop.question.id in asked:
                return
            asked.add(stop.question.id)
