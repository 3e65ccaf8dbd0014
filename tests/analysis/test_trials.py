"""Many runs of one plan."""

import pytest
from tests.support import plan_of, play

from exercise_sim.analysis.playing import BLOCK
from exercise_sim.analysis.trials import trials
from exercise_sim.engine.choices import Choices, choices

CHAIN = """
chain:
  draft: {takes: 1h .. 9h}
  vote: {by: staff, question: Go?, options: {go: {weight: 1}, stay: {weight: 1}}, usual: go, thinks: 10m .. 2h}
  sitting: {outcomes: {granted: {}, refused: {chance: 30%}}}
"""


def test_a_trial_is_the_run_that_its_replication_repeats_alone():
    """The same log, event for event, over the seam of two blocks."""
    plan = plan_of(CHAIN)
    found = list(trials(plan, "usual", Choices(), seed=5, count=BLOCK + 2))
    assert [trial.replication for trial in found] == list(range(BLOCK + 2))
    for trial in (found[0], found[BLOCK - 1], found[BLOCK], found[-1]):
        alone = play(plan, seed=5, replication=trial.replication)
        assert trial.session.log == alone.log


def test_without_a_log_a_run_ends_in_the_same_way():
    """The same ending in the same minute."""
    plan = plan_of(CHAIN)
    with_log, without = (
        [trial.ended for trial in trials(plan, "weighted", Choices(), seed=1, count=20, log=log)]
        for log in (True, False)
    )
    assert with_log == without


@pytest.mark.parametrize(("key", "option"), [("vote", "stay"), ("sitting", "refused")])
def test_what_is_chosen_holds_in_every_run(key, option):
    """Answers of people, and chance."""
    plan = plan_of(CHAIN)
    for trial in trials(plan, "usual", choices(plan, {key: option}), seed=0, count=5):
        ends = [
            event.outcome for event in trial.session.log if event.element == key and hasattr(event, "outcome")
        ]
        assert ends[-1] == option
