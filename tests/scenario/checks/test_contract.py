"""The contract of the checks: whatever they let pass compiles and runs, and nothing that validates makes them raise."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.scenario.checks.mutants import mutant, tree
from tests.scenario.checks.specimens import SCENARIOS

from exercise_sim.analysis.expectations import Assay
from exercise_sim.analysis.history import history
from exercise_sim.analysis.measures import measured
from exercise_sim.analysis.playing import Trial
from exercise_sim.engine.choices import choices
from exercise_sim.engine.compile import compile_plan
from exercise_sim.engine.deciders import decider_for, respond
from exercise_sim.engine.loops import LoopError
from exercise_sim.engine.plan import Plan
from exercise_sim.engine.session import Asked, Ended, Session, Stop
from exercise_sim.scenario.checks import check_scenario
from exercise_sim.scenario.checks.policies import check_chosen
from exercise_sim.scenario.checks.survey import Survey
from exercise_sim.scenario.model import Scenario, validate


def run(scenario: Scenario, policy: str, variant: str = "", replication: int = 0) -> None:
    """Compiles and runs a scenario for two months of its time at most, as a policy decides."""
    plan = compile_plan(scenario)
    fixed = choices(plan, scenario.variants[variant].choose if variant else {})
    session = Session(plan, 1, replication)
    fixed.fix(session)
    decider = decider_for(plan, policy, fixed.answers)
    for _ in range(3000):
        stop = session.advance(until=60 * 24 * 60)
        if not isinstance(stop, Asked):
            measured(scenario, plan, history(plan, session.log))
            _expect(scenario, plan, session, stop)
            return
        respond(session, decider, stop.question)
    pytest.fail("the same questions are asked again and again")


def has_errors(scenario: Scenario) -> bool:
    """Whether anything is wrong with a scenario, or with what one of its variants chooses."""
    survey = Survey(scenario)
    for name, variant in scenario.variants.items():
        check_chosen(
            survey, {key: (option, ("variants", name, key)) for key, option in variant.choose.items()}
        )
    found = [*check_scenario(scenario), *survey.findings.problems]
    return any(problem.severity == "error" for problem in found)


def _expect(scenario: Scenario, plan: Plan, session: Session, stop: Stop) -> None:
    """Asks every expectation of a run that has ended, and whether what it chooses can be chosen."""
    for one in scenario.expect:
        choices(plan, one.choose)
    if isinstance(stop, Ended):
        Assay(scenario, plan, range(len(scenario.expect))).note(Trial(0, session, stop))


def run_every_way(scenario: Scenario) -> None:
    """Runs a scenario under every policy and variant."""
    for policy in ("usual", "weighted", *scenario.policies):
        for replication in range(2):
            run(scenario, policy, replication=replication)
    for variant in scenario.variants:
        run(scenario, "usual", variant)


@pytest.mark.parametrize("text", SCENARIOS)
def test_the_unchanged_scenarios_are_sound(text):
    """What the mutants are made of has no error, so that a change is what the checks find."""
    assert check_scenario(validate(tree(text))) == []
    run_every_way(validate(tree(text)))


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(SCENARIOS), st.integers(1, 6), st.randoms(use_true_random=False))
def test_a_scenario_without_an_error_compiles_and_runs(text, changes, random):
    """Nothing raises after the checks, under any policy and variant, but the error of a loop that takes no time."""
    scenario = mutant(text, changes, random)
    if has_errors(scenario):
        return
    try:
        run_every_way(scenario)
    except LoopError:
        return


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(SCENARIOS), st.integers(3, 30), st.randoms(use_true_random=False))
def test_a_check_never_raises(text, changes, random):
    """However wrong a scenario that validates is, the checks tell it as problems."""
    check_scenario(mutant(text, changes, random))
