"""How many units of each resource are in use, and how many steps wait for it, by exercise time, over many runs.

Looked at on a grid of minutes that follows from the plan alone. A block of runs gives whole counts of whole values, so that blocks merge exactly,
in any order.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from exercise_sim.analysis.intervals import rank
from exercise_sim.analysis.runs import Runs
from exercise_sim.engine.plan import Plan, ResourcePlan
from exercise_sim.engine.queues import loads
from exercise_sim.engine.state import Run

STEPS: Final = (5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 7200, 14_400, 43_200, 144_000)
"""Minutes from one look to the next."""
CELLS: Final = 200
"""Looks at most."""
LOOKED_AT: Final = 512
"""So many runs are looked at at most: two blocks."""
UNBOUNDED: Final = 14 * 1440
"""How far it is looked where a scenario has no ENDEX, in minutes."""
_VALUES: Final = 1 << 40
"""More than any value; a key is the place of a value, times this, and the value."""

Counts = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Grid:
    """The minutes of the looks: 0, `step`, and so on, `cells` of them."""

    step: int
    cells: int

    @property
    def minutes(self) -> range:
        return range(0, self.step * self.cells, self.step)


def grid_of(plan: Plan) -> Grid:
    """The looks at the runs of a plan: from STARTEX to ENDEX."""
    end = plan.end or UNBOUNDED
    step = next((one for one in STEPS if end // one < CELLS), STEPS[-1])
    return Grid(step, min(CELLS, end // step + 1))


class Looks:
    """The looks at one run: for each cell so far, what is in use of each resource, and how many wait for it."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self._run: Run | None = None
        self.found: list[list[tuple[int, int]]] = []

    def look(self, run: Run, minute: int) -> None:
        """All looks before this minute, for which the run stands as it does now."""
        if run is not self._run:  # a run that was begun anew is looked at anew
            self._run, self.found = run, []
        step, most = self._grid.step, min(self._grid.cells, -(-minute // self._grid.step))
        for cell in range(len(self.found), most):
            self.found.append(loads(run, cell * step))

    def close(self, plan: Plan, minute: int) -> None:
        """The looks from the last minute of the run on: behind it nobody is at work; of a stock, what was left stays."""
        if self._run is not None:
            self.look(self._run, minute + 1)
        last = self.found[-1] if self.found else [(one.amount, 0) for one in plan.resources]
        pairs = zip(plan.resources, last, strict=True)
        gone = [(left if one.kind == "stock" else 0, 0) for one, (left, _) in pairs]
        self.found.extend([gone] * (self._grid.cells - len(self.found)))


def counted(runs: Runs, plan: Plan, first: int, count: int) -> tuple[Counts, Counts]:
    """What the looks at these replications found: keys (cell, resource, in use or waiting, value), rising, and how often each came."""
    grid, found = grid_of(plan), Counter[int]()
    many = 2 * len(plan.resources)
    for replication in range(first, first + count):
        looks = Looks(grid)
        trial = runs.play(replication, log=False, look=looks.look)
        looks.close(plan, trial.session.now)
        for cell, pairs in enumerate(looks.found):
            values = (value for pair in pairs for value in pair)
            found.update((cell * many + place) * _VALUES + value for place, value in enumerate(values))
    keys = sorted(found)
    return np.array(keys, np.int64), np.array([found[key] for key in keys], np.int64)


@dataclass(frozen=True, slots=True)
class Course:
    """One number at each look, over all runs: its mean, and the values that one and nine in ten runs do not exceed."""

    mean: tuple[float, ...]
    p10: tuple[int, ...]
    p90: tuple[int, ...]

    @property
    def most(self) -> int:
        """The largest P90."""
        return max(self.p90, default=0)


@dataclass(frozen=True, slots=True)
class Load:
    """A resource over time: its units in use (of a stock: left), and how many steps wait for it."""

    resource: ResourcePlan
    use: Course
    waiting: Course


class Loads:
    """Counts of blocks of one alternative, merged."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self.grid, self.runs = plan, grid_of(plan), 0
        self._counts: Counter[int] = Counter()

    def add(self, keys: Counts, counts: Counts, runs: int) -> None:
        """One block more."""
        self.runs += runs
        self._counts.update(dict(zip(keys.tolist(), counts.tolist(), strict=True)))

    @property
    def loads(self) -> tuple[Load, ...]:
        """Each resource, in file order."""
        many = 2 * len(self.plan.resources)
        cells: list[list[tuple[int, int]]] = [[] for _ in range(many * self.grid.cells)]
        for key, count in sorted(self._counts.items()):
            cells[key // _VALUES].append((key % _VALUES, count))
        courses = [self._course(cells[place::many]) for place in range(many)]
        return tuple(
            Load(resource, courses[2 * place], courses[2 * place + 1])
            for place, resource in enumerate(self.plan.resources)
        )

    def _course(self, cells: Sequence[Sequence[tuple[int, int]]]) -> Course:
        means = tuple(sum(value * count for value, count in cell) / self.runs for cell in cells)
        low, high = rank(10, self.runs), rank(90, self.runs)
        return Course(
            means, tuple(_at(cell, low) for cell in cells), tuple(_at(cell, high) for cell in cells)
        )


def _at(cell: Sequence[tuple[int, int]], place: int) -> int:
    """The value with this place in order, counted from 1."""
    for value, count in cell:
        place -= count
        if place <= 0:
            return value
    raise AssertionError("there are as many values as runs")
