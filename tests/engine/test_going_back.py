"""M5: going back. `back_to` reopens a step and all that was released through it; `redo` repeats it alone."""

import pytest
from tests.support import ask, begin, begun, done, lines, of_kind, plan_of, play, story

from exercise_sim.engine.chain import LoopError
from exercise_sim.engine.compile import compile_plan
from exercise_sim.engine.events import QuestionAsked
from exercise_sim.engine.session import Asked, NotPossible, Session
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


def test_back_to_reopens_the_step_and_what_was_released_through_it():
    """The decider, the target and all between them are done again, from the beginning of the target's work."""
    session = play("chain:\n  draft: {takes: 1h}\n  visa: {takes: 30m}" + MANDATE, {"mandate#1": "again"})
    assert story(session) == lines("""
        0 begun draft
        60 done draft
        60 begun visa
        90 done visa
        90 begun mandate
        100 asked mandate
        100 went back mandate: again
        100 reopened draft
        100 reopened visa
        100 begun draft
        160 done draft
        160 begun visa
        190 done visa
        190 begun mandate
        200 asked mandate
        200 done mandate: adopt
        200 ended completed
    """)


def test_an_outcome_that_goes_back_is_not_posted():
    """Nobody who waits for the decision hears of it before it is taken for good."""
    session = play(RETURNED + "  plan: {after: mandate}\n", {"mandate#1": "again"})
    assert begun(session)["plan"] == 140


def test_steps_that_were_not_released_through_the_target_go_on():
    """What stands beside the loop is neither stopped nor done again."""
    session = play(
        "chain:\n  s: {}\n  beside: {after: s, takes: 5h}\n  done_before: {after: s}\n  draft: {after: s, takes: 1h}"
        + MANDATE,
        {"mandate": "again"},
    )
    assert story(session, of="beside") == ["0 begun beside", "300 done beside"]
    assert story(session, of="done_before") == ["0 begun done_before", "0 done done_before"]


def test_work_under_way_behind_the_target_stops():
    """A step that was released through the target is interrupted, and does its whole work again."""
    session = play(RETURNED + "  annex: {after: draft, takes: 2h}\n", {"mandate#1": "again"})
    assert story(session, of="annex") == lines("""
        60 begun annex
        70 reopened annex
        130 begun annex
        250 done annex
    """)


def test_a_list_is_reopened_by_any_of_its_inputs():
    """A step behind two inputs is done again when one of them is, even if the other stays."""
    session = play(
        "chain:\n  s: {}\n  other: {after: s, takes: 20m}\n  draft: {after: s, takes: 1h}"
        + MANDATE
        + "  both: {after: [other, draft]}\n",
        {"mandate#1": "again"},
    )
    assert story(session, "done", of="both") == ["60 done both", "130 done both"]


def test_an_any_that_untouched_results_still_satisfy_stays_over():
    """It is reopened only where the releasing input is the only one that was there."""
    text = (
        "chain:\n  s: {}\n  other: {after: s, takes: %s}\n  draft: {after: s, takes: 1h}"
        + MANDATE
        + "  either: {after: draft or other}\n"
    )
    assert story(play(text % "65m", {"mandate#1": "again"}), "done", of="either") == ["60 done either"]
    assert story(play(text % "100m", {"mandate#1": "again"}), of="either") == lines("""
        60 begun either
        60 done either
        70 reopened either
        100 begun either
        100 done either
    """)


def test_an_n_of_counts_again():
    """`2 of` needs two results that stand."""
    text = (
        "chain:\n  s: {}\n  b: {after: s, takes: 20m}\n  c: {after: s, takes: %s}\n  draft: {after: s, takes: 1h}"
        + MANDATE
        + "  pair: {after: {2 of: [draft, b, c]}}\n"
    )
    assert story(play(text % "65m", {"mandate#1": "again"}), "done", of="pair") == ["60 done pair"]
    assert story(play(text % "100m", {"mandate#1": "again"}), "done", of="pair") == [
        "60 done pair",
        "100 done pair",
    ]


def test_a_wait_stands_before_the_target():
    """`wait` delays the beginning of what is reopened; what stands behind it follows as always."""
    text = RETURNED.replace("at_most: 2", "at_most: 2, wait: 3h")
    assert story(play(text, {"mandate#1": "again"}), "begun") == lines("""
        0 begun draft
        60 begun mandate
        250 begun draft
        310 begun mandate
    """)


def test_a_step_may_go_back_to_itself():
    """`back_to` its own name: the step waits, and is done again."""
    session = play(
        """
        chain:
          a: {takes: 1h}
          sitting:
            takes: 30m
            outcomes: {granted: {}, no_quorum: {chance: 0, back_to: sitting, wait: 24h, at_most: 3, then: granted}}
        """,
        {"sitting#1": "no_quorum", "sitting#2": "no_quorum"},
    )
    assert story(session, "begun", "done", of="sitting") == lines("""
        60 begun sitting
        1530 begun sitting
        3000 begun sitting
        3030 done sitting: granted
    """)


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


def test_several_targets_are_reopened_together():
    """A list of targets: each is taken up again at once, what joins them waits for all."""
    session = play(
        """
        chain:
          s: {}
          text: {after: s, takes: 1h}
          map: {after: s, takes: 2h}
          mandate:
            by: staff
            after: [text, map]
            question: Adopt?
            options: {adopt: {}, again: {back_to: [text, map], at_most: 1, then: adopt}}
            usual: adopt
        """,
        {"mandate#1": "again"},
    )
    assert story(session, "begun") == lines("""
        0 begun s
        0 begun text
        0 begun map
        120 begun mandate
        120 begun text
        120 begun map
        240 begun mandate
    """)


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


def test_inside_a_group_it_is_the_members_own():
    """`back_to` a step of the same group reopens that member's, and the joins over members that it had released."""
    session = play(
        """
        groups: {states: {ara: {time: 1h}, bor: {time: 2h}}}
        chain:
          s: {}
          text: {for_each: states, after: s, takes: its.time}
          first_text: {after: first of text}
          all_texts: {after: text}
          check: {for_each: states, after: 3h after text, outcomes: {fine: {}, poor: {chance: 0, back_to: text, at_most: 1, then: fine}}}
        """,
        {"check of bor#1": "poor"},
    )
    assert story(session, "begun", of="text of ara") == ["0 begun text of ara"]
    assert story(session, "begun", of="text of bor") == ["0 begun text of bor", "300 begun text of bor"]
    assert story(session, "done", of="first_text") == ["60 done first_text"]
    assert story(session, "done", of="all_texts") == ["120 done all_texts", "420 done all_texts"]


def test_a_global_target_reopens_the_instances_that_follow_from_it():
    """Every member's step that was released through the target is done again."""
    session = play(
        """
groups: {states: {ara: {}, bor: {}}}
chain:
  draft: {takes: 1h}
  consent: {for_each: states, after: draft}
"""
        + MANDATE,
        {"mandate#1": "again"},
    )
    assert [line for line in story(session, "done") if "consent" in line] == lines("""
        60 done consent of ara
        60 done consent of bor
        130 done consent of ara
        130 done consent of bor
    """)


def test_a_member_that_goes_back_to_a_global_step_reopens_it_for_all():
    """One state may bring the whole draft back."""
    session = play(
        """
        groups: {states: {ara: {}, bor: {}}}
        chain:
          draft: {takes: 1h}
          consent: {for_each: states, takes: 1h, outcomes: {given: {}, refused: {chance: 0, back_to: draft, at_most: 1, then: given}}}
        """,
        {"consent of ara#1": "refused"},
    )
    assert story(session, "begun", of="draft") == ["0 begun draft", "120 begun draft"]
    assert story(session, "done", of="consent of bor") == ["240 done consent of bor: given"]


def test_what_is_due_in_the_same_minute_is_stopped_by_what_stands_before_it():
    """Both consents are due at minute 120; the first in the file goes back, and the other is stopped before its end."""
    session = play(
        """
        groups: {states: {ara: {}, bor: {}}}
        chain:
          draft: {takes: 1h}
          consent: {for_each: states, takes: 1h, outcomes: {given: {}, refused: {chance: 0, back_to: draft, at_most: 1, then: given}}}
        """,
        {"consent of ara#1": "refused"},
    )
    assert story(session, "drawn") == [
        "120 drawn consent of ara: refused",
        "240 drawn consent of ara: given",
        "240 drawn consent of bor: given",
    ]


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


def test_a_lag_behind_the_target_runs_again():
    """A running lag is stopped with what it lags behind, and runs its whole length after it."""
    session = play(RETURNED + "  late: {after: 30m after draft}\n", {"mandate#1": "again"})
    assert story(session, "begun", of="late") == ["160 begun late"]


def test_the_beginning_of_a_reopened_step_counts_anew():
    """Who waits for `draft begins` begins again with it."""
    session = play(
        "chain:\n  draft: {takes: 1h}" + MANDATE + "  clock: {after: draft begins}\n", {"mandate#1": "again"}
    )
    assert story(session, "begun", of="clock") == ["0 begun clock", "70 begun clock"]


def test_an_options_own_changes_are_made_before_it_goes_back():
    """`set` stands beside `back_to`: the steps that are done again see it."""
    session = play(
        """
        variables: {draft_state: plain}
        chain:
          draft: {takes: 1h}
          extra: {if: draft_state is returned, takes: 30m}
          mandate:
            by: staff
            question: Adopt?
            options: {adopt: {}, again: {back_to: draft, set: {draft_state: returned}, at_most: 1, then: adopt}}
            usual: adopt
        """,
        {"mandate#1": "again"},
    )
    assert story(session, of="extra") == [
        "60 passed over extra",
        "60 reopened extra",
        "120 begun extra",
        "150 done extra",
    ]


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


def test_a_plan_is_shared_and_a_run_leaves_no_trace_in_it():
    """The second run of one plan is like the first."""
    plan = plan_of(RETURNED)
    assert story(play(plan, {"mandate": "again"})) == story(play(plan, {"mandate": "again"}))
    assert story(play(plan)) == story(play(RETURNED))
