"""What a run noted as plain tuples, told as events: with the names of things, and who may see them (Rule 6)."""

from typing import Any

from exercise_sim.engine.events import (
    EVERYONE,
    EXCON,
    ActionCame,
    ActionExpected,
    ActionMissed,
    CapacityChanged,
    ChanceChanged,
    Decided,
    DocumentMade,
    DurationChanged,
    EffectTooLate,
    Event,
    ExerciseEnded,
    ExerciseStarted,
    GaugeMoved,
    InjectCame,
    InjectStayedAway,
    LimitLapsed,
    MemberDropped,
    OutcomeDrawn,
    QuestionAsked,
    QuestionWithdrawn,
    RecurrenceStopped,
    StageChanged,
    StepBegan,
    StepCutOff,
    StepDelayed,
    StepFinished,
    StepHeld,
    StepPassedOver,
    StepQueued,
    StepReopened,
    StepRescaled,
    StepResumed,
    StepWaived,
    StepWentBack,
    VariableChanged,
    VoteCast,
)
from exercise_sim.engine.nodes import Node
from exercise_sim.engine.plan import GaugePlan, Plan
from exercise_sim.scenario.times import DAY

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
    "duration": DurationChanged,
    "delayed": StepDelayed,
    "rescaled": StepRescaled,
    "held": StepHeld,
    "resumed": StepResumed,
    "waived": StepWaived,
    "too_late": EffectTooLate,
    "dropped": MemberDropped,
    "came": InjectCame,
    "stayed_away": InjectStayedAway,
    "expected": ActionExpected,
    "acted": ActionCame,
    "missed": ActionMissed,
    "gauge": GaugeMoved,
    "stage": StageChanged,
    "stopped": RecurrenceStopped,
    "ended": ExerciseEnded,
}
NAMES = {event: kind for kind, event in KINDS.items()}

SECRET = frozenset(
    {
        "variable", "capacity", "chance", "duration", "rescaled", "waived", "too_late", "stayed_away", "gauge",
    }
)  # fmt: skip
"""Kinds that only exercise control sees. (That something is delayed or held, the body sees once it has begun.)"""


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
    elif kind in ("gauge", "stage"):
        data = _of_gauge(plan.gauges[data[0]], kind, data)
    elif kind == "ended":
        ending, class_, still_open, waiting = data
        data = (ending, class_, tuple(plan.nodes[one].name for one in still_open), waiting)
    return KINDS[kind](seq, at, name, cause, audience(plan, kind, node, data), *data)


def _of_gauge(gauge: GaugePlan, kind: str, data: tuple[Any, ...]) -> tuple[Any, ...]:
    if kind == "gauge":
        _, units, rate = data
        return gauge.name, gauge.shown(units), gauge.shown(rate, DAY)
    _, stage, rising = data
    return gauge.name, gauge.stages[stage].name if stage >= 0 else "", rising


def audience(plan: Plan, kind: str, node: Node | None, data: tuple[Any, ...]) -> tuple[str, ...]:
    """The bodies that may see an event; empty for everyone."""
    if kind in SECRET or (kind in ("delayed", "held", "resumed") and "waiting" in data):
        return (EXCON,)
    if kind == "stage":
        return next(gauge.seen_by for gauge in plan.gauges if gauge.name == data[0])
    inject = plan.injects.get(node.id) if node else None
    if node is None or not (node.body or inject) or "all" in (node.seen_by if inject is None else inject.to):
        return EVERYONE
    seen = (node.body, *node.seen_by) if inject is None else inject.to or (EXCON,)
    if kind == "document":
        seen += plan.readers.get(data[0], ())
    return tuple(dict.fromkeys(seen))
