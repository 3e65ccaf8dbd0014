"""The sequential rule: it stops when the P80 is known well enough, not before, and its interval still holds."""

import numpy as np
import pytest
from scipy import stats

from exercise_sim.analysis.playing import BLOCK
from exercise_sim.analysis.precision import FIRST, Look, following, look
from exercise_sim.analysis.readings import Quantity
from exercise_sim.analysis.tallies import Tally

TIME = Quantity("it", "It", "objective", "minutes", {}, more_is_better=False)


def tally(numbers) -> Tally:
    """A tally of these minutes."""
    found = Tally(TIME)
    found.add(np.array(numbers, np.int32))
    return found


def test_the_worst_known_alternative_counts():
    """Of 100 values from 1 to 100, the P80 is 80, with places 72 and 89: half of 17 against 80. The other one has no spread."""
    assert look([tally([60] * 100), tally(range(1, 101))]) == Look(8.5 / 80, None)
    assert look([tally([60] * 100)]) == Look(0.0, None)


def test_few_runs_are_no_look():
    """Three values bound nothing from above."""
    assert look([tally([1, 2, 3])]) == Look(None, None)


def test_what_is_never_reached_stops_it():
    """A third of the runs never come: no number of runs makes the P80 more precise."""
    seen = look([tally([5] * 100), tally([5, 6, TIME.never] * 40)])
    assert seen == Look(None, 1)
    assert seen.enough(0.01)


@pytest.mark.parametrize(
    ("runs", "share", "then"),
    [(0, None, FIRST), (1024, 0.04, 2048), (1024, 0.021, 1280), (1024, 0.024, 1792), (1024, None, 2048)],
)
def test_the_next_look_comes_when_it_may_be_enough(runs, share, then):
    """In whole blocks; at least a quarter more, at most twice as many. 1024 * 1.44 * 1.05 are 1549: seven blocks."""
    assert following(runs, Look(share, None), 0.02) == then
    assert then % BLOCK == 0


def test_it_never_goes_beyond_the_most():
    """Which need not be whole blocks."""
    assert following(2048, Look(0.5, None), 0.01, most=3000) == 3000


def test_its_interval_still_holds():
    """200 series of exponential times, stopped by the rule at 6 %: a true 95 % shows 92 to 98 % in so many."""
    generator, true, hits, counts = np.random.default_rng(7), stats.expon.ppf(0.8, scale=1000), 0, []
    for _ in range(200):
        numbers, seen, runs = tally([]), Look(None, None), 0
        while not seen.enough(0.06):
            more = following(runs, seen, 0.06) - runs
            numbers.add(generator.exponential(1000, more).round().astype(np.int32))
            runs, seen = runs + more, look([numbers])
        found = numbers.quantile(80)
        hits += found.low <= true <= found.high
        counts.append(runs)
    assert 0.92 <= hits / 200 <= 0.985
    assert len(set(counts)) > 1
