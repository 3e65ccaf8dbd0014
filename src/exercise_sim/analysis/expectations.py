"""Whether a scenario does what its author expects: each expectation asked of every run, and what came of it (M21).

Pure functions of runs. A time is measured as for objectives (M20); a run in which it never began, or ended before it began, does not
count, unless the expectation says what it means.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from exercise_sim.analysis.history import History, history
from exercise_sim.analysis.measures import Times, amount, objective_measured
from exercise_sim.analysis.playing import Trial
from exercise_sim.analysis.shares import median, middle
from exercise_sim.engine.clauses import Clause
from exercise_sim.engine.codes import CROSSING
from exercise_sim.engine.conditions import Clauses
from exercise_sim.engine.plan import Plan
from exercise_sim.scenario.cast import Cast
from exercise_sim.scenario.expectations import Expectation
from exercise_sim.scenario.measured import parse_measured
from exercise_sim.scenario.model import Scenario

RATINGS: Final = "PSMU"
"""From the best to the worst."""
NOT_BEGUN: Final = {"does not count": None, "fails": False, "holds": True}
"""What a run says in which there was nothing to measure."""


@dataclass(slots=True)
class Finding:
    """What the runs said of one expectation, the `number`-th of the file (from 0).

    `held` are the replications in which it held, `broken` those in which it did not, `silent` those that do not count; `minutes` the
    times that were measured, `amounts` the numbers.
    """

    number: int
    expectation: Expectation
    held: list[int] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)
    silent: list[int] = field(default_factory=list)
    minutes: list[int] = field(default_factory=list)
    amounts: list[float] = field(default_factory=list)

    @property
    def counted(self) -> int:
        """How many runs count."""
        return len(self.held) + len(self.broken)

    @property
    def share(self) -> float | None:
        """The share of the runs that count in which it held; None where none counts."""
        return len(self.held) / self.counted if self.counted else None

    @property
    def passed(self) -> bool:
        """Whether that share lies within the bounds. What no run could show has not been shown."""
        return self.share is not None and self.expectation.shares.holds(self.share)

    @property
    def witness(self) -> int | None:
        """The first run that stands against it: one in which it held where it held too often, else one in which it did not."""
        against = self.broken
        if self.share is not None and self.share > self.expectation.shares.high:
            against = self.held
        return against[0] if against and not self.passed else None

    @property
    def spread(self) -> tuple[float, float, float] | None:
        """The least, the median and the greatest of the times, or of the numbers; None where none was measured."""
        if self.amounts:
            return min(self.amounts), middle(self.amounts), max(self.amounts)
        if not self.minutes:
            return None
        return min(self.minutes), median(self.minutes), max(self.minutes)


@dataclass(frozen=True, slots=True)
class Way:
    """One way to run a file: its variants, its policy, and what is chosen beside what the variants choose."""

    variants: tuple[str, ...]
    policy: str
    choose: tuple[tuple[str, str], ...]


def ways(expectations: Iterable[Expectation]) -> dict[Way, list[int]]:
    """The ways that expectations need, in file order, each with the numbers of those that stand under it."""
    found: dict[Way, list[int]] = {}
    for number, one in enumerate(expectations):
        way = Way(tuple(one.variant), one.policy, tuple(one.choose.items()))
        found.setdefault(way, []).append(number)
    return found


def needs_log(expectations: Iterable[Expectation]) -> bool:
    """Whether any of them measures something; how a run ended can be seen without its log."""
    return any(
        one.lasts is not None or one.objective is not None or one.measure is not None for one in expectations
    )


class Assay:
    """Several expectations under one way of running a plan: `note` each trial, then read the `findings`."""

    def __init__(self, scenario: Scenario, plan: Plan, numbers: Iterable[int]) -> None:
        self._plan, self._cast = plan, Cast(scenario)
        self.findings = tuple(Finding(number, scenario.expect[number]) for number in numbers)
        self._clauses = {
            one.number: self._clause(one.expectation)
            for one in self.findings
            if one.expectation.holds is not None
        }
        self._timed = needs_log(one.expectation for one in self.findings)

    def note(self, trial: Trial) -> None:
        """Asks every expectation of one run."""
        told = history(self._plan, trial.session.log) if self._timed else None
        for finding in self.findings:
            answer = self._answer(finding, trial, told)
            kept = finding.silent if answer is None else finding.held if answer else finding.broken
            kept.append(trial.replication)

    def _answer(self, finding: Finding, trial: Trial, told: History | None) -> bool | None:
        """Whether it held; None where the run does not count."""
        if clause := self._clauses.get(finding.number):
            return clause.holds(trial.session.seen)
        if finding.expectation.ending is not None:
            return trial.ended.ending == finding.expectation.ending
        assert told is not None
        if finding.expectation.objective is not None:
            return self._rated(finding, told)
        if finding.expectation.measure is not None:
            return self._measured(finding, trial, told)
        return self._lasted(finding, told)

    def _rated(self, finding: Finding, told: History) -> bool | None:
        name, least = finding.expectation.objective, finding.expectation.rated
        assert name is not None
        assert least is not None
        objective = self._cast.scenario.objectives[name]
        found = objective_measured(self._cast, self._plan, told, name, objective)
        if found.rating is None:
            return NOT_BEGUN[finding.expectation.not_begun]
        if found.unit == "minutes" and found.value is not None:
            finding.minutes.append(int(found.value))
        return RATINGS.index(found.rating) <= RATINGS.index(least)

    def _measured(self, finding: Finding, trial: Trial, told: History) -> bool:
        asked, measure = finding.expectation, parse_measured(finding.expectation.measure or "")
        found = amount(self._plan, told, measure, trial.ended.minute)
        if asked.lasts is not None:
            finding.minutes.append(found)
            return asked.lasts.holds(found)
        assert asked.amounts_to is not None
        finding.amounts.append(found)
        return asked.amounts_to.holds(found)

    def _lasted(self, finding: Finding, told: History) -> bool | None:
        asked, times = finding.expectation, Times(self._cast, self._plan, told)
        assert asked.from_ is not None
        assert asked.to is not None
        assert asked.lasts is not None
        begin, end = times.first(asked.from_), times.last(asked.to)
        if begin is None or (end is not None and end < begin):
            return NOT_BEGUN[asked.not_begun]
        if end is None:
            return False
        finding.minutes.append(end - begin)
        return asked.lasts.holds(end - begin)

    def _clause(self, expectation: Expectation) -> Clause:
        resources = {resource.name: place for place, resource in enumerate(self._plan.resources)}
        # The checks let no length of time stand in what is asked at the end, so no lag is ever looked up.
        crossings = {node.name: node.id for node in self._plan.nodes if node.kind == CROSSING}
        ids = {**self._plan.by_name, **crossings}
        clauses = Clauses(self._cast, ids, resources, lambda node, reference: -1)
        assert expectation.holds is not None
        return clauses.compile(expectation.holds)
