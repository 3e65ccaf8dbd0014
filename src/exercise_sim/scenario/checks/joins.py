"""What steps wait for (`after`): every reference in it, and lists that can never be met (M3)."""

from collections.abc import Iterator

from exercise_sim.scenario.checks.fields import is_member, values_of
from exercise_sim.scenario.checks.places import references_at
from exercise_sim.scenario.checks.references import check_reference
from exercise_sim.scenario.checks.survey import Asker, Survey, suggestion
from exercise_sim.scenario.problems import Path
from exercise_sim.scenario.references import After, Join, Reference
from exercise_sim.scenario.spelling import shown


def check_joins(survey: Survey) -> None:
    """Every `after`."""
    for name, step in survey.chain.items():
        asker = survey.asker(name)
        path: Path = ("chain", name, "after")
        for reference, at in references_at(step.after, path):
            if reference.name == "ending":
                check_ending(survey, reference, at)
            else:
                check_reference(survey, asker, reference, at, variable=True)
        _check_contradictions(survey, asker, step.after, path)
    _check_chosen(survey)


def check_ending(survey: Survey, reference: Reference, path: Path) -> None:
    """Notes what is wrong with `ending` or `ending.name`."""
    if reference.begins or reference.count is not None or reference.member is not None:
        survey.error(
            f"'{reference.text}': there is one ending, and it is for everyone", path, "write 'ending'"
        )
    if reference.outcome is not None and reference.outcome not in survey.scenario.endings:
        hint = suggestion(reference.outcome, survey.scenario.endings)
        survey.error(
            f"there is no ending '{reference.outcome}' under 'endings'", path, hint or "declare it there"
        )


def _check_contradictions(survey: Survey, asker: Asker, after: After | None, path: Path) -> None:
    """Two outcomes of the same decision cannot both come."""
    seen: dict[tuple[str, str | None], Reference] = {}
    for reference, at in _required(after, path):
        if reference.outcome is None or reference.count is not None or not _is_one(survey, asker, reference):
            continue
        first = seen.setdefault((reference.name, reference.member), reference)
        if first.outcome != reference.outcome:
            survey.error(
                f"'{first.text}' and '{reference.text}' can never both be met",
                at,
                f"write 'any: [{first.text}, {reference.text}]' if either will do",
            )


def _required(after: After | None, path: Path) -> Iterator[tuple[Reference, Path]]:
    """The references of which every one is waited for."""
    if isinstance(after, Reference):
        yield after, path
    elif isinstance(after, Join) and (after.kind == "all" or after.count == len(after.items)):
        within: Path = () if after.kind == "all" else ("any",) if after.count == 1 else (f"{after.count} of",)
        for place, item in enumerate(after.items):
            yield from _required(item, (*path, *within, place))


def _is_one(survey: Survey, asker: Asker, reference: Reference) -> bool:
    """Whether a reference means one decision, not those of several members (some may end one way, some the other)."""
    if reference.name == "ending":
        return True
    group = survey.group(reference.name)
    if reference.member is not None:
        fields = [survey.cast.fields.get(member, {}).get(reference.member[4:]) for member in asker.members]
        return not reference.member.startswith("its.") or not any(isinstance(value, list) for value in fields)
    return group is None or group == asker.group


def _check_chosen(survey: Survey) -> None:
    """A variable that stands behind `of` holds a member for whom the step runs, from the start and whenever it is set."""
    for variable, step in _chosen(survey).items():
        group = survey.group(step) or ""
        start = survey.scenario.variables[variable]
        members = survey.cast.members(step)
        if start not in members:
            survey.error(
                f"'{variable}' stands for a member of '{group}' in 'after', and {shown(start)} is none for whom there is '{step}'",
                ("variables", variable),
                suggestion(str(start), members),
            )
        for deed in survey.deeds:
            if variable not in deed.effects.set:
                continue
            path = (*deed.path, "set", variable)
            for value in values_of(
                survey, survey.asker(deed.step), deed.effects.set[variable], path
            ).values():
                if not is_member(survey, value, group):
                    hint = suggestion(str(value), members)
                    survey.error(
                        f"'{variable}' stands for a member of '{group}', and {shown(value)} is none",
                        path,
                        hint,
                    )


def _chosen(survey: Survey) -> dict[str, str]:
    """The variables behind `of` in any `after`, with a step for which each is looked up."""
    return {
        reference.member: reference.name
        for name, step in survey.chain.items()
        for reference, _ in references_at(step.after, ())
        if reference.member in survey.scenario.variables
        and survey.group(reference.name) is not None
        and reference.member not in survey.cast.members(reference.name)
    }
