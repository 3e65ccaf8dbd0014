"""Ranks, rank correlation and swings: by hand, and against SciPy."""

import numpy as np
import pytest
from scipy import stats

from exercise_sim.analysis.correlation import noise, ranks_of, spearman, swing


def test_equal_values_share_the_mean_of_their_places():
    """10 is first; the two 20s stand on places 2 and 3."""
    assert ranks_of(np.array([20, 10, 20, 30])).tolist() == [2.5, 1.0, 2.5, 4.0]


def test_a_rank_correlation_by_hand():
    """Ranks 1 2 3 against 1 3 2: 1 - 6 * (0 + 1 + 1) / (3 * 8) = 0.5."""
    assert spearman(np.array([5, 6, 900]), np.array([1, 3, 2])) == pytest.approx(0.5)


@pytest.mark.parametrize("seed", range(5))
def test_it_is_that_of_scipy(seed):
    """Also with many ties."""
    chance = np.random.default_rng(seed)
    one = chance.integers(0, 12, 200)
    other = one + chance.integers(0, 30, 200)
    assert spearman(one, other) == pytest.approx(float(stats.spearmanr(one, other).statistic), abs=1e-12)


def test_what_does_not_vary_has_none():
    """Neither follows the other."""
    assert spearman(np.array([4, 4, 4]), np.array([1, 2, 3])) is None
    assert spearman(np.array([1, 2, 3]), np.array([4, 4, 4])) is None


def test_its_standard_error_where_there_is_none():
    """Of 401 pairs: one in twenty."""
    assert noise(401) == 0.05


def test_the_swing_is_between_the_means_of_the_thirds():
    """Of six runs, the two with the least took 10 and 20, the two with the most 50 and 90: 70 less 15."""
    values, results = np.array([3, 1, 2, 4, 6, 5]), np.array([30, 10, 20, 40, 90, 50])
    assert swing(values, results) == 55


def test_equal_values_share_their_places_in_a_third():
    """Six runs, all but one with 0: each of the five has two fifths of the lower third, and a fifth of the place left in the upper one."""
    values, results = np.array([0, 0, 0, 0, 0, 9]), np.array([10, 20, 30, 40, 50, 100])
    assert swing(values, results) == pytest.approx((100 + 30) / 2 - 30)
    assert swing(values[::-1], results[::-1]) == pytest.approx(swing(values, results))
