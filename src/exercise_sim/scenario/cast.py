"""Who and what takes part, looked up by name: members, their fields, instances of steps, bodies, texts.

Used only while a scenario is compiled or checked. Nothing here runs.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from exercise_sim.scenario.conditions import Comparison, Condition, Group, Scalar, scalar
from exercise_sim.scenario.model import Scenario
from exercise_sim.scenario.values import FieldOf, Member, Selection

PLACEHOLDER = re.compile(r"<([A-Za-z][\w.]*)>")
"""A word in a text that stands for another."""


def spoken(name: str) -> str:
    """A name as a title: `advance_party` is `Advance party`."""
    text = name.replace("_", " ")
    return text[:1].upper() + text[1:]


class Cast:
    """The members of a scenario's groups and the names that are made of them."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.fields: dict[str, Mapping[str, Any]] = {
            member: fields for members in scenario.groups.values() for member, fields in members.items()
        }
        self.group_of = {member: group for group, members in scenario.groups.items() for member in members}
        self._selected: dict[Selection | None, tuple[str, ...]] = {None: ("",)}
        self._members: dict[str, tuple[str, ...]] = dict.fromkeys(scenario.injects, ("",))

    def selected(self, selection: Selection | None) -> tuple[str, ...]:
        """The members of a selection in the group's order; one empty name where nothing is selected."""
        found = self._selected.get(selection)
        if found is None:
            assert selection is not None
            members, where = self.scenario.groups.get(selection.group, {}), selection.where
            found = self._selected[selection] = tuple(
                member
                for member, fields in members.items()
                if where is None or fulfils(fields, where, member)
            )
        return found

    def members(self, step: str) -> tuple[str, ...]:
        """The members for which a step runs; `("",)` for a step of no group, and for an inject."""
        found = self._members.get(step)
        if found is None:
            known = self.scenario.chain.get(step)
            found = self._members[step] = self.selected(known.for_each) if known is not None else ()
        return found

    def group(self, step: str) -> str | None:
        """The group that a step runs for, or None."""
        selection = self.scenario.chain[step].for_each if step in self.scenario.chain else None
        return selection.group if selection else None

    def value(self, value: object, member: str) -> Any:
        """A value with `its.field` looked up."""
        if isinstance(value, FieldOf):
            return self.fields[member][value.name]
        if value == "its":
            return member
        if isinstance(value, str) and value.startswith("its.") and member:
            return self.fields[member].get(value[4:], value)
        return value

    def text(self, text: str | None, member: str) -> str:
        """A text with its placeholders filled in: `<host>` from the names, `<its.title>` from the member."""

        if not text or "<" not in text:
            return text or ""

        def filled(match: re.Match[str]) -> str:
            word = match[1]
            if word.startswith("its."):
                return (
                    self.member_title(member)
                    if word == "its.title"
                    else str(self.fields.get(member, {}).get(word[4:], match[0]))
                )
            return self.scenario.names.get(word, match[0])

        return PLACEHOLDER.sub(filled, text)

    def member_title(self, member: str) -> str:
        """What people call a member: its field `title`, or its name."""
        title = self.fields.get(member, {}).get("title")
        return self.text(str(title), "") if title is not None else spoken(member)

    def title(self, name: str, title: str | None, member: str) -> str:
        """What people call one member's instance of something: with the member's title, unless its own title has a placeholder of it."""
        own = self.text(title, member) if title else spoken(name)
        return own if not member or (title and "<its." in title) else f"{own}, {self.member_title(member)}"

    def body(self, by: Member | None, member: str) -> str:
        """The name of the body that acts: `parliament of e` where there is one for each member."""
        if by is None:
            return ""
        declared = self.scenario.bodies.get(by.name)
        if declared is None or declared.for_each is None:
            return by.name
        return f"{by.name} of {self.value(by.of, member) if by.of else member}"


def instance(name: str, member: str) -> str:
    """The name of one member's instance: `readiness of b`."""
    return f"{name} of {member}" if member else name


def fulfils(fields: Mapping[str, Any], condition: Condition, member: str = "") -> bool:
    """Whether a member's fields fulfil a `where`."""
    if isinstance(condition, Group):
        answers = (fulfils(fields, item, member) for item in condition.items)
        return (
            not next(answers)
            if condition.operator == "not"
            else all(answers)
            if condition.operator == "all"
            else any(answers)
        )
    if not isinstance(condition, Comparison):
        raise ValueError("a 'where' compares fields of the members, such as 'procedure is executive'")
    return compare(fields.get(condition.subject.removeprefix("its.")), condition.operator, condition.value)


def compare(left: Any, operator: str, right: Scalar) -> bool:
    """The answer of one comparison. Only numbers are at least or at most something; a list `is` whatever it holds."""
    if operator in ("at least", "at most"):
        if isinstance(left, bool) or not isinstance(left, int | float) or not isinstance(right, int | float):
            return False
        return left >= right if operator == "at least" else left <= right
    same = right in left if isinstance(left, list) else _same(left, right)
    return same if operator == "is" else not same


def _same(left: Any, right: Scalar) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    return bool(left == right or (isinstance(left, str) and _spells(left, right)))


@lru_cache(maxsize=4096)
def _spells(text: str, value: Scalar) -> bool:
    return scalar(text) == value
