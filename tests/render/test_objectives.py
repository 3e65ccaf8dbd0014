"""The table of objectives: ratings, what was measured, thresholds, what is left to the evaluators."""

import pytest
from rich.cells import cell_len
from tests.render.test_log import paint

from exercise_sim.analysis.measures import Measured
from exercise_sim.render.objectives import objective_lines


def objective(**given) -> Measured:
    """An objective with a rating."""
    known = {
        "name": "it",
        "title": "A title",
        "unit": "minutes",
        "value": 90,
        "rating": "P",
        "thresholds": {"P": 120, "S": 240, "M": 3125},
        "more_is_better": False,
    }
    return Measured(**{**known, **given})


def told(*given: Measured, width: int = 80) -> list[str]:
    """The table without its heading."""
    return list(objective_lines(paint(width), given))[2:]


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ({}, "  P  1 h 30 min  A title"),
        ({"value": 3125, "rating": "M"}, "  M  2 d 4 h 05 min  A title"),
        ({"value": None, "rating": "U"}, "  U  not reached  A title"),
        ({"value": None, "rating": None}, "  -  not assessed  A title"),
        (
            {"unit": "number", "value": 1870, "rating": "S", "thresholds": {"P": 2000}, "more_is_better": True},
            "  S  1,870  A title",
        ),
    ],
)  # fmt: skip
def test_an_objective_is_told_with_its_rating_and_what_was_measured(given, text):
    """A letter, never a colour alone; what was not assessed has none. Times are told as thresholds are."""
    assert told(objective(**given))[0].startswith(text)


def test_thresholds_stand_beside_the_title():
    """The direction is said once."""
    assert told(objective())[0].endswith("  P up to 2 h, S 4 h, M 2 d 4 h 05 min")
    more = objective(unit="number", value=7, thresholds={"P": 2000, "M": 5}, more_is_better=True)
    assert told(more)[0].endswith("  P from 2,000, M 5")


def test_columns_are_as_wide_as_their_widest():
    """So that titles and thresholds stand below each other."""
    first, second, *_ = told(objective(value=3125), objective(title="Another"))
    assert first.index("A title") == second.index("Another")
    assert first.index("P up to") == second.index("P up to")


@pytest.mark.parametrize("width", [40, 50, 60, 80, 140])
def test_no_word_is_cut_and_no_line_too_wide(width):
    """Where there is no room beside the title, thresholds stand below it; long titles go on in their column."""
    lines = told(
        objective(title="A title of some length, not short", provision="Regulation of the second kind"),
        objective(unit="observed", value=None, rating=None, title="Seen by hand", observe="Was it told in time to everyone?"),
        width=width,
    )  # fmt: skip
    assert all(cell_len(line) <= width for line in lines)
    said = " ".join(" ".join(lines).replace("P up to 2 h, S 4 h, M 2 d 4 h 05 min", "").split())
    for text in ("Regulation of the second kind", "Seen by hand", "Was it told in time to everyone?"):
        assert text in said
    assert sum(word in line for line in lines for word in ("title", "length,", "short")) == 3


def test_what_people_observe_is_left_to_them():
    """With its question, apart from what was measured."""
    lines = told(
        objective(),
        objective(unit="observed", value=None, rating=None, thresholds={}, title="It was seen", observe="Was it?", provision="Rule 3"),
    )  # fmt: skip
    assert lines[-5:] == ["", "For the evaluators to rate", "  -  It was seen", "     Was it?", "     Rule 3"]


def test_a_scenario_without_objectives_says_so():
    """Instead of an empty table."""
    assert told() == ["This scenario names no objectives."]


def test_a_time_that_ran_backwards_says_so():
    """It is not assessed, and the reason stands below its title."""
    lines = told(objective(value=-150, rating=None, backwards=True))
    assert lines[0].startswith("  -  not assessed  A title")
    assert lines[1].strip() == "Its end came 2 h 30 min before its beginning."
