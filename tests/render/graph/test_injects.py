"""Injects in the picture: where they stand, when they come and to whom, what leads to them and from them."""

from tests.render.graph.drawing import graph

from exercise_sim.render.graph.cards import card_of
from exercise_sim.render.graph.mermaid import mermaid
from exercise_sim.render.graph.words import counts, lane

TEXT = """
bodies: {council: {title: Council, seat: true}}
chain:
  a: {phase: First, takes: 1h}
  b: {phase: Second, by: council, takes: 1h}
  c: {after: offer, takes: 1h}
injects:
  offer: {title: An offer, at: 2h after b, chance: 50%, to: [council], text: We offer., expects: {answer: c, within: 3h}}
  outcry: {at: offer.missed, to: all, effects: {redo: a}}
  rumour: {at: trainer}
"""


def lines(name):
    drawn = graph(TEXT)
    card = card_of(drawn.node(name), drawn, dict.fromkeys(range(len(drawn.edges)), 0.0))
    return [line.text for line in card.lines]


def test_an_inject_says_when_it_comes_how_likely_and_to_whom():
    """Title, chance, audience, what leads to it; then what becomes of what is expected."""
    assert lines("offer") == [
        "An offer", "chance 50%", "to Council", "2h after B", "done in time", "not done in time",
    ]  # fmt: skip
    assert lines("outcry") == ["Outcry", "to everyone", "repeats A"]
    assert lines("rumour") == ["Rumour", "by the trainer's hand"]


def test_it_stands_with_exercise_control_in_the_phase_of_what_it_comes_after():
    """By hand: in the first phase. It is counted apart from the steps."""
    drawn = graph(TEXT)
    assert {lane(drawn.node(name)) for name in ("offer", "outcry", "rumour")} == {"Exercise control"}
    assert [drawn.node(name).phase for name in ("offer", "outcry", "rumour")] == [1, 1, 0]
    assert counts(drawn) == "steps: 3, injects: 3, phases: 2"


def test_edges_lead_to_it_and_from_it():
    """After a step, to the step that waits for it, from what is missed, and back."""
    edges = [(edge.source, edge.branch, edge.target, edge.way) for edge in graph(TEXT).edges]
    assert ("b", None, "offer", "after") in edges
    assert ("offer", None, "c", "after") in edges
    assert ("offer", "missed", "outcry", "after") in edges
    assert ("outcry", None, "a", "redo") in edges
    assert "classDef injectCard" in mermaid(graph(TEXT))
