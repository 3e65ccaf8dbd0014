"""What happens at the prompt: the exercise goes on, the log is told, a question is put, a line is typed and done.

The session and its record are the sitting's, what lines mean is `typed`'s, sentences are `render`'s.
"""

import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from exercise_sim.cli.control import Control
from exercise_sim.cli.looking import Looking
from exercise_sim.cli.menu import Menu
from exercise_sim.cli.telling import Telling
from exercise_sim.cli.typed import (
    CONTROL_WORDS,
    WORDS,
    Given,
    NotUnderstood,
    answer_of,
    length_of,
    of_fair_length,
    short,
    word_of,
)
from exercise_sim.cli.typist import Typist
from exercise_sim.cli.wall import moment
from exercise_sim.engine.asking import Question
from exercise_sim.engine.events import Event, ExerciseEnded
from exercise_sim.engine.session import Ended, NotPossible
from exercise_sim.records.keeping import NotKept
from exercise_sim.records.sitting import Moment, Sitting
from exercise_sim.render.amounts import listed, sentence
from exercise_sim.render.asked import asked_lines, is_tick, option_text, question_text
from exercise_sim.render.close import ending_lines, marking
from exercise_sim.render.naming import Names
from exercise_sim.render.paint import Paint
from exercise_sim.render.prompts import ASKED, DONE, WRONG
from exercise_sim.render.records import taken_back
from exercise_sim.render.view import view_of
from exercise_sim.scenario.cast import Cast
from exercise_sim.scenario.times import format_moment

STAYS: Final = "stays"
MOVED: Final = "moved"
LEAVES: Final = "leaves"


class Desk:
    """A person's place in a sitting. With a log to be `read`, nothing can be done but look at it."""

    def __init__(
        self,
        sitting: Sitting,
        paint: Paint,
        typist: Typist,
        say: Callable[[str], None],
        *,
        path: str,
        read: Sequence[Event] | None = None,
    ) -> None:
        self._sitting, self._paint, self._typist, self._say = sitting, paint, typist, say
        self._read = read
        self._menu = Menu()
        self._tell_anew(())
        self._control = Control(sitting, paint, say)
        scenario = sitting.stage.scenario
        situation = Cast(scenario).text(scenario.text, "")
        self._looking = Looking(sitting, paint, say, path=path, situation=situation, read=read)
        self._put: dict[str, float] = {}
        self._later, self._stood = "", -1
        self._ended: Ended | None = None
        self._since = time.monotonic()
        self._words: dict[str, Callable[[str], str]] = {
            "question": self._question, "note": self._note, "vote": self._vote, "wait": self._wait,
            "back": self._back, "quit": lambda _: LEAVES,
        }  # fmt: skip
        if sitting.conducted:
            self._words |= {"run": self._run_on}
            self._words |= {word: partial(self._by_hand, act) for word, act in self._control.words.items()}
            self._looking.words["injects"] = lambda _: self._control.listed()

    def run(self, *, tell_from: int = 0) -> Ended | None:
        """Plays until the person leaves, or types no more; the ending, if it has come to one. What happened up to the event
        `tell_from` is not told again."""
        self._tell_anew(self._sitting.session.log[:tell_from])
        goes_on = MOVED
        while goes_on == MOVED:
            if self._read is None:
                self._go_on()
            goes_on = self._listen()
        return self._ended

    def _tell_anew(self, log: Sequence[Event]) -> None:
        """From now on what comes after this log is told, by the names of the plan as it is now."""
        plan = self._sitting.plan
        self._names = Names(plan)
        self._telling = Telling(self._paint, plan, view_of(self._sitting.seats), self._say)
        self._telling.begin(log)

    # --- the exercise goes on

    def _go_on(self) -> None:
        """Plays up to what is asked here, tells what happened, and puts the questions that are new."""
        sitting = self._sitting
        try:
            ended = sitting.go(moment())
        except NotKept as error:
            self._say(WRONG["not_kept"].format(error=error))
            ended = None
        mine = sitting.mine
        self._telling.go_on(
            sitting.session.log_from(self._telling.place), {question.element for question in mine}
        )
        self._menu.keep(mine)
        if self._later:
            self._lines(self._later)
        self._later = ""
        self._ask([question for question in mine if question.id not in self._menu.shown])
        if ended is not None and self._ended is None:
            self._close(ended)
        self._ended = ended
        now = sitting.session.now
        if sitting.conducted and not mine and ended is None and self._stood != now:
            self._lines(DONE["stands" if self._stood < 0 else "stands_now"].format(moment=self._moment(now)))
            self._stood = now

    def _ask(self, new: Sequence[Question]) -> None:
        if new:
            self._telling.day(self._sitting.session.now)
        for question in new:
            self._menu.add(question)
            self._put[question.id] = time.monotonic()
            self._show(question)
        if new and len(self._sitting.mine) > 1:
            self._say("")
            self._lines(ASKED["more"].format(count=len(self._sitting.mine)))

    def _show(self, question: Question) -> None:
        sitting = self._sitting
        numbers = self._menu.shown[question.id]
        seat, now = sitting.seat_of(question), sitting.session.now
        for text in asked_lines(self._paint, sitting.plan, question, seat, numbers, now):
            self._say(text)

    def _close(self, ended: Ended) -> None:
        told = next(event for event in self._looking.log if isinstance(event, ExerciseEnded))
        for text in ending_lines(self._paint, self._sitting.plan, told, ended.minute):
            self._say(text)
        self._say(marking(self._paint))
        self._say("")
        self._lines(DONE["over"])

    # --- a line is typed

    def _listen(self) -> str:
        """Reads lines until one changes something, or the person leaves."""
        while True:
            self._since = time.monotonic()
            line = self._typist.read(self._prompt(), over=self._ended is not None)
            if line is None:
                return LEAVES
            if not line:
                continue
            try:
                done = self._do(line)
            except NotUnderstood as error:
                self._typist.wrong(str(error))
            except NotPossible as error:
                self._typist.wrong(sentence(str(error)))
            except NotKept as error:
                self._typist.wrong(WRONG["not_kept"].format(error=error))
            else:
                if done != STAYS:
                    return done

    def _prompt(self) -> str:
        return f"{self._moment(self._sitting.session.now)}> "

    def _do(self, line: str) -> str:
        words = (*WORDS, *CONTROL_WORDS) if self._sitting.conducted else WORDS
        said = word_of(line, self._menu.numbers, words)
        if said is not None and said[0] in self._looking.words:
            self._looking.words[said[0]](self._telling)
            return STAYS
        if self._read is not None and (said is None or said[0] != "quit"):
            raise NotUnderstood(WRONG["reading_only"])
        if said is not None:
            return self._words[said[0]](said[1])
        ballots = {
            ballot.voter: ballot
            for question in self._sitting.mine
            if not question.voter and question.voted
            for ballot in self._sitting.ballots(question)
        }
        return self._answer(answer_of(line, self._menu.numbers, ballots))

    def _answer(self, given: Given) -> str:
        question, option = given.question, given.option
        since = self._put.get(question.id, self._since)
        session = self._sitting.session
        arrives = max(session.now + given.after, session.earliest(question))
        waits = arrives > session.now
        self._sitting.answer(question, option, given.after, given.note, self._after(since))
        text = option_text(self._names, question, option)
        if waits:
            self._lines(DONE["on_its_way"].format(option=text, moment=self._moment(arrives)))
            if question.limit is not None and arrives > question.limit:
                self._lines(DONE["too_late"].format(limit=self._moment(question.limit)))
        elif question.voter:
            self._lines(DONE["voted"].format(member=self._names.member(question.voter), option=text))
        return MOVED

    def _vote(self, rest: str) -> str:
        votes = [question for question in self._sitting.mine if question.voted and not question.voter]
        named = [question for question in votes if rest in ("", question.id)]
        if len(named) != 1:
            raise NotUnderstood(
                WRONG["no_vote"].format(names=listed([one.id for one in votes]) or WRONG["none"])
            )
        self._sitting.let_vote(named[0], self._after(self._put.get(named[0].id, self._since)))
        self._lines(DONE["voting"])
        return MOVED

    def _wait(self, rest: str) -> str:
        sitting = self._sitting
        self._may_pass()
        now = sitting.session.now
        minutes = None if not rest else length_of(rest, sitting.plan.start, now)
        before = {question.id for question in sitting.mine}
        sitting.wait(minutes, self._after(self._since))
        session = sitting.session
        new = any(question.id not in before for question in sitting.mine)
        told = "wait_stopped" if new and minutes is not None and session.now < now + minutes else "waited"
        if sitting.mine and not (new and minutes is None):
            self._later = DONE[told].format(moment=self._moment(session.now))
        return MOVED

    def _run_on(self, rest: str) -> str:
        self._may_pass()
        plan = self._sitting.plan
        decision = next((question for question in self._sitting.mine if not is_tick(plan, question)), None)
        if decision is not None:
            raise NotUnderstood(WRONG["run_open"].format(question=question_text(plan, decision)))
        self._sitting.wait(None, self._after(self._since), asked=True)
        return MOVED

    def _may_pass(self) -> None:
        """Refuses to let time pass where it cannot be done here."""
        if not self._sitting.mine and not self._sitting.conducted:
            raise NotUnderstood(WRONG["no_wait"])
        if self._sitting.over:
            raise NotUnderstood(WRONG["is_over"])

    def _by_hand(self, act: Callable[[str, Moment], str], rest: str) -> str:
        plan, log = self._sitting.plan, self._sitting.session.log[: self._telling.place]
        done = act(rest, self._after(self._since))
        if self._sitting.plan is not plan:  # an inject was written
            self._tell_anew(log)
            self._menu.renew(self._sitting.mine)
        self._lines(done)
        return MOVED

    def _back(self, rest: str) -> str:
        count = rest or "1"
        if not (count.isascii() and count.isdigit() and len(count) <= 6):
            raise NotUnderstood(WRONG["no_count"].format(text=short(rest)))
        names, seats = self._names, self._sitting.seats
        taken = self._sitting.back(int(count), moment())
        self._menu, self._ended = Menu(), None
        self._tell_anew(self._sitting.session.log)
        what = listed([taken_back(names, seats, kept) for kept in taken])
        self._lines(DONE["taken_back"].format(what=what))
        return MOVED

    def _note(self, rest: str) -> str:
        if not rest:
            raise NotUnderstood(WRONG["empty_note"])
        self._sitting.note(of_fair_length(rest), self._sitting.seats[0], moment())
        self._lines(DONE["noted"].format(moment=self._moment(self._sitting.session.now)))
        return STAYS

    def _question(self, rest: str) -> str:
        if not self._menu.shown:
            raise NotUnderstood(WRONG["no_question_open"])
        for question in self._sitting.mine:
            self._show(question)
        return STAYS

    def _after(self, since: float) -> Moment:
        """Now, and how long the person has thought since."""
        return moment(since if self._typist.thinks else None)

    def _lines(self, text: str) -> None:
        self._looking.lines(text)

    def _moment(self, minute: int) -> str:
        return format_moment(minute, self._sitting.plan.start)
