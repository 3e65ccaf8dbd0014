"""One reference: the step exists, it has that outcome, and it runs for those members (M6, M7).

Where references may stand, and what each place allows beside the plain name, is for the checks that call this one.
"""

from exercise_sim.scenario.checks.fields import named_members
from exercise_sim.scenario.checks.survey import Asker, Survey, goes_back, suggestion
from exercise_sim.scenario.problems import Path
from exercise_sim.scenario.references import Reference


def check_reference(
    survey: Survey, asker: Asker, reference: Reference, path: Path, *, variable: bool = False
) -> bool:
    """Notes what is wrong with a reference to a step. Returns whether the step exists.

    `variable`: whether a variable may stand behind `of`. Lags, and `ending`, are the caller's business.
    """
    name = reference.name
    if reference.stage is not None:
        return check_stage(survey, reference, path)
    if name not in survey.elements:
        message, hint = unknown_step(survey, name, reference.outcome)
        survey.error(message, path, hint)
        return False
    if reference.outcome is not None:
        check_outcome(survey, name, reference.outcome, path)
        if reference.begins:
            survey.error(
                f"'{reference.text}': an outcome does not begin",
                path,
                f"write '{name} begins' or '{name}.{reference.outcome}'",
            )
    if reference.member is not None:
        check_member(survey, asker, name, reference.member, path, variable=variable)
    recurs = survey.elements[name].every is not None
    if recurs and reference.count != 1 and not reference.begins:
        hint = f"write 'first of {name}' for its first time"
        survey.error(f"'{name}' is done again and again, so it is never over for good", path, hint)
    elif reference.count is not None and not (recurs and survey.group(name) is None):
        _check_count(survey, asker, reference, path)
    return True


def unknown_step(survey: Survey, name: str, outcome: str | None = None) -> tuple[str, str | None]:
    """Message and hint for a name that is no step."""
    if name == "its":
        return f"'its.{outcome}' is a field, no step", f"say what it should be, like 'its.{outcome} is true'"
    kind = survey.kind_of(name)
    if kind:
        return (
            f"'{name}' is {kind}, no step",
            f"say what it should be, like '{name} is ...'" if kind == "a variable" else None,
        )
    return f"there is no step '{name}'", suggestion(name, survey.elements)


def check_stage(survey: Survey, reference: Reference, path: Path) -> bool:
    """Notes what is wrong with `gauge reaches stage`. Returns whether it is right."""
    gauge = survey.scenario.gauges.get(reference.name)
    if gauge is None:
        survey.error(
            f"there is no gauge '{reference.name}'", path, suggestion(reference.name, survey.scenario.gauges)
        )
    elif reference.stage not in gauge.stages:
        survey.error(
            f"'{reference.name}' has no stage '{reference.stage}'",
            path,
            suggestion(str(reference.stage), gauge.stages),
        )
    else:
        return True
    return False


def check_outcome(survey: Survey, step: str, outcome: str, path: Path) -> None:
    """Notes an outcome that a step does not have, or that goes back and so is never its result."""
    branches = survey.elements[step].branches
    if not branches and step in survey.scenario.injects:
        message = f"'{step}' expects nothing, so there is no '{step}.{outcome}'"
        survey.error(message, path, f"write '{step}', or say what it expects")
    elif not branches:
        survey.error(
            f"'{step}' has no options and no outcomes, so there is no '{step}.{outcome}'",
            path,
            f"write '{step}'",
        )
    elif outcome not in branches:
        survey.error(f"'{step}' has no option or outcome '{outcome}'", path, suggestion(outcome, branches))
    elif goes_back(branches[outcome]):
        survey.error(
            f"nothing may wait for '{step}.{outcome}': it goes back",
            path,
            f"wait for another result of '{step}'",
        )


def check_member(
    survey: Survey, asker: Asker, step: str, of: str, path: Path, *, variable: bool = False
) -> None:
    """Notes an `of` that names nobody for whom the step runs."""
    selection = survey.elements[step].for_each
    if selection is None:
        message = f"'{step}' is not one for each member, so there is no '{step} of {of}'"
        survey.error(message, path, f"write '{step}'")
    elif of.startswith("its."):
        named_members(survey, asker, of[4:], selection.group, path)
    elif of in survey.cast.members(step):
        return
    elif of in survey.scenario.groups.get(selection.group, {}):
        survey.error(f"there is no '{step} of {of}': '{step}' is for {selection.text}", path)
    elif of not in survey.scenario.variables:
        known = [*survey.cast.members(step), *(survey.scenario.variables if variable else ())]
        own = f"write '{step}': inside a group that is the same member's"
        survey.error(
            f"'{selection.group}' has no member '{of}'", path, own if of == "its" else suggestion(of, known)
        )
    elif not variable:
        hint = "only 'after' looks a variable up; name a member"
        survey.error(f"the variable '{of}' cannot stand behind 'of' here", path, hint)


def _check_count(survey: Survey, asker: Asker, reference: Reference, path: Path) -> None:
    assert reference.count is not None
    name = reference.name
    if survey.group(name) is None:
        survey.error(
            f"'{reference.text}': there is only one '{name}'",
            path,
            f"write '{name}', or give '{name}' a for_each",
        )
        return
    most = len(survey.cast.members(name))
    if reference.member is not None:
        most = _most_named(survey, asker, reference.member)
    if most and reference.count > most:
        survey.error(
            f"'{reference.text}' can never be met: there are only {most}"
            if most > 1
            else f"'{reference.text}' can never be met: there is only one",
            path,
        )


def _most_named(survey: Survey, asker: Asker, of: str) -> int:
    """The fewest members that `of` names for anybody; 1 for a member or a variable."""
    if not of.startswith("its."):
        return 1
    fields = [survey.cast.fields[member].get(of[4:]) for member in asker.members if member]
    return min((len(value) if isinstance(value, list) else 1 for value in fields), default=0)
