"""The colours of lines."""

from tests.render.graph.drawing import graph

from exercise_sim.render.graph.hues import hues
from exercise_sim.render.graph.sheet import sheet_of

FAN = "chain: {a: {takes: 1h}, b: {by: staff, after: a, options: [x, z, w], usual: x}, c: {after: b.x}, d: {after: b.z}, e: {after: b.w}}"


def test_lines_that_run_side_by_side_differ_in_colour():
    """As long as there are colours enough; lines of one result have one."""
    found = hues(sheet_of(graph(FAN)).wiring, 6)
    assert list(found) == [("a", None), ("b", "x"), ("b", "z"), ("b", "w")]
    assert len({found["b", "x"], found["b", "z"], found["b", "w"]}) == 3


def test_with_too_few_colours_the_one_used_least_is_taken():
    """Nobody goes without."""
    assert set(hues(sheet_of(graph(FAN)).wiring, 2).values()) == {0, 1}
    assert set(hues(sheet_of(graph(FAN)).wiring, 1).values()) == {0}
