"""The graph of a chain: each step once, what leads to it, what leads back, and how inputs meet."""

import pytest
from tests.support import SCENARIOS, loaded

from exercise_sim.scenario.graph import Graph, condition_text, graph_of
from exercise_sim.scenario.links import Gate
from exercise_sim.scenario.load import load


def graph(text: str, variant: str = "") -> Graph:
    """The graph of a text."""
    return graph_of(loaded(text, variant or ()).scenario)


def edges(text: str) -> list[str]:
    """The edges of a text as `draft.adopt -> plan after`."""
    return [
        f"{edge.source}{f'.{edge.branch}' if edge.branch else ''} -> {edge.target} {edge.way}"
        for edge in graph(text).edges
    ]


def test_a_step_without_after_comes_after_the_step_above():
    """The first one comes after nothing."""
    text = "chain: {a: {takes: 1h}, b: {takes: 1h}, c: {after: a, takes: 1h}}"
    assert edges(text) == ["a -> b after", "a -> c after"]
    assert graph(text).node("a").gate is None


def test_joins_keep_their_form():
    """All of a list, any of some, a number of them; one in the other as the author wrote them."""
    text = """
    chain:
      a: {takes: 1h}
      b: {after: a, takes: 1h}
      c: {after: a, takes: 1h}
      every: {after: [b, c]}
      some: {after: {any: [b, c]}}
      two: {after: {2 of: [a, b, c]}}
      mixed: {after: [a, {any: [b, c]}]}
      worded: {after: b or c}
    """
    found = {node.name: node.gate for node in graph(text).nodes}
    assert found["every"] == Gate("all", (2, 3))
    assert found["some"] == Gate("any", (4, 5))
    assert found["two"] == Gate("any", (6, 7, 8), 2)
    assert found["mixed"] == Gate("all", (9, Gate("any", (10, 11))))
    assert found["worded"] == Gate("any", (12, 13))


def test_outcomes_lead_on_back_and_to_endings():
    """An edge comes from its outcome; going back, repeating and ending are edges of their own kind."""
    text = """
    chain:
      draft: {takes: 1h}
      session:
        by: staff
        takes: 1h
        options: {adopt: {}, return: {back_to: draft, at_most: 1, then: refuse}, refuse: {ends: over}}
        usual: adopt
      plan: {after: session.adopt, takes: 1h, when_done: {redo: draft, at_most: 1}}
    endings: {over: {}, well: {when: plan}}
    """
    assert edges(text) == [
        "draft -> session after",
        "session.adopt -> plan after",
        "plan -> ending well condition",
        "session.return -> draft back",
        "session.refuse -> ending over ends",
        "plan -> draft redo",
    ]


def test_documents_lead_from_their_makers_only_where_nothing_else_does():
    """Who makes a document is before whoever needs it; a line says so where the chain does not say it already."""
    text = """
    chain:
      start: {takes: 1h}
      paper: {after: start, takes: 1h, makes: paper}
      note: {after: start, takes: 1h, outcomes: {yes_: {makes: note}, no_: {}}}
      behind: {after: paper, needs: paper, takes: 1h}
      beside: {after: start, needs: [paper, note], takes: 1h}
    """
    assert edges(text)[3:] == [
        "start -> beside after",
        "paper -> beside document",
        "note.yes_ -> beside document",
    ]
    assert edges(text)[2] == "paper -> behind after"


def test_a_step_that_waits_for_a_condition_is_tied_to_the_steps_in_it():
    """References and steps that are compared; variables are no steps."""
    text = """
    variables: {size: 1}
    chain:
      a: {takes: 1h, outcomes: [good, bad]}
      b: {after: a, takes: 1h}
      c: {after: a, wait_for: [a is bad, b, size at least 1]}
    """
    assert edges(text) == ["a -> b after", "a -> c after", "b -> c condition", "a -> c condition"]


def test_a_group_stands_once_with_its_members():
    """How many, of which group, how chosen, what they are called; a title for one of them has dots for its name."""
    text = """
    groups: {states: {a: {title: Aland, size: 1}, b: {title: Borland, size: 2}, c: {size: 3}}}
    bodies: {office: {title: Office of <its.title>, for_each: states}}
    chain: {consent: {by: office, for_each: states where size at least 2, takes: its.size_of_it}}
    """.replace("its.size_of_it", "2h")
    node = graph(text).node("consent")
    assert node.several
    assert (node.several.count, node.several.group, node.several.titles) == (2, "states", ("Borland", "C"))
    assert node.several.text == "states where size at least 2"
    assert node.body == "Office of \u2026"


def test_what_a_step_is_follows_from_what_it_says():
    """Work, a point without work, a question, a vote, chance, an ending."""
    text = """
    groups: {states: {a: {}, b: {}}}
    chain:
      work: {takes: 1h}
      point: {}
      asked: {by: staff, options: [go, stay], usual: go}
      voted: {by: staff, vote: {of: states, carried: {go: all}}, options: [stay, go], otherwise: stay}
      drawn: {outcomes: [good, bad]}
    endings: {over: {class: success, when: drawn}}
    """
    kinds = {node.name: node.kind for node in graph(text).nodes}
    assert kinds == {
        "work": "work",
        "point": "milestone",
        "asked": "question",
        "voted": "vote",
        "drawn": "chance",
        "ending over": "ending",
    }


def test_phases_go_on_until_the_next():
    """Steps above the first phase are in one without a name; endings come behind the last."""
    text = (
        "chain: {a: {takes: 1h}, b: {phase: Decision, takes: 1h}, c: {takes: 1h}}\nendings: {over: {when: c}}"
    )
    assert graph(text).phases == ("", "Decision")
    assert [node.phase for node in graph(text).nodes] == [0, 1, 1, 2]


def test_what_waits_for_the_end_of_play_says_so():
    """The end of play is no step, so no edge comes from it."""
    text = "chain: {a: {takes: 1h}, wash: {after: ending, takes: 1h}}\nendings: {over: {when: a}}"
    assert graph(text).node("wash").after_end
    assert edges(text) == ["a -> ending over condition"]


def test_conditions_are_told_in_the_authors_words():
    """Texts as they stand; lists and mappings with and, or, not, and brackets where they are needed."""
    text = """
    variables: {size: 1, mood: good}
    chain:
      a: {takes: 1h}
      b: {if: {any: [mood is bad, {all: [size at least 2, not: mood is good]}]}, takes: 1h}
    """
    node = loaded(text).scenario.chain["b"]
    assert condition_text(node.if_) == "mood is bad or (size at least 2 and not mood is good)"


def test_a_variant_has_its_own_chain():
    """What it sets is drawn."""
    text = "chain: {a: {takes: 1h}, b: {takes: 1h}, c: {takes: 1h}}\nvariants: {short: {set: {chain.c.after: a}}}"
    sources = [edge.source for edge in graph(text, "short").edges]
    assert sources == ["a", "a"]


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_nothing_of_a_shipped_scenario_is_left_out(path):
    """Every step, inject and ending is a node, and every edge leads from one to another."""
    scenario = load(path).scenario
    found = graph_of(scenario)
    names = [node.name for node in found.nodes]
    assert names == [*scenario.chain, *scenario.injects, *(f"ending {name}" for name in scenario.endings)]
    assert {name for edge in found.edges for name in (edge.source, edge.target)} <= set(names)
