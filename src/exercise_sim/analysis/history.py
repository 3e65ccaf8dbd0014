"""What the log says of each step: when it began and ended, each time, and how it stood at the end. A pure function of a log."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from exercise_sim.engine.events import (
    ActionCame,
    ActionMissed,
    Event,
    ExerciseEnded,
    InjectCame,
    StepBegan,
    StepCutOff,
    StepFinished,
    StepPassedOver,
    StepQueued,
    StepReopened,
    StepWentBack,
    VariableChanged,
)
from exercise_sim.engine.plan import Plan

Lost = StepPassedOver | StepCutOff
"""A step that did not come, and when that was settled."""


@dataclass(slots=True)
class StepHistory:
    """One step of one member. `state` at the end is waiting, under way, done, passed over or cut off; `lost` is why it did not come."""

    name: str
    state: str = "waiting"
    outcome: str | None = None
    begins: list[StepBegan] = field(default_factory=list)
    ends: list[StepFinished] = field(default_factory=list)
    queued: list[StepQueued] = field(default_factory=list)
    returns: list[StepWentBack] = field(default_factory=list)
    lost: Lost | None = None

    @property
    def over(self) -> bool:
        return self.state in ("done", "passed over", "cut off")


@dataclass(slots=True)
class InjectHistory:
    """One inject: the minutes at which it came, and at which what was expected upon it was done (in time) or missed; None for never."""

    came: int | None = None
    met: int | None = None
    missed: int | None = None


@dataclass(frozen=True, slots=True)
class History:
    """Every step and every inject by name, the changes of variables, and the end (None while the exercise goes on)."""

    steps: dict[str, StepHistory]
    injects: dict[str, InjectHistory]
    changes: tuple[VariableChanged, ...]
    ended: ExerciseEnded | None
    log: tuple[Event, ...]


def history(plan: Plan, log: Iterable[Event]) -> History:
    """The history that a log tells."""
    events = tuple(log)
    injects = {plan.nodes[node].name: InjectHistory() for node in plan.injects}
    steps = {name: StepHistory(name) for name in plan.by_name if name not in injects}
    changes = []
    ended = None
    for event in events:
        if isinstance(event, VariableChanged):
            changes.append(event)
        elif isinstance(event, ExerciseEnded):
            ended = event
        elif event.element in steps:
            _note(steps[event.element], event)
        elif event.element in injects:
            _note_inject(injects[event.element], event)
    return History(steps, injects, tuple(changes), ended, events)


def _note_inject(inject: InjectHistory, event: Event) -> None:
    if isinstance(event, InjectCame):
        inject.came = event.at
    elif isinstance(event, ActionMissed):
        inject.missed = event.at
    elif isinstance(event, ActionCame) and event.in_time:
        inject.met = event.at


def _note(step: StepHistory, event: Event) -> None:
    match event:
        case StepBegan():
            step.begins.append(event)
            step.state, step.lost = "under way", None
        case StepFinished():
            step.ends.append(event)
            step.state, step.outcome = "done", event.outcome
        case StepWentBack():
            step.returns.append(event)
            step.state, step.outcome = "waiting", None
        case StepReopened():
            step.state, step.outcome, step.lost = "waiting", None, None
        case StepPassedOver():
            step.state, step.lost = "passed over", event
        case StepCutOff():
            step.state, step.lost = "cut off", event
        case StepQueued():
            step.queued.append(event)
        case _:
            pass
