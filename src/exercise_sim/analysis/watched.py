"""Runs of one alternative that are watched closely: what each had in it, its critical path, and its result. Few are enough.

Each is the very run of the same replication in the comparison, played once more with its log.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from exercise_sim.analysis.alternatives import Alternative, prepared
from exercise_sim.analysis.assumed import Guess, guesses
from exercise_sim.analysis.causes import critical_path, path_to
from exercise_sim.analysis.criticality import Critical, Paths, Spent
from exercise_sim.analysis.drivers import Driver, drivers
from exercise_sim.analysis.history import history
from exercise_sim.analysis.playing import Trial
from exercise_sim.analysis.readings import Quantity
from exercise_sim.analysis.references import Met
from exercise_sim.analysis.runs import Runs
from exercise_sim.analysis.traits import Traits, traits
from exercise_sim.engine.events import (
    ActionCame,
    ActionMissed,
    Event,
    InjectCame,
    StageChanged,
    StepBegan,
    StepFinished,
)
from exercise_sim.engine.plan import Plan
from exercise_sim.scenario.model import Scenario

WATCHED: Final = 500
"""So many runs are watched at most: a rank correlation is then known to about 0.09."""


@dataclass(frozen=True, slots=True)
class Driven:
    """What drives one quantity of one alternative, from `runs` runs of it. `critical` are elements, `steps` steps with all their members."""

    alternative: Alternative
    plan: Plan
    quantity: Quantity
    runs: int
    drivers: tuple[Driver, ...]
    guesses: tuple[Guess, ...]
    critical: tuple[Critical, ...]
    spent: tuple[Spent, ...]
    steps: Mapping[str, Critical]
    scenario: Scenario


class Watch:
    """Watches the runs of an alternative one by one, in the order of their replications."""

    def __init__(self, alternative: Alternative, seed: int, quantity: Quantity) -> None:
        self._alternative, self._quantity = alternative, quantity
        self._ready = prepared(alternative)
        self._runs = Runs(alternative, self._ready, seed)
        self._place = [one.name for one in self._ready.readings.quantities].index(quantity.name) + 1
        self._paths = Paths(self._ready.plan)
        # A quantity that the end of the run settles has the path to that end.
        reading = self._ready.readings.readings[self._place - 2] if self._place > 1 else None
        self._ends = reading is None or reading.end is None
        self._results: list[int] = []
        self._traits: list[Traits] = []

    @property
    def plan(self) -> Plan:
        """The plan that is played."""
        return self._ready.plan

    def result(self, trial: Trial) -> int | None:
        """The quantity in a run; None where the run never came to it."""
        value = self._ready.readings.row(trial)[self._place]
        return value if value > self._quantity.unbegun else None

    def play(self, replication: int) -> Trial:
        """A run of the alternative, with its log."""
        return self._runs.play(replication)

    def watch(self) -> None:
        """One more run."""
        trial = self.play(len(self._results))
        plan, readings, log = self._ready.plan, self._ready.readings, trial.session.log
        end = readings.end_of(trial, self._quantity.name)
        last = settling(plan, log, *end) if end else None
        until = last.at if last is not None else trial.ended.minute
        self._results.append(readings.row(trial)[self._place])
        self._traits.append(traits(plan, history(plan, log), until))
        if last is not None:
            self._paths.add(path_to(plan, log, last, until), until)
        elif self._ends:
            self._paths.add(critical_path(plan, log), until)

    @property
    def driven(self) -> Driven:
        """What the runs so far say."""
        found = drivers(self._quantity, self._results, self._traits)
        return Driven(
            self._alternative,
            self._ready.plan,
            self._quantity,
            len(self._results),
            found,
            guesses(self._ready.loaded.scenario, self._ready.plan, found),
            self._paths.critical,
            self._paths.spent,
            self._paths.steps,
            self._ready.loaded.scenario,
        )


def settling(plan: Plan, log: tuple[Event, ...], end: Met, minute: int) -> Event | None:
    """The event with which the end of a quantity came in this minute: the last of those that may be it."""
    names = {plan.nodes[node].name for node in end.nodes}
    kinds = StepBegan if end.begins else StepFinished | InjectCame | ActionMissed | ActionCame | StageChanged
    found = (
        event
        for event in reversed(log)
        if event.at == minute
        and isinstance(event, kinds)
        and (event.gauge == end.gauge if isinstance(event, StageChanged) else event.element in names)
    )
    return next(found, None)
