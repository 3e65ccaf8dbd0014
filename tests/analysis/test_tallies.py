"""What runs say of one quantity, with those that never reached it; worked out by hand."""

import numpy as np

from exercise_sim.analysis.differences import Difference, Gap
from exercise_sim.analysis.readings import Quantity
from exercise_sim.analysis.tallies import Quantile, Tally

TIME = Quantity("it", "It", "objective", "minutes", {"P": 20, "S": 40}, more_is_better=False)
NUMBER = Quantity("it", "It", "objective", "number", {"P": 2.5}, more_is_better=True)


def tally(quantity: Quantity, *numbers: int) -> Tally:
    """A tally of these numbers of a column."""
    found = Tally(quantity)
    found.add(np.array(numbers, np.int64))
    return found


def test_what_is_never_reached_is_later_than_everything():
    """Four of six that count came: the P50 is the third, the P80 the fifth, and that is never. One does not count."""
    found = tally(TIME, 30, TIME.never, 10, 20, TIME.unbegun, 50, TIME.never)
    assert (found.runs, found.counted, found.reached) == (7, 6, 4)
    assert found.quantile(50).value == 30
    assert found.quantile(80) == Quantile(
        80, None, 30, None
    )  # of six, two lie below the P80 with 1.7 %, three with 9.9 %
    assert (found.met("P"), found.met("S"), found.came_by(30), found.range()) == (2, 3, 0.5, (10, 50))


def test_of_numbers_never_is_less_than_everything():
    """In thousandths: 2.5 and more meet the threshold."""
    found = tally(NUMBER, 2500, 2499, 4000, NUMBER.never)
    assert (found.met("P"), found.reached, found.range()) == (2, 3, (2499, 4000))
    assert found.quantile(10).value is None
    assert found.quantile(80).value == 4000


def test_nothing_that_counts_has_no_quantile():
    """It never began."""
    found = tally(TIME, TIME.unbegun)
    assert found.quantile(50) is None
    assert found.range() is None
    assert found.came_by(100) == 0


def difference(quantity: Quantity, first: list[int], other: list[int]) -> Difference:
    """The difference of these pairs."""
    found = Difference(quantity, len(first))
    found.add(np.array(first, np.int64), np.array(other, np.int64))
    return found


def test_a_difference_counts_the_pairs_in_which_both_came():
    """10 to 13 and 20 to 25: 3 and 5. The third was lost; the fourth and the fifth, which had not begun, were won."""
    found = difference(TIME, [10, 20, 30, TIME.never, TIME.unbegun], [13, 25, TIME.never, 5, 7])
    assert (found.pairs, found.both, found.lost, found.won) == (5, 2, 1, 2)
    assert found.mean.value == 4
    assert not found.mean.shown  # of two pairs, 12.7 times the error
    # P (20) was met by 10 and 20, and is met by 13 and 5: -1, 0, 0 and +1 over the four pairs that count
    assert found.met("P").value == 0


def test_no_difference_at_all_is_told_apart_from_none_shown():
    """The same in every run."""
    same = difference(TIME, [10, 20, 30], [10, 20, 30]).mean
    assert same == Gap(0.0, 0.0, 0.0)
    assert same.same
    assert not same.shown
    assert not difference(TIME, [10, 20, 30], [12, 18, 30]).mean.same


def test_one_pair_has_no_interval_and_no_pair_has_no_mean():
    """Nor a difference of quantiles."""
    one = difference(TIME, [10], [13])
    assert (one.mean, one.quantile(80)) == (Gap(3.0, None, 3.0), Gap(3, None, 3))
    none = difference(TIME, [10], [TIME.never])
    assert (none.mean, none.quantile(80)) == (None, None)
