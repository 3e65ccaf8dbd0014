"""Resources over time as strips of a terminal."""

import io

import pytest
from rich.console import Console
from tests.analysis.test_loads import TEXT, alternative, loads

from exercise_sim.render.loaded import Strips, loads_lines
from exercise_sim.render.paint import Paint


def told(*texts, width=80, ascii_only=True):
    """The section of one alternative, or of two."""
    found = {alternative(text): loads(text, (0, 4)) for text in texts or (TEXT,)}
    paint = Paint(Console(file=io.StringIO(), width=width), ascii_only=ascii_only)
    return [*loads_lines(paint, found)]


def test_a_strip_shows_what_is_in_use_and_who_waits_by_hand():
    """Two rooms are in use to 3 h of 4:25 (the last look at which anything is in use), one request waits to 2 h: 37 and 25 of 54 looks, of 43 signs."""
    lines = told()
    assert lines[1] == "Resources over time (4 runs)"
    place = lines.index("  Rooms (2 at a time)")
    use, waiting = lines[place + 1], lines[place + 2]
    assert use.startswith("      in use   @@@")
    assert use.endswith("most 2, P90 2")
    assert use.count("@") == pytest.approx(43 * 36 / 54, abs=1)
    assert waiting.count("@") == pytest.approx(43 * 24 / 54, abs=1)
    # Who waits for a room waits for the fuel, too: both are granted together. Of that, ten are left, then six.
    left = lines[lines.index("  Fuel (10 in stock)") + 1]
    assert left.startswith("      left     @@@")
    assert left.endswith("most 10, P90 10")
    assert lines[-1] == "  Nobody waits for: Lift (2 an hour)."


def test_of_several_alternatives_each_has_its_strips_on_one_axis():
    """In the second one nobody waits, and still each has both strips of each resource."""
    lines = told(TEXT, TEXT.replace("slots: 2", "slots: 3"))
    assert lines[1] == "Resources over time (4 runs each)"
    assert sum(line.startswith("      waiting") for line in lines) == 4
    assert "most 0, P90 0" in " ".join(lines)
    assert sum(line == "    it" for line in lines) == 4  # two resources, two alternatives


def test_where_nobody_waits_that_is_said():
    """And nothing is drawn."""
    lines = told(TEXT.replace("slots: 2", "slots: 3"))
    assert lines[-1] == "  Nobody waits for any of them."


@pytest.mark.parametrize("width", [60, 80, 140])
@pytest.mark.parametrize("ascii_only", [True, False])
def test_nothing_is_wider_than_the_terminal(width, ascii_only):
    """With blocks and with signs of ASCII."""
    assert max(map(len, told(width=width, ascii_only=ascii_only))) <= width


def test_the_resource_that_is_waited_for_most_comes_first():
    """Of two, the one with more waiting hours."""
    text = TEXT.replace("fly: {after: c,", "fly: {after: a begins,").replace(
        "endings:",
        "  more: {after: a begins, takes: 1h, uses: {lift: 9}}\n  third: {after: a begins, uses: {lift: 9}}\nendings:",
    )
    assert Strips({alternative(text): loads(text, (0, 4))}).waited[0] == "lift"
