"""The slow evaluator's joins, cutting off and groups: hand-worked chains, a row of the page's tables each."""

from tests.slow_model.playing import lines, play

VERDICT = """
variables: {mood: calm}
chain:
  mandate: {options: {adopt: {}, refuse: {}}}
"""


def test_a_list_is_cut_off_by_one_dead_input_and_any_goes_on():
    """The branch not taken is cut off, and so is a list with it; `any` goes on with the branch that came."""
    text = (
        VERDICT
        + """
  fly: {after: mandate.adopt, takes: 1h}
  stay: {after: mandate.refuse, takes: 1h}
  both: {after: [fly, stay]}
  either: {after: {any: [fly, stay]}}
"""
    )
    assert play(text, {("mandate", 1): ("refuse", 0)}) == lines("""
        0 begun mandate
        0 asked mandate
        0 done mandate: refuse
        0 cut_off fly
        0 cut_off both
        0 begun stay
        60 done stay
        60 begun either
        60 done either
        60 ended completed
    """)


def test_passed_over_counts_in_a_list_but_not_in_any():
    """A list waits for the other input; `any` waits for the first that is met; both are released when all are passed."""
    text = """
variables: {mood: calm}
chain:
  start: {}
  gone: {after: start, if: mood is tense}
  also_gone: {after: start, if: mood is tense}
  work: {after: start, takes: 1h}
  list: {after: [gone, work]}
  any: {after: {any: [gone, work]}}
  list_of_none: {after: [gone, also_gone]}
  any_of_none: {after: {any: [gone, also_gone]}}
  two: {after: {2 of: [gone, also_gone, work]}}
"""
    assert play(text) == lines("""
        0 begun start
        0 done start
        0 passed_over gone
        0 passed_over also_gone
        0 begun work
        0 cut_off two
        0 begun list_of_none
        0 begun any_of_none
        0 done list_of_none
        0 done any_of_none
        60 done work
        60 begun list
        60 begun any
        60 done list
        60 done any
        60 ended completed
    """)


def test_an_outcome_of_a_step_passed_over_never_comes():
    """`x` is passed where x was passed over, `x begins` too; `x.o` is dead."""
    text = """
variables: {mood: calm}
chain:
  mandate: {if: mood is tense, options: {adopt: {}}}
  plan: {}
  move: {after: mandate.adopt}
  watch: {after: mandate begins}
"""
    assert play(text) == lines("""
        0 passed_over mandate
        0 cut_off move
        0 begun plan
        0 begun watch
        0 done plan
        0 done watch
        0 ended completed
    """)


def test_n_of_a_list_goes_on_with_the_nth_and_stays_released():
    """`2 of` three begins with the second that is done; the third changes nothing."""
    text = """
chain:
  start: {}
  a: {after: start, takes: 3h}
  b: {after: start, takes: 1h}
  c: {after: start, takes: 2h}
  two: {after: {2 of: [a, b, c]}}
"""
    assert play(text) == lines("""
        0 begun start
        0 done start
        0 begun a
        0 begun b
        0 begun c
        60 done b
        120 done c
        120 begun two
        120 done two
        180 done a
        180 ended completed
    """)


def test_nested_lists_are_read_from_inside():
    """A list of a step and an `any`: the step below waits for both."""
    text = (
        VERDICT
        + """
  a: {after: mandate.refuse}
  b: {after: mandate, takes: 1h}
  c: {after: mandate, takes: 2h}
  end: {after: [c, {any: [a, b]}]}
  or: {after: {any: [c, {all: [b, mandate.adopt]}]}}
"""
    )
    assert play(text, {("mandate", 1): ("adopt", 0)}) == lines("""
        0 begun mandate
        0 asked mandate
        0 done mandate: adopt
        0 cut_off a
        0 begun b
        0 begun c
        60 done b
        60 begun or
        60 done or
        120 done c
        120 begun end
        120 done end
        120 ended completed
    """)


def test_a_lag_runs_from_the_moment_and_is_passed_at_once():
    """`1h after x` comes an hour after x is done, `1h after x begins` after its beginning; after a step passed over, at once."""
    text = """
variables: {mood: calm}
chain:
  work: {takes: 30m}
  gone: {after: work begins, if: mood is tense}
  end: {after: 1h after work}
  begin: {after: 1h after work begins}
  none: {after: 1h after gone}
"""
    assert play(text) == lines("""
        0 begun work
        0 passed_over gone
        0 begun none
        0 done none
        30 done work
        60 begun begin
        60 done begin
        90 begun end
        90 done end
        90 ended completed
    """)


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


def test_a_lag_of_a_step_that_is_over_is_still_due_but_not_of_one_cut_off():
    """Gap of the page: 3 h after the vote nothing begins, but the lag that echo waited for runs on until then; that of fly does not."""
    text = """
chain:
  vote: {outcomes: {refused: {}, granted: {}}}
  fly: {after: [vote.granted, 10h after vote]}
  echo: {after: {any: [vote, 3h after vote]}}
"""
    assert play(text) == lines("""
        0 begun vote
        0 done vote: refused
        0 cut_off fly
        0 begun echo
        0 done echo
        180 ended completed
    """)
