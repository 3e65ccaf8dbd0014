"""`exercise-sim run`: how it looks on narrow and wide screens, in plain, and at the pace of a clock."""

import io
import time

import pytest
from rich.cells import cell_len
from tests.cli.small import SMALL
from tests.support import SCENARIOS

from exercise_sim.cli import main


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
@pytest.mark.parametrize("width", [40, 60, 80, 140])
def test_no_line_is_wider_than_the_screen(path, width, run):
    """All but the line to repeat the run, which is there to be copied whole."""
    for seed in (1, 2):
        _, out, _ = run(path, "--seed", seed, "--width", width, "--policy", "weighted")
        wide = [
            line
            for line in out.splitlines()
            if cell_len(line) > width and not line.startswith("  exercise-sim run")
        ]
        assert wide == []


def test_signs_of_double_width_are_counted_as_two(file, run):
    """Titles without blanks are broken where they reach the edge of the screen."""
    title = "\u975e\u5e38\u4f1a\u8b70" * 20
    _, out, _ = run(
        file(SMALL.replace("title: Drafting", f"title: {title}").replace("A quick decision", title)),
        "--seed",
        1,
        "--width",
        60,
    )
    assert [
        line for line in out.splitlines() if cell_len(line) > 60 and not line.startswith("  exercise-sim run")
    ] == []
    assert out.count("\u975e\u5e38") >= 20


def test_plain_is_ascii_without_colours(file, run):
    """Where the author's own words are."""
    _, out, _ = run(file(), "--seed", 3, "--plain")
    assert out.isascii()
    assert "\x1b" not in out


def test_redirected_there_are_no_colours(file, run):
    """Whoever reads a file does not read escape codes; the signs stay."""
    _, out, _ = run(file(), "--seed", 3)
    assert "\x1b" not in out
    assert not out.isascii()


def test_paced_the_log_comes_with_the_clock(file, run, monkeypatch):
    """At 600 exercise seconds a second an hour takes six seconds; between events it waits, and never goes back."""
    clock = [100.0]
    slept = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        clock[0] += seconds

    monkeypatch.setattr(time, "monotonic", lambda: clock[0])
    monkeypatch.setattr(time, "sleep", sleep)
    _, out, _ = run(file("chain: {a: {takes: 1h}, b: {takes: 30m}}\n"), "--seed", 1, "--pace", 600)
    assert slept == pytest.approx([6.0, 3.0])
    assert out == run(file("chain: {a: {takes: 1h}, b: {takes: 30m}}\n"), "--seed", 1)[1]


def test_paced_each_minute_is_written_as_soon_as_it_is_told(file, monkeypatch):
    """Whoever watches a pipe or a projector sees it at once."""

    class Watched(io.StringIO):
        flushed: list[str] = []  # noqa: RUF012  # one of them

        def flush(self) -> None:
            self.flushed.append(self.getvalue())

    watched = Watched()
    monkeypatch.setattr("sys.stdout", watched)
    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    main(["run", str(file("chain: {a: {takes: 1h}, b: {takes: 30m}}\n")), "--seed", "1", "--pace", "6000"])
    parts = [text for text in watched.flushed if "D 01:00" in text and "D 01:30" not in text]
    assert parts
