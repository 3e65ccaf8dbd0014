"""M9: units that are held and given back; one queue, granted together and never overtaken."""

from tests.support import begun, done, lines, of_kind, play, story, the_end

from exercise_sim.engine.events import StepBegan


def at(session, *names: str) -> list[int]:
    """The minutes at which these steps began."""
    return [begun(session)[name] for name in names]


def test_slots_are_held_and_given_back():
    """Two of three find a slot; the third begins in the minute in which the first one gives its slot back."""
    session = play("""
        resources: {cell: {slots: 2}}
        chain:
          s: {}
          a: {after: s, takes: 2h, uses: {cell: 1}}
          b: {after: s, takes: 1h, uses: {cell: 1}}
          c: {after: s, takes: 1h, uses: {cell: 1}}
    """)
    assert story(session, "queued", "begun") == lines("""
        0 begun s
        0 queued c: cell
        0 begun a
        0 begun b
        60 begun c
    """)


def test_requests_are_granted_in_the_order_in_which_they_were_made():
    """Who asked first is served first, wherever it stands in the file; at the same minute the file decides."""
    session = play("""
        resources: {cell: {slots: 1}}
        chain:
          s: {}
          late: {after: 20m after s, takes: 1h, uses: {cell: 1}}
          holder: {after: s, takes: 1h, uses: {cell: 1}}
          early: {after: 10m after s, takes: 1h, uses: {cell: 1}}
          same: {after: 10m after s, takes: 1h, uses: {cell: 1}}
    """)
    assert at(session, "holder", "early", "same", "late") == [0, 60, 120, 180]


def test_nobody_is_overtaken():
    """A small request waits behind a big one that was made before it, though it would fit."""
    session = play("""
        resources: {cell: {slots: 2}}
        chain:
          s: {}
          holder: {after: s, takes: 1h, uses: {cell: 1}}
          big: {after: 1m after s, takes: 1h, uses: {cell: 2}}
          small: {after: 2m after s, takes: 1h, uses: {cell: 1}}
    """)
    assert at(session, "big", "small") == [60, 120]


def test_several_resources_are_granted_together():
    """A step takes none of its units before it can have all of them."""
    session = play("""
        resources: {cell: {slots: 1}, room: {slots: 1}}
        chain:
          s: {}
          holder: {after: s, takes: 1h, uses: {cell: 1}}
          both: {after: s, takes: 1h, uses: {cell: 1, room: 1}}
    """)
    assert story(session, "queued") == ["0 queued both: cell"]
    assert at(session, "both") == [60]


def test_joint_requests_are_never_overtaken_on_any_of_their_resources():
    """While `both` waits for the cell, the free room is kept for it; who wants neither goes ahead."""
    session = play("""
        resources: {cell: {slots: 1}, room: {slots: 1}, car: {slots: 1}}
        chain:
          s: {}
          holder: {after: s, takes: 1h, uses: {cell: 1}}
          both: {after: s, takes: 1h, uses: {cell: 1, room: 1}}
          room_only: {after: s, takes: 1h, uses: {room: 1}}
          chained: {after: s, takes: 1h, uses: {room: 1, car: 1}}
          car_only: {after: 5m after s, takes: 1h, uses: {car: 1}}
          free: {after: s, takes: 1h}
    """)
    assert at(session, "both", "room_only", "chained", "car_only", "free") == [60, 120, 180, 240, 0]


def test_two_joint_requests_in_opposite_order_do_not_wait_in_a_circle():
    """Granted whole, they cannot hold what the other needs."""
    session = play("""
        resources: {cell: {slots: 1}, room: {slots: 1}}
        chain:
          s: {}
          one: {after: s, takes: 1h, uses: {cell: 1, room: 1}}
          two: {after: s, takes: 1h, uses: {room: 1, cell: 1}}
          three: {after: s, takes: 1h, uses: {cell: 1, room: 1}}
    """)
    assert at(session, "one", "two", "three") == [0, 60, 120]
    assert the_end(session).ending == "completed"


def test_a_need_of_nothing_waits_for_nothing():
    """0 units are no request."""
    session = play("""
        groups: {units: {north: {want: 1}, south: {want: 0}}}
        resources: {cell: {slots: 1}}
        chain:
          s: {}
          holder: {after: s, takes: 1h, uses: {cell: 1}}
          a: {for_each: units, after: s, uses: {cell: its.want}}
    """)
    assert at(session, "a of north", "a of south") == [60, 0]


def test_units_are_held_while_the_question_is_open_and_the_option_is_carried_out():
    """They go back when the step is over, not when its work ends."""
    session = play("""
        resources: {room: {slots: 1}}
        chain:
          s: {}
          meeting:
            by: staff
            after: s
            takes: 1h
            uses: {room: 1}
            question: Adopt?
            options: {adopt: {takes: 30m}}
            usual: adopt
            thinks: 20m
          other: {after: s, uses: {room: 1}}
    """)
    assert at(session, "other") == [110]


def test_units_given_back_and_a_new_request_in_one_minute():
    """A request of the same minute stands behind those that wait already."""
    session = play("""
        resources: {cell: {slots: 1}}
        chain:
          s: {}
          holder: {after: s, takes: 1h, uses: {cell: 1}}
          again: {after: holder, takes: 1h, uses: {cell: 1}}
          waiter: {after: 10m after s, takes: 1h, uses: {cell: 1}}
    """)
    assert at(session, "waiter", "again") == [60, 120]


def test_the_log_says_what_ended_the_waiting():
    """A step that waited in the queue carries as cause the event that freed its unit."""
    session = play("""
        resources: {cell: {slots: 1}}
        chain:
          s: {}
          holder: {after: s, takes: 1h, uses: {cell: 1}}
          waiter: {after: s, takes: 1h, uses: {cell: 1}}
    """)
    (event,) = (event for event in of_kind(session.log, StepBegan) if event.element == "waiter")
    freed = session.log[event.cause - 1]
    assert (event.wait, freed.element, freed.at) == ("queue", "holder", 60)


KEEPS = """
resources: {aircraft: {slots: 1}}
variables: {mood: calm}
chain:
  s: {}
  flight: {after: s, takes: 1h, uses: {aircraft: 1}, keeps: {aircraft: until unloading}}
  fork: {after: s, takes: 90m, outcomes: [granted, refused]}
  unloading: {after: [flight, %s], takes: 2h}
  next: {after: s, takes: 1h, uses: {aircraft: 1}}
"""


def test_keeps_holds_units_beyond_the_step():
    """The aircraft is free when the unloading is done, not when the flight is."""
    session = play(KEEPS % "s")
    assert done(session)["unloading"] == 180
    assert at(session, "next") == [180]


def test_what_is_kept_until_a_step_that_is_cut_off_goes_back_then():
    """Nobody holds a unit for something that cannot come."""
    assert at(play(KEEPS % "fork.refused"), "next") == [90]


def test_what_is_kept_until_a_step_that_is_passed_over_goes_back_then():
    """Passed over is over."""
    session = play((KEEPS % "fork").replace("takes: 2h", "if: mood is grave, takes: 2h"))
    assert story(session, "passed over") == ["90 passed over unloading"]
    assert at(session, "next") == [90]


def test_what_was_kept_until_a_step_that_is_over_already_goes_back_at_once():
    """`keeps` never shortens the step itself."""
    session = play("""
        resources: {aircraft: {slots: 1}}
        chain:
          s: {}
          flight: {after: s, takes: 1h, uses: {aircraft: 1}, keeps: {aircraft: until signal}}
          signal: {after: 10m after s}
          next: {after: s, uses: {aircraft: 1}}
    """)
    assert at(session, "next") == [60]
