"""What one seat may see: secrets are taken out where the data leaves."""

from tests.support import play

from exercise_sim.engine.events import ExerciseEnded, StepCutOff
from exercise_sim.render.view import seen

TEXT = """
end: 5h
bodies: {council: {seat: true}, spy: {seat: true}}
resources: {fuel: {stock: 1}}
chain:
  s: {}
  plot: {by: spy, after: s, takes: 1h, outcomes: [granted, refused]}
  hope: {by: council, after: plot.refused}
  wait_here: {by: council, after: plot, uses: {fuel: 1}}
  treason: {by: spy, after: plot, %s}
  session: {by: council, after: treason, takes: 1h}
endings: {over: {when: session}}
"""


def last(seat: str | None, rest: str) -> ExerciseEnded:
    """The ending as a seat sees it."""
    session = play(TEXT % rest)
    (ended,) = [event for event in seen(session.plan, session.log, seat) if isinstance(event, ExerciseEnded)]
    return ended


def test_the_exercise_control_sees_everything():
    """No seat, no secrets."""
    session = play(TEXT % "takes: 90h")
    assert seen(session.plan, session.log, None) == session.log


def test_a_seat_sees_what_is_addressed_to_it_and_what_everyone_sees():
    """In its order, with its numbers."""
    session = play(TEXT % "takes: 90h")
    own = seen(session.plan, session.log, "council")
    assert {event.element for event in own} == {"", "s", "hope", "wait_here"}
    assert [event.seq for event in own] == sorted(event.seq for event in own)


def test_work_of_others_is_not_named_among_what_is_open():
    """At ENDEX everyone hears that it is over, and each what it was doing itself."""
    assert last(None, "takes: 90h").open == ("treason",)
    assert last("council", "takes: 90h").open == ()
    assert last("spy", "takes: 90h").open == ("treason",)


def test_steps_of_others_are_not_named_among_what_waited():
    """Neither as who waited, nor as whom one waited for; resources are known to all."""
    assert last(None, "uses: {fuel: 1}").waiting == (("treason", ("fuel",)), ("session", ("treason",)))
    assert last("council", "uses: {fuel: 1}").waiting == (("session", ()),)
    assert last("spy", "uses: {fuel: 1}").waiting == (("treason", ("fuel",)),)


def test_what_was_waited_for_in_vain_is_not_named_where_it_is_a_secret():
    """The step is lost; on whose account is not its business."""
    session = play(TEXT % "takes: 90h")
    blockers = {
        seat: [
            event.blocker for event in seen(session.plan, session.log, seat) if isinstance(event, StepCutOff)
        ]
        for seat in (None, "council")
    }
    assert blockers == {None: ["plot"], "council": [""]}
