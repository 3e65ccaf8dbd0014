"""What the log says of each step, and of each phase."""

import pytest
from tests.support import play

from exercise_sim.analysis.history import history
from exercise_sim.analysis.timeline import Span, phases

TEXT = """
end: 10h
resources: {cell: {slots: 1}}
variables: {mood: calm, strength: 0}
chain:
  s: {phase: One, outcomes: [granted, refused]}
  draft: {after: s, takes: 1h, when_done: {add: {strength: 1}}}
  mandate: {phase: Two, by: staff, takes: 30m, question: Well?, options: {adopt: {}, again: {back_to: draft, at_most: 1, then: adopt}}, usual: adopt}
  skipped: {after: s, if: mood is grave}
  dead: {after: s.refused}
  first_user: {phase: Three, after: s, takes: 20h, uses: {cell: 1}}
  second_user: {after: s, takes: 1h, uses: {cell: 1}}
  late: {phase: Four, after: second_user}
endings: {over: {when: late}}
"""


def told(until: int | None = None):
    """The history of the run, in which the draft comes back once."""
    session = play(TEXT, {"mandate#1": "again"}, until=until)
    return history(session.plan, session.log)


@pytest.mark.parametrize(
    ("step", "state"),
    [
        ("s", "done"), ("draft", "done"), ("mandate", "done"), ("skipped", "passed over"), ("dead", "cut off"),
        ("first_user", "under way"), ("second_user", "waiting"), ("late", "waiting"),
    ],
)  # fmt: skip
def test_every_step_has_a_state_at_the_end(step, state):
    """Waiting, under way, done, passed over or cut off."""
    assert told().steps[step].state == state


def test_every_turn_is_kept():
    """Each beginning and end of a step that was done again, and each going back."""
    steps = told().steps
    assert [began.at for began in steps["draft"].begins] == [0, 90]
    assert [done.at for done in steps["draft"].ends] == [60, 150]
    assert [back.at for back in steps["mandate"].returns] == [90]
    assert [(done.at, done.outcome) for done in steps["mandate"].ends] == [(180, "adopt")]
    assert steps["mandate"].outcome == "adopt"
    assert [queued.resources for queued in steps["second_user"].queued] == [("cell",)]


def test_a_step_that_was_reopened_waits_or_works_again():
    """At minute 100 the mandate waits, without an outcome, for the draft that is under way."""
    steps = told(until=100).steps
    assert (steps["draft"].state, steps["mandate"].state, steps["mandate"].outcome) == (
        "under way",
        "waiting",
        None,
    )


def test_changes_and_the_end_are_kept():
    """The values of variables, and the ending; None while it goes on."""
    assert [(change.at, change.value) for change in told().changes] == [(60, 1), (150, 2)]
    assert (told().ended.ending, told().ended.at) == ("out_of_time", 600)
    assert told(until=100).ended is None


def test_phases_run_from_their_first_beginning_to_their_last_end():
    """A phase whose work is still under way is open until the end of play; one that never began is not told."""
    session = play(TEXT, {"mandate#1": "again"})
    assert phases(session.plan, told()) == (
        Span("One", 0, 150, False), Span("Two", 60, 180, False), Span("Three", 0, 600, True),
    )  # fmt: skip


def test_a_phase_of_a_run_that_goes_on_is_open_until_now():
    """Until the last thing that happened."""
    session = play(TEXT, {"mandate#1": "again"}, until=100)
    assert phases(session.plan, told(until=100))[0] == Span("One", 0, 90, True)


def test_steps_below_a_phase_belong_to_it():
    """Until another phase is named; above the first there is none."""
    plan = play("chain: {a: {}, b: {phase: One}, c: {}, d: {phase: Two}, e: {}}").plan
    assert [node.phase for node in plan.nodes if not node.hidden] == ["", "One", "One", "Two", "Two"]


def test_recurring_work_that_was_stopped_is_not_open():
    """Also where it was stopped in the middle of its work: its phase ended with its last report."""
    session = play("""
        chain:
          s: {phase: One, takes: 1h}
          report: {phase: Reports, after: s, takes: 40m, every: 1h, until: work}
          work: {phase: Work, after: s, takes: 130m}
        endings: {over: {when: work}}
    """)
    spans = phases(session.plan, history(session.plan, session.log))
    assert spans[1] == Span("Reports", 60, 160, open=False)
