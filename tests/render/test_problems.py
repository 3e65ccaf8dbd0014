"""Problems on the screen: the caret stands under the place, nothing dangerous reaches the terminal, nothing is lost."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from exercise_sim.render.problems import format_problem, format_problems, problems_as_json
from exercise_sim.scenario.problems import Place, Problem


def error(line=1, column=1, end_column=2, **more):
    return Problem("error", "wrong", file="a.yaml", place=Place(line, column, end_column), **more)


def test_a_problem_shows_its_line_a_caret_and_the_hint():
    """Place and message first, as editors know it, then the line, the caret under the place, and the way out."""
    problem = Problem(
        "error", "a colon inside a text", hint="use quotes", file="a.yaml", place=Place(2, 4, 9)
    )
    assert format_problem(problem, ["x: 1", "a: He: go", "b: 2"]) == (
        "a.yaml:2:4: error: a colon inside a text\n    a: He: go\n       ^~~~~\n    hint: use quotes"
    )


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (Problem("error", "there is no such file", file="a.yaml"), "a.yaml: error: there is no such file"),
        (Problem("warning", "nobody is asked"), "warning: nobody is asked"),
        (error(line=9), "a.yaml:9:1: error: wrong"),  # a line that the given text does not have
    ],
)
def test_a_problem_without_a_line_is_told_in_one(problem, text):
    """What has no place in the text at hand is told without an excerpt."""
    assert format_problem(problem, ["a: 1"]) == text


@pytest.mark.parametrize(
    ("line", "column", "end_column", "shown", "caret"),
    [
        ("\ta:\tb", 5, 6, "        a:    b".removeprefix("    "), "          ^"),
        ("日本: 語 x", 5, 6, "日本: 語 x", "      ^~"),
        ("日本: 語 x", 7, 8, "日本: 語 x", "         ^"),
        ("e\u0301e\u0301: x", 7, 8, "e\u0301e\u0301: x", "    ^"),
        ("a: 😀 x", 6, 7, "a: 😀 x", "      ^"),
        ("a: \x1b[2Jx", 8, 9, r"a: \x1b[2Jx", "          ^"),
        ("a: \x1b", 4, 5, r"a: \x1b", "   ^~~~"),
        ("ab", 3, 3, "ab", "  ^"),  # just behind the end
        ("", 1, 1, "", "^"),
    ],
)
def test_the_caret_stands_under_the_place(line, column, end_column, shown, caret):
    """Tabs, wide signs, combined signs and escaped ones move the caret by the cells that they fill."""
    lines = format_problem(error(1, column, end_column), [line]).split("\n")
    assert lines[1:] == [f"    {shown}", f"    {caret}"]


def test_a_long_line_is_cut_around_the_caret():
    """A line wider than the screen shows what is around the place, and dots where it goes on."""
    line = "a" * 100 + "HERE" + "b" * 100
    shown, caret = format_problem(error(1, 101, 105), [line], width=44).split("\n")[1:]
    assert shown == "    ..." + "a" * 17 + "HERE" + "b" * 13 + "..."
    assert caret == "    " + " " * 20 + "^~~~"


@pytest.mark.parametrize(
    ("line", "column", "shown"),
    [
        ("HERE" + "b" * 100, 1, "HERE" + "b" * 33 + "..."),
        ("a" * 100 + "HERE", 101, "..." + "a" * 33 + "HERE"),
        ("a" * 36 + "HERE", 37, "a" * 36 + "HERE"),
    ],
)
def test_a_line_is_cut_only_where_it_must_be(line, column, shown):
    """At either end of a long line the room is used to the full; a line that fits stays whole."""
    assert format_problem(error(1, column, column + 4), [line], width=44).split("\n")[1] == f"    {shown}"


def test_dots_stand_wherever_the_line_goes_on():
    """A place behind the end of a line one sign too long for the screen still shows that something is cut."""
    shown, caret = format_problem(error(1, 42, 42), ["a" * 41], width=44).split("\n")[1:]
    assert shown == "    ..." + "a" * 37
    assert caret == "    " + " " * 40 + "^"


def test_the_caret_ends_where_the_screen_does():
    """A place longer than the screen is marked as far as its line is shown."""
    shown, caret = format_problem(error(1, 3, 90), ["a" * 100], width=44).split("\n")[1:]
    assert shown == "    " + "a" * 37 + "..."
    assert caret == "      ^" + "~" * 37


def test_messages_hints_and_file_names_cannot_command_the_terminal():
    """An escape sequence or a mark that turns the writing round is shown, never sent."""
    problem = Problem(
        "error", "no step '\x1b[31m'", hint="\u202eabc\r\n", file="\x07.yaml", place=Place(1, 1, 2)
    )
    assert format_problem(problem, ["\x9b\ud800\u2066"]) == (
        "\\x07.yaml:1:1: error: no step '\\x1b[31m'\n"
        "    \\x9b\\ud800\\u2066\n"
        "    ^~~~\n"
        "    hint: \\u202eabc\\r\\n"
    )


@pytest.mark.parametrize(
    ("severities", "count"),
    [
        ("", "no problems"),
        ("e", "1 error"),
        ("ew", "1 error, 1 warning"),
        ("eeeww", "3 errors, 2 warnings"),
        ("w", "1 warning"),
    ],
)
def test_the_last_line_counts(severities, count):
    """Errors and warnings are counted apart, in the singular where there is one, and not at all where there is none."""
    problems = [Problem("error" if sign == "e" else "warning", "m") for sign in severities]
    assert format_problems(problems, []).split("\n")[-1] == count


def test_problems_keep_their_order():
    """What comes in first is told first; a second of the same kind is no reason to change the order."""
    told = format_problems([error(2), Problem("warning", "w"), error(1)], ["x", "y"])
    assert told == (
        "a.yaml:2:1: error: wrong\n    y\n    ^\nwarning: w\na.yaml:1:1: error: wrong\n    x\n    ^\n2 errors, 1 warning"
    )


def test_programs_get_flat_records():
    """Each problem is one record of plain values; the path is joined by dots, what is unknown is null."""
    problems = [
        Problem("error", "m", ("chain", "mandate", "options", 0), "h", file="a.yaml", place=Place(3, 5, 9)),
        Problem("warning", "n"),
    ]
    assert json.loads(json.dumps(problems_as_json(problems))) == [
        {
            "file": "a.yaml",
            "line": 3,
            "column": 5,
            "end_column": 9,
            "severity": "error",
            "message": "m",
            "hint": "h",
            "path": "chain.mandate.options.0",
        },
        {
            "file": "",
            "line": None,
            "column": None,
            "end_column": None,
            "severity": "warning",
            "message": "n",
            "hint": None,
            "path": "",
        },
    ]


@given(st.text(), st.integers(1, 300), st.integers(0, 50), st.integers(1, 120))
def test_no_excerpt_is_wider_than_the_screen(line, column, length, width):
    """Whatever the line: the excerpt fits the screen, its caret too, and no control sign is in it."""
    column = min(column, len(line) + 1)
    lines = format_problem(error(1, column, column + length), [line], width=width).split("\n")
    assert len(lines) == 3
    assert all(cell_len(shown) <= max(width, 24) + 1 for shown in lines[1:])
    assert not any(sign < " " or "\x7f" <= sign <= "\x9f" for shown in lines for sign in shown)
