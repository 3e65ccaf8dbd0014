"""The sheet as YAML: whatever stands in a run is read again by the loader as it was."""

from hypothesis import given
from hypothesis import strategies as st

from exercise_sim.render.sheet import block
from exercise_sim.scenario.problems import ScenarioError
from exercise_sim.scenario.source import parse_source

WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
PLAIN = st.one_of(st.booleans(), st.integers(-(10**14), 10**14), st.floats(-1e9, 1e9), WORDS)
TREES = st.recursive(
    PLAIN,
    lambda inner: st.one_of(st.dictionaries(WORDS, inner, max_size=3), st.lists(PLAIN, max_size=3)),
    max_leaves=12,
)


@given(st.dictionaries(WORDS, TREES, min_size=1, max_size=4))
def test_every_tree_comes_back(tree):
    """Words that YAML takes for something else, signs, numbers, any depth."""
    text = "\n".join(block(tree)) + "\n"
    assert parse_source(text, "sheet.yaml").data == tree


def test_small_things_stand_in_one_line():
    """What has few levels; more go below each other."""
    tree = {
        "a": {"value": 1, "from": {"event": 2}},
        "b": {"c": {"d": {"e": 1}}},
        "list": [{"x": 1}, {"x": 2}],
        "none": {},
    }
    assert list(block(tree)) == [
        "a: {value: 1, from: {event: 2}}", "b:", "  c: {d: {e: 1}}", "list:", "  - {x: 1}", "  - {x: 2}", "none: {}",
    ]  # fmt: skip


def test_it_is_no_scenario_for_the_reader():
    """Ambiguous names and words are in quotes."""
    try:
        parse_source("\n".join(block({"no": "yes", "y": "0755", "<<": "~"})), "sheet.yaml")
    except ScenarioError as error:
        raise AssertionError(str(error)) from error
