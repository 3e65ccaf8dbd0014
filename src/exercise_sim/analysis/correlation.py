"""How closely one column follows another, and how far the result moves between the ends of a column. Columns in, numbers out.

Nothing here knows a run or a scenario. Order does not matter, and ties share what they would have had.
"""

from math import sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

Column = NDArray[Any]


def ranks_of(values: Column) -> Column:
    """The places of values in rising order, from 1; equal ones share the mean of their places."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    shared: Column = (last - (counts - 1) / 2)[place]
    return shared


def spearman(one: Column, other: Column) -> float | None:
    """The rank correlation, from -1 to 1; None where a column does not vary.

    C. Spearman, "The proof and measurement of association between two things", American Journal of Psychology 15 (1904), 72-101: the
    product-moment correlation of the ranks, with mean ranks for ties.
    """
    left, right = ranks_of(one), ranks_of(other)
    left, right = left - left.mean(), right - right.mean()
    spread = sqrt(float(np.dot(left, left)) * float(np.dot(right, right)))
    return float(np.dot(left, right)) / spread if spread else None


def noise(count: int) -> float:
    """The standard error of a rank correlation of `count` pairs between which there is none.

    M. G. Kendall and J. D. Gibbons, "Rank Correlation Methods", 5th edition (1990), section 4.14: its variance is 1 / (n - 1).
    """
    return 1 / sqrt(count - 1)


def swing(values: Column, results: Column) -> float:
    """The mean result of the upper third of the values minus that of the lower third.

    Values that are equal share their places evenly, so that the order of runs does not matter.
    """
    levels, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    sums = np.bincount(place, weights=results, minlength=len(levels))
    means, third = sums / counts, len(values) / 3
    after = np.cumsum(counts)
    before = after - counts
    low = np.clip(third - before, 0, counts)
    high = np.clip(after - 2 * third, 0, counts)
    return float(np.dot(means, high) / high.sum() - np.dot(means, low) / low.sum())
