"""Intervals of quantiles, means and differences of quantiles: against SciPy, and by how often they hold."""

import numpy as np
import pytest
from scipy import stats

from exercise_sim.analysis.intervals import half_of_mean, half_of_sections, rank, ranks, student
from exercise_sim.analysis.shares import wilson


@pytest.mark.parametrize(("percent", "count", "place"), [(50, 1, 1), (50, 4, 2), (50, 5, 3), (80, 10, 8), (80, 11, 9), (10, 3, 1), (90, 2000, 1800)])  # fmt: skip
def test_a_quantile_is_the_least_value_that_so_many_do_not_exceed(percent, count, place):
    """Of eleven values the ninth is the P80: eight of eleven would be 73 %."""
    assert rank(percent, count) == place


@pytest.mark.parametrize("percent", [10, 50, 80, 90])
@pytest.mark.parametrize("count", [1, 2, 5, 20, 100, 2000, 50_000])
def test_the_places_leave_at_most_two_and_a_half_percent_on_each_side(percent, count):
    """And one place nearer would leave more: the binomial distribution of SciPy says so."""
    low, high = ranks(percent, count)
    below = stats.binom(count, percent / 100)
    assert below.cdf(low - 1) <= 0.025 < below.cdf(low)
    assert below.cdf(high - 1) >= 0.975 > below.cdf(high - 2)


def test_few_values_give_no_bound():
    """Of three values, none lies surely above the P90."""
    assert ranks(90, 3)[1] == 4
    assert ranks(10, 3)[0] == 0


@pytest.mark.parametrize("freedom", [*range(1, 40), 99, 511, 1999, 10**6])
def test_student_is_that_of_scipy(freedom):
    """To five digits."""
    assert student(freedom) == pytest.approx(stats.t.ppf(0.975, freedom), rel=3e-6)


def test_the_interval_of_a_mean_is_that_of_scipy():
    """One value has no spread, so no interval."""
    values = [3, 9, -4, 12, 7]
    low, high = stats.t.interval(0.95, 4, np.mean(values), stats.sem(values))
    assert 2 * half_of_mean(float(np.var(values, ddof=1)), 5) == pytest.approx(high - low)
    assert half_of_mean(0.0, 1) is None


def test_the_interval_of_sections_is_worked_out_on_paper():
    """Whole 5, sections 3 and 7: the spread is 8, its root over two sections 2, times 12.706."""
    assert half_of_sections(5, [3, 7]) == pytest.approx(2 * 12.7062047362)
    assert half_of_sections(5, [5]) is None


# How often the intervals hold: 1,000 series with a known answer. By luck alone a true 95 % shows 93.6 to 96.4 % in so many.
SERIES = 1000
HOLDS = (0.93, 0.972)


def test_intervals_of_quantiles_hold():
    """P80 of 300 draws from an exponential distribution."""
    draws = np.sort(np.random.default_rng(1).exponential(1.0, (SERIES, 300)), axis=1)
    low, high = ranks(80, 300)
    true = stats.expon.ppf(0.8)
    assert HOLDS[0] <= np.mean((draws[:, low - 1] <= true) & (true <= draws[:, high - 1])) <= HOLDS[1]


def test_intervals_of_shares_hold():
    """Of 12 % in 300 runs."""
    held = np.random.default_rng(2).binomial(300, 0.12, SERIES)
    bounds = [wilson(int(one), 300) for one in held]
    assert HOLDS[0] <= np.mean([low <= 0.12 <= high for low, high in bounds]) <= HOLDS[1]


def test_intervals_of_paired_means_hold():
    """What is common goes out; what is left is skewed, with mean 2."""
    own = np.random.default_rng(3).exponential(2.0, (SERIES, 100))
    hits = [abs(one.mean() - 2) <= half_of_mean(float(one.var(ddof=1)), 100) for one in own]
    assert HOLDS[0] <= np.mean(hits) <= HOLDS[1]


def test_intervals_of_differences_of_quantiles_hold():
    """P80 of x and of x + y, both exponential: the true difference comes from the sum's own distribution (gamma)."""
    generator = np.random.default_rng(4)
    true = stats.gamma.ppf(0.8, 2) - stats.expon.ppf(0.8)
    hits = 0
    for _ in range(SERIES):
        x, y = generator.exponential(1.0, (2, 1000))
        sections = zip(x.reshape(20, 50), (x + y).reshape(20, 50), strict=True)
        parts = [np.sort(b)[39] - np.sort(a)[39] for a, b in sections]
        whole = np.sort(x + y)[799] - np.sort(x)[799]
        hits += abs(whole - true) <= half_of_sections(whole, parts)
    assert HOLDS[0] <= hits / SERIES <= HOLDS[1]
