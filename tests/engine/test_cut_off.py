"""M4: what can no longer come is cut off, when an outcome is settled; a run never hangs."""

import pytest
from tests.support import ask, begin, begun, lines, play, story, the_end

from exercise_sim.engine.events import StepCutOff

DECISION = """
variables: {mood: calm}
chain:
  draft: {takes: 1h}
  mandate:
    by: staff
    question: Adopt the draft?
    options:
      adopt: {}
      again: {back_to: draft, at_most: 1, then: refuse}
      refuse: {}
    usual: adopt
"""
"""The draft is done at minute 60, and the question asked then."""


def test_the_branch_that_was_not_taken_is_cut_off_with_all_behind_it():
    """And with nothing else: what does not need it goes on."""
    session = play(
        DECISION
        + """
  plan: {after: mandate.adopt, takes: 1h}
  statement: {after: mandate.refuse, takes: 1h}
  press: {}
  meet: {after: plan or press, takes: 1h}
"""
    )
    assert story(session, "cut off") == ["60 cut off statement", "60 cut off press"]
    assert begun(session)["meet"] == 120


def test_nothing_is_cut_off_while_the_decision_may_still_fall_either_way():
    """An open question keeps both branches alive; the answer cuts one off in its own minute."""
    session = begin(DECISION + "  plan: {after: mandate.adopt}\n  statement: {after: mandate.refuse}\n")
    stop = ask(session, "mandate")
    assert story(session, "cut off") == []
    session.answer(stop.question, "refuse")
    assert story(session, "cut off") == ["60 cut off plan"]


def test_a_step_is_cut_off_in_the_minute_in_which_its_last_hope_dies():
    """An `any` of two decisions lives until the second one is settled otherwise."""
    session = play(
        """
        chain:
          s: {}
          one: {after: s, takes: 1h, outcomes: [granted, refused]}
          two: {after: s, takes: 2h, outcomes: [granted, refused]}
          x: {after: one.refused or two.refused}
        """
    )
    assert story(session, "cut off") == ["120 cut off x"]


def test_cutting_off_runs_through_in_one_minute_in_file_order():
    """All that hangs on a dead branch is cut off together, told in the order of the file, whatever waits for whom."""
    session = play(
        """
        chain:
          s: {takes: 1h, outcomes: [granted, refused]}
          d: {after: c}
          a: {after: s.refused}
          c: {after: b}
          b: {after: a}
          end_here: {after: s}
        """
    )
    assert story(session, "cut off") == ["60 cut off d", "60 cut off a", "60 cut off c", "60 cut off b"]


def test_a_step_that_may_be_reopened_keeps_alive_what_hangs_on_its_other_outcome():
    """`late` is not dead when the first sitting grants: a returned draft brings a second sitting."""
    session = play(
        """
        chain:
          draft: {takes: 1h}
          sitting: {outcomes: [granted, refused]}
          late: {after: sitting.refused, takes: 1h}
          mandate:
            by: staff
            after: sitting.granted
            takes: 1h
            question: Adopt?
            options: {adopt: {}, again: {back_to: draft, at_most: 1, then: adopt}}
            usual: adopt
        """
    )
    assert story(session, "cut off") == ["120 cut off late"]


def test_hope_lasts_while_a_going_back_is_possible_and_then_dies():
    """Once the way back is used up, the second sitting is the last one, and settles it at once."""
    session = play(
        """
        chain:
          draft: {takes: 1h}
          sitting: {outcomes: [granted, refused]}
          late: {after: sitting.refused, takes: 1h}
          mandate:
            by: staff
            after: sitting.granted
            takes: 1h
            question: Adopt?
            options: {adopt: {}, again: {back_to: draft, at_most: 1, then: adopt}}
            usual: adopt
        """,
        {"mandate#1": "again"},
    )
    assert story(session, "cut off") == ["180 cut off late"]


def test_a_redo_keeps_alive_what_hangs_on_the_other_outcome():
    """A step that may be repeated by a decision still open can come to its other outcome."""
    session = play(
        """
        chain:
          sitting: {takes: 1h, outcomes: [granted, refused]}
          late: {after: sitting.refused}
          review:
            by: staff
            after: 2h after sitting
            question: Is it good?
            options: {fine: {}, repeat: {redo: sitting, at_most: 1, then: fine}}
            usual: fine
        """
    )
    assert story(session, "cut off") == ["180 cut off late"]


def test_a_lag_behind_the_first_of_a_group_stands_on_any_member_that_stays():
    """While the patrols of both may go back, the hour may run anew; once that of a is done, it stands on the arrival of a."""
    session = play(
        """
        groups: {states: {a: {patrols: 2h}, b: {patrols: 4h}}}
        chain:
          arrive: {for_each: states}
          patrol:
            for_each: states
            takes: its.patrols
            outcomes: {fine: {}, again: {back_to: arrive, at_most: 1, then: fine}}
          assess: {after: 1h after first of arrive, outcomes: [calm, tense]}
          alarm: {after: assess.tense}
        """
    )
    assert story(session, "cut off") == ["120 cut off alarm"]


def test_cut_off_is_final():
    """A step that was cut off does not come again, whatever is reopened later."""
    session = play(
        """
        chain:
          s: {takes: 1h, outcomes: [granted, refused]}
          dead: {after: s.refused}
          draft: {after: s, takes: 1h}
          mandate:
            by: staff
            question: Adopt?
            options: {adopt: {}, again: {back_to: draft, at_most: 1, then: adopt}}
            usual: adopt
        """,
        {"mandate#1": "again"},
    )
    assert story(session, of="dead") == ["60 cut off dead"]


def test_the_log_names_the_step_that_was_waited_for_in_vain():
    """A step that is cut off carries the name of its dead input."""
    session = play(DECISION + "  plan: {after: mandate.adopt}\n", {"mandate": "refuse"})
    (cut,) = (event for event in session.log if type(event).__name__ == "StepCutOff")
    assert (cut.element, cut.blocker) == ("plan", "mandate")


def test_a_chain_that_can_not_go_on_ends_as_stalled_and_names_who_waited_for_whom():
    """A run never hangs: at the minute at which nothing can come any more it ends, and the ending says why."""
    session = play(
        """
        resources: {fuel: {stock: 3}, lift: {slots: 1}}
        variables: {mood: calm}
        chain:
          a: {takes: 1h, uses: {fuel: 2}}
          b: {takes: 1h, uses: {fuel: 2}}
          c: {after: a, wait_for: mood is grave}
          d: {after: [b, c]}
        """
    )
    assert story(session) == lines("""
        0 begun a
        60 done a
        60 ended stalled
    """)
    assert the_end(session).waiting == (("b", ("fuel",)), ("c", ()), ("d", ("b", "c")))


def test_what_waits_for_the_ending_does_not_keep_a_run_alive():
    """Steps after the ending are no reason to wait, and are no part of the stalled."""
    session = play(
        """
        variables: {mood: calm}
        chain:
          a: {takes: 1h}
          b: {wait_for: mood is grave}
          wash: {after: ending, takes: 30m}
        """
    )
    assert story(session, "ended", "begun") == ["0 begun a", "60 ended stalled", "60 begun wash"]
    assert [name for name, _ in the_end(session).waiting] == ["b"]


def test_a_run_without_endings_in_which_every_step_is_over_is_completed():
    """Cut off and passed over are ways of being over."""
    session = play(
        DECISION + "  plan: {after: mandate.adopt}\n  odd: {after: draft, if: mood is grave}\n",
        {"mandate": "refuse"},
    )
    assert story(session, "ended") == ["60 ended completed"]


@pytest.mark.parametrize(
    ("rest", "minute"),
    [("when_done: {set: {mood: grave}}", 120), ("when_done: {drop: [ara, bor]}", 60)],
    ids=["it came otherwise", "the members are gone"],
)
def test_a_moment_that_nobody_waits_for_keeps_no_run_alive(rest, minute):
    """The clock would have let the step begin at five; when that is no longer needed nothing is due then."""
    session = play(f"""
        groups: {{states: {{ara: {{}}, bor: {{}}}}}}
        variables: {{mood: calm}}
        chain:
          s: {{}}
          a: {{for_each: states, after: s, wait_for: mood is grave or after D 05:00, takes: 1h}}
          out: {{after: 1h after s, {rest}}}
    """)
    assert story(session, "ended") == [f"{minute} ended completed"]


def test_a_hope_ends_with_whoever_was_to_go_back():
    """`behind` could come only if the judge went back; when the judge is cut off, so is it, in the same minute."""
    session = play("""
        chain:
          s: {}
          a: {after: s, takes: 1h, outcomes: {x: {}, z: {chance: 0%}}}
          behind: {after: a.z}
          gate: {after: s, takes: 2h, outcomes: {open: {}, shut: {chance: 0%}}}
          judge:
            by: staff
            after: gate.shut
            question: Again?
            options: {again: {back_to: a, at_most: 1, then: fine}, fine: {}}
            usual: fine
    """)
    assert story(session, "cut off") == ["120 cut off behind", "120 cut off judge"]


def test_a_hope_ends_when_what_it_hopes_for_stands_on_something_else():
    """`a` was released by `t`, to which the judge may go back; from minute 60 on it stands on the lag as well, and cannot come again."""
    session = play("""
        chain:
          s: {}
          t: {after: s, takes: 30m}
          a: {after: {any: [1h after s, t]}, takes: 10m, outcomes: {x: {}, z: {chance: 0%}}}
          behind: {after: a.z}
          judge:
            by: staff
            after: 5h after s
            question: Again?
            options: {again: {back_to: t, at_most: 1, then: fine}, fine: {}}
            usual: fine
    """)
    assert story(session, "cut off") == ["60 cut off behind"]


def test_a_step_that_waits_some_time_after_another_is_blocked_by_that_one():
    """Not by itself: whoever goes back from loss to loss comes to the decision on which all hangs."""
    session = play(
        DECISION + "  plan: {after: mandate.refuse}\n  press: {after: 3h after plan}\n  meet: {}\n"
    )
    cut = {event.element: event.blocker for event in session.log if isinstance(event, StepCutOff)}
    assert cut == {"plan": "mandate", "press": "plan", "meet": "press"}


def test_who_has_begun_is_passed_over_no_more_when_it_is_cut_off():
    """`both` could only come if `talk` were passed over, as `other` was; now that it was called off, nothing brings it."""
    session = play("""
        variables: {mood: calm}
        chain:
          start: {}
          other: {after: start, if: mood is grave}
          talk: {after: start, if: mood is calm, takes: 5h}
          both: {after: {2 of: [other begins, talk begins]}}
          news: {after: start, takes: 1h, when_done: {cancel: talk}}
          rest: {after: start, takes: 9h}
    """)
    assert story(session, "cut off") == ["60 cut off talk", "60 cut off both"]


def test_a_lag_that_may_be_passed_over_may_be_met_after_a_going_back():
    """As things stand, `sally` can only be passed over; `review` may bring both, so the inject may come, and the patrol goes on."""
    session = play(
        """
        groups: {states: {a: {}, b: {}, c: {}}}
        variables: {mood: grave}
        chain:
          start: {when_done: {drop: c}}
          reply: {for_each: states, after: start, outcomes: {ready: {}, late: {chance: 0.5}}}
          sally: {for_each: states, after: reply.ready, if: mood is calm}
          review: {after: start, takes: 5h, outcomes: {fine: {}, again: {back_to: reply, at_most: 2, then: fine, chance: 0.5}}}
          patrol: {after: start, takes: 10m, every: 1h, until: alarm}
        injects:
          alarm: {at: 2h after 2 of sally begins}
        """,
        {"reply of a": "late", "reply of b": "ready", "review": "fine"},
    )
    assert [line for line in story(session, "begun") if "patrol" in line] == [f"{at} begun patrol" for at in (0, 60, 120, 180, 240)]  # fmt: skip


def test_a_lag_that_runs_may_be_passed_over_the_next_time():
    """`both` comes if `talk` and `reply` are passed over: so it is when the talk is gone back to, and is not held any more."""
    session = play(
        """
        groups: {states: {a: {}, b: {}}}
        variables: {mood: calm}
        chain:
          start: {when_done: {drop: b}}
          visit: {for_each: states, after: start}
          talk: {after: start, if: mood is calm, takes: 1h}
          reply: {after: start, if: mood is grave}
          both: {after: {2 of: [30m after talk, reply]}}
          review: {after: start, takes: 5h, outcomes: {fine: {}, again: {set: {mood: grave}, back_to: talk, at_most: 1, then: fine, chance: 0.5}}}
        """,
        {"review": "again"},
    )
    assert story(session, "cut off") == ["0 cut off visit of b"]
    assert "300 begun both" in story(session, "begun")


def test_members_of_whom_one_is_done_are_not_all_passed_over_any_more():
    """`both` came only if nobody replied and nobody visited; that is over with the visit of `a`, though `visit` itself has come."""
    session = play("""
        groups: {states: {a: {}, b: {}}}
        chain:
          start: {when_done: {pass_over: b}}
          visit: {for_each: states, after: start, takes: 1h}
          reply: {for_each: states, after: start, takes: 5h}
          both: {after: {2 of: [2 of reply, visit]}}
    """)
    assert story(session, "cut off") == ["60 cut off both"]
