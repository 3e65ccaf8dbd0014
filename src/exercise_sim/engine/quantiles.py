"""Durations as inverse distribution functions: 32 even bits in, whole minutes out, the same on every machine.

Integers only; where a lognormal needs more, IEEE + - * / and sqrt, and decimal's correctly rounded ln and exp. Curves are
1,025 quantiles in 1/64 minute at the probabilities i/1024, made where they are asked for, straight lines between them.
"""

from collections.abc import Callable, Iterable, Sequence
from decimal import Context
from functools import lru_cache, partial
from importlib import resources
from math import isqrt, sqrt
from struct import unpack_from
from typing import TYPE_CHECKING, Protocol, assert_never

from exercise_sim.scenario.durations import Z999, Duration, lognormal_64ths

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Draws = NDArray[np.uint64] | NDArray[np.uint32]

CELLS = 1024
Points = Callable[[Iterable[int]], list[int]]
"""Gives the quantiles in 1/64 minute at the probabilities i/1024 of the numbers i asked for."""

_WITHIN = (1 << 22) - 1  # of the 32 bits of a draw, 10 name the cell and 22 the place within it
_EXACT = Context(prec=20)


class Quantiles(Protocol):
    """An inverse distribution function: a draw u of 32 even bits to whole minutes, never falling as u grows."""

    def minutes(self, u: int) -> int:
        """The minutes for one draw, 0 <= u < 2^32."""

    def minutes_block(self, us: "Draws") -> "NDArray[np.int64]":
        """The same minutes for many draws at once, in their order."""


@lru_cache(maxsize=4096)
def quantiles(duration: Duration) -> Quantiles:
    """The inverse distribution function of a duration; its tables are made at the first draw that needs them."""
    minutes = duration.minutes
    match duration.kind:
        case "fixed" | "list":
            return Steps(sorted(minutes))
        case "uniform":
            return Steps(range(minutes[0], minutes[1] + 1))
        case "pert":
            return Curve(partial(pert_points, minutes))
        case "triangular":
            return Curve(partial(triangular_points, minutes))
        case "lognormal":
            return Curve(partial(lognormal_points, minutes))
        case _:
            assert_never(duration.kind)


class Steps:
    """Each of some values as likely as the next, for values that do not fall."""

    __slots__ = ("_count", "values")

    def __init__(self, values: Sequence[int]) -> None:
        self.values = values
        self._count = len(values)

    def minutes(self, u: int) -> int:
        return self.values[(u * self._count) >> 32]

    def minutes_block(self, us: "Draws") -> "NDArray[np.int64]":
        import numpy as np

        index: NDArray[np.int64] = (us.astype(np.int64) * self._count) >> 32
        if isinstance(self.values, range):
            index += self.values.start
            return index
        return np.array(self.values, np.int64)[index]


class Curve:
    """Straight lines between 1,025 quantiles; a draw between them is rounded half up to whole minutes."""

    __slots__ = ("_arrays", "_lines", "points")

    def __init__(self, points: Points) -> None:
        self.points = points
        self._lines: list[tuple[int, int] | None] = [None] * CELLS
        self._arrays: tuple[NDArray[np.int64], NDArray[np.int64]] | None = None

    @property
    def table(self) -> tuple[int, ...]:
        """All 1,025 quantiles in 1/64 minute."""
        return tuple(self.points(range(CELLS + 1)))

    def minutes(self, u: int) -> int:
        start, slope = self._lines[u >> 22] or self._line(u >> 22)
        return (start + slope * (u & _WITHIN)) >> 28

    def minutes_block(self, us: "Draws") -> "NDArray[np.int64]":
        import numpy as np

        if self._arrays is None:
            table = np.array(self.table, np.int64)
            self._arrays = (table[:-1] << 22) + (32 << 22), np.diff(table)
        starts, slopes = self._arrays
        bits = us.astype(np.int64)
        cells = bits >> 22
        minutes: NDArray[np.int64] = (starts[cells] + slopes[cells] * (bits & _WITHIN)) >> 28
        return minutes

    def _line(self, cell: int) -> tuple[int, int]:
        """Start and slope of one cell in 2^-28 minute, half a minute added so that cutting off rounds."""
        left, right = self.points((cell, cell + 1))
        line = self._lines[cell] = (left + 32) << 22, right - left
        return line


def pert_points(minutes: tuple[int, ...], indices: Iterable[int]) -> list[int]:
    """Points of the PERT distribution (source: `tests/tables/make_pert_table.py`), from two rows of the committed table.

    Errors against the exact beta, in shares of the range: 0.01 % between P1 and P99 and in the mean, 0.3 % outside. But in
    the first and last cell (one draw in a thousand each) the straight line to the end lies up to 14 % too far out.
    """
    low, likely, high = minutes
    span = high - low
    if 2 * (likely - low) > span:
        mirrored = pert_points((low, low + high - likely, high), (CELLS - i for i in indices))
        return [64 * (low + high) - point for point in mirrored]
    row, above = divmod(64 * (likely - low), span)
    lower, upper, below = _pert_row(row), _pert_row(row + 1 if above else row), span - above
    return [64 * low + ((lower[i] * below + upper[i] * above + (1 << 23)) >> 24) for i in indices]


@lru_cache
def _pert_row(row: int) -> tuple[int, ...]:
    return unpack_from(f"<{CELLS + 1}I", _pert_table(), row * 4 * (CELLS + 1))


@lru_cache
def _pert_table() -> bytes:
    return resources.files("exercise_sim.engine").joinpath("pert_table.bin").read_bytes()


def triangular_points(minutes: tuple[int, ...], indices: Iterable[int]) -> list[int]:
    """Points of the triangular distribution, exact but for rounding."""
    low, likely, high = minutes
    span, rise, fall = high - low, likely - low, high - likely
    return [
        64 * low + _root(4 * i * span * rise)
        if i * span <= CELLS * rise
        else 64 * high - _root(4 * (CELLS - i) * span * fall)
        for i in indices
    ]


def _root(square: int) -> int:
    """The square root, rounded to the nearest integer."""
    return (isqrt(4 * square) + 1) >> 1


def lognormal_points(minutes: tuple[int, ...], indices: Iterable[int]) -> list[int]:
    """Points of the lognormal distribution, drawn no further out than its 0.1 % and 99.9 % quantiles.

    Between P1 and P99 within 0.2 %. The cut tail lowers the mean: by 0.3 % where the P90 is 3 medians, 5 % where it is 10.
    """
    median, p90 = minutes
    return lognormal_64ths(median, p90, map(normal_score, indices))


@lru_cache(maxsize=CELLS + 1)
def normal_score(i: int) -> float:
    """The standard normal quantile at i/1024, between -Z999 and Z999; to seven digits.

    Algorithm PPND7 of M. J. Wichura, "Algorithm AS 241: The Percentage Points of the Normal Distribution", Applied
    Statistics 37 (1988).
    """
    if not 1 < i < CELLS - 1:
        return Z999 if i > 1 else -Z999
    q = i / CELLS - 0.5
    if abs(q) <= 0.425:
        r = 0.180625 - q * q
        above = ((59.109374720 * r + 159.29113202) * r + 50.434271938) * r + 3.3871327179
        return q * above / (((67.187563600 * r + 78.757757664) * r + 17.895169469) * r + 1.0)
    r = sqrt(-float(_EXACT.ln(_EXACT.divide(min(i, CELLS - i), CELLS)))) - 1.6
    above = ((0.17023821103 * r + 1.3067284816) * r + 2.7568153900) * r + 1.4234372777
    size = above / ((0.12021132975 * r + 0.73700164250) * r + 1.0)
    return size if q > 0 else -size
