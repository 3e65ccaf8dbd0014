"""Why no ending of the author's came."""

from tests.support import play

from exercise_sim.analysis.history import history
from exercise_sim.analysis.hopes import Hope, hopes


def hoped(text: str, choose: dict[str, str] | None = None) -> tuple[Hope, ...]:
    """The hopes of a run that stalled."""
    session = play(text, choose)
    return hopes(session.plan, history(session.plan, session.log))


VOTE = """
chain:
  a: {takes: 1h, outcomes: {x: {}, z: {chance: 0%}}}
  c: {after: a.z}
  d: {after: c}
  e: {after: a}
endings: {over: {when: d}, both: {when: [d, e]}}
"""


def test_a_loss_is_followed_back_to_the_result_on_which_it_hangs():
    """Over every step that was lost with it; what is not lost is not named."""
    for hope in hoped(VOTE):
        assert [(event.element, event.at) for event in hope.lost] == [("d", 60)]
        assert hope.why == ("a", "x")


def test_an_ending_that_a_result_calls_names_that_result():
    """It has no condition of its own; one that nothing calls is no hope."""
    (hope,) = hoped(
        "chain: {a: {by: staff, question: Well?, options: {go: {ends: gone}, stay: {}}, usual: stay}}\nendings: {gone: {}, never: {}}"
    )
    assert (hope.ending.name, hope.calls, hope.lost, hope.why) == ("gone", (("a", "go"),), (), None)


def test_what_was_reopened_is_not_lost():
    """Only the last fate of a step counts."""
    (hope,) = hoped(
        """
        variables: {state: whole, v: 0}
        chain:
          mend: {takes: 1h, if: state is broken}
          mandate: {by: staff, question: Well?, options: {adopt: {}, again: {set: {state: broken}, back_to: mend, at_most: 1, then: adopt}}, usual: adopt}
        endings: {over: {when: mend is done and v is 1}}
        """,
        {"mandate#1": "again"},
    )
    assert hope.lost == ()
