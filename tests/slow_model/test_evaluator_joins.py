"""The slow evaluator's joins over single steps: hand-worked chains, a row of the page's table each."""

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
