"""Whole comparisons of chains that are small enough for paper: what they state holds the true value.

Seeds are fixed; a true 95 % interval misses one time in twenty, so each test takes several seeds and allows for that.
"""

import numpy as np
import pytest
from tests.support import loaded

from exercise_sim.analysis import samples
from exercise_sim.analysis.alternatives import Alternative, prepared
from exercise_sim.analysis.comparison import Comparison
from exercise_sim.analysis.dealing import Dealer, InPlace
from exercise_sim.analysis.series import Series

SEEDS = range(12)
RUNS = 600


def comparison(
    *alternatives: Alternative, seed: int = 0, count: int = RUNS, steadied: bool = False
) -> Comparison:
    """A comparison that was played."""
    found = Comparison([(one, prepared(one)) for one in alternatives], count, seed=seed if steadied else None)
    for rows in Series(alternatives, seed, Dealer(InPlace)).play(0, count):
        if rows is not None:
            found.add(rows)
    return found


def alternative(text: str, *sets: tuple[str, str]) -> Alternative:
    """An alternative of a text."""
    return Alternative("it", "it.yaml", loaded(text).source.text, sets=sets)


def true_quantile(values: np.ndarray, percent: int) -> int:
    """Of values that are all as likely as each other."""
    return int(np.sort(values.ravel())[-(-values.size * percent // 100) - 1])


MINUTES = np.arange(60, 181)
"""1h .. 3h: each minute as likely as the next."""
BOTH = "chain: {a: {takes: 1h .. 3h}, b: {takes: 1h .. 3h, after: NEXT}, end: {after: [a, b]}}\nobjectives: {it: {from: a begins, to: end, ratings: {P: 4h}}}"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (BOTH.replace("NEXT", "a"), np.add.outer(MINUTES, MINUTES)),
        (BOTH.replace(", after: NEXT", ", after: s").replace("chain: {", "chain: {s: {}, "), np.maximum.outer(MINUTES, MINUTES)),
    ],
    ids=["sum", "maximum"],
)  # fmt: skip
def test_quantiles_and_shares_of_a_sum_and_a_maximum(text, values):
    """All 121 times 121 pairs of minutes are as likely: their quantiles, and how many of them take at most four hours, are counted."""
    share, held, met = float(np.mean(values <= 240)), 0, 0
    for seed in SEEDS:
        tally = comparison(alternative(text), seed=seed).first.tallies["it"]
        for percent in (10, 50, 80, 90):
            found = tally.quantile(percent)
            held += found.low <= true_quantile(values, percent) <= found.high
        low, high = (
            share - 4 * (share * (1 - share) / RUNS) ** 0.5,
            share + 4 * (share * (1 - share) / RUNS) ** 0.5,
        )
        met += low <= tally.met("P") / RUNS <= high
    assert held >= 42  # of 48; 2.4 are missed on average
    assert met == len(SEEDS)


QUEUE = """
groups: {units: {one: {}, two: {}, three: {}, four: {}, five: {}, six: {}}}
resources: {teams: {slots: 1}}
chain: {s: {}, work: {for_each: units, after: s, takes: 1h .. 3h, uses: {teams: 1}}, end: {after: work}}
objectives: {it: {from: s, to: end}}
"""


def test_a_queue_has_the_mean_that_it_must_have():
    """Six units before one team take two hours each on average: twelve hours. With 2h .. 4h, six hours more."""
    held = 0
    for seed in SEEDS:
        given = comparison(
            alternative(QUEUE), alternative(QUEUE, ("chain.work.takes", "2h .. 4h")), seed=seed
        )
        sample = given.first.tallies["it"]._sample
        error = (6 * (121**2 - 1) / 12 / RUNS) ** 0.5
        assert abs(sample.mean() - 6 * 120) < 4 * error
        gap = given.outcomes[1].differences["it"].mean
        assert gap.value == 6 * 60
        assert gap.half == 0  # an hour more each, in every run: the luck is the same
        held += abs(sample.mean() - 720) <= 1.96 * error
    assert held >= 9


def test_two_teams_halve_a_queue_that_divides_evenly():
    """Six units of exactly two hours: twelve hours before one team, six before two."""
    fixed = QUEUE.replace("1h .. 3h", "2h")
    given = comparison(alternative(fixed), alternative(fixed, ("resources.teams.slots", "2")), count=3)
    assert [one.tallies["it"].quantile(50).value for one in given.outcomes] == [720, 360]


SHIFTED = "chain: {a: {takes: 1h .. 3h}, b: {takes: 30m}}\nobjectives: {it: {from: a begins, to: b, ratings: {P: 2h30m}}}"


def test_a_difference_holds_the_known_one():
    """A second step of 30 minutes to 2 hours instead of 30 minutes: 45 minutes more on average. The P80 of the sum is counted."""
    held = 0
    more = true_quantile(np.add.outer(MINUTES, np.arange(30, 121)), 80) - true_quantile(MINUTES + 30, 80)
    for seed in SEEDS:
        found = comparison(
            alternative(SHIFTED), alternative(SHIFTED, ("chain.b.takes", "30m .. 2h")), seed=seed
        )
        difference = found.outcomes[1].differences["it"]
        mean, p80, met = difference.mean, difference.quantile(80), difference.met("P")
        held += abs(mean.value - 45) <= mean.half
        held += abs(p80.value - more) <= p80.half
        share = np.mean(np.add.outer(MINUTES, np.arange(30, 121)) <= 150) - np.mean(MINUTES + 30 <= 150)
        held += abs(met.value - share) <= met.half
    assert held >= 30  # of 36; 1.8 are missed on average


def test_a_difference_that_one_draw_makes_is_known_to_the_minute():
    """30 minutes to 2 hours instead of 30 minutes: what was drawn is known, so what is left is how minutes are rounded. 45 minutes, again."""
    held = 0
    other = alternative(SHIFTED, ("chain.b.takes", "30m .. 2h"))
    for seed in SEEDS:
        difference = (
            comparison(alternative(SHIFTED), other, seed=seed, steadied=True).outcomes[1].differences["it"]
        )
        gap = difference.mean
        assert difference.steadied
        assert gap.half < 0.1  # of the plain pairs it is 2.1: 26.3 minutes of spread, 1.96 / 24.5 of it
        assert abs(gap.plain - 45) < 5
        held += abs(gap.value - 45) <= gap.half
    assert held >= 9  # of 12; 0.6 are missed on average


def test_common_luck_makes_differences_precise():
    """Against another seed the interval of the same mean is several times as wide."""
    other = alternative(SHIFTED, ("chain.b.takes", "30m .. 40m"))
    paired = comparison(alternative(SHIFTED), other).outcomes[1].differences["it"].mean
    apart = [
        comparison(one, seed=seed).first.tallies["it"]._sample
        for one, seed in ((alternative(SHIFTED), 0), (other, 1))
    ]
    half = 1.96 * (sum(one.variance() for one in apart) / RUNS) ** 0.5
    assert paired.half < 0.2 * half


def test_beyond_the_most_that_is_kept_nothing_but_the_sections_changes(monkeypatch):
    """Histograms give the same quantiles, shares and means, to the last bit; sections are smaller, and more."""
    pair = alternative(SHIFTED), alternative(SHIFTED, ("chain.b.takes", "30m .. 2h"))
    whole = comparison(*pair, count=1500)
    monkeypatch.setattr(samples, "KEPT", 400)
    monkeypatch.setattr("exercise_sim.analysis.differences.KEPT", 400)
    monkeypatch.setattr("exercise_sim.analysis.pairs.LARGE", 64)
    folded = comparison(*pair, count=1500)
    for one, other in zip(whole.outcomes, folded.outcomes, strict=True):
        tally, same = one.tallies["it"], other.tallies["it"]
        assert [tally.quantile(percent) for percent in (10, 50, 80, 90)] == [
            same.quantile(percent) for percent in (10, 50, 80, 90)
        ]
        assert tally.met("P") == same.met("P")
    one, other = (found.outcomes[1].differences["it"] for found in (whole, folded))
    assert (one.mean, one.met("P"), one.quantile(80).value) == (
        other.mean,
        other.met("P"),
        other.quantile(80).value,
    )
    assert len(other._runs._closed) == 1500 // 64
    assert len(other._runs._loose[0]) < 64
    assert other.quantile(80).half == pytest.approx(one.quantile(80).half, rel=0.5)
