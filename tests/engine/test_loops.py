"""M5: how often one may go back: `at_most` and `then`, counters that never reset, and the fuse for loops of no time."""

import pytest
from tests.support import begin, done, lines, of_kind, play, story, the_end

from exercise_sim.engine.compile import compile_plan
from exercise_sim.engine.events import QuestionAsked
from exercise_sim.engine.loops import LoopError
from exercise_sim.engine.session import Asked, Session
from exercise_sim.scenario.model import validate

MANDATE = """
  mandate:
    by: staff
    takes: 10m
    question: Adopt the draft?
    options:
      adopt: {}
      again: {back_to: draft, at_most: 2, then: refuse}
      refuse: {}
    usual: adopt
"""


RETURNED = "chain:\n  draft: {takes: 1h}" + MANDATE
"""The draft takes an hour, the session ten minutes; it may go back twice."""


def test_an_option_that_is_used_up_is_not_offered():
    """After `at_most` times the question is asked without it."""
    session = begin(RETURNED)
    offered = []
    while isinstance(stop := session.advance(), Asked):
        offered.append(stop.question.options)
        session.answer(stop.question, "again" if "again" in stop.question.options else "adopt")
    assert offered == [("adopt", "again", "refuse"), ("adopt", "again", "refuse"), ("adopt", "refuse")]


def test_then_stands_in_the_place_of_what_is_used_up():
    """Whoever would take it a third time, a policy or chance, takes what `then` names."""
    assert story(play(RETURNED, {"mandate": "again"}), "went back", "done", of="mandate") == lines("""
        70 went back mandate: again
        140 went back mandate: again
        210 done mandate: refuse
    """)


def test_then_may_lead_on_to_another_that_is_used_up():
    """A chain of `then` is followed until something can be taken."""
    session = play(
        """
        chain:
          a:
            takes: 1h
            outcomes:
              granted: {}
              again: {chance: 100%, back_to: a, at_most: 1, then: once_more}
              once_more: {back_to: a, at_most: 1, then: granted}
        """
    )
    assert story(session, "drawn") == ["60 drawn a: again", "120 drawn a: once_more", "180 drawn a: granted"]


def test_when_done_may_go_back():
    """Instead of being done it goes back, until `at_most` is used up; then it is done."""
    session = play(
        "chain: {drill: {takes: 1h, when_done: {back_to: drill, at_most: 2}}, report: {takes: 1h}}"
    )
    assert story(session) == lines("""
        0 begun drill
        60 went back drill
        60 begun drill
        120 went back drill
        120 begun drill
        180 done drill
        180 begun report
        240 done report
        240 ended completed
    """)


def test_counters_never_reset():
    """A loop inside a loop has its `at_most` for the whole run, not for each turn of the outer one."""
    session = play(
        """
        chain:
          draft: {takes: 1h}
          visa: {takes: 10m, outcomes: {given: {}, poor: {chance: 0, back_to: visa, at_most: 1, then: given}}}
          mandate:
            by: staff
            question: Adopt?
            options: {adopt: {}, again: {back_to: draft, at_most: 1, then: adopt}}
            usual: adopt
        """,
        {"visa": "poor", "mandate#1": "again"},
    )
    assert story(session, "drawn") == ["70 drawn visa: poor", "80 drawn visa: given", "150 drawn visa: given"]


ZERO_LOOP = {
    "scenario": "test", "title": "A loop", "start": "00:00", "source": "assumption",
    "chain": {"a": {"outcomes": {"granted": {}, "again": {"chance": 1.0, "back_to": "a", "then": "granted"}}}},
}  # fmt: skip
"""Not read by `load`, whose checks refuse it."""


def zero_loop(at_most: int) -> Session:
    data = {
        **ZERO_LOOP,
        "chain": {
            "a": {
                "outcomes": {
                    "granted": {},
                    "again": {"chance": 1.0, "back_to": ["a"], "at_most": at_most, "then": "granted"},
                }
            }
        },
    }
    return Session(compile_plan(validate(data)))


def test_a_thousand_beginnings_in_one_minute_are_allowed():
    """A loop of no time that ends is odd, but no error of the run."""
    session = zero_loop(999)
    session.advance()
    assert len(story(session, "begun")) == 1000


def test_a_loop_that_takes_no_time_stops_with_an_error_that_names_it():
    """The fuse: more than 1,000 beginnings of one step in one minute."""
    with pytest.raises(LoopError, match="'a' began 1000 times in one minute"):
        zero_loop(1000).advance()


def test_the_fuse_counts_across_answers():
    """A loop of questions that are answered in no time blows it too."""
    data = {
        "scenario": "test", "title": "A loop", "start": "00:00", "source": "assumption", "bodies": {"staff": {}},
        "chain": {
            "a": {"by": "staff", "question": "Again?", "usual": "stop",
                  "options": {"again": {"back_to": ["a"], "at_most": 1000, "then": "stop"}, "stop": {}}}
        },
    }  # fmt: skip
    session = Session(compile_plan(validate(data)))
    asked = 0
    with pytest.raises(LoopError):  # noqa: PT012
        while isinstance(stop := session.advance(), Asked):
            asked += 1
            session.answer(stop.question, "again")
    assert asked == 1000


def test_each_asking_has_its_own_number():
    """The question's id counts how often it was asked, and so does the log."""
    session = play(RETURNED, {"mandate": "again"})
    assert [event.occurrence for event in of_kind(session.log, QuestionAsked)] == [1, 2, 3]
    assert done(session)["mandate"] == 210


@pytest.mark.parametrize(
    ("does", "said"),
    [
        ("rescale: {a: 10}", "'a' is put off again and again: its end lies more than 10,000 years ahead"),
        ("rescale: {b: 0.001}, delay: {a: 3h}", "'b' is made longer or shorter again and again, without end"),
        ("delay: {a: 2h}", "'report' began 100,000 times: what it goes on with never ends"),
    ],
)
def test_recurring_work_that_keeps_the_run_going_for_ever_stops_it(does, said):
    """Each report puts off what keeps the run, and with it the reports, going: such a run has no end of its own."""
    text = f"""
        chain:
          a: {{takes: 5h}}
          report: {{after: a begins, every: 2h, until: b, when_done: {{{does}}}}}
          b: {{after: a, takes: 1h}}
    """
    with pytest.raises(LoopError) as caught:
        play(text, log=False)
    assert str(caught.value) == said


def test_work_that_is_put_off_again_and_again_until_endex_ends_there():
    """What is put off fills the agenda with ends that will not come; they are cleared away, and nothing else changes."""
    text = """
        end: 100d
        chain:
          a: {takes: 5h}
          report: {after: a begins, every: 1h, until: a, when_done: {add: {a.takes: 3h}}}
    """
    session = play(text)
    # Reports at hours 0 to 2399; the one that ENDEX would begin does not come.
    assert (the_end(session).ending, len(story(session, "done", of="report"))) == ("out_of_time", 2400)
