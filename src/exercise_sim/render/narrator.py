"""The log told: events in, lines out (Rule 7: rendering happens after, from the log, and from nothing else).

Events of one minute that say the same of several members become one line. What a document, a variable or a vote adds to
something is said with it.
"""

from collections.abc import Iterable

from exercise_sim.engine.events import (
    CapacityChanged,
    ChanceChanged,
    Decided,
    DocumentMade,
    Event,
    ExerciseEnded,
    ExerciseStarted,
    LimitLapsed,
    MemberDropped,
    OutcomeDrawn,
    QuestionAsked,
    QuestionWithdrawn,
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
from exercise_sim.render.amounts import length, listed, number, words
from exercise_sim.render.lines import MOST_NAMES, Line
from exercise_sim.render.sentences import SAY
from exercise_sim.scenario.times import format_moment

MOST_STARVED = 12


class Narrator:
    """Tells a log piece by piece: `tell(events)` gives the lines of a piece. Remembers when work began and what is asked."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._began: dict[str, int] = {}
        self._queued: dict[str, StepQueued] = {}
        self._votes: dict[str, list[VoteCast]] = {}
        self._decided: dict[str, int] = {}
        self._lines: list[Line] = []

    def tell(self, events: Iterable[Event]) -> list[Line]:
        """The lines that tell these events."""
        self._lines = []
        for event in events:
            self._tell(event)
        return self._lines

    def _tell(self, event: Event) -> None:  # noqa: C901, PLR0912  # one case for every kind of event
        match event:
            case ExerciseStarted():
                self._add(event, "start", SAY["startex"].format(title=self._plan.title))
            case StepQueued():
                self._queued[event.element] = event
                self._step(event, "queued", self._queued_text(event))
            case StepBegan():
                self._begins(event)
            case StepFinished():
                self._finished(event)
            case StepWentBack():
                text = SAY["went_back"] if event.outcome else SAY["went_back_done"]
                self._step(
                    event, "back", text.replace("{outcome}", self._option(event.element, event.outcome or ""))
                )
            case StepReopened():
                self._many(event, "back", "reopened")
            case StepPassedOver():
                self._many(event, "passed", "passed_over")
            case StepCutOff():
                self._many(event, "cut", "cut_off")
            case OutcomeDrawn():
                self._drawn(event)
            case QuestionAsked():
                self._asked(event)
            case VoteCast():
                self._vote(event)
            case Decided() | LimitLapsed():
                self._decision(event)
            case QuestionWithdrawn():
                self._add(event, "back", SAY["withdrawn"])
            case DocumentMade():
                self._document(event)
            case VariableChanged():
                self._adds(
                    event, SAY["changes"].format(variable=words(event.variable), value=number(event.value))
                )
            case CapacityChanged():
                title = next(
                    (r.title for r in self._plan.resources if r.name == event.resource), event.resource
                )
                self._adds(event, SAY["capacity"].format(resource=title, value=number(event.capacity)))
            case ChanceChanged():
                text = SAY["chance"].format(
                    outcome=self._option(event.element, event.outcome), value=f"{event.chance:.0%}"
                )
                self._adds(event, text)
            case MemberDropped():
                self._add(event, "cut", SAY["dropped"].format(member=self._member(event.member)))
            case ExerciseEnded():
                self._ended(event)
            case _:
                raise AssertionError(event)

    def _node(self, event: Event) -> Node | None:
        return self._plan.nodes[self._plan.by_name[event.element]] if event.element else None

    def _add(self, event: Event, mark: str, text: str, key: tuple[object, ...] = ()) -> Line:
        node = self._node(event)
        line = Line(event.at, mark, text, node.phase if node else "", self._body(node), key=key)
        self._lines.append(line)
        return line

    def _body(self, node: Node | None) -> str:
        return self._plan.bodies[node.body].title if node and node.body in self._plan.bodies else ""

    def _step(self, event: Event, mark: str, text: str) -> None:
        """A line about a step; the same said of another member in the same minute joins it."""
        node = self._node(event)
        assert node is not None
        key = (event.at, mark, text, node.step, node.label)
        last = self._lines[-1] if self._lines else None
        if last and node.of and last.key == key and not last.more:
            last.members.append(node.of)
            last.body = last.body if last.body == self._body(node) else ""
            return
        line = self._add(event, mark, text, key)
        line.label, line.members = node.label, [node.of] if node.of else []

    def _many(self, event: Event, mark: str, sentence: str) -> None:
        """One line for all steps of which the same is said in a row."""
        node = self._node(event)
        assert node is not None
        key = (event.at, sentence)
        if not (self._lines and self._lines[-1].key == key):
            line = self._add(event, mark, SAY[sentence], key)
            line.phase, line.body = "", ""
        self._lines[-1].steps.append(node.label)

    def _queued_text(self, event: StepQueued) -> str:
        if not event.resources:
            return SAY["queued_condition"]
        return SAY["queued"].replace("{resources}", self._resources(event.resources))

    def _resources(self, names: Iterable[str]) -> str:
        titles = {resource.name: resource.title for resource in self._plan.resources}
        return listed([titles.get(name, name) for name in names])

    def _begins(self, event: StepBegan) -> None:
        self._began[event.element] = event.at
        queued = self._queued.pop(event.element, None)
        node = self._node(event)
        assert node is not None
        if queued is not None and queued.at < event.at:
            why = SAY[event.wait if event.wait in ("queue", "opening hours") else "condition"]
            why = why.replace("{resources}", self._resources(queued.resources))
            text = SAY["waited"].replace("{time}", length(event.at - queued.at)).replace("{why}", why)
            self._step(event, "begin", text)
        elif event.wait == "rework":
            self._step(event, "begin", SAY["rework"])
        elif _lasts(node):
            self._step(event, "begin", SAY["begins"])

    def _finished(self, event: StepFinished) -> None:
        if self._decided.pop(event.element, None) == event.at:
            return
        lasted = event.at - self._began.get(event.element, event.at)
        node = self._node(event)
        assert node is not None
        if lasted:
            self._step(event, "done", SAY["done_after"].replace("{time}", length(lasted)))
        else:
            self._step(event, "done", SAY["done" if _lasts(node) else "milestone"])

    def _drawn(self, event: OutcomeDrawn) -> None:
        lasted = event.at - self._began.get(event.element, event.at)
        text = SAY["drawn_after" if lasted else "drawn"].replace("{time}", length(lasted))
        self._step(event, "drawn", text.replace("{outcome}", self._option(event.element, event.outcome)))
        self._decided[event.element] = event.at

    def _asked(self, event: QuestionAsked) -> None:
        node = self._node(event)
        assert node is not None
        line = self._add(event, "asked", SAY["asked"].format(question=node.question or node.title))
        line.items += [self._option(event.element, option) for option in event.options]
        if event.limit is not None:
            stands = node.branches[node.otherwise].text
            line.more.append(
                SAY["limit"].format(limit=format_moment(event.limit, self._plan.start), option=stands)
            )

    def _vote(self, event: VoteCast) -> None:
        self._votes.setdefault(event.element, []).append(event)
        node = self._node(event)
        assert node is not None
        assert node.vote is not None
        title = node.vote.titles[node.vote.voters.index(event.voter)]
        key = (event.at, "votes", event.element)
        entry = f"{title} ({self._option(event.element, event.vote).lower()})"
        if self._lines and self._lines[-1].key == key:
            self._lines[-1].text += f", {entry}"
        else:
            self._add(event, "vote", SAY["votes"].format(votes=entry), key)

    def _decision(self, event: Decided | LimitLapsed) -> None:
        votes = self._votes.pop(event.element, [])
        option = self._option(event.element, event.option)
        if isinstance(event, LimitLapsed):
            self._add(event, "decided", SAY["lapsed"].format(option=option))
        else:
            line = self._add(event, "decided", SAY["decided"].format(option=option))
            line.more.append(self._by(event, votes))
            if event.note:
                line.more.append(event.note)
        self._decided[event.element] = event.at

    def _by(self, event: Decided, votes: list[VoteCast]) -> str:
        if event.by == "vote":
            counts = dict.fromkeys(vote.vote for vote in votes)
            tally = [
                f"{sum(vote.vote == name for vote in votes)} {self._option(event.element, name).lower()}"
                for name in counts
            ]
            return SAY["by_vote"].format(tally=", ".join(tally))
        if event.by == "choice":
            return SAY["by_choice"]
        return SAY["by_policy" if event.by not in self._plan.bodies else "by"].format(by=event.by)

    def _document(self, event: DocumentMade) -> None:
        text = SAY["document"].format(document=event.document, version=event.version)
        if (
            self._lines
            and self._lines[-1].at == event.at
            and self._lines[-1].more
            and self._lines[-1].more[-1].startswith("makes ")
        ):
            self._lines[-1].more[-1] += f", {text}"
        else:
            self._adds(event, SAY["makes"].format(documents=text))

    def _adds(self, event: Event, clause: str) -> None:
        """A clause that belongs to the line before, if that is of the same minute; else a line of its own."""
        if (
            self._lines
            and self._lines[-1].at == event.at
            and self._lines[-1].mark in ("done", "decided", "drawn", "back")
        ):
            self._lines[-1].more.append(clause)
        else:
            self._add(event, "note", clause[:1].upper() + clause[1:])

    def _option(self, element: str, name: str) -> str:
        node = self._plan.nodes[self._plan.by_name[element]]
        return next((branch.text for branch in node.branches if branch.name == name), name)

    def _ended(self, event: ExerciseEnded) -> None:
        ending = next(one for one in self._plan.endings if one.name == event.ending)
        line = self._add(event, "end", SAY["ended"].format(ending=ending.title))
        if ending.text:
            line.more.append(ending.text)
        if event.open:
            line.more.append(
                SAY["endex_open"].format(steps=listed([self._title(name) for name in event.open], MOST_NAMES))
            )
        if event.waiting:
            self._add(event, "cut", SAY["stalled"].format(why=self._starved(event.waiting)))

    def _starved(self, waiting: tuple[tuple[str, tuple[str, ...]], ...]) -> str:
        told = [
            SAY["stalled_step"].format(
                what=self._title(name),
                whom=listed([self._title(one) for one in whom], MOST_NAMES) or SAY["its_condition"],
            )
            for name, whom in waiting[:MOST_STARVED]
        ]
        return ". ".join(told) + "."

    def _member(self, name: str) -> str:
        """What people call a member."""
        title = next((node.of for node in self._plan.nodes if node.member == name and node.of), words(name))
        return title[:1].upper() + title[1:]

    def _title(self, name: str) -> str:
        """What people call a step or a resource."""
        if name in self._plan.by_name:
            return self._plan.nodes[self._plan.by_name[name]].title
        return self._resources([name])


def _lasts(node: Node) -> bool:
    return bool(node.takes.fixed or node.takes.draw >= 0 or node.uses)
