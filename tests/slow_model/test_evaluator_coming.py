"""The slow evaluator's view of what can still come: hand-worked chains, a rule of C and B each."""

from tests.slow_model.playing import lines, play


def test_a_branch_lives_as_long_as_the_decision_may_be_reopened():
    """`refuse` cuts off nothing while a later step may go back to the vote; when that is settled, the branch is cut off."""
    text = """
chain:
  vote: {outcomes: {granted: {}, refused: {}}}
  fly: {after: vote.granted}
  appeal: {after: vote.refused, takes: 1h, options: {accept: {}, again: {back_to: vote, at_most: 1, then: accept}}}
"""
    again = play(text, {("appeal", 1): ("again", 0)}, {("vote", 1): "refused", ("vote", 2): "granted"})
    assert again == lines("""
        0 begun vote
        0 done vote: refused
        0 begun appeal
        60 asked appeal
        60 went_back appeal: again
        60 reopened vote
        60 begun vote
        60 done vote: granted
        60 cut_off appeal
        60 begun fly
        60 done fly
        60 ended completed
    """)
    assert play(text, {("appeal", 1): ("accept", 0)}, {("vote", 1): "refused"})[3:] == lines("""
        60 asked appeal
        60 done appeal: accept
        60 cut_off fly
        60 ended completed
    """)


def test_a_branch_is_cut_off_when_the_way_back_is_used_up():
    """After the one `again` the appeal cannot go back any more, so the second refusal settles it at once."""
    text = """
chain:
  vote: {takes: 1h, outcomes: {granted: {}, refused: {}}}
  fly: {after: vote.granted}
  appeal: {after: vote.refused, takes: 1h, options: {accept: {}, again: {back_to: vote, at_most: 1, then: accept}}}
"""
    log = play(text, {("appeal", 1): ("again", 0)}, {("vote", 1): "refused", ("vote", 2): "refused"})
    assert log == lines("""
        0 begun vote
        60 done vote: refused
        60 begun appeal
        120 asked appeal
        120 went_back appeal: again
        120 reopened vote
        120 begun vote
        180 done vote: refused
        180 cut_off fly
        180 begun appeal
        240 asked appeal
    """)


def test_what_is_released_through_the_target_may_be_reopened_too():
    """The appeal goes back above the vote: the vote would be reopened with it, so `granted` can still come."""
    text = """
chain:
  request: {takes: 1h}
  vote: {outcomes: {granted: {}, refused: {}}}
  fly: {after: vote.granted}
  appeal: {after: vote.refused, options: {accept: {}, again: {back_to: request, at_most: 1, then: accept}}}
"""
    assert play(text, {("appeal", 1): ("accept", 60)}, {("vote", 1): "refused"}) == lines("""
        0 begun request
        60 done request
        60 begun vote
        60 done vote: refused
        60 begun appeal
        60 asked appeal
        120 done appeal: accept
        120 cut_off fly
        120 ended completed
    """)


def test_what_an_untouched_result_keeps_released_is_not_reopened():
    """The vote stays released by b, whatever happens to a: going back to a cannot bring another vote, so fly is cut off at once."""
    text = """
chain:
  start: {}
  a: {after: start, takes: 1h}
  b: {after: start, takes: 1h}
  vote: {after: {any: [a, b]}, outcomes: {granted: {}, refused: {}}}
  fly: {after: vote.granted}
  appeal: {after: vote.refused, options: {accept: {}, again: {back_to: a, at_most: 1, then: accept}}}
"""
    answers = {("appeal", 1): ("again", 0), ("appeal", 2): ("accept", 0)}
    assert play(text, answers, {("vote", 1): "refused"})[4:] == lines("""
        60 done a
        60 done b
        60 begun vote
        60 done vote: refused
        60 cut_off fly
        60 begun appeal
        60 asked appeal
        60 went_back appeal: again
        60 reopened a
        60 begun a
        60 begun appeal
        60 asked appeal
        60 done appeal: accept
        120 done a
        120 ended completed
    """)


def test_a_waiting_step_does_not_live_by_a_result_that_may_be_reopened():
    """The vote may be reopened, but fly was never released and its other input is cut off, so fly is cut off at once."""
    text = """
chain:
  start: {}
  other: {after: start, outcomes: {no_go: {}, go: {}}}
  z: {after: other.go}
  vote: {after: start, outcomes: {refused: {}, granted: {}}}
  fly: {after: [vote, z]}
  review: {after: start, takes: 1h, outcomes: {fine: {}, wrong: {back_to: vote, at_most: 1, then: fine}}}
"""
    assert play(text)[2:] == lines("""
        0 begun other
        0 begun vote
        0 begun review
        0 done other: no_go
        0 done vote: refused
        0 cut_off z
        0 cut_off fly
        60 done review: fine
        60 ended completed
    """)


def test_a_step_that_waits_for_its_condition_can_come():
    """A released step that waits for ever keeps the branch behind it alive; the run stalls without cutting anything off."""
    text = """
variables: {mood: calm}
chain:
  start: {}
  patient: {wait_for: mood is tense}
  behind: {}
"""
    assert play(text) == ["0 begun start", "0 done start", "0 ended stalled"]


def test_a_result_that_may_be_redone_can_come_otherwise():
    """The review, which does not follow the vote, may have it redone: fly lives until the review is settled."""
    text = """
chain:
  start: {}
  vote: {after: start, outcomes: {refused: {}, granted: {}}}
  fly: {after: vote.granted}
  review: {after: start, takes: 1h, outcomes: {fine: {}, wrong: {redo: vote, at_most: 1, then: fine}}}
"""
    assert play(text)[4:] == lines("""
        0 done vote: refused
        60 done review: fine
        60 cut_off fly
        60 ended completed
    """)


VOTES = """
groups: {states: {a: {}, b: {}}}
chain:
  start: {takes: 1h}
  vote: {for_each: states, outcomes: {granted: {}, refused: {}}}
"""


def test_an_outcome_of_members_waits_for_a_member_that_may_vote_again():
    """b refused, but the council behind `fly` may still send it back, so b has not fallen out; fly waits for ever. Literal, and a trap."""
    text = (
        VOTES
        + """
  fly: {after: vote.granted, takes: 1h}
  council: {after: fly, options: {adopt: {}, return: {back_to: vote, at_most: 1, then: adopt}}}
"""
    )
    assert play(text, drawn={("vote of b", 1): "refused"}) == lines("""
        0 begun start
        60 done start
        60 begun vote of a
        60 begun vote of b
        60 done vote of a: granted
        60 done vote of b: refused
        60 ended stalled
    """)


def test_a_way_back_brings_nothing_to_a_target_that_cannot_be_released():
    """The council can go back to fly, but fly of b still waits and its join is dead: cut off, with what needs it, and for good."""
    text = (
        VOTES
        + """
  fly: {for_each: states, after: vote.granted, takes: 1h}
  alone: {after: fly of b}
  all: {after: fly}
  council: {options: {adopt: {}, return: {back_to: fly, at_most: 1, then: adopt}}}
"""
    )
    answers = {("council", 1): ("return", 0), ("council", 2): ("adopt", 0)}
    assert play(text, answers, {("vote of b", 1): "refused"})[4:] == lines("""
        60 done vote of a: granted
        60 done vote of b: refused
        60 cut_off fly of b
        60 cut_off alone
        60 begun fly of a
        120 done fly of a
        120 begun all
        120 done all
        120 begun council
        120 asked council
        120 went_back council: return
        120 reopened fly of a
        120 reopened all
        120 begun fly of a
        180 done fly of a
        180 begun all
        180 done all
        180 begun council
        180 asked council
        180 done council: adopt
        180 ended completed
    """)
