"""What moves a result, over many runs that were made by hand."""

from collections import Counter

import pytest

from exercise_sim.analysis.drivers import drivers
from exercise_sim.analysis.readings import Quantity
from exercise_sim.analysis.traits import Traits

TIME = Quantity("it", "It", "objective", "minutes", {}, more_is_better=False)


def runs(*values, kind="work"):
    """Runs in which one step took so many minutes (None: it did not take place)."""
    return [Traits(Counter() if one is None else Counter({(kind, "step"): one})) for one in values]


def ways(*names, kind="option"):
    """Runs that went these ways."""
    return [Traits(ways={(kind, "step"): {name}}) for name in names]


def test_a_time_that_is_the_result_moves_it_by_the_difference_of_the_thirds():
    """Results 1 to 30: the upper ten are 25.5 on average, the lower ten 5.5."""
    (one,) = drivers(TIME, [*range(1, 31)], runs(*range(1, 31)))
    assert (one.kind, one.element, one.way, one.correlation) == ("work", "step", "", pytest.approx(1))
    assert (one.swing, one.runs) == (20, 30)


def test_what_moves_nothing_is_left_out():
    """High and low in turn, whatever the result."""
    assert drivers(TIME, [*range(40)], runs(*[5, 9, 9, 5] * 10)) == ()


def test_what_never_varies_is_left_out():
    """A fixed time."""
    assert drivers(TIME, [*range(40)], runs(*[7] * 40)) == ()


def test_only_runs_in_which_it_took_place_count():
    """It did in 30 of 50."""
    (one,) = drivers(TIME, [*range(1, 31), *[500] * 20], runs(*range(1, 31), *[None] * 20))
    assert (one.swing, one.runs) == (20, 30)


def test_too_few_runs_say_nothing():
    """29 do not."""
    assert drivers(TIME, [*range(29)], runs(*range(29))) == ()


def test_of_two_options_the_rarer_one_is_told():
    """30 runs with `go` take 60 on average, 10 with `stay` take 200: 140 more."""
    found = drivers(TIME, [59, 61] * 15 + [199, 201] * 5, ways(*["go"] * 30, *["stay"] * 10))
    assert [(one.way, one.swing, one.with_way, one.runs) for one in found] == [("stay", 140, 10, 40)]


def test_of_an_inject_it_is_told_that_it_came():
    """Also where it nearly always does."""
    found = drivers(TIME, [200] * 30 + [60] * 10, ways(*["came"] * 30, *["stayed away"] * 10, kind="inject"))
    assert [(one.way, one.swing) for one in found] == [("came", 140)]


def test_what_was_never_reached_ranks_last_and_has_no_part_in_swings():
    """The ten runs with most of it never came to it: the swing is that of the other thirty, the correlation still 1."""
    (one,) = drivers(TIME, [*range(1, 31), *[TIME.never] * 10], runs(*range(1, 41)))
    assert (one.swing, one.runs) == (20, 40)
    assert one.correlation > 0.98


def test_what_was_not_begun_does_not_count():
    """Thirty of forty do."""
    (one,) = drivers(TIME, [*range(1, 31), *[TIME.unbegun] * 10], runs(*range(1, 41)))
    assert one.runs == 30


def test_the_largest_swing_stands_first():
    """Whatever its direction."""
    both = [
        Traits(Counter({("work", "small"): place % 6, ("queue", "large"): -place})) for place in range(60)
    ]
    found = drivers(TIME, [10 * place + 200 * (place % 6) for place in range(60)], both)
    assert [one.element for one in found] == ["small", "large"]
    assert found[1].swing < 0
