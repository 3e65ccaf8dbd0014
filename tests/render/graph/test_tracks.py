"""Wires in a channel: none on another, few that cross."""

from hypothesis import given
from hypothesis import strategies as st

from exercise_sim.render.graph.tracks import Wire, crossings, tracks

PLACES = st.lists(st.integers(0, 20).map(float), min_size=1, max_size=3)
WIRES = st.lists(st.builds(Wire, PLACES, PLACES), max_size=8)


def test_wires_that_do_not_meet_share_a_track():
    """One ends before the next begins."""
    assert tracks([Wire([1], [2]), Wire([3], [5]), Wire([6], [9])]) == [0, 0, 0]


def test_of_two_that_lead_down_the_higher_one_turns_later():
    """Then they do not cross."""
    upper, lower = Wire([1], [10]), Wire([5], [15])
    assert tracks([upper, lower]) == [1, 0]
    assert (crossings(lower, upper), crossings(upper, lower)) == (0, 2)


def test_of_two_that_lead_up_the_lower_one_turns_later():
    """The mirror of the above."""
    assert tracks([Wire([10], [1]), Wire([15], [5])]) == [0, 1]


@given(WIRES)
def test_no_wire_lies_on_another(wires):
    """Those that meet have tracks of their own."""
    found = tracks(wires)
    for one in range(len(wires)):
        for other in range(one):
            apart = wires[one].last < wires[other].first or wires[other].last < wires[one].first
            assert apart or found[one] != found[other]
