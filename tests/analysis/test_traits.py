"""What one run had that may have moved its result."""

from tests.support import play

from exercise_sim.analysis.history import history
from exercise_sim.analysis.traits import CAME, STAYED, traits


def found(text, choose=None, until=10**6):
    """The traits of one run."""
    session = play(text, choose)
    return traits(session.plan, history(session.plan, session.log), until)


def test_the_time_of_a_step_is_told_apart():
    """It waits 1 h for the cell, works 20 min, is thought over for 40 min, and works no more."""
    one = found("""
        resources: {cell: {slots: 1}}
        chain:
          s: {}
          holder: {after: s, takes: 1h, uses: {cell: 1}}
          choice: {after: s, takes: 20m, thinks: 40m, uses: {cell: 1}, by: staff, question: Go?, options: {go: {}, stay: {}}, usual: go}
        endings: {over: {when: choice}}
    """)
    kinds = ("queue", "work", "deciding")
    assert {kind: one.minutes[kind, "choice"] for kind in kinds} == {"queue": 60, "work": 20, "deciding": 40}
    assert one.minutes["work", "holder"] == 60
    assert one.ways["option", "choice"] == {"go"}


def test_all_times_of_a_step_together():
    """Drafted twice: two hours; sent back once, then agreed."""
    one = found("""
        chain:
          draft: {takes: 1h}
          agree: {by: staff, question: Agreed?, options: {agreed: {}, again: {back_to: draft, at_most: 1, then: agreed}}, usual: again}
        endings: {over: {when: agree is agreed}}
    """)
    assert one.minutes["work", "draft"] == 120
    assert one.ways["option", "agree"] == {"again", "agreed"}


def test_what_began_in_time_is_taken_whole_and_what_began_later_not_at_all():
    """Up to 01:00 the long one has begun, and its five hours count; the next one has not."""
    text = """
        chain: {s: {}, short: {after: s, takes: 1h}, long: {after: s, takes: 5h}, following: {after: long, takes: 1h}}
        endings: {over: {when: following}}
    """
    one = found(text, until=60)
    assert one.minutes["work", "long"] == 300
    assert ("work", "following") not in one.minutes


def test_an_inject_came_or_stayed_away_once_its_time_has_come():
    """By 02:00, one came and one did not; the time of the third is later."""
    text = """
        chain: {s: {takes: 9h}}
        injects:
          sure: {at: D 01:00, text: Sure}
          unlikely: {at: D 02:00, text: Unlikely, chance: 0}
          late: {at: D 03:00, text: Late}
        endings: {over: {when: s}}
    """
    ways = found(text, until=120).ways
    assert ways == {("inject", "sure"): {CAME}, ("inject", "unlikely"): {STAYED}}


def test_a_hold_is_no_work():
    """Two hours of work, held for three by an inject."""
    one = found("""
        chain: {s: {takes: 2h}}
        injects: {stop: {at: D 01:00, text: Stop, effects: {hold: s, until: 3h}}}
        endings: {over: {when: s}}
    """)
    assert (one.minutes["work", "s"], one.minutes["hold", "s"]) == (120, 180)
