"""Intervals of 95 %: of a quantile, of a mean of paired differences, of a difference of quantiles. (That of a share stands in `shares`.)

Each names its source; docs/explanation/statistics.md tells them to people. Plain arithmetic; SciPy is the oracle of the tests.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from math import ceil, exp, floor, lgamma, log, log1p, sqrt
from typing import Final

from exercise_sim.analysis.shares import Z95

_LEFT: Final = 0.025
"""The chance that is left on either side."""
_FEW: Final = (12.7062047362, 4.3026527297, 3.1824463053, 2.7764451052, 2.5705818356, 2.4469118511, 2.3646242516,
               2.3060041352, 2.2621571628, 2.2281388520)  # fmt: skip
"""Student's t for 1 to 10 degrees of freedom, where a series is not close enough: any table of it."""


def rank(percent: int, count: int) -> int:
    """The place, from 1, of a quantile among `count` values in order: the least value that is not exceeded in so many percent.

    Definition 1 of R. J. Hyndman and Y. Fan, "Sample quantiles in statistical packages", The American Statistician 50 (1996), 361-365.
    """
    return max(1, -(-count * percent // 100))


@lru_cache(maxsize=4096)
def ranks(percent: int, count: int) -> tuple[int, int]:
    """The places of the two values between which the true quantile lies; 0 or `count + 1` where so few values give no bound.

    H. A. David and H. N. Nagaraja, "Order Statistics", 3rd edition (2003), section 7.1, "Distribution-free confidence intervals for
    quantiles". The number of values below the quantile is binomial; each side leaves at most 2.5 %.
    """
    first, sums = _binomial(percent / 100, count)
    low = first + sum(one <= _LEFT for one in sums)
    high = first + sum(one < 1 - _LEFT for one in sums) + 1
    return low, high


def _binomial(share: float, count: int) -> tuple[int, list[float]]:
    """The chances that at most k of `count` fall below, for k from the first number that matters on."""
    middle, reach = count * share, 10 * sqrt(count * share * (1 - share)) + 10
    first, last = max(0, floor(middle - reach)), min(count, ceil(middle + reach))
    top, inside, outside = lgamma(count + 1), log(share), log1p(-share)
    each = (
        exp(top - lgamma(k + 1) - lgamma(count - k + 1) + k * inside + (count - k) * outside)
        for k in range(first, last + 1)
    )
    return first, list(accumulate(each))


def student(freedom: int) -> float:
    """The value that Student's t exceeds with a chance of 2.5 %, to five digits.

    The series in 1 / `freedom` of M. Abramowitz and I. A. Stegun, "Handbook of Mathematical Functions" (1964), formula 26.7.5.
    """
    if freedom <= len(_FEW):
        return _FEW[freedom - 1]
    z, z2 = Z95, Z95 * Z95
    terms = (
        z * (z2 + 1) / 4,
        z * ((5 * z2 + 16) * z2 + 3) / 96,
        z * (((3 * z2 + 19) * z2 + 17) * z2 - 15) / 384,
        z * ((((79 * z2 + 776) * z2 + 1482) * z2 - 1920) * z2 - 945) / 92160,
    )
    return z + sum(term / float(freedom**power) for power, term in enumerate(terms, 1))


def half_of_mean(variance: float, count: int) -> float | None:
    """Half the width of the interval of a mean, from the variance of `count` values (divisor count - 1); None for fewer than two.

    Student's t; for pairs of runs on the same luck: A. M. Law, "Simulation Modeling and Analysis", 5th edition (2015), section 10.2.1,
    "A paired-t confidence interval".
    """
    return student(count - 1) * sqrt(variance / count) if count > 1 else None


def half_of_sections(whole: float, sections: Sequence[float]) -> float | None:
    """Half the width of the interval of an estimate that all runs together gave, from the same estimate of each section of them.

    M. K. Nakayama, "Confidence intervals for quantiles using sectioning when applying variance-reduction techniques", ACM Transactions
    on Modeling and Computer Simulation 24 (2014), article 19; S. Asmussen and P. W. Glynn, "Stochastic Simulation" (2007), section
    III.5a. None for fewer than two sections.
    """
    many = len(sections)
    if many < 2:
        return None
    spread = sum((one - whole) ** 2 for one in sections) / (many - 1)
    return student(many - 1) * sqrt(spread / many)
