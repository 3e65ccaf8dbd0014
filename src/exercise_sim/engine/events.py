"""What happened: typed, append-only events, the only thing that a screen, a report or a score reads (Rule 6).

The run keeps plain tuples; `told` gives them their names. Every event has `seq` (from 1), `at` (minute), `element` (the step's
name, or empty), `cause` (the `seq` of the event that released it, 0 for none) and `audience` (the seats that may see it; empty: all).
"""

from dataclasses import dataclass
from typing import Any

from exercise_sim.engine.nodes import Node
from exercise_sim.engine.plan import Plan

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
    """Work began. `wait` is the kind of wait that `cause` ended: after, queue, opening hours, condition, rework, repeat."""

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
    """A step was passed over, because its condition did not hold."""


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
class RecurrenceStopped(Event):
    """Recurring work is not done again."""


@dataclass(frozen=True, slots=True)
class ExerciseEnded(Event):
    """The exercise came to an ending. `open` are the steps under way; `waiting`, when it stalled, those that waited, each with whom it waited for."""

    ending: str
    class_: str
    open: tuple[str, ...]
    waiting: tuple[tuple[str, tuple[str, ...]], ...]


KINDS: dict[str, type[Event]] = {
    "startex": ExerciseStarted,
    "queued": StepQueued,
    "begun": StepBegan,
    "done": StepFinished,
    "went_back": StepWentBack,
    "reopened": StepReopened,
    "passed_over": StepPassedOver,
    "cut_off": StepCutOff,
    "drawn": OutcomeDrawn,
    "asked": QuestionAsked,
    "voted": VoteCast,
    "decided": Decided,
    "lapsed": LimitLapsed,
    "withdrawn": QuestionWithdrawn,
    "document": DocumentMade,
    "variable": VariableChanged,
    "capacity": CapacityChanged,
    "chance": ChanceChanged,
    "dropped": MemberDropped,
    "came": InjectCame,
    "stayed_away": InjectStayedAway,
    "expected": ActionExpected,
    "acted": ActionCame,
    "missed": ActionMissed,
    "stopped": RecurrenceStopped,
    "ended": ExerciseEnded,
}
NAMES = {event: kind for kind, event in KINDS.items()}


def told(plan: Plan, entry: tuple[int, str, int, int, int, tuple[Any, ...]]) -> Event:
    """The event that a run noted as a tuple."""
    seq, kind, at, element, cause, data = entry
    node = plan.nodes[element] if element >= 0 else None
    name = node.name if node else ""
    if kind == "cut_off":
        data = (plan.nodes[data[0]].name if data[0] >= 0 else "",)
    elif kind == "came":
        inject = plan.injects[element]
        data = (inject.text, inject.sender, inject.channel)
    elif kind == "expected" and node:
        inject = plan.injects[node.owner]
        data = (*data, inject.answer, inject.by)
    elif kind == "ended":
        ending, class_, still_open, waiting = data
        data = (ending, class_, tuple(plan.nodes[one].name for one in still_open), waiting)
    return KINDS[kind](seq, at, name, cause, audience(plan, kind, node, data), *data)


def audience(plan: Plan, kind: str, node: Node | None, data: tuple[Any, ...]) -> tuple[str, ...]:
    """The bodies that may see an event; empty for everyone."""
    if kind in ("variable", "capacity", "chance"):
        return (EXCON,)
    if kind == "stayed_away":
        return (EXCON,)
    inject = plan.injects.get(node.id) if node else None
    if node is None or not (node.body or inject) or "all" in (node.seen_by if inject is None else inject.to):
        return EVERYONE
    seen = (node.body, *node.seen_by) if inject is None else inject.to or (EXCON,)
    if kind == "document":
        seen += plan.readers.get(data[0], ())
    return tuple(dict.fromkeys(seen))
