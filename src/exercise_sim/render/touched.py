"""What effects do to steps, in words: later, longer, on hold, going on, to be passed over, too late. Events in, clauses and lines out."""

from collections.abc import Sequence

from exercise_sim.engine.events import (
    DurationChanged,
    EffectTooLate,
    Event,
    StepBegan,
    StepDelayed,
    StepHeld,
    StepRescaled,
    StepResumed,
    StepWaived,
)
from exercise_sim.render.amounts import length, number
from exercise_sim.render.lines import Line
from exercise_sim.render.naming import Names
from exercise_sim.render.page import Page
from exercise_sim.render.sentences import CONDITION
from exercise_sim.render.sentences_of_effects import EFFECTS, TOUCHED
from exercise_sim.scenario.references import parse_reference
from exercise_sim.scenario.times import format_moment

Done = DurationChanged | EffectTooLate | StepDelayed | StepHeld | StepRescaled | StepResumed | StepWaived


class Touched:
    """Tells what is done to steps; the same done to several by one cause is told once."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._stood: dict[str, int] = {}
        self._told: dict[tuple[int, int, str], tuple[Line, int, Line]] = {}

    def tell(self, event: Done, page: Page, log: Sequence[Event]) -> bool:
        """A clause of the line of whoever does it, where that is of this minute; else a line of its own. Returns whether it is a clause."""
        if isinstance(event, StepResumed):
            self._stood[event.element] = event.stood
        said, node = sentence(self._names, event), self._names.node(event.element)
        key = (event.at, event.cause, said)
        if key in self._told:
            line, place, clause = self._told[key]
            clause.add_step(node.label, node.of)
            if line is not clause:
                line.more[place] = clause.told("")
            return line is not clause
        clause = Line(event.at, "note", said)
        clause.add_step(node.label, node.of)
        element = _by_number(log, event.cause).element
        about = page.because_of(element, event.at) if element else None
        if about is None:
            clause.text = said[:1].upper() + said[1:]
            clause.elements.append(event.element)
            page.add(clause)
        else:
            about.more.append(clause.told(""))
        self._told[key] = (about or clause, len(about.more) - 1 if about else 0, clause)
        return about is not None

    def aside(self, event: StepBegan, log: Sequence[Event]) -> str:
        """That a step began after it stood aside, on hold or because of a delay; empty where it did not."""
        minutes = 0
        if event.wait == "hold":
            minutes = self._stood.pop(event.element, 0)
        elif event.wait == "delay":
            minutes = event.at - _by_number(log, event.cause).at
        return TOUCHED[f"began_{event.wait}"].replace("{time}", length(minutes)) if minutes else ""


def _by_number(log: Sequence[Event], number: int) -> Event:
    """The event with a number; the last one where that is not to be seen."""
    return next((one for one in reversed(log) if one.seq == number), log[-1])


def sentence(names: Names, event: Done) -> str:
    """What is done, with {steps} for those to whom it is done."""
    match event:
        case StepDelayed():
            kind = "limit" if event.limit is not None else event.state
            return _filled(names, f"delayed_{kind}", event.minutes, event.limit)
        case StepRescaled():
            return TOUCHED[f"rescaled_{event.state}"].replace("{factor}", number(event.factor))
        case StepHeld():
            until = _until(names, event)
            return TOUCHED["held_until"].replace("{until}", until) if until else TOUCHED["held"]
        case StepResumed():
            kind = "limit" if event.limit is not None else event.state
            return _filled(names, f"resumed_{kind}", event.stood, event.limit)
        case StepWaived():
            return TOUCHED["waived"]
        case EffectTooLate():
            return TOUCHED["too_late"].replace("{effect}", EFFECTS[event.effect])
        case DurationChanged():
            return _duration(event)


def _filled(names: Names, key: str, minutes: int, limit: int | None) -> str:
    moment = format_moment(limit, names.plan.start) if limit is not None else ""
    return TOUCHED[key].replace("{time}", length(minutes)).replace("{limit}", moment)


def _duration(event: DurationChanged) -> str:
    if event.word == "set":
        return TOUCHED["duration_set"].replace("{takes}", event.takes)
    minutes = int(event.takes)
    return TOUCHED["longer" if minutes > 0 else "shorter"].replace("{time}", length(abs(minutes)))


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
        what = TOUCHED["lag"].format(time=reference.lag.text, what=what)
    return what
