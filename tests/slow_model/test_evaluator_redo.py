"""The slow evaluator's `redo`, and going back by `when_done`: hand-worked chains."""

from tests.slow_model.playing import lines, play

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


def test_going_back_reaches_only_through_a_result_that_counts():
    """redo withdrew a, through which y began; b, not done yet, never released y, so going back to b leaves y at work."""
    text = """
chain:
  start: {}
  a: {after: start}
  b: {after: start, takes: 5h}
  y: {after: {any: [a, b]}, takes: 10h}
  first: {after: 1h after start, outcomes: {fine: {}, wrong: {redo: a, wait: 3h, at_most: 1, then: fine}}}
  second: {after: 2h after start, outcomes: {fine: {}, wrong: {back_to: b, at_most: 1, then: fine}}}
"""
    assert play(text, drawn={("first", 1): "wrong", ("second", 1): "wrong"}) == lines("""
        0 begun start
        0 done start
        0 begun a
        0 begun b
        0 done a
        0 begun y
        60 begun first
        60 went_back first: wrong
        60 reopened a
        120 begun second
        120 went_back second: wrong
        120 reopened b
        120 begun b
        120 begun second
        120 done second: fine
        240 begun a
        240 begun first
        240 done a
        240 done first: fine
        420 done b
        600 done y
        600 ended completed
    """)
