"""What a number of runs says of all runs."""

import pytest

from exercise_sim.analysis.shares import median, wilson


@pytest.mark.parametrize(
    ("held", "counted", "low", "high"),
    [
        (8, 10, 0.4902, 0.9433),
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (1, 1, 0.2065, 1.0),
        (400, 500, 0.7627, 0.8327),
        (0, 0, 0.0, 1.0),
    ],
)
def test_the_interval_of_a_share_is_wilsons(held, counted, low, high):
    """Worked out from the formula of 1927 with z = 1.96: of 8 in 10, (0.8 + 0.19207 +- 1.96 sqrt(0.016 + 0.009604)) / 1.38415."""
    assert wilson(held, counted) == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))


@pytest.mark.parametrize(
    ("minutes", "middle"), [([5], 5), ([9, 1, 4], 4), ([1, 2], 2), ([10, 40, 20, 30], 25)]
)
def test_the_median_is_the_middle_one(minutes, middle):
    """Of an even number the mean of the two in the middle, a half minute rounded up."""
    assert median(minutes) == middle
