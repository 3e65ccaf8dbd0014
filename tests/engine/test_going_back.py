"""M5: going back. `back_to` reopens a step and all that was released through it."""

import pytest
from tests.support import begun, lines, plan_of, play, story

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


BESIDE = """
chain:
  s: {outcomes: [granted, refused]}
  gone: {after: s.refused}
  draft: {after: s, takes: 5h}
  clock: {after: draft begins, takes: 10m}
  mandate:
    by: staff
    after: 1h after s
    question: Begin again?
    options: {stay: {}, again: {back_to: [draft, gone], at_most: 1, then: stay}}
    usual: stay
"""
"""At minute 60 the draft is under way, and `gone` was cut off long ago."""


def test_work_under_way_is_reopened_with_what_its_beginning_had_released():
    """It begins anew, and so does what began with it."""
    session = play(BESIDE, {"mandate#1": "again"})
    assert story(session, "begun", of="draft") == ["0 begun draft", "60 begun draft"]
    assert story(session, "begun", of="clock") == ["0 begun clock", "60 begun clock"]


def test_a_target_that_was_cut_off_stays_so():
    """There is no going back to what cannot come."""
    assert story(play(BESIDE, {"mandate#1": "again"}), of="gone") == ["0 cut off gone"]


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


def test_a_plan_is_shared_and_a_run_leaves_no_trace_in_it():
    """The second run of one plan is like the first."""
    plan = plan_of(RETURNED)
    assert story(play(plan, {"mandate": "again"})) == story(play(plan, {"mandate": "again"}))
    assert story(play(plan)) == story(play(RETURNED))


@pytest.mark.parametrize(
    "after", ["any: [{before}, 9000h after start]", "any: [1h after {before}, 9000h after start]"]
)
def test_a_long_chain_under_one_going_back_needs_no_deep_calls(after):
    """400 steps, each of which could come by another way, and each with an outcome that somebody waits for in vain."""
    steps = [
        f"s{n}: {{after: {{{after.format(before=f's{n - 1}')}}}, takes: 1h, outcomes: {{a: {{}}, b: {{chance: 0%}}}}}}\n  d{n}: {{after: s{n}.b}}"
        for n in range(1, 400)
    ]
    last = "last: {after: s399, takes: 1h, outcomes: {back: {back_to: s0, at_most: 1, then: good}, good: {chance: 0%}}}"
    text = "\n  ".join(["chain:", "start: {takes: 1h}", "s0: {takes: 1h}", *steps, last])
    session = play(text)
    assert (len(story(session, "cut off")), len(story(session, "reopened"))) == (399, 400)


def test_what_could_only_come_by_what_it_would_bring_is_not_gone_back_over():
    """Only `judge` could go back to the members, and only the members' coming again would reopen `judge`: so neither comes, and `b` falls out."""
    session = play(
        """
        groups: {states: {a: {}, b: {}}}
        chain:
          start: {}
          reply: {for_each: states, after: start, outcomes: {agreed: {}, refused: {chance: 0.5}}}
          talks: {after: start, takes: 1h}
          judge: {after: {2 of: [reply.refused, talks, start]}, outcomes: {fine: {}, again: {back_to: reply, at_most: 3, then: fine, chance: 0.3}}}
          review: {after: talks, takes: 9h, when_done: {back_to: talks, at_most: 1}}
        """,
        {"reply of a": "refused", "reply of b": "agreed", "judge": "fine"},
    )
    assert story(session, "reopened") == ["600 reopened talks"]
