"""Which resource is meant by `airlift`, `staging of b` or `staging of its.state`, and how much of it there is.

Used wherever a resource is named: by steps, effects and conditions.
"""

import re
from dataclasses import dataclass

from exercise_sim.scenario.cast import instance
from exercise_sim.scenario.checks.fields import is_amount, one_member
from exercise_sim.scenario.checks.survey import Asker, Survey, listed, suggestion
from exercise_sim.scenario.problems import Path
from exercise_sim.scenario.references import NAME
from exercise_sim.scenario.values import FieldOf

_STORE = re.compile(rf"(?P<name>{NAME})(?: of (?P<of>its\.{NAME}|{NAME}))?")


@dataclass(frozen=True, slots=True)
class Store:
    """One resource of one member: `slots`, `stock` or `flow`, and how many units it has (a flow: a `per` of minutes)."""

    kind: str
    amount: int
    per: int = 0


def store_instances(survey: Survey, asker: Asker, text: str, path: Path) -> dict[str, str]:
    """The full name of the resource that is meant, by the member for whom it is named; what is wrong is noted."""
    match = _STORE.fullmatch(text)
    resource = survey.scenario.resources.get(match["name"]) if match else None
    if match is None or resource is None:
        known = survey.scenario.resources
        survey.error(
            f"there is no resource '{text}'", path, suggestion(text.partition(" ")[0], known), at_key=True
        )
        return {}
    name, of = match["name"], match["of"]
    if resource.for_each is None:
        if of:
            survey.error(f"there is one '{name}' for all", path, f"write '{name}'", at_key=True)
        return dict.fromkeys(asker.members, name)
    chosen = _chosen(survey, asker, match, resource.for_each.group, path)
    there = survey.members(resource.for_each)
    lacking = dict.fromkeys(one for one in chosen.values() if one not in there)
    if lacking:
        survey.error(
            f"there is no '{name}' of {listed(lacking)}",
            path,
            f"it is for {resource.for_each.text}",
            at_key=True,
        )
    return {member: instance(name, one) for member, one in chosen.items() if one in there}


def _chosen(survey: Survey, asker: Asker, match: "re.Match[str]", group: str, path: Path) -> dict[str, str]:
    """The member whose resource it is, by the member for whom it is named."""
    name, of = match["name"], match["of"]
    if of is None and asker.group != group:
        survey.error(
            f"there is one '{name}' for each member of '{group}'",
            path,
            f"say whose, like '{name} of ...'",
            at_key=True,
        )
        return {}
    if of is None:
        return {member: member for member in asker.members}
    if of.startswith("its."):
        return one_member(survey, asker, of[4:], group, path)
    if of not in survey.scenario.groups.get(group, {}):
        known = survey.scenario.groups.get(group, {})
        survey.error(f"'{group}' has no member '{of}'", path, suggestion(of, known), at_key=True)
        return {}
    return dict.fromkeys(asker.members, of)


def stores(survey: Survey) -> dict[str, Store]:
    """Every resource by its full name; those whose amount cannot be read are left out."""
    found = {}
    for name, resource in survey.scenario.resources.items():
        for member in survey.members(resource.for_each):
            amount = resource.slots if resource.slots is not None else resource.stock
            if isinstance(amount, FieldOf):
                amount = survey.cast.fields.get(member, {}).get(amount.name)
            if resource.flow is not None:
                found[instance(name, member)] = Store("flow", resource.flow.amount, resource.flow.per)
            elif is_amount(amount):
                kind = "slots" if resource.slots is not None else "stock"
                found[instance(name, member)] = Store(kind, int(amount or 0))
    return found
