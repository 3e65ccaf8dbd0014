"""What the log says of each step: when it began and ended, each time, and how it stood at the end. A pure function of a log."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from exercise_sim.engine.events import (
    Event,
    ExerciseEnded,
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


@dataclass(frozen=True, slots=True)
class History:
    """Every step by name, the changes of variables, and the end (None while the exercise goes on)."""

    steps: dict[str, StepHistory]
    changes: tuple[VariableChanged, ...]
    ended: ExerciseEnded | None
    log: tuple[Event, ...]


def history(plan: Plan, log: Iterable[Event]) -> History:
    """The history that a log tells."""
    events = tuple(log)
    steps = {name: StepHistory(name) for name in plan.by_name}
    changes = []
    ended = None
    for event in events:
        if isinstance(event, VariableChanged):
            changes.append(event)
        elif isinstance(event, ExerciseEnded):
            ended = event
        elif event.element in steps:
            _note(steps[event.element], event)
    return History(steps, tuple(changes), ended, events)


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
