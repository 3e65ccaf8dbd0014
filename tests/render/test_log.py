"""The log and the bars of its close laid out: columns, days, narrow and wide screens."""

import io

import pytest
from rich.cells import cell_len
from rich.console import Console

from exercise_sim.analysis.timeline import Span
from exercise_sim.render.close import timeline_lines
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


def test_several_bodies_are_counted():
    """Each of them stands in the sentence, or is known by its member."""
    line = Line(
        0, "begin", "{what}: started", bodies=["Group A", "Group B"], label="March", members=["A", "B"]
    )
    assert laid(line)[2] == "D 09:00    > 2 bodies             March (A, B): started"


def test_what_stands_below_a_line_comes_after_its_points():
    """Without a mark."""
    told = laid(
        Line(
            0,
            "asked",
            "Question: What now?",
            "",
            "Staff",
            items=["Go on"],
            below=["To be answered by D 11:00"],
        )
    )
    assert told[3:] == [" " * 36 + ". Go on", " " * 36 + "To be answered by D 11:00"]


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
    bars = [[sign for sign in line if sign in "#."][:54] for line in wide[2:]]
    assert [bar.count("#") for bar in bars] == [14, 41]
    assert bars[0][:14] == ["#"] * 14
    assert bars[1][:13] == ["."] * 13
    narrow = list(timeline_lines(paint(40), _plan(), [Span("A very long name of a phase", 0, 100, False)]))
    assert all(cell_len(line) <= 40 for line in narrow)
    assert "#" * 38 in narrow[-1]


def test_a_phase_of_no_time_still_has_a_bar():
    """One sign, inside the axis, even at its very end."""
    spans = [Span("Long", 0, 1000, False), Span("Point", 1000, 1000, False)]
    bars = [line for line in timeline_lines(paint(80), _plan(), spans) if line.startswith("Point")]
    assert [bar.count("#") for bar in bars] == [1]


def test_days_are_marked_below_the_bars():
    """Where they begin, as many as there is room for; a phase that is not over says so."""
    spans = [Span("First", 0, 900, False), Span("Second", 900, 5400, True)]
    assert list(timeline_lines(paint(60), _plan(), spans))[2:] == [
        "First  ######......................... D 09:00 .. D+1 00:00",
        "Second .....########################## D+1 00:00 .. not over",
        "       D            D+2",
    ]


def _plan():
    """A plan with a start; nothing else of it is looked at."""

    class Started:
        start = START

    return Started()


@pytest.mark.parametrize(
    ("day", "shown"), [(99, "D+99 09:00 +"), (120, "D+120 09:00 +"), (1000, "D+1000 09:00 +")]
)
def test_the_time_is_never_cut_off(day, shown):
    """Its column is as wide as the last moment that will be told."""
    sheet = LogSheet(paint(80), START, BODIES, ("Request",), last=day * 1440)
    line = list(sheet.lay([Line(day * 1440, "done", "Draft: done", "Request", "Staff")]))[2]
    assert line.startswith(shown)
