"""A session in which people sit at some seats, and its record: what they do is on the disk before anything else happens.

The rest is answered by a decider. Nobody is asked here and no clock is read: whoever calls says what a person did and when.
Where exercise control has a seat it holds the exercise clock: time passes only when it lets it.
"""

from collections.abc import Callable
from typing import NamedTuple

from exercise_sim.engine.asking import Question
from exercise_sim.engine.choices import Choices
from exercise_sim.engine.data import sees
from exercise_sim.engine.deciders import respond
from exercise_sim.engine.events import EXCON, Event
from exercise_sim.engine.loops import LoopError
from exercise_sim.engine.plan import Plan
from exercise_sim.engine.replaying import apply, go_to, play
from exercise_sim.engine.session import Ended, NotPossible, Reached, Session, Stop
from exercise_sim.records.entries import Kept
from exercise_sim.records.head import Head
from exercise_sim.records.keeping import Keeper, Keeping, NotKept
from exercise_sim.records.reading import Record
from exercise_sim.records.seats import seat_for
from exercise_sim.records.stage import Stage
from exercise_sim.records.verifying import Replay


class Moment(NamedTuple):
    """When a person did something: the time on the wall, and how many seconds they took."""

    wall: str
    took: float


class AnotherPast(NotPossible):
    """With an inject that is written now, what has happened would have come another way, from an `event` on (None: with more events)."""

    def __init__(self, event: Event | None) -> None:
        super().__init__("with this inject what has happened so far would have come another way")
        self.event = event


class Sitting:
    """A session, the seats at which people sit, and everything that is kept of it."""

    def __init__(self, stage: Stage, head: Head, keeper: Keeper) -> None:
        self.stage, self.head, self.seats = stage, head, tuple(head.start.seats)
        self._keeping = Keeping(head, keeper)
        self._passed: set[str] = set()
        self.session = Session(stage.plan, head.start.seed, head.start.replication)

    def resume(self, again: Replay, record: Record) -> None:
        """Takes over a session that was played again from its record."""
        self.session = again.session
        self._keeping.resume(record, again.done, again.trace)

    @property
    def plan(self) -> Plan:
        """The plan as it is now: it grows by injects that are written on the spot."""
        return self.stage.plan

    @property
    def kept(self) -> list[Kept]:
        """What was done and is kept, the first one first."""
        return self._keeping.kept

    @property
    def conducted(self) -> bool:
        """Whether exercise control has a seat, which holds the clock, sees everything, gives injects and ticks what is expected."""
        return EXCON in self.seats

    @property
    def over(self) -> bool:
        """Whether the exercise has come to its end."""
        return self._keeping.over is not None

    # --- what is asked

    @property
    def mine(self) -> tuple[Question, ...]:
        """The open questions that are for people at the seats. A vote is put to the body; its ballots are held back meanwhile."""
        open_ = self.session.open_questions
        voting = {question.node for question in open_ if question.voter}
        return tuple(
            question
            for question in open_
            if self.seat_of(question)
            and not self._held(question)
            and (question.voter or not question.voted or question.node in voting)
        )

    def seat_of(self, question: Question) -> str:
        """The seat that a question is put to; empty for nobody."""
        return seat_for(self.seats, question)

    def ballots(self, question: Question) -> tuple[Question, ...]:
        """The votes on a question that nobody has cast yet."""
        return tuple(one for one in self.session.open_questions if one.voter and one.node == question.node)

    def _held(self, question: Question) -> bool:
        """Whether it is a vote that waits until whoever sits there for the whole body lets the members vote."""
        return bool(question.voter) and question.body in self.seats

    @property
    def moves(self) -> int:
        """How many things people have done that can be taken back."""
        return sum(kept.move for kept in self.kept)

    # --- going on

    def go(self, moment: Moment) -> Ended | None:
        """Goes on until somebody at the seats is asked (None), or the exercise is over; under exercise control to the end of this
        minute. Raises NotKept, LoopError, NoRule."""
        stop = self._pass(self._near, frozenset())
        self._keep(moment.wall)
        if isinstance(stop, Ended):
            self._keeping.end(self.session, stop, moment.wall)
            return stop
        return None

    def look_ahead(self) -> None:
        """As `go`, but nothing is kept."""
        self._pass(self._near, frozenset())

    @property
    def _near(self) -> int | None:
        """Up to which minute it goes on by itself; None for as far as it can."""
        return self.session.now if self.conducted else None

    def _pass(self, until: int | None, ignored: frozenset[str]) -> Stop:
        """Goes on to a minute, to a question for the seats that is not `ignored`, or to the end; the minute of a question is played whole."""
        while True:
            self._let_others_answer()
            asked = any(question.id not in ignored for question in self.mine)
            limit = self.session.now if asked else until
            stop = self.session.advance(limit)
            if isinstance(stop, Ended) or (isinstance(stop, Reached) and self._settled(limit, ignored)):
                return stop

    def _settled(self, limit: int | None, ignored: frozenset[str]) -> bool:
        """Whether nobody was asked in the meantime who is still to be heard."""
        if any(question.id not in self._passed and not self._waits(question) for question in self.session.open_questions):  # fmt: skip
            return False
        return limit == self.session.now or any(question.id not in ignored for question in self.mine)

    def _waits(self, question: Question) -> bool:
        return bool(self.seat_of(question))

    def _let_others_answer(self) -> None:
        """What nobody at the seats is asked, the decider answers, the oldest question first."""
        while True:
            left = (one for one in self.session.open_questions if one.id not in self._passed)
            question = next((one for one in left if not self._waits(one)), None)
            if question is None:
                return
            self._passed.add(question.id)
            respond(self.session, self.stage.decider, question)

    # --- what people do

    def answer(self, question: Question, option: str, after: int, note: str, moment: Moment) -> None:
        """Answers for the seat that is asked. Raises NotPossible or NotKept, and changes nothing."""
        seat = self.seat_of(question)
        self._do(moment, lambda: self.session.answer(question, option, seat, after, note))

    def let_vote(self, question: Question, moment: Moment) -> None:
        """Lets the members vote who have not voted yet, each as it leans."""

        def vote() -> None:
            for ballot in self.ballots(question):
                if ballot in self.session.open_questions:
                    respond(self.session, self.stage.decider, ballot)

        self._do(moment, vote)

    def fix(self, chosen: Choices, moment: Moment) -> None:
        """Fixes the chance of a session that has not begun."""
        chosen.fix(self.session)
        self._keep(moment.wall)

    def note(self, text: str, by: str, moment: Moment) -> None:
        """Writes something down; it is no move of its own."""
        self.session.note(text, by)
        self._keep(moment.wall)

    def give(self, inject: str, at: int | None, moment: Moment) -> None:
        """Gives an inject by hand: now (None), or in a minute still to come. Raises NotPossible or NotKept, and changes nothing."""
        if at is None:
            self._do(moment, lambda: self.session.inject(inject, EXCON))
        else:
            self._do(moment, lambda: self.session.prepare(inject, at, EXCON))

    def skip(self, inject: str, moment: Moment) -> None:
        """Takes an inject out by hand. Raises NotPossible or NotKept, and changes nothing."""
        self._do(moment, lambda: self.session.skip(inject, EXCON))

    def write(self, inject: str, text: str, moment: Moment) -> None:
        """Puts an inject on the list that stands in no file; `text` is its value as an author writes it.

        Raises ScenarioError for what is no inject; AnotherPast; NotPossible; NotKept. Then nothing has changed.
        """
        stage, session = self.stage.with_one_more(inject, text), self.session
        self.session = self._same_on(stage.plan)
        before, self.stage = self.stage, stage
        try:
            self._do(moment, lambda: self.session.write(inject, text, EXCON))
        except NotPossible:
            self.session, self.stage = session, before
            raise

    def _same_on(self, plan: Plan) -> Session:
        """The session as it stands, on another plan. Raises AnotherPast where its log would be another one."""
        start, now = self.head.start, self.session
        session = Session(plan, start.seed, start.replication)
        try:
            for entry in now.ledger:
                apply(session, entry)
            go_to(session, now.now, now.place)
        except (NotPossible, LoopError):
            pass  # the logs part, and say where
        if session.log != now.log or session.now != now.now:
            others = iter(session.log)
            raise AnotherPast(next((event for event in now.log if event != next(others, None)), None))
        return session

    def wait(self, minutes: int | None, moment: Moment, *, asked: bool = False) -> Stop:
        """Lets so much time pass (None: until something happens that the seats may see, or until they are `asked` something), or less,
        if the seats are asked something else first. Raises NotPossible where nothing more can happen, NotKept, LoopError, NoRule."""
        if minutes is None and self.session.due is None and self.mine:
            raise NotPossible("nothing else can happen before you answer")
        stop: Stop = Reached(self.session.now)
        by = EXCON if self.conducted else self.seats[0]

        def pass_time() -> None:
            nonlocal stop
            self.session.waited(by)
            stop = self._let_pass(None if minutes is None else self.session.now + minutes, asked=asked)
            self.session.waited(by)

        self._do(moment, pass_time)
        return stop

    def _let_pass(self, until: int | None, *, asked: bool) -> Stop:
        ignored, place = frozenset(question.id for question in self.mine), self.session.place
        while (due := self.session.due if until is None else until) is not None:
            stop = self._pass(due, ignored)
            mine = [question.id for question in self.mine]
            if isinstance(stop, Ended) or until is not None or not ignored.issuperset(mine):
                return stop
            if not mine and not self.conducted:
                return stop
            if not asked and any(sees(self.seats, event) for event in self.session.log_from(place)):
                return stop
        # Nobody is asked and nothing is to come: it stalls, or is over.
        return Reached(self.session.now) if self.mine else self._pass(None, ignored)

    def back(self, moves: int, moment: Moment) -> list[Kept]:
        """Takes back the last things that people did, with all that came of them; gives what was taken back, the first one first.

        Raises NotPossible where there are not so many, and NotKept; then nothing has changed.
        """
        places = [place for place, kept in enumerate(self.kept) if kept.move]
        if not 0 < moves <= len(places):
            count = "one thing" if len(places) == 1 else f"{len(places)} things"
            raise NotPossible(f"only {count} can be taken back" if places else "nothing was done yet that could be taken back")  # fmt: skip
        taken = self._keeping.take_back(places[-moves], moment.wall)
        self.restore()
        return [kept for kept in taken if kept.move]

    # --- keeping it

    def _do(self, moment: Moment, act: Callable[[], None]) -> None:
        act()
        self._keep(moment.wall, moment.took)

    def _keep(self, wall: str, took: float | None = None) -> None:
        """Keeps what was done. Where that cannot be, the session goes back to what is kept, and NotKept is raised."""
        try:
            self._keeping.keep(self.session, wall, took)
        except NotKept:
            self.restore()
            raise

    def restore(self) -> None:
        """The session as it is kept, gone on to where somebody is asked."""
        start, ledger = self.head.start, self._keeping.ledger
        self.stage = self.stage.with_those_of(ledger)
        self.session = play(self.plan, start.seed, ledger, start.replication)
        self._passed = set()
        self._keeping.forget()
        self.look_ahead()
