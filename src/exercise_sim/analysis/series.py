"""Series of runs of several alternatives on the same luck: block by block, in order, whoever played them, and when.

What a store holds is not played again; of a block that it holds in part, only the rest is.
"""

from collections.abc import Iterator, Sequence
from typing import Final, Protocol

from exercise_sim.analysis.alternatives import Alternative
from exercise_sim.analysis.blocks import Job, Rows, joined
from exercise_sim.analysis.dealing import Dealer
from exercise_sim.analysis.playing import BLOCK

NARROW: Final = 48
"""Up to so many plans, a block is played of all alternatives before the next one: each process keeps their plans.

Of more, all blocks of a wave are played of one before the next one, so that each is compiled seldom.
"""
WAVE: Final = 64
"""How many blocks are under way before the first of them has to be done: what waits for its turn is kept so long. More for many workers,
who would else have little to do at the end of each wave."""
PART: Final = BLOCK // 4
"""Of the last blocks of a wave, so many runs are handed out at a time: with whole ones, some workers would be done long before the others.

A part costs little more than its runs: drawing and handing over are less than one in a hundred of it (docs/explanation/performance.md).
"""


class Store(Protocol):
    """Finished blocks, kept from one call to the next."""

    def get(self, alternative: Alternative, block: int) -> Rows | None:
        """The rows of a block (perhaps not all of them), or None."""

    def put(self, alternative: Alternative, block: int, rows: Rows) -> None:
        """Keeps the rows of a block."""


class Series:
    """`played` and `found` count the runs that were made, and those that the store held."""

    def __init__(
        self, alternatives: Sequence[Alternative], seed: int, dealer: Dealer, store: Store | None = None
    ) -> None:
        self.alternatives, self._seed, self._dealer, self._store = tuple(alternatives), seed, dealer, store
        self.played = self.found = 0
        self._had: dict[tuple[int, int], Rows] = {}
        self._parts: dict[tuple[int, int], list[Rows]] = {}
        self._done: dict[tuple[int, int], Rows] = {}
        self._wave = max(WAVE, -(-4 * dealer.width // len(self.alternatives)))
        self._plans = len({one.plain for one in self.alternatives})
        self._places = {one: place for place, one in enumerate(self.alternatives)}

    def play(self, first: int, count: int) -> Iterator[list[Rows] | None]:
        """The rows of the replications from `first` (a multiple of the block) on, block by block, each for all alternatives.

        In between, None says that something is done.
        """
        last = first + count
        for start in range(first, last, self._wave * BLOCK):
            end = min(last, start + self._wave * BLOCK)
            following = start // BLOCK
            for job, rows in self._dealer.deal(self._jobs(start, end)):
                self._take(job, rows, end)
                yield None
                while ready := self._ready(following, end):
                    yield ready
                    following += 1
            # What the store held needs no job, and so waits for none.
            while ready := self._ready(following, end):
                yield ready
                following += 1

    def _jobs(self, first: int, last: int) -> Iterator[Job]:
        blocks, places = range(first // BLOCK, -(-last // BLOCK)), range(len(self.alternatives))
        narrow = self._plans <= NARROW
        order = ((place, block) for block in blocks for place in places)
        across = ((place, block) for place in places for block in blocks)
        whole = len(blocks) * len(places) - self._dealer.width if self._dealer.width > 1 else None
        for number, (place, block) in enumerate(order if narrow else across):
            size = BLOCK if whole is None or number < whole else PART
            yield from self._job(place, block, min(BLOCK, last - block * BLOCK), size)

    def _job(self, place: int, block: int, count: int, size: int) -> Iterator[Job]:
        """What is to be played of a block, if anything is: all at once, or in parts."""
        alternative = self.alternatives[place]
        kept = self._store.get(alternative, block) if self._store else None
        have = min(kept.count, count) if kept else 0
        self.found += have
        if kept is not None:
            (self._had if have < count else self._done)[place, block] = kept
        for done in range(have, count, size):
            yield Job(alternative, self._seed, block * BLOCK + done, min(size, count - done))

    def _take(self, job: Job, rows: Rows, last: int) -> None:
        """Takes in what was played; of a block, it waits for all."""
        self.played += rows.count
        key = self._places[job.alternative], job.block
        parts = self._parts.setdefault(key, [self._had[key]] if key in self._had else [])
        parts.append(rows)
        if sum(part.count for part in parts) < min(BLOCK, last - job.block * BLOCK):
            return
        self._had.pop(key, None)
        del self._parts[key]
        whole = joined(sorted(parts, key=lambda part: part.first))
        self._done[key] = whole
        if self._store is not None:
            self._store.put(job.alternative, job.block, whole)

    def _ready(self, block: int, last: int) -> list[Rows] | None:
        """The rows of a block, if all alternatives have it; then they are forgotten here."""
        keys = [(place, block) for place in range(len(self.alternatives))]
        if not all(key in self._done for key in keys):
            return None
        for key in keys:
            self._had.pop(key, None)
        return [self._done.pop(key).upto(last - block * BLOCK) for key in keys]
