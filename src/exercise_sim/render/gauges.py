"""Gauges in words: what their events say, and how they stand when a day begins. Logs in, text out; their pictures are in `courses`."""

from collections.abc import Iterable

from exercise_sim.analysis.levels import Course
from exercise_sim.engine.events import Event, GaugeMoved, StageChanged
from exercise_sim.engine.plan import GaugePlan, Plan
from exercise_sim.render.amounts import length, number
from exercise_sim.render.sentences_of_gauges import GAUGE
from exercise_sim.render.view import View, shows
from exercise_sim.scenario.times import DAY


def stage_title(gauge: GaugePlan, name: str) -> str:
    """A stage in the middle of a sentence."""
    return next(stage.title for stage in gauge.stages if stage.name == name)


def stage_line(plan: Plan, event: StageChanged) -> tuple[str, str]:
    """The mark and the sentence for a stage that was reached, or to which a gauge fell back."""
    gauge = gauge_of(plan, event.gauge)
    if not event.stage:
        return "fall", GAUGE["below"].format(gauge=gauge.title, stage=gauge.stages[0].title)
    mark, sentence = ("rise", "reaches") if event.rising else ("fall", "falls_back")
    return mark, GAUGE[sentence].format(gauge=gauge.title, stage=stage_title(gauge, event.stage))


def gauge_of(plan: Plan, name: str) -> GaugePlan:
    """The gauge of this name."""
    return next(gauge for gauge in plan.gauges if gauge.name == name)


def crossing(plan: Plan, node: int) -> str:
    """What a node stands for that says that a stage was reached: `Threat reaches conflict`."""
    gauge, stage = next((one, stage) for one in plan.gauges for stage in one.stages if stage.crossing == node)
    return GAUGE["reaches"].format(gauge=gauge.title, stage=stage.title)


def way(plan: Plan, name: str, stage: str | None, minutes: int) -> str:
    """How long a gauge was on its way, to a stage where it came to one: `Threat took 2 d to come to conflict`."""
    gauge = gauge_of(plan, name)
    if not stage:
        return GAUGE["way"].format(gauge=gauge.title, time=length(minutes))
    return GAUGE["way_to"].format(gauge=gauge.title, time=length(minutes), stage=stage_title(gauge, stage))


def motion(rate: float) -> str:
    """How a gauge moves: `rising 6 a day`, `steady`."""
    word = "rising" if rate > 0 else "falling" if rate < 0 else "steady"
    return GAUGE[word].format(rate=number(abs(rate)))


class Gauges:
    """Says what is new of gauges; remembers the value and the rate that each was told to have."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._last: dict[str, GaugeMoved] = {}

    def clause(self, event: GaugeMoved) -> str:
        """What changed, in a few words; empty for how it stands at STARTEX, which the rule of the first day says."""
        before, self._last[event.gauge] = self._last.get(event.gauge), event
        gauge = gauge_of(self._plan, event.gauge)
        if before is None:
            return ""
        value, how = number(_rounded(event.value)), motion(event.rate)
        if event.element:
            was = before.value + before.rate * (event.at - before.at) / DAY
            word = "jumps" if event.value > was else "drops" if event.value < was else "stays"
            return GAUGE[word].format(gauge=gauge.title, value=value)
        bounds = (gauge.shown(gauge.lowest), gauge.highest is not None and gauge.shown(gauge.highest))
        if not event.rate and event.value in bounds and before.rate:
            return GAUGE["bound"].format(gauge=gauge.title, value=value)
        return GAUGE["moves"].format(gauge=gauge.title, value=value, motion=how)


def _rounded(value: float) -> float:
    """A level to a tenth, whole where that is whole."""
    near = round(value, 1)
    return int(near) if near == int(near) else near


class Situation:
    """How the gauges stand when a day begins, as a body (or several) sees them (None: exercise control, with their numbers)."""

    def __init__(self, plan: Plan, log: Iterable[Event], view: View) -> None:
        events = tuple(log)
        gauges = [gauge for gauge in plan.gauges if shows(view, gauge.seen_by)]
        self._courses = [Course(plan, events, gauge.name) for gauge in gauges]
        self._start, self._control = plan.start, view is None

    def __call__(self, day: int) -> list[str]:
        """One text for each gauge, at the first minute of a day of the exercise: `Threat: crisis (47, rising 6 a day)`."""
        return self.at(max(0, day * DAY - self._start.minute))

    def at(self, minute: int) -> list[str]:
        """The same at any minute."""
        return [self._told(course, minute) for course in self._courses]

    def _told(self, course: Course, minute: int) -> str:
        gauge, name = course.gauge, course.stage(minute)
        stage = stage_title(gauge, name) if name else ""
        if not self._control:
            below = GAUGE["no_stage"].format(stage=gauge.stages[0].title)
            return GAUGE["stands"].format(gauge=gauge.title, stage=stage or below)
        value, how = number(_rounded(course.value(minute))), motion(course.at(minute).rate)
        sentence = "stands_at" if stage else "stands_bare"
        return GAUGE[sentence].format(gauge=gauge.title, stage=stage, value=value, motion=how)


def no_situation(day: int) -> list[str]:
    """Of a scenario without gauges."""
    return []
