"""M16 and Rule 3: several questions open at once, the clock stepped and paced, what a session refuses."""

import signal
from _thread import interrupt_main
from threading import Timer

import pytest
from tests.support import ask, begin, begun, done, play, story

from exercise_sim.engine.ledger import Answered
from exercise_sim.engine.session import Asked, Reached

DECISION = """
bodies: {council: {seat: true}, staff: {seat: true}}
chain:
  draft: {takes: 1h, makes: draft decision}
  mandate:
    by: council
    needs: draft decision
    takes: 30m
    question: Adopt the draft?
    options: {adopt: {takes: 20m}, refuse: {}}
    usual: adopt
    thinks: 45m
    within: 2h
    otherwise: refuse
  plan: {after: mandate.adopt}
"""
"""Work from 60 to 90, then the question, whose limit is minute 210."""


SEVERAL = """
chain:
  s: {}
  one: {by: staff, after: s, takes: 1h, question: One?, options: {go: {}, wait: {}}, usual: go}
  two: {by: staff, after: s, takes: 1h, question: Two?, options: {go: {}, wait: {}}, usual: go}
  three: {by: staff, after: s, takes: 3h, question: Three?, options: {go: {}, wait: {}}, usual: go}
  work: {after: s, takes: 5h}
  meet: {after: [one, two, three]}
"""


def test_several_questions_may_be_open_at_once():
    """Each is reported once, in the order in which they were asked; everything else goes on meanwhile."""
    session = begin(SEVERAL)
    stops = [session.advance() for _ in range(3)]
    assert [(stop.question.id, stop.question.asked_at) for stop in stops] == [
        ("one", 60),
        ("two", 60),
        ("three", 180),
    ]
    assert session.now == 180
    assert [question.id for question in session.open_questions] == ["one", "two", "three"]


def test_when_nothing_else_can_happen_the_oldest_question_is_reported_again():
    """The work of five hours comes first."""
    session = begin(SEVERAL)
    for _ in range(3):
        session.advance()
    again = session.advance()
    assert isinstance(again, Asked)
    assert (again.question.id, session.now) == ("one", 300)
    assert done(session)["work"] == 300


def test_questions_may_be_answered_in_any_order():
    """The answers arrive when they arrive; who waits for all goes on with the last."""
    session = begin(SEVERAL)
    asked = {stop.question.id: stop.question for stop in (session.advance() for _ in range(3))}
    session.answer(asked["three"], "go", after=10)
    session.answer(asked["one"], "wait", after=30)
    session.answer(asked["two"], "go")
    session.advance()
    assert story(session, "decided") == [
        "180 decided two: go",
        "190 decided three: go",
        "210 decided one: wait",
    ]
    assert begun(session)["meet"] == 210


def test_answers_of_one_minute_count_in_file_order():
    """Those on their way arrive as ends of work do; those given at once count in the order in which they are given."""
    session = begin(SEVERAL)
    asked = {stop.question.id: stop.question for stop in (session.advance() for _ in range(2))}
    session.answer(asked["two"], "go", after=10)
    session.answer(asked["one"], "go", after=10)
    session.advance()
    assert story(session, "decided") == ["70 decided one: go", "70 decided two: go"]
    session = begin(SEVERAL)
    asked = {stop.question.id: stop.question for stop in (session.advance() for _ in range(2))}
    session.answer(asked["two"], "go")
    session.answer(asked["one"], "go")
    assert story(session, "decided") == ["60 decided two: go", "60 decided one: go"]


def test_an_answered_question_is_not_reported_any_more():
    """Not by `advance`, and not among the open ones, even while its answer is on the way."""
    session = begin(SEVERAL)
    one = session.advance().question
    session.answer(one, "go", after=600)
    assert [question.id for question in session.open_questions] == ["two"]
    two = session.advance().question
    assert two.id == "two"


@pytest.mark.parametrize("after", [0, 500])
def test_a_question_that_was_answered_before_it_was_reported_is_not_reported(after):
    """A face may look at `open_questions` by itself; the answer may be there already or on its way."""
    session = begin(SEVERAL)
    session.advance()
    session.answer(session.open_questions[1], "go", after=after)
    assert session.advance().question.id == "three"


def test_paced_the_clock_stands_where_it_was_to_advance():
    """Between two things that happen the exercise clock shows the minute that the face asked for."""
    session = begin(DECISION)
    assert session.advance(until=10) == Reached(10)
    assert (session.now, session.advance(until=75), session.now) == (10, Reached(75), 75)


def test_paced_what_is_due_in_that_minute_has_happened():
    """`until=60` includes minute 60, with all that follows in it."""
    session = begin(DECISION)
    assert session.advance(until=60) == Reached(60)
    assert story(session) == ["0 begun draft", "60 done draft", "60 begun mandate"]


def test_paced_an_answer_carries_the_minute_at_which_it_came():
    """The clock ran on while people thought."""
    session = begin(DECISION)
    question = ask(session, "mandate").question
    assert session.advance(until=100) == Reached(100)
    assert session.advance(until=133) == Reached(133)
    session.answer(question, "adopt", by="council")
    assert story(session, "decided") == ["133 decided mandate: adopt"]
    assert session.ledger == (Answered(133, 6, "mandate", "adopt", "council"),)


def test_paced_an_open_question_does_not_stop_the_clock():
    """Each is reported once; after that the minute is reached, again and again, with the question open."""
    session = begin(DECISION.replace("within: 2h", "").replace("    otherwise: refuse\n", ""))
    stops = [session.advance(until=minute) for minute in (95, 95, 500, 9000)]
    assert [type(stop) for stop in stops] == [Asked, Reached, Reached, Reached]
    assert session.now == 9000


def test_paced_the_clock_never_runs_back():
    """A minute that is over is reached already."""
    session = begin(DECISION)
    session.advance(until=80)
    session.advance(until=20)
    assert session.now == 80
    assert session.log[-1].at == 60


def test_stepping_gives_the_log_of_running_through():
    """However finely the clock is driven, the log is the same."""
    whole, stepped = play(DECISION), begin(DECISION)
    for minute in range(0, 300, 7):
        while isinstance(stop := stepped.advance(until=minute), Asked):
            stepped.answer(stop.question, "adopt", after=45, by="usual")
    assert stepped.log == whole.log


def test_paced_after_the_ending_the_clock_goes_on_past_an_open_question():
    """The hot wash asks; while nobody answers, the minute is reached like any other."""
    session = begin("""
        chain: {a: {takes: 1h}, wash: {by: staff, after: ending, question: How was it?, options: {good: {}, poor: {}}, usual: good}}
        endings: {success: {when: a}}
    """)
    stops = [session.advance(until=200) for _ in range(3)]
    assert [type(stop) for stop in stops] == [Asked, Reached, Reached]


def test_an_interruption_is_heard_from_one_minute_to_the_next():
    """Also where the engine is compiled: Ctrl-C stops a long run while it goes on, not when it is over."""
    steps = "".join(f"  s{n}: {{takes: 1h, when_done: {{back_to: s0, at_most: 1000}}}}\n" for n in range(40))
    session = begin(f"chain:\n{steps}")
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        Timer(0.1, interrupt_main).start()
        with pytest.raises(KeyboardInterrupt):
            session.advance()
    finally:
        signal.signal(signal.SIGINT, before)
    assert 0 < session.now < 40 * 1000 * 60
