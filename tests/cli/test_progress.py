"""The bar: on a terminal only, and gone when it is done."""

import io

import pytest

from exercise_sim.cli import progress
from exercise_sim.cli.progress import Bar


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch):
    """A wall clock that stands until the test moves it: its first number is the time."""
    hands = [100.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: hands[0])
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    return hands


def test_nothing_is_drawn_where_there_is_no_terminal():
    """A file of the standard error stays clean."""
    stream = io.StringIO()
    bar = Bar(stream)
    bar.show("at random", 1, 2)
    bar.clear()
    assert stream.getvalue() == ""


def test_half_of_it_is_half_a_bar(clock):
    """Twelve signs of 24, how many of how many, and what."""
    stream = Terminal()
    Bar(stream).show("at random", 5_000, 10_000)
    assert stream.getvalue() == "\r\x1b[K[############............] 5,000 / 10,000  at random"


def test_it_is_drawn_ten_times_a_second(clock):
    """What comes sooner is left out."""
    stream = Terminal()
    bar = Bar(stream)
    for seconds in (0.0, 0.05, 0.1):
        clock[0] = 100 + seconds
        bar.show("at random", 1, 4)
    assert stream.getvalue().count("at random") == 2


def test_more_than_was_thought_is_a_full_bar(clock):
    """The number grows with it."""
    stream = Terminal()
    Bar(stream).show("alone", 9, 4)
    assert f"[{'#' * 24}] 9 / 9" in stream.getvalue()


def test_it_is_gone_when_it_is_done(clock):
    """The line is empty again."""
    stream = Terminal()
    bar = Bar(stream)
    bar.show("alone", 1, 4)
    bar.clear()
    assert stream.getvalue().endswith("\r\x1b[K")


def test_work_at_one_rate_says_the_time_that_is_left(clock):
    """600 runs of 2,000 were made in 100 seconds, 400 were there before: 6 a second, and 1,000 to come."""
    clock[0] = 0.0
    stream = Terminal()
    bar = Bar(stream)
    clock[0] = 100.0
    bar.show_work(600, 1_000, 2_000)
    assert stream.getvalue().endswith("1,000 / 2,000  6 runs a second, 2 min 47 s left")


@pytest.mark.parametrize(
    ("left", "told"), [(0, "0 s"), (59, "59 s"), (61, "1 min 01 s"), (7_500, "2 h 05 min")]
)
def test_the_time_left_is_told_as_exactly_as_anybody_wants_to_know(clock, left, told):
    """One run a second."""
    clock[0] = 0.0
    stream = Terminal()
    bar = Bar(stream)
    clock[0] = 10.0
    bar.show_work(10, 10, 10 + left)
    assert stream.getvalue().endswith(f"1 runs a second, {told} left")
