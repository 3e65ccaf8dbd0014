"""Selections of members (`states where procedure is executive`): the group exists, the fields exist, and somebody is selected.

A `where` compares fields of the members; it is answered when the scenario is compiled, so nothing that happens may stand in it.
"""

from collections.abc import Iterator

from exercise_sim.scenario.checks.fields import is_number
from exercise_sim.scenario.checks.survey import Survey, sound, suggestion
from exercise_sim.scenario.conditions import Comparison, comparisons_in
from exercise_sim.scenario.problems import Path
from exercise_sim.scenario.values import Selection


def check_selections(survey: Survey) -> None:
    """Every `for_each`, and the members who vote."""
    for selection, path in _selections(survey):
        _check(survey, selection, path)


def _selections(survey: Survey) -> Iterator[tuple[Selection, Path]]:
    scenario = survey.scenario
    for kind, things in (
        ("bodies", scenario.bodies),
        ("resources", scenario.resources),
        ("chain", scenario.chain),
    ):
        for name, thing in things.items():
            if thing.for_each is not None:
                yield thing.for_each, (kind, name, "for_each")
    for name, step in scenario.chain.items():
        if step.vote is not None:
            yield step.vote.of, ("chain", name, "vote", "of")


def _check(survey: Survey, selection: Selection, path: Path) -> None:
    members = survey.scenario.groups.get(selection.group)
    if members is None:
        survey.error(
            f"there is no group '{selection.group}'",
            path,
            suggestion(selection.group, survey.scenario.groups),
        )
        return
    if not members:
        survey.error(f"the group '{selection.group}' has no members", path)
        return
    if sound(selection) is not selection:
        survey.error(
            f"'{selection.text}': a 'where' compares fields of the members",
            path,
            "write it like 'states where procedure is executive'",
        )
        return
    told = [
        _check_comparison(survey, one, selection.group, path)
        for one in comparisons_in(selection.where)
        if isinstance(one, Comparison)
    ]
    if not any(told) and not survey.members(selection):
        survey.error(f"'{selection.text}' selects no member", path, "look at the fields of the members")


def _check_comparison(survey: Survey, comparison: Comparison, group: str, path: Path) -> bool:
    """Whether something was wrong."""
    field = comparison.subject.removeprefix("its.")
    known = dict.fromkeys(name for fields in survey.scenario.groups[group].values() for name in fields)
    if field not in known:
        survey.error(f"no member of '{group}' has a field '{field}'", path, suggestion(field, known))
    elif str(comparison.value).startswith("its.") or comparison.value == "its":
        survey.error(
            f"'{comparison.text}': a 'where' compares a field with a word or a number, not with another field",
            path,
        )
    elif comparison.operator in ("at least", "at most") and not is_number(comparison.value):
        survey.error(f"'{comparison.text}': '{comparison.operator}' compares with a number", path)
    else:
        return False
    return True
