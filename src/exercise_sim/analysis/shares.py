"""What a number of runs says of all runs: the interval of a share, the median of times. Plain arithmetic."""

from collections.abc import Sequence
from math import sqrt

Z95 = 1.959963984540054
"""The normal score that leaves 2.5 % above it."""


def wilson(held: int, counted: int) -> tuple[float, float]:
    """The bounds of the 95 % interval of a share, of which `held` of `counted` runs were seen; (0, 1) where none was.

    The score interval of E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the
    American Statistical Association 22 (1927), 209-212. It stays between 0 and 1 and is of use at shares near them.
    """
    if not counted:
        return 0.0, 1.0
    share, square = held / counted, Z95 * Z95 / counted
    middle = (share + square / 2) / (1 + square)
    half = Z95 / (1 + square) * sqrt(share * (1 - share) / counted + square / (4 * counted))
    # At the ends the bound is the end itself; rounding would put it a hair beside it.
    return (0.0 if not held else middle - half), (1.0 if held == counted else middle + half)


def median(minutes: Sequence[int]) -> int:
    """The middle of the times in order; of an even number the mean of the two in the middle, rounded half up."""
    ordered, half = sorted(minutes), len(minutes) // 2
    if len(ordered) % 2:
        return ordered[half]
    return (ordered[half - 1] + ordered[half] + 1) // 2


def middle(amounts: Sequence[float]) -> float:
    """The middle of numbers in order; of an even number of them the lower one in the middle, so that it is one that came."""
    return sorted(amounts)[(len(amounts) - 1) // 2]
