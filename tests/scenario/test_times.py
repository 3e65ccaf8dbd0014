"""STARTEX, days and times of the exercise, opening hours: what may be written and what it means in minutes."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exercise_sim.scenario.times import (
    Start,
    day_of,
    format_moment,
    is_open,
    next_opening,
    parse_moment,
    parse_open_hours,
    parse_start,
)

START = Start(date(2024, 2, 28), 9 * 60, "+03:00")  # two days before the end of February in a leap year


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("2024-03-12 09:00 +03:00", Start(date(2024, 3, 12), 540, "+03:00")),
        ("2024-03-12 09:00", Start(date(2024, 3, 12), 540, "")),
        ("2024-03-12T23:59Z", Start(date(2024, 3, 12), 1439, "Z")),
        ("2024-02-29 00:00 -11:30", Start(date(2024, 2, 29), 0, "-11:30")),
        ("09:00", Start(None, 540, "")),
        ("09:00 +03:00", Start(None, 540, "+03:00")),
    ],
)
def test_a_start_is_a_date_a_time_and_a_zone(text, start):
    """The zone may be left out, and so may the date where only D-days are wanted."""
    assert parse_start(text) == start


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2023-02-29 09:00", "not a day of the calendar"),
        ("2024-13-01 09:00", "not a day of the calendar"),
        ("9999-12-01 09:00", "not a day of the calendar"),
        ("2024-03-12", "write it like 2024-03-12 09:00"),
        ("12.03.2024 09:00", "write it like 2024-03-12 09:00"),
        ("9:00", "two digits each, like 09:05"),
        ("09:60", "not a time of day"),
        ("24:00", "next day"),
        ("09:00:00", "not a time of day"),
        ("2024-03-12 09:00 Europe/Rome", "fixed difference to UTC like +03:00"),
        ("2024-03-12 09:00 +3", "fixed difference to UTC like +03:00"),
        ("2024-03-12 09:00 +15:00", "fixed difference to UTC like +03:00"),
        ("", "write it like"),
        (900, "put it in quotes"),
    ],
)
def test_a_wrong_start_names_the_fix(text, said):
    """Days that the calendar has not, other spellings of a time and named zones are refused in plain words."""
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the words are compared below
        parse_start(text)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("text", "minute"),
    [
        ("D 09:00", 0),
        ("D+0 09:00", 0),
        ("D 14:30", 330),
        ("D+1 06:00", 1260),
        ("D+1", 900),
        ("D+2", 2340),
        ("D+2 00:00", 2340),
        ("D+10 09:01", 14401),
    ],
)
def test_a_moment_counts_from_startex(text, minute):
    """D is the day of STARTEX (here at 09:00); a day alone is its midnight."""
    assert parse_moment(text, START) == minute


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("D 08:59", "before the start of the exercise at D 09:00"),
        ("D", "before the start of the exercise at D 09:00"),
        ("D+1 24:00", "next day"),
        ("D+1 25:00", "not a time of day"),
        ("D+1 6:00", "two digits each"),
        ("D-1 10:00", "write it like D+1 06:00"),
        ("d+1", "write it like D+1 06:00"),
        ("+1", "write it like D+1 06:00"),
        ("06:00", "write it like D+1 06:00"),
        ("D+4000", "more than ten years"),
        ("D+" + "9" * 5000, "write it like D+1 06:00"),
    ],
)
def test_a_wrong_moment_names_the_fix(text, said):
    """Times before STARTEX, past midnight or without their day are refused in plain words."""
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the words are compared below
        parse_moment(text, START)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("minute", "text", "day", "calendar"),
    [
        (0, "D 09:00", 0, date(2024, 2, 28)),
        (899, "D 23:59", 0, date(2024, 2, 28)),
        (900, "D+1 00:00", 1, date(2024, 2, 29)),
        (2340, "D+2 00:00", 2, date(2024, 3, 1)),
    ],
)
def test_a_minute_is_shown_as_day_and_time(minute, text, day, calendar):
    """Days change at midnight, not 24 hours after STARTEX, and follow the calendar."""
    assert format_moment(minute, START) == text
    assert day_of(minute, START) == (day, calendar)


def test_behind_the_end_of_the_calendar_only_d_days_are_known():
    """The year 9999 is the last; a run that goes on longer still has its days."""
    last = (date.max - date(2024, 2, 28)).days
    assert day_of(last * 1440, START) == (last, date.max)
    assert day_of((last + 1) * 1440, START) == (last + 1, None)
    assert day_of(10**12, START)[1] is None


def test_without_a_date_only_d_days_are_known():
    """A start that names no date gives day numbers and no calendar."""
    assert day_of(1000, Start(None, 540)) == (1, None)


@settings(deadline=None)
@given(minute=st.integers(0, 365 * 1440), starts=st.integers(0, 1439))
def test_what_is_shown_can_be_written(minute, starts):
    """A minute shown as day and time reads back as the same minute."""
    start = Start(None, starts)
    assert parse_moment(format_moment(minute, start), start) == minute


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("06:00-24:00", (360, 1440)),
        ("06:00 - 18:30", (360, 1110)),
        ("22:00-06:00", (1320, 360)),
        ("00:00-24:00", (0, 1440)),
    ],
)
def test_opening_hours_are_minutes_of_the_day(text, hours):
    """The closing time may be 24:00, or earlier than the opening time: over midnight."""
    assert parse_open_hours(text) == hours


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("06:00-06:00", "00:00-24:00 for always"),
        ("6-18", "two digits each"),
        ("06:00-25:00", "not a time of day"),
        ("06:00 .. 18:00", "write them like 06:00-24:00"),
    ],
)
def test_wrong_opening_hours_name_the_fix(text, said):
    """Hours that open when they close, and other spellings, are refused in plain words."""
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the words are compared below
        parse_open_hours(text)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("hours", "shown", "opening"),
    [
        ((360, 1440), "D 09:00", "D 09:00"),
        ((360, 1440), "D 23:59", "D 23:59"),
        ((360, 1440), "D+1 00:00", "D+1 06:00"),
        ((360, 1440), "D+1 06:00", "D+1 06:00"),
        ((600, 720), "D 09:00", "D 10:00"),
        ((600, 720), "D 11:59", "D 11:59"),
        ((600, 720), "D 12:00", "D+1 10:00"),
        ((1320, 360), "D 09:00", "D 22:00"),
        ((1320, 360), "D 22:00", "D 22:00"),
        ((1320, 360), "D+1 05:59", "D+1 05:59"),
        ((1320, 360), "D+1 06:00", "D+1 22:00"),
    ],
)
def test_work_waits_for_the_next_opening(hours, shown, opening):
    """The opening minute is open and the closing minute closed; over midnight as by day."""
    minute = parse_moment(shown, START)
    assert format_moment(next_opening(minute, START, hours), START) == opening
    assert is_open(minute, START, hours) == (shown == opening)
