"""Comparisons as people read them: short times, curves, and one sentence for a difference."""

import io

import numpy as np
import pytest
from rich.console import Console

from exercise_sim.analysis.differences import Difference
from exercise_sim.analysis.readings import Quantity
from exercise_sim.analysis.tallies import Tally
from exercise_sim.render.amounts import short
from exercise_sim.render.curve import curve_lines
from exercise_sim.render.gaps import told_difference
from exercise_sim.render.paint import Paint

TIME = Quantity("it", "It", "objective", "minutes", {"P": 120}, more_is_better=False)
WHEN = Quantity("it", "It", "milestone", "minutes", {}, more_is_better=False)
NUMBER = Quantity("it", "It", "objective", "number", {"P": 3}, more_is_better=True)


@pytest.mark.parametrize(
    ("minutes", "told"),
    [(0, "0 min"), (59, "59 min"), (59.6, "1 h"), (90, "1.5 h"), (1436, "23.9 h"), (1437, "1 d"), (1470, "1 d 1 h"), (1440 * 12 + 65, "12 d 1 h"), (-90, "-1.5 h"), (-0.3, "0 min")],
)  # fmt: skip
def test_a_time_in_a_table_is_short(minutes, told):
    """Two units at most, rounded."""
    assert short(minutes) == told


def told(quantity, first, other):
    """The sentence for these pairs, and its style."""
    found = Difference(quantity, len(first))
    found.add(np.array(first, np.int64), np.array(other, np.int64))
    return told_difference(found)


def test_a_difference_that_is_shown():
    """Half an hour less in every run, and so all of four meet P where one did."""
    text, style = told(TIME, [120, 130, 140, 150] * 10, [90, 100, 110, 120] * 10)
    assert text.startswith(
        "30 min shorter on average (30 min .. 30 min); P met in 75 more of 100 runs (61 .. 89)"
    )
    assert style == "good"


def test_a_difference_is_said_in_the_words_of_its_kind():
    """Later, and fewer."""
    assert told(WHEN, [10, 20, 30], [70, 80, 90]) == ("1 h later on average (1 h .. 1 h)", "bad")
    assert told(NUMBER, [4000, 4500, 5000], [3000, 3500, 4000])[0] == "1 less on average (1 .. 1)"


def test_where_none_is_shown_it_says_so():
    """With how large it may still be."""
    text, style = told(WHEN, [10, 20, 30, 40], [12, 19, 31, 38])
    assert text == "no difference shown: 0 min on average (-3 min .. +3 min)"
    assert style == "quiet"


def test_what_one_side_never_reached_is_told():
    """The times are those of the pairs in which both came."""
    assert told(WHEN, [10, 20, 30, WHEN.never], [70, 80, 90, 100])[0].endswith(
        "; times over the 75.0\xa0% of pairs in which both came to it"
    )
    assert told(WHEN, [WHEN.never], [10]) == ("in no pair of runs did both come to it", "quiet")


class Shown:
    """An outcome, as far as a curve knows it."""

    def __init__(self, label: str, numbers: list[int]) -> None:
        self.alternative = type("Alternative", (), {"label": label})
        tally = Tally(WHEN)
        tally.add(np.array(numbers, np.int64))
        self.tallies = {"it": tally}


def curve(*outcomes: Shown, ascii_only: bool = True) -> list[str]:
    """The lines of a curve of 20 columns."""
    paint = Paint(Console(file=io.StringIO(), width=40), width=40, ascii_only=ascii_only)
    return [*curve_lines(paint, outcomes, WHEN, "It", 16)]


def test_a_curve_rises_with_the_share_that_has_come():
    """Of ten runs one more comes every hour; the half that never comes leaves the other one at five tenths."""
    lines = curve(
        Shown("all", [60 * hour for hour in range(1, 21)]), Shown("half", [60, 1200, WHEN.never, WHEN.never])
    )
    assert lines[1] == "Share of runs by when: It"
    assert lines[2] == f"  {'all':<16} 0112233445566778899*"
    assert set(lines[3].split("half")[1].strip()) <= {"2", "5"}


def test_a_curve_needs_a_width():
    """Nothing came, or all in the same minute: nothing is drawn."""
    assert curve(Shown("none", [WHEN.never])) == []
    assert curve(Shown("same", [60, 60])) == []


def test_blocks_and_digits_say_the_same():
    """As many signs, in the same places."""
    numbers = [*range(60, 1260, 7)]
    blocks, digits = (curve(Shown("it", numbers), ascii_only=plain)[2] for plain in (False, True))
    assert len(blocks) == len(digits)
    assert [sign == " " for sign in blocks] == [sign == " " for sign in digits]
