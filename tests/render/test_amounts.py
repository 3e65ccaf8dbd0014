"""Times and amounts as people read them."""

import pytest

from exercise_sim.render.amounts import length, listed, number


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (0, "0 min"), (59, "59 min"), (60, "1 h"), (65, "1 h 05 min"), (1439, "23 h 59 min"), (1440, "1 d"), (1441, "1 d 1 min"),
        (2160, "1 d 12 h"), (2299, "1 d 14 h 19 min"), (2880, "2 d"), (3125, "2 d 4 h 05 min"), (14400, "10 d"), (-90, "-1 h 30 min"),
        (-2880, "-2 d"),
    ],
)  # fmt: skip
def test_a_length_of_time_is_told_in_days_hours_and_minutes(minutes, text):
    """One form everywhere, so that what was measured can be held against a threshold; what is none is left out."""
    assert length(minutes) == text


def test_no_minute_is_lost():
    """A length that is told can be read back."""
    for minutes in range(0, 9000, 7):
        words = length(minutes).split()
        units = {"min": 1, "h": 60, "d": 1440}
        assert (
            sum(int(value) * units[unit] for value, unit in zip(words[::2], words[1::2], strict=True))
            == minutes
        )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (1200, "1,200"),
        (-5, "-5"),
        (2.5, "2.5"),
        (1234.0, "1,234"),
        (0.125, "0.12"),
        (True, "yes"),
        (False, "no"),
        ("early", "early"),
    ],
)
def test_numbers_are_grouped_and_words_stay(value, text):
    """Two digits behind the point at most, and none that say nothing."""
    assert number(value) == text


@pytest.mark.parametrize(
    ("words", "most", "text"),
    [
        ([], 0, ""), (["a"], 0, "a"), (["a", "b"], 0, "a and b"), (["a", "b", "c"], 0, "a, b and c"),
        (["a", "b", "c"], 2, "a, b and 1 more"), (["a", "b"], 2, "a and b"),
    ],
)  # fmt: skip
def test_words_stand_in_a_row(words, most, text):
    """With an end to it where there are many."""
    assert listed(words, most) == text
