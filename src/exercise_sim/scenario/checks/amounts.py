"""Lengths of time that stand in members' fields (`takes: its.clearance`), and deliberation that no answer can take.

Amounts of resources are with the resources, chances with the choices.
"""

from collections.abc import Iterator

from exercise_sim.scenario.checks.fields import field_values
from exercise_sim.scenario.checks.survey import Survey
from exercise_sim.scenario.durations import Duration, parse_duration
from exercise_sim.scenario.problems import Path
from exercise_sim.scenario.values import FieldOf

LONGEST_THOUGHT = 366 * 24 * 60
"""The most minutes that an answer may cost: a year."""


def check_amounts(survey: Survey) -> None:
    """Every `takes` and `thinks`."""
    for name, value, path in _times(survey):
        durations = durations_of(survey, name, value, path, tell=True)
        if path[-1] == "thinks" and any(duration.high > LONGEST_THOUGHT for duration in durations):
            survey.error("nobody thinks for more than a year", path)


def _times(survey: Survey) -> Iterator[tuple[str, Duration | FieldOf | None, Path]]:
    for name, step in survey.chain.items():
        yield name, step.takes, ("chain", name, "takes")
        yield name, step.thinks, ("chain", name, "thinks")
        for kind, branches in (("options", step.options), ("outcomes", step.outcomes)):
            for branch, outcome in branches.items():
                yield name, outcome.takes, ("chain", name, kind, branch, "takes")


def durations_of(
    survey: Survey, step: str, value: Duration | FieldOf | None, path: Path, *, tell: bool = False
) -> list[Duration]:
    """How long something may take, for each member; with `tell`, what is wrong in their fields is noted."""
    if not isinstance(value, FieldOf):
        return [value] if value is not None else []
    asker = survey.asker(step)
    fields = survey.cast.fields
    held = {
        member: fields[member][value.name]
        for member in asker.members
        if member in fields and value.name in fields[member]
    }
    if tell:
        field_values(survey, asker, value.name, path)
    durations = []
    for member, text in held.items():
        try:
            durations.append(parse_duration(text))
        except ValueError as error:
            if tell:
                survey.error(f"the field '{value.name}' of '{member}': {error}", path)
    return durations
