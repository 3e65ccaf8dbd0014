"""What an exploration found: what was never reached and why, what is wrong, and what is worth a look. Counts in, data out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from exercise_sim.analysis.ballots import Ballot, odd_ballots
from exercise_sim.analysis.coverage import Coverage, Gap
from exercise_sim.analysis.exploring import Exploration
from exercise_sim.analysis.facts import Result
from exercise_sim.analysis.repeating import Example
from exercise_sim.analysis.rivals import Rival

STORMY: Final = 4
"""So many injects within an hour are a storm."""


@dataclass(frozen=True, slots=True)
class Stall:
    """Runs that stalled alike: the steps that `waiting` names waited. `example` is None where choices alone do not repeat one."""

    waiting: tuple[str, ...]
    runs: int
    example: Example | None


@dataclass(frozen=True, slots=True)
class Reached:
    """How many of all there are."""

    found: int
    of: int


@dataclass(frozen=True, slots=True)
class Findings:
    """Steps are told by their node. A step that was never reached is a `dead_end` (cut off whenever that was settled), `passed` (its
    condition never held), or `waited` in every run; `untold` objectives were never measured, each with the reason.

    The rest fails nothing: `loops` that were at their limit and `endings`, each with the number of runs; `late` runs, `rivals`,
    `ballots`, `gaps` (by the step that ended them), the worst `storm` of injects with the number of stormy runs, `seats` that were never
    asked and `stages` of gauges, as (gauge, place), that were never reached.
    """

    reached: Mapping[str, Reached]
    dead_ends: tuple[int, ...]
    passed: tuple[int, ...]
    waited: tuple[int, ...]
    options: tuple[Result, ...]
    outcomes: tuple[Result, ...]
    endings: tuple[str, ...]
    injects: tuple[int, ...]
    stalls: tuple[Stall, ...]
    untold: Mapping[str, str]
    came: Mapping[str, int]
    loops: Mapping[tuple[int, str | None], int]
    late: int
    late_example: Example | None
    rivals: tuple[Rival, ...]
    ballots: tuple[Ballot, ...]
    gaps: tuple[tuple[int, Gap], ...]
    storm: tuple[int, int]
    seats: tuple[str, ...]
    stages: tuple[tuple[int, int], ...] = ()

    @property
    def failures(self) -> int:
        """How many things are wrong; with any, the exploration has failed."""
        steps = (self.dead_ends, self.passed, self.waited)
        never = (*steps, self.options, self.outcomes, self.endings, self.injects)
        return sum(map(len, never)) + len(self.stalls) + len(self.untold)


def findings_of(exploration: Exploration) -> Findings:
    """The findings so far; shortens the runs that are to be repeated, which plays some more."""
    coverage, plan = exploration.coverage, exploration.plan
    missing = coverage.missing
    dead = tuple(node for node in missing.steps if coverage.cut[node] and not coverage.passed[node])
    passed = tuple(node for node in missing.steps if coverage.passed[node])
    return Findings(
        reached=_reached(exploration),
        dead_ends=dead,
        passed=passed,
        waited=tuple(node for node in missing.steps if node not in (*dead, *passed)),
        options=missing.options,
        outcomes=missing.outcomes,
        endings=missing.endings,
        injects=missing.injects,
        stalls=tuple(Stall(*one) for one in exploration.stalled()),
        untold=exploration.meters.missing,
        came=dict(coverage.endings.most_common()),
        loops=dict(sorted(coverage.spent.items(), key=lambda pair: pair[0][0])),
        late=exploration.clock.runs,
        late_example=exploration.late(),
        rivals=tuple(exploration.rivals.found),
        ballots=tuple(odd_ballots(plan)),
        gaps=tuple(sorted(coverage.gaps.items(), key=lambda pair: -pair[1].longest)),
        storm=_storm(coverage),
        seats=_idle_seats(coverage),
        stages=coverage.untouched,
    )


def _reached(exploration: Exploration) -> dict[str, Reached]:
    """Of each kind of goal, by its name."""
    goals, missing = exploration.coverage.goals, exploration.coverage.missing
    kinds = ("steps", "options", "outcomes", *(("injects",) if goals.injects else ()), "endings")
    counted = {
        kind: Reached(len(getattr(goals, kind)) - len(getattr(missing, kind)), len(getattr(goals, kind)))
        for kind in kinds
    }
    meters = exploration.meters
    return counted | {"objectives": Reached(meters.count - len(meters.missing), meters.count)}


def _storm(coverage: Coverage) -> tuple[int, int]:
    """How many injects came together at most, and in how many runs more of them than a room can take in; (0, 0) for none."""
    stormy = {count: runs for count, runs in coverage.storms.items() if count >= STORMY}
    return max(stormy, default=0), sum(stormy.values())


def _idle_seats(coverage: Coverage) -> tuple[str, ...]:
    plan = coverage.plan
    asked = {plan.nodes[node].body for node in coverage.asked if plan.nodes[node].asked}
    return tuple(name for name, body in plan.bodies.items() if body.seat and name not in asked)
