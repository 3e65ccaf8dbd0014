"""What drives a result, as people read it."""

import io

import pytest
from rich.console import Console
from tests.support import loaded

from exercise_sim.analysis.alternatives import Alternative, prepared
from exercise_sim.analysis.watched import Watch
from exercise_sim.render.driven import driven_lines
from exercise_sim.render.paint import Paint

TEXT = """
resources: {teams: {title: Reception teams, slots: 1}}
chain:
  s: {}
  draft: {title: The draft, by: staff, after: s, takes: 1h .. 20h}
  luck: {title: The vote, after: draft, outcomes: {good: {text: Carried}, bad: {text: Sat again, chance: 0.3, takes: 20h}}}
  end: {title: The end, after: luck, takes: 1h}
objectives: {it: {title: It, from: s, to: end}}
endings: {over: {when: end}}
"""


def told(text=TEXT, width=100, runs=200):
    """The section."""
    alternative = Alternative("as it is", "it.yaml", loaded(text).source.text)
    quantities = prepared(alternative).readings.quantities
    watch = Watch(alternative, 1, next(one for one in quantities if one.name == "it"))
    for _ in range(runs):
        watch.watch()
    paint = Paint(Console(file=io.StringIO(), width=width), ascii_only=True)
    return [*driven_lines(paint, watch.driven, "It")]


def test_drivers_are_told_in_the_words_of_their_kind():
    """With their swing, their correlation, and how often something went that way; then the guesses and the path."""
    lines = told()
    text = " ".join(line.strip() for line in lines)
    assert lines[1] == "What drives it: It ('as it is', 200 runs)"
    assert "The draft: how long it takes" in text
    assert "The vote: Sat again (in " in text
    assert "The number without a source that matters most: " in text
    assert "how long 'The draft' takes" in text
    assert "the chances of 'The vote'" in text
    assert "100.0 %       1 h  The end" in text
    assert "Staff: work" in text


@pytest.mark.parametrize("width", [40, 80, 140])
def test_nothing_is_wider_than_the_terminal(width):
    """Long rows go on below themselves."""
    assert max(len(line) for line in told(width=width)) <= width


def test_where_nothing_moves_it_that_is_said():
    """A scenario without chance."""
    lines = told("chain: {s: {}, end: {after: s, takes: 2h}}\nobjectives: {it: {from: s, to: end}}", runs=40)
    assert "  Nothing moves it more than luck would." in lines
    assert not any("source" in line for line in lines)


def test_one_run_says_nothing_of_drivers_and_tells_its_path():
    """n = 1."""
    lines = told(runs=1)
    assert "  Nothing moves it more than luck would." in lines
    assert any("The end" in line for line in lines)
