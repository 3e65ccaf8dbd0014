"""The sheet of initial data: what it names is there, and what is shared out is a number that steps of members change (M22)."""

from exercise_sim.scenario.checks.fields import is_number
from exercise_sim.scenario.checks.survey import Survey, suggestion
from exercise_sim.scenario.problems import Path
from exercise_sim.scenario.sheet import SheetEntry
from exercise_sim.scenario.spelling import shown


def check_sheet(survey: Survey) -> None:
    """Every entry."""
    scenario = survey.scenario
    known = [*scenario.variables, *scenario.groups, *scenario.resources]
    for name, entry in scenario.initial_data.items():
        path: Path = ("initial_data", name)
        if entry.name not in known:
            hint = suggestion(entry.name, known) or "it names a variable, a group or a resource"
            survey.error(f"there is no '{entry.name}' to put on the sheet", path, hint)
        elif entry.by is not None:
            _check_shares(survey, entry, entry.by, path)


def _check_shares(survey: Survey, entry: SheetEntry, by: str, path: Path) -> None:
    scenario = survey.scenario
    if entry.name not in scenario.variables:
        survey.error(
            f"only a variable is shared out, and '{entry.name}' is none", path, f"write '{entry.name}'"
        )
        return
    if not is_number(scenario.variables[entry.name]):
        value = shown(scenario.variables[entry.name])
        survey.error(
            f"only a number is shared out, and '{entry.name}' starts with {value}",
            path,
            f"write '{entry.name}'",
        )
        return
    fields = dict.fromkeys(name for fields in survey.cast.fields.values() for name in fields)
    if by not in scenario.groups and by not in fields:
        hint = suggestion(by, [*scenario.groups, *fields])
        survey.error(f"there is no group and no field '{by}' to share '{entry.name}' out by", path, hint)
