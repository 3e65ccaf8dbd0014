"""The chance of one run: durations and plain numbers, by the names of a plan's streams (Rule 4).

`Luck` draws one replication at a time; `BlockLuck` gives the same numbers for a block of replications, drawn together.
"""

from typing import Protocol

from exercise_sim.engine.nodes import Draw
from exercise_sim.engine.streams import Block, Streams


class Luck(Protocol):
    """What a run asks of chance."""

    def minutes(self, draw: int, occurrence: int) -> int:
        """The minutes of the duration with this number, the `occurrence`-th time."""

    def u32(self, name: str, occurrence: int) -> int:
        """A whole number from 0 to 2**32 - 1, each as likely as the next, from the stream with this name."""


class SingleLuck:
    """The luck of one replication, each number drawn when it is asked for."""

    def __init__(self, draws: tuple[Draw, ...], seed: int, replication: int = 0) -> None:
        self._draws, self._streams = draws, Streams(seed, replication)

    def minutes(self, draw: int, occurrence: int) -> int:
        entry = self._draws[draw]
        return entry.table.minutes(self._streams.u32(entry.name, occurrence))

    def u32(self, name: str, occurrence: int) -> int:
        return self._streams.u32(name, occurrence)


class BlockLuck:
    """The luck of `count` replications from `first` on; `at(replication)` is the luck of one of them."""

    def __init__(self, draws: tuple[Draw, ...], seed: int, first: int, count: int) -> None:
        self._draws, self._block, self._first = draws, Block(seed, first, count), first
        self.minutes: dict[int, list[list[int]]] = {}
        self.numbers: dict[str, list[list[int]]] = {}

    def at(self, replication: int) -> "Luck":
        return _OfBlock(self, replication - self._first)

    def minutes_of(self, draw: int, occurrence: int) -> list[int]:
        """The minutes of one duration for every replication of the block."""
        entry, drawn = self._draws[draw], self.minutes.setdefault(draw, [])
        for nth in range(len(drawn) + 1, occurrence + 1):
            drawn.append(entry.table.minutes_block(self._block.u32(entry.name, nth)).tolist())
        return drawn[occurrence - 1]

    def numbers_of(self, name: str, occurrence: int) -> list[int]:
        """The numbers of one stream for every replication of the block."""
        drawn = self.numbers.setdefault(name, [])
        for nth in range(len(drawn) + 1, occurrence + 1):
            drawn.append(self._block.u32(name, nth).tolist())
        return drawn[occurrence - 1]


class _OfBlock:
    """One replication of a block. What is drawn for one is drawn for all, and then only looked up."""

    __slots__ = ("_block", "_drawn", "_numbers", "_place")

    def __init__(self, block: BlockLuck, place: int) -> None:
        self._block, self._place, self._drawn, self._numbers = block, place, block.minutes, block.numbers

    def minutes(self, draw: int, occurrence: int) -> int:
        try:
            return self._drawn[draw][occurrence - 1][self._place]
        except LookupError:
            return self._block.minutes_of(draw, occurrence)[self._place]

    def u32(self, name: str, occurrence: int) -> int:
        try:
            return self._numbers[name][occurrence - 1][self._place]
        except LookupError:
            return self._block.numbers_of(name, occurrence)[self._place]


def chosen(chances: "list[float] | tuple[float, ...]", number: int) -> int:
    """The place that a number of 32 bits picks among chances that add up to 1, in their order."""
    reached = 0.0
    for place, chance in enumerate(chances):
        reached += chance
        if number < reached * 4294967296.0:
            return place
    return max(place for place, chance in enumerate(chances) if chance > 0)
