"""Bands for phases, lanes for bodies, columns in the order of the chain."""

from tests.render.graph.drawing import graph

from exercise_sim.render.graph.grid import grid_of


def test_phases_are_bands_and_bodies_are_lanes():
    """Each band has the lanes of those who act in it, in the order in which they do; endings are the last."""
    bands = {band.title: [lane.title for lane in band.lanes] for band in grid_of(graph()).bands}
    assert bands == {
        "Draft": ["Grand Council"],
        "Consent": ["Office of \u2026", "no one acts", "Grand Council"],
        "Endings": [""],
    }


def test_what_comes_later_in_a_band_stands_further_right():
    """Rows run through the sheet, columns begin anew in each band."""
    assert grid_of(graph()).cells == {
        "draft": (0, 0),
        "mandate": (0, 1),
        "consent": (1, 0),
        "ready": (2, 1),
        "plan": (3, 2),
        "ending settled": (4, 0),
        "ending refused": (4, 1),
    }


def test_what_is_done_at_the_same_time_by_one_body_stands_one_below_the_other():
    """A lane has as many rows as it needs."""
    text = (
        "chain: {a: {by: staff, takes: 1h}, b: {by: staff, takes: 1h}, c: {by: staff, after: a, takes: 1h}}"
    )
    grid = grid_of(graph(text))
    assert grid.cells == {"a": (0, 0), "b": (0, 1), "c": (1, 1)}
    assert (grid.rows, grid.columns) == (2, 2)


def test_a_chain_without_phases_is_one_band():
    """With a name of its own."""
    assert [band.title for band in grid_of(graph("chain: {a: {takes: 1h}}")).bands] == ["Chain"]
