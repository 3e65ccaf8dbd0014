"""Conditions (`if`, `wait_for`, `when`): what they look at exists and can have the value that it is compared with (M19)."""

from exercise_sim.scenario.checks.fields import field_values, is_number, values_of
from exercise_sim.scenario.checks.joins import check_ending
from exercise_sim.scenario.checks.names import STATES
from exercise_sim.scenario.checks.places import conditions_at
from exercise_sim.scenario.checks.references import check_member, check_outcome, check_reference
from exercise_sim.scenario.checks.stores import store_instances
from exercise_sim.scenario.checks.survey import NOBODY, Asker, Survey, suggestion
from exercise_sim.scenario.conditions import Clock, Comparison, Happened
from exercise_sim.scenario.problems import Path
from exercise_sim.scenario.spelling import shown, spelled
from exercise_sim.scenario.times import parse_moment


def check_conditions(survey: Survey) -> None:
    """Every condition of steps and endings."""
    for name, step in survey.chain.items():
        for word, condition in (("if", step.if_), ("wait_for", step.wait_for)):
            for simple, path in conditions_at(condition, ("chain", name, word)):
                check_simple(survey, survey.asker(name), simple, path)
    for name, ending in survey.scenario.endings.items():
        for simple, path in conditions_at(ending.when, ("endings", name, "when")):
            check_simple(survey, NOBODY, simple, path)
    for name, inject in survey.scenario.injects.items():
        for word, condition in (("at", inject.condition), ("unless", inject.unless)):
            for simple, path in conditions_at(condition, ("injects", name, word)):
                check_simple(survey, survey.asker(name), simple, path)


def check_simple(survey: Survey, asker: Asker, simple: Clock | Happened | Comparison, path: Path) -> None:
    """One condition that holds no other."""
    if isinstance(simple, Clock):
        _check_clock(survey, simple, path)
    elif isinstance(simple, Happened):
        _check_happened(survey, asker, simple, path)
    else:
        _check_comparison(survey, asker, simple, path)


def _check_clock(survey: Survey, clock: Clock, path: Path) -> None:
    try:
        parse_moment(clock.moment, survey.scenario.start)
    except ValueError as error:
        survey.error(str(error), path)


def _check_happened(survey: Survey, asker: Asker, happened: Happened, path: Path) -> None:
    reference = happened.reference
    if reference.count is not None and reference.member is not None and reference.lag is None:
        survey.error(f"'{reference.text}': a condition counts all members, or looks at one", path)
    if reference.name != "ending":
        check_reference(survey, asker, reference, path, variable=reference.lag is not None)
    elif asker.step:
        check_ending(survey, reference, path)
    else:
        survey.error("an ending cannot wait for the ending", path)
    if reference.name == asker.step and reference.count is None and _is_own(survey, asker, reference.member):
        _refuse_own(survey, asker, path)


def _is_own(survey: Survey, asker: Asker, of: str | None) -> bool:
    return of is None or asker.members == (of,)


def _refuse_own(survey: Survey, asker: Asker, path: Path) -> None:
    survey.error(f"'{asker.step}' asks about itself: before it begins it is never over", path)


def _check_comparison(survey: Survey, asker: Asker, comparison: Comparison, path: Path) -> None:
    subject, _, of = comparison.subject.partition(" of ")
    scenario = survey.scenario
    if subject.startswith("its."):
        _check_field(survey, asker, comparison, subject[4:], path)
    elif subject in survey.elements:
        _check_step(survey, asker, comparison, path)
    elif subject in scenario.resources:
        store_instances(survey, asker, comparison.subject, path)
        _check_value(survey, asker, comparison, path, numbers=True)
    elif subject in scenario.variables:
        _check_variable(survey, asker, comparison, path)
    elif subject in scenario.gauges:
        _check_gauge(survey, asker, comparison, path)
    else:
        _refuse_subject(survey, subject, comparison, path)
    if of and (subject.startswith("its.") or subject in scenario.variables or subject in scenario.gauges):
        survey.error(
            f"'{comparison.text}': '{subject}' is not one for each member", path, f"write '{subject}'"
        )


def _refuse_subject(survey: Survey, subject: str, comparison: Comparison, path: Path) -> None:
    step, dot, outcome = subject.partition(".")
    if dot and step in survey.elements:
        survey.error(f"'{comparison.text}' asks twice", path, f"write '{step} is {outcome}'")
        return
    scenario = survey.scenario
    known = (*scenario.variables, *survey.elements, *scenario.resources, *scenario.gauges)
    survey.error(f"'{subject}' is no variable, step or resource", path, suggestion(subject, known))


def _check_field(survey: Survey, asker: Asker, comparison: Comparison, field: str, path: Path) -> None:
    values = field_values(survey, asker, field, path)
    if comparison.operator in ("at least", "at most"):
        wrong = [member for member, value in values.items() if not is_number(value)]
        if wrong:
            survey.error(f"'{comparison.text}': the field '{field}' of '{wrong[0]}' is no number", path)
    _check_value(survey, asker, comparison, path)


def _check_step(survey: Survey, asker: Asker, comparison: Comparison, path: Path) -> None:
    step, _, of = comparison.subject.partition(" of ")
    if of:
        check_member(survey, asker, step, of, path)
    word, branches = str(comparison.value), survey.elements[step].branches
    if comparison.operator not in ("is", "is not"):
        survey.error(
            f"'{comparison.text}': a step has no number", path, f"write '{step} is done' or '{step} is ...'"
        )
    elif word in branches:
        check_outcome(survey, step, word, path)
    elif word not in STATES:
        hint = suggestion(word, (*branches, *STATES)) or f"it can be {', '.join((*branches, *STATES))}"
        survey.error(f"'{step}' can never be '{spelled(comparison.value)}'", path, hint)
    if step == asker.step and _is_own(survey, asker, of or None):
        _refuse_own(survey, asker, path)


def _check_variable(survey: Survey, asker: Asker, comparison: Comparison, path: Path) -> None:
    start = survey.scenario.variables.get(comparison.subject)
    if start is not None and comparison.operator in ("at least", "at most") and not is_number(start):
        survey.error(
            f"'{comparison.text}': '{comparison.subject}' starts with {shown(start)}, which is no number",
            path,
        )
    _check_value(survey, asker, comparison, path)


def _check_gauge(survey: Survey, asker: Asker, comparison: Comparison, path: Path) -> None:
    """A gauge is at a stage, or at least, or at most, at a stage or a number."""
    subject = comparison.subject.partition(" of ")[0]
    stages, wanted = survey.scenario.gauges[subject].stages, comparison.value
    if wanted in stages:
        return
    if isinstance(wanted, str) and not wanted.startswith("its."):
        survey.error(f"'{subject}' has no stage '{wanted}'", path, suggestion(wanted, stages))
    elif comparison.operator in ("is", "is not"):
        first = next(iter(stages))
        survey.error(
            f"'{comparison.text}': a gauge is at a stage, or at least, or at most, at a number",
            path,
            f"write '{subject} is {first}', or '{subject} at least {spelled(wanted)}'",
        )
    else:
        _check_value(survey, asker, comparison, path, numbers=True)


def _check_value(
    survey: Survey, asker: Asker, comparison: Comparison, path: Path, *, numbers: bool = False
) -> None:
    """Notes a value that is no field, or no number where numbers are compared."""
    for value in values_of(survey, asker, comparison.value, path).values():
        if (numbers or comparison.operator in ("at least", "at most")) and not is_number(value):
            survey.error(f"'{comparison.text}': a number is needed, not {shown(value)}", path)
            return
