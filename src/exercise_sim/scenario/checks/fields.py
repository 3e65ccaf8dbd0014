"""Fields of members (`its.sorties`): whether each member that is meant has them, and what they hold.

What is wrong is noted once; the values that are there are given back, so that other checks can go on with them.
"""

import math
from typing import Any

from exercise_sim.scenario.checks.survey import Asker, Survey, have, listed, suggestion
from exercise_sim.scenario.problems import Path
from exercise_sim.scenario.spelling import shown
from exercise_sim.scenario.values import FieldOf

LARGEST = 1_000_000_000
ELSEWHERE = "give them one, or leave these members out with a 'where'"
"""A hint where only some members lack a field."""


def field_values(survey: Survey, asker: Asker, name: str, path: Path) -> dict[str, Any]:
    """What the field holds, by member."""
    if asker.group is None:
        survey.error(
            f"'its.{name}' means a field of a member, and this is for no member",
            path,
            "give the step a for_each, or write the value itself",
        )
        return {}
    fields = survey.cast.fields
    values = {member: fields[member][name] for member in asker.members if name in fields[member]}
    lacking = [member for member in asker.members if member not in values]
    if lacking:
        known = dict.fromkeys(field for member in asker.members for field in fields[member])
        hint = ELSEWHERE if name in known else suggestion(name, known)
        survey.error(f"{listed(lacking)} of '{asker.group}' {have(lacking)} no field '{name}'", path, hint)
    return values


def values_of(survey: Survey, asker: Asker, value: object, path: Path) -> dict[str, Any]:
    """A value that may be a field, by member."""
    if isinstance(value, FieldOf):
        return field_values(survey, asker, value.name, path)
    if value == "its":
        if asker.group is None:
            survey.error("'its' means the member itself, and this is for no member", path, "name the member")
            return {}
        return {member: member for member in asker.members}
    if isinstance(value, str) and value.startswith("its."):
        return field_values(survey, asker, value[4:], path)
    return dict.fromkeys(asker.members, value)


def of_member(value: object, member: str) -> str:
    """How a message says whose value it is: ` (of 'b')` for a field's, nothing for a plain one."""
    return f" (of '{member}')" if isinstance(value, FieldOf) else ""


def named_members(
    survey: Survey, asker: Asker, field: str, group: str | None, path: Path
) -> dict[str, list[str]]:
    """The members of a group that a field names, by the member whose field it is; those that are no members are noted."""
    named: dict[str, list[str]] = {}
    for member, value in field_values(survey, asker, field, path).items():
        named[member] = []
        for one in value if isinstance(value, list) else [value]:
            if is_member(survey, one, group):
                named[member].append(one)
            else:
                survey.error(
                    f"the field '{field}' of '{member}' names {shown(one)}, which is no member of {_group(group)}",
                    path,
                    suggestion(str(one), _members(survey, group)),
                )
    return named


def one_member(survey: Survey, asker: Asker, field: str, group: str | None, path: Path) -> dict[str, str]:
    """The one member that a field names, by the member whose field it is; a list is noted as an error."""
    named = named_members(survey, asker, field, group, path)
    several = [
        member for member, names in named.items() if isinstance(survey.cast.fields[member].get(field), list)
    ]
    if several:
        survey.error(f"the field '{field}' of {listed(several)} is a list; one member is needed here", path)
    return {member: names[0] for member, names in named.items() if names and member not in several}


def is_member(survey: Survey, name: object, group: str | None) -> bool:
    """Whether something is the name of a member of a group (None: of any)."""
    return isinstance(name, str) and name in _members(survey, group)


def _members(survey: Survey, group: str | None) -> list[str]:
    if group is None:
        return list(survey.cast.fields)
    return list(survey.scenario.groups.get(group, {}))


def _group(group: str | None) -> str:
    return "any group" if group is None else f"'{group}'"


def is_number(value: object) -> bool:
    """Whether something is a number to count with; true, false, `.nan` and `.inf` are not."""
    return (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and math.isfinite(value)
        and abs(value) <= 1e12
    )


def is_amount(value: object) -> bool:
    """Whether something is a whole number of units, as a model's Amount is."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LARGEST


def number(survey: Survey, asker: Asker, value: object, path: Path) -> None:
    """Notes a field that holds no number where one is needed."""
    for member, held in values_of(survey, asker, value, path).items():
        if not is_number(held):
            survey.error(f"a number is needed here, not {shown(held)}{of_member(value, member)}", path)
