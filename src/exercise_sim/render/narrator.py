"""The log told: events in, lines out (Rule 7: rendering happens after, from the log, and from nothing else).

What one minute says the same way of several members becomes one line, and so do all steps of a minute that are passed over, that
cannot come any more, or that are to be done again. What a document or a variable adds to something is said with it.
"""

from collections.abc import Iterable

from exercise_sim.analysis.history import history
from exercise_sim.analysis.hopes import hopes
from exercise_sim.engine.events import (
    CapacityChanged,
    ChanceChanged,
    Decided,
    DocumentMade,
    Event,
    ExerciseEnded,
    ExerciseStarted,
    GaugeMoved,
    LimitLapsed,
    MemberDropped,
    OutcomeDrawn,
    QuestionAsked,
    QuestionWithdrawn,
    RecurrenceStopped,
    StageChanged,
    StepBegan,
    StepCutOff,
    StepFinished,
    StepPassedOver,
    StepQueued,
    StepReopened,
    StepWentBack,
    VariableChanged,
    VoteCast,
)
from exercise_sim.engine.nodes import Node
from exercise_sim.engine.plan import Plan
from exercise_sim.render import injects, votes
from exercise_sim.render.amounts import length, listed
from exercise_sim.render.changes import Change, Changes
from exercise_sim.render.gauges import stage_line
from exercise_sim.render.lines import Line
from exercise_sim.render.naming import Names
from exercise_sim.render.page import Page
from exercise_sim.render.sentences import SAY
from exercise_sim.render.stalled import ended
from exercise_sim.render.touched import Done, Touched
from exercise_sim.render.view import View, known
from exercise_sim.render.waits import effect_of, lasts, ready, waited
from exercise_sim.scenario.times import format_moment


class Narrator:
    """Tells a log piece by piece: `tell(events)` gives the lines of a piece. Remembers when work began and what is asked.

    `_above` is the step whose question or votes stand in the line right above; an answer anywhere else says to what it is one.

    For a `view`, the log holds what this body may see; steps that it does not know are not named from the plan either.
    """

    def __init__(self, plan: Plan, view: View = None) -> None:
        self._plan, self._names, self._view = plan, Names(plan), view
        self._page = Page()
        self._log: list[Event] = []
        self._above = ""
        self._asking: dict[str, str] = {}
        self._began: dict[str, int] = {}
        self._queued: dict[str, StepQueued] = {}
        self._votes: dict[str, list[VoteCast]] = {}
        self._voted: dict[str, str] = {}
        self._told: dict[str, int] = {}
        self._changes = Changes(self._names)
        self._touched = Touched(self._names)
        self._phases: set[str] = set()

    def tell(self, events: Iterable[Event]) -> list[Line]:
        """The lines that tell these events."""
        self._page = Page()
        for event in events:
            self._log.append(event)
            if not injects.is_tick(self._plan, event):
                self._tell(event)
        lines = self._page.lines
        if lines and self._above not in lines[-1].elements:  # what is folded stands at the end of its minute
            self._above = ""
        return lines

    def pass_by(self, events: Iterable[Event]) -> None:
        """As `tell`, for what is not shown: nothing of it stands above what follows."""
        self.tell(events)
        self._above = ""

    def _tell(self, event: Event) -> None:  # noqa: C901, PLR0912, PLR0915  # one case for every kind of event
        match event:
            case ExerciseStarted():
                self._add(event, "start", SAY["startex"].format(title=self._plan.title))
            case StepQueued():
                self._queued[event.element] = event
                self._step(event, "queued", ready(self._names, event, conditions=self._view is None))
            case StepBegan():
                self._begins(event)
            case StepFinished():
                self._finished(event)
            case StepWentBack():
                self._went_back(event)
            case StepReopened():
                self._reopened(event)
            case StepPassedOver():
                self._page.fold(event, self._node(event), "passed", "passed_over")
            case StepCutOff():
                self._page.fold(event, self._node(event), "cut", "cut_off")
            case OutcomeDrawn():
                self._drawn(event)
            case QuestionAsked():
                self._asked(event)
            case VoteCast():
                self._vote(event)
            case Decided():
                self._decision(event)
            case LimitLapsed():
                self._lapsed(event)
            case QuestionWithdrawn():
                self._asking.pop(event.element, None)
                self._add(event, "back", SAY["withdrawn"].format(question=self._question(event)))
            case DocumentMade():
                self._document(event)
            case VariableChanged() | CapacityChanged() | ChanceChanged() | GaugeMoved():
                self._changed(event)
            case StageChanged():
                self._add(event, *stage_line(self._plan, event))
            case MemberDropped():
                self._page.drop(event, self._names.member(event.member))
            case RecurrenceStopped():
                self._step(event, "passed", SAY["stopped"])
            case ExerciseEnded():
                self._ended(event)
            case _ if isinstance(event, injects.Told):
                self._page.add(injects.line(self._names, event))
                self._above = ""
            case _ if isinstance(event, Done):
                if not self._touched.tell(event, self._page, self._log):
                    self._above = ""
            case _:
                raise AssertionError(event)

    def _node(self, event: Event) -> Node:
        return self._names.node(event.element)

    def _question(self, event: Event) -> str:
        node = self._node(event)
        return node.question or node.title

    def _add(self, event: Event, mark: str, text: str) -> Line:
        node = self._node(event) if event.element else None
        line = Line(event.at, mark, text, node.phase if node else "", self._names.body(node))
        line.elements.append(event.element)
        self._above = event.element if mark in ("asked", "vote") else ""
        return self._page.add(line)

    def _answer(self, event: Event, mark: str, sentence: str, **words: str) -> Line:
        """A line that answers a question: it names the question, unless that stands right above and is the only one of its body."""
        body = self._asking.pop(event.element, "")
        if self._above != event.element or body in self._asking.values():
            sentence = f"{sentence}_on"
        return self._add(
            event, mark, SAY[sentence].format(question=self._names.title(event.element), **words)
        )

    def _step(self, event: Event, mark: str, text: str) -> None:
        """A line about a step; the same said of another member in the same minute joins it."""
        node = self._node(event)
        if node.of and self._page.join(event, node, self._names.body(node), mark, text):
            return
        line = self._add(event, mark, text)
        line.label, line.bodies = node.label, [line.body]
        line.members += [node.of] if node.of else []
        self._page.joins(line, node.step)

    def _begins(self, event: StepBegan) -> None:
        again = event.wait == "rework" and event.element in self._began
        self._began[event.element] = event.at
        queued = self._queued.pop(event.element, None)
        node = self._node(event)
        if node.phase and node.phase not in self._phases and not node.hidden:
            self._phases.add(node.phase)
            self._page.add(Line(event.at, "phase", SAY["phase"].format(phase=node.phase), node.phase))
        aside = self._touched.aside(event, self._log)
        if aside:
            self._step(event, "begin", aside)
        elif queued is not None and queued.at < event.at:
            text = waited(self._names, queued, event, conditions=self._view is None)
            self._step(event, "begin", text)
        elif again:
            self._step(event, "begin", SAY["rework"])
        elif lasts(node):
            self._step(event, "begin", SAY["begins"])

    def _finished(self, event: StepFinished) -> None:
        if self._told.pop(event.element, None) == event.at:
            return
        lasted = event.at - self._began.get(event.element, event.at)
        if lasted:
            self._step(event, "done", SAY["done_after"].replace("{time}", length(lasted)))
        else:
            self._step(event, "done", SAY["done" if lasts(self._node(event)) else "milestone"])

    def _went_back(self, event: StepWentBack) -> None:
        """Where it goes back to; what is to be done again besides is said with it."""
        node = self._node(event)
        effect = effect_of(node, event.outcome)
        nodes = (self._plan.nodes[number] for number in effect.back_to)
        targets = [target for target in nodes if known(self._plan, target.name, self._view)]
        labels = [self._names.title(target.name) for target in targets]
        back = SAY["went_back"].replace("{where}", listed(list(dict.fromkeys(labels))))
        text = back if any(target.id != node.id for target in targets) else SAY["repeats"]
        if effect.wait:
            text = SAY["back_wait"].replace("{time}", length(effect.wait)).replace("{back}", text)
        self._step(event, "back", text)
        self._page.goes_back(event.at, {event.element, *(target.name for target in targets)})

    def _reopened(self, event: StepReopened) -> None:
        if not self._page.is_target(event):
            self._page.fold(event, self._node(event), "back", "reopened")

    def _drawn(self, event: OutcomeDrawn) -> None:
        lasted = event.at - self._began.get(event.element, event.at)
        text = SAY["drawn_after" if lasted else "drawn"].replace("{time}", length(lasted))
        self._step(
            event, "drawn", text.replace("{outcome}", self._names.option(event.element, event.outcome))
        )
        self._told[event.element] = event.at

    def _asked(self, event: QuestionAsked) -> None:
        self._asking[event.element] = self._node(event).body
        asked = "asked_again" if event.occurrence > 1 else "asked"
        line = self._add(event, "asked", SAY[asked].format(question=self._question(event)))
        line.items += [self._names.option(event.element, option) for option in event.options]
        if event.limit is not None:
            node = self._node(event)
            limit = format_moment(event.limit, self._plan.start)
            line.below.append(SAY["limit"].format(limit=limit, option=node.branches[node.otherwise].text))

    def _vote(self, event: VoteCast) -> None:
        self._votes.setdefault(event.element, []).append(event)
        now = [vote for vote in self._votes[event.element] if vote.at == event.at]
        line = self._page.votes(event) if len(now) > 1 else None
        if line is None:
            on = self._names.title(event.element) if self._above != event.element else ""
            line = self._add(event, "vote", "")
            self._voted[event.element] = on
        line.text = votes.head(self._plan, now, self._voted[event.element])
        line.items = votes.points(self._names, now)

    def _decision(self, event: Decided) -> None:
        cast = self._votes.pop(event.element, [])
        by = votes.by_whom(self._plan, event.by)
        if event.by == "vote":
            by = votes.result(self._names, event.element, event.option, cast)
        option = self._names.option(event.element, event.option)
        line = self._answer(event, "decided", "decided", option=option, by=by)
        line.more += [self._note(event)] if event.note else []
        self._told[event.element] = event.at

    def _note(self, event: Decided) -> str:
        """What was said with a decision; the name of another option there is what was chosen before and is used up."""
        other = self._names.option(event.element, event.note)
        return event.note if other == event.note else SAY["used_up"].format(option=other)

    def _lapsed(self, event: LimitLapsed) -> None:
        self._votes.pop(event.element, None)
        option = self._names.option(event.element, event.option)
        self._answer(event, "decided", "lapsed", option=option)
        self._told[event.element] = event.at

    def _document(self, event: DocumentMade) -> None:
        made = SAY["document"].format(document=event.document, version=event.version)
        line = self._page.about(event)
        if line is None:
            line = self._add(event, "note", SAY["made"])
        line.made.append(made)

    def _changed(self, event: Change) -> None:
        """A clause that belongs to the line about the same step, if that is of the same minute; else a line of its own."""
        line = self._page.about(event)
        clause = self._changes.clause(event, alone=line is None)
        if line is not None and clause:
            line.more.append(clause)
        elif clause:
            self._add(event, "note", clause[:1].upper() + clause[1:])

    def _ended(self, event: ExerciseEnded) -> None:
        hoping = hopes(self._plan, history(self._plan, self._log)) if event.ending == "stalled" else ()
        for line in ended(self._names, event, hoping, control=self._view is None):
            self._page.add(line)
        self._above = ""
