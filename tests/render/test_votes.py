"""Votes told: who voted how, and why an option was carried."""

import pytest
from tests.support import play

from exercise_sim.render.narrator import Narrator

TEXT = """
groups: {states: {ara: {title: Aralia}, bor: {title: Borlandia}, cor: {title: Cordia}, dor: {title: Dordia}}}
chain:
  a:
    by: staff
    question: Well?
    vote: {of: states, quorum: 3, carried: {again: 1, adopt: %s}}
    options: {adopt: {text: Adopt it}, again: {text: Send it back}, refuse: {text: Refuse}}
    otherwise: refuse
"""


def told(choose: dict[str, str], need: str = "majority") -> list[tuple[str, list[str]]]:
    """The lines about votes and decision, with their points."""
    session = play(TEXT % need, choose)
    lines = Narrator(session.plan).tell(session.log)
    return [(line.told("->"), line.items) for line in lines if line.mark in ("vote", "decided")]


def test_votes_are_told_member_by_member():
    """Each by name, beside what it said; what was chosen for this run is marked."""
    assert told({"a of bor": "refuse", "a of dor": "absent"})[0] == (
        "Votes:",
        [
            "Adopt it: Aralia and Cordia",
            "Refuse: Borlandia (chosen for this run)",
            "Absent: Dordia (chosen for this run)",
        ],
    )


def test_who_gave_all_votes_is_said_once():
    """A policy, or what was chosen for this run."""
    assert told({})[0][0] == "Votes (policy 'usual'):"
    assert told({f"a of {one}": "abstain" for one in ("ara", "bor", "cor", "dor")})[0] == (
        "Votes (chosen for this run):",
        ["Abstaining: Aralia, Borlandia, Cordia and Dordia"],
    )


@pytest.mark.parametrize(
    ("choose", "need", "text"),
    [
        ({}, "majority", "Decision: Adopt it (by vote: 4 of 4, needed 3)"),
        ({"a of bor": "abstain"}, "all", "Decision: Adopt it (by vote: 3 of 4, needed all present)"),
        ({"a of bor": "refuse"}, "2", "Decision: Adopt it (by vote: 3 of 4, needed 2)"),
        ({"a of bor": "again"}, "majority", "Decision: Send it back (by vote: 1 of 4, needed 1)"),
        ({"a of bor": "refuse"}, "all", "Decision: Refuse (no vote carried anything else)"),
        (
            {"a of bor": "absent", "a of cor": "absent"},
            "majority",
            "Decision: Refuse (too few present to vote: 2, needed 3)",
        ),
    ],
)
def test_a_vote_says_what_carried_it(choose, need, text):
    """How many were for it, how many it needed; or why something else stands."""
    assert told(choose, need)[1][0] == text
