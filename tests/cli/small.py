"""A small scenario for the tests of commands, and what they write read back."""

import json

SMALL = """
bodies: {council: {title: Grand Council, seat: true}, staff: {title: Staff, seat: true}}
variables: {mood: calm}
chain:
  draft: {title: Drafting, by: staff, takes: 1h .. 9h, makes: draft decision}
  mandate:
    title: Extraordinary session
    by: council
    needs: draft decision
    question: Adopt the draft?
    options:
      adopt: {text: So be it, weight: 1}
      again: {text: Not yet, weight: 1, back_to: draft, at_most: 2, then: refuse}
      refuse: {text: Never, ends: refused}
    usual: adopt
  sitting: {title: Sitting, takes: 30m, outcomes: {granted: {text: Permitted}, denied: {text: Forbidden, chance: 10%}}}
endings: {settled: {title: It is settled, class: success, when: sitting}, refused: {title: It was refused, class: failure}}
objectives: {quick: {title: A quick decision, from: draft begins, to: mandate, ratings: {P: 1d, S: 2d, M: 3d}}}
policies: {stern: {choose: {mandate: refuse}}}
variants:
  slow: {title: A slow draft, set: {chain.draft.takes: 20h}}
"""
"""Work, a question with a way back, and chance."""


def events(text: str) -> list[dict]:
    """The events of a JSONL text."""
    return [json.loads(line) for line in text.splitlines()]
