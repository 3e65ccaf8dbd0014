"""All that a debrief tells of one record: decisions, what others would have done, luck, the delay ledger. Pure functions; `render` puts it into words."""

from collections.abc import Callable
from dataclasses import dataclass, field

from exercise_sim.analysis.decisions import Decision, decisions, notes
from exercise_sim.analysis.delays import Delays, delays_of_ending, delays_of_objective
from exercise_sim.analysis.fortune import Lots, Luck
from exercise_sim.analysis.history import History, history
from exercise_sim.analysis.levels import Course
from exercise_sim.analysis.measures import Measured, measured
from exercise_sim.analysis.otherwise import Otherwise, Played, hands_of, others
from exercise_sim.analysis.playing import Trial
from exercise_sim.analysis.readings import readings_of
from exercise_sim.engine.deciders import Decider
from exercise_sim.engine.events import Event
from exercise_sim.engine.ledger import Hand, Noted
from exercise_sim.engine.plan import Plan
from exercise_sim.engine.session import Ended
from exercise_sim.records.reading import Record
from exercise_sim.records.verifying import Replay
from exercise_sim.scenario.cast import Cast
from exercise_sim.scenario.model import Scenario

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Gauged:
    """How a gauge went: its `peak` with its minute, its value and stage at the end, its minutes at each stage or above."""

    name: str
    title: str
    peak: float
    peak_at: int
    value: float
    stage: str
    minutes: dict[str, int]


@dataclass(frozen=True, slots=True)
class Result:
    """What a run came to."""

    ended: Ended
    objectives: tuple[Measured, ...]
    gauges: tuple[Gauged, ...]


@dataclass(frozen=True, slots=True)
class Other:
    """Another answer to a decision: its result, and how many later answers carried over and how many the policy gave."""

    option: str
    result: Result
    carried: int
    by_policy: int


@dataclass(frozen=True, slots=True)
class Debrief:
    """One record reviewed. `result` is that of the session, which the policy played to its end where it was not `finished`.

    `hands` is what exercise control gave, laid down and took out, `ticks` what it said of expected actions. `others` are the counterfactuals
    of each decision, by its question; `luck` is None where it is not finished.
    """

    record: Record
    plan: Plan
    scenario: Scenario
    log: tuple[Event, ...]
    told: History
    policy: str
    decisions: tuple[Decision, ...]
    notes: tuple[Noted, ...]
    finished: bool
    result: Result
    delays: tuple[Delays, ...]
    hands: tuple[Hand, ...] = ()
    ticks: tuple[Decision, ...] = ()
    others: dict[str, tuple[Other, ...]] = field(default_factory=dict)
    luck: Luck | None = None


class Reviewer:
    """Reviews one record that was played again with a plan; `decider` answers for everybody who is not in its script."""

    def __init__(
        self, plan: Plan, scenario: Scenario, record: Record, again: Replay, policy: str, decider: Decider
    ) -> None:
        self._plan, self._scenario, self._record, self._again = plan, scenario, record, again
        self._policy, self._decider = policy, decider
        start = record.head.start
        self._kept = record.kept[: again.done]
        self._ledger = tuple(kept.entry for kept in self._kept)
        self._log = again.log
        made = decisions(plan, start.seats, self._kept, self._log)
        self.decisions = tuple(one for one in made if not one.tick)
        self._ticks = tuple(one for one in made if one.tick)
        self._played = Played(plan, start.seed, start.replication, self._ledger, made, decider, start.seats)

    def debrief(self, runs: int, progress: Progress, *, otherwise: bool = True) -> Debrief:
        """The whole of it, with so many runs for the luck (0: none of it); without other answers where `otherwise` is false."""
        plan, scenario, start = self._plan, self._scenario, self._record.head.start
        told = history(plan, self._log)
        going = self._played.gone_on()
        finished = told.ended is not None
        luck = None
        if finished and runs:
            lots = Lots(
                plan,
                readings_of(plan, Cast(scenario)),
                start.seed,
                start.replication,
                self._decider,
                start.seats,
            )
            trial = Trial(start.replication, going.session, going.ended)
            luck = lots.luck(trial, self._played.script(), self._ledger, runs, lambda done, of: progress("luck", done, of))  # fmt: skip
        return Debrief(
            self._record, plan, scenario, self._log, told, self._policy, self.decisions, notes(self._kept), finished,
            self._result(going), self._delays(told), hands_of(self._ledger), self._ticks,
            self._others(progress) if otherwise else {}, luck,
        )  # fmt: skip

    def _others(self, progress: Progress) -> dict[str, tuple[Other, ...]]:
        asked = {one.question: others(one) for one in self.decisions}
        of, done = sum(map(len, asked.values())), 0
        found: dict[str, tuple[Other, ...]] = {}
        for one in self.decisions:
            made = []
            for option in asked[one.question]:
                way = self._played.otherwise(one, option)
                made.append(Other(option, self._result(way), way.carried, way.by_policy))
                done += 1
                progress("otherwise", done, of)
            found[one.question] = tuple(made)
        return found

    def _result(self, way: Otherwise) -> Result:
        plan, log, end = self._plan, way.session.log, way.ended.minute
        told = history(plan, log)
        courses = [Course(plan, log, gauge.name) for gauge in plan.gauges]
        return Result(
            way.ended, measured(self._scenario, plan, told), tuple(_gauged(one, end) for one in courses)
        )

    def _delays(self, told: History) -> tuple[Delays, ...]:
        plan, scenario, cast = self._plan, self._scenario, Cast(self._scenario)
        found = [
            delays_of_objective(cast, plan, told, scenario.objectives[one.name], one)
            for one in measured(scenario, plan, told)
        ]
        return tuple(one for one in (*found, delays_of_ending(plan, told.log, told)) if one is not None)


def _gauged(course: Course, end: int) -> Gauged:
    gauge = course.gauge
    return Gauged(
        gauge.name, gauge.title, course.peak(end), course.peak_at(end), course.value(end), course.stage(end),
        {stage.name: course.minutes(stage.name, end) for stage in gauge.stages},
    )  # fmt: skip
