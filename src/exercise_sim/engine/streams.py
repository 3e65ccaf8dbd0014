"""The streams of chance: every draw is a function of (seed, replication, name, occurrence) and of nothing else.

No state, no order of draws: Philox4x64-10 (Salmon, Moraes, Dror and Shaw, "Parallel Random Numbers: As Easy as 1, 2, 3",
SC 2011), keyed by a hash of seed, name and occurrence, and counted by the replication.
"""

from hashlib import blake2b
from struct import Struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SEEDS = 1 << 64
"""Seeds run from 0 to below this."""
REPLICATIONS = 1 << 48
"""Replications run from 0 to below this."""

_MASK = (1 << 64) - 1
_MULTIPLIERS = 0xD2E7470EE14C6C93, 0xCA5A826395121157  # table 2 and section 4.3 of the paper
_WEYL = 0x9E3779B97F4A7C15, 0xBB67AE8584CAA73B
_SEED_AND_OCCURRENCE = Struct("<QQ")
_KEY = Struct("<QQ")


class Streams:
    """The draws of one run. `u32` gives the same number whenever it is asked."""

    __slots__ = ("_counter", "_lane", "_seed")

    def __init__(self, seed: int, replication: int = 0) -> None:
        self._seed = _checked(seed, SEEDS, "seed")
        block, self._lane = divmod(_checked(replication, REPLICATIONS, "replication"), 4)
        self._counter = block + 1  # numpy's Philox counts before it draws

    def u32(self, name: str, occurrence: int = 1) -> int:
        """32 even bits for the `occurrence`-th draw (0 to below 2^64) of the element `name`."""
        return philox(self._counter, *_key(self._seed, name, occurrence))[self._lane] >> 32


class Block:
    """The draws of the replications `first` to `first + count - 1` at once, bit for bit those of `Streams`."""

    __slots__ = ("_count", "_first", "_seed")

    def __init__(self, seed: int, first: int, count: int) -> None:
        self._seed = _checked(seed, SEEDS, "seed")
        self._first = _checked(first, REPLICATIONS, "replication")
        self._count = _checked(count, REPLICATIONS - first + 1, "number of replications")

    def u32(self, name: str, occurrence: int = 1) -> "NDArray[np.uint64]":
        """Unsigned 64-bit integers below 2^32, one a replication, in their order."""
        from numpy import uint64
        from numpy.random import Philox

        low, high = _key(self._seed, name, occurrence)
        counter, skipped = divmod(self._first, 4)
        raw: NDArray[np.uint64] = Philox(key=high << 64 | low, counter=counter).random_raw(
            skipped + self._count
        )
        return raw[skipped:] >> uint64(32)


def philox(counter: int, key0: int, key1: int) -> tuple[int, int, int, int]:
    """The four 64-bit words of Philox4x64-10 at the counter (counter, 0, 0, 0) under a key of two 64-bit words."""
    multiplier0, multiplier1 = _MULTIPLIERS
    weyl0, weyl1 = _WEYL
    word0, word1, word2, word3 = counter, 0, 0, 0
    for _ in range(10):
        product0, product1 = multiplier0 * word0, multiplier1 * word2
        word0, word1 = (product1 >> 64) ^ word1 ^ key0, product1 & _MASK
        word2, word3 = (product0 >> 64) ^ word3 ^ key1, product0 & _MASK
        key0, key1 = (key0 + weyl0) & _MASK, (key1 + weyl1) & _MASK
    return word0, word1, word2, word3


def _key(seed: int, name: str, occurrence: int) -> tuple[int, int]:
    """Two words that differ for every seed, occurrence and name: the first two have a fixed width, the name is the rest."""
    text = _SEED_AND_OCCURRENCE.pack(seed, occurrence) + name.encode()
    low, high = _KEY.unpack(blake2b(text, digest_size=16).digest())
    return low, high


def _checked(value: int, limit: int, what: str) -> int:
    if not 0 <= value < limit:
        raise ValueError(f"the {what} must be from 0 to {limit - 1}, not {value}")
    return value
