"""Prints how often intervals of 95 % hold, over many series with a known answer, and how often under the sequential rule.

    python -m tests.bench.coverage [--series 20000]

The suite holds the same with fewer series (`tests/analysis/test_intervals.py`, `test_precision.py`).
"""

import argparse
from collections.abc import Callable

import numpy as np
from scipy import stats
from tests.analysis.test_steadying import CROOKED, NAMES, crooked

from exercise_sim.analysis.controls import Controls
from exercise_sim.analysis.differences import Difference
from exercise_sim.analysis.precision import Look, following, look
from exercise_sim.analysis.readings import Quantity
from exercise_sim.analysis.shares import wilson
from exercise_sim.analysis.tallies import Tally

TIME = Quantity("it", "It", "objective", "minutes", {"P": 1000}, more_is_better=False)
GENERATOR = np.random.default_rng(11)
SCALE = 1000


def exponential(count: int) -> np.ndarray:
    """Times in whole minutes, 1,000 on average."""
    return GENERATOR.exponential(SCALE, count).round().astype(np.int32)


def of_quantile(percent: int, count: int) -> Callable[[], bool]:
    """Whether the interval of a quantile holds it."""
    true = stats.expon.ppf(percent / 100, scale=SCALE)

    def holds() -> bool:
        tally = Tally(TIME)
        tally.add(exponential(count))
        found = tally.quantile(percent)
        return found.low <= true <= found.high

    return holds


def of_share(count: int) -> Callable[[], bool]:
    """Whether the interval of a share holds it."""
    true = stats.expon.cdf(1000.5, scale=SCALE)

    def holds() -> bool:
        low, high = wilson(int((exponential(count) <= 1000).sum()), count)
        return low <= true <= high

    return holds


def of_difference(count: int, percent: int | None) -> Callable[[], bool]:
    """Whether the interval of a paired difference holds it: of x and of x + y, both exponential. `percent` None: of the mean."""
    true = (
        SCALE
        if percent is None
        else SCALE * (stats.gamma.ppf(percent / 100, 2) - stats.expon.ppf(percent / 100))
    )

    def holds() -> bool:
        difference = Difference(TIME, count)
        first = exponential(count)
        difference.add(first, first + exponential(count))
        gap = difference.mean if percent is None else difference.quantile(percent)
        return abs(gap.value - true) <= gap.half

    return holds


def of_freed(count: int) -> Callable[[], bool]:
    """Whether the interval of a mean difference holds it where draws explain a part of it, and some runs never come to it."""
    seeds = iter(range(10**6, 10**9))

    def holds() -> bool:
        seed = next(seeds)
        difference = Difference(TIME, count, Controls(NAMES, seed))
        difference.add(*crooked(seed, count))
        gap = difference.mean
        return abs(gap.value - CROOKED) <= gap.half

    return holds


def sequential(wanted: float) -> Callable[[], bool]:
    """Whether the interval of the P80 holds it where the rule has stopped."""
    true = stats.expon.ppf(0.8, scale=SCALE)

    def holds() -> bool:
        tally, seen, runs = Tally(TIME), Look(None, None), 0
        while not seen.enough(wanted):
            more = following(runs, seen, wanted) - runs
            tally.add(exponential(more))
            runs, seen = runs + more, look([tally])
        found = tally.quantile(80)
        return found.low <= true <= found.high

    return holds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--series", type=int, default=20_000)
    series = parser.parse_args().series
    print(f"| {series:,} series each | holds in |\n|---|---|")
    for name, holds, part in (
        ("P80 of 300", of_quantile(80, 300), 1),
        ("P90 of 2,000", of_quantile(90, 2000), 1),
        ("a share of 300", of_share(300), 1),
        ("the mean of 100 paired differences", of_difference(100, None), 4),
        ("the difference of the P80 of 500 pairs", of_difference(500, 80), 4),
        ("the difference of the P80 of 2,000 pairs", of_difference(2000, 80), 4),
        ("a mean of 200 pairs, freed of the luck of the draws", of_freed(200), 4),
        ("a mean of 2,000 pairs, freed of the luck of the draws", of_freed(2000), 4),
        ("the P80 where 4 % were asked for", sequential(0.04), 4),
    ):
        count = series // part
        print(f"| {name} | {100 * sum(holds() for _ in range(count)) / count:.1f} % |", flush=True)


if __name__ == "__main__":
    main()
