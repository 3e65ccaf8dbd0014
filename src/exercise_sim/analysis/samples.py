"""Many whole numbers, of which the quantiles, the mean and the spread are asked: exact for any number of runs, in memory that does not grow.

The first million stand as they came; after that they become a histogram of whole numbers (value and count). Nothing is rounded by that.
"""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from exercise_sim.analysis.intervals import rank

KEPT: Final = 2**20
"""How many numbers stand as they came before they are folded into the histogram."""

Numbers = NDArray[Any]


class Sample:
    """A collection of whole numbers; their order does not matter."""

    def __init__(self) -> None:
        self.count = 0
        self._parts: list[Numbers] = []
        self._loose = 0
        self._values: Numbers = np.zeros(0, np.int64)
        self._counts: Numbers = np.zeros(0, np.int64)

    def add(self, numbers: Numbers) -> None:
        """More of them."""
        self.count += len(numbers)
        self._loose += len(numbers)
        self._parts.append(numbers)
        if self._loose > KEPT:
            self._fold()

    def _fold(self) -> None:
        if not self._parts:
            return
        values, counts = np.unique(np.concatenate(self._parts), return_counts=True)
        together = np.concatenate([self._values, values.astype(np.int64)])
        self._values, places = np.unique(together, return_inverse=True)
        added = np.zeros(len(self._values), np.int64)
        np.add.at(added, places, np.concatenate([self._counts, counts]))
        self._counts, self._parts, self._loose = added, [], 0

    def table(self) -> tuple[Numbers, Numbers]:
        """Each value that came, rising, and how often it came."""
        self._fold()
        return self._values, self._counts

    def at(self, place: int) -> int:
        """The value with this place (from 1) in rising order."""
        values, counts = self.table()
        return int(values[np.searchsorted(np.cumsum(counts), place)])

    def quantile(self, percent: int) -> int:
        """The least value that is not exceeded in so many percent."""
        return self.at(rank(percent, self.count))

    def upto(self, bound: float) -> int:
        """How many are at most this."""
        values, counts = self.table()
        return int(counts[: np.searchsorted(values, bound, side="right")].sum())

    def mean(self) -> float:
        """Their mean: the sum is exact, the quotient rounded once."""
        values, counts = self.table()
        return sum(int(value) * int(many) for value, many in zip(values, counts, strict=True)) / self.count

    def variance(self) -> float:
        """Their variance (divisor count - 1)."""
        values, counts = self.table()
        return float(np.dot(counts, (values - self.mean()) ** 2)) / (self.count - 1)


def quantile_of(numbers: Numbers, percent: int) -> int:
    """The quantile of a few numbers."""
    place = rank(percent, len(numbers)) - 1
    return int(np.partition(numbers, place)[place])
