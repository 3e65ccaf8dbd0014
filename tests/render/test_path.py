"""The critical path in words."""

from tests.render.test_log import paint
from tests.support import play

from exercise_sim.analysis.causes import critical_path
from exercise_sim.render.path import path_lines


def told(text: str, choose: dict[str, str] | None = None, width: int = 90) -> list[str]:
    """The lines below the heading, without the blanks at their edges."""
    session = play(text, choose)
    lines = path_lines(paint(width), session.plan, critical_path(session.log))
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
        "D 01:00 Queued took 1 h (it had waited 1 h for The cell)",
        "D 02:00 Morning waited 4 h for opening hours and took 1 h",
        "D 07:00 Later waited 2 h after what came before it and took 1 h",
        "Together: 4 h of work and 6 h of waiting.",
    ]


def test_on_a_narrow_screen_the_body_stands_before_its_step():
    """Below 60 columns there is no column for it."""
    text = "chain: {draft: {title: Draft, by: staff, takes: 2h}}"
    assert told(text, width=50)[1] == "D 00:00 Staff: Draft took 2 h"
