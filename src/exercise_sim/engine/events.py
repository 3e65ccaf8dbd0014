"""What happened: typed, append-only events, the only thing that a screen, a report or a score reads (Rule 6).

The run keeps plain tuples; `telling.told` gives them their names. Every event has `seq` (from 1), `at` (minute), `element` (the step's
name, or empty), `cause` (the `seq` of the event that released it, 0 for none) and `audience` (the seats that may see it; empty: all).
"""

from dataclasses import dataclass
from typing import Any

EVERYONE: tuple[str, ...] = ()
EXCON = "excon"
"""The seat of exercise control."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened."""

    seq: int
    at: int
    element: str
    cause: int
    audience: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExerciseStarted(Event):
    """STARTEX."""


@dataclass(frozen=True, slots=True)
class StepQueued(Event):
    """A step is ready and waits for `resources`."""

    resources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StepBegan(Event):
    """Work began. `wait` is the kind of wait that ended: after, queue, opening hours, condition, rework, repeat, delay, hold."""

    wait: str


@dataclass(frozen=True, slots=True)
class StepFinished(Event):
    """A step is done, with an outcome where it has some."""

    outcome: str | None


@dataclass(frozen=True, slots=True)
class StepWentBack(Event):
    """A step came to an outcome (or its end) that goes back; what it reopens follows."""

    outcome: str | None


@dataclass(frozen=True, slots=True)
class StepReopened(Event):
    """A step that was released, under way or over waits again."""


@dataclass(frozen=True, slots=True)
class StepPassedOver(Event):
    """A step was passed over, because its condition did not hold, or by an effect."""


@dataclass(frozen=True, slots=True)
class StepCutOff(Event):
    """A step cannot come any more; `blocker` is the step that it waited for in vain, or empty."""

    blocker: str


@dataclass(frozen=True, slots=True)
class OutcomeDrawn(Event):
    """Chance decided how a step ends."""

    outcome: str


@dataclass(frozen=True, slots=True)
class QuestionAsked(Event):
    """A body is asked; `limit` is the last minute that counts, or None."""

    limit: int | None
    options: tuple[str, ...]
    occurrence: int


@dataclass(frozen=True, slots=True)
class VoteCast(Event):
    """A member voted."""

    voter: str
    vote: str
    by: str


@dataclass(frozen=True, slots=True)
class Decided(Event):
    """A decision was taken: by a policy, a person, or the `vote`."""

    option: str
    by: str
    note: str


@dataclass(frozen=True, slots=True)
class LimitLapsed(Event):
    """A limit ran out; `option` stands."""

    option: str


@dataclass(frozen=True, slots=True)
class QuestionWithdrawn(Event):
    """A question is no longer asked."""

    question: str


@dataclass(frozen=True, slots=True)
class DocumentMade(Event):
    """A document has a new version, counted from 1."""

    document: str
    version: int


@dataclass(frozen=True, slots=True)
class VariableChanged(Event):
    """A variable has a new value."""

    variable: str
    value: Any


@dataclass(frozen=True, slots=True)
class CapacityChanged(Event):
    """A resource has a new capacity."""

    resource: str
    capacity: int


@dataclass(frozen=True, slots=True)
class ChanceChanged(Event):
    """An outcome has a new chance."""

    outcome: str
    chance: float


@dataclass(frozen=True, slots=True)
class DurationChanged(Event):
    """A step has another duration: it was `set` to `takes`, or `add` changed it by so many minutes (`+120`)."""

    word: str
    takes: str


@dataclass(frozen=True, slots=True)
class StepDelayed(Event):
    """A step that is `waiting` begins `minutes` later, one `under way` ends later; one `asked` is answered later, up to the new `limit` (or None)."""

    minutes: int
    state: str
    limit: int | None


@dataclass(frozen=True, slots=True)
class StepRescaled(Event):
    """The work of a step that is `waiting` takes `factor` times as long, or what remains of it, where it is `under way`."""

    factor: float
    state: str


@dataclass(frozen=True, slots=True)
class StepHeld(Event):
    """A step stands still (`state`: waiting, under way, asked) `until` something, or up to the minute `end` (then `until` may be empty)."""

    until: str
    end: int | None
    state: str


@dataclass(frozen=True, slots=True)
class StepResumed(Event):
    """No hold keeps a step any more, for which it `stood` so many minutes; `limit` is the new limit of its question, where it is `asked` and has one."""

    stood: int
    state: str
    limit: int | None


@dataclass(frozen=True, slots=True)
class StepWaived(Event):
    """A step is to be passed over when its turn comes."""


@dataclass(frozen=True, slots=True)
class EffectTooLate(Event):
    """An `effect` named a step that is over, or for which it came too late."""

    effect: str


@dataclass(frozen=True, slots=True)
class MemberDropped(Event):
    """A member left every group."""

    member: str


@dataclass(frozen=True, slots=True)
class InjectCame(Event):
    """An inject reached its audience: its `text`, from `sender` (or empty), by `channel` (or empty)."""

    text: str
    sender: str
    channel: str


@dataclass(frozen=True, slots=True)
class InjectStayedAway(Event):
    """An inject does not come: because of its `unless`, of its `chance`, or because the trainer took it out (`skipped`)."""

    why: str


@dataclass(frozen=True, slots=True)
class ActionExpected(Event):
    """Upon an inject an `action` is expected, of `by` (or empty), up to the minute `limit`."""

    limit: int
    action: str
    by: str


@dataclass(frozen=True, slots=True)
class ActionCame(Event):
    """What was expected upon an inject was done, `in_time` or late."""

    in_time: bool


@dataclass(frozen=True, slots=True)
class ActionMissed(Event):
    """What was expected upon an inject was not done in time."""


@dataclass(frozen=True, slots=True)
class GaugeMoved(Event):
    """From now on a gauge moves by `rate` a day from its `value`; `element` is the step or inject that changed the value, or empty."""

    gauge: str
    value: int | float
    rate: int | float


@dataclass(frozen=True, slots=True)
class StageChanged(Event):
    """A gauge came to another `stage` (empty: it is below the first one), `rising` or falling."""

    gauge: str
    stage: str
    rising: bool


@dataclass(frozen=True, slots=True)
class RecurrenceStopped(Event):
    """Recurring work is not done again."""


@dataclass(frozen=True, slots=True)
class ExerciseEnded(Event):
    """The exercise came to an ending. `open` are the steps under way; `waiting`, when it stalled, those that waited, each with whom it waited for."""

    ending: str
    class_: str
    open: tuple[str, ...]
    waiting: tuple[tuple[str, tuple[str, ...]], ...]
