"""What effects do to steps, in words: later, longer, on hold, going on, to be passed over, too late. Events in, a sentence with {steps} out."""

from exercise_sim.engine.events import (
    DurationChanged,
    EffectTooLate,
    StepDelayed,
    StepHeld,
    StepRescaled,
    StepResumed,
    StepWaived,
)
from exercise_sim.render.amounts import length, number
from exercise_sim.render.naming import Names
from exercise_sim.render.sentences import CONDITION, EFFECTS, SAY
from exercise_sim.scenario.references import parse_reference
from exercise_sim.scenario.times import format_moment

Done = DurationChanged | EffectTooLate | StepDelayed | StepHeld | StepRescaled | StepResumed | StepWaived


def sentence(names: Names, event: Done) -> str:
    """What is done, with {steps} for those to whom it is done."""
    match event:
        case StepDelayed():
            kind = "limit" if event.limit is not None else event.state
            return _filled(names, f"delayed_{kind}", event.minutes, event.limit)
        case StepRescaled():
            return SAY[f"rescaled_{event.state}"].replace("{factor}", number(event.factor))
        case StepHeld():
            until = _until(names, event)
            return SAY["held_until"].replace("{until}", until) if until else SAY["held"]
        case StepResumed():
            kind = "limit" if event.limit is not None else event.state
            return _filled(names, f"resumed_{kind}", event.stood, event.limit)
        case StepWaived():
            return SAY["waived"]
        case EffectTooLate():
            return SAY["too_late"].replace("{effect}", EFFECTS[event.effect])
        case DurationChanged():
            return _duration(event)


def _filled(names: Names, key: str, minutes: int, limit: int | None) -> str:
    moment = format_moment(limit, names.plan.start) if limit is not None else ""
    return SAY[key].replace("{time}", length(minutes)).replace("{limit}", moment)


def _duration(event: DurationChanged) -> str:
    if event.word == "set":
        return SAY["duration_set"].replace("{takes}", event.takes)
    minutes = int(event.takes)
    return SAY["longer" if minutes > 0 else "shorter"].replace("{time}", length(abs(minutes)))


def _until(names: Names, event: StepHeld) -> str:
    """When the hold is over: a moment, or what is waited for by its title; nothing where a view does not know that."""
    if event.end is not None:
        return format_moment(event.end, names.plan.start)
    if not event.until:
        return ""
    reference = parse_reference(event.until)
    if reference.stage is not None or reference.name not in {*names.plan.by_step, *names.plan.by_name}:
        return event.until
    one = names.plan.by_step.get(reference.name, (names.plan.by_name.get(reference.name, 0),))[0]
    what = names.plan.nodes[one].label
    if reference.outcome is not None:
        option = names.option(names.plan.nodes[one].name, reference.outcome)
        what = CONDITION["outcome"].format(what=what, option=option)
    if reference.begins:
        what = CONDITION["begins"].format(what=what)
    if reference.lag is not None:
        what = SAY["lag"].format(time=reference.lag.text, what=what)
    return what
