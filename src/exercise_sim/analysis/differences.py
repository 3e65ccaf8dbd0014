"""What one alternative changes against the first, run by run on the same luck: means, quantiles, thresholds, each with its interval."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np

from exercise_sim.analysis.intervals import half_of_mean, half_of_sections
from exercise_sim.analysis.readings import SCALE, Quantity
from exercise_sim.analysis.samples import KEPT, Numbers, Sample, quantile_of
from exercise_sim.analysis.tallies import PERCENTS

SECTIONS: Final = 20
"""Into how many sections the runs are cut; fewer where a section would have less than LEAST."""
LEAST: Final = 25
"""Runs in a section at least."""
LARGE: Final = 2**14
"""Runs in a section where more than a million are played: each is closed, and forgotten, as it is full."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A difference to the first alternative and half the width of its 95 % interval (None: too few runs for one)."""

    value: float
    half: float | None

    @property
    def shown(self) -> bool:
        """Whether the runs show that there is a difference."""
        return self.half is not None and abs(self.value) > self.half

    @property
    def same(self) -> bool:
        """Whether there is none at all, in any run."""
        return self.half == 0 and not self.value


class Difference:
    """One quantity in pairs of runs. `both`: pairs in which both reached it; `lost` and `won`: the first alone did, the other alone did."""

    def __init__(self, quantity: Quantity, planned: int) -> None:
        self.quantity = quantity
        self.pairs = self.lost = self.won = 0
        self._each = Sample()
        self._met = {letter: Sample() for letter in quantity.thresholds}
        self._sections = _Sections(quantity, planned)

    def add(self, first: Numbers, other: Numbers) -> None:
        """More pairs, in the order of their replications."""
        quantity = self.quantity
        self.pairs += len(first)
        came, comes = first > quantity.unbegun, other > quantity.unbegun
        self.lost += int((came & ~comes).sum())
        self.won += int((comes & ~came).sum())
        both = came & comes
        self._each.add(other[both] - first[both])
        counted = (first != quantity.unbegun) & (other != quantity.unbegun)
        for letter, sample in self._met.items():
            before, after = (_met(quantity, letter, column[counted]) for column in (first, other))
            sample.add(after.astype(np.int32) - before)
        self._sections.add(first[both], other[both])

    @property
    def both(self) -> int:
        """In how many pairs both reached it."""
        return self._each.count

    @property
    def mean(self) -> Gap | None:
        """The mean difference over the pairs in which both reached it; None where there is none."""
        return _gap(self._each)

    def met(self, letter: str) -> Gap | None:
        """The difference of the shares of runs that meet a threshold."""
        return _gap(self._met[letter])

    def quantile(self, percent: int) -> Gap | None:
        """The difference of two quantiles, over the pairs in which both reached it."""
        return self._sections.gap(percent) if self.both else None


def _met(quantity: Quantity, letter: str, column: Numbers) -> Numbers:
    bound = quantity.thresholds[letter] * SCALE[quantity.unit]
    met: Numbers = (
        column >= bound if quantity.more_is_better else (column <= bound) & (column > quantity.unbegun)
    )
    return met.astype(np.int32)


def _gap(sample: Sample) -> Gap | None:
    if not sample.count:
        return None
    many = sample.count
    return Gap(sample.mean(), half_of_mean(sample.variance(), many) if many > 1 else None)


class _Sections:
    """The same pairs in the order of their replications, cut into sections."""

    def __init__(self, quantity: Quantity, planned: int) -> None:
        self._large = planned > KEPT
        self._loose: list[tuple[Numbers, Numbers]] = []
        self._many = 0
        self._closed: list[dict[int, int]] = []
        self._whole = (Sample(), Sample())

    def add(self, first: Numbers, other: Numbers) -> None:
        self._whole[0].add(first)
        self._whole[1].add(other)
        self._loose.append((first, other))
        self._many += len(first)
        while self._large and self._many >= LARGE:
            left, right = self._together()
            self._closed.append(_gaps(left[:LARGE], right[:LARGE], PERCENTS))
            self._loose, self._many = [(left[LARGE:], right[LARGE:])], self._many - LARGE

    def gap(self, percent: int) -> Gap:
        value = self._whole[1].quantile(percent) - self._whole[0].quantile(percent)
        return Gap(value, half_of_sections(value, [*self._parts(percent)]))

    def _parts(self, percent: int) -> Iterable[int]:
        if self._closed:
            return (one[percent] for one in self._closed)
        left, right = self._together()
        many = min(SECTIONS, len(left) // LEAST)
        if many < 2:
            return ()
        cuts = zip(np.array_split(left, many), np.array_split(right, many), strict=True)
        return (_gaps(one, other, (percent,))[percent] for one, other in cuts)

    def _together(self) -> tuple[Numbers, Numbers]:
        left, right = zip(*self._loose, strict=True)
        return np.concatenate(left), np.concatenate(right)


def _gaps(first: Numbers, other: Numbers, percents: Iterable[int]) -> dict[int, int]:
    return {percent: quantile_of(other, percent) - quantile_of(first, percent) for percent in percents}
