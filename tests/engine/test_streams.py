"""The streams of chance: the generator is Philox, and a draw depends on its four arguments only."""

import hashlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exercise_sim.engine.streams import Block, Streams, philox

SEEDS = st.integers(0, 2**64 - 1)
FIRSTS = st.integers(0, 2**48 - 30)


def test_philox_gives_the_published_words():
    """The known answer for counter 0 and key 0 stands in `kat_vectors` of the authors' library Random123."""
    assert philox(0, 0, 0) == (0x16554D9ECA36314C, 0xDB20FE9D672D0FDC, 0xD7E772CEE186176B, 0x7E68B68AEC7BA23B)


@settings(deadline=None)
@given(counter=st.integers(0, 2**46), key=st.integers(0, 2**128 - 1))
def test_philox_is_numpys(counter, key):
    """numpy's generator, which counts before it draws, gives the same four words."""
    words = philox(counter + 1, key % 2**64, key >> 64)
    assert list(words) == np.random.Philox(key=key, counter=counter).random_raw(4).tolist()


def test_the_key_is_a_hash_of_seed_occurrence_and_name():
    """Replication r draws the upper half of raw output r of numpy's Philox under the hash as a little-endian key."""
    text = (2024).to_bytes(8, "little") + (3).to_bytes(8, "little") + b"mandate of e"
    key = int.from_bytes(hashlib.blake2b(text, digest_size=16).digest(), "little")
    raw = np.random.Philox(key=key).random_raw(10)
    assert [Streams(2024, r).u32("mandate of e", 3) for r in range(10)] == [int(word) >> 32 for word in raw]


@pytest.mark.parametrize(
    ("seed", "replication", "name", "occurrence", "drawn"),
    [
        (0, 0, "draft", 1, 3851881607),
        (1, 0, "draft", 1, 3815586591),
        (1, 1, "draft", 1, 2927990188),
        (1, 0, "draft", 2, 1323358638),
        (1, 0, "mandate of e", 1, 4042614535),
        (2**64 - 1, 2**48 - 1, "\u00e9tat", 7, 4058583798),
    ],
)
def test_draws_never_change(seed, replication, name, occurrence, drawn):
    """These numbers were drawn once and stand for ever: saved sessions depend on them."""
    assert Streams(seed, replication).u32(name, occurrence) == drawn


@settings(deadline=None)
@given(
    seed=SEEDS, first=FIRSTS, count=st.integers(0, 9), name=st.text(), occurrence=st.integers(0, 2**64 - 1)
)
def test_a_block_gives_the_numbers_of_single_runs(seed, first, count, name, occurrence):
    """A replication drawn alone has the numbers of its place in any block."""
    block = Block(seed, first, count).u32(name, occurrence)
    assert block.tolist() == [Streams(seed, first + r).u32(name, occurrence) for r in range(count)]


def test_other_draws_move_nothing():
    """A draw is the same whatever else was drawn before, from however many names."""
    alone = Streams(5).u32("sitting of e", 2)
    among = Streams(5)
    for name in ("draft", "sitting of e", "a step that was added"):
        among.u32(name)
    assert among.u32("sitting of e", 2) == alone


def test_every_argument_makes_another_draw():
    """Names, occurrences, seeds and replications that could be mistaken for each other draw apart."""
    named = [
        Streams(1).u32(name, occurrence) for name in ("a", "a1", "a:1", "1a", "") for occurrence in (0, 1, 11)
    ]
    seeded = [Streams(seed, replication).u32("a", 1) for seed in (2, 256, 2**63) for replication in range(8)]
    assert len(set(named + seeded)) == 15 + 24


@pytest.mark.parametrize("axis", ["replications", "names", "occurrences", "seeds"])
def test_draws_are_even(axis):
    """In 64 equal boxes, chi-square stays within five of its standard deviations (63 expected, 11.2 each)."""
    draws = {
        "replications": lambda: Block(9, 0, 4096).u32("draft"),
        "names": lambda: [Streams(9).u32(f"step {n}") for n in range(4096)],
        "occurrences": lambda: [Streams(9).u32("draft", n) for n in range(4096)],
        "seeds": lambda: [Streams(n).u32("draft") for n in range(4096)],
    }[axis]()
    boxes = np.bincount(np.asarray(draws, np.int64) >> 26, minlength=64)
    assert 7 < ((boxes - 64) ** 2 / 64).sum() < 119


def test_neighbouring_names_are_independent():
    """Over 4,096 runs the correlation of two steps' draws stays within four standard errors (1/64 each)."""
    block = Block(9, 0, 4096)
    assert abs(np.corrcoef(block.u32("step 1"), block.u32("step 2"))[0, 1]) < 4 / 64


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: Streams(-1), "seed"),
        (lambda: Streams(2**64), "seed"),
        (lambda: Streams(0, -1), "replication"),
        (lambda: Streams(0, 2**48), "replication"),
        (lambda: Block(2**64, 0, 1), "seed"),
        (lambda: Block(0, -1, 1), "replication"),
        (lambda: Block(0, 2**48, 1), "replication"),
        (lambda: Block(0, 2**48 - 1, 2), "number of replications"),
        (lambda: Block(0, 0, -1), "number of replications"),
    ],
)
def test_seeds_and_replications_have_limits(make, said):
    """A seed has 64 bits and a replication 48; others are refused, also at the end of a block."""
    with pytest.raises(ValueError, match=said):
        make()
