"""Gauges: stages in order, a start within bounds, rates on conditions that can be asked; and what is said of them elsewhere (M23)."""

from collections.abc import Iterator

from exercise_sim.scenario.checks.conditions import check_simple
from exercise_sim.scenario.checks.fields import is_number
from exercise_sim.scenario.checks.places import Simple, conditions_at, entries_at, references_at
from exercise_sim.scenario.checks.survey import NOBODY, Survey, suggestion
from exercise_sim.scenario.conditions import Comparison, Condition, Happened
from exercise_sim.scenario.gauges import Gauge
from exercise_sim.scenario.measured import parse_measured
from exercise_sim.scenario.problems import Path
from exercise_sim.scenario.spelling import shown


def check_gauges(survey: Survey) -> None:
    """Every gauge."""
    for name, gauge in survey.scenario.gauges.items():
        path: Path = ("gauges", name)
        _check_levels(survey, name, gauge, path)
        for word, drifts in (("rises", gauge.rises), ("falls", gauge.falls)):
            for drift in drifts:
                for simple, at in conditions_at(drift.when, (*path, word, drift.rate.text)):
                    _check_rate(survey, simple, at)
        for seat, at in entries_at(gauge.seen_by, (*path, "seen_by")):
            body = seat.partition(" of ")[0]
            if body not in survey.scenario.bodies:
                hint = suggestion(body, survey.scenario.bodies)
                survey.error(f"there is no body '{body}'", at, hint)


def _check_levels(survey: Survey, name: str, gauge: Gauge, path: Path) -> None:
    highest = gauge.highest
    levels = [gauge.starts, gauge.lowest, *gauge.stages.values(), *([] if highest is None else [highest])]
    if not all(map(is_number, levels)):
        survey.error(f"'{name}' has a level that is no number to count with", path, at_key=True)
        return
    if highest is not None and highest <= gauge.lowest:
        survey.error(
            f"'{name}' has no room to move: it never falls below {shown(gauge.lowest)}",
            (*path, "highest"),
            "'highest' stands above 'lowest'",
        )
    elif gauge.starts < gauge.lowest or (highest is not None and gauge.starts > highest):
        bound = (
            f"never falls below {shown(gauge.lowest)}"
            if gauge.starts < gauge.lowest
            else f"never rises above {shown(highest)}"
        )
        survey.error(f"'{name}' cannot start at {shown(gauge.starts)}: it {bound}", (*path, "starts"))
    before = ""
    for stage, least in gauge.stages.items():
        if before and least <= gauge.stages[before]:
            survey.error(
                f"the stages of '{name}' do not rise: '{stage}' ({shown(least)}) stands behind '{before}' ({shown(gauge.stages[before])})",
                (*path, "stages", stage),
                "write them from the lowest to the highest",
                at_key=True,
            )
            return
        before = stage


def _check_rate(survey: Survey, simple: Simple, path: Path) -> None:
    if isinstance(simple, Happened) and simple.reference.name == "ending":
        survey.error("with the ending every gauge stops", path, "name the step that leads to it")
    else:
        check_simple(survey, NOBODY, simple, path)


def judge_gauges(survey: Survey) -> None:
    """Gauges at which nothing looks, that cannot move, and stages that are never reached."""
    read, moved = set(_read(survey)), set(_moved(survey))
    for name, gauge in survey.scenario.gauges.items():
        path: Path = ("gauges", name)
        if not (gauge.drifts or name in moved):
            survey.warning(
                f"'{name}' never moves: it has no rates, and no effect changes it", path, at_key=True
            )
        if name not in read:
            survey.warning(f"nothing looks at the gauge '{name}'", path, at_key=True)
        rises = bool(gauge.rises) or name in moved
        for stage, least in gauge.stages.items():
            if gauge.highest is not None and least > gauge.highest:
                reason = f"it never rises above {shown(gauge.highest)}"
            elif least > gauge.starts and not rises and gauge.drifts:
                reason = f"it starts at {shown(gauge.starts)} and never rises"
            else:
                continue
            survey.warning(
                f"'{name}' never reaches '{stage}': {reason}", (*path, "stages", stage), at_key=True
            )


def _moved(survey: Survey) -> Iterator[str]:
    for deed in survey.deeds:
        yield from (*deed.effects.set, *deed.effects.add)


def _read(survey: Survey) -> Iterator[str]:
    """The names at which conditions, joins, objectives and expectations look; a rate of a gauge at its own value is nobody else."""
    scenario = survey.scenario
    for condition in _conditions(survey):
        yield from _looked(condition)
    for name, gauge in scenario.gauges.items():
        for drift in gauge.drifts:
            yield from (other for other in _looked(drift.when) if other != name)
    for step in survey.elements.values():
        yield from (reference.name for reference, _ in references_at(step.after, ()) if reference.stage)
    for objective in scenario.objectives.values():
        if objective.measure is not None:
            yield parse_measured(objective.measure).name
    yield from (parse_measured(one.measure).name for one in scenario.expect if one.measure is not None)


def _conditions(survey: Survey) -> Iterator[Condition | None]:
    scenario = survey.scenario
    for step in survey.chain.values():
        yield from (step.if_, step.wait_for)
    for inject in scenario.injects.values():
        yield from (inject.condition, inject.unless)
    yield from (ending.when for ending in scenario.endings.values())
    yield from (expectation.holds for expectation in scenario.expect)


def _looked(condition: Condition | None) -> Iterator[str]:
    for simple, _ in conditions_at(condition, ()):
        if isinstance(simple, Comparison):
            yield simple.subject
        elif isinstance(simple, Happened) and simple.reference.stage is not None:
            yield simple.reference.name
