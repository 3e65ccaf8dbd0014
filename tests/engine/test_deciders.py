"""M13: who answers when no person does. A decider without a rule says so; it never takes the first option silently."""

import pytest
from tests.support import done, plan_of, play, story

from exercise_sim.engine.deciders import NoRule, decider_for, run_through
from exercise_sim.engine.session import Ended, Reached, Session

CHOICE = """
chain:
  pause:
    by: staff
    thinks: 40m
    question: Pause?
    options: {go: {weight: 1}, pause: {weight: 3}, never: {weight: 0}, unweighted: {}}
    usual: go
  review: {by: staff, thinks: 20m, question: Good?, options: {fine: {}, poor: {}}, usual: poor}
policies:
  cautious: {choose: {pause: pause}, thinks: 2}
  hasty: {thinks: 0.5}
  mixed: {others: weighted, choose: {review: fine}}
"""


def test_usual_takes_what_the_author_holds_for_usual():
    """After the deliberation that the author gives it."""
    assert story(play(CHOICE), "decided") == ["40 decided pause: go", "60 decided review: poor"]


def test_weighted_follows_the_weights():
    """Three to one; what has no weight, or 0, is never taken; where nothing has one, the usual option stands."""
    plan = plan_of(CHOICE)
    taken = [play(plan, policy="weighted", seed=1, replication=number) for number in range(400)]
    options = [story(session, "decided", of="pause")[0].split(": ")[1] for session in taken]
    # 400 x 1/4 = 100, three standard deviations are 26.
    assert 74 <= options.count("go") <= 126
    assert options.count("go") + options.count("pause") == 400
    assert {story(session, "done", of="review")[0].split(": ")[1] for session in taken} == {"poor"}


def test_weights_count_only_among_the_options_that_are_offered():
    """One that is used up leaves its weight to the others."""
    text = """
        chain:
          draft: {takes: 1h}
          mandate:
            by: staff
            question: Adopt?
            options: {adopt: {weight: 0.0001}, again: {weight: 1000000, back_to: draft, at_most: 2, then: refuse}, refuse: {}}
            usual: adopt
    """
    assert story(play(text, policy="weighted"), "decided", of="mandate") == [
        "60 decided mandate: again", "120 decided mandate: again", "180 decided mandate: adopt",
    ]  # fmt: skip


def test_a_policy_of_the_file_chooses_and_leaves_the_rest_to_what_is_usual():
    """Its deliberation is stretched by its factor, for all that it answers."""
    assert story(play(CHOICE, policy="cautious"), "decided") == [
        "80 decided pause: pause",
        "120 decided review: poor",
    ]
    assert story(play(CHOICE, policy="hasty"), "decided") == [
        "20 decided pause: go",
        "30 decided review: poor",
    ]


def test_a_policy_may_leave_the_rest_to_the_weights():
    """`others: weighted`; what it chooses itself is fixed."""
    plan = plan_of(CHOICE)
    taken = [story(play(plan, policy="mixed", seed=1, replication=number), "decided") for number in range(40)]
    assert {lines[0].split(": ")[1] for lines in taken} == {"go", "pause"}
    assert {lines[1] for lines in taken} == {"60 decided review: fine"}


def test_what_is_chosen_from_outside_comes_before_the_policy():
    """And takes the time that deliberation takes."""
    assert story(play(CHOICE, {"pause": "never"}, "cautious"), "decided") == [
        "40 decided pause: never",
        "80 decided review: poor",
    ]


def test_the_log_says_who_decided():
    """The policy by its name; what was fixed from outside as a choice."""
    by = [
        event.by
        for event in play(CHOICE, {"review": "fine"}, "cautious").log
        if type(event).__name__ == "Decided"
    ]
    assert by == ["cautious", "choice"]


def test_deliberation_differs_from_time_to_time_and_is_the_same_under_every_policy():
    """Its draw bears the name of the step and the number of the asking, not of the policy."""
    text = CHOICE.replace("thinks: 40m", "thinks: 10m .. 400m")
    usual, cautious = play(text, seed=5), play(text, policy="cautious", seed=5)
    assert done(cautious)["pause"] == 2 * done(usual)["pause"]


def test_a_policy_that_does_not_exist_is_an_error():
    """It is named."""
    with pytest.raises(KeyError, match="bold"):
        decider_for(plan_of(CHOICE), "bold", {})


def test_a_decider_without_a_rule_says_so():
    """It names the policy and the question, and does not take the first option."""
    plan = plan_of(CHOICE)
    silent = Session(plan)
    object.__setattr__(plan.nodes[0], "usual", -1)  # a plan that the checks of a file would refuse
    with pytest.raises(NoRule, match="the policy 'usual' has no answer to 'pause'") as caught:
        run_through(silent, decider_for(plan, "usual", {}))
    assert (caught.value.policy, caught.value.question) == ("usual", "pause")
    assert silent.ledger == ()


def test_a_named_error_can_be_made_again_from_its_args():
    """SimPy does so with an error that crosses it."""
    error = NoRule("usual", "pause")
    assert str(NoRule(*error.args)) == str(error)


def test_running_through_stops_at_the_minute_or_at_the_end():
    """Whichever comes first."""
    plan = plan_of(CHOICE)
    assert run_through(Session(plan), decider_for(plan, "usual", {}), 50) == Reached(50)
    assert run_through(Session(plan), decider_for(plan, "usual", {}), 5000) == Ended(
        "completed", "success", 60
    )


def test_what_was_chosen_and_is_used_up_without_a_successor_is_left_to_the_others():
    """`turn` can be taken once; then what is usual stands, and the answer notes what was wished."""
    session = play(
        """
        chain:
          a: {takes: 1h}
          b: {by: staff, question: Turn?, options: {go_on: {}, turn: {redo: a, at_most: 1}}, usual: go_on}
        """,
        {"b": "turn"},
    )
    assert [(one.option, one.note) for one in session.ledger] == [("turn", ""), ("go_on", "turn")]
