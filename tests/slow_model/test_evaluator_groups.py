"""The slow evaluator's groups, as joins see them from inside and from outside: hand-worked chains."""

from tests.slow_model.playing import lines, play

GROUP = """
groups: {states: {a: {kind: x}, b: {kind: z}, c: {kind: x}}}
variables: {strength: 0}
chain:
  start: {}
"""


def test_a_bare_name_means_the_same_member_inside_and_all_members_outside():
    """The step above and a bare name are the same member's; from outside, every member. `first of` begins with the first."""
    text = (
        GROUP
        + """
  draft: {for_each: states, uses: {cell: 1}, takes: 1h}
  sign: {for_each: states, takes: 30m}
  first: {after: first of sign}
  two: {after: 2 of sign begins}
  one: {after: sign of b}
  all: {after: sign}
resources: {cell: {slots: 1}}
"""
    )
    assert play(text) == lines("""
        0 begun start
        0 done start
        0 begun draft of a
        60 done draft of a
        60 begun draft of b
        60 begun sign of a
        90 done sign of a
        90 begun first
        90 done first
        120 done draft of b
        120 begun draft of c
        120 begun sign of b
        120 begun two
        120 done two
        150 done sign of b
        150 begun one
        150 done one
        180 done draft of c
        180 begun sign of c
        210 done sign of c
        210 begun all
        210 done all
        210 ended completed
    """)


def test_members_that_are_cut_off_fall_out_and_none_left_is_dead():
    """A refusal drops its member; the join over members goes on with the rest, and is cut off when none is left."""
    text = (
        GROUP
        + """
  vote: {for_each: states, outcomes: {granted: {}, refused: {chance: 0.5}}}
  fly: {for_each: states, after: vote.granted, takes: 1h}
  all: {after: fly}
  two: {after: 2 of fly}
"""
    )
    some = play(text, drawn={("vote of a", 1): "refused", ("vote of b", 1): "refused"})
    assert some[8:] == lines("""
        0 cut_off fly of a
        0 cut_off fly of b
        0 cut_off two
        0 begun fly of c
        60 done fly of c
        60 begun all
        60 done all
        60 ended completed
    """)
    none = play(text, drawn={(f"vote of {m}", 1): "refused" for m in "abc"})
    assert none[8:] == lines("""
        0 cut_off fly of a
        0 cut_off fly of b
        0 cut_off fly of c
        0 cut_off all
        0 cut_off two
        0 ended completed
    """)


def test_a_member_without_an_instance_is_dead_from_the_start():
    """`where` leaves out b: its consent never comes, so what needs it alone is cut off at minute 0, and `any` waits for the rest."""
    text = (
        GROUP
        + """
  consent: {for_each: states where kind is x, takes: 1h}
  sitting: {for_each: states where kind is z, after: start, takes: 2h}
  alone: {for_each: states, after: consent}
  authorised: {for_each: states, after: {any: [consent, sitting]}}
  all: {after: consent}
"""
    )
    assert play(text) == lines("""
        0 cut_off alone of b
        0 begun start
        0 done start
        0 begun consent of a
        0 begun consent of c
        0 begun sitting of b
        60 done consent of a
        60 done consent of c
        60 begun alone of a
        60 begun alone of c
        60 begun authorised of a
        60 begun authorised of c
        60 begun all
        60 done alone of a
        60 done alone of c
        60 done authorised of a
        60 done authorised of c
        60 done all
        120 done sitting of b
        120 begun authorised of b
        120 done authorised of b
        120 ended completed
    """)


def test_an_outcome_of_members_waits_for_those_that_can_still_come():
    """`vote.granted` from outside: a member over otherwise falls out, but not before the others are over."""
    text = (
        GROUP
        + """
  vote: {for_each: states, uses: {cell: 1}, takes: 1h, outcomes: {granted: {}, refused: {chance: 0.5}}}
  all: {after: vote.granted}
  one: {after: first of vote.granted}
  three: {after: 3 of vote.granted}
resources: {cell: {slots: 1}}
"""
    )
    assert play(text, drawn={("vote of b", 1): "refused"}) == lines("""
        0 begun start
        0 done start
        0 begun vote of a
        60 done vote of a: granted
        60 begun vote of b
        60 begun one
        60 done one
        120 done vote of b: refused
        120 cut_off three
        120 begun vote of c
        180 done vote of c: granted
        180 begun all
        180 done all
        180 ended completed
    """)


def test_members_passed_over_release_when_only_they_are_left():
    """a is passed over, b and c are cut off: only a is left, so `2 of` and the bare name are passed, and what waits begins."""
    text = (
        GROUP
        + """
  vote: {for_each: states, outcomes: {granted: {add: {strength: 1}}, refused: {chance: 0.5}}}
  fly: {for_each: states, after: vote.granted, if: strength at least 2, takes: 1h}
  all: {after: fly}
  two: {after: 2 of fly}
"""
    )
    log = play(text, drawn={("vote of b", 1): "refused", ("vote of c", 1): "refused"})
    assert log[8:] == lines("""
        0 cut_off fly of b
        0 cut_off fly of c
        0 passed_over fly of a
        0 begun all
        0 begun two
        0 done all
        0 done two
        0 ended completed
    """)


def test_who_falls_out_is_settled_after_all_that_is_due():
    """The refusal that frees `fly` is not counted yet when the review of the same minute goes back: `fly` is not reopened."""
    text = (
        GROUP
        + """
  plan: {after: start, takes: 30m}
  vote: {for_each: states where kind is x, after: start, takes: 1h, outcomes: {granted: {}, refused: {}}}
  fly: {after: [vote.granted, plan], takes: 1h}
  review: {after: plan, takes: 30m, outcomes: {fine: {}, wrong: {back_to: plan, at_most: 1, then: fine}}}
"""
    )
    log = play(text, drawn={("vote of c", 1): "refused", ("review", 1): "wrong"})
    assert log[5:] == lines("""
        30 done plan
        30 begun review
        60 done vote of a: granted
        60 done vote of c: refused
        60 went_back review: wrong
        60 reopened plan
        60 begun plan
        90 done plan
        90 begun fly
        90 begun review
        120 done review: fine
        150 done fly
        150 ended completed
    """)


def test_members_done_and_members_passed_over_release_together():
    """a is passed over (strength is 1 at its turn), b is done: the bare name is met when both are settled."""
    text = (
        GROUP
        + """
  check: {for_each: states where kind is x, takes: 1h, uses: {cell: 1}, when_done: {add: {strength: 1}}}
  fly: {for_each: states where kind is x, if: strength at least 2, takes: 1h}
  all: {after: fly}
resources: {cell: {slots: 1}}
"""
    )
    assert play(text) == lines("""
        0 begun start
        0 done start
        0 begun check of a
        60 done check of a
        60 passed_over fly of a
        60 begun check of c
        120 done check of c
        120 begun fly of c
        180 done fly of c
        180 begun all
        180 done all
        180 ended completed
    """)
