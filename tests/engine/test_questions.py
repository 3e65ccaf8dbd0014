"""M14 and M16: the three times of a decision, limits and answers, several questions open at once; Rule 2 and Rule 3."""

import pytest
from tests.support import ask, begin, begun, done, lines, play, story

from exercise_sim.engine.ledger import Answered
from exercise_sim.engine.session import LONGEST_ANSWER, Asked, Ended, NotPossible, Reached

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


def test_a_question_says_what_is_asked_of_whom_until_when_and_on_what():
    """All that a face needs stands in it; the documents with the version that is there."""
    question = ask(begin(DECISION), "mandate").question
    assert (question.id, question.element, question.occurrence) == ("mandate", "mandate", 1)
    assert (question.body, question.text, question.options) == (
        "council",
        "Adopt the draft?",
        ("adopt", "refuse"),
    )
    assert (question.asked_at, question.limit, question.voter, question.voted) == (90, 210, "", False)
    assert question.knows == (("draft decision", 1),)


def test_first_the_work_then_deliberation_then_execution():
    """`takes` stands before the question, `thinks` between question and answer, an option's own `takes` after it."""
    assert story(play(DECISION), "begun", "asked", "decided", "done", of="mandate") == lines("""
        60 begun mandate
        90 asked mandate
        135 decided mandate: adopt
        155 done mandate: adopt
    """)


def test_an_answer_of_a_person_costs_what_it_is_said_to_cost():
    """`thinks` is for the simulation; stepped, the clock stands until the answer, which arrives `after` minutes."""
    session = begin(DECISION)
    question = ask(session, "mandate").question
    assert session.now == 90
    session.answer(question, "adopt", after=7)
    session.advance()
    assert story(session, "decided", "done", of="mandate") == [
        "97 decided mandate: adopt",
        "117 done mandate: adopt",
    ]


def test_an_answer_at_once_takes_no_time():
    """With `after=0` it is decided in the minute of the question."""
    session = begin(DECISION)
    session.answer(ask(session, "mandate").question, "refuse")
    assert story(session, "done", "cut off") == [
        "60 done draft",
        "90 done mandate: refuse",
        "90 cut off plan",
    ]


def test_an_answer_in_the_minute_of_the_limit_counts():
    """The limit is the last minute, not the first one too late."""
    session = begin(DECISION)
    session.answer(ask(session, "mandate").question, "adopt", after=120)
    session.advance()
    assert story(session, "decided", "lapsed") == ["210 decided mandate: adopt"]


def test_a_later_answer_lapses():
    """At the limit `otherwise` stands; the answer that would have come a minute later changes nothing."""
    session = begin(DECISION)
    session.answer(ask(session, "mandate").question, "adopt", after=121)
    session.advance()
    assert story(session, "decided", "lapsed", "ended") == [
        "210 lapsed mandate: refuse",
        "210 ended completed",
    ]


def test_deliberation_may_be_longer_than_the_limit():
    """A policy that thinks too long lapses like anybody else."""
    assert story(play(DECISION.replace("thinks: 45m", "thinks: 3h")), "decided", "lapsed") == [
        "210 lapsed mandate: refuse"
    ]


def test_what_lapses_is_carried_out():
    """`otherwise` takes the time and has the effects that it has when it is answered."""
    session = play(
        DECISION.replace("otherwise: refuse", "otherwise: adopt").replace("thinks: 45m", "thinks: 3h")
    )
    assert (done(session)["mandate"], begun(session)["plan"]) == (230, 230)


def test_without_a_limit_a_question_waits_for_ever():
    """Nothing else can happen: the oldest question is reported again, and the clock stands."""
    session = begin(DECISION.replace("within: 2h", "").replace("    otherwise: refuse\n", ""))
    first = ask(session, "mandate")
    assert [session.advance() for _ in range(3)] == [first] * 3
    assert session.now == 90


def test_nobody_needs_to_answer_while_a_limit_is_running():
    """`advance` goes on to the limit and past it."""
    session = begin(DECISION)
    ask(session, "mandate")
    assert session.advance() == Ended("completed", "success", 210)


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


def test_a_question_that_was_answered_before_it_was_reported_is_not_reported():
    """A face may look at `open_questions` by itself."""
    session = begin(SEVERAL)
    session.advance()
    session.answer(session.open_questions[1], "go")
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


@pytest.mark.parametrize(
    ("option", "after", "message"),
    [
        ("approve", 0, "'approve' cannot be answered here; choose one of: adopt, refuse"),
        ("", 0, "choose one of: adopt, refuse"),
        ("adopt", -1, "0 minutes to a year"),
        ("adopt", LONGEST_ANSWER + 1, "0 minutes to a year"),
    ],
)
def test_an_answer_that_cannot_be_given_is_refused(option, after, message):
    """The error says what can be answered, and the session is unchanged."""
    session = begin(DECISION)
    question = ask(session, "mandate").question
    before = (session.log, session.ledger, session.place, session.now, session.open_questions)
    with pytest.raises(NotPossible, match=message):
        session.answer(question, option, after=after)
    assert (session.log, session.ledger, session.place, session.now, session.open_questions) == before
    session.answer(question, "adopt")
    assert story(session, "decided") == ["90 decided mandate: adopt"]


def test_a_question_is_answered_once():
    """The second answer finds it closed; so does one to a question whose answer is on its way."""
    session = begin(DECISION)
    question = ask(session, "mandate").question
    session.answer(question, "adopt", after=10)
    with pytest.raises(NotPossible, match="not open"):
        session.answer(question, "refuse")
    session.advance()
    with pytest.raises(NotPossible, match="not open"):
        session.answer(question, "refuse")


def test_a_question_that_lapsed_refuses_its_answer():
    """It came too late, and is told so."""
    session = begin(DECISION)
    question = ask(session, "mandate").question
    session.advance(until=211)
    with pytest.raises(NotPossible, match="not open"):
        session.answer(question, "adopt")


def test_the_question_of_another_session_is_refused():
    """A question of a run that went otherwise is none of this one's."""
    session, other = begin(DECISION), begin(DECISION.replace("takes: 1h", "takes: 2h"))
    foreign = ask(other, "mandate").question
    ask(session, "mandate")
    with pytest.raises(NotPossible, match="not open"):
        session.answer(foreign, "adopt")


def test_each_member_is_asked_its_own_question():
    """The id names the member, and at the second asking the number."""
    session = begin("""
        groups: {states: {ara: {}, bor: {}}}
        bodies: {government: {for_each: states, seat: true}}
        chain:
          text: {takes: 1h}
          consent:
            by: government
            for_each: states
            question: Consent?
            options: {grant: {}, again: {back_to: consent, at_most: 1, wait: 1h, then: grant}}
            usual: grant
    """)
    ara, bor = session.advance().question, session.advance().question
    assert [(question.id, question.body) for question in (ara, bor)] == [
        ("consent of ara", "government of ara"), ("consent of bor", "government of bor"),
    ]  # fmt: skip
    session.answer(ara, "again")
    session.answer(bor, "grant")
    second = session.advance().question
    assert (second.id, second.element, second.occurrence) == ("consent of ara#2", "consent of ara", 2)


def test_notes_stand_in_the_ledger_and_change_nothing():
    """What somebody writes down has its minute and place, and the log knows nothing of it."""
    session = begin(DECISION)
    ask(session, "mandate")
    before = session.log
    session.note("They are arguing about the text.", by="evaluator")
    assert session.log == before
    (note,) = session.ledger
    assert (note.minute, note.place, note.by, note.text) == (
        90,
        len(before),
        "evaluator",
        "They are arguing about the text.",
    )


def test_paced_after_the_ending_the_clock_goes_on_past_an_open_question():
    """The hot wash asks; while nobody answers, the minute is reached like any other."""
    session = begin("""
        chain: {a: {takes: 1h}, wash: {by: staff, after: ending, question: How was it?, options: {good: {}, poor: {}}, usual: good}}
        endings: {success: {when: a}}
    """)
    stops = [session.advance(until=200) for _ in range(3)]
    assert [type(stop) for stop in stops] == [Asked, Reached, Reached]
