"""Pairs of runs on the same luck, of which the differences are asked: as they came (`Kept`), or beyond a million as histograms (`Folded`).

Both say the same of means, shares and quantiles. Of those kept it is also known which run is which, so that the luck of their
draws can be taken out (`steadying`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from exercise_sim.analysis.controls import Controls
from exercise_sim.analysis.intervals import half_of_mean, half_of_sections
from exercise_sim.analysis.readings import SCALE, Quantity
from exercise_sim.analysis.samples import Numbers, Sample, quantile_of
from exercise_sim.analysis.steadying import LEAST as ENOUGH
from exercise_sim.analysis.steadying import explained
from exercise_sim.analysis.tallies import PERCENTS

SECTIONS: Final = 20
"""Into how many sections the runs are cut; fewer where a section would have less than LEAST."""
LEAST: Final = 25
"""Runs in a section at least."""
LARGE: Final = 2**14
"""Runs in a section where more than a million are played: each is closed, and forgotten, as it is full."""

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Gap:
    """A difference to the first alternative and half the width of its 95 % interval (None: too few runs for one).

    `plain` is the difference of the pairs as they are, where `value` has the luck of their draws taken out; else the same.
    """

    value: float
    half: float | None
    plain: float

    @property
    def shown(self) -> bool:
        """Whether the runs show that there is a difference."""
        return self.half is not None and abs(self.value) > self.half

    @property
    def same(self) -> bool:
        """Whether there is none at all, in any run."""
        return self.half == 0 and not self.value


def reached(quantity: Quantity, first: Numbers, other: Numbers) -> tuple[Mask, Mask]:
    """In which pairs the first alternative reached it, and in which the other one did."""
    return first > quantity.unbegun, other > quantity.unbegun


class Kept:
    """The pairs as they came, in the order of their replications. Nothing is copied; what is asked is worked out then."""

    def __init__(self, quantity: Quantity, controls: Controls | None) -> None:
        self._quantity, self._controls = quantity, controls
        self._parts: list[tuple[Numbers, Numbers]] = []

    @property
    def steadied(self) -> bool:
        """Whether the luck of the draws is taken out of means and shares."""
        return self._controls is not None and sum(len(first) for first, _ in self._parts) >= ENOUGH

    def add(self, first: Numbers, other: Numbers) -> None:
        """More pairs."""
        self._parts.append((first, other))

    def mean(self) -> Gap | None:
        """The mean difference over the pairs in which both reached it."""
        first, other = self._columns()
        return self._gap(other - first, self._both(first, other))

    def met(self, letter: str) -> Gap | None:
        """The difference of the shares of runs that meet a threshold, over the pairs in which both began."""
        first, other = self._columns()
        return self._gap(
            _met_more(self._quantity, letter, first, other), _begun(self._quantity, first, other)
        )

    def quantile(self, percent: int) -> Gap:
        """The difference of two quantiles, over the pairs in which both reached it."""
        first, other = self._columns()
        both = self._both(first, other)
        left, right = first[both], other[both]
        many = min(SECTIONS, len(left) // LEAST)
        cuts = zip(np.array_split(left, many), np.array_split(right, many), strict=True) if many > 1 else ()
        return _of_sections(_gap_at(left, right, percent), [_gap_at(*cut, percent) for cut in cuts])

    def _both(self, first: Numbers, other: Numbers) -> Mask:
        came, comes = reached(self._quantity, first, other)
        return came & comes

    def _columns(self) -> tuple[Numbers, Numbers]:
        first, other = zip(*self._parts, strict=True)
        return np.concatenate(first), np.concatenate(other)

    def _gap(self, values: Numbers, counted: Mask) -> Gap | None:
        """The mean of those that count, less what the draws explain of it."""
        sample = Sample()
        sample.add(values[counted])
        gap = _plain(sample)
        if gap is None or not gap.half or self._controls is None:
            return gap
        # How far each run moves the mean: a mean over some of the runs is a quotient of two means over all of them.
        moves = np.where(counted, values - gap.plain, 0.0) / counted.mean()
        luck = explained(moves, self._controls)
        before, after = float(moves.var(ddof=1)), float((moves - luck).var(ddof=1))
        if after >= before:
            return gap
        return Gap(gap.plain - float(luck.mean()), half_of_mean(after, len(moves)), gap.plain)


class Folded:
    """The pairs as histograms, whose size does not grow with their number."""

    steadied: Final = False

    def __init__(self, quantity: Quantity) -> None:
        self._quantity = quantity
        self._each = Sample()
        self._met = {letter: Sample() for letter in quantity.thresholds}
        self._whole = (Sample(), Sample())
        self._loose = (np.zeros(0, np.int64), np.zeros(0, np.int64))
        self._closed: list[dict[int, int]] = []

    def add(self, first: Numbers, other: Numbers) -> None:
        """More pairs."""
        begun = _begun(self._quantity, first, other)
        for letter, sample in self._met.items():
            sample.add(_met_more(self._quantity, letter, first, other)[begun])
        came, comes = reached(self._quantity, first, other)
        left, right = first[came & comes], other[came & comes]
        self._each.add(right - left)
        self._whole[0].add(left)
        self._whole[1].add(right)
        self._close(left, right)

    def _close(self, left: Numbers, right: Numbers) -> None:
        left, right = np.concatenate([self._loose[0], left]), np.concatenate([self._loose[1], right])
        while len(left) >= LARGE:
            section = left[:LARGE], right[:LARGE]
            self._closed.append({percent: _gap_at(*section, percent) for percent in PERCENTS})
            left, right = left[LARGE:], right[LARGE:]
        self._loose = left, right

    def mean(self) -> Gap | None:
        """The mean difference over the pairs in which both reached it."""
        return _plain(self._each)

    def met(self, letter: str) -> Gap | None:
        """The difference of the shares of runs that meet a threshold, over the pairs in which both began."""
        return _plain(self._met[letter])

    def quantile(self, percent: int) -> Gap:
        """The difference of two quantiles, over the pairs in which both reached it."""
        value = self._whole[1].quantile(percent) - self._whole[0].quantile(percent)
        return _of_sections(value, [one[percent] for one in self._closed])


def _begun(quantity: Quantity, first: Numbers, other: Numbers) -> Mask:
    begun: Mask = (first != quantity.unbegun) & (other != quantity.unbegun)
    return begun


def _met_more(quantity: Quantity, letter: str, first: Numbers, other: Numbers) -> Numbers:
    """1 where the other alone meets a threshold, -1 where the first alone does."""
    return _met(quantity, letter, other).astype(np.int32) - _met(quantity, letter, first)


def _met(quantity: Quantity, letter: str, column: Numbers) -> Mask:
    bound = quantity.thresholds[letter] * SCALE[quantity.unit]
    met: Mask = (
        column >= bound if quantity.more_is_better else (column <= bound) & (column > quantity.unbegun)
    )
    return met


def _plain(sample: Sample) -> Gap | None:
    if not sample.count:
        return None
    mean, many = sample.mean(), sample.count
    return Gap(mean, half_of_mean(sample.variance(), many) if many > 1 else None, mean)


def _gap_at(first: Numbers, other: Numbers, percent: int) -> int:
    return quantile_of(other, percent) - quantile_of(first, percent)


def _of_sections(value: int, sections: Iterable[Any]) -> Gap:
    return Gap(value, half_of_sections(value, [*sections]), value)
