"""The slow evaluator's going back by `back_to`: hand-worked chains."""

from tests.slow_model.playing import lines, play

LOOP = """
chain:
  request: {takes: 1h}
  draft: {takes: 1h}
  notice: {after: draft, takes: 10h}
  mandate: {after: draft, options: {adopt: {}, return: {back_to: draft, at_most: 1, then: refuse}, refuse: {}}}
  plan: {after: mandate.adopt}
"""


def test_going_back_reopens_what_was_released_through_the_target():
    """The target and its followers stop and wait again, in file order in the log, the decider unnamed; what lies before stays done."""
    answers = {("mandate", 1): ("return", 60), ("mandate", 2): ("adopt", 0)}
    assert play(LOOP, answers) == lines("""
        0 begun request
        60 done request
        60 begun draft
        120 done draft
        120 begun notice
        120 begun mandate
        120 asked mandate
        180 went_back mandate: return
        180 reopened draft
        180 reopened notice
        180 begun draft
        240 done draft
        240 begun notice
        240 begun mandate
        240 asked mandate
        240 done mandate: adopt
        240 begun plan
        240 done plan
        840 done notice
        840 ended completed
    """)


def test_an_outcome_used_up_gives_way_to_then():
    """`return` can be taken once; the second time `refuse` stands in its place, and only then plan is cut off."""
    answers = {("mandate", 1): ("return", 0), ("mandate", 2): ("return", 0)}
    assert play(LOOP, answers)[7:] == lines("""
        120 went_back mandate: return
        120 reopened draft
        120 reopened notice
        120 begun draft
        180 done draft
        180 begun notice
        180 begun mandate
        180 asked mandate
        180 done mandate: refuse
        180 cut_off plan
        780 done notice
        780 ended completed
    """)


def test_a_wait_holds_back_what_could_begin_at_once():
    """With `wait: 2h` the target begins two hours later; what follows it has no wait of its own."""
    text = """
chain:
  request: {takes: 1h}
  sitting: {outcomes: {granted: {}, no_quorum: {back_to: request, wait: 2h, at_most: 1, then: granted}}}
"""
    assert play(text, drawn={("sitting", 1): "no_quorum"}) == lines("""
        0 begun request
        60 done request
        60 begun sitting
        60 went_back sitting: no_quorum
        60 reopened request
        180 begun request
        240 done request
        240 begun sitting
        240 done sitting: granted
        240 ended completed
    """)


def test_a_wait_ends_with_the_release_it_belonged_to():
    """The wait of 5 h is dropped when another decision undoes the join; released anew, the step begins without it."""
    text = """
chain:
  top: {takes: 1h}
  sitting: {after: top, outcomes: {later: {back_to: sitting, wait: 5h, at_most: 1, then: granted}, granted: {}}}
  council: {after: top, options: {adopt: {}, return: {back_to: top, at_most: 1, then: adopt}}}
"""
    assert play(text, {("council", 1): ("return", 60), ("council", 2): ("adopt", 0)}) == lines("""
        0 begun top
        60 done top
        60 begun sitting
        60 begun council
        60 went_back sitting: later
        60 asked council
        120 went_back council: return
        120 reopened top
        120 reopened sitting
        120 begun top
        180 done top
        180 begun sitting
        180 begun council
        180 done sitting: granted
        180 asked council
        180 done council: adopt
        180 ended completed
    """)


def test_any_stays_over_where_an_untouched_result_satisfies_it():
    """Both inputs are done; going back to one reopens the list, but not the `any` that the other still releases."""
    text = """
chain:
  start: {}
  a: {after: start, takes: 1h}
  b: {after: start, takes: 1h}
  list: {after: [a, b]}
  any: {after: {any: [a, b]}}
  council: {after: list, options: {adopt: {}, return: {back_to: a, at_most: 1, then: adopt}}}
"""
    assert play(text, {("council", 1): ("return", 0), ("council", 2): ("adopt", 0)})[6:] == lines("""
        60 begun list
        60 begun any
        60 done list
        60 done any
        60 begun council
        60 asked council
        60 went_back council: return
        60 reopened a
        60 reopened list
        60 begun a
        120 done a
        120 begun list
        120 done list
        120 begun council
        120 asked council
        120 done council: adopt
        120 ended completed
    """)


def test_a_withdrawn_question_is_asked_anew_with_its_full_limit():
    """The answer on its way is lost with the question; the next question is the second occurrence, with the limit from then."""
    text = """
chain:
  start: {}
  draft: {after: start, takes: 1h}
  council: {after: draft, options: {adopt: {}, refuse: {}}, within: 2h, otherwise: refuse}
  staff: {after: draft, takes: 30m, outcomes: {fine: {}, wrong: {back_to: draft, at_most: 1, then: fine}}}
"""
    log = play(text, {("council", 1): ("adopt", 60), ("council", 2): ("adopt", 180)}, {("staff", 1): "wrong"})
    assert log == lines("""
        0 begun start
        0 done start
        0 begun draft
        60 done draft
        60 begun council
        60 begun staff
        60 asked council
        90 went_back staff: wrong
        90 reopened draft
        90 reopened council
        90 begun draft
        150 done draft
        150 begun council
        150 begun staff
        150 asked council
        180 done staff: fine
        270 lapsed council
        270 done council: refuse
        270 ended completed
    """)


def test_going_back_undoes_no_variable_and_asks_every_if_again():
    """A step passed over is reopened like any other, and its `if` is asked anew on the value that has changed since."""
    text = """
variables: {mood: calm}
chain:
  start: {takes: 1h}
  order: {if: mood is tense}
  council: {options: {adopt: {}, return: {set: {mood: tense}, back_to: start, at_most: 1, then: adopt}}}
"""
    assert play(text, {("council", 1): ("return", 0), ("council", 2): ("adopt", 0)}) == lines("""
        0 begun start
        60 done start
        60 passed_over order
        60 begun council
        60 asked council
        60 went_back council: return
        60 reopened start
        60 reopened order
        60 begun start
        120 done start
        120 begun order
        120 done order
        120 begun council
        120 asked council
        120 done council: adopt
        120 ended completed
    """)


def test_a_lag_starts_anew_when_what_it_lags_behind_is_reopened():
    """The two hours count from the second end of the draft, not from the first."""
    text = """
chain:
  draft: {takes: 1h}
  echo: {after: 2h after draft}
  council: {after: draft, takes: 1h, outcomes: {fine: {}, wrong: {back_to: draft, at_most: 1, then: fine}}}
"""
    assert play(text, drawn={("council", 1): "wrong"}) == lines("""
        0 begun draft
        60 done draft
        60 begun council
        120 went_back council: wrong
        120 reopened draft
        120 begun draft
        180 done draft
        180 begun council
        240 done council: fine
        300 begun echo
        300 done echo
        300 ended completed
    """)


def test_a_way_back_inside_a_group_is_the_same_members():
    """A member goes back to its own draft; the join over members is reopened with it, other members are not."""
    text = """
groups: {states: {a: {}, b: {}}}
chain:
  start: {}
  draft: {for_each: states, takes: 1h}
  sign: {for_each: states, outcomes: {fine: {}, wrong: {back_to: draft, at_most: 1, then: fine}}}
  one: {after: first of draft, takes: 3h}
  all: {after: draft, takes: 3h}
"""
    assert play(text, drawn={("sign of b", 1): "wrong"})[4:] == lines("""
        60 done draft of a
        60 done draft of b
        60 begun sign of a
        60 begun sign of b
        60 begun one
        60 begun all
        60 done sign of a: fine
        60 went_back sign of b: wrong
        60 reopened draft of b
        60 reopened all
        60 begun draft of b
        120 done draft of b
        120 begun sign of b
        120 begun all
        120 done sign of b: fine
        240 done one
        300 done all
        300 ended completed
    """)


def test_a_target_that_still_waits_is_not_named_as_reopened():
    """late waits for slow: going back to it changes nothing for it, and only the decider begins again."""
    text = """
chain:
  start: {}
  slow: {after: start, takes: 2h}
  late: {after: slow}
  review: {after: start, takes: 1h, outcomes: {fine: {}, wrong: {back_to: late, at_most: 1, then: fine}}}
"""
    assert play(text, drawn={("review", 1): "wrong"}) == lines("""
        0 begun start
        0 done start
        0 begun slow
        0 begun review
        60 went_back review: wrong
        60 begun review
        120 done slow
        120 done review: fine
        120 begun late
        120 done late
        120 ended completed
    """)
