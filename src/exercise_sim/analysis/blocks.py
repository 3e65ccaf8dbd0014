"""Blocks of runs: what is handed out to processes, and the compact rows that come back.

A block is a pure function of an alternative, a seed and its replications; so it does not matter who plays it, when, or with which others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from exercise_sim.analysis.alternatives import Alternative, Prepared, prepared
from exercise_sim.analysis.loads import counted
from exercise_sim.analysis.playing import BLOCK
from exercise_sim.analysis.readings import Quantity
from exercise_sim.analysis.runs import Runs

Column = NDArray[Any]
"""Whole numbers, one for each run: int32 for minutes and endings, int64 for other numbers in thousandths."""


@dataclass(frozen=True, slots=True)
class Job:
    """The runs of the replications from `first` on, `count` of them, all in one block. With `loads`, not their rows are wanted but what `loads` counts."""

    alternative: Alternative
    seed: int
    first: int
    count: int
    loads: bool = False

    @property
    def block(self) -> int:
        """The number of the block."""
        return self.first // BLOCK


@dataclass(frozen=True, slots=True)
class Rows:
    """What came of a job: the endings by their place in the plan, and a column for each quantity."""

    first: int
    columns: tuple[Column, ...]

    @property
    def count(self) -> int:
        """How many runs."""
        return len(self.columns[0])

    def upto(self, count: int) -> "Rows":
        """The first runs of them."""
        return self if count >= self.count else Rows(self.first, tuple(one[:count] for one in self.columns))


def types_of(quantities: Sequence[Quantity]) -> list[np.dtype[Any]]:
    """The types of the columns."""
    small, large = np.dtype("<i4"), np.dtype("<i8")
    return [small, *(small if one.unit == "minutes" else large for one in quantities)]


def types_in(job: Job) -> list[np.dtype[Any]]:
    """The types of the columns that come of a job."""
    return [np.dtype("<i8")] * 2 if job.loads else types_of(prepared(job.alternative).readings.quantities)


def joined(parts: Sequence[Rows]) -> Rows:
    """Rows that follow each other, as one."""
    columns = zip(*(part.columns for part in parts), strict=True)
    return Rows(parts[0].first, tuple(np.concatenate(column) for column in columns))


def played(job: Job) -> Rows:
    """Plays a job. Raises NoRule where the policy has no answer, LoopError for a run that goes round for ever."""
    ready = prepared(job.alternative)
    if job.loads:
        runs = Runs(job.alternative, ready, job.seed)
        return Rows(job.first, counted(runs, ready.plan, job.first, job.count))
    lines = _lines(job, ready)
    types = types_of(ready.readings.quantities)
    columns = zip(*lines, strict=True)
    return Rows(job.first, tuple(np.array(one, kind) for one, kind in zip(columns, types, strict=True)))


def _lines(job: Job, ready: Prepared) -> list[list[int]]:
    """The numbers of each run. Logs are kept only where they are read: where something needs them, and of runs that went back."""
    runs, readings = Runs(job.alternative, ready, job.seed), ready.readings

    def line(replication: int) -> list[int]:
        return readings.read(lambda log: runs.play(replication, log=log))

    return [line(replication) for replication in range(job.first, job.first + job.count)]
