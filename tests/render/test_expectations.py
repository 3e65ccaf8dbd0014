"""What came of expectations, in words."""

import io

import pytest
from rich.console import Console
from tests.support import loaded

from exercise_sim.analysis.expectations import Finding
from exercise_sim.render.expectations import (
    Placed,
    Series,
    percent,
    said,
    series_as_json,
    series_lines,
    verdict,
)
from exercise_sim.render.paint import Paint
from exercise_sim.scenario.expectations import Expectation
from exercise_sim.scenario.problems import Place

CHAIN = "chain: {a: {}, b: {}}\nendings: {over: {when: b}}\nvariants: {late: {}}\npolicies: {bold: {}}\nobjectives: {quick: {from: a, to: b, ratings: {P: 2h}}}\n"


def expectation(entry: str) -> Expectation:
    """One that was written so."""
    return loaded(f"{CHAIN}expect: [{entry}]").scenario.expect[0]


def series(*findings: Finding, command: str = "") -> Series:
    """One file with these findings, in lines from 7 on."""
    tested = [Placed(finding, Place(7 + place, 5, 9), command) for place, finding in enumerate(findings)]
    return Series("t.yaml", 3, 10, tested)


def lines(one: Series, width: int = 100) -> list[str]:
    """Its text, without colours and signs."""
    return list(series_lines(Paint(Console(file=io.StringIO()), width=width, ascii_only=True), one))


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        ("a to b lasts 2h .. 30h in 80% of runs", "a to b lasts 2h .. 30h in at least 80 % of runs"),
        ("ends as over", "ends as over in every run"),
        ("quick rated S", "quick rated S or better in every run"),
        ("quick rated P in 60% of runs", "quick rated P in at least 60 % of runs"),
        ("ends as over in no run", "ends as over in no run"),
        ("a and not b in at most 2.5% of runs", "a and not b in at most 2.5 % of runs"),
        ("a in 20% .. 40% of runs", "a in 20 % .. 40 % of runs"),
        ("a under variant late under policy bold", "a in every run under variant late under policy bold"),
    ],
)
def test_an_expectation_is_told_as_its_author_would_say_it(entry, sentence):
    """With what it means where nothing was written."""
    assert said(expectation(entry)) == sentence


def test_what_held_takes_one_line():
    """Verdict, share with its interval, the sentence, the times, and how many runs do not count."""
    found = Finding(
        0, expectation("a to b lasts at most 2h in 80% of runs"), [*range(8)], [8, 9], [10], [60, 90, 150]
    )
    told = (
        "  +  held    80.0 % (49.0 .. 94.3 %)  a to b lasts at most 2h in at least 80 % of runs;"
        " median 1 h 30 min, from 1 h to 2 h 30 min; 1 run does not count"
    )
    assert lines(series(found), 200) == ["t.yaml: 1 expectation, 10 runs each (seed 3)", told]


def test_what_failed_names_its_place_and_a_run_that_shows_it():
    """The command stands alone on its line, unbroken, to be copied."""
    found = Finding(0, expectation("ends as over"), [0], [1])
    command = "exercise-sim run " + "x" * 100
    assert lines(series(found, command=command))[1:] == [
        "  x  FAILED  50.0 % (9.5 .. 90.5 %)  ends as over in every run",
        "             at t.yaml:7:5; not as expected with seed 3, replication 1:",
        f"             {command}",
    ]


def test_where_no_run_counts_there_is_no_share():
    """And no run to show."""
    found = Finding(0, expectation("a to b lasts 2h"), [], [], [0, 1])
    assert lines(series(found))[1:] == [
        "  x  FAILED  no run counts  a to b lasts 2h in every run; 2 runs do not count",
        "             at t.yaml:7:5",
    ]


def test_a_file_without_expectations_says_so():
    """And what would make some."""
    assert lines(series()) == [
        "t.yaml: nothing is expected of this scenario; 'expect' says what must hold in its runs"
    ]
    assert verdict([series()]) == ""


def test_the_last_line_counts_over_all_files():
    """How many there were, and how many failed."""
    good, bad = Finding(0, expectation("a"), [0]), Finding(0, expectation("a"), [], [0])
    assert verdict([series(good), series(good)]) == "2 expectations: all held"
    assert verdict([series(good, bad), series(good)]) == "3 expectations: 1 failed"


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.0, "0.0 %"), (1.0, "100.0 %"), (0.9999, "> 99.9 %"), (0.0001, "< 0.1 %"), (0.8335, "83.4 %")],
)
def test_nearly_all_is_not_told_as_all(share, text):
    """Nor hardly any as none."""
    assert percent(share) == text


def test_programs_get_the_same_as_plain_data():
    """Place, sentence, bounds, what was counted, minutes, and a run that shows it."""
    found = Finding(0, expectation("a to b lasts 1h in 80% of runs"), [0], [1], [], [60, 120])
    (record,) = series_as_json(series(found, command="run it"))["expectations"]
    interval = record.pop("interval")
    assert record == {
        "line": 7, "column": 5, "says": "a to b lasts 1h in at least 80 % of runs", "variant": [], "policy": "usual",
        "choose": {}, "at_least": 0.8, "at_most": 1.0, "passed": False, "share": 0.5, "held": 1, "counted": 2,
        "least": 60, "median": 90, "greatest": 120, "replication": 1, "command": "run it",
    }  # fmt: skip
    assert interval == pytest.approx([0.0945, 0.9055], abs=1e-4)
