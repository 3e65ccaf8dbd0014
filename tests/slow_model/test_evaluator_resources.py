"""The slow evaluator's resources: hand-worked queues of slots, stock and flow."""

from tests.slow_model.playing import lines, play


def test_requests_are_granted_in_the_order_in_which_they_were_made():
    """c asked first; of a and b, who asked in one round, a stands first in the file. Units come back when a step is over."""
    text = """
resources: {cell: {slots: 1}}
chain:
  start: {}
  busy: {after: start, takes: 2h, uses: {cell: 1}}
  a: {after: 1h after start, takes: 1h, uses: {cell: 1}}
  b: {after: 1h after start, takes: 1h, uses: {cell: 1}}
  c: {after: start, takes: 1h, uses: {cell: 1}}
  free: {after: start, takes: 1h, uses: {cell: 0}}
"""
    assert play(text) == lines("""
        0 begun start
        0 done start
        0 begun busy
        0 begun free
        60 done free
        120 done busy
        120 begun c
        180 done c
        180 begun a
        240 done a
        240 begun b
        300 done b
        300 ended completed
    """)


def test_several_resources_are_granted_together_and_never_overtaken():
    """joint waits for both; late may not overtake it on the truck, though the truck is free; other takes what joint does not ask for."""
    text = """
resources: {cell: {slots: 1}, truck: {slots: 1}, boat: {slots: 1}}
chain:
  start: {}
  busy: {after: start, takes: 2h, uses: {cell: 1}}
  joint: {after: start, takes: 1h, uses: {cell: 1, truck: 1}}
  late: {after: start, takes: 1h, uses: {truck: 1}}
  other: {after: start, takes: 1h, uses: {boat: 1}}
"""
    assert play(text) == lines("""
        0 begun start
        0 done start
        0 begun busy
        0 begun other
        60 done other
        120 done busy
        120 begun joint
        180 done joint
        180 begun late
        240 done late
        240 ended completed
    """)


def test_slots_are_held_through_question_and_execution():
    """The slot comes back only when the decision is over: 30 minutes of answer and 30 of execution after the question."""
    text = """
resources: {cell: {slots: 1}}
chain:
  start: {}
  council: {after: start, uses: {cell: 1}, options: {adopt: {takes: 30m}}}
  next: {after: start, uses: {cell: 1}}
"""
    assert play(text, {("council", 1): ("adopt", 30)})[3:] == lines("""
        0 asked council
        60 done council: adopt
        60 begun next
        60 done next
        60 ended completed
    """)


def test_stock_is_used_up_and_does_not_come_back():
    """The drill uses 2 of 3, its repetition finds only 1 and waits for ever; small could have had it, but may not overtake."""
    text = """
resources: {fuel: {stock: 3}}
chain:
  start: {}
  drill: {after: start, takes: 1h, uses: {fuel: 2}, outcomes: {wrong: {back_to: drill, at_most: 1, then: fine}, fine: {}}}
  small: {after: 2h after start, uses: {fuel: 1}}
"""
    assert play(text) == lines("""
        0 begun start
        0 done start
        0 begun drill
        60 went_back drill: wrong
        120 ended stalled
    """)


FLOW = """
resources: {lift: {flow: 35 a day}}
chain:
  start: {}
"""


def test_a_flow_rounds_cumulatively():
    """35 a day is 41 1/7 minutes each: exact ends 41 1/7, 82 2/7, 123 3/7; each begins when the server is free, rounded up."""
    text = (
        FLOW
        + """
  a: {after: start, uses: {lift: 1}}
  b: {after: start, uses: {lift: 1}}
  c: {after: start, uses: {lift: 1}}
"""
    )
    assert play(text) == lines("""
        0 begun start
        0 done start
        0 begun a
        42 done a
        42 begun b
        83 done b
        83 begun c
        124 done c
        124 ended completed
    """)


def test_a_request_that_did_not_wait_is_served_from_its_own_minute():
    """The server was free since 41 1/7 when b asked at 60: b is served from 60 to 101 1/7."""
    text = (
        FLOW
        + """
  a: {after: start, uses: {lift: 1}}
  b: {after: 1h after start, uses: {lift: 1}}
"""
    )
    assert play(text)[2:] == lines("""
        0 begun a
        42 done a
        60 begun b
        102 done b
        102 ended completed
    """)


def test_a_step_lasts_the_longer_of_takes_and_service():
    """a is served until 41 1/7 but takes 2 h, and leaves the server free for b meanwhile; b's service of 2 outlasts its hour."""
    text = (
        FLOW
        + """
  a: {after: start, takes: 2h, uses: {lift: 1}}
  b: {after: start, takes: 1h, uses: {lift: 2}}
"""
    )
    assert play(text)[2:] == lines("""
        0 begun a
        42 begun b
        120 done a
        124 done b
        124 ended completed
    """)


def test_stopped_work_gives_slots_and_server_back():
    """plan would be served until 120; at 30 the review stops it, and the cell and the lift are free at once for those who wait."""
    text = """
resources: {lift: {flow: 24 a day}, cell: {slots: 1}}
chain:
  start: {}
  top: {after: start}
  plan: {after: top, uses: {lift: 2, cell: 1}}
  next: {after: 10m after start, takes: 30m, uses: {cell: 1}}
  other: {after: 10m after start, uses: {lift: 1}}
  review: {after: start, takes: 30m, outcomes: {wrong: {back_to: top, wait: 6h, at_most: 1, then: fine}, fine: {}}}
"""
    assert play(text, drawn={("review", 2): "fine"}) == lines("""
        0 begun start
        0 done start
        0 begun top
        0 begun review
        0 done top
        0 begun plan
        30 went_back review: wrong
        30 reopened top
        30 reopened plan
        30 begun next
        30 begun other
        60 done next
        90 done other
        390 begun top
        390 begun review
        390 done top
        390 begun plan
        420 done review: fine
        510 done plan
        510 ended completed
    """)


def test_a_request_that_waited_for_something_else_is_served_from_its_beginning():
    """The lift is free since 41 1/7, but the cell only at 60: b begins at 60 and is served from 60, not from 41 1/7."""
    text = """
resources: {lift: {flow: 35 a day}, cell: {slots: 1}}
chain:
  start: {}
  busy: {after: start, takes: 1h, uses: {cell: 1}}
  a: {after: start, uses: {lift: 1}}
  b: {after: start, uses: {lift: 1, cell: 1}}
"""
    assert play(text)[2:] == lines("""
        0 begun busy
        0 begun a
        42 done a
        60 done busy
        60 begun b
        102 done b
        102 ended completed
    """)


def test_what_was_granted_begins_in_file_order():
    """c asked an hour before a, and both are granted when busy ends; their beginnings stand in file order."""
    text = """
resources: {cell: {slots: 2}}
chain:
  start: {}
  busy: {after: start, takes: 2h, uses: {cell: 2}}
  a: {after: 1h after start, takes: 1h, uses: {cell: 1}}
  c: {after: start, takes: 1h, uses: {cell: 1}}
"""
    assert play(text)[2:] == lines("""
        0 begun busy
        120 done busy
        120 begun a
        120 begun c
        180 done a
        180 done c
        180 ended completed
    """)


def test_a_request_made_in_the_first_minute_of_a_free_server_did_not_wait():
    """The server is free from 41 1/7; b asks at 42 and is served from 42 to 83 1/7."""
    text = (
        FLOW
        + """
  a: {after: start, uses: {lift: 1}}
  b: {after: 42m after start, uses: {lift: 1}}
"""
    )
    assert play(text)[2:] == lines("""
        0 begun a
        42 done a
        42 begun b
        84 done b
        84 ended completed
    """)
