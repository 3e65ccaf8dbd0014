"""A session: one run of a plan that asks and is answered (Rule 2). It knows no person, terminal, file or wall clock.

stop = session.advance()            # -> Asked(question) | Reached(minute) | Ended(ending)
session.answer(question, "adopt", by="council", after=30)
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final, NamedTuple

from exercise_sim.engine import arrivals, asking, chain, endings, life
from exercise_sim.engine.asking import Question
from exercise_sim.engine.clauses import Seen
from exercise_sim.engine.codes import Log
from exercise_sim.engine.events import Event
from exercise_sim.engine.leanings import Leanings
from exercise_sim.engine.ledger import (
    Answered,
    Entry,
    Fixed,
    Given,
    Ledger,
    Noted,
    Prepared,
    Skipped,
    Waited,
    Written,
)
from exercise_sim.engine.luck import Luck, SingleLuck
from exercise_sim.engine.plan import Plan
from exercise_sim.engine.state import Run
from exercise_sim.engine.telling import told
from exercise_sim.scenario.injects import COMES, STAYS_AWAY

LONGEST_ANSWER: Final = 366 * 24 * 60
"""The most minutes that an answer may cost: a year."""


Noting = tuple[int, str, int, int, int, tuple[Any, ...]]
"""An event as a run notes it: its number, kind, minute, node (-1: none), cause, and what is its own."""


class Asked(NamedTuple):
    """A question is open. Each is reported once, unless nothing else can happen: then the oldest one is reported again."""

    question: Question


class Reached(NamedTuple):
    """The exercise clock stands at the minute to which it was to advance."""

    minute: int


class Ended(NamedTuple):
    """The exercise is over: the name of its ending, the ending's class, and the minute."""

    ending: str
    class_: str
    minute: int


Stop = Asked | Reached | Ended


class NotPossible(Exception):
    """What a player tried cannot be done now; the session is unchanged. The text says what can."""


class Session:
    """One run of a plan. `seed` and `replication` fix chance; answers are noted in the ledger.

    With `log=False` no events are kept, with a list only some (the ledger's places are the same); `luck` replaces the chance of seed and replication.
    """

    def __init__(
        self, plan: Plan, seed: int = 0, replication: int = 0, *, log: Log = True, luck: Luck | None = None
    ) -> None:
        self.plan, self.seed, self.replication = plan, seed, replication
        self._run = Run(plan, luck or SingleLuck(plan.draws, seed, replication), log)
        self.leanings = Leanings(self._run)
        self._ledger: list[Entry] = []
        self._started = False

    @property
    def now(self) -> int:
        """The minute of the exercise clock."""
        return self._run.now

    @property
    def place(self) -> int:
        """The number of the last event in the log."""
        return self._run.seq

    @property
    def ledger(self) -> Ledger:
        """What people did so far."""
        return tuple(self._ledger)

    @property
    def log(self) -> tuple[Event, ...]:
        """Everything that happened so far."""
        return self.log_from(0)

    def log_from(self, place: int) -> tuple[Event, ...]:
        """What happened after the event with this number."""
        return tuple(told(self.plan, entry) for entry in (self._run.log or [])[place:])

    @property
    def noted(self) -> Sequence[Noting]:
        """The log as the run keeps it, a list; () where it keeps none. `telling.told` gives an entry its names."""
        return () if self._run.log is None else self._run.log

    @property
    def open_questions(self) -> tuple[Question, ...]:
        """What is asked and not yet answered, the oldest first."""
        return tuple(
            question
            for entry in self._run.open.values()
            for question in (entry.question, *entry.ballots.values())
            if entry.awaits(question)
        )

    def advance(self, until: int | None = None) -> Stop:
        """Lets the exercise go on to the next question, to the minute `until`, or to its end."""
        run = self._run
        if not self._started:
            self._started = True
            chain.start(run)
        while True:
            chain.go_on(run, until)
            if run.reported:
                return Asked(run.reported.pop(0))
            if until is not None and (run.open or not endings.idle(run)):
                run.now = max(run.now, until)
                return Reached(until)
            if run.open:
                return Asked(self.open_questions[0])
            if run.ended:
                return self._ended()
            endings.stall(run)
            chain.settle(run)

    def _ended(self) -> Ended:
        ending = self.plan.endings[self._run.ending]
        return Ended(ending.name, ending.class_, self._run.ended_at)

    def answer(self, question: Question, option: str, by: str = "", after: int = 0, note: str = "") -> None:
        """Answers a question. The answer arrives `after` exercise minutes, or when a delay lets it; one that would come after the limit lapses.

        Raises NotPossible, and changes nothing, if the question is no longer open, the option is not offered, or the time is not sound.
        """
        self._check(question, option, after)
        run = self._run
        self._ledger.append(Answered(run.now, run.seq, question.id, option, by, after, note))
        place = asking.place_of(run, question, option)
        if run.reported:
            run.reported = [other for other in run.reported if other.id != question.id]
        minutes = max(after, asking.earliest(run, question) - run.now)
        if minutes:
            asking.announce(run, question, place, by, minutes, note)
        else:
            life.arrive(run, question, place, by, note)
            chain.settle(run)

    def earliest(self, question: Question) -> int:
        """The minute before which no answer to a question arrives: the present one, or the end of a delay."""
        return asking.earliest(self._run, question) if question.node in self._run.open else self.now

    def _check(self, question: Question, option: str, after: int) -> None:
        entry = self._run.open.get(question.node)
        if entry is None or not entry.awaits(question):
            raise NotPossible(f"the question '{question.id}' is not open (any more)")
        if option not in question.options:
            offered = ", ".join(question.options)
            raise NotPossible(f"'{option}' cannot be answered here; choose one of: {offered}")
        if not 0 <= after <= LONGEST_ANSWER:
            raise NotPossible("an answer costs from 0 minutes to a year of the exercise's time")

    def fix(self, element: str, outcome: str, occurrence: int = 0) -> None:
        """Fixes how chance decides a step: at one occurrence, or always (0). Only before the start. Raises NotPossible."""
        node = self.plan.by_name.get(element)
        names = self._fixable(node) if node is not None else []
        if self._started or node is None or self.plan.nodes[node].asked or outcome not in names:
            raise NotPossible(f"'{element}' cannot be fixed to '{outcome}'")
        self._run.fixed[element, occurrence] = names.index(outcome)
        self._ledger.append(Fixed(0, 0, element, outcome, occurrence))

    def _fixable(self, node: int) -> list[str]:
        """What chance can be fixed to: the outcomes of a step, or whether an inject comes."""
        if node in self.plan.injects:
            return [COMES, STAYS_AWAY]
        return [branch.name for branch in self.plan.nodes[node].branches]

    def inject(self, name: str, by: str = "") -> None:
        """Gives an inject by hand, whatever its time, condition or chance. Raises NotPossible."""
        node = self._waiting_inject(name)
        self._ledger.append(Given(self._run.now, self._run.seq, name, by))
        arrivals.give(self._run, node)
        chain.settle(self._run)

    def prepare(self, name: str, at: int, by: str = "") -> None:
        """Lays down that an inject will be given by hand in the minute `at`, which is still to come. Raises NotPossible."""
        node = self._waiting_inject(name)
        if at < self._run.now or (at == self._run.now and self._started):
            raise NotPossible("that minute has gone by")
        self._ledger.append(Prepared(self._run.now, self._run.seq, name, at, by))
        arrivals.prepare(self._run, node, at)

    def skip(self, name: str, by: str = "") -> None:
        """Takes an inject out by hand: it does not come any more. Raises NotPossible."""
        node = self._waiting_inject(name)
        self._ledger.append(Skipped(self._run.now, self._run.seq, name, by))
        arrivals.skip(self._run, node)
        chain.settle(self._run)

    def write(self, name: str, text: str, by: str = "") -> None:
        """Notes that an inject of the plan was written just now, and stands in no file. Raises NotPossible."""
        self._waiting_inject(name)
        self._ledger.append(Written(self._run.now, self._run.seq, name, text, by))

    def _waiting_inject(self, name: str) -> int:
        waiting = self.waiting_injects
        if name not in waiting or self._run.ended:
            known = ", ".join(waiting) if waiting and not self._run.ended else "none"
            raise NotPossible(f"'{name}' is no inject that still waits; those that do: {known}")
        return self.plan.by_name[name]

    @property
    def waiting_injects(self) -> tuple[str, ...]:
        """The injects that have neither come nor stayed away, in file order."""
        return tuple(self.plan.nodes[node].name for node in self.plan.injects if not self._run.over(node))

    def note(self, text: str, by: str = "") -> None:
        """Writes something down beside the log."""
        self._ledger.append(Noted(self._run.now, self._run.seq, by, text))

    def waited(self, by: str = "") -> None:
        """Notes that whoever is asked has let time pass up to now; `advance(until)` lets it pass."""
        self._ledger.append(Waited(self._run.now, self._run.seq, by))

    @property
    def due(self) -> int | None:
        """The next minute in which something may happen though nobody answers; None where nothing can any more but ENDEX."""
        run = self._run
        return None if not run.agenda or endings.idle(run) else run.agenda[0][0]

    def standing(self, question: Question, option: str) -> str:
        """The option itself, or what stands in its place once it is used up."""
        if option in question.options:
            return option
        node = self.plan.nodes[question.node]
        names = [branch.name for branch in node.branches]
        return names[asking.standing(self._run, node.id, names.index(option))] if option in names else option

    def times_decided(self, element: str) -> int:
        """How often a step has asked its question, or let chance decide, so far; an inject, whether it came or stayed away."""
        node = self.plan.by_name[element]
        return int(self._run.over(node)) if node in self.plan.injects else self._run.asks.get(node, 0)

    def watch(self, look: Callable[[Run, int], None]) -> None:
        """Lets somebody look at the run before each minute at which something is due; nothing of it is to be changed."""
        self._run.clock.watcher = partial(look, self._run)

    @property
    def seen(self) -> Seen:
        """What a condition may look at now; nothing of it is to be changed."""
        return self._run

    def over_at(self) -> dict[str, int]:
        """The minute at which each step that is over came to its (last) end, by name."""
        run = self._run
        return {
            node.name: run.over_at[node.id]
            for node in run.nodes
            if not node.hidden and run.over_at[node.id] >= 0
        }
