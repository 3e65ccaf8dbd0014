"""Gauges as people read them: on the day rules, at each crossing, in conditions, and as a chart at the close."""

import json

import pytest
from tests.render.test_log import paint
from tests.support import loaded, play

from exercise_sim.engine.compile import compile_plan
from exercise_sim.render.report import Report

TEXT = """
start: 2024-03-12 09:00
bodies: {staff: {title: Staff, seat: true}, council: {title: Council, seat: true}}
gauges:
  threat: {title: The threat, starts: 20, stages: {tension: 0, crisis: 40, conflict: 70}, rises: {12 a day: not move begins}, falls: {20 a day: move begins}SEEN}
chain:
  ask: {by: staff, takes: 2d}
  blow: {by: staff, takes: 1d, outcomes: {hit: {add: {threat: 9.5}}, miss: {chance: 0}}}
  move: {by: staff, takes: 1d, wait_for: threat at least 60}
  rest: {by: staff, takes: 12h}
endings: {done: {when: rest}}
"""
"""20, 44 after two days, 56 and then 65.5 after three; the move of a day takes 20 of that: 45.5, and 35.5 half a day later."""


def report(text: str = TEXT, width: int = 80, view: str | None = None) -> Report:
    """The report of its run."""
    given = loaded(text.replace("SEEN", ""))
    plan = compile_plan(given.scenario)
    return Report(given, plan, play(plan).log, paint(width), view, 0, 0, "usual")


def told(made: Report) -> list[str]:
    return [line for _, lines in made.head_and_log(quiet=False) for line in lines]


def test_the_rules_of_the_days_say_how_it_stands():
    """Its stage, its value and where it goes, at the first minute of the day; below the rule where there is no room."""
    rules = [line.rstrip("-").rstrip() for line in told(report()) if line.startswith("-- D")]
    assert rules == [
        "-- D, Tuesday 12 March 2024; The threat: tension (20, rising 12 a day)",
        "-- D+2, Thursday 14 March 2024; The threat: tension (39.5, rising 12 a day)",
        "-- D+3, Friday 15 March 2024; The threat: crisis (51.5, rising 12 a day)",
        "-- D+4, Saturday 16 March 2024; The threat: crisis (53, falling 20 a day)",
    ]
    narrow = told(report(width=60))
    place = narrow.index("-- D, Tuesday 12 March 2024 --------------------------------")
    assert narrow[place + 1] == "   The threat: tension (20, rising 12 a day)"


def test_a_line_tells_of_each_crossing_and_of_each_new_rate():
    """A jump is said with what made it; of the value at STARTEX the rule says enough."""
    lines = [line[11:].rstrip() for line in told(report()) if "threat" in line and not line.startswith("--")]
    assert lines == [
        "^         The threat reaches crisis",
        "o Staff   Blow: Hit, after 1 d; The threat rises to 65.5",
        "          The threat is at 65.5, now falling 20 a day",
        "v         The threat falls back to tension",
    ]


def test_the_close_draws_its_course():
    """Six rows of as many columns as there is room for, its stages beside them, its peak and times below."""
    close = list(report().close("again", "", 0))
    place = close.index("The threat")
    assert close[place + 1].endswith("  conflict 70")
    assert close[place + 3].endswith("  crisis 40")
    assert close[place + 6].endswith("  tension 0")
    assert all(len(line) <= 80 for line in close)
    assert " ".join(line.strip() for line in close[place + 8 : place + 10]) == (
        "Peak 65.5 at D+3 09:00; 35.5 at the end (tension); crisis or above for 2 d 14 h 37 min"
    )


def test_on_a_very_narrow_screen_only_the_words_stay():
    """A chart of fewer than 24 columns says nothing."""
    long = TEXT.replace("conflict: 70", "a_conflict_with_a_long_name: 70")
    close = list(report(long, width=40).close("again", "", 0))
    place = close.index("The threat")
    assert close[place + 1].startswith("  Peak 65.5 at")


def test_a_seat_sees_the_stages_and_no_number():
    """Unless the author names other bodies; then it sees nothing of it."""
    seat = "\n".join(told(report(view="council")))
    assert "The threat: tension -" in seat
    assert "The threat reaches crisis" in seat
    assert "rising" not in seat
    hidden = TEXT.replace("SEEN", ", seen_by: staff")
    assert "threat" not in "\n".join(told(report(hidden, view="council")))
    assert "The threat" not in "\n".join(report(view="council").close("again", "", 0))


def test_the_summary_has_its_numbers_at_the_end():
    """For exercise control."""
    assert json.loads(report().summary())["gauges"] == {
        "threat": {
            "value": 35.5,
            "stage": "tension",
            "peak": 65.5,
            "minutes": {"tension": 6480, "crisis": 3757, "conflict": 0},
        }
    }
    assert json.loads(report(view="staff").summary())["gauges"] == {}


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("threat at least 60", "ready, waiting for: The threat at least 60"),
        ("threat at least conflict", "ready, waiting for: The threat at least conflict"),
        ("threat reaches conflict", "ready, waiting for: The threat reaches conflict"),
    ],
)
def test_a_condition_on_a_gauge_in_words(condition, said):
    """As the author asks it, with its title."""
    text = TEXT.replace("hit: {add: {threat: 9.5}}, miss", "hit: {}, miss").replace(
        "wait_for: threat at least 60", f"wait_for: {condition}"
    )
    assert said in " ".join(" ".join(told(report(text))).split())


def test_who_waits_for_a_stage_that_never_comes_is_told_so():
    """By the title of the gauge."""
    text = """
        gauges: {threat: {title: The threat, stages: {calm: 0, crisis: 40}, rises: 1 a day, highest: 30}}
        chain: {a: {takes: 1h}, b: {after: threat reaches crisis}}
    """
    assert "B: waiting for The threat reaches crisis" in "\n".join(told(report(text)))


def test_the_way_of_a_gauge_is_part_of_why_it_took_so_long():
    """The links lie end to end: what waited for the stage began when the gauge had come to it."""
    text = """
        gauges: {threat: {title: The threat, stages: {calm: 0, crisis: 40}, rises: {10 a day: a}}}
        chain: {a: {takes: 1h}, b: {after: threat reaches crisis, takes: 5h}}
    """
    close = [line.strip() for line in report(text).close("again", "", 0)]
    place = close.index("Why it took 4 d 6 h")
    assert close[place + 1 : place + 5] == [
        "D 00:00          A took 1 h",
        "D 01:00          The threat took 4 d to come to crisis",
        "D+4 01:00        B took 5 h",
        "Together: 6 h of work and 4 d of waiting.",
    ]
