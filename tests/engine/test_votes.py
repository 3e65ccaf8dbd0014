"""M15: each member's vote is a question of its own; quorum, what carries, what stands otherwise."""

import pytest
from tests.support import ask, begin, lines, play, story

from exercise_sim.engine.session import Asked, Reached

COUNCIL = """
groups: {{states: {{ara: {{}}, bor: {{}}, cor: {{}}, dor: {{small: true}}}}}}
chain:
  mandate:
    by: staff
    takes: 1h
    question: Adopt?
    vote: {{{vote}}}
    options: {{adopt: {{}}, refuse: {{}}, postpone: {{}}}}
    otherwise: postpone
"""
STATES = ("ara", "bor", "cor", "dor")
SIGNS = {"+": "adopt", "-": "refuse", "0": "abstain", ".": "absent"}


def carried(votes: str, vote: str) -> str:
    """What four votes bring, each a sign: + adopt, - refuse, 0 abstain, . absent."""
    choose = {f"mandate of {state}": SIGNS[sign] for state, sign in zip(STATES, votes, strict=True)}
    session = play(COUNCIL.format(vote=f"of: states, {vote}"), choose)
    assert story(session, "voted") == [
        f"60 voted mandate: {state} {SIGNS[sign]}" for state, sign in zip(STATES, votes, strict=True)
    ]
    (decided,) = story(session, "decided")
    return decided.removeprefix("60 decided mandate: ")


@pytest.mark.parametrize(
    ("votes", "result"),
    [
        ("+++-", "adopt"),
        ("++--", "postpone"),
        ("++-.", "adopt"),
        ("++0-", "postpone"),
        ("+++0", "adopt"),
        ("+...", "adopt"),
        ("0000", "postpone"),
    ],
)
def test_a_majority_is_more_than_half_of_those_present(votes, result):
    """Who abstains is present; who is absent is not. A tie is no majority."""
    assert carried(votes, "carried: {adopt: majority}") == result


@pytest.mark.parametrize(
    ("votes", "result"),
    [("++-.", "adopt"), ("++--", "postpone"), ("+++-", "adopt"), ("++0.", "adopt"), ("+-0.", "postpone")],
)
def test_a_share_is_of_those_present_and_exactly_it_is_enough(votes, result):
    """Two of three present are two thirds."""
    assert carried(votes, "carried: {adopt: 2/3}") == result


@pytest.mark.parametrize(
    ("votes", "result"), [("+++-", "adopt"), ("++--", "postpone"), ("+++.", "adopt"), ("++-.", "postpone")]
)
def test_a_share_may_be_written_in_percent(votes, result):
    """75% of four are three; of three they are 2.25, so three."""
    assert carried(votes, "carried: {adopt: 75%}") == result


@pytest.mark.parametrize(
    ("votes", "result"),
    [
        ("++++", "adopt"),
        ("+++-", "postpone"),
        ("+++0", "adopt"),
        ("+++.", "adopt"),
        ("+000", "adopt"),
        ("000.", "postpone"),
    ],
)
def test_consensus_is_all_of_those_present_without_an_objection(votes, result):
    """Abstaining and staying away are no objection; but somebody must want it."""
    assert carried(votes, "carried: {adopt: all}") == result


@pytest.mark.parametrize(("votes", "result"), [("++--", "adopt"), ("+---", "postpone"), ("++..", "adopt")])
def test_a_number_of_votes_carries(votes, result):
    """Whoever else is present."""
    assert carried(votes, "carried: {adopt: 2}") == result


@pytest.mark.parametrize(
    ("votes", "result"),
    [("+++-", "refuse"), ("++++", "adopt"), ("+++0", "adopt"), ("----", "refuse"), ("00..", "postpone")],
)
def test_what_is_carried_is_tested_in_order(votes, result):
    """One vote to refuse comes first; only without it is consensus looked at; else `otherwise` stands."""
    assert carried(votes, "carried: {refuse: 1, adopt: all}") == result


@pytest.mark.parametrize(
    ("quorum", "votes", "result"),
    [
        ("3", "++..", "postpone"), ("3", "++0.", "adopt"), ("2", "++..", "adopt"), ("all", "+++.", "postpone"), ("all", "+++0", "adopt"),
        ("2/3", "++..", "postpone"), ("2/3", "+++.", "adopt"), ("majority", "++..", "postpone"), ("majority", "+++.", "adopt"),
        ("50%", "++..", "adopt"),
    ],
)  # fmt: skip
def test_without_a_quorum_nothing_is_carried(quorum, votes, result):
    """So many must be present, abstaining or not; a share is of all who vote: two thirds of four are three."""
    assert carried(votes, f"quorum: {quorum}, carried: {{adopt: 1}}") == result


def test_each_member_is_asked_by_itself():
    """The decision and every vote are questions with names of their own; a vote may also be to abstain, or to stay away."""
    session = begin(COUNCIL.format(vote="of: states, carried: {adopt: all}"))
    asked = []
    while len(asked) < 5:
        stop = session.advance()
        assert isinstance(stop, Asked)
        asked.append(stop.question)
    assert [question.id for question in asked] == ["mandate", *(f"mandate of {state}" for state in STATES)]
    assert [question.voter for question in asked] == ["", *STATES]
    assert asked[0].options == ("adopt", "refuse", "postpone")
    assert asked[1].options == ("adopt", "refuse", "postpone", "abstain", "absent")


def test_only_those_who_are_selected_vote():
    """`of: states where ...` is a part of the group."""
    session = play(COUNCIL.format(vote="of: states where small is not true, carried: {adopt: all}"))
    assert story(session, "voted") == [f"60 voted mandate: {state} adopt" for state in STATES[:3]]


def test_a_dropped_member_does_not_vote():
    """It has left every group."""
    text = COUNCIL.format(vote="of: states, quorum: all, carried: {adopt: all}").replace(
        "chain:\n", "chain:\n  out: {when_done: {drop: bor}}\n"
    )
    assert story(play(text), "voted") == [
        f"60 voted mandate: {state} adopt" for state in ("ara", "cor", "dor")
    ]


def test_the_decision_comes_with_the_last_vote():
    """Votes that arrive at different times are counted as they come; the last one brings the result."""
    session = begin(COUNCIL.format(vote="of: states, carried: {adopt: majority}"))
    for minutes, state in zip((30, 10, 20, 40), STATES, strict=True):
        session.answer(ask(session, f"mandate of {state}").question, "adopt", after=minutes)
    session.advance()
    assert story(session, "voted", "decided") == lines("""
        70 voted mandate: bor adopt
        80 voted mandate: cor adopt
        90 voted mandate: ara adopt
        100 voted mandate: dor adopt
        100 decided mandate: adopt
    """)


def test_at_the_limit_missing_votes_are_absent():
    """What was cast is counted; the result may still be carried."""
    text = COUNCIL.format(vote="of: states, quorum: 2, carried: {adopt: majority}").replace(
        "otherwise:", "within: 2h\n    otherwise:"
    )
    session = begin(text)
    for state in STATES[:2]:
        session.answer(ask(session, f"mandate of {state}").question, "adopt")
    assert session.advance(until=180) == Asked(session.open_questions[1])
    session.advance(until=180)
    session.advance(until=180)
    assert story(session, "lapsed", "decided", "done") == [
        "180 lapsed mandate: adopt",
        "180 done mandate: adopt",
    ]


def test_at_the_limit_without_a_quorum_otherwise_stands():
    """One vote is not two."""
    text = COUNCIL.format(vote="of: states, quorum: 2, carried: {adopt: majority}").replace(
        "otherwise:", "within: 2h\n    otherwise:"
    )
    session = begin(text)
    session.answer(ask(session, "mandate of ara").question, "adopt")
    while not isinstance(session.advance(until=180), Reached) and session.open_questions:
        pass
    assert story(session, "lapsed") == ["180 lapsed mandate: postpone"]


def test_whoever_holds_the_chair_may_settle_it_without_a_vote():
    """The answer to the decision itself closes the votes."""
    session = begin(COUNCIL.format(vote="of: states, carried: {adopt: all}"))
    mandate = ask(session, "mandate").question
    session.answer(ask(session, "mandate of ara").question, "refuse")
    session.answer(mandate, "adopt", by="staff")
    assert story(session, "voted", "decided") == ["60 voted mandate: ara refuse", "60 decided mandate: adopt"]
    assert session.open_questions == ()


def test_votes_that_no_person_casts_are_drawn_from_positions_under_every_policy():
    """Missing chance goes to the first option; `others` stands for whoever is not named."""
    vote = "of: states, carried: {adopt: all}, positions: {bor: {refuse: 1.0}, cor: {absent: 1.0}, others: {abstain: 1.0}, ara: {}}"
    text = COUNCIL.format(vote=vote).replace("adopt: {}, refuse", "adopt: {weight: 1}, refuse")
    for policy in ("usual", "weighted"):
        assert story(play(text, policy=policy), "voted") == lines("""
            60 voted mandate: ara adopt
            60 voted mandate: bor refuse
            60 voted mandate: cor absent
            60 voted mandate: dor abstain
        """)


def test_positions_are_chances():
    """Over many replications a vote falls as often as its chance says, and apart from the others."""
    plan = begin(
        COUNCIL.format(
            vote="of: states, carried: {adopt: all}, positions: {ara: {refuse: 0.3}, bor: {refuse: 0.3}}"
        )
    ).plan
    refused = dict.fromkeys(STATES, 0)
    both = 0
    for replication in range(400):
        votes = [line.split()[3:] for line in story(play(plan, replication=replication), "voted")]
        against = {state for state, vote in votes if vote == "refuse"}
        both += {"ara", "bor"} <= against
        for state in against:
            refused[state] += 1
    # 400 x 0.3 = 120, 400 x 0.09 = 36; three standard deviations are 27 and 17.
    assert 93 <= refused["ara"] <= 147
    assert 93 <= refused["bor"] <= 147
    assert 19 <= both <= 53
    assert refused["cor"] == refused["dor"] == 0


def test_a_single_vote_may_be_fixed_for_one_occurrence():
    """`mandate#2 of bor` is the second time that bor is asked."""
    text = """
        groups: {states: {ara: {}, bor: {}}}
        chain:
          draft: {takes: 1h}
          mandate:
            by: staff
            question: Adopt?
            vote: {of: states, carried: {again: 1, adopt: all}}
            options: {adopt: {}, again: {back_to: draft, at_most: 5, then: refuse}, refuse: {}}
            otherwise: refuse
    """
    assert story(
        play(text, {"mandate#1 of bor": "again", "mandate#2 of ara": "refuse"}),
        "voted",
        "went back",
        "done",
        of="mandate",
    ) == lines("""
        60 voted mandate: ara adopt
        60 voted mandate: bor again
        60 went back mandate: again
        120 voted mandate: ara refuse
        120 voted mandate: bor adopt
        120 done mandate: refuse
    """)


def test_a_vote_for_what_is_used_up_is_a_vote_for_what_stands_in_its_place():
    """The third time `again` cannot be voted for; the policy's vote goes to its `then`."""
    text = """
        groups: {states: {ara: {}, bor: {}}}
        chain:
          draft: {takes: 1h}
          mandate:
            by: staff
            question: Adopt?
            vote: {of: states, carried: {again: 1, refuse: 1, adopt: all}, positions: {bor: {again: 1.0}}}
            options: {adopt: {}, again: {back_to: draft, at_most: 1, then: refuse}, refuse: {}}
            otherwise: refuse
    """
    assert story(play(text), "voted") == lines("""
        60 voted mandate: ara adopt
        60 voted mandate: bor again
        120 voted mandate: ara adopt
        120 voted mandate: bor refuse
    """)


def test_each_instance_has_its_own_vote():
    """A parliament for each state: every one of them votes by itself."""
    text = """
        groups: {states: {ara: {}, bor: {}}, chambers: {upper: {}, lower: {}}}
        chain:
          sitting:
            by: staff
            for_each: states
            question: Consent?
            vote: {of: chambers, carried: {grant: all}}
            options: {grant: {}, refuse: {}}
            otherwise: refuse
    """
    session = begin(text)
    while isinstance(stop := session.advance(), Asked):
        if stop.question.voter:
            against = stop.question.id == "sitting of bor of upper"
            session.answer(stop.question, "refuse" if against else "grant")
    assert story(session, "done") == ["0 done sitting of ara: grant", "0 done sitting of bor: refuse"]


def test_a_vote_of_nobody_is_settled_at_once():
    """Where every member has left, nothing is carried: `otherwise` stands, and the run does not hang."""
    text = COUNCIL.format(vote="of: states where small is true, carried: {adopt: all}").replace(
        "chain:\n", "chain:\n  out: {when_done: {drop: dor}}\n"
    )
    session = begin(text)
    for _ in range(10):
        stop = session.advance()
        if not isinstance(stop, Asked):
            break
    assert story(session, "done", of="mandate") == ["60 done mandate: postpone"]


def test_a_member_that_is_dropped_during_the_vote_is_not_waited_for():
    """Its question is closed; the vote is decided by those who are left."""
    text = COUNCIL.format(vote="of: states, carried: {adopt: all}").replace(
        "chain:\n", "chain:\n  s: {}\n  out: {after: 2h after s, when_done: {drop: dor}}\n"
    ).replace("    by: staff", "    by: staff\n    after: s")  # fmt: skip
    session = begin(text)
    for state in STATES[:3]:
        session.answer(ask(session, f"mandate of {state}").question, "adopt")
    for _ in range(10):
        stop = session.advance()
        if not isinstance(stop, Asked):
            break
    assert "mandate of dor" not in [question.id for question in session.open_questions]
    assert story(session, "decided") == ["120 decided mandate: adopt"]


def test_votes_of_one_minute_are_counted_in_the_order_in_which_they_were_given():
    """Also where a delay has moved the first of them to the minute of the second."""
    session = begin(
        COUNCIL.format(vote="of: states, carried: {adopt: majority}")
        + "  storm: {after: mandate begins, takes: 90m, when_done: {delay: {mandate: 1h}}}\n"
    )
    for minutes, state in zip((60, 90, 20, 300), STATES, strict=True):
        session.answer(ask(session, f"mandate of {state}").question, "adopt", after=minutes)
    session.advance()
    assert story(session, "voted") == [
        "80 voted mandate: cor adopt",
        "150 voted mandate: ara adopt",
        "150 voted mandate: bor adopt",
        "360 voted mandate: dor adopt",
    ]


def test_a_result_that_drops_the_last_voter_of_another_settles_that_too():
    """At 60 `p` is out, so nobody is left in the second vote, whose result drops `q`; so nobody is left in the first, before anything is cut off."""
    session = begin("""
        groups: {states: {p: {kind: x}, q: {kind: z}}}
        chain:
          start: {}
          large: {after: start, by: staff, question: And?, options: {aye: {}, nay: {}}, vote: {of: states, carried: {aye: all}}, otherwise: nay}
          small: {after: start, by: staff, question: Well?, options: {aye: {}, nay: {drop: q}}, vote: {of: states where kind is x, carried: {aye: all}}, otherwise: nay}
          storm: {after: 1h after start, when_done: {drop: p}}
          visit: {for_each: states, after: start, takes: 5h}
          report: {after: visit}
          rest: {after: start, takes: 9h}
    """)
    while isinstance(session.advance(60), Asked):
        pass
    told = [line for line in story(session, "decided", "cut off") if line.startswith("60")]
    assert told == [
        "60 cut off visit of p",
        "60 decided small: nay",
        "60 cut off visit of q",
        "60 decided large: nay",
        "60 cut off report",
    ]
