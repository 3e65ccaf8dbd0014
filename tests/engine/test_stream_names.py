"""The streams that a plan is said to have are those that its runs ask."""

import pytest
from tests.support import SCENARIOS, loaded

from exercise_sim.engine.compile import compile_plan
from exercise_sim.engine.deciders import decider_for, run_through
from exercise_sim.engine.luck import SingleLuck
from exercise_sim.engine.session import Session
from exercise_sim.engine.stream_names import streams
from exercise_sim.scenario.load import load


class Noting(SingleLuck):
    """Luck that notes which streams are asked."""

    def __init__(self, draws, seed):
        super().__init__(draws, seed)
        self.asked = set()

    def minutes(self, draw, occurrence):
        self.asked.add(self._draws[draw].name)
        return super().minutes(draw, occurrence)

    def u32(self, name, occurrence):
        self.asked.add(name)
        return super().u32(name, occurrence)


def asked(plan, policy, seeds=range(12)):
    """What the runs of these seeds ask."""
    found = set()
    for seed in seeds:
        luck = Noting(plan.draws, seed)
        run_through(Session(plan, seed, luck=luck), decider_for(plan, policy, {}))
        found |= luck.asked
    return found


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
@pytest.mark.parametrize("policy", ["usual", "weighted"])
def test_no_run_asks_another_stream(path, policy):
    """Whatever a shipped scenario draws stands among the streams of its plan."""
    plan = compile_plan(load(path).scenario)
    assert asked(plan, policy) <= set(streams(plan))


EACH = """
groups: {states: {one: {}, two: {}}}
chain:
  draft: {takes: 1h .. 3h}
  reply: {after: draft, outcomes: {agreed: {chance: 0.5}, refused: {chance: 0.5}}}
  choose: {after: draft, by: staff, question: Which?, options: {left: {weight: 1}, right: {weight: 1}}, usual: left}
  mandate:
    after: draft
    by: staff
    question: Go?
    options: {go: {}, stay: {}}
    otherwise: stay
    vote: {of: states, carried: {go: all}, positions: {others: {stay: 0.5}}}
injects:
  storm: {at: 1h after draft, chance: 0.5, text: A storm.}
"""


def test_each_kind_of_chance_has_its_stream():
    """A duration, an outcome, a weighted choice, a vote of each member, an inject: and no other."""
    plan = compile_plan(loaded(EACH).scenario)
    assert set(streams(plan)) == asked(plan, "weighted") == {
        "draft takes", "reply outcome", "choose choice", "mandate vote of one", "mandate vote of two", "storm chance",
    }  # fmt: skip
