"""How many units of a resource were used, and on which days: a pure function of a log.

Slots and stocks count on the day on which the work with them began. A flow serves at its rate, so what it serves is spread over the days
that this takes; whole units only, and together exactly what was served.
"""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

from exercise_sim.analysis.history import History
from exercise_sim.engine.events import CapacityChanged, StepBegan, StepCutOff, StepReopened
from exercise_sim.engine.plan import Plan, ResourcePlan
from exercise_sim.scenario.times import DAY

_STOPS = StepReopened | StepCutOff | StepBegan


@dataclass(frozen=True, slots=True)
class Usage:
    """Units by day of the exercise (0 is D), and the number of the last event by which some were used (0: none)."""

    by_day: dict[int, int]
    last: int

    @property
    def in_all(self) -> int:
        return sum(self.by_day.values())


def usage(plan: Plan, told: History, name: str) -> Usage:
    """What was used of a resource, of all its members where it is there once for each."""
    days: Counter[int] = Counter()
    last = 0
    numbers = [number for number, one in enumerate(plan.resources) if one.name.partition(" of ")[0] == name]
    for number in numbers:
        for event in told.log:
            if not isinstance(event, StepBegan) or event.element not in plan.by_name:
                continue
            node = plan.nodes[plan.by_name[event.element]]
            units = sum(use.amount for use in node.uses if use.resource == number)
            if units:
                last = max(last, event.seq)
                days.update(_spread(plan, told, plan.resources[number], event, units))
    return Usage({day: days[day] for day in sorted(days)}, last)


def _spread(plan: Plan, told: History, resource: ResourcePlan, event: StepBegan, units: int) -> Counter[int]:
    """The units of one piece of work by the days on which it was served."""
    if resource.kind != "flow":
        return Counter({_day(plan, event.at): units})
    days: Counter[int] = Counter()
    stop = _stop(told, event)
    minute, served, counted = event.at, Fraction(0), 0
    changes = [one for one in told.log if isinstance(one, CapacityChanged) and one.resource == resource.name]
    while counted < units and minute < stop:
        capacity = next((one.capacity for one in reversed(changes) if one.at <= minute), resource.amount)
        end = _next(plan, minute, [stop, *(one.at for one in changes)])
        served += Fraction(capacity, resource.per) * (end - minute)
        whole = min(units, int(served))
        days[_day(plan, minute)] += whole - counted
        counted, minute = whole, end
    return +days


def _next(plan: Plan, minute: int, others: list[int]) -> int:
    """The next minute at which a day begins, or one of the others."""
    day = minute + DAY - (plan.start.minute + minute) % DAY
    return min([day, *(one for one in others if one > minute)])


def _stop(told: History, event: StepBegan) -> int:
    """The minute at which the work was stopped, or begun anew, before its end; that of the last event where it was not."""
    following = (one for one in told.log[event.seq :] if one.element == event.element)
    return next((one.at for one in following if isinstance(one, _STOPS)), told.log[-1].at)


def _day(plan: Plan, minute: int) -> int:
    return (plan.start.minute + minute) // DAY
