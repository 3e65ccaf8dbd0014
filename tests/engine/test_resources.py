"""M9: units that are held, used up or served at a rate; one queue, granted together and never overtaken; opening hours."""

import pytest
from tests.support import begun, done, lines, of_kind, play, story, the_end

from exercise_sim.engine.events import StepBegan


def at(session, *names: str) -> list[int]:
    """The minutes at which these steps began."""
    return [begun(session)[name] for name in names]


# --- slots


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


# --- keeps


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


# --- stock


def test_a_stock_is_used_up():
    """What was taken never comes back: the third finds too little, and the log names what it waited for."""
    session = play("""
        resources: {fuel: {stock: 10}}
        chain:
          a: {takes: 1h, uses: {fuel: 4}}
          b: {takes: 1h, uses: {fuel: 4}}
          c: {takes: 1h, uses: {fuel: 4}}
    """)
    assert story(session, "begun", "ended") == ["0 begun a", "60 begun b", "120 ended stalled"]
    assert the_end(session).waiting == (("c", ("fuel",)),)


def test_a_stock_can_be_refilled():
    """`add` to a stock adds to what is left; whoever waited takes it in the same minute."""
    session = play("""
        resources: {fuel: {stock: 5}}
        chain:
          s: {}
          a: {after: s, takes: 1h, uses: {fuel: 4}}
          b: {after: 1m after s, takes: 1h, uses: {fuel: 4}}
          supply: {after: 2h after s, when_done: {add: {fuel: 3}}}
    """)
    assert story(session, "capacity") == ["120 capacity fuel: 4"]
    assert at(session, "b") == [120]


# --- flow


def test_a_flow_serves_one_after_the_other():
    """30 a day are 48 minutes each: five last four hours, and the next begins when they are served."""
    session = play("""
        resources: {airlift: {flow: 30 a day}}
        chain:
          s: {}
          a: {after: s, uses: {airlift: 5}}
          b: {after: s, uses: {airlift: 5}}
    """)
    assert story(session, "begun", "done") == lines("""
        0 begun s
        0 done s
        0 begun a
        240 done a
        240 begun b
        480 done b
    """)


def test_the_step_lasts_the_longer_of_its_work_and_its_service():
    """`takes` is the least; the flow is free for the next when it has served, not when the step is done."""
    session = play("""
        resources: {airlift: {flow: 30 a day}}
        chain:
          s: {}
          long: {after: s, takes: 24h, uses: {airlift: 5}}
          short: {after: s, takes: 1h, uses: {airlift: 5}}
    """)
    assert (begun(session)["short"], done(session)["short"], done(session)["long"]) == (240, 480, 1440)


def test_the_rounding_of_a_rate_is_cumulative():
    """35 a day is not 41 minutes each: the 35th ends after exactly one day, the first at the first whole minute."""
    members = ", ".join(f"m{number}: {{}}" for number in range(1, 36))
    session = play(f"""
        groups: {{flights: {{{members}}}}}
        resources: {{airlift: {{flow: 35 a day}}}}
        chain: {{fly: {{for_each: flights, uses: {{airlift: 1}}}}}}
    """)
    minutes = done(session)
    assert [minutes[f"fly of m{number}"] for number in (1, 2, 7, 34, 35)] == [42, 83, 288, 1399, 1440]


def test_one_request_of_many_units_ends_when_they_would_one_by_one():
    """Seven at 35 a day take 288 minutes, alone or together."""
    session = play(
        "resources: {airlift: {flow: 35 a day}}\nchain: {fly: {uses: {airlift: 7}}, more: {uses: {airlift: 28}}}"
    )
    assert done(session) == {"fly": 288, "more": 1440}


def test_a_flow_that_stood_idle_makes_up_for_nothing():
    """Service begins with the request: an hour without work is lost."""
    session = play(
        "resources: {airlift: {flow: 24 a day}}\nchain: {s: {takes: 90m}, fly: {uses: {airlift: 2}}}"
    )
    assert done(session)["fly"] == 210


@pytest.mark.parametrize(("rate", "minute"), [("48 a day", 150), ("12 a day", 420), ("24 a day", 240)])
def test_a_new_rate_serves_what_is_left(rate, minute):
    """Of four at 24 a day one is served after an hour; the other three go on at the new rate."""
    amount = rate.split()[0]
    session = play(f"""
        resources: {{airlift: {{flow: 24 a day}}}}
        chain:
          s: {{}}
          fly: {{after: s, uses: {{airlift: 4}}}}
          change: {{after: 1h after s, when_done: {{set: {{airlift: {amount}}}}}}}
          next: {{after: 5m after s, uses: {{airlift: 1}}}}
    """)
    assert done(session)["fly"] == minute
    assert begun(session)["next"] == minute


def test_a_rate_may_be_added_to():
    """`add` changes the units in the time of the rate, and never below 0."""
    session = play("""
        resources: {airlift: {flow: 24 a day}}
        chain:
          s: {}
          more: {after: 1h after s, when_done: {add: {airlift: 24}}}
          none: {after: 2h after s, when_done: {add: {airlift: -100}}}
    """)
    assert story(session, "capacity") == ["60 capacity airlift: 48", "120 capacity airlift: 0"]


def test_a_rate_of_nothing_serves_nobody_until_it_rises():
    """Work under way stands still, and goes on when there is a rate again."""
    session = play("""
        resources: {airlift: {flow: 24 a day}}
        chain:
          s: {}
          fly: {after: s, uses: {airlift: 4}}
          stop: {after: 1h after s, when_done: {set: {airlift: 0}}}
          resume: {after: 3h after s, when_done: {set: {airlift: 24}}}
          next: {after: 5m after s, uses: {airlift: 1}}
    """)
    assert done(session)["fly"] == 360
    assert done(session)["next"] == 420


def test_a_rate_of_nothing_for_good_ends_as_stalled():
    """Work that is served no more is under way for ever: nothing is due, and the run ends."""
    session = play("""
        resources: {airlift: {flow: 24 a day}}
        chain:
          s: {}
          fly: {after: s, uses: {airlift: 4}}
          stop: {after: 1h after s, when_done: {set: {airlift: 0}}}
    """)
    assert story(session, "ended") == ["60 ended stalled"]
    assert the_end(session).open == ("fly",)


def test_a_new_rate_does_not_shorten_the_work_itself():
    """`takes` is not the flow's business."""
    session = play("""
        resources: {airlift: {flow: 24 a day}}
        chain:
          s: {}
          fly: {after: s, takes: 3h, uses: {airlift: 4}}
          change: {after: 1h after s, when_done: {set: {airlift: 240}}}
    """)
    assert done(session)["fly"] == 180


def test_stopped_work_frees_the_flow():
    """When the step that is being served is reopened elsewhere, the next one is served from that minute on."""
    session = play(
        """
        resources: {airlift: {flow: 24 a day}}
        groups: {units: {north: {}, south: {}}}
        chain:
          s: {}
          fly: {for_each: units, after: s, uses: {airlift: 10}}
          out: {after: 1h after s, when_done: {drop: north}}
        """
    )
    assert (begun(session)["fly of south"], done(session)["fly of south"]) == (60, 660)


def test_a_flow_and_slots_together():
    """The slot is held until the slower of the two is over."""
    session = play("""
        resources: {airlift: {flow: 24 a day}, ramp: {slots: 1}}
        chain:
          s: {}
          a: {after: s, takes: 5h, uses: {airlift: 2, ramp: 1}}
          b: {after: s, takes: 1h, uses: {airlift: 2, ramp: 1}}
          c: {after: s, takes: 1h, uses: {airlift: 2}}
    """)
    assert at(session, "a", "b", "c") == [0, 300, 420]
    assert done(session)["b"] == 420


# --- opening hours


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


# --- changed capacity


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
