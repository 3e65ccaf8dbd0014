"""M9: opening hours bar beginnings only; capacity may change while units are held."""

from tests.support import begun, done, of_kind, play, story, the_end

from exercise_sim.engine.events import StepBegan


def at(session, *names: str) -> list[int]:
    """The minutes at which these steps began."""
    return [begun(session)[name] for name in names]


def test_opening_hours_bar_beginnings_only():
    """Closed until 06:00; work that has begun goes on after closing time; who comes too late waits for the morning."""
    session = play("""
        resources: {cell: {slots: 1, open: 06:00-20:00}}
        chain:
          s: {}
          a: {after: s, takes: 13h30m, uses: {cell: 1}}
          b: {after: s, takes: 2h, uses: {cell: 1}}
          c: {after: s, takes: 1h, uses: {cell: 1}}
    """)
    assert at(session, "a", "b", "c") == [360, 1170, 1800]


def test_the_closing_minute_is_closed():
    """At 20:00 nothing begins any more; the minute before it does."""
    session = play("""
        resources: {cell: {slots: 2, open: 06:00-20:00}}
        chain:
          s: {}
          a: {after: 1199m after s, takes: 1h, uses: {cell: 1}}
          b: {after: 1200m after s, takes: 1h, uses: {cell: 1}}
    """)
    assert at(session, "a", "b") == [1199, 1800]


def test_hours_over_midnight():
    """22:00-06:00 is the night."""
    session = play("""
        resources: {cell: {slots: 2, open: 22:00-06:00}}
        chain: {s: {takes: 5h}, a: {takes: 3h, uses: {cell: 1}}, b: {takes: 1h, uses: {cell: 1}}}
    """)
    assert at(session, "a", "b") == [300, 1320]


def test_hours_are_those_of_the_exercise_clock():
    """They count from STARTEX's own time of day."""
    session = play("""
        start: 2024-03-12 09:00 +03:00
        resources: {cell: {slots: 1, open: 14:00-20:00}}
        chain: {a: {takes: 1h, uses: {cell: 1}}}
    """)
    assert at(session, "a") == [300]


def test_a_closed_resource_keeps_its_queue():
    """Nobody overtakes a request that waits for the morning, not even on another resource."""
    session = play("""
        resources: {cell: {slots: 1, open: 06:00-20:00}, room: {slots: 1}}
        chain:
          s: {}
          both: {after: s, takes: 1h, uses: {cell: 1, room: 1}}
          room_only: {after: s, takes: 1h, uses: {room: 1}}
    """)
    assert at(session, "both", "room_only") == [360, 420]


def test_the_log_says_that_hours_ended_the_waiting():
    """The kind of wait is told apart from a queue."""
    session = play(
        "resources: {cell: {slots: 1, open: 06:00-20:00}}\nchain: {a: {takes: 1h, uses: {cell: 1}}}"
    )
    assert [event.wait for event in of_kind(session.log, StepBegan)] == ["opening hours"]


def test_capacity_lowered_below_what_is_held():
    """No one loses a unit; no one gets one until it fits."""
    session = play("""
        resources: {cell: {slots: 3}}
        chain:
          s: {}
          a: {after: s, takes: 2h, uses: {cell: 1}}
          b: {after: s, takes: 3h, uses: {cell: 1}}
          c: {after: s, takes: 4h, uses: {cell: 1}}
          cut: {after: 1h after s, when_done: {set: {cell: 1}}}
          d: {after: s, takes: 1h, uses: {cell: 1}}
          e: {after: s, takes: 1h, uses: {cell: 1}}
    """)
    assert [done(session)[name] for name in "abc"] == [120, 180, 240]
    assert at(session, "d", "e") == [240, 300]


def test_capacity_raised_is_granted_in_the_same_minute():
    """Who waited begins when there is room."""
    session = play("""
        resources: {cell: {slots: 1}}
        chain:
          s: {}
          a: {after: s, takes: 5h, uses: {cell: 1}}
          b: {after: s, takes: 1h, uses: {cell: 1}}
          more: {after: 1h after s, when_done: {add: {cell: 1}}}
    """)
    assert at(session, "b") == [60]
    assert story(session, "capacity") == ["60 capacity cell: 2"]


def test_capacity_never_falls_below_nothing():
    """Less than none is none; a need that no longer fits stalls, and the log says so."""
    session = play("""
        resources: {cell: {slots: 1}}
        chain: {s: {when_done: {add: {cell: -5}}}, a: {takes: 1h, uses: {cell: 1}}}
    """)
    assert story(session, "capacity", "ended") == ["0 capacity cell: 0", "0 ended stalled"]
    assert the_end(session).waiting == (("a", ("cell",)),)


def test_a_condition_may_ask_for_a_capacity():
    """The slots, what is left of a stock, the units of a rate."""
    session = play("""
        resources: {cell: {slots: 2}, fuel: {stock: 5}, airlift: {flow: 24 a day}}
        chain:
          s: {uses: {fuel: 2}}
          slots: {if: cell is 2}
          stock: {if: fuel is 3}
          rate: {if: airlift at least 24}
          wrong: {if: cell at least 3 or fuel at least 4 or airlift at least 25}
    """)
    assert story(session, "passed over") == ["0 passed over wrong"]
