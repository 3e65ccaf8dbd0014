"""The slow evaluator's going back, and what can still come: hand-worked chains."""

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


REDO = """
resources: {cell: {slots: 1}}
chain:
  start: {}
  plan: {after: start, takes: 1h}
  move: {after: plan, takes: 5h}
  busy: {after: start, takes: 4h, uses: {cell: 1}}
  drill: {after: plan, uses: {cell: 1}}
  rival: {after: 2h after start, takes: 1h, uses: {cell: 1}}
  review: {after: plan, takes: 30m, outcomes: {fine: {}, wrong: {redo: plan, at_most: 1, then: fine}}}
  watch: {after: review begins, takes: 10h}
"""


def test_redo_repeats_the_step_alone():
    """move, under way, goes on; drill, in the queue, waits again and asks anew behind rival; review is reopened, and watch with it."""
    assert play(REDO, drawn={("review", 1): "wrong"}) == lines("""
        0 begun start
        0 done start
        0 begun plan
        0 begun busy
        60 done plan
        60 begun move
        60 begun review
        60 begun watch
        90 went_back review: wrong
        90 reopened plan
        90 reopened watch
        90 begun plan
        150 done plan
        150 begun review
        150 begun watch
        180 done review: fine
        240 done busy
        240 begun rival
        300 done rival
        300 begun drill
        300 done drill
        360 done move
        750 done watch
        750 ended completed
    """)


def test_redo_of_work_under_way_starts_it_over_and_of_a_waiting_step_does_nothing():
    """The target under way begins again at once; a target that waits or is cut off stays as it is."""
    text = """
chain:
  start: {}
  plan: {after: start, takes: 2h}
  later: {after: plan}
  review: {after: start, takes: 1h, outcomes: {fine: {}, wrong: {redo: [plan, later], wait: 30m, at_most: 1, then: fine}}}
"""
    assert play(text, drawn={("review", 1): "wrong"}) == lines("""
        0 begun start
        0 done start
        0 begun plan
        0 begun review
        60 went_back review: wrong
        60 reopened plan
        90 begun plan
        90 begun review
        150 done review: fine
        210 done plan
        210 begun later
        210 done later
        210 ended completed
    """)


def test_when_done_goes_back_instead_of_being_done_until_used_up():
    """Twice back, the third time done; its effects happen each time."""
    text = """
variables: {strength: 0}
chain:
  drill: {takes: 1h, when_done: {add: {strength: 1}, back_to: drill, at_most: 2, wait: 30m}}
  move: {after: drill, if: strength at least 3}
"""
    assert play(text) == lines("""
        0 begun drill
        60 went_back drill
        90 begun drill
        150 went_back drill
        180 begun drill
        240 done drill
        240 begun move
        240 done move
        240 ended completed
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


def test_cut_off_is_final():
    """`redo: fly` means every member; the one that is cut off stays so, and is not named as reopened."""
    text = """
groups: {states: {a: {}, b: {}}}
chain:
  start: {}
  vote: {for_each: states, after: start, outcomes: {granted: {}, refused: {}}}
  fly: {for_each: states, after: vote.granted, takes: 1h}
  storm: {after: start, takes: 2h}
  council: {after: storm, options: {adopt: {}}, when_done: {redo: fly, at_most: 1}}
"""
    log = play(
        text, {("council", 1): ("adopt", 0), ("council", 2): ("adopt", 0)}, {("vote of a", 1): "refused"}
    )
    assert log == lines("""
        0 begun start
        0 done start
        0 begun vote of a
        0 begun vote of b
        0 begun storm
        0 done vote of a: refused
        0 done vote of b: granted
        0 cut_off fly of a
        0 begun fly of b
        60 done fly of b
        120 done storm
        120 begun council
        120 asked council
        120 went_back council: adopt
        120 reopened fly of b
        120 begun fly of b
        120 begun council
        120 asked council
        120 done council: adopt
        180 done fly of b
        180 ended completed
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


def test_going_back_does_not_reach_through_a_step_that_waits():
    """redo made y and p wait while z, begun through y, goes on; going back to a then finds y unreleased, and z goes on still."""
    text = """
chain:
  start: {}
  a: {after: start}
  p: {after: start, takes: 1h}
  y: {after: [a, p]}
  z: {after: y, takes: 10h}
  first: {after: 2h after start, outcomes: {fine: {}, wrong: {redo: [y, p], at_most: 1, then: fine}}}
  second: {after: 150m after start, outcomes: {fine: {}, wrong: {back_to: a, at_most: 1, then: fine}}}
"""
    assert play(text, drawn={("first", 1): "wrong", ("second", 1): "wrong"})[5:] == lines("""
        60 done p
        60 begun y
        60 done y
        60 begun z
        120 begun first
        120 went_back first: wrong
        120 reopened p
        120 reopened y
        120 begun p
        120 begun first
        120 done first: fine
        150 begun second
        150 went_back second: wrong
        150 reopened a
        150 begun a
        150 begun second
        150 done a
        150 done second: fine
        180 done p
        180 begun y
        180 done y
        660 done z
        660 ended completed
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


def test_a_target_of_going_back_counts_as_coming_though_it_cannot_be_released():
    """fly of b can never begin, but as a target of the council it is not cut off, so `all` waits for ever. Literal, and a trap."""
    text = (
        VOTES
        + """
  fly: {for_each: states, after: vote.granted, takes: 1h}
  all: {after: fly}
  council: {options: {adopt: {}, return: {back_to: fly, at_most: 1, then: adopt}}}
"""
    )
    assert play(text, drawn={("vote of b", 1): "refused"})[4:] == lines("""
        60 done vote of a: granted
        60 done vote of b: refused
        60 begun fly of a
        120 done fly of a
        120 ended stalled
    """)
