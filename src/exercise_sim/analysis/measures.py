"""Objectives: what was measured from the log, and how it is rated (M20).

A bare name means the end of a step. `from` takes the first time, `to` the last; never begun is not assessed, never reached is U. A
time whose end came before its beginning measures nothing and is not assessed either.
"""

from dataclasses import dataclass
from typing import Any

from exercise_sim.analysis.history import History, StepHistory
from exercise_sim.analysis.levels import Course
from exercise_sim.engine.plan import Plan
from exercise_sim.scenario.cast import Cast, spoken
from exercise_sim.scenario.measured import Measure, parse_measured
from exercise_sim.scenario.model import Objective, Scenario
from exercise_sim.scenario.references import Reference


@dataclass(frozen=True, slots=True)
class Measured:
    """One objective: its `value` (minutes when `unit` is "minutes"), None where it was never reached or is observed by hand.

    `rating` is P, S, M or U, or None where it is not assessed. `begin` and `end` are the minutes it was measured between;
    `backwards`: the end of a time came before its beginning.
    """

    name: str
    title: str
    unit: str
    value: int | float | None
    rating: str | None
    thresholds: dict[str, int | float]
    more_is_better: bool
    begin: int | None = None
    end: int | None = None
    observe: str = ""
    provision: str = ""
    backwards: bool = False


def measured(scenario: Scenario, plan: Plan, told: History) -> tuple[Measured, ...]:
    """Every objective of a scenario, in file order."""
    cast = Cast(scenario)
    return tuple(
        objective_measured(cast, plan, told, name, objective)
        for name, objective in scenario.objectives.items()
    )


def objective_measured(cast: Cast, plan: Plan, told: History, name: str, objective: Objective) -> Measured:
    """One objective."""
    times = Times(cast, plan, told)
    thresholds = objective.ratings or {}
    begin = end = None
    value: Any = None
    unit = "minutes"
    assessed, backwards = True, False
    if objective.observe is not None:
        unit, assessed = "observed", False
    elif objective.measure is not None:
        measure = parse_measured(objective.measure)
        unit, begin = ("minutes", 0) if measure.timed else ("number", None)
        end = times.last(objective.at) if objective.at else (told.ended.at if told.ended else None)
        value = amount(plan, told, measure, end) if end is not None else None
    elif objective.margin is not None and objective.before is not None:
        begin, end = times.last(objective.margin), times.first(objective.before)
        value = end - begin if begin is not None and end is not None else None
        assessed = end is not None
    elif objective.from_ is not None and objective.to is not None:
        begin, end = times.first(objective.from_), times.last(objective.to)
        value = end - begin if begin is not None and end is not None else None
        backwards = value is not None and value < 0
        assessed = begin is not None and not backwards
    counted = objective.measure in plan.variables or objective.margin is not None
    more = more_is_better(list(thresholds.values()), by_kind=counted)
    return Measured(
        name,
        cast.text(objective.title, "") or spoken(name),
        unit,
        value,
        rating(value, thresholds, more_is_better=more)
        if assessed and thresholds and (value is not None or told.ended)
        else None,
        thresholds,
        more,
        begin,
        end,
        cast.text(objective.observe, ""),
        _provision(cast, objective),
        backwards,
    )


def _provision(cast: Cast, objective: Objective) -> str:
    """What people call the provision: its name and title, or the author's words where there is no list of provisions."""
    known = cast.scenario.provisions.get(objective.provision or "")
    if known is None:
        return cast.text(objective.provision, "")
    return f"{objective.provision} {cast.text(known.title, '')}"


def amount(plan: Plan, told: History, measure: Measure, minute: int) -> Any:
    """What is measured at a minute, or up to it: the value of a variable or a gauge, a gauge's peak, its time at a stage or above."""
    if measure.name in plan.variables:
        return _variable(plan, told, measure.name, minute)
    course = Course(plan, told.log, measure.name)
    if measure.how == "peak":
        return course.peak(minute)
    return course.minutes(measure.stage, minute) if measure.timed else course.value(minute)


def _variable(plan: Plan, told: History, name: str, minute: int) -> Any:
    value = plan.variables[name]
    for change in told.changes:
        if change.variable == name and change.at <= minute:
            value = change.value
    return value


def more_is_better(values: list[int | float], *, by_kind: bool) -> bool:
    """Whether rising values are the better ones: as the thresholds say, or by the kind of measure where they do not."""
    return values[0] > values[-1] if values and values[0] != values[-1] else by_kind


def rating(value: float | None, thresholds: dict[str, int | float], *, more_is_better: bool) -> str:
    """P, S or M, whichever threshold is met first; U where none is, or the value is None."""
    if value is not None:
        for letter in ("P", "S", "M"):
            bound = thresholds.get(letter)
            if bound is not None and (value >= bound if more_is_better else value <= bound):
                return letter
    return "U"


class Times:
    """The minutes at which references were met."""

    def __init__(self, cast: Cast, plan: Plan, told: History) -> None:
        self._cast, self._plan, self._told = cast, plan, told

    def first(self, reference: Reference) -> int | None:
        """The first minute at which it was met, or None."""
        if reference.stage is not None:
            return self._reached(reference, reference.stage)
        if reference.name in self._told.injects:
            return self._of_inject(reference)
        return self._over(reference, [self._minutes(step, reference, 0) for step in self._steps(reference)])

    def last(self, reference: Reference) -> int | None:
        """The last minute at which it was met, or None where it was not, or no longer is."""
        if reference.stage is not None:
            return self._reached(reference, reference.stage)
        if reference.name in self._told.injects:
            return self._of_inject(reference)
        return self._over(reference, [self._minutes(step, reference, -1) for step in self._steps(reference)])

    def _of_inject(self, reference: Reference) -> int | None:
        """When an inject came, or what was expected upon it was done in time, or was missed."""
        told = self._told.injects[reference.name]
        minute = told.came if reference.outcome is None else getattr(told, reference.outcome)
        return minute + reference.lag.low if minute is not None and reference.lag is not None else minute

    def _reached(self, reference: Reference, stage: str) -> int | None:
        minute = Course(self._plan, self._told.log, reference.name).reached(stage)
        lag = reference.lag.low if reference.lag is not None else 0
        return None if minute is None else minute + lag

    def names(self, reference: Reference) -> list[str]:
        """The steps that a reference names, one by one."""
        members = self._cast.members(reference.name)
        if reference.member is not None:
            members = (reference.member,)
        return [f"{reference.name} of {member}" if member else reference.name for member in members]

    def _steps(self, reference: Reference) -> list[StepHistory]:
        return [self._told.steps[name] for name in self.names(reference) if name in self._told.steps]

    def _minutes(self, step: StepHistory, reference: Reference, which: int) -> int | None | str:
        """The minute, None where it did not come, "out" for a member that fell out or was passed over."""
        if reference.begins:
            return step.begins[which].at if step.begins else "out" if step.over else None
        ends = [end for end in step.ends if reference.outcome in (None, end.outcome)]
        if which == -1 and step.state != "done":
            return "out" if step.over else None
        if which == -1 and reference.outcome not in (None, step.outcome):
            return "out"
        return ends[which].at if ends else "out" if step.over else None

    def _over(self, reference: Reference, minutes: list[int | None | str]) -> int | None:
        came = sorted(minute for minute in minutes if isinstance(minute, int))
        if reference.lag is not None:
            came = [minute + reference.lag.low for minute in came]
        if reference.count is not None:
            return came[reference.count - 1] if len(came) >= reference.count else None
        return came[-1] if came and None not in minutes else None
