"""When each phase was under way: from the first beginning of its steps to their last end. A pure function of a history."""

from dataclasses import dataclass

from exercise_sim.analysis.history import History
from exercise_sim.engine.events import RecurrenceStopped
from exercise_sim.engine.plan import Plan


@dataclass(frozen=True, slots=True)
class Span:
    """A phase and the minutes from its first beginning to its last end (or the end of play, where it was `open`)."""

    phase: str
    begin: int
    end: int
    open: bool


def phases(plan: Plan, told: History) -> tuple[Span, ...]:
    """Every phase that began, in the order of the file."""
    names = dict.fromkeys(node.phase for node in plan.nodes if not node.hidden and node.phase)
    return tuple(span for span in (_span(plan, told, name) for name in names) if span is not None)


def _span(plan: Plan, told: History, phase: str) -> Span | None:
    steps = [told.steps[node.name] for node in plan.nodes if not node.hidden and node.phase == phase]
    begins = [began.at for step in steps for began in step.begins]
    if not begins:
        return None
    last = told.log[-1].at if told.log else 0
    stopped = {event.element for event in told.log if isinstance(event, RecurrenceStopped)}
    open_ = any(step.state == "under way" and step.name not in stopped for step in steps)
    ends = [done.at for step in steps for done in (*step.ends, *step.returns)]
    play = told.ended.at if told.ended else last
    return Span(phase, min(begins), max([*ends, play] if open_ or not ends else ends), open_)
