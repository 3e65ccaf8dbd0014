"""The delay ledger: what the time to an objective, or to the ending, went into, minute by minute, and who held the ball. A pure function of a log.

A walk back from what was reached: through the work that led to it, the wait before that work, and what had released it. Unlike the
critical path (`causes`), a step that queued keeps its place: its minutes in the queue count, not the work of whoever had the units. So
does one that was held: its minutes on hold count, not what ended them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal

from exercise_sim.analysis.causes import by_clock, last_work
from exercise_sim.analysis.history import History
from exercise_sim.analysis.measures import Measured, Times
from exercise_sim.analysis.releases import release, stood_from
from exercise_sim.engine.events import (
    ActionCame,
    ActionMissed,
    Decided,
    Event,
    InjectCame,
    LimitLapsed,
    QuestionAsked,
    StageChanged,
    StepBegan,
    StepDelayed,
    StepFinished,
    StepHeld,
    StepQueued,
    StepReopened,
    StepResumed,
    StepWentBack,
)
from exercise_sim.engine.plan import Plan
from exercise_sim.scenario.cast import Cast
from exercise_sim.scenario.model import Objective
from exercise_sim.scenario.references import Reference

Kind = Literal["deciding", "waiting", "queueing", "working", "moving", "redoing", "held", "delayed"]
KINDS: Final[tuple[Kind, ...]] = (
    "deciding", "waiting", "queueing", "working", "moving", "redoing", "held", "delayed",
)  # fmt: skip
"""What a minute can go into, in the order in which it is told."""

_GAPS: Final[dict[str, Kind]] = {"rework": "redoing"}
_WORKS: Final[dict[str, Kind]] = {"move": "moving", "decide": "deciding", "wait": "waiting"}
_ACTIVE: Final = ("deciding", "working", "moving", "redoing")
"""In these somebody has the ball; in the others, the minutes go by."""


@dataclass(frozen=True, slots=True)
class Piece:
    """From `begin` to `end` (minutes) one thing went on at a step (empty: none). `body` had the ball; empty where nobody had, or none is named."""

    begin: int
    end: int
    kind: Kind
    element: str = ""
    body: str = ""

    @property
    def minutes(self) -> int:
        return self.end - self.begin


@dataclass(frozen=True, slots=True)
class Delays:
    """The pieces between `begin` and `end`, the first one first; they lie end to end. `name` is the objective, empty for the ending."""

    name: str
    begin: int
    end: int
    pieces: tuple[Piece, ...]

    @property
    def kinds(self) -> dict[Kind, int]:
        """The minutes of each kind that came, in the order of KINDS; together the whole time."""
        return {kind: minutes for kind in KINDS if (minutes := _sum(self.pieces, kind))}

    @property
    def bodies(self) -> dict[str, int]:
        """The minutes for which each body had the ball, the longest first; the empty name for those in which nobody had it."""
        held: dict[str, int] = {}
        for piece in self.pieces:
            held[piece.body] = held.get(piece.body, 0) + piece.minutes
        return dict(sorted(held.items(), key=lambda pair: -pair[1]))


def _sum(pieces: Iterable[Piece], kind: Kind) -> int:
    return sum(piece.minutes for piece in pieces if piece.kind == kind)


def delays_of_objective(
    cast: Cast, plan: Plan, told: History, objective: Objective, one: Measured
) -> Delays | None:
    """The delay ledger of an objective that is a time; None where it is none, or was not reached.

    Of a margin it is the time from STARTEX to what was to come before the other.
    """
    reference = objective.to or objective.margin
    begin, end = (0, one.begin) if objective.margin else (one.begin, one.end)
    if reference is None or begin is None or end is None or end < begin:
        return None
    target = _target(Times(cast, plan, told), plan, told.log, reference, end)
    return Delays(one.name, begin, end, tuple(_clipped(_tiled(plan, told.log, target, end), begin)))


def delays_of_ending(plan: Plan, log: tuple[Event, ...], told: History) -> Delays | None:
    """The delay ledger from STARTEX to the ending; None while the exercise goes on."""
    ended = told.ended
    if ended is None:
        return None
    last = last_work(log, ended) if by_clock(plan, log) else ended
    open_ = last.element in ended.open
    return Delays("", 0, ended.at, tuple(_clipped(_tiled(plan, log, last, ended.at, open_=open_), 0)))


def _target(
    times: Times, plan: Plan, log: tuple[Event, ...], reference: Reference, minute: int
) -> Event | None:
    """The event by which a reference was met at a minute (its lag included)."""
    at = minute - (reference.lag.low if reference.lag is not None else 0)
    kinds: tuple[type[Event], ...] = (StepBegan,) if reference.begins else (StepFinished,)
    names = set(times.names(reference))
    if reference.stage is not None:
        kinds, names = (StageChanged,), set()
    elif reference.name in {plan.nodes[node].name for node in plan.injects}:
        kinds, names = (InjectCame, ActionCame, ActionMissed), {reference.name}
    same = (event for event in reversed(log) if event.at == at and isinstance(event, kinds))
    return next((event for event in same if not names or event.element in names), None)


def _clipped(pieces: Iterable[Piece], begin: int) -> Iterator[Piece]:
    """The pieces from a minute on, those without a minute left out."""
    for piece in pieces:
        if piece.end > max(begin, piece.begin):
            yield replace(piece, begin=max(begin, piece.begin))


def _tiled(
    plan: Plan, log: tuple[Event, ...], target: Event | None, end: int, *, open_: bool = False
) -> list[Piece]:
    """Pieces end to end from STARTEX to a minute. Behind the target (where its work was not `open`) nothing but time passed."""
    if target is None:
        return [Piece(0, end, "waiting")]
    walk = _Walk(plan, log)
    found: list[list[Piece]] = []
    if not open_:
        found.append([Piece(target.at, end, "waiting")])
    until, event = end if open_ else target.at, target
    while event.at > 0 or event.cause:
        stretch, before = walk.stretch(event, until)
        found.append(stretch)
        if before is None:
            break
        event, until = before, before.at
    return [piece for stretch in reversed(found) for piece in stretch]


class _Walk:
    """Goes from an event to what had released it, and says what the time between went into."""

    def __init__(self, plan: Plan, log: tuple[Event, ...]) -> None:
        self._plan, self._log = plan, log
        self._own: dict[str, list[Event]] = {}
        for event in log:
            if event.element:
                self._own.setdefault(event.element, []).append(event)

    def stretch(self, event: Event, until: int) -> tuple[list[Piece], Event | None]:
        """The pieces that end with an event (or at a later minute), and the event that had released them."""
        own = [one for one in self._own.get(event.element, ()) if one.seq <= event.seq]
        place = next((n for n in range(len(own) - 1, -1, -1) if isinstance(own[n], StepBegan)), None)
        if place is None:
            before = self._log[event.cause - 1] if event.cause else None
            return [Piece(before.at if before else 0, until, "waiting", event.element)], before
        # What comes after the work began belongs to it, also what is told of it later in the last minute.
        turn = _Turn(self._plan, own[: place + 1], own[place + 1 :])
        released = turn.queued or own[place]
        before = self._log[released.cause - 1] if released.cause else None
        stood = stood_from(turn.waited)
        if stood is not None and before is not None and before.at > stood:  # it ended the hold
            before = release(self._plan, self._log[: before.seq], event.element, stood)
        return turn.pieces(before.at if before else 0, until), before


class _Turn:
    """One time that a step worked: what is told of it before it began, and since then."""

    def __init__(self, plan: Plan, before: list[Event], since: list[Event]) -> None:
        began = before[-1]
        assert isinstance(began, StepBegan)
        self._node = plan.nodes[plan.by_name[began.element]]
        self._began, self._since = began, since
        ends = (StepBegan, StepReopened, StepWentBack)
        start = next((n for n in range(len(before) - 2, -1, -1) if isinstance(before[n], ends)), -1)
        self.waited = before[start + 1 : -1]
        self._again = any(isinstance(one, StepReopened | StepWentBack) for one in before)
        self.queued = next((one for one in self.waited if isinstance(one, StepQueued)), None)

    def pieces(self, begin: int, until: int) -> list[Piece]:
        """What went on from the minute of its release on."""
        return [*self._waits(begin), *self._works(until)]

    def _waits(self, begin: int) -> list[Piece]:
        """From its release to the beginning of its work: a lag or an appointed time, a delay, a hold, then the queue."""
        end = self._began.at
        first = self.queued.at if self.queued else end
        late = sum(one.minutes for one in self.waited if isinstance(one, StepDelayed))
        gap = "waiting" if self.queued else _GAPS.get(self._began.wait, "waiting")
        pieces = _last_minutes([Piece(begin, first, gap)], late, "delayed")
        pieces = _laid([*pieces, Piece(first, end, self._queueing())], self._stood(self.waited), "held")
        return [replace(piece, element=self._node.name) for piece in pieces]

    def _queueing(self) -> Kind:
        named = self.queued is not None and bool(self.queued.resources)
        return "queueing" if named and self._began.wait != "opening hours" else "waiting"

    def _works(self, until: int) -> list[Piece]:
        """From the beginning of its work on: the work, the question, and the execution of what was decided."""
        node = self._node
        kind: Kind = "working" if node.asked else _WORKS.get(node.work, "working")
        marks: list[tuple[int, Kind]] = [(self._began.at, kind)]
        for event in self._since:
            if isinstance(event, QuestionAsked):
                marks.append((event.at, "deciding"))
            elif isinstance(event, Decided | LimitLapsed):
                marks.append((event.at, kind))
        ends = [*(at for at, _ in marks[1:]), until]
        pieces = [Piece(at, end, one) for (at, one), end in zip(marks, ends, strict=True)]
        pieces = _laid(pieces, self._stood(self._since), "held")
        delays = [one for one in self._since if isinstance(one, StepDelayed)]
        pieces = _laid(
            pieces, [(one.at, one.at + one.minutes) for one in delays if self._kept(one)], "delayed"
        )
        late = sum(one.minutes for one in delays if one.state != "asked")
        return [self._named(piece) for piece in _last_minutes(pieces, late, "delayed")]

    def _kept(self, late: StepDelayed) -> bool:
        """Whether an answer came in the very minute from which on a delay let it."""
        came = (one.at for one in self._since if isinstance(one, Decided) and one.seq > late.seq)
        return late.state == "asked" and next(came, -1) == late.at + late.minutes

    def _stood(self, events: Iterable[Event]) -> list[tuple[int, int]]:
        """When it stood still, as far as it did not go on later than that."""
        found, since = [], None
        for event in events:
            if isinstance(event, StepHeld) and since is None:
                since = event.at
            elif isinstance(event, StepResumed) and since is not None:
                found.append((max(since, event.at - event.stood), event.at))
                since = None
        return found

    def _named(self, piece: Piece) -> Piece:
        """With the step, and the body that had the ball; done another time, it is redone."""
        kind: Kind = "redoing" if self._again and piece.kind in _ACTIVE else piece.kind
        body = self._node.body if kind in _ACTIVE else ""
        return replace(piece, kind=kind, element=self._node.name, body=body)


def _laid(pieces: list[Piece], stretches: list[tuple[int, int]], kind: Kind) -> list[Piece]:
    """Pieces of which some stretches are of another kind."""
    for begin, end in stretches:
        pieces = [part for piece in pieces for part in _cut(piece, begin, end, kind)]
    return pieces


def _cut(piece: Piece, begin: int, end: int, kind: Kind) -> list[Piece]:
    first, last = max(piece.begin, begin), min(piece.end, end)
    if first >= last:
        return [piece]
    parts = (
        replace(piece, end=first),
        replace(piece, begin=first, end=last, kind=kind),
        replace(piece, begin=last),
    )
    return [part for part in parts if part.minutes]


def _last_minutes(pieces: list[Piece], minutes: int, kind: Kind) -> list[Piece]:
    """Pieces whose last so many minutes (but for those on hold) are of another kind: so much later it ended."""
    found: list[Piece] = []
    for piece in reversed(pieces):
        part = min(minutes, piece.minutes) if piece.kind != "held" else 0
        minutes -= part
        found += reversed(_cut(piece, piece.end - part, piece.end, kind))
    return found[::-1]
