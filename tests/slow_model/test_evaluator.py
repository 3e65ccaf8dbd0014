"""The slow evaluator's own tests: hand-worked chains, a rule of `time-and-ties.md` each.

Every expected log was worked out on paper from the page. Joins stand in `test_evaluator_joins.py`, going back in
`test_evaluator_back.py`, resources in `test_evaluator_resources.py`.
"""

import pytest
import yaml
from tests.slow_model.evaluator import LoopTakesNoTimeError, evaluate
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


QUESTION = """
chain:
  mandate: {takes: 1h, options: {adopt: {takes: 2h}, refuse: {}}, within: 4h, otherwise: refuse}
  plan: {after: mandate.adopt}
"""


def test_an_option_takes_its_time_after_the_answer():
    """First the work, then the question, then the answer's cost, then the option's own time; the outcome comes at its end."""
    assert play(QUESTION, {("mandate", 1): ("adopt", 30)}) == lines("""
        0 begun mandate
        60 asked mandate
        210 done mandate: adopt
        210 begun plan
        210 done plan
        210 ended completed
    """)


def test_an_answer_in_the_minute_of_the_limit_counts():
    """The limit runs from the question (60 + 240 = 300), and answers come before limits."""
    assert play(QUESTION, {("mandate", 1): ("adopt", 240)})[:3] == lines("""
        0 begun mandate
        60 asked mandate
        420 done mandate: adopt
    """)


def test_a_later_answer_lapses_to_otherwise():
    """An answer that would arrive after the limit is lost; what `otherwise` decides cuts off the other branch."""
    assert play(QUESTION, {("mandate", 1): ("adopt", 241)}) == lines("""
        0 begun mandate
        60 asked mandate
        300 lapsed mandate
        300 done mandate: refuse
        300 cut_off plan
        300 ended completed
    """)


def test_limits_run_out_after_all_ends_in_file_order():
    """Two limits of one minute run out in file order, after the work that ends in it though it stands below them."""
    log = play("""
        chain:
          start: {}
          council: {after: start, options: {adopt: {}, refuse: {}}, within: 1h, otherwise: refuse}
          staff: {after: start, options: {adopt: {}, refuse: {}}, within: 1h, otherwise: adopt}
          work: {after: start, takes: 1h}
    """)
    assert log == lines("""
        0 begun start
        0 done start
        0 begun council
        0 begun staff
        0 begun work
        0 asked council
        0 asked staff
        60 done work
        60 lapsed council
        60 done council: refuse
        60 lapsed staff
        60 done staff: adopt
        60 ended completed
    """)


def test_questions_of_one_minute_are_answered_in_the_order_of_asking():
    """`late` stands above `early` but is asked a round later, so it is answered second, after the minute was settled."""
    text = """
        chain:
          start: {}
          pre: {after: start}
          late: {after: pre, options: {adopt: {}}}
          early: {after: start, options: {adopt: {}}}
          behind: {after: early}
    """
    assert play(text, {("late", 1): ("adopt", 0), ("early", 1): ("adopt", 0)}) == lines("""
        0 begun start
        0 done start
        0 begun pre
        0 begun early
        0 done pre
        0 asked early
        0 begun late
        0 asked late
        0 done early: adopt
        0 begun behind
        0 done behind
        0 done late: adopt
        0 ended completed
    """)


def test_an_answer_may_withdraw_the_question_that_was_asked_after_it():
    """Council answers first and goes back; the staff's question is withdrawn before it is reported, and asked anew later."""
    text = """
        chain:
          draft: {takes: 1h}
          council: {after: draft, options: {adopt: {}, return: {back_to: draft, at_most: 1, then: adopt}}}
          staff: {after: draft, options: {fine: {}, wrong: {}}}
    """
    answers = {
        ("council", 1): ("return", 0),
        ("council", 2): ("adopt", 0),
        ("staff", 1): ("wrong", 0),
        ("staff", 2): ("fine", 0),
    }
    assert play(text, answers) == lines("""
        0 begun draft
        60 done draft
        60 begun council
        60 begun staff
        60 asked council
        60 asked staff
        60 went_back council: return
        60 reopened draft
        60 reopened staff
        60 begun draft
        120 done draft
        120 begun council
        120 begun staff
        120 asked council
        120 asked staff
        120 done council: adopt
        120 done staff: fine
        120 ended completed
    """)


def test_an_open_question_does_not_stop_the_rest():
    """The run goes on past an unanswered question; with nothing else due it just stops, neither ended nor stalled."""
    log = play(
        "chain: {start: {}, council: {after: start, options: {adopt: {}}}, work: {after: start, takes: 1h}}"
    )
    assert log == lines("""
        0 begun start
        0 done start
        0 begun council
        0 begun work
        0 asked council
        60 done work
    """)


def test_endex_comes_to_an_open_question():
    """A question that stays open keeps the run until ENDEX, which ends it out of time."""
    log = play("{end: 2h, chain: {council: {options: {adopt: {}}}}}")
    assert log == lines("""
        0 begun council
        0 asked council
        120 ended out_of_time
    """)


def test_what_ends_in_the_minute_of_endex_counts_and_its_ending_wins():
    """Work that ends at ENDEX is done, and the ending it leads to wins over out of time; nothing begins any more."""
    text = """
        end: 2h
        chain: {work: {takes: 2h}, next: {takes: 1h}}
        endings: {success: {when: WHEN}}
    """
    assert play(text.replace("WHEN", "work")) == lines("""
        0 begun work
        120 done work
        120 ended success
    """)
    assert play(text.replace("WHEN", "next")) == lines("""
        0 begun work
        120 done work
        120 ended out_of_time
    """)


def test_an_ending_that_an_outcome_named_comes_first():
    """It wins over one above it with `when`; what can no longer come is cut off before endings are tested."""
    text = """
        chain: {council: {options: {adopt: {}, refuse: {ends: no_go}}}, plan: {after: council.adopt}}
        endings: {success: {when: council}, no_go: {}}
    """
    assert play(text, {("council", 1): ("refuse", 60)}) == lines("""
        0 begun council
        0 asked council
        60 done council: refuse
        60 cut_off plan
        60 ended no_go
    """)


def test_endings_with_when_come_in_file_order():
    """Conditions and references are tested in file order; the first that is true ends the run."""
    log = play("""
        variables: {strength: 0}
        chain: {move: {takes: 1h, when_done: {add: {strength: 2}}}}
        endings: {weak: {when: strength at least 3}, strong: {when: strength at least 2}, moved: {when: move}}
    """)
    assert log == ["0 begun move", "60 done move", "60 ended strong"]


def test_after_an_ending_only_what_waits_for_it_runs_on():
    """Everything stops but steps after `ending` and what follows them, which run on beyond ENDEX; `ending.x` of another is cut off."""
    log = play("""
        end: 3h
        chain:
          work: {takes: 2h}
          long: {after: work begins, takes: 10h}
          next: {after: work}
          hot_wash: {after: ending, takes: 4h}
          report: {takes: 1h}
          medals: {after: ending.success}
          excuses: {after: 1h after ending.failure}
        endings: {success: {when: long}, failure: {when: work}}
    """)
    assert log == lines("""
        0 begun work
        0 begun long
        120 done work
        120 ended failure
        120 begun hot_wash
        120 cut_off medals
        180 begun excuses
        180 done excuses
        360 done hot_wash
        360 begun report
        420 done report
    """)


def test_what_waits_for_another_ending_is_cut_off_in_the_minute_of_the_ending():
    """An ending makes the minute unquiet: the next round cuts off what can no longer come, though nothing else happened."""
    text = """
        end: 2h
        chain: {work: {takes: 3h}, medals: {after: ending.success}}
        endings: {success: {when: work}}
    """
    assert play(text) == ["0 begun work", "120 ended out_of_time", "120 cut_off medals"]


def test_a_run_that_cannot_go_on_is_stalled_at_once():
    """Nothing due, no question, no ending: stalled in that minute, before ENDEX; the hot wash follows this ending too."""
    log = play("""
        end: 2d
        variables: {mood: calm}
        chain:
          work: {takes: 1h}
          patient: {wait_for: mood is tense}
          hot_wash: {after: ending, takes: 30m}
        endings: {success: {when: patient}}
    """)
    assert log == lines("""
        0 begun work
        60 done work
        60 ended stalled
        60 begun hot_wash
        90 done hot_wash
    """)


def test_a_run_with_endings_is_never_completed():
    """Every step is over, but the scenario names endings and none was reached: stalled."""
    log = play("{chain: {work: {if: v is 1}}, variables: {v: 0}, endings: {success: {when: work}}}")
    assert log == ["0 passed_over work", "0 ended stalled"]


def test_a_loop_that_takes_no_time_is_stopped():
    """A step that begins more than 1,000 times in one minute stops the run; the error names it."""
    data = yaml.safe_load(
        "chain: {start: {}, sitting: {outcomes: {again: {back_to: sitting}, granted: {chance: 0.5}}}}"
    )
    with pytest.raises(LoopTakesNoTimeError, match="sitting"):
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
