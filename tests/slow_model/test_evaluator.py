"""The slow evaluator's own tests: hand-worked chains, a rule of `time-and-ties.md` each; here the clock and its rounds.

Every expected log was worked out on paper from the page. The files beside this one take joins, groups, questions, endings,
going back, what can still come, and resources.
"""

import pytest
import yaml
from tests.slow_model.evaluator import EndlessError, evaluate
from tests.slow_model.playing import lines, play


def test_entries_are_plain_tuples():
    """An entry is (minute, word, name), and the outcome or None where a step is done."""
    data = yaml.safe_load(
        "chain: {request: {takes: 30m, outcomes: {granted: {}, refused: {chance: 0.5}}}, order: {}}"
    )
    assert evaluate(data, {}, {("request", 1): "refused"}) == [
        (0, "begun", "request"),
        (30, "done", "request", "refused"),
        (30, "begun", "order"),
        (30, "done", "order", None),
        (30, "ended", "completed"),
    ]


def test_work_of_no_time_ends_in_the_next_round_of_the_same_minute():
    """A step without `takes` lasts 0 minutes; what follows it begins a round later, in the same minute."""
    log = play(
        "chain: {request: {takes: 30m}, merge: {}, side: {after: request}, order: {after: merge, takes: 1h}}"
    )
    assert log == lines("""
        0 begun request
        30 done request
        30 begun merge
        30 begun side
        30 done merge
        30 done side
        30 begun order
        90 done order
        90 ended completed
    """)


def test_ends_come_in_file_order_and_before_beginnings():
    """Ends of one minute in file order, whichever began first; then beginnings in file order."""
    log = play("""
        chain:
          start: {takes: 30m}
          early: {after: start, takes: 30m}
          late: {after: start begins, takes: 1h}
          after_late: {after: late}
          after_early: {after: early}
    """)
    assert log == lines("""
        0 begun start
        0 begun late
        30 done start
        30 begun early
        60 done early
        60 done late
        60 begun after_late
        60 begun after_early
        60 done after_late
        60 done after_early
        60 ended completed
    """)


def test_steps_are_passed_over_before_any_begins():
    """In part 4 every false `if` is passed over first; what follows a step passed over is looked at in the next round."""
    log = play("""
        variables: {warning: late}
        chain:
          start: {}
          work: {after: start, takes: 1h}
          order: {after: start, if: warning is early, takes: 1h}
          behind: {after: order, takes: 1h}
    """)
    assert log == lines("""
        0 begun start
        0 done start
        0 passed_over order
        0 begun work
        0 begun behind
        60 done work
        60 done behind
        60 ended completed
    """)


def test_if_is_asked_once_and_wait_for_until_it_holds():
    """`wait_for` is asked again in every round; an `if` that was true is not asked again when its value has changed."""
    log = play("""
        variables: {mood: calm, strength: 0}
        chain:
          start: {}
          patient: {after: start, if: mood is calm, wait_for: strength at least 2}
          first: {after: start, takes: 1h, when_done: {set: {mood: tense}, add: {strength: 1}}}
          second: {after: start, takes: 2h, when_done: {add: {strength: 1}}}
          third: {after: second, if: mood is not tense}
    """)
    assert log == lines("""
        0 begun start
        0 done start
        0 begun first
        0 begun second
        60 done first
        120 done second
        120 passed_over third
        120 begun patient
        120 done patient
        120 ended completed
    """)


def test_a_loop_that_takes_no_time_is_stopped():
    """A step that begins more than 1,000 times in one minute stops the run; the error names it."""
    data = yaml.safe_load(
        "chain: {start: {}, sitting: {outcomes: {again: {back_to: sitting}, granted: {chance: 0.5}}}}"
    )
    with pytest.raises(EndlessError, match="sitting"):
        evaluate(data, {}, {})


def test_draws_are_counted_by_instance():
    """The k-th draw of each member is its own; a draw without an entry gives the first outcome."""
    log = play(
        """
        groups: {states: {a: {}, b: {}}}
        chain:
          sitting: {for_each: states, outcomes: {granted: {}, later: {back_to: sitting, wait: 1h, at_most: 3, then: refused}, refused: {}}}
    """,
        drawn={("sitting of a", 1): "later", ("sitting of a", 2): "refused", ("sitting of b", 2): "refused"},
    )
    assert log == lines("""
        0 begun sitting of a
        0 begun sitting of b
        0 went_back sitting of a: later
        0 done sitting of b: granted
        60 begun sitting of a
        60 done sitting of a: refused
        60 ended completed
    """)
