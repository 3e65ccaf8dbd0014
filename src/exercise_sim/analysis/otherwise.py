"""What another answer would have led to: the same seed and the same luck, one answer of the players changed (Rule 1).

Later answers carry over where the same question (element, member, occurrence) still offers that option, and take as long as they did;
what was given by hand keeps its minute; everything else a decider answers. Both are counted.
"""

from collections import deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from exercise_sim.analysis.decisions import Decision
from exercise_sim.engine.asking import Question
from exercise_sim.engine.deciders import Decider, respond
from exercise_sim.engine.events import EXCON
from exercise_sim.engine.ledger import Entry, Given, Hand, Ledger, Skipped, Written
from exercise_sim.engine.plan import Plan
from exercise_sim.engine.replaying import go_to, play
from exercise_sim.engine.session import Ended, Reached, Session
from exercise_sim.records.seats import seat_for


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer of the players: what, and how many minutes after it was asked it came."""

    option: str
    after: int
    by: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Script:
    """What the players did, ready for another course of things: replies by the id of the question; questions of which they let the
    limit run out; votes that they opened, with the minutes for which they had waited, and questions that stood `unanswered` for so long when
    they were withdrawn; what was given by hand. `ticks` are the questions to exercise control among them."""

    replies: Mapping[str, Reply] = field(default_factory=dict)
    silent: frozenset[str] = frozenset()
    opened: Mapping[str, int] = field(default_factory=dict)
    hands: tuple[Hand, ...] = ()
    ticks: frozenset[str] = frozenset()
    unanswered: Mapping[str, int] = field(default_factory=dict)

    def replying(self, question: str, reply: Reply) -> "Script":
        """The same with another reply to one question."""
        return replace(self, replies={**self.replies, question: reply}, silent=self.silent - {question})

    @property
    def control(self) -> "Script":
        """What of it exercise control did."""
        replies = {name: reply for name, reply in self.replies.items() if name in self.ticks}
        return Script(replies, self.silent & self.ticks, {}, self.hands, self.ticks)


@dataclass(slots=True)
class Count:
    """How many questions to the players were answered as they had answered them, and how many by the policy."""

    carried: int = 0
    by_policy: int = 0


@dataclass(frozen=True, slots=True)
class Otherwise:
    """The run in which a decision was another one: its session at its end, and whose answers stand in it behind that decision."""

    option: str
    session: Session
    ended: Ended
    carried: int
    by_policy: int


def script_of(made: Iterable[Decision], ledger: Iterable[Entry] = ()) -> Script:
    """What the players did in these decisions, and by hand behind STARTEX."""
    replies, opened, unanswered, silent, ticks = {}, {}, {}, set(), set()
    for one in made:
        if one.tick:
            ticks.add(one.question)
        if one.how == "answered" and one.given is not None:
            replies[one.question] = Reply(one.option, one.given + one.after - one.asked, one.seat, one.reason)
        elif one.how == "voted" and one.given is not None:
            opened[one.question] = one.given - one.asked
        elif one.how == "lapsed":
            silent.add(one.question)
        elif one.how == "withdrawn" and one.settled is not None:
            unanswered[one.question] = one.settled - one.asked
    hands = tuple(one for one in hands_of(ledger) if one.place)
    return Script(replies, frozenset(silent), opened, hands, frozenset(ticks), unanswered)


def hands_of(ledger: Iterable[Entry]) -> tuple[Hand, ...]:
    """What was written, given, laid down and taken out by hand."""
    return tuple(one for one in ledger if isinstance(one, Hand))


def play_on(
    session: Session, script: Script, decider: Decider, seats: Collection[str]
) -> tuple[Ended, Count]:
    """Plays a session from where it stands to its end: the players as their script says, everybody else as a decider decides.

    Raises NoRule where the decider has no answer, LoopError for a run that goes round for ever.
    """
    return _Actors(session, script, decider, tuple(seats)).play()


class _Actors:
    """Whoever acts in a session: others answer at once, the players when the minute of the question has been played whole."""

    def __init__(self, session: Session, script: Script, decider: Decider, seats: tuple[str, ...]) -> None:
        self._session, self._script, self._decider, self._seats = session, script, decider, seats
        self._hands = deque(script.hands)
        self._left: set[str] = set()
        self._mine: list[Question] = []
        self._order = {name: place for place, name in enumerate((*script.replies, *script.opened))}
        self.count = Count()

    def play(self) -> tuple[Ended, Count]:
        for question in self._session.open_questions:
            self._take(question)
        while True:
            stop = self._session.advance(self._until())
            if isinstance(stop, Ended):
                return stop, self.count
            if not isinstance(stop, Reached):
                self._take(stop.question)
            elif self._mine:
                self._act()
            else:
                self._give(self._hands.popleft())

    def _until(self) -> int | None:
        if self._mine:
            return self._session.now
        return max(self._session.now, self._hands[0].minute) if self._hands else None

    def _take(self, question: Question) -> None:
        """A question is put: to the players, or to others, who answer at once. One that was left unanswered is put again when nothing
        else can happen: then the policy answers it."""
        if question.id in self._left:
            self._leave_to_policy(question)
        elif not seat_for(self._seats, question):
            respond(self._session, self._decider, question)
        elif question.id not in {one.id for one in self._mine}:
            self._mine.append(question)

    def _leave_to_policy(self, question: Question) -> None:
        self._count(question, by_policy=True)
        ballots = [one for one in self._session.open_questions if one.node == question.node and one.voter]
        for one in ballots if question.voted and not question.voter else (question,):
            respond(self._session, self._decider, one)

    def _act(self) -> None:
        """The players answer what they were asked, in the order in which they had answered."""
        asked, self._mine = self._mine, []
        asked.sort(key=lambda one: self._order.get(one.id, len(self._order)))
        for question in asked:
            still = next((one for one in self._session.open_questions if one.id == question.id), None)
            if still is not None:
                self._answer(still)

    def _answer(self, question: Question) -> None:
        script, session = self._script, self._session
        whole = question.id.removesuffix(f" of {question.voter}") if question.voter else question.id
        reply = script.replies.get(question.id)
        if reply is not None and reply.option in question.options:
            after = max(0, question.asked_at + reply.after - session.now)
            session.answer(question, reply.option, reply.by, after, reply.note)
            self._count(question)
        elif whole in script.silent and question.limit is not None:
            self._left.add(question.id)
            if not question.voter:
                self._count(question)
        elif question.voter and question.body in self._seats:  # one vote of those that the chair opens
            self._late(question, script.opened.get(whole, script.unanswered.get(whole, 0)))
        else:
            self._count(question, by_policy=whole not in script.opened)
            self._late(question, script.unanswered.get(whole, 0))

    def _count(self, question: Question, *, by_policy: bool = False) -> None:
        """Counts a question to the players; what exercise control is asked is no decision of theirs."""
        if question.body == EXCON:
            return
        if by_policy:
            self.count.by_policy += 1
        else:
            self.count.carried += 1

    def _late(self, question: Question, waited: int) -> None:
        """The policy answers, after the minutes for which the players had let the question wait."""
        answer = self._decider.decide(question, self._session)
        if answer is not None:
            late = max(0, question.asked_at + waited - self._session.now)
            self._session.answer(question, answer.option, answer.by, answer.after + late, answer.note)

    def _give(self, hand: Hand) -> None:
        """What was given by hand comes again in its minute, where it still waits; what was written is in the plan."""
        session = self._session
        if isinstance(hand, Written) or hand.inject not in session.waiting_injects:
            return
        if isinstance(hand, Given):
            session.inject(hand.inject, hand.by)
        elif isinstance(hand, Skipped):
            session.skip(hand.inject, hand.by)
        elif hand.at > session.now:
            session.prepare(hand.inject, hand.at, hand.by)


class Played:
    """One session as it was played, from which others are made."""

    def __init__(
        self, plan: Plan, seed: int, replication: int, ledger: Ledger, made: Sequence[Decision],
        decider: Decider, seats: Collection[str],
    ) -> None:  # fmt: skip
        self._plan, self._seed, self._replication = plan, seed, replication
        self._ledger, self._made, self._decider, self._seats = ledger, tuple(made), decider, seats

    def script(self, number: int = 0) -> Script:
        """What the players did; of what was given by hand only what stands behind so many entries."""
        return script_of(self._made, self._ledger[number:])

    def gone_on(self) -> Otherwise:
        """The session itself, which the policy plays to its end where the players had not."""
        session = play(self._plan, self._seed, self._ledger, self._replication)
        # Of whose limit they let run out, nothing stands in the ledger.
        silent = Script(silent=self.script().silent)
        ended, count = play_on(session, silent, self._decider, self._seats)
        return Otherwise("", session, ended, 0, count.by_policy)

    def otherwise(self, one: Decision, option: str) -> Otherwise:
        """The session with another answer to one question, given and come in the same minutes."""
        session = play(self._plan, self._seed, self._ledger[: one.number], self._replication)
        script = self.script(one.number)
        silent = one.how == "lapsed"
        if silent:
            after = (one.limit if one.limit is not None else one.asked) - one.asked
            script = script.replying(one.question, Reply(option, after, one.seat))
        else:
            entry = self._ledger[one.number]
            go_to(session, entry.minute, entry.place)
            question = next(asked for asked in session.open_questions if asked.id == one.question)
            session.answer(question, option, one.seat, length(one))
        ended, count = play_on(session, script, self._decider, self._seats)
        return Otherwise(option, session, ended, count.carried - silent, count.by_policy)


def others(one: Decision) -> tuple[str, ...]:
    """The options that were offered and not taken; none where nobody could choose (any more)."""
    if one.how in ("withdrawn", "open"):
        return ()
    return tuple(option for option in one.options if option != one.option)


def length(one: Decision) -> int:
    """How many minutes an answer was on its way, or a vote took."""
    if one.how == "voted" and one.settled is not None and one.given is not None:
        return one.settled - one.given
    return one.after
