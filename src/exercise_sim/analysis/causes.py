"""Why it came when it came: the chain of events from the end back to STARTEX, each released by the one before.

A walk over `cause` (Rule 6), and nothing more: at a join the last input to come is the one that released it. An ending that the clock
brought was released by nothing: then the walk begins at the work that was under way, or at what was over last.
"""

from dataclasses import dataclass
from itertools import takewhile

from exercise_sim.engine.clauses import moments
from exercise_sim.engine.events import (
    ActionMissed,
    Decided,
    Event,
    ExerciseEnded,
    GaugeMoved,
    InjectCame,
    LimitLapsed,
    OutcomeDrawn,
    QuestionAsked,
    StageChanged,
    StepBegan,
    StepCutOff,
    StepDelayed,
    StepFinished,
    StepPassedOver,
    StepQueued,
    StepResumed,
    StepWentBack,
)
from exercise_sim.engine.plan import Plan
from exercise_sim.scenario.injects import MISSED

QUEUED = ("queue", "opening hours", "condition")
"""The kinds of wait that a step is told to have begun before it began its work."""

GAVE = (StepFinished, StepWentBack, StepBegan, StepCutOff, StepPassedOver)
"""Events with which a step gives back what it had, or lets the next one have it."""


@dataclass(frozen=True, slots=True)
class Link:
    """One step of the critical path: it waited from `ready` to `began` (for `wait`), worked, and ended at `ended`.

    `thought` is the part of its time between its question and the decision. `outcome` is how it ended; `back` whether it went back.
    `queued` is the minute from which on it had all it needed but `resources` (or its condition), None where it never queued; it
    stood `behind` a step in the queue. `served` are the resources that it had until the next link got them, while its work went
    on; `open`: the exercise ended before its work did. `stood` minutes it had been on hold before it began; of its work (or its question) it was
    on hold for `held` minutes, and delayed by `delayed`. Where it is no step but a `gauge` on its way, `outcome` is the stage to which it came; for an inject
    (its `wait` is `inject`) that what was expected upon it was `missed`.
    """

    element: str
    ready: int
    began: int
    ended: int
    wait: str
    thought: int
    outcome: str | None
    back: bool
    queued: int | None = None
    resources: tuple[str, ...] = ()
    behind: str = ""
    served: tuple[str, ...] = ()
    open: bool = False
    stood: int = 0
    held: int = 0
    delayed: int = 0
    gauge: str = ""


def critical_path(plan: Plan, log: tuple[Event, ...]) -> tuple[Link, ...]:
    """The links from STARTEX to the ending; empty while the exercise goes on.

    They lie end to end; behind the last one, nothing but time passed until the ending.
    """
    ended = next((event for event in log if isinstance(event, ExerciseEnded)), None)
    if ended is None:
        return ()
    last = last_work(log, ended) if by_clock(plan, log) else ended
    return path_to(plan, log, last, ended.at)


def path_to(plan: Plan, log: tuple[Event, ...], last: Event, until: int) -> tuple[Link, ...]:
    """The links from STARTEX to an event; of work that it does not end, those up to the minute `until`."""
    walked, told = _walk(log, last), _Links(plan, log)
    links = [link for place in range(1, len(walked)) if (link := told.over(walked[:place], walked[place]))]
    if isinstance(last, StepFinished | StepWentBack):
        links.append(told.link(walked, last.at))
    elif isinstance(last, StageChanged | InjectCame | ActionMissed):
        link = told.over(walked, last)
        links += [link] if link else []
    elif last.element:
        links.append(told.link(walked, until, open_=True))
    return tuple(links)


def by_clock(plan: Plan, log: tuple[Event, ...]) -> bool:
    """Whether the ending came because its moment had come, and not because something happened."""
    ended = next((event for event in log if isinstance(event, ExerciseEnded)), None)
    if ended is None or not ended.cause:
        return ended is not None
    when = next(one.when for one in plan.endings if one.name == ended.ending)
    return when is not None and ended.at in moments(when) and log[ended.cause - 1].at < ended.at


def last_work(log: tuple[Event, ...], ended: ExerciseEnded) -> Event:
    """The latest event of the work that began last, of that under way; where none was, the last end of any work (or STARTEX)."""
    before = log[: ended.seq - 1]
    began = [event for event in before if isinstance(event, StepBegan) and event.element in ended.open]
    if began:
        kinds = (StepBegan, QuestionAsked, Decided, LimitLapsed, OutcomeDrawn)
        own = (event for event in before if event.element == began[-1].element and isinstance(event, kinds))
        return [*own][-1]
    return next(
        (event for event in reversed(before) if isinstance(event, StepFinished | StepWentBack)), log[0]
    )


def _walk(log: tuple[Event, ...], last: Event) -> list[Event]:
    """The events that led to `last`, the first one first."""
    path: list[Event] = [last]
    while path[-1].cause:
        path.append(log[path[-1].cause - 1])
    return path[::-1]


class _Links:
    """Makes links of what was walked."""

    def __init__(self, plan: Plan, log: tuple[Event, ...]) -> None:
        self._plan, self._log = plan, log

    def over(self, walked: list[Event], following: Event) -> Link | None:
        """The link that the last event walked completes: it is over, or the next step began because this one had begun."""
        event = walked[-1]
        if isinstance(event, StepFinished | StepWentBack):
            return self.link(walked, event.at)
        if isinstance(event, StageChanged | GaugeMoved) and len(walked) > 1:
            return _moved(walked[-2].at, event)
        if isinstance(event, InjectCame | ActionMissed) and len(walked) > 1:
            return _of_inject(walked, event)
        if isinstance(event, StepBegan) and isinstance(following, StepBegan):
            if following.wait != "queue":
                return self.link(walked, event.at)
            # It had to wait for somebody whose work goes on: so long did that one have what it needed.
            queued = self._queued(following)
            return self.link(walked, following.at, served=queued.resources if queued else ())
        return None

    def link(
        self, walked: list[Event], until: int, *, served: tuple[str, ...] = (), open_: bool = False
    ) -> Link:
        """The link of the step of the last event walked, up to a minute."""
        last = walked[-1]
        turn = _turn(walked)
        began = event if isinstance(event := walked[turn], StepBegan) else None
        own = [event for event in walked[turn:] if event.element == last.element]
        before = walked[max(0, turn - 1)]
        start = began.at if began else last.at
        released = isinstance(before, StepBegan) and began is not None and began.wait == "queue"
        queued = self._queued(began) if began else None
        done = last if isinstance(last, StepFinished | StepWentBack) else None
        return Link(
            last.element,
            start if released else before.at,
            start,
            until,
            began.wait if began else "",
            _thought(own, until, open_=open_),
            done.outcome if done else None,
            isinstance(done, StepWentBack),
            queued.at if queued else None,
            queued.resources if queued else (),
            self._behind(began, before, queued) if began and queued else "",
            served,
            open_,
            *self._stood(began, last),
        )

    def _stood(self, began: StepBegan | None, last: Event) -> tuple[int, int, int]:
        """The minutes for which a step was on hold just before it began; then on hold, and delayed."""
        if began is None:
            return 0, 0, 0
        own = [event for event in self._log[: last.seq] if event.element == last.element]
        before = [one.stood for one in own if isinstance(one, StepResumed) and one.at == began.at > 0]
        since = [one for one in own if one.seq > began.seq]
        held = sum(one.stood for one in since if isinstance(one, StepResumed))
        late = sum(one.minutes for one in since if isinstance(one, StepDelayed))
        return before[-1] if before and began.wait == "hold" else 0, held, late

    def _queued(self, began: StepBegan) -> StepQueued | None:
        """The beginning of the wait that this beginning of work ended; None where it was another kind of wait."""
        if began.wait not in QUEUED:
            return None
        before = (event for event in reversed(self._log[: began.seq]) if event.element == began.element)
        return next((event for event in before if isinstance(event, StepQueued)), None)

    def _behind(self, began: StepBegan, before: Event, queued: StepQueued) -> str:
        """The step that had what was waited for; empty where it came from elsewhere (a capacity that rose)."""
        if began.wait != "queue" or not queued.resources:
            return ""
        if before.at == began.at:
            same = takewhile(lambda event: event.at == began.at, reversed(self._log[: began.seq - 1]))
            gave = (event for event in (before, *same) if isinstance(event, GAVE))
            return next((name for event in gave if (name := self._keeper(event, queued.resources))), "")
        # What had been served when this came: nobody passes by in a queue, so it is the last one that got some.
        served = (event for event in reversed(self._log[: began.seq - 1]) if isinstance(event, StepBegan))
        return next((event.element for event in served if self._uses(event.element, queued.resources)), "")

    def _keeper(self, gave: Event, resources: tuple[str, ...]) -> str:
        """The step whose units came back with this event: its own, or one that kept them until then; empty where none did."""
        if self._uses(gave.element, resources):
            return gave.element
        plan = self._plan
        fed = {plan.owners[gate] for gate in plan.every[plan.by_name[gave.element]]}
        kept = ((node, use) for node in plan.nodes for use in node.uses if use.until in fed)
        return next((node.name for node, use in kept if plan.resources[use.resource].name in resources), "")

    def _uses(self, element: str, resources: tuple[str, ...]) -> bool:
        uses = self._plan.nodes[self._plan.by_name[element]].uses
        return any(self._plan.resources[use.resource].name in resources for use in uses)


def _moved(since: int, event: StageChanged | GaugeMoved) -> Link:
    """The link of a gauge on its way: that it had to be waited for."""
    stage = event.stage if isinstance(event, StageChanged) else None
    return Link("", since, event.at, event.at, "gauge", 0, stage, back=False, gauge=event.gauge)


def _of_inject(walked: list[Event], event: InjectCame | ActionMissed) -> Link:
    """The link of an inject: that it had to come, or that nothing was done about it in time."""
    missed = isinstance(event, ActionMissed)
    came = (one.at for one in walked if isinstance(one, InjectCame) and one.element == event.element)
    since = next(came, walked[-2].at) if missed else walked[-2].at
    outcome = MISSED if missed else None
    return Link(event.element, since, event.at, event.at, "inject", 0, outcome, back=False)


def _turn(walked: list[Event]) -> int:
    """The place of the beginning of the work that the last event belongs to; its own where it has none."""
    element = walked[-1].element
    for place in range(len(walked) - 1, -1, -1):
        if walked[place].element == element and isinstance(walked[place], StepBegan):
            return place
    return len(walked) - 1


def _thought(own: list[Event], until: int, *, open_: bool) -> int:
    """The minutes between a question and its answer; of one that was never answered, those until the end."""
    asked = next((event for event in reversed(own) if isinstance(event, QuestionAsked)), None)
    answered = next((event for event in reversed(own) if isinstance(event, Decided | LimitLapsed)), None)
    if asked and answered and answered.seq > asked.seq:
        return answered.at - asked.at
    return until - asked.at if asked and open_ else 0


def longest(links: tuple[Link, ...], most: int = 3) -> tuple[Link, ...]:
    """The links that took most time, the longest first."""
    return tuple(sorted(links, key=lambda link: link.ready - link.ended)[:most])
