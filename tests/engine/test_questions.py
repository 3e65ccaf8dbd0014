"""M14: the three times of a decision, limits and answers, and the answers that are refused."""

import pytest
from tests.support import ask, begin, begun, done, lines, play, story

from exercise_sim.engine.session import LONGEST_ANSWER, Ended, NotPossible

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
