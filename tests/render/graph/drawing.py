"""For the tests of the picture: a graph out of a text."""

from tests.support import loaded

from exercise_sim.scenario.graph import Graph, graph_of

SMALL = """
groups: {states: {a: {title: Aland}, b: {title: Borland}}}
bodies: {council: {title: Grand Council}, office: {title: Office of <its.title>, for_each: states}}
chain:
  draft: {phase: Draft, title: Drafting, by: council, takes: 1h .. 3h .. 9h, makes: draft}
  mandate:
    title: Extraordinary session
    by: council
    question: Adopt the draft?
    options:
      adopt: {text: So be it}
      again: {text: Not yet, back_to: draft, wait: 6h, at_most: 2, then: refuse}
      refuse: {text: Never, ends: refused}
    usual: adopt
    within: 1d
    otherwise: refuse
  consent: {phase: Consent, by: office, for_each: states, after: mandate.adopt, takes: 2h, outcomes: {granted: {}, late: {chance: 20%}}}
  ready: {after: {any: [first of consent.granted, 2h after mandate begins]}}
  plan: {by: council, after: [mandate.adopt, ready], if: mandate is adopt, takes: 1h}
endings: {settled: {title: It is settled, class: success, when: plan}, refused: {title: It was refused, class: failure}}
"""
"""Work, a question with a way back, chance for a group, joins of both kinds, endings."""


def graph(text: str = SMALL) -> Graph:
    """The graph of a text."""
    return graph_of(loaded(text).scenario)
