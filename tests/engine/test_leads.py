"""M6: a variable names a member (`ready of lead`), and another one while others wait: who waits again, what runs anew, what can still come."""

import pytest
from tests.support import begun, play, story

STATES = """
groups:
  states: {ara: {march: 1h, rank: 1}, bor: {march: 2h, rank: 2}, cor: {march: 3h, rank: 3}}
variables: {lead: bor}
resources: {desk: {slots: 1}}
chain:
  s: {}
  ready: {for_each: states, after: s, takes: its.march}
"""
"""`ready` is done at 60, 120 and 180 minutes, for ara, bor and cor; bor leads."""
CHANGE = "  change: {after: %s after s, when_done: {set: {lead: %s}}}\n"


def test_who_was_released_and_has_not_begun_waits_again():
    """The desk is taken until 150; at 130 cor takes the lead, who is ready at 180."""
    session = play(
        STATES
        + "  other: {after: s, takes: 150m, uses: {desk: 1}}\n  x: {after: ready of lead, uses: {desk: 1}}\n"
        + CHANGE % ("130m", "cor")
    )
    assert begun(session)["x"] == 180


def test_a_lag_behind_the_lead_runs_anew():
    """It began to run at 120, for bor; from 130 on it waits for cor, who is ready at 180."""
    session = play(STATES + "  x: {after: 1h after ready of lead}\n" + CHANGE % ("130m", "cor"))
    assert begun(session)["x"] == 240


def test_an_inject_some_time_after_the_lead_does_so_too():
    """Nobody is ready at 120 + 60 but bor, who leads no more."""
    session = play(STATES + CHANGE % ("130m", "cor") + "injects: {news: {at: 1h after ready of lead}}\n")
    assert story(session, "came") == ["240 came news"]


def test_a_lead_that_stays_the_same_takes_nothing_back():
    """Neither from a step in the queue nor from a lag."""
    session = play(STATES + "  x: {after: 1h after ready of lead}\n" + CHANGE % ("130m", "bor"))
    assert begun(session)["x"] == 180


SITTING = (
    STATES
    + "  sitting: {for_each: states, after: ready, outcomes: [granted, refused]}\n  report: {for_each: states, after: sitting.granted}\n"
)
"""The report of bor is cut off at 120, where its sitting refuses; that of cor is there at 180."""


def test_what_only_its_own_end_could_bring_is_cut_off():
    """Nobody but `wave`, which waits for `x`, would name another member than bor."""
    session = play(
        SITTING
        + "  x: {after: report of lead, takes: 1h}\n  wave: {after: x, when_done: {set: {lead: cor}}}\n",
        {"sitting of bor": "refused"},
    )
    assert story(session, "cut off") == ["120 cut off report of bor", "120 cut off x", "120 cut off wave"]


@pytest.mark.parametrize(("outcome", "fate"), [("agreed", "240 begun x"), ("rejected", "240 cut off x")])
def test_hope_for_another_lead_ends_with_whoever_would_name_one(outcome, fate):
    """At 240 the council rejects the change, so that nobody names cor any more; or it agrees, and cor has reported."""
    session = play(
        SITTING
        + "  council: {after: s, takes: 4h, outcomes: [agreed, rejected]}\n"
        + "  x: {after: report of lead}\n  change: {after: council.agreed, when_done: {set: {lead: cor}}}\n",
        {"sitting of bor": "refused", "council": outcome},
    )
    assert story(session, "begun", "cut off", of="x") == [fate]


def test_a_lag_that_was_passed_over_may_run_for_another_lead():
    """The visit of bor is passed over at 120; `x` needs that of cor as well as that cor is ready, and waits for that."""
    session = play(
        STATES
        + "  visit: {for_each: states, after: ready, if: its.rank is not 2, takes: 1h}\n"
        + "  x: {after: {2 of: [ready of lead, 1h after visit of lead]}}\n"
        + CHANGE % ("4h", "cor")
    )
    assert begun(session)["x"] == 300  # cor has visited at 240, and leads since then


def test_what_recurs_names_another_member_once():
    """For those that wait it is over with its first time: then `x` cannot come any more."""
    session = play(
        SITTING
        + "  change: {after: 4h after s, takes: 10m, every: 1h, when_done: {set: {lead: bor}}}\n"
        + "  x: {after: report of lead}\n  rest: {after: s, takes: 9h}\n",
        {"sitting of bor": "refused"},
    )
    assert story(session, "cut off", of="x") == ["250 cut off x"]


def test_an_effect_passes_nobody_over_who_brings_it():
    """`both` came if talk and reply were passed over; that reply passes over all of its member is nothing to itself."""
    session = play("""
        groups: {states: {a: {}}}
        variables: {mood: calm}
        chain:
          start: {}
          talk: {after: start, takes: 1h, if: mood is grave}
          reply: {for_each: states, after: start, takes: 3h, when_done: {pass_over: [a]}}
          both: {after: {2 of: [talk, reply]}}
    """)
    assert story(session, "cut off") == ["0 cut off both"]
