"""What random chains are drawn with: a seeded generator, or hypothesis (which then shrinks what fails).

The writer of chains asks only these three questions. Small and early answers make small chains.
"""

import random
from collections.abc import Sequence
from typing import Protocol, TypeVar

from hypothesis import strategies as st

T = TypeVar("T")


class Dice(Protocol):
    def whole(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""


class Seeded:
    """The same numbers for the same seed, on every machine."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def whole(self, low: int, high: int) -> int:
        return self._random.randint(low, high)


class Drawn:
    """Numbers that hypothesis chooses, and makes smaller."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw

    def whole(self, low: int, high: int) -> int:
        return self._draw(st.integers(low, high))


def chance(dice: Dice, percent: int) -> bool:
    """True so many times in a hundred; the smallest number says False."""
    return dice.whole(0, 99) >= 100 - percent


def pick(dice: Dice, items: Sequence[T]) -> T:
    """One of the items."""
    return items[dice.whole(0, len(items) - 1)]


def some(dice: Dice, items: Sequence[T], count: int) -> list[T]:
    """So many different items (or all there are), in random order."""
    left = list(items)
    return [left.pop(dice.whole(0, len(left) - 1)) for _ in range(min(count, len(left)))]
