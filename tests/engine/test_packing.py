"""A plan goes to another process and comes back as it was."""

import pickle

import pytest
from tests.support import SCENARIOS

from exercise_sim.engine.compile import compile_plan
from exercise_sim.engine.deciders import Usual, run_through
from exercise_sim.engine.session import Session
from exercise_sim.scenario.load import load


@pytest.mark.parametrize("file", SCENARIOS, ids=lambda file: file.stem)
def test_a_plan_can_be_pickled(file):
    """What comes out is the same, gives the same log, and is as frozen."""
    plan = compile_plan(load(file).scenario)
    unpacked = pickle.loads(pickle.dumps(plan))
    assert (unpacked.nodes, unpacked.gates, unpacked.rows) == (plan.nodes, plan.gates, plan.rows)
    logs = []
    for one in (plan, unpacked):
        session = Session(one, seed=3)
        run_through(session, Usual())
        logs.append(session.log)
    assert logs[0] == logs[1]
    with pytest.raises(AttributeError):
        unpacked.title = ""
