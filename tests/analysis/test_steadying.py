"""What the luck of the draws explains is taken out of differences: columns with known means, honest intervals, nothing where there is nothing."""

import numpy as np
import pytest
from scipy import special

from exercise_sim.analysis import controls as controls_room
from exercise_sim.analysis.controls import DEGREE, Controls
from exercise_sim.analysis.differences import Difference
from exercise_sim.analysis.readings import Quantity
from exercise_sim.analysis.steadying import LEAST, PARTS, explained
from exercise_sim.engine.streams import Block, Streams

TIME = Quantity("it", "It", "objective", "minutes", {"P": 1000}, more_is_better=False)
NAMES = ("a", "b", "c", "d", "e")


def numbers(seed: int, name: str, count: int) -> np.ndarray:
    """The draws of a stream, from 0 to 1."""
    return (Block(seed, 0, count).u32(name) + 0.5) / 2**32


# --- columns


def test_columns_are_the_legendre_polynomials_of_what_is_drawn():
    """Those of SciPy, of each run's own number, scaled by the root of 2k + 1."""
    drawn = Controls(NAMES, 7).all(6)
    for replication in range(6):
        x = (Streams(7, replication).u32("c") + 0.5) / 2**31 - 1
        expected = [
            special.eval_legendre(degree, x) * (2 * degree + 1) ** 0.5 for degree in range(1, DEGREE + 1)
        ]
        assert drawn[replication, 2 * DEGREE : 3 * DEGREE] == pytest.approx(expected, abs=1e-6)


def test_columns_have_mean_0_and_variance_1_and_are_uncorrelated():
    """As well as 20,000 runs can say: four standard errors of 1/141."""
    drawn = Controls(NAMES, 1).all(20_000).astype(float)
    assert np.abs(drawn.mean(axis=0)).max() < 4 / 141
    assert (
        np.abs(drawn.T @ drawn / 20_000 - np.eye(drawn.shape[1])).max() < 0.1
    )  # fourth powers of the last ones are large


def test_some_columns_are_those_of_all_whether_kept_or_drawn_anew():
    """In any order, from any run on."""
    kept, anew = Controls(NAMES, 3), Controls(NAMES, 3)
    wanted = [13, 0, 7]
    expected = kept.all(50)[20:30, wanted]
    assert np.array_equal(kept.some(wanted, 20, 30), expected)
    assert anew.some(wanted, 20, 30) == pytest.approx(expected, abs=1e-6)


def test_there_is_room_for_so_many_runs(monkeypatch):
    """Of a plan with very many streams, fewer runs are looked at; of none, nothing breaks."""
    monkeypatch.setattr(controls_room, "CELLS", 1000)
    assert Controls(NAMES, 1).most == 1000 // (5 * DEGREE)
    assert Controls((), 1).most == 1000


# --- what they explain


def test_a_straight_line_is_explained_whole():
    """Values that are a stream's number, and a constant: what is left is the constant, in every part."""
    x = numbers(5, "b", 500)
    left = 700 + 60 * x - explained(700 + 60 * x, Controls(NAMES, 5))
    assert left == pytest.approx(np.full(500, 730), abs=1e-3)  # 700, and 60 times the mean of the draw


def test_nothing_is_explained_where_there_is_nothing():
    """By equal values; by values that no draw goes with, but by luck; of too few runs; without streams."""
    controls = Controls(NAMES, 2)
    assert not explained(np.full(500, 3.0), controls).any()
    assert not explained(np.random.default_rng(1).normal(size=500), controls).any()
    assert not explained(60 * numbers(2, "a", LEAST - 1), controls).any()
    assert explained(60 * numbers(2, "a", LEAST), controls).any()
    assert not explained(60 * numbers(2, "a", 500), Controls((), 2)).any()


def test_a_part_is_corrected_by_what_the_others_say():
    """A value that one part alone has makes no difference to its own correction."""
    controls = Controls(NAMES, 4)
    values = 60 * numbers(4, "a", 400)
    other = values + np.where(np.arange(400) % PARTS == 2, 1000 * numbers(4, "e", 400), 0)
    own = np.arange(400) % PARTS == 2
    assert np.array_equal(explained(values, controls)[own], explained(other, controls)[own])
    assert not np.array_equal(explained(values, controls)[~own], explained(other, controls)[~own])


def test_runs_beyond_those_that_are_fitted_are_corrected_as_well(monkeypatch):
    """In chunks of any size, whichever part begins one."""
    monkeypatch.setattr("exercise_sim.analysis.steadying.FITTED", 300)
    values = 700 + 60 * numbers(5, "b", 1000)
    whole = explained(values, Controls(NAMES, 5))
    monkeypatch.setattr("exercise_sim.analysis.steadying.CHUNK", 333)
    parts = explained(values, Controls(NAMES, 5))
    assert values - whole == pytest.approx(np.full(1000, 730), abs=1e-3)
    assert parts == pytest.approx(whole, abs=1e-5)


# --- the intervals


def crooked(seed: int, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Two alternatives, whose difference is bent in one draw, has a step in another, and is not there where two of them are low."""
    a, b, c = (numbers(seed, name, count) for name in "abc")
    other = np.round(-1000 * np.log1p(-a) + 500 * (b < 0.2)).astype(np.int32)
    other[(a < 0.3) & (c < 0.5)] = TIME.never
    return np.zeros(count, np.int32), other


CROOKED = (1000 * (1 - 0.5 * (0.7 * np.log(0.7) + 0.3)) + 500 * 0.2 * 0.85) / 0.85
"""Its mean where it is there: 85 of 100; of -ln(1 - a), the integral up to 0.3 is 0.7 ln 0.7 + 0.3, and half of that is missing."""


@pytest.mark.parametrize("count", [200, 500])
def test_intervals_hold_and_are_narrower(count):
    """1,000 series: a true 95 % shows 93.6 to 96.4 % in so many. They are half as wide as those of the plain pairs."""
    held, halves, plain = 0, [], []
    for seed in range(1000):
        with_luck, without = Difference(TIME, count), Difference(TIME, count, Controls(NAMES, seed))
        for one in (with_luck, without):
            one.add(*crooked(seed, count))
        gap = without.mean
        held += abs(gap.value - CROOKED) <= gap.half
        halves.append(gap.half)
        plain.append(with_luck.mean.half)
        assert gap.plain == with_luck.mean.value
    assert 0.93 <= held / 1000 <= 0.972
    assert np.mean(halves) < 0.6 * np.mean(plain)


def test_intervals_of_shares_hold_and_are_narrower():
    """How often a threshold of 1,000 is met: always by the first; by the other where the sum is at most that, and it is there."""
    low, high = 1 - np.exp(-0.5), 1 - np.exp(-1.0)  # where -ln(1 - a) is at most a half, and at most one
    there = 0.2 * low + 0.8 * high - 0.15  # all that is missing would have met it
    held, narrower = 0, 0
    for seed in range(500):
        with_luck, without = Difference(TIME, 500), Difference(TIME, 500, Controls(NAMES, seed))
        for one in (with_luck, without):
            one.add(*crooked(seed, 500))
        gap = without.met("P")
        held += abs(gap.value - (there - 1)) <= gap.half
        narrower += gap.half < 0.8 * with_luck.met("P").half
    assert 0.925 <= held / 500 <= 0.975
    assert narrower > 480


def test_what_is_the_same_stays_the_same():
    """Equal runs have no difference to take luck out of, nor have runs that differ by the same everywhere."""
    same, later = (Difference(TIME, 300, Controls(NAMES, 1)) for _ in range(2))
    times = crooked(1, 300)[1]
    same.add(times, times)
    later.add(times, np.where(times == TIME.never, times, times + 5))
    assert same.mean.same
    assert (later.mean.value, later.mean.half) == (5, 0)
