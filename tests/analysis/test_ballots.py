"""What votes can come to at all."""

from dataclasses import replace

import pytest
from tests.support import plan_of

from exercise_sim.analysis.ballots import odd_ballots

TEXT = """
groups: {{states: {{d: {{}}, e: {{}}, f: {{}}}}}}
chain:
  m:
    by: staff
    question: Adopt?
    vote: {{of: states, carried: {{{carried}}}{rest}}}
    options: {{adopt: {{}}, refuse: {{}}, wait: {{}}}}
    otherwise: {otherwise}
"""
MIXED = ", positions: {others: {refuse: 0.5}}"


@pytest.mark.parametrize(
    ("carried", "otherwise", "rest", "odd"),
    [
        ("adopt: 2", "refuse", MIXED, []),
        ("adopt: all", "refuse", MIXED, []),
        ("adopt: 1", "adopt", MIXED, [("cannot fail", "adopt")]),
        ("adopt: 2", "refuse", ", positions: {others: {adopt: 1}}", [("certain", "adopt")]),
        ("adopt: all", "refuse", ", positions: {d: {absent: 1}, others: {adopt: 1}}", [("certain", "adopt")]),
        ("adopt: 2", "refuse", ", positions: {others: {absent: 1}}", [("certain", "refuse")]),
    ],
)
def test_a_vote_that_cannot_fail_or_always_falls_alike_is_odd(carried, otherwise, rest, odd):
    """Three members; what is carried by two of three can fail and can pass."""
    plan = plan_of(TEXT.format(carried=carried, otherwise=otherwise, rest=rest))
    assert [(ballot.kind, ballot.option) for ballot in odd_ballots(plan)] == odd


def test_an_option_that_needs_more_votes_than_there_are_cannot_pass():
    """Read from a plan, since `check` refuses such a file: four of three."""
    plan = plan_of(TEXT.format(carried="adopt: 3, refuse: 2", otherwise="wait", rest=MIXED))
    (number, need), other = plan.nodes[0].vote.carried
    vote = replace(plan.nodes[0].vote, carried=((number, replace(need, numerator=4)), other))
    changed = replace(plan, nodes=(replace(plan.nodes[0], vote=vote), *plan.nodes[1:]))
    assert [(ballot.kind, ballot.option) for ballot in odd_ballots(changed)] == [("cannot pass", "adopt")]
