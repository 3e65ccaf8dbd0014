"""M5: what becomes of units, questions, results and members when a step is reopened or repeated (`redo`)."""

import pytest
from tests.support import ask, begin, begun, lines, play, story

from exercise_sim.engine.session import NotPossible

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


REDONE = """
resources: {cell: {slots: 1}}
chain:
  draft: {takes: 1h}
  annex: {after: draft, takes: 5h}
  holder: {after: draft, takes: 1h, uses: {cell: 1}}
  queued: {after: draft, takes: 3h, uses: {cell: 1}}
  review:
    by: staff
    after: 10m after draft
    question: Is it good?
    options: {fine: {}, repeat: {redo: draft, at_most: 1, then: fine}}
    usual: fine
"""


def test_redo_repeats_one_step_alone():
    """Steps that have begun go on; the step that decided is asked again."""
    session = play(REDONE, {"review#1": "repeat"})
    assert story(session, of="draft") == lines("""
        0 begun draft
        60 done draft
        70 reopened draft
        70 begun draft
        130 done draft
    """)
    assert story(session, of="annex") == ["60 begun annex", "360 done annex"]
    assert story(session, "begun", "done", of="review") == [
        "70 begun review",
        "140 begun review",
        "140 done review: fine",
    ]


def test_a_redo_may_wait():
    """The step is taken up again after the wait; whoever has not begun waits as long."""
    session = play(REDONE.replace("redo: draft,", "redo: draft, wait: 2h,"), {"review#1": "repeat"})
    assert story(session, "begun", of="draft") == ["0 begun draft", "190 begun draft"]
    assert story(session, "begun", of="queued") == ["250 begun queued"]


def test_after_a_redo_steps_that_have_not_begun_wait_again():
    """A step in the queue leaves it: the cell is free at minute 120, but the draft is there again only at 130."""
    session = play(REDONE, {"review#1": "repeat"})
    assert story(session, "begun", "done", of="queued") == ["130 begun queued", "310 done queued"]


def test_redo_of_work_under_way_starts_it_over():
    """What the step has done so far is lost."""
    session = play(
        """
        chain:
          s: {}
          draft: {after: s, takes: 5h}
          review:
            by: staff
            after: 1h after s
            question: Is it good?
            options: {fine: {}, repeat: {redo: draft, at_most: 1, then: fine}}
            usual: fine
        """,
        {"review#1": "repeat"},
    )
    assert story(session, "begun", "done", of="draft") == [
        "0 begun draft",
        "60 begun draft",
        "360 done draft",
    ]


def test_redo_of_a_step_that_waits_or_is_cut_off_does_nothing():
    """There is nothing to repeat."""
    session = play(
        """
        chain:
          s: {outcomes: [granted, refused]}
          dead: {after: s.refused}
          later: {after: 5h after s}
          review:
            by: staff
            after: 1h after s
            question: Is it good?
            options: {fine: {}, repeat: {redo: [dead, later], at_most: 1, then: fine}}
            usual: fine
        """,
        {"review#1": "repeat"},
    )
    assert story(session, of="dead") == ["0 cut off dead"]
    assert story(session, of="later") == ["300 begun later", "300 done later"]


def test_units_go_back():
    """Work that is stopped gives its units to whoever waits."""
    session = play(
        """
resources: {cell: {slots: 1}}
chain:
  draft: {takes: 1h}
  annex: {after: draft, takes: 5h, uses: {cell: 1}}
  waiter: {after: 65m after annex begins, takes: 1h, uses: {cell: 1}}
"""
        + MANDATE.replace("mandate:\n", "mandate:\n    after: 60m after draft\n", 1),
        {"mandate#1": "again"},
    )
    assert story(session, "begun", "reopened", of="annex") == [
        "60 begun annex",
        "130 reopened annex",
        "190 begun annex",
    ]


def test_units_of_stopped_work_are_granted_in_the_same_minute():
    """A step beside the loop that waits for them begins when the draft goes back."""
    session = play(
        """
resources: {cell: {slots: 1}}
chain:
  s: {}
  draft: {after: s, takes: 1h}
  annex: {after: draft, takes: 5h, uses: {cell: 1}}
  beside: {after: 61m after s, takes: 1h, uses: {cell: 1}}
"""
        + MANDATE.replace("mandate:\n", "mandate:\n    after: draft\n", 1),
        {"mandate#1": "again"},
    )
    assert begun(session)["beside"] == 70


def test_stock_that_was_used_up_stays_used_up():
    """A stock is not held: going back brings none of it back."""
    session = play(
        "resources: {fuel: {stock: 5}}\nchain:\n  draft: {takes: 1h, uses: {fuel: 2}}" + MANDATE,
        {"mandate": "again"},
    )
    assert story(session, "begun", of="draft") == ["0 begun draft", "70 begun draft"]
    assert story(session, "ended") == ["140 ended stalled"]


BESIDE = """
chain:
  s: {}
  draft: {after: s, takes: 1h}
  review: {by: staff, after: draft, question: Is it good?, within: 3h, options: [fine, poor], otherwise: poor, usual: fine}
  mandate:
    by: staff
    after: 100m after s
    question: Adopt the draft?
    options: {adopt: {}, again: {back_to: draft, at_most: 1, then: adopt}}
    usual: adopt
"""


def test_a_withdrawn_question_refuses_its_answer():
    """Whoever answers it is told so, and the session is unchanged."""
    session = begin(BESIDE)
    review = ask(session, "review").question
    mandate = ask(session, "mandate").question
    session.answer(mandate, "again")
    before = session.ledger, session.place, session.now
    with pytest.raises(NotPossible, match="'review' is not open"):
        session.answer(review, "fine")
    assert (session.ledger, session.place, session.now) == before
    assert story(session, "withdrawn") == ["100 withdrawn review"]


def test_the_next_question_is_another_one_with_its_full_limit():
    """It bears the next number, and its limit runs from when it is asked."""
    session = begin(BESIDE)
    session.answer(ask(session, "mandate").question, "again")
    assert ask(session, "review#2").question.limit == 160 + 180
    session.advance(until=400)
    assert story(session, "asked", "lapsed", of="review") == [
        "60 asked review",
        "160 asked review",
        "340 lapsed review: poor",
    ]


def test_an_answer_on_its_way_to_a_withdrawn_question_is_lost():
    """It does not answer the next one."""
    session = begin(BESIDE)
    session.answer(ask(session, "review").question, "fine", after=120)
    session.answer(ask(session, "mandate").question, "again")
    ask(session, "review#2")
    session.advance(until=300)
    assert story(session, "decided", of="review") == []


def test_variables_capacities_chances_and_documents_are_not_undone():
    """What was changed stays changed; the next making is the next version."""
    session = play(
        """
        resources: {cell: {slots: 1}}
        variables: {strength: 0}
        chain:
          draft: {takes: 1h, makes: draft decision, when_done: {add: {strength: 1, cell: 1, sitting.refused: 0.25}}}
          mandate:
            by: staff
            question: Adopt?
            options: {adopt: {}, again: {back_to: draft, at_most: 1, then: adopt}}
            usual: adopt
          sitting: {outcomes: {granted: {}, refused: {chance: 0.5}}}
        """,
        {"mandate#1": "again"},
    )
    assert story(session, "made", "variable", "capacity", "chance") == lines("""
        60 made draft decision v1
        60 variable strength: 1
        60 capacity cell: 2
        60 chance sitting.refused: 0.75
        120 made draft decision v2
        120 variable strength: 2
        120 capacity cell: 3
        120 chance sitting.refused: 1
    """)


def test_a_lag_behind_those_who_fell_out_runs_anew_where_they_may_come_again():
    """While the review's draft is done again, nobody can go back over the state that agreed, and it falls out; then somebody can, until the review is over."""
    session = begin("""
        groups: {states: {a: {}, b: {}}}
        chain:
          draft: {}
          annex: {takes: 1h}
          position: {for_each: states, question: Agree?, options: [refuse, adopt], usual: refuse}
          review:
            after: draft
            question: Is it good?
            options: {fine: {}, repeat: {redo: [draft, annex], at_most: 1, then: fine}, afresh: {back_to: draft, wait: 1h}}
            usual: fine
          offer: {after: 6h after position.refuse}
    """)
    session.answer(ask(session, "review").question, "repeat", after=270)
    session.answer(ask(session, "position of a").question, "refuse")
    session.answer(ask(session, "position of b").question, "adopt")
    session.answer(ask(session, "review#2").question, "fine", after=30)
    session.advance()
    assert begun(session)["offer"] == 300 + 6 * 60
