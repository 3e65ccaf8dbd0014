"""Lines as data: members of one step, many steps with one fate, what is made and changed."""

import pytest

from exercise_sim.render.lines import Line, brief, together


@pytest.mark.parametrize(
    ("steps", "text"),
    [
        ([], ""),
        ([("Loading", "")], "Loading"),
        ([("Loading", "A")], "Loading (A)"),
        ([("Loading", "A"), ("Loading", "B")], "Loading (A, B)"),
        ([("Loading", one) for one in "ABC"], "Loading (A, B, C)"),
        ([("Loading", "A"), ("Arrival", "A"), ("Report", "")], "Loading (A), Arrival (A) and Report"),
        ([("Report", ""), *(("Loading", one) for one in "ABC")], "4 steps, namely Report and Loading (3)"),
        (
            [(f"Step {one}", "") for one in "ABCDEF"],
            "6 steps, among them Step A, Step B, Step C and Step D",
        ),
    ],
)  # fmt: skip
def test_many_steps_are_named_in_one_breath(steps, text):
    """The members of one step together; counted where not all can be named."""
    assert brief(together(steps)) == text


def test_the_members_of_a_step_stand_in_brackets():
    """The first of them, where they are many."""
    line = Line(0, "begin", "{what}: started", label="March", members=list("ABCDEF"))
    assert line.told("->") == "March (A, B, C, D, E, F): started"
    line.members.append("G")
    assert line.told("->") == "March (A, B, C, D, E and 2 more): started"


def test_many_members_that_leave_are_counted_at_the_end():
    """The first of them by name."""
    line = Line(0, "cut", "No longer taking part: {members}", members=list("ABCDEFGH"))
    assert line.told("->") == "No longer taking part: A, B, C, D, E, F and 2 more"


def test_documents_come_before_changes():
    """Behind the arrow; the clauses follow."""
    line = Line(0, "done", "Draft: done", made=["draft v1", "list v1"], more=["unity falls to 98"])
    assert line.told("->") == "Draft: done -> draft v1, list v1; unity falls to 98"


def test_what_members_lose_is_said_with_them():
    """A line about members may have steps too."""
    line = Line(0, "cut", "No longer taking part: {members}", members=["A", "B"])
    assert line.told("->") == "No longer taking part: A and B"
    line.add_step("Loading", "A")
    line.add_step("Loading", "A")
    line.add_step("Loading", "B")
    assert line.told("->") == "No longer taking part: A and B; with that, no longer possible: Loading (A, B)"


def test_a_new_document_can_be_the_whole_sentence():
    """Where nobody sees who made it; then no arrow stands before it."""
    line = Line(0, "note", "New document: {made}", made=["draft v1", "list v1"])
    assert line.told("->") == "New document: draft v1, list v1"
