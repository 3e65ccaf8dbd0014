"""What decisions are worth, worked out by hand, and against every combination played alone."""

import numpy as np
import pytest
from tests.support import loaded

from exercise_sim.analysis.alternatives import Alternative, prepared
from exercise_sim.analysis.blocks import Rows
from exercise_sim.analysis.comparison import Comparison
from exercise_sim.analysis.regrets import Regret, Regrets

TEXT = loaded("""
chain:
  a: {by: staff, question: A?, options: {s: {}, t: {}}, usual: s}
  b: {by: staff, question: B?, options: {v: {}, w: {}}, usual: v}
objectives: {it: {from: a begins, to: b}}
""").source.text
DECISIONS = {"a": ["s", "t"], "b": ["v", "w"]}
NEVER = -(2**31)


def regrets(*values: list[int]) -> Regrets:
    """Of four combinations (s v, s w, t v, t w) with these minutes in their runs."""
    alternatives = [
        Alternative("", "it.yaml", TEXT, choose=(("a", a), ("b", b)))
        for a in DECISIONS["a"] for b in DECISIONS["b"]
    ]  # fmt: skip
    comparison = Comparison([(one, prepared(one)) for one in alternatives], len(values[0]), {"it"})
    quantity = comparison.first.quantities[0]
    found = Regrets(comparison, quantity, DECISIONS)
    columns = [np.array(one, np.int32) for one in values]
    found.add([Rows(0, (np.zeros(len(one), np.int32), one, one)) for one in columns])
    return found


def test_what_an_option_costs_is_against_the_best_of_the_same_run():
    """Runs of 10 20 30 40 and 8 7 6 5. Of s the best are 10 and 7, of t 30 and 5; the best of all 10 and 5."""
    found = regrets([10, 8], [20, 7], [30, 6], [40, 5])
    assert found.of("a", "s") == Regret(2, 1, 0, (0 + 2) / 2)
    assert found.of("a", "t") == Regret(2, 1, 0, (20 + 0) / 2)
    assert found.of("b", "v") == Regret(2, 1, 0, (0 + 1) / 2)
    assert found.of("b", "w") == Regret(2, 1, 0, (10 + 0) / 2)
    assert dict(found.combinations) == {
        0: Regret(2, 1, 0, 1.5), 1: Regret(2, 0, 0, 6.0), 2: Regret(2, 0, 0, 10.5), 3: Regret(2, 1, 0, 15.0),
    }  # fmt: skip


def test_the_one_that_is_best_most_often_comes_first():
    """Of those that are so equally often, the one that costs less."""
    found = regrets([10, 8], [20, 7], [30, 6], [40, 5])
    assert [place for place, _ in found.combinations] == [0, 3, 1, 2]


def test_what_is_never_reached_costs_nothing_and_is_told():
    """The first run comes only with t; the second with nothing, and does not count."""
    found = regrets([NEVER, NEVER], [NEVER, NEVER + 1], [3, NEVER], [7, NEVER])
    assert (found.counted, found.missed) == (1, 1)
    assert found.of("a", "s") == Regret(1, 0, 1, None)
    assert found.of("a", "t") == Regret(1, 1, 0, 0.0)
    assert found.of("b", "w") == Regret(1, 0, 0, 4.0)


def test_ties_are_best_together():
    """Both options do as well."""
    found = regrets([5], [5], [5], [9])
    assert found.of("a", "s") == found.of("a", "t") == found.of("b", "v") == Regret(1, 1, 0, 0.0)


@pytest.mark.parametrize("cut", [1, 2])
def test_blocks_add_up(cut):
    """However the runs are cut."""
    values = [[10, 8, 4], [20, 7, NEVER], [30, 6, 9], [40, 5, 1]]
    whole, parts = regrets(*values), regrets(*(one[:cut] for one in values))
    rest = [np.array(one[cut:], np.int32) for one in values]
    parts.add([Rows(cut, (np.zeros(len(one), np.int32), one, one)) for one in rest])
    assert parts.combinations == whole.combinations
    assert parts.of("a", "t") == whole.of("a", "t")
