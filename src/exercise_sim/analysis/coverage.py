"""What many runs reached, of all that a scenario holds. Facts of runs in, counts out; no run is made here."""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from exercise_sim.analysis.facts import Facts, Result
from exercise_sim.engine.plan import Plan

BUILT_IN: Final = ("stalled", "out_of_time", "completed")
"""Endings that come of themselves: whoever names one classifies it, and promises nothing."""


@dataclass(frozen=True, slots=True)
class Goals:
    """All that can be reached: steps and injects by node, options and outcomes as (node, name), and the author's endings."""

    steps: tuple[int, ...]
    options: tuple[Result, ...]
    outcomes: tuple[Result, ...]
    endings: tuple[str, ...]
    injects: tuple[int, ...] = ()


def goals_of(plan: Plan) -> Goals:
    """The goals of a plan, in file order."""
    steps = [node for node in plan.nodes if not node.hidden]
    results = [(node.asked, (node.id, branch.name)) for node in steps for branch in node.branches]
    return Goals(
        tuple(node.id for node in steps),
        tuple(result for asked, result in results if asked),
        tuple(result for asked, result in results if not asked),
        tuple(one.name for one in plan.endings if one.declared and one.name not in BUILT_IN),
        tuple(plan.injects),
    )


@dataclass(slots=True)
class Gap:
    """Idle gaps that one step ended: in how many runs, and the longest, in minutes."""

    runs: int = 0
    longest: int = 0


@dataclass
class Coverage:
    """In how many runs each thing came, and in how many how many injects came together (`storms`); `spent` are ways back that were taken as often as they may be."""

    plan: Plan
    runs: int = 0
    begun: Counter[int] = field(default_factory=Counter)
    passed: Counter[int] = field(default_factory=Counter)
    cut: Counter[int] = field(default_factory=Counter)
    asked: Counter[int] = field(default_factory=Counter)
    came: Counter[Result] = field(default_factory=Counter)
    spent: Counter[tuple[int, str | None]] = field(default_factory=Counter)
    stages: Counter[tuple[int, int]] = field(default_factory=Counter)
    endings: Counter[str] = field(default_factory=Counter)
    injects: Counter[int] = field(default_factory=Counter)
    storms: Counter[int] = field(default_factory=Counter)
    gaps: dict[int, Gap] = field(default_factory=dict)

    @cached_property
    def goals(self) -> Goals:
        return goals_of(self.plan)

    def add(self, facts: Facts) -> bool:
        """Counts a run; returns whether it reached anything that none had reached before."""
        new = not (
            facts.begun <= self.begun.keys()
            and facts.came <= self.came.keys()
            and facts.injects.keys() <= self.injects.keys()
            and facts.ending in self.endings
        )
        self.runs += 1
        for counter, seen in (
            (self.begun, facts.begun),
            (self.passed, facts.passed),
            (self.cut, facts.cut),
            (self.asked, facts.asked),
        ):
            counter.update(seen)
        self.stages.update(facts.stages)
        self.came.update(facts.came)
        self.injects.update(facts.injects.keys())
        if facts.injects:
            self.storms[facts.storm] += 1
        self.spent.update(
            key for key, times in facts.back.items() if times >= self._limits.get(key, times + 1)
        )
        self.endings[facts.ending] += 1
        self._add_gaps(facts)
        return new

    def _add_gaps(self, facts: Facts) -> None:
        for node in {node for _, node in facts.gaps}:
            gap = self.gaps.setdefault(node, Gap())
            gap.runs += 1
            gap.longest = max(gap.longest, *(minutes for minutes, by in facts.gaps if by == node))

    @cached_property
    def _limits(self) -> dict[tuple[int, str | None], int]:
        """How often each way back may be taken."""
        ways = [(node.id, branch.name, branch.effect) for node in self.plan.nodes for branch in node.branches]
        ends = [(node.id, None, node.when_done) for node in self.plan.nodes]
        return {
            (node, name): effect.at_most
            for node, name, effect in (*ways, *ends)
            if effect.goes_back and effect.at_most
        }

    @property
    def untouched(self) -> tuple[tuple[int, int], ...]:
        """The stages, as (gauge, place), that no gauge came to: neither by rising to them or past them, nor at STARTEX."""
        highest = {
            number: max([gauge.stage(gauge.starts), *(place for one, place in self.stages if one == number)])
            for number, gauge in enumerate(self.plan.gauges)
        }
        return tuple(
            (number, place)
            for number, gauge in enumerate(self.plan.gauges)
            for place in range(highest[number] + 1, len(gauge.stages))
        )

    @property
    def missing(self) -> Goals:
        """What no run has reached."""
        return Goals(
            tuple(node for node in self.goals.steps if node not in self.begun),
            tuple(result for result in self.goals.options if result not in self.came),
            tuple(result for result in self.goals.outcomes if result not in self.came),
            tuple(name for name in self.goals.endings if name not in self.endings),
            tuple(node for node in self.goals.injects if node not in self.injects),
        )

    @property
    def complete(self) -> bool:
        """Whether everything was reached."""
        missing = self.missing
        results = missing.options or missing.outcomes
        return not (missing.steps or results or missing.endings or missing.injects)
