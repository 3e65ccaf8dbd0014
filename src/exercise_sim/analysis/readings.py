"""What is read of every run of a comparison: one whole number for each objective and milestone, ready for a column.

Minutes as they are; other numbers in thousandths. What was never reached, or never begun, has a number of its own.
Equal to what `measures` finds in the log; a test holds that.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from exercise_sim.analysis.measures import more_is_better
from exercise_sim.analysis.moments import Found, from_log, from_state, slots_of
from exercise_sim.analysis.playing import Trial
from exercise_sim.analysis.references import FIRST, LAST, Met, met
from exercise_sim.engine.codes import Log
from exercise_sim.engine.plan import Plan
from exercise_sim.scenario.cast import Cast, spoken
from exercise_sim.scenario.conditions import Condition, Group, Happened
from exercise_sim.scenario.measured import Measure, parse_measured
from exercise_sim.scenario.model import Objective
from exercise_sim.scenario.references import Reference

Unit = Literal["minutes", "number"]
NEVER: Final[Mapping[Unit, int]] = {"minutes": -(2**31), "number": -(2**62)}
"""Stands where something was never reached; one more than it, where it never began (or ended before it began)."""
SCALE: Final[Mapping[Unit, int]] = {"minutes": 1, "number": 1000}
"""What one unit is in a column."""
END: Final = "ending"
"""The name of the milestone that every run has: its end. (No step can bear it, so nothing else is called so.)"""


@dataclass(frozen=True, slots=True)
class Quantity:
    """What a column holds. `kind` is objective or milestone; thresholds are in minutes, or in plain numbers."""

    name: str
    title: str
    kind: Literal["objective", "milestone"]
    unit: Unit
    thresholds: dict[str, int | float]
    more_is_better: bool

    @property
    def never(self) -> int:
        """What stands for never reached."""
        return NEVER[self.unit]

    @property
    def unbegun(self) -> int:
        """What stands for never begun: such a run is not assessed."""
        return NEVER[self.unit] + 1


@dataclass(frozen=True, slots=True)
class Reading:
    """How a quantity is read: the time from `begin` to `end` (`begin` None: from STARTEX), or the `measure` at `end` (None: at the last).

    `gauged`: the measure is that of a gauge. `margin`: it is not assessed where its end never came, and may be below zero.
    """

    quantity: Quantity
    begin: Met | None = None
    end: Met | None = None
    measure: Measure | None = None
    margin: bool = False
    gauged: bool = False

    @property
    def nodes(self) -> tuple[int, ...]:
        """The nodes whose moments it needs."""
        return tuple(node for one in (self.begin, self.end) if one for node in one.nodes)

    @property
    def needs_log(self) -> bool:
        """Whether the state at the end of a run, in which nothing went back, does not say it."""
        met = [one for one in (self.begin, self.end) if one]
        if any(one.in_log_only for one in met):
            return True
        return self.measure is not None and (bool(self.end) or self.gauged)

    def read(self, found: Found) -> int:
        """The number for the column."""
        quantity = self.quantity
        end = self.end.minute(found) if self.end else None
        if self.measure is not None:
            at = end if self.end else found.ended
            return self.quantity.never if at is None else self._value(self.measure, found, at)
        begin = self.begin.minute(found) if self.begin else 0
        if begin is None:
            return quantity.never if self.margin and end is not None else quantity.unbegun
        if end is None:
            return quantity.unbegun if self.margin else quantity.never
        return end - begin if end >= begin or self.margin else quantity.unbegun

    def _value(self, measure: Measure, found: Found, at: int) -> int:
        """What is measured at a minute, or up to it."""
        if not self.gauged:
            value = found.value(measure.name, at) if self.end else found.values[measure.name]
        elif measure.how == "peak":
            value = found.course(measure.name).peak(at)
        elif measure.timed:
            value = found.course(measure.name).minutes(measure.stage, at)
        else:
            value = found.course(measure.name).value(at)
        return (
            round(value * SCALE[self.quantity.unit])
            if isinstance(value, int | float)
            else self.quantity.never
        )


_THE_END: Final = Quantity(END, "", "milestone", "minutes", {}, more_is_better=False)


class Readings:
    """All that is read of a run of one plan: its ending, and each quantity, of which the first is the minute of its end."""

    def __init__(self, plan: Plan, readings: Sequence[Reading]) -> None:
        self.readings = tuple(readings)
        self.quantities = (_THE_END, *(reading.quantity for reading in readings))
        self.endings = tuple(one.name for one in plan.endings)
        self._plan, self._nodes = plan, tuple({node: None for one in readings for node in one.nodes})
        self._slots = slots_of(plan, self._nodes)
        recurs = len(self._slots) > len(self._nodes)
        log: Log = [node.id in self._slots for node in plan.nodes]
        self.needs_log = recurs or any(reading.needs_log for reading in readings)
        # How much of its log a run is to keep: as little as will do. Where something ended twice, only a log tells of it.
        self._logs = (log,) if self.needs_log else (False, log)

    def read(self, play: Callable[[Log], Trial]) -> list[int]:
        """The numbers of the run that `play` plays; again with a log, if it cannot be read without one."""
        for log in self._logs:
            trial = play(log)
            if log is not False or not (self._nodes and trial.session.seen.returned):
                break
        return self.row(trial)

    def row(self, trial: Trial) -> list[int]:
        """The numbers of one run: the place of its ending among `endings`, and the quantities."""
        session, ended = trial.session, trial.ended
        if isinstance(session.noted, list):
            found = from_log(session, self._plan, self._slots, ended.minute)
        else:
            found = from_state(session, self._plan, self._nodes, ended.minute)
        return [
            self.endings.index(ended.ending),
            ended.minute,
            *(reading.read(found) for reading in self.readings),
        ]

    def end_of(self, trial: Trial, name: str) -> tuple[Met, int] | None:
        """What settled a quantity in a run that kept its log, and when (without its lag); None where that never came, or is the run's end."""
        reading = next((one for one in self.readings if one.quantity.name == name), None)
        if reading is None or reading.end is None:
            return None
        session, end = trial.session, reading.end
        minute = end.minute(from_log(session, self._plan, self._slots, trial.ended.minute))
        return None if minute is None else (end, minute - end.lag)


def readings_of(plan: Plan, cast: Cast, milestones: Sequence[Reference] = ()) -> Readings:
    """What is read of the runs of a scenario: its objectives, then what its endings wait for, then these milestones."""
    found = [
        reading
        for name, objective in cast.scenario.objectives.items()
        if (reading := _of_objective(cast, plan, name, objective)) is not None
    ]
    waited = [one for ending in cast.scenario.endings.values() for one in _waited(ending.when)]
    texts: dict[str, Reference] = {one.text: one for one in (*waited, *milestones)}
    return Readings(plan, [*found, *(_of_milestone(cast, plan, one) for one in texts.values())])


def _of_objective(cast: Cast, plan: Plan, name: str, objective: Objective) -> Reading | None:
    """How an objective is read; None for what people observe."""
    title, bounds = cast.text(objective.title, "") or spoken(name), dict(objective.ratings or {})

    def quantity(unit: Unit, *, more: bool) -> Quantity:
        return Quantity(
            name, title, "objective", unit, bounds, more_is_better(list(bounds.values()), by_kind=more)
        )

    if objective.measure is not None:
        at = met(cast, plan, objective.at, LAST) if objective.at else None
        measure = parse_measured(objective.measure)
        variable = measure.name in plan.variables
        unit: Unit = "minutes" if measure.timed else "number"
        return Reading(quantity(unit, more=variable), end=at, measure=measure, gauged=not variable)
    if objective.margin is not None and objective.before is not None:
        begin, end = met(cast, plan, objective.margin, LAST), met(cast, plan, objective.before, FIRST)
        return Reading(quantity("minutes", more=True), begin, end, margin=True)
    if objective.from_ is not None and objective.to is not None:
        begin, end = met(cast, plan, objective.from_, FIRST), met(cast, plan, objective.to, LAST)
        return Reading(quantity("minutes", more=False), begin, end)
    return None


def _of_milestone(cast: Cast, plan: Plan, reference: Reference) -> Reading:
    # No step are an inject, a gauge, and what another file may not have: there it never comes.
    step = cast.scenario.chain.get(reference.name)
    plain = step is not None and reference.text == reference.name
    title = cast.title(reference.name, step.title, "") if step and plain else reference.text
    quantity = Quantity(reference.text, title, "milestone", "minutes", {}, more_is_better=False)
    return Reading(quantity, None, met(cast, plan, reference, LAST))


def _waited(when: Condition | None) -> Iterator[Reference]:
    """The steps that an ending waits for, one by one; what must not be is none of them."""
    if isinstance(when, Happened):
        yield when.reference
    elif isinstance(when, Group) and when.operator != "not":
        for item in when.items:
            yield from _waited(item)
