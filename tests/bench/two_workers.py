"""Prints how much sooner two processes are done with a comparison than one, and where the rest goes.

    python -m tests.bench.two_workers [--rounds 5] [--workers 2] [--seconds 5]

One process and several take turns over the same runs, as many as take one of them that long; the ratio is taken within a round. Processor time,
which other work on the machine disturbs little, says what several do beyond the work of one, and what the ratio would be were the cores free.
"""

import argparse
import os
import platform
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from statistics import median
from unittest.mock import patch

from tests.bench.compare_whole import EARLY, LATE, compared

from exercise_sim.analysis.alternatives import _compiled
from exercise_sim.analysis.blocks import Job, Rows, played
from exercise_sim.analysis.playing import BLOCK
from exercise_sim.cli.workers import cores, dealer_of


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds of one comparison: on the wall, of processor time in the first process and in its workers, and of each job in the order in which they were done."""

    wall: float
    first: float
    others: float
    jobs: list[float]

    @property
    def busy(self) -> float:
        return self.first + self.others


def used(who: int) -> float:
    """Processor time so far."""
    now = getrusage(who)
    return now.ru_utime + now.ru_stime


def noted(path: str, job: Job) -> Rows:
    """Plays a job, and writes down what it took."""
    began = time.process_time()
    rows = played(job)
    with Path(path).open("a", encoding="ascii") as file:
        file.write(f"{time.process_time() - began}\n")
    return rows


def spent(workers: int, runs: int) -> Spent:
    """A comparison of two alternatives from its start to its last number, processes started, plans compiled and all."""
    _compiled.cache_clear()
    with (
        tempfile.NamedTemporaryFile() as notes,
        patch("exercise_sim.analysis.dealing.played", partial(noted, notes.name)),
    ):
        began, first, others = time.perf_counter(), used(RUSAGE_SELF), used(RUSAGE_CHILDREN)
        dealer = dealer_of(workers)
        compared([EARLY, LATE], 0, runs, dealer)
        wall = time.perf_counter() - began
        dealer.close()
        jobs = [float(line) for line in Path(notes.name).read_text("ascii").split()]
        return Spent(wall, used(RUSAGE_SELF) - first, used(RUSAGE_CHILDREN) - others, jobs)


def last(jobs: list[float], workers: int) -> float:
    """When the last of them is done, if each worker takes the next job as soon as it is free."""
    free = [0.0] * workers
    for job in jobs:
        free[free.index(min(free))] += job
    return max(free)


def free_ratio(one: Spent, many: Spent, workers: int) -> float:
    """What the ratio would be on cores that nobody else uses: the workers' time as it is dealt out, and before and after it the first process alone."""
    return one.busy / max(last(many.jobs, workers) + many.first, many.busy / workers)


def rounds(count: int, workers: int, runs: int) -> Iterator[str]:
    """One pair after the other, and what they come to."""
    pairs = [(spent(1, runs), spent(workers, runs)) for _ in range(count)]
    yield f"| {2 * runs:,} runs of the training | median | from .. to |\n|---|---|---|"
    for name, figures in {
        "seconds of one process": [one.wall for one, _ in pairs],
        f"seconds of {workers}": [many.wall for _, many in pairs],
        "**ratio on the wall**": [one.wall / many.wall for one, many in pairs],
        "processor time of all against that of one": [many.busy / one.busy for one, many in pairs],
        "of it in the first process, %": [100 * many.first / many.busy for _, many in pairs],
        "the last worker's time against an even share": [workers * last(many.jobs, workers) / sum(many.jobs) for _, many in pairs],
        "**ratio if the cores were free**": [free_ratio(one, many, workers) for one, many in pairs],
    }.items():  # fmt: skip
        yield f"| {name} | {median(figures):.2f} | {min(figures):.2f} .. {max(figures):.2f} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument(
        "--seconds",
        type=float,
        default=7,
        help="about what the runs take one process; a short trial says how many that are, and takes long for its few",
    )
    given = parser.parse_args()
    print(f"{platform.python_implementation()} {platform.python_version()}, {platform.machine()}, {platform.system()}; {cores()} processors, load {os.getloadavg()[0]:.1f}\n")  # fmt: skip
    first = spent(1, BLOCK // 4).busy
    runs = max(BLOCK // 4, round(given.seconds / first * BLOCK / 4))
    for line in rounds(given.rounds, given.workers, runs):
        print(line, flush=True)


if __name__ == "__main__":
    main()
