"""Texts are broken into lines that fit, whatever is in them."""

from hypothesis import given
from hypothesis import strategies as st

from exercise_sim.render.graph.lettering import width, wrapped


def test_wide_signs_are_wider():
    """A thin letter, an ordinary one, a wide one, one of the Far East; bold is wider."""
    assert width("i", 10) < width("e", 10) < width("W", 10) < width("\u6f22", 10)
    assert width("draft", 10, bold=True) > width("draft", 10)


def test_a_text_is_broken_between_words():
    """As many to a line as fit."""
    assert wrapped("Decision and signature of the request", 130, 12) == [
        "Decision and",
        "signature of the",
        "request",
    ]
    assert wrapped("", 130, 12) == []


def test_a_word_that_is_too_long_is_broken():
    """Nothing of it is lost."""
    assert wrapped("aaaaaaaaaa", 30, 10) == ["aaaa", "aaaa", "aa"]


@given(st.text(max_size=60), st.floats(12, 300))
def test_no_line_is_wider_than_its_room(text, room):
    """And together they say what the text said."""
    lines = wrapped(text, room, 11)
    assert all(width(line, 11) <= room for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
