"""Numbers without a source: a claim about the world that names nobody who says so. One warning for each step."""

from collections.abc import Iterator

from exercise_sim.scenario.checks.fields import is_number
from exercise_sim.scenario.checks.places import references_at
from exercise_sim.scenario.checks.survey import Survey
from exercise_sim.scenario.problems import Path
from exercise_sim.scenario.steps import Outcome, Step
from exercise_sim.scenario.values import FieldOf

_HINT = "add 'source: ...' here, or one for the whole scenario; 'source: assumption' is an honest one"


def judge_sources(survey: Survey) -> None:
    """Steps, resources, gauges, objectives and variables, where the scenario names no source for all of them."""
    if survey.scenario.source is not None:
        return
    for path, thing, numbers in _numbers(survey):
        if numbers:
            survey.warning(f"{thing} has numbers without a source", path, _HINT, at_key=True)


def _numbers(survey: Survey) -> Iterator[tuple[Path, str, bool]]:
    scenario = survey.scenario
    for name, resource in scenario.resources.items():
        yield ("resources", name), f"the resource '{name}'", resource.source is None
    for name, step in scenario.chain.items():
        yield ("chain", name), f"'{name}'", step.source is None and _has_numbers(step)
    for name, gauge in scenario.gauges.items():
        yield ("gauges", name), f"the gauge '{name}'", gauge.source is None
    for name, objective in scenario.objectives.items():
        yield (
            ("objectives", name),
            f"the objective '{name}'",
            objective.source is None and objective.ratings is not None,
        )
    counted = any(is_number(value) and value != 0 for value in scenario.variables.values())
    if counted:
        yield ("variables",), "this", True


def _has_numbers(step: Step) -> bool:
    lags = any(reference.lag is not None for reference, _ in references_at(step.after, ()))
    positions = step.vote is not None and step.vote.source is None and any(step.vote.positions.values())
    own = any(value is not None for value in (step.takes, step.thinks, step.within)) or any(
        map(_counts, step.uses.values())
    )
    branches = any(branch.source is None and _branch_has_numbers(branch) for branch in step.branches.values())
    return lags or positions or own or branches or (step.when_done is not None and step.when_done.wait > 0)


def _counts(amount: int | FieldOf) -> bool:
    return isinstance(amount, FieldOf) or amount > 1


def _branch_has_numbers(branch: Outcome) -> bool:
    return branch.wait > 0 or any(value is not None for value in (branch.takes, branch.chance, branch.weight))
