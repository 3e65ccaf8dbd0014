"""M13: what is fixed from outside, in every form: a result, a vote, an occurrence, a member, an outcome of chance."""

import pytest
from tests.support import begin, lines, plan_of, play, story

from exercise_sim.engine.choices import BadChoice, choices
from exercise_sim.engine.session import NotPossible

COUNCIL = """
groups: {states: {ara: {}, bor: {}}}
chain:
  draft: {takes: 1h}
  mandate:
    by: staff
    question: Adopt?
    vote: {of: states, carried: {again: 1, adopt: all}}
    options: {adopt: {}, again: {back_to: draft, at_most: 2, then: refuse}, refuse: {}}
    otherwise: refuse
  consent:
    by: staff
    for_each: states
    question: Consent?
    options: {grant: {}, deny: {}, later: {back_to: consent, wait: 1h, at_most: 1, then: grant}}
    usual: grant
  sitting:
    for_each: states
    outcomes: {granted: {}, no_quorum: {chance: 0, back_to: sitting, wait: 24h, at_most: 2, then: granted}, refused: {chance: 0}}
"""


def decided(choose: dict[str, str], *words: str) -> list[str]:
    """What came of it."""
    return story(play(COUNCIL, choose), *words)


def test_a_result_is_fixed():
    """`mandate=refuse`: the decision itself, whoever would vote how."""
    assert [line for line in decided({"mandate": "refuse"}, "decided", "voted") if "mandate" in line] == [
        "60 decided mandate: refuse"
    ]


def test_one_vote_is_fixed():
    """`mandate of bor=again`: the others vote as they would, and the result follows from the votes."""
    assert [
        line
        for line in decided({"mandate of bor": "again"}, "voted", "went back", "done")
        if "mandate" in line
    ] == lines("""
        60 voted mandate: ara adopt
        60 voted mandate: bor again
        60 went back mandate: again
        120 voted mandate: ara adopt
        120 voted mandate: bor again
        120 went back mandate: again
        180 voted mandate: ara adopt
        180 voted mandate: bor refuse
        180 done mandate: refuse
    """)


@pytest.mark.parametrize("key", ["mandate#2 of bor", "mandate of bor#2", "  mandate  #2   of bor "])
def test_one_vote_of_one_occurrence_is_fixed(key):
    """The number may stand behind the step or at the end, with blanks around it."""
    assert [line for line in decided({"mandate#1": "again", key: "refuse"}, "voted") if "mandate" in line] == [
        "120 voted mandate: ara adopt", "120 voted mandate: bor refuse",
    ]  # fmt: skip


@pytest.mark.parametrize("vote", ["abstain", "absent"])
def test_a_vote_may_be_to_abstain_or_to_stay_away(vote):
    """A decision may not."""
    assert f"60 voted mandate: bor {vote}" in decided({"mandate of bor": vote}, "voted")
    with pytest.raises(BadChoice, match=f"'mandate' cannot be '{vote}'"):
        choices(plan_of(COUNCIL), {"mandate": vote})


def test_one_occurrence_is_fixed():
    """`mandate#1=again`: the first time; the second time it is decided as usual."""
    assert [line for line in decided({"mandate#1": "again"}, "went back", "done") if "mandate" in line] == [
        "60 went back mandate: again", "120 done mandate: adopt",
    ]  # fmt: skip


def test_an_occurrence_is_stronger_than_the_result():
    """`mandate=refuse` holds for every asking that is not named itself."""
    assert [line for line in decided({"mandate": "refuse", "mandate#1": "again"}, "went back", "done") if "mandate" in line] == [
        "60 went back mandate: again", "120 done mandate: refuse",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("choose", "ara", "bor"),
    [
        ({"consent": "deny"}, "deny", "deny"),
        ({"consent of bor": "deny"}, "grant", "deny"),
        ({"consent": "deny", "consent of bor": "grant"}, "deny", "grant"),
        ({"consent of bor": "grant", "consent#1": "deny"}, "deny", "grant"),
    ],
)
def test_one_member_or_all_are_fixed(choose, ara, bor):
    """`consent=deny` means every member's, `consent of bor=deny` one; the exact one is stronger."""
    assert [line for line in decided(choose, "done") if "consent" in line] == [
        f"60 done consent of ara: {ara}", f"60 done consent of bor: {bor}",
    ]  # fmt: skip


@pytest.mark.parametrize("key", ["consent of bor#1", "consent#1 of bor"])
def test_one_occurrence_of_one_member_is_fixed(key):
    """The number may stand behind the step or at the end."""
    session = play(COUNCIL, {key: "later"})
    assert story(session, "went back", "done", of="consent of bor") == [
        "60 went back consent of bor: later", "120 done consent of bor: grant",
    ]  # fmt: skip


def test_an_outcome_of_chance_is_fixed():
    """`sitting of bor=refused`, for all members without one, and for one occurrence."""
    assert story(play(COUNCIL, {"sitting of bor": "refused"}), "drawn") == [
        "60 drawn sitting of ara: granted", "60 drawn sitting of bor: refused",
    ]  # fmt: skip
    assert story(play(COUNCIL, {"sitting": "refused"}), "drawn") == [
        "60 drawn sitting of ara: refused", "60 drawn sitting of bor: refused",
    ]  # fmt: skip
    assert story(play(COUNCIL, {"sitting#1 of bor": "no_quorum"}), "drawn", of="sitting of bor") == [
        "60 drawn sitting of bor: no_quorum", "1500 drawn sitting of bor: granted",
    ]  # fmt: skip


def test_an_outcome_that_is_used_up_gives_way_to_its_then():
    """Fixed for always, `no_quorum` comes twice; then what stands in its place."""
    assert story(play(COUNCIL, {"sitting of ara": "no_quorum"}), "drawn", of="sitting of ara") == lines("""
        60 drawn sitting of ara: no_quorum
        1500 drawn sitting of ara: no_quorum
        2940 drawn sitting of ara: granted
    """)


def test_fixing_one_thing_moves_no_draw():
    """What is not fixed falls as it would have fallen."""
    text = COUNCIL.replace("granted: {}, no_quorum: {chance: 0,", "granted: {}, no_quorum: {chance: 0.4,")
    for seed in range(8):
        free = story(play(text, seed=seed), "drawn", of="sitting of ara")
        assert (
            story(play(text, {"sitting of bor": "refused"}, seed=seed), "drawn", of="sitting of ara") == free
        )


@pytest.mark.parametrize(
    ("key", "option", "message"),
    [
        ("mandat", "adopt", r"there is no step 'mandat' .*mandate"),
        ("mandate", "adpt", r"'mandate' cannot be 'adpt'; it can be: adopt, again, refuse .*adopt"),
        ("mandate of cor", "adopt", "'mandate' has no member and no vote 'cor'"),
        ("consent of cor", "grant", "'consent' has no member and no vote 'cor'"),
        ("sitting of bor", "lost", "it can be: granted, no_quorum, refused"),
        ("draft", "done", "nothing is decided at 'draft'"),
        ("mandate of bor", "lost", "it can be: adopt, again, refuse, abstain, absent"),
        ("mandate of", "adopt", "write it like mandate=adopt"),
        ("2 of mandate", "adopt", "write it like"),
        ("", "adopt", "write it like"),
        ("mandate#x", "adopt", "write it like"),
    ],
)
def test_what_cannot_be_chosen_is_refused(key, option, message):
    """The error says what can be chosen, and which word was probably meant."""
    with pytest.raises(BadChoice, match=message):
        choices(plan_of(COUNCIL), {key: option})


@pytest.mark.parametrize("key", ["mandate#0", "mandate#1#2", "mandate#2 of bor#1"])
def test_an_occurrence_that_cannot_be_is_refused(key):
    """They count from 1, and there is one number."""
    with pytest.raises(BadChoice):
        choices(plan_of(COUNCIL), {key: "adopt"})


def test_chance_is_fixed_before_the_start_only():
    """In a session that has begun it would not be a function of its ledger's places."""
    session = begin(COUNCIL)
    session.advance(until=0)
    with pytest.raises(NotPossible, match="'sitting of bor' cannot be fixed to 'refused'"):
        session.fix("sitting of bor", "refused")
    assert session.ledger == ()
