"""What chance drew for each run, as columns whose mean is known: what makes control variates (`steadying`).

Each stream's first number of a run, as likely to be anywhere in its range, becomes the first Legendre polynomials of it, scaled so that
each has mean 0 and variance 1, and all are uncorrelated: with each other, and with those of other streams.
A column needs no run: it follows from the seed, the stream's name and the replication (Rule 4).
"""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from exercise_sim.engine.streams import Block

DEGREE: Final = 4
"""Polynomials of each stream. More explain little more of the training's differences; one leaves twice as much unexplained."""
CELLS: Final = 2**24
"""Numbers that are kept at most: 64 MB of them."""

Columns = NDArray[Any]
"""A row for each run."""


class Controls:
    """The columns of the runs of one seed, from the replication 0 on: those of one stream beside each other, in the order of the streams."""

    def __init__(self, streams: Sequence[str], seed: int) -> None:
        self._streams, self._seed = tuple(streams), seed
        self._all = np.zeros((0, DEGREE * len(self._streams)), np.float32)

    @property
    def most(self) -> int:
        """Of how many runs all columns can be had."""
        return CELLS // max(1, self._all.shape[1])

    def all(self, count: int) -> Columns:
        """Every column of the first `count` runs, in single precision. They are kept."""
        if len(self._all) != count:
            kept = np.zeros((count, self._all.shape[1]), np.float32)
            for place in range(len(self._streams)):
                kept[:, DEGREE * place : DEGREE * (place + 1)] = self._of(place, 0, count)
            self._all = kept
        return self._all

    def some(self, columns: Sequence[int], begin: int, end: int) -> Columns:
        """Some columns of the replications `begin` to `end` - 1."""
        if end <= len(self._all):
            return self._all[begin:end, columns]
        each = {
            place: self._of(place, begin, end) for place in dict.fromkeys(one // DEGREE for one in columns)
        }
        return np.column_stack([each[one // DEGREE][:, one % DEGREE] for one in columns])

    def _of(self, place: int, begin: int, end: int) -> Columns:
        numbers = Block(self._seed, begin, end - begin).u32(self._streams[place])
        spread: Columns = np.sqrt(2 * np.arange(1, DEGREE + 1) + 1)
        between = (numbers.astype(np.float64) + 0.5) / 2**31 - 1
        return np.polynomial.legendre.legvander(between, DEGREE)[:, 1:] * spread
