"""What lengths of time and rates an author may write, and what the mistakes are answered with."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exercise_sim.scenario.durations import Rate, parse_duration, parse_minutes, parse_rate


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("30m", 30),
        ("4h", 240),
        ("2d", 2880),
        ("1w", 10080),
        ("1h30m", 90),
        ("1h 30m", 90),
        ("  1 hour  30 minutes ", 90),
        ("1.5h", 90),
        ("0.25d", 360),
        ("90 minutes", 90),
        ("4 hours", 240),
        ("1 day", 1440),
        ("1 week 2 days", 12960),
        ("0m", 0),
        ("3650d", 5256000),
    ],
)
def test_a_length_of_time_is_read_in_minutes(text, minutes):
    """Units are minutes, hours, days and weeks, short or in full, larger ones first."""
    assert parse_minutes(text) == minutes


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("4", "'4' has no unit: write 4h or 4m"),
        (4, "'4' has no unit: write 4h or 4m"),
        (4.5, "'4.5' has no unit: write 4.5h"),
        ("1h30", "write 1h30m"),
        ("-4h", "negative"),
        (-4, "negative"),
        ("1.5m", "not a whole number of minutes"),
        ("0.001h", "not a whole number of minutes"),
        ("3651d", "longer than ten years"),
        ("9" * 40 + "d", "longer than ten years"),
        ("9" * 5000 + "h", "not a length of time"),
        ("1,5h", "write a dot, like 1.5h"),
        ("4H", "did you mean 'h'?"),
        ("4 housr", "did you mean 'hour'?"),
        ("6 months", "units are m, h, d and w"),
        ("30m 1h", "larger unit first"),
        ("1h 2h", "each unit once"),
        ("2h .. 7h", "more than one length of time"),
        ("soon", "write it like 30m, 4h, 1h30m, 2d or 1w"),
        ("\u0664h", "write it like 30m"),
        ("", "an empty field"),
        (None, "an empty field"),
        (True, "not a length of time"),
        (float("nan"), "not a length of time"),
        (float("inf"), "not a length of time"),
        (10**400, "not a length of time"),
        (["4h"], "not a length of time"),
    ],
)
def test_a_wrong_length_of_time_names_the_fix(value, said):
    """A number without a unit, a part of a minute, a negative or endless time is refused in plain words."""
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the words are compared below
        parse_minutes(value)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("value", "kind", "minutes"),
    [
        ("4h", "fixed", (240,)),
        ("2h .. 7h", "uniform", (120, 420)),
        ("2h..7h", "uniform", (120, 420)),
        ("1.5h..2.5h", "uniform", (90, 150)),
        ({"uniform": "2h .. 7h"}, "uniform", (120, 420)),
        ("1h .. 3h .. 48h", "pert", (60, 180, 2880)),
        ("1h..3h..2 days", "pert", (60, 180, 2880)),
        ("1h .. 1h .. 2h", "pert", (60, 60, 120)),
        ({"pert": "1h .. 3h .. 48h"}, "pert", (60, 180, 2880)),
        ("triangular 1h .. 3h .. 48h", "triangular", (60, 180, 2880)),
        ({"triangular": "1h .. 3h .. 48h"}, "triangular", (60, 180, 2880)),
        ("median 4h, p90 12h", "lognormal", (240, 720)),
        ("p90 12h, median 4h", "lognormal", (240, 720)),
        ({"median": "4h", "p90": "12h"}, "lognormal", (240, 720)),
        ("one of 2h, 3h, 5h", "list", (120, 180, 300)),
        (["2h", "3h", "5h"], "list", (120, 180, 300)),
        ({"one of": ["2h", "2h", "5h"]}, "list", (120, 120, 300)),
        ({"one of": "2h, 3h"}, "list", (120, 180)),
        ("2h .. 2h", "fixed", (120,)),
        ("2h .. 120m .. 2h", "fixed", (120,)),
        ("one of 2h, 2h", "fixed", (120,)),
        (["2h"], "fixed", (120,)),
    ],
)
def test_a_duration_is_read_by_its_form(value, kind, minutes):
    """Two lengths are equally likely, three are PERT; words and mappings say the rest; no spread means fixed."""
    duration = parse_duration(value)
    assert (duration.kind, duration.minutes) == (kind, minutes)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (4, "'4' has no unit: write 4h or 4m"),
        ("2 .. 7", "'2' has no unit"),
        ("3h .. 1h .. 48h", "write 1h .. 3h .. 48h"),
        ("7h .. 2h", "write 2h .. 7h"),
        ({"pert": "48h .. 3h .. 1h"}, "write pert 1h .. 3h .. 48h"),
        ("2h ... 7h", "write 2h .. 7h"),
        ("2h - 7h", "write 2h .. 7h"),
        ("2h \u2013 7h", "write 2h .. 7h"),
        ("2h to 7h", "write 2h .. 7h"),
        ("2h ..", "one, two or three lengths of time"),
        ("1h .. 2h .. 3h .. 4h", "one, two or three lengths of time"),
        ("pert 1h .. 2h", "three lengths of time, like pert 1h .. 3h .. 48h"),
        ("pert", "three lengths of time"),
        ("uniform 1h .. 2h .. 3h", "two lengths of time, like uniform 2h .. 7h"),
        ({"pert": ["1h", "2h", "3h"]}, "three lengths of time"),
        ("triangle 1h .. 2h .. 3h", "triangular 1h .. 3h .. 48h"),
        ("median 4h, p90 4h", "p90 must be longer than the median"),
        ("median 12h, p90 4h", "p90 must be longer than the median"),
        ("median 0m, p90 4h", "more than 0"),
        ("median 1m, p90 300d", "ten years"),
        ("median 4h", "write median 4h, p90 12h"),
        ({"median": "4h"}, "median 4h, p90 12h"),
        ({"median": "4h", "p90": 12}, "write 12h or 12m"),
        ({"median": "4h", "P90": "12h"}, "did you mean 'p90'?"),
        ({"pret": "1h .. 3h .. 4h"}, "did you mean 'pert'?"),
        ({"low": "1h", "high": "2h"}, "write 4h; 2h .. 7h"),
        ({"pert": "1h .. 2h .. 3h", "uniform": "2h .. 7h"}, "does not say a duration"),
        ({}, "does not say a duration"),
        ([], "at least one"),
        ({"one of": None}, "at least one"),
        ([2, 3], "'2' has no unit"),
        (["2h .. 3h"], "more than one length of time"),
        ("one of 2h,", "an empty field"),
        (None, "an empty field"),
        (True, "not a length of time"),
        (float("nan"), "not a length of time"),
    ],
)
def test_a_wrong_duration_names_the_nearest_right_spelling(value, said):
    """Wrong order, form, key or type is refused with the words that would be right."""
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the words are compared below
        parse_duration(value)
    assert said in str(caught.value)


def test_low_and_high_are_the_least_and_greatest_minute():
    """They are the ends of a range, the extremes of a list, and one in a thousand on each side of a lognormal."""
    ends = {
        text: (parse_duration(text).low, parse_duration(text).high)
        for text in ("4h", "1h .. 3h .. 48h", "one of 5h, 2h, 3h", "median 4h, p90 12h")
    }
    assert ends == {
        "4h": (240, 240),
        "1h .. 3h .. 48h": (60, 2880),
        "one of 5h, 2h, 3h": (120, 300),
        "median 4h, p90 12h": (17, 3394),  # 240 x 3 ** (-+ 3.0902 / 1.2816) = 16.97 and 3394.3
    }


def test_the_text_is_kept_but_not_compared():
    """Two spellings of one duration are equal, and each remembers what its author wrote."""
    short, long = parse_duration("1h .. 3h .. 48h"), parse_duration({"pert": "60m .. 3h .. 2d"})
    assert short == long
    assert (short.text, long.text) == ("1h .. 3h .. 48h", "pert 60m .. 3h .. 2d")
    assert parse_duration(["2h", "3h"]).text == "one of 2h, 3h"


@pytest.mark.parametrize(
    ("text", "amount", "per"),
    [
        ("30 a day", 30, 1440),
        ("2 an hour", 2, 60),
        ("6 per day", 6, 1440),
        ("1 every 45m", 1, 45),
        ("3 every 2 days", 3, 2880),
        ("1 every hour", 1, 60),
    ],
)
def test_a_rate_is_a_number_in_a_time(text, amount, per):
    """A whole number of units, and the minutes in which so many pass."""
    assert parse_rate(text) == Rate(amount, per, text)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("0 a day", "more than 0"),
        ("1 every 0m", "more than 0"),
        ("30/day", "write a whole number like 30 a day"),
        ("1.5 a day", "write a whole number like 30 a day"),
        ("-3 a day", "write a whole number like 30 a day"),
        (30, "write a whole number like 30 a day"),
        (None, "write a whole number like 30 a day"),
        ("30 per 2", "'2' has no unit"),
    ],
)
def test_a_wrong_rate_names_the_fix(value, said):
    """Nothing, parts of a unit and a time without a unit are refused in plain words."""
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the words are compared below
        parse_rate(value)
    assert said in str(caught.value)


PIECES = [
    "1h",
    "3h",
    "4",
    "..",
    "...",
    ",",
    "-",
    "one of",
    "median",
    "p90",
    "pert",
    "1h 30m",
    "\u2026",
    "{0}",
]
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=10)
    | st.lists(st.sampled_from(PIECES), max_size=6).map(" ".join)
)
LISTS = st.lists(SCALARS, max_size=3)
MAPPINGS = st.dictionaries(
    st.sampled_from(["pert", "median", "p90", "one of", "x"]), SCALARS | LISTS, max_size=3
)


@settings(deadline=None)
@given(SCALARS | LISTS | MAPPINGS)
def test_any_value_is_a_duration_or_a_plain_sentence(value):
    """Whatever stands in the file, the author gets a duration or a ValueError, never another exception."""
    try:
        duration = parse_duration(value)
    except ValueError:
        return
    assert 0 <= duration.low <= duration.high <= 5256000
