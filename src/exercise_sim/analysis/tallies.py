"""What the runs of one alternative say of one quantity: quantiles with their intervals, and how often a threshold was met.

A run that never reached it counts as later (or less) than all that did; a run in which it never began does not count. Both are told.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from exercise_sim.analysis.intervals import ranks
from exercise_sim.analysis.readings import SCALE, Quantity
from exercise_sim.analysis.samples import Numbers, Sample

PERCENTS: Final = (10, 50, 80, 90)
"""The quantiles that are told."""
BEYOND: Final = {"minutes": 2**31 - 1, "number": 2**62}
"""Stands in a sample for what is later, or more, than everything: what was never reached, where less is better."""


@dataclass(frozen=True, slots=True)
class Quantile:
    """A quantile and the bounds of its 95 % interval, in units of the column. `never`: it was not reached by so many runs.

    A bound is None where the runs are too few for one, or where it is never as well.
    """

    percent: int
    value: int | None
    low: int | None
    high: int | None

    @property
    def never(self) -> bool:
        return self.value is None


class Tally:
    """One quantity of one alternative."""

    def __init__(self, quantity: Quantity) -> None:
        self.quantity = quantity
        self.runs = self.never = 0
        self._sample = Sample()
        # What was never reached is the worst: beyond all times, but below all numbers of which more is better.
        self._worst = quantity.never if quantity.more_is_better else BEYOND[quantity.unit]

    def add(self, column: Numbers) -> None:
        """More runs."""
        quantity = self.quantity
        self.runs += len(column)
        begun = column[column != quantity.unbegun]
        missed = begun == quantity.never
        self.never += int(missed.sum())
        self._sample.add(np.where(missed, np.array(self._worst, column.dtype), begun))

    @property
    def counted(self) -> int:
        """In how many runs it began: those that count."""
        return self._sample.count

    @property
    def reached(self) -> int:
        """In how many runs it was reached."""
        return self.counted - self.never

    def quantile(self, percent: int) -> Quantile | None:
        """A quantile with its interval; None where no run counts."""
        if not self.counted:
            return None
        low, high = ranks(percent, self.counted)
        return Quantile(
            percent,
            self._known(self._sample.quantile(percent)),
            self._known(self._sample.at(low)) if low else None,
            self._known(self._sample.at(high)) if high <= self.counted else None,
        )

    def _known(self, number: int) -> int | None:
        return None if number == self._worst else number

    def met(self, letter: str) -> int:
        """In how many of the runs that count the threshold of a letter was met."""
        bound = self.quantity.thresholds[letter] * SCALE[self.quantity.unit]
        if self.quantity.more_is_better:
            # One below the bound is as far as the column can tell; thresholds are whole thousandths.
            return self.counted - self._sample.upto(bound - 0.5)
        return self._sample.upto(bound)

    def came_by(self, minute: float) -> float:
        """The share of the runs that count in which it had come by then: a point of the S-curve."""
        return self._sample.upto(minute) / self.counted if self.counted else 0.0

    def range(self) -> tuple[int, int] | None:
        """The least and the greatest value that was reached; None where none was."""
        if not self.reached:
            return None
        first = 1 + (self.never if self.quantity.more_is_better else 0)
        return self._sample.at(first), self._sample.at(first + self.reached - 1)
