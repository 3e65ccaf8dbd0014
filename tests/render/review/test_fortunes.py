"""What is said of luck and choice: each sentence follows from counts that a reader can check."""

import pytest

from exercise_sim.analysis.fortune import Fortune
from exercise_sim.analysis.readings import NEVER, Quantity
from exercise_sim.render.review.fortunes import (
    among_text,
    luck_of,
    mine_text,
    sentences,
    spread_text,
    verdict,
)

TIME = Quantity("it", "It", "objective", "minutes", {}, more_is_better=False)
COUNT = Quantity("it", "It", "objective", "number", {}, more_is_better=True)
TEN = tuple(range(60, 660, 60))
"""1 h to 10 h."""


@pytest.mark.parametrize(
    ("mine", "policy", "told"),
    [
        (480, TEN, "the luck was bad, the choices were not"),
        (480, tuple(one + 60 for one in TEN), "the luck was bad, the choices were good"),
        (480, tuple(one - 59 for one in TEN), "the luck was bad, and so were the choices"),
        (330, TEN, "neither luck nor choices made much of a difference"),
        (330, tuple(one + 60 for one in TEN), "it was not luck: the choices were good"),
        (60, TEN, "the luck was good; the choices did not matter much"),
        (60, tuple(one - 59 for one in TEN), "the luck was good, the choices were not"),
    ],
)
def test_luck_and_choice_together(mine, policy, told):
    """A run of 8 h had 7 of ten quicker ones: bad luck; one of 5.5 h 5 of ten: neither. The policy's runs an hour later: good choices."""
    assert verdict(Fortune(TIME, mine, TEN, policy)) == told


def test_the_sentence_names_the_counts_by_which_it_judges():
    """7 of the ten are below 8 h. On the same luck, the policy is an hour slower in every run."""
    one = Fortune(TIME, 480, TEN, tuple(one + 60 for one in TEN))
    assert sentences(one) == (
        "With the same choices, 7 of 10 runs were quicker: the luck was bad, the choices were good.",
        "On the same luck, the policy's choices were clearly quicker in 0 of 10 runs and clearly slower in 10.",
    )
    assert mine_text(one) == "this run 8 h"
    assert among_text(one) == "same choices 1 h .. 5 h .. 9 h; policy's choices 2 h .. 6 h .. 10 h"


def test_of_numbers_it_says_better_and_worse():
    """Nothing is quick about a strength."""
    one = Fortune(COUNT, 1000, tuple(number * 1000 for number in range(10)), (1000,) * 10)
    assert "8 of 10 runs were better" in sentences(one)[0]
    assert luck_of(one) == "bad"


def test_what_was_never_reached_is_counted():
    """Of ten runs, two never came; a run that never came had bad luck."""
    never = NEVER["minutes"]
    one = Fortune(TIME, never, (*TEN[:8], never, never), TEN)
    assert spread_text(one, one.same) == "1 h .. 4 h .. 8 h; not reached in 2 of 10"
    assert luck_of(one) == "bad"
    assert spread_text(one, (never,)) == "never reached"
    assert mine_text(one) == "this run never reached"


def test_where_nothing_hangs_on_luck_that_is_said():
    """All runs alike, with both sets of choices."""
    first, second = sentences(Fortune(TIME, 60, (60,) * 10, (60,) * 10))
    assert first.startswith("With the same choices, nearly every run comes out like this one")
    assert second == "On the same luck, the policy's choices come out like these in nearly every run."
