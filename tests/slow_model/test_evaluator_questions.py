"""The slow evaluator's questions, answers and limits: hand-worked chains."""

from tests.slow_model.playing import lines, play

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
