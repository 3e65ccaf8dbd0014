"""The log and the close laid out: columns, days, narrow and wide screens."""

import io

import pytest
from rich.cells import cell_len
from rich.console import Console

from exercise_sim.analysis.measures import Measured
from exercise_sim.analysis.timeline import Span
from exercise_sim.render.close import objective_lines, timeline_lines
from exercise_sim.render.lines import Line
from exercise_sim.render.log import LogSheet
from exercise_sim.render.paint import Paint
from exercise_sim.scenario.times import parse_start

START = parse_start("2024-03-12 09:00")
BODIES = ["Staff", "Assembly of all the states"]


def paint(width: int) -> Paint:
    """A plain painter of this width."""
    return Paint(
        Console(file=io.StringIO(), force_terminal=False, color_system=None), width=width, ascii_only=True
    )


def laid(*told: Line, width: int = 80, phases: tuple[str, ...] = ("Request",)) -> list[str]:
    """The lines as text."""
    return list(LogSheet(paint(width), START, BODIES, phases).lay(told))


def test_a_line_has_time_mark_body_and_sentence():
    """In columns; the body's is as wide as the widest, up to a quarter of the screen."""
    assert (
        laid(Line(0, "done", "Draft: done", "Request", "Staff"))[2]
        == "D 09:00    + Staff                Draft: done"
    )


def test_on_a_wide_screen_the_phase_has_a_column_too():
    """From 110 columns on."""
    assert (
        laid(Line(0, "done", "Draft: done", "Request", "Staff"), width=110)[2]
        == "D 09:00    + Request Staff                      Draft: done"
    )
    assert "Request" not in laid(Line(0, "done", "Draft: done", "Request", "Staff"), width=109)[2]


def test_on_a_narrow_screen_the_body_stands_before_its_sentence():
    """Below 60 columns there is no room for a column of its own."""
    assert (
        laid(Line(0, "done", "Draft: done", "Request", "Staff"), width=40)[2]
        == "D 09:00    + Staff: Draft: done"
    )
    assert laid(Line(0, "done", "Draft: done"), width=40)[2] == "D 09:00    + Draft: done"


def test_a_rule_stands_wherever_a_day_begins():
    """With its number and its date; STARTEX's own day is D."""
    told = laid(
        Line(0, "done", "one"),
        Line(899, "done", "two"),
        Line(900, "done", "three"),
        Line(5000, "done", "four"),
    )
    assert [line.strip("- ") for line in told if line.startswith("--")] == [
        "D, Tuesday 12 March 2024", "D+1, Wednesday 13 March 2024", "D+3, Friday 15 March 2024",
    ]  # fmt: skip


def test_long_sentences_are_continued_below_themselves():
    """And so are long bodies; points stand below, each with a mark of its own."""
    told = laid(
        Line(0, "asked", "Question: " + "word " * 12, "", BODIES[1], items=["Yes " * 15, "No"]), width=60
    )
    assert told[2:] == [
        "D 09:00    ? Assembly of all Question: word word word word",
        "             the states      word word word word word word",
        "                             word word",
        "                               . Yes Yes Yes Yes Yes Yes Yes",
        "                                 Yes Yes Yes Yes Yes Yes Yes",
        "                                 Yes",
        "                               . No",
    ]


@pytest.mark.parametrize("width", [40, 47, 59, 60, 80, 109, 110, 200])
def test_no_line_is_wider_than_the_screen(width):
    """Whatever stands in it."""
    line = Line(
        20_000, "asked", "word " * 30 + "x" * 300, "A phase " * 6, BODIES[1], items=["y" * 250, "z " * 90]
    )
    assert [
        text for text in laid(line, width=width, phases=("A phase " * 6,)) if cell_len(text) > width
    ] == []


def test_phases_are_bars_on_one_axis():
    """Each begins and ends where its minutes lie; where there is no room beside them they stand below."""
    spans = [Span("First", 0, 100, False), Span("Second", 100, 400, False)]
    wide = list(timeline_lines(paint(80), _plan(), spans))
    assert [line.split(" ")[0] for line in wide[2:]] == ["First", "Second"]
    bars = [[sign for sign in line if sign in "#."][:47] for line in wide[2:]]
    assert [bar.count("#") for bar in bars] == [12, 36]
    assert bars[0][:12] == ["#"] * 12
    assert bars[1][:11] == ["."] * 11
    narrow = list(timeline_lines(paint(40), _plan(), [Span("A very long name of a phase", 0, 100, False)]))
    assert all(cell_len(line) <= 40 for line in narrow)
    assert "#" * 38 in narrow[-1]


def test_a_phase_of_no_time_still_has_a_bar():
    """One sign, inside the axis, even at its very end."""
    spans = [Span("Long", 0, 1000, False), Span("Point", 1000, 1000, False)]
    bars = [
        line.split(" ")[1] if line.startswith("Point") else ""
        for line in timeline_lines(paint(80), _plan(), spans)
    ]
    assert bars[-1].count("#") == 1


def objective(**given) -> Measured:
    """An objective with a rating."""
    known = {
        "name": "it",
        "title": "A title",
        "unit": "minutes",
        "value": 90,
        "rating": "P",
        "thresholds": {"P": 120, "S": 240, "M": 480},
        "more_is_better": False,
    }
    return Measured(**{**known, **given})


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, "  P  1 h 30 min     A title"),
        ({"value": None, "rating": "U"}, "  U  not reached    A title"),
        ({"value": None, "rating": None}, "  -  not assessed   A title"),
        (
            {"unit": "observed", "value": None, "rating": None, "thresholds": {}},
            "  -  by hand        A title",
        ),
        (
            {
                "unit": "number",
                "value": 1870,
                "rating": "S",
                "thresholds": {"P": 2000},
                "more_is_better": True,
            },
            "  S  1,870          A title",
        ),
    ],
)
def test_an_objective_is_told_with_its_rating_and_what_was_measured(given, told):
    """A letter, never a colour alone; what was not assessed has none."""
    line = list(objective_lines(paint(80), _plan(), [objective(**given)]))[2]
    assert line.startswith(told)
    assert ("up to" in line) is (given.get("unit") is None)


def test_thresholds_stand_beside_the_title_or_below_it():
    """As there is room."""
    assert list(objective_lines(paint(80), _plan(), [objective()]))[2].endswith(
        "P up to 2 h, S up to 4 h, M up to 8 h"
    )
    narrow = list(objective_lines(paint(50), _plan(), [objective(title="A title of some length, not short")]))
    assert all(cell_len(line) <= 50 for line in narrow)
    assert "M up to 8 h" in " ".join(" ".join(narrow).split())


def _plan():
    """A plan with a start; nothing else of it is looked at."""

    class Started:
        start = START

    return Started()
