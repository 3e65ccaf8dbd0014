"""Runs that go on from a record: from one of its questions on, each answer an alternative; or from STARTEX, its choices on other luck.

What was done and seen before the question stands (`hindsight`); what comes after it a policy decides, on the luck of each replication.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from exercise_sim.analysis.decisions import Decision
from exercise_sim.analysis.otherwise import Reply, Script, length, play_on, script_of
from exercise_sim.analysis.playing import Look
from exercise_sim.engine.asking import Question
from exercise_sim.engine.codes import Log
from exercise_sim.engine.deciders import Decider
from exercise_sim.engine.hindsight import Known, Later, Past, lead_to
from exercise_sim.engine.ledger import Fixed, Hand, Ledger, Prepared
from exercise_sim.engine.luck import Luck
from exercise_sim.engine.plan import Plan
from exercise_sim.engine.replaying import apply, play
from exercise_sim.engine.session import Asked, Ended, Session


@dataclass(frozen=True, slots=True)
class Turn:
    """An answer to a question of a record, and what stands before it. `option` is empty where the limit is left to run out.

    `how` says in what way it was the one of the record: answered, voted, lapsed; empty where it was not.
    """

    past: Past
    question: str
    option: str
    after: int
    by: str
    how: str = ""


@dataclass(frozen=True, slots=True)
class Replayed:
    """What the players of a record did, for other luck: `start` was laid down before STARTEX. Without replies, only what was given by hand."""

    start: Ledger
    seats: tuple[str, ...]
    replies: tuple[tuple[str, Reply], ...] = ()
    silent: tuple[str, ...] = ()
    opened: tuple[tuple[str, int], ...] = ()
    hands: tuple[Hand, ...] = ()

    @property
    def script(self) -> Script:
        return Script(dict(self.replies), frozenset(self.silent), dict(self.opened), self.hands)

    @property
    def bare(self) -> "Replayed":
        """The same without the players' answers."""
        return replace(self, replies=(), silent=(), opened=())


Course = Turn | Replayed
"""How a run goes before a policy decides."""


def turns(plan: Plan, seed: int, replication: int, ledger: Ledger, one: Decision) -> list[Turn]:
    """A turn for each answer that was open to whoever was asked; first what was done in the record, where anything was.

    An answer comes in the minute in which it came there; where the limit ran out, in the last one that counts; else as soon as it is asked.
    """
    past, question = _moment(plan, seed, replication, ledger, one)
    after = one.limit - one.asked if one.how == "lapsed" and one.limit is not None else length(one)
    done = {"answered": one.option, "voted": one.option, "lapsed": ""}.get(one.how)
    first = [] if done is None else [Turn(past, question.id, done, after if done else 0, one.seat, one.how)]
    options = (option for option in question.options if option != done)
    return [*first, *(Turn(past, question.id, option, after, one.seat) for option in options)]


def _moment(plan: Plan, seed: int, replication: int, ledger: Ledger, one: Decision) -> tuple[Past, Question]:
    """The moment at which a question was answered (or else asked), and the question as it stood there."""
    before = ledger[: one.number]
    if one.given is not None and one.how in ("answered", "voted"):
        entry = ledger[one.number]
        past = Past(seed, replication, before, entry.minute, entry.place)
        session = Session(plan, seed, replication)
        lead_to(session, past)
        return past, _open(session, one.question)
    session = play(plan, seed, before, replication)
    while all(asked.id != one.question for asked in session.open_questions):
        stop = session.advance()
        assert isinstance(stop, Asked), "a question that a log tells of is asked again"
    return Past(seed, replication, before, session.now, session.place), _open(session, one.question)


def _open(session: Session, name: str) -> Question:
    return next(asked for asked in session.open_questions if asked.id == name)


def replayed(seats: Sequence[str], ledger: Ledger, made: Sequence[Decision]) -> Replayed:
    """What the players of a record did."""
    start = tuple(
        entry
        for entry in ledger
        if not entry.place and not entry.minute and isinstance(entry, Fixed | Prepared)
    )
    script = script_of(made, ledger)
    opened, silent = tuple(script.opened.items()), tuple(sorted(script.silent))
    return Replayed(start, tuple(seats), tuple(script.replies.items()), silent, opened, script.hands)


class Onward:
    """Plays the runs of one course of a plan; a decider answers what the course does not. `known` is what its past tells of chance."""

    def __init__(self, plan: Plan, course: Course, seed: int, decider: Decider, known: Known) -> None:
        self._plan, self._course, self._seed, self._decider, self._known = plan, course, seed, decider, known

    def play(self, replication: int, luck: Luck, *, log: Log, look: Look | None) -> tuple[Session, Ended]:
        """A run to its end. Raises NoRule where the decider has no answer, LoopError for a run that goes round for ever."""
        if isinstance(self._course, Turn):
            return self._from(self._course, replication, luck, log=log, look=look)
        session = Session(self._plan, self._seed, replication, log=log, luck=luck)
        if look is not None:
            session.watch(look)
        for entry in self._course.start:
            apply(session, entry)
        ended, _ = play_on(session, self._course.script, self._decider, self._course.seats)
        return session, ended

    def _from(
        self, turn: Turn, replication: int, luck: Luck, *, log: Log, look: Look | None
    ) -> tuple[Session, Ended]:
        session = self._led(turn.past, replication, luck, log=log, look=look)
        if turn.option:
            session.answer(_open(session, turn.question), turn.option, turn.by, turn.after)
            ended, _ = play_on(session, Script(), self._decider, ())
        else:
            ended, _ = play_on(session, Script(silent=frozenset((turn.question,))), self._decider, (turn.by,))
        return session, ended

    def _led(self, past: Past, replication: int, luck: Luck, *, log: Log, look: Look | None) -> Session:
        """A session at that moment."""
        later = Later(self._plan.draws, self._known, luck)
        session = Session(self._plan, self._seed, replication, log=log, luck=later)
        if look is not None:
            session.watch(look)
        lead_to(session, past)
        return session
