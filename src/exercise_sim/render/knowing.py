"""What a seat knows at a moment: what runs, who waits for what, documents. From its part of the log and from nothing else."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from exercise_sim.analysis.history import StepHistory, history
from exercise_sim.analysis.timeline import phases
from exercise_sim.engine.asking import Question
from exercise_sim.engine.events import (
    EXCON,
    DocumentMade,
    Event,
    InjectCame,
    MemberDropped,
    QuestionAsked,
)
from exercise_sim.engine.ledger import Answered, Ledger
from exercise_sim.engine.plan import Plan
from exercise_sim.render.asked import question_text
from exercise_sim.render.close import timeline_lines
from exercise_sim.render.naming import Names
from exercise_sim.render.paint import Paint, wrapped
from exercise_sim.render.prompts import BRIEFING, KNOWING
from exercise_sim.render.questions import open_questions
from exercise_sim.scenario.times import format_moment


class Knowing:
    """What can be known from a `log` at a minute; the log is what the seats may see of it."""

    def __init__(self, paint: Paint, plan: Plan, log: Sequence[Event], now: int) -> None:
        self._paint, self._plan, self._names, self._log = paint, plan, Names(plan), log
        self._now = now

    def status(self, mine: Sequence[Question], coming: Iterable["Coming"]) -> Iterator[str]:
        """What is under way and who waits for what; `coming` are the answers that arrive only later."""
        told = history(self._plan, self._log)
        asked = {event.element for event in open_questions(self._log)}
        steps = [step for step in told.steps.values() if not self._names.node(step.name).hidden]
        yield from self._list(KNOWING["now"].format(moment=self._moment(self._now)), [])
        running = [
            self._running(step) for step in steps if step.state == "under way" and step.name not in asked
        ]
        yield from self._list(KNOWING["running"], running or [KNOWING["nothing_runs"]])
        waits = [self._mine(question) for question in mine]
        waits += [
            KNOWING["on_its_way" if own else "theirs_on_its_way"].format(option=text, moment=self._moment(at))
            for text, at, own in coming
        ]
        known = {question.element for question in mine}
        waits += [self._other(event) for event in open_questions(self._log) if event.element not in known]
        waits += [self._queued(step) for step in steps if _in_queue(step)]
        if waits:
            yield from self._list(KNOWING["waits"], waits)

    def known(
        self, situation: Sequence[str], mine: Sequence[Question], notes: Sequence[tuple[int, str]]
    ) -> Iterator[str]:
        """The situation, every document in its latest version, messages, who takes no part any more, and what was noted."""
        if situation:
            yield from self._list(BRIEFING["situation"], list(situation))
        yield from self._list(KNOWING["documents"], self._documents(mine) or [KNOWING["no_documents"]])
        messages = [self._message(event) for event in self._log if isinstance(event, InjectCame)]
        if messages:
            yield from self._list(KNOWING["messages"], messages)
        gone = [self._names.member(event.member) for event in self._log if isinstance(event, MemberDropped)]
        if gone:
            yield from self._list(KNOWING["gone"], list(dict.fromkeys(gone)))
        if notes:
            yield from self._list(KNOWING["notes"], [f"{self._moment(at)} {text}" for at, text in notes])

    def timeline(self) -> Iterator[str]:
        """The phases as bars."""
        spans = phases(self._plan, history(self._plan, self._log))
        yield from timeline_lines(self._paint, self._plan, spans) if spans else [KNOWING["no_timeline"]]

    def _list(self, title: str, items: list[str]) -> Iterator[str]:
        yield self._paint("title", title)
        for item in items:
            first, *others = wrapped(item, self._paint.width - 4)
            yield f"  {self._paint.mark('none')} {first}"
            yield from (f"    {other}" for other in others)

    def _moment(self, minute: int) -> str:
        return format_moment(minute, self._plan.start)

    def _running(self, step: StepHistory) -> str:
        who = self._names.body(self._names.node(step.name))
        sentence = KNOWING["since" if who else "since_alone"]
        return sentence.format(
            what=self._names.title(step.name), who=who, moment=self._moment(step.begins[-1].at)
        )

    def _mine(self, question: Question) -> str:
        text = question_text(self._plan, question)
        if question.limit is None:
            return KNOWING["waits_you"].format(question=text)
        return KNOWING["waits_you_limit"].format(question=text, limit=self._moment(question.limit))

    def _other(self, event: QuestionAsked) -> str:
        node = self._names.node(event.element)
        return KNOWING["waits_other"].format(who=self._names.body(node), question=node.question or node.title)

    def _queued(self, step: StepHistory) -> str:
        what, resources = self._names.title(step.name), step.queued[-1].resources
        if not resources:
            return KNOWING["waits_condition"].format(what=what)
        return KNOWING["waits_for"].format(what=what, resources=self._names.resources(resources))

    def _message(self, event: InjectCame) -> str:
        text = event.text or self._names.title(event.element)
        sentence = KNOWING["message_from" if event.sender else "message"]
        return sentence.format(moment=self._moment(event.at), sender=event.sender, text=text)

    def _documents(self, mine: Sequence[Question]) -> list[str]:
        """The latest version of each document, with whoever made it, and when."""
        latest: dict[str, str] = {}
        for question in mine:
            for document, version in question.knows:
                latest[document] = f"{document} v{version}"
        for event in self._log:
            if isinstance(event, DocumentMade):
                who = self._names.body(self._names.node(event.element))
                sentence = KNOWING["document_by" if who else "document"]
                latest[event.document] = sentence.format(
                    document=event.document, version=event.version, who=who, moment=self._moment(event.at)
                )
        return list(latest.values())


def _in_queue(step: StepHistory) -> bool:
    """Whether it was ready and has waited since."""
    if not step.queued or step.over or step.state == "under way":
        return False
    since = max([event.seq for event in (*step.begins, *step.ends, *step.returns)], default=0)
    return step.queued[-1].seq > since


class Coming(NamedTuple):
    """An answer that is given and arrives at a minute: the text of its option, and whether the seats gave it themselves."""

    text: str
    at: int
    own: bool


def on_their_way(
    names: Names, log: Sequence[Event], ledger: Ledger, now: int, seats: Collection[str]
) -> list[Coming]:
    """The answers that arrive only later to questions that are asked still. Those of others only exercise control may know."""
    asked = {
        event.element if event.occurrence == 1 else f"{event.element}#{event.occurrence}": event.element
        for event in open_questions(log)
    }
    found = []
    for entry in ledger:
        if isinstance(entry, Answered) and entry.minute + entry.after > now:
            question = entry.question if entry.question in asked else entry.question.rpartition(" of ")[0]
            if question in asked and (entry.by in seats or EXCON in seats):
                text = names.option(asked[question], entry.option)
                found.append(Coming(text, entry.minute + entry.after, entry.by in seats))
    return found
