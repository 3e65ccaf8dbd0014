"""How lines look: widths in columns, marks with ASCII twins, colours only where they are wanted."""

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich._palettes import EIGHT_BIT_PALETTE
from rich.cells import cell_len
from rich.console import Console

from exercise_sim.render.paint import MARKS, PLAIN_MARKS, STYLES, Paint, padded, wrapped

TEXT = st.text(st.sampled_from("ab \u00e9\u4f1a\u8b70-"), max_size=80)


def paint(**options) -> Paint:
    """A painter for a terminal of 80 columns."""
    console = Console(
        file=io.StringIO(),
        width=80,
        force_terminal=options.pop("terminal", True),
        color_system=options.pop("colours", "standard"),
    )
    return Paint(console, **options)


@given(TEXT, st.integers(4, 40))
def test_wrapped_lines_are_never_wider(text, width):
    """In columns, of which some signs take two."""
    assert all(cell_len(line) <= width for line in wrapped(text, width))


@given(TEXT, st.integers(4, 40))
def test_wrapping_loses_nothing(text, width):
    """Every sign but the blanks is there, in its order."""
    assert "".join(wrapped(text, width)).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]), ("one two", ["one two"]), ("one two three", ["one two", "three"]), ("abcdefghijklm no", ["abcdefgh", "ijklm no"]),
        ("ab abcdefghij", ["ab", "abcdefgh", "ij"]),
    ],
)  # fmt: skip
def test_text_is_broken_between_words(text, lines):
    """Inside a word only where it is longer than a line."""
    assert list(wrapped(text, 8)) == lines


@given(TEXT, st.integers(2, 30))
def test_padded_text_has_its_width(text, width):
    """Filled up with blanks, or cut with a point."""
    assert cell_len(padded(text, width)) == width


def test_a_cut_text_says_so():
    """By a point at its end."""
    assert padded("abcdef", 4) == "abc."
    assert padded("ab", 4) == "ab  "


def test_every_mark_has_an_ascii_twin():
    """One or two signs, and each mark tells itself apart from the others of the log."""
    assert set(MARKS) == set(PLAIN_MARKS)
    assert all(mark.isascii() for mark in PLAIN_MARKS.values())
    told = ("begin", "done", "asked", "decided", "queued", "passed", "cut", "back", "end", "drawn")
    assert len({MARKS[name] for name in told}) == len({PLAIN_MARKS[name] for name in told}) == len(told)


def test_colours_are_painted_and_closed():
    """Every style ends what it begins; an empty text is not painted."""
    painter = paint()
    for style in STYLES:
        painted = painter(style, "text")
        assert "text" in painted
        assert painted.count("\x1b[") in (0, 2)
        assert painter(style, "  ") == "  "


def luminance(red: int, green: int, blue: int) -> float:
    """The relative luminance of WCAG 2."""
    parts = [one / 255 for one in (red, green, blue)]
    lit = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * lit[0] + 0.7152 * lit[1] + 0.0722 * lit[2]


@pytest.mark.parametrize(("colours", "least"), [("truecolor", 4.4), ("256", 3.99)])
def test_every_colour_can_be_read_on_white_and_on_black(colours, least):
    """The contrast of WCAG 2 is near the 4.5 that it asks for (a palette of 256 has no red that is there on both; it is 4.0 on white)."""
    painter = paint(colours=colours)
    codes = {
        tuple(re.findall(r"38;5;(\d+)|38;2;(\d+);(\d+);(\d+)", painter(style, "text"))) for style in STYLES
    }
    found = [one for code in codes for one in code]
    assert len(found) == 6
    for eight, *full in found:
        shade = EIGHT_BIT_PALETTE[int(eight)] if eight else [int(one) for one in full]
        light = luminance(*shade)
        assert min(1.05 / (light + 0.05), (light + 0.05) / 0.05) >= least, shade


def test_a_terminal_of_sixteen_colours_gets_those_that_are_seen_on_light_and_dark_grounds():
    """Red and magenta; green, cyan, yellow and what is dim are too pale on white, and are the terminal's own foreground."""
    painter = paint(colours="standard")
    codes = {code for style in STYLES for code in re.findall(r"\x1b\[([\d;]*)m", painter(style, "text"))}
    assert codes == {"0", "1", "1;7", "31", "1;31", "1;35"}


def test_without_colour_bold_stays(monkeypatch):
    """NO_COLOR asks for no more than that."""
    monkeypatch.setenv("NO_COLOR", "1")
    painter = paint(colours="truecolor")
    codes = {code for style in STYLES for code in re.findall(r"\x1b\[([\d;]*)m", painter(style, "text"))}
    assert codes == {"0", "1", "1;7"}


def test_where_nothing_is_a_terminal_nothing_is_painted():
    """And without a colour system neither."""
    painter = paint(terminal=False, colours=None)
    assert [painter(style, "text") for style in STYLES] == ["text"] * len(STYLES)


def test_the_width_is_the_consoles_or_what_is_asked_for_and_never_below_40():
    """Narrower than that nothing can be read."""
    assert [paint().width, paint(width=100).width, paint(width=10).width, paint(width=-5).width] == [
        80,
        100,
        40,
        40,
    ]


def test_a_rule_runs_across():
    """With its title near the left end; a long title takes what it needs."""
    painter = paint(ascii_only=True)
    assert painter.rule() == "-" * 80
    assert painter.rule("D+1") == "-- D+1 " + "-" * 73
