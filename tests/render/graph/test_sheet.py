"""On the sheet nothing lies on anything else, however the chain is made: the rules that make a picture readable."""

from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.scenario.checks.mutants import mutant, tree
from tests.scenario.checks.specimens import SCENARIOS as SPECIMENS
from tests.support import SCENARIOS

from exercise_sim.render.graph.cards import BOLD, SIZES, WIDE
from exercise_sim.render.graph.lettering import width
from exercise_sim.render.graph.sheet import LABELS, MARGIN, Drawn, Sheet, sheet_of
from exercise_sim.scenario.checks import check_scenario
from exercise_sim.scenario.graph import graph_of
from exercise_sim.scenario.model import Scenario, validate

Box = tuple[float, float, float, float]


def boxes(sheet: Sheet) -> dict[str, Box]:
    """Left, top, right and bottom of each card."""
    return {name: (x, y, x + WIDE, y + sheet.cards[name].room) for name, (x, y) in sheet.places.items()}


def stretches(drawn: Drawn) -> list[Box]:
    """The straight parts of a line."""
    pairs = zip(drawn.points, drawn.points[1:], strict=False)
    return [(min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y)) for (x, y), (to_x, to_y) in pairs]


def meet(one: Box, other: Box) -> bool:
    """Whether two boxes share more than an edge."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def on_another(one: Box, other: Box) -> bool:
    """Whether two stretches lie on each other for more than a point."""
    upright = one[0] == one[2] == other[0] == other[2]
    level = one[1] == one[3] == other[1] == other[3]
    return (upright and min(one[3], other[3]) > max(one[1], other[1])) or (
        level and min(one[2], other[2]) > max(one[0], other[0])
    )


def hold(scenario: Scenario) -> None:
    """Holds every rule of the sheet."""
    sheet = sheet_of(graph_of(scenario))
    cards = boxes(sheet)
    for (name, one), (other_name, other) in combinations(cards.items(), 2):
        assert not meet(one, other), f"{name} lies on {other_name}"
    for card in sheet.cards.values():
        for line in card.lines:
            assert line.x + width(line.text, SIZES[line.style], bold=line.style in BOLD) <= WIDE
            assert 0 < line.y < card.height
    for drawn in sheet.lines:
        held_line(sheet, drawn, cards)
    for one, other in combinations(sheet.lines, 2):
        held_apart(one, other)


def held_line(sheet: Sheet, drawn: Drawn, cards: dict[str, Box]) -> None:
    """A line runs from its source to its target, level or upright, on no card and in no label, on the sheet."""
    (x, _), (to_x, _) = drawn.points[0], drawn.points[-1]
    assert x == cards[drawn.edge.source][2]
    assert to_x == cards[drawn.edge.target][0]
    for left, top, right, bottom in stretches(drawn):
        assert left == right or top == bottom
        assert MARGIN + LABELS - 4 < left <= right < sheet.width
        assert 0 < top <= bottom < sheet.height
        for name, card in cards.items():
            inside = (card[0] + 1, card[1] + 1, card[2] - 1, card[3] - 1)
            line = (left - 0.5, top - 0.5, right + 0.5, bottom + 0.5)
            assert not meet(line, inside), f"{drawn.edge} crosses {name}"


def held_apart(one: Drawn, other: Drawn) -> None:
    """Lines of different nets share no stretch, but where they leave one card together, or lead back to one."""
    if one.net == other.net:
        return
    ours, theirs = stretches(one), stretches(other)
    if one.points[0] == other.points[0]:
        ours, theirs = ours[1:], theirs[1:]
    if one.points[-1] == other.points[-1]:
        assert {one.edge.way, other.edge.way} <= {"back", "redo"}, f"{one.edge} and {other.edge}"
        ours, theirs = ours[:-1], theirs[:-1]
    for stretch in ours:
        for their in theirs:
            assert not on_another(stretch, their), f"{one.edge} lies on {other.edge}"


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_a_shipped_scenario_is_readable(path):
    """No card on another, no text out of its card, no line on a card or on another line."""
    hold(validate(tree(path.read_text("utf-8"))))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(SPECIMENS), st.integers(0, 8), st.randoms(use_true_random=False))
def test_any_sound_chain_is_readable(text, changes, random):
    """Whatever it is made of."""
    scenario = mutant(text, changes, random)
    if not any(problem.severity == "error" for problem in check_scenario(scenario, judged=False)):
        hold(scenario)
