"""Values put into a file from outside: as a variant would set them, and what is wrong told at the value that they would replace."""

import pytest
from tests.support import HEAD

from exercise_sim.scenario.load import load_text
from exercise_sim.scenario.problems import ScenarioError

TEXT = "".join(f"{key}: {value}\n" for key, value in HEAD.items()) + (
    "variables: {pace: slow}\n"
    "chain:\n"
    "  a: {takes: 1h}\n"
    "  b: {after: a, takes: 2h}\n"
    "variants: {long: {set: {chain.a.takes: 5h, chain.b.takes: 6h}}}\n"
)


def takes(sets, variant=()):
    """How long both steps take."""
    scenario = load_text(TEXT, "it.yaml", variant, sets, judged=False).scenario
    return [str(scenario.chain[name].takes.text) for name in "ab"]


def test_a_value_is_set():
    """And nothing else."""
    assert takes([("chain.a.takes", "2h .. 3h")]) == ["2h .. 3h", "2h"]
    assert takes([]) == ["1h", "2h"]


def test_it_comes_on_top_of_a_variant():
    """What both set, it sets."""
    assert takes([("chain.b.takes", "1h")], "long") == ["5h", "1h"]


def test_a_value_may_be_a_list_or_a_mapping():
    """It is YAML, as in the file."""
    loaded = load_text(
        TEXT, "it.yaml", (), [("chain.b.after", "[a]"), ("variables.pace", "{x: 1}")][:1], judged=False
    )
    assert loaded.scenario.chain["b"].after is not None


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("chain.a.takes", "2", "it.yaml:8:14: error: --set chain.a.takes=2: '2' has no unit: write 2h or 2m"),
        ("chain.b.after", "c", "it.yaml:9:14: error: --set chain.b.after=c: there is no step 'c'"),
        ("chain.c.takes", "2h", "error: --set chain.c.takes=2h: sets 'chain.c.takes', which this file does not have"),
        ("chain.a.tkes", "2h", "'tkes' is not a word of the language here (did you mean 'takes'?)"),
        ("chain.a.takes", "{a", "--set chain.a.takes:1:8: error: the { is never closed"),
        ("chain.a.takes", "1h\nother: 2", "--set chain.a.takes:1:1: error: one value is expected here"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_where_it_would_stand(path, value, said):
    """With the words of the command in front."""
    with pytest.raises(ScenarioError) as caught:
        load_text(TEXT, "it.yaml", (), [(path, value)], judged=False)
    assert said in str(caught.value)


def test_it_is_never_taken_for_a_variant_of_the_file():
    """Nobody can write one of that name, and none is left in the scenario."""
    loaded = load_text(TEXT, "it.yaml", (), [("chain.a.takes", "2h")], judged=False)
    assert [*loaded.scenario.variants] == ["long"]
    assert loaded.variants == ()


def test_an_inject_may_be_added_that_the_file_does_not_have():
    """With a + before its path; with or without others beside it. The tree of the file stays as it was."""
    loaded = load_text(
        TEXT, "it.yaml", (), [("+injects.storm", "{at: 2h after a, text: It rains}")], judged=False
    )
    assert list(loaded.scenario.injects) == ["storm"]
    assert "injects" not in loaded.source.data
    text = TEXT + "injects: {sun: {at: 1h after a}}\n"
    loaded = load_text(text, "it.yaml", (), [("+injects.storm", "{at: 2h after a}")], judged=False)
    assert list(loaded.scenario.injects) == ["sun", "storm"]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("injects.storm", "sets 'injects.storm', which this file does not have (to add one: +injects.storm)"),
        ("+injects.sun", "the added inject 'sun': sets '+injects.sun', which this file has already (take another name)"),
        ("+chain.storm", "sets '+chain.storm', but only an inject can be added (write +injects.NAME)"),
        ("+injects.storm.at", "but only an inject can be added"),
        ("+injects.storm is", "'storm is' is no name"),
    ],
)  # fmt: skip
def test_nothing_else_is_added(path, said):
    """A name that is mistyped makes no new thing."""
    text = TEXT + "injects: {sun: {at: 1h after a}}\n"
    with pytest.raises(ScenarioError) as caught:
        load_text(text, "it.yaml", (), [(path, "{at: 1h after a}")], judged=False)
    assert said in str(caught.value)


def test_a_variant_of_a_file_adds_no_inject():
    """An author writes it among the injects; a path with a plus leads nowhere."""
    for path in ("injects.storm", "+injects.storm", "+chain.a.takes"):
        text = TEXT.replace("variants: {", f"variants: {{wet: {{set: {{{path}: 1h}}}}, ", 1)
        with pytest.raises(ScenarioError, match="which this file does not have"):
            load_text(text, "it.yaml", "wet", judged=False)
