"""The critical path in words."""

from tests.render.test_log import paint
from tests.support import play, the_end

from exercise_sim.analysis.causes import by_clock, critical_path
from exercise_sim.render.path import path_lines


def told(text: str, choose: dict[str, str] | None = None, width: int = 90) -> list[str]:
    """The lines below the heading, without the blanks at their edges."""
    session = play(text, choose)
    plan, log = session.plan, session.log
    lines = path_lines(
        paint(width), plan, critical_path(plan, log), the_end(session).at, by_clock=by_clock(plan, log)
    )
    return [" ".join(line.split()) for line in list(lines)[1:]]


def test_each_step_says_since_when_by_whom_and_how_long():
    """Members in brackets, decisions with what was decided, and at the end the sum."""
    assert told("""
        groups: {states: {ara: {title: Aralia}}}
        chain:
          draft: {title: Draft, by: staff, takes: 2h}
          mandate: {title: Session, by: staff, takes: 1h, thinks: 30m, question: Well?, options: {adopt: {text: So be it}}, usual: adopt}
          chair: {title: The chair, by: staff, thinks: 10m, question: Who?, options: {one: {text: This one}}, usual: one}
          march: {title: March, for_each: states, takes: 1d}
    """) == [
        "Why it took 1 d 3 h 40 min",
        "D 00:00 Staff Draft took 2 h",
        "D 02:00 Staff Session took 1 h 30 min, 30 min of it to decide: So be it",
        "D 03:30 Staff The chair took 10 min to decide: This one",
        "D 03:40 March (Aralia) took 1 d",
        "Together: 1 d 3 h of work and 40 min to decide.",
    ]  # fmt: skip


def test_what_was_waited_for_is_named():
    """Opening hours and time between steps on the path itself; in a queue, how long it had stood there."""
    lines = told("""
        resources: {cell: {title: The cell, slots: 1}, desk: {title: The desk, slots: 1, open: 06:00-20:00}}
        chain:
          s: {}
          holder: {after: s, takes: 1h, uses: {cell: 1}}
          queued: {after: s, takes: 1h, uses: {cell: 1}}
          morning: {after: queued, takes: 1h, uses: {desk: 1}}
          later: {after: 2h after morning, takes: 1h}
        endings: {over: {when: later}}
    """)
    assert lines[1:] == [
        "D 00:00 Holder took 1 h",
        "D 01:00 Queued took 1 h (it had waited 1 h for The cell, behind Holder)",
        "D 02:00 Morning waited 4 h until The desk opened and took 1 h",
        "D 07:00 Later waited 2 h after what came before it and took 1 h",
        "Together: 4 h of work and 6 h of waiting.",
    ]


def test_on_a_narrow_screen_the_body_stands_before_its_step():
    """Below 60 columns there is no column for it."""
    text = "chain: {draft: {title: Draft, by: staff, takes: 2h}}"
    assert told(text, width=50)[1] == "D 00:00 Staff: Draft took 2 h"


def test_where_the_clock_ended_it_the_path_says_how_far_it_came():
    """What was under way, or that nothing more came."""
    assert told("end: 10h\nchain: {a: {takes: 1h}, b: {takes: 20h}}\nendings: {over: {when: b}}") == [
        "How far it came in 10 h",
        "D 00:00 A took 1 h",
        "D 01:00 B took 9 h and was not over",
        "Together: 10 h of work.",
    ]
    assert told("end: 10h\nchain: {a: {takes: 1h}, b: {after: 3d after a}}\nendings: {over: {when: b}}") == [
        "How far it came in 10 h",
        "D 00:00 A took 1 h",
        "D 01:00 Nothing more on this way for 9 h, until the ending",
        "Together: 1 h of work and 9 h of waiting.",
    ]


def test_from_one_member_to_another_the_path_says_what_was_waited_for_and_who_had_it():
    """The queue, and the one before in it; of work that goes on, only how long it was served."""
    assert told("""
        groups: {units: {ara: {title: Aralians, sorties: 6}, bor: {title: Borlandians, sorties: 12}}}
        resources: {lift: {title: Airlift, flow: 24 a day}}
        chain:
          s: {}
          flight: {title: Flight, for_each: units, after: s, takes: 2d, uses: {lift: its.sorties}}
    """, width=110) == [
        "Why it took 2 d 6 h",
        "D 00:00 Flight (Aralians) had Airlift for 6 h",
        "D 06:00 Flight (Borlandians) took 2 d (it had waited 6 h for Airlift, behind Flight (Aralians))",
        "Together: 2 d 6 h of work.",
    ]  # fmt: skip


def test_a_condition_that_was_waited_for_is_named():
    """As the author asks it."""
    lines = told("""
        variables: {v: 0}
        chain:
          a: {takes: 2h, when_done: {add: {v: 1}}}
          b: {after: 0m after a begins, wait_for: v at least 1, takes: 1h}
        endings: {over: {when: b}}
    """)
    assert lines[2] == "D 02:00 B took 1 h (it had waited 2 h for v at least 1)"


def test_behind_the_hundredth_day_the_time_stands_whole():
    """Its column is as wide as the last moment."""
    assert told("end: 2000d\nchain: {a: {takes: 1200d}, b: {takes: 1d}}")[1:3] == [
        "D 00:00 A took 1200 d",
        "D+1200 00:00 B took 1 d",
    ]


def test_units_that_were_kept_longer_were_waited_for_behind_the_one_that_kept_them():
    """Not behind the step whose end gave them back."""
    lines = told("""
        resources: {places: {title: Places, slots: 1}}
        chain:
          s: {}
          load: {after: s, takes: 1h, uses: {places: 1}, keeps: {places: until hand_over}}
          hand_over: {after: load, takes: 1h}
          next_one: {after: s, takes: 1h, uses: {places: 1}}
        endings: {over: {when: next_one}}
    """)
    assert lines[3] == "D 02:00 Next one took 1 h (it had waited 2 h for Places, behind Load)"


def test_a_flow_that_was_taken_when_something_came_was_waited_for_behind_the_one_before():
    """Though it was its own coming that released it: nobody passes by in a queue."""
    lines = told("""
        resources: {lift: {title: Airlift, flow: 24 a day}}
        chain:
          s: {}
          supply: {after: s, takes: 9d, uses: {lift: 6}}
          work: {after: s, takes: 2h}
          flight: {title: Flight, after: work, takes: 1d, uses: {lift: 6}}
        endings: {over: {when: flight}}
    """, width=110)  # fmt: skip
    assert lines[2] == "D 02:00 Flight waited 4 h in the queue for Airlift, behind Supply, and took 1 d"
