"""Questions that a scenario asks of its own state, as data (M19).

Text such as `warning is early` or `strength at least 2000` in, frozen data out. What a name means (a variable, a field, a
step, a resource) is looked up when the scenario is compiled.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from exercise_sim.scenario.references import NAME, Reference, parse_reference

Scalar = str | int | float | bool
Operator = Literal["is", "is not", "at least", "at most"]

_COMPARISON = re.compile(
    rf"(?P<subject>{NAME}(?:\.{NAME})?(?:\s+of\s+(?:its\.)?{NAME})?)\s+(?P<operator>is not|is|at least|at most)\s+(?P<value>\S.*)"
)
_MOMENT = re.compile(r"(?P<operator>before|after)\s+(?P<moment>D\b.*)")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


@dataclass(frozen=True, slots=True)
class Comparison:
    """`subject` against `value`: a variable, `its.field`, a step (its outcome or state), a resource (its capacity)."""

    subject: str
    operator: Operator
    value: Scalar
    text: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Clock:
    """Whether the exercise clock stands before a moment (`D+1 06:00`), or at or after it."""

    operator: Literal["before", "after"]
    moment: str
    text: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Happened:
    """Whether a reference is met now: `mandate.adopt`, `first of movement`."""

    reference: Reference
    text: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Group:
    """`all` or `any` of several conditions, or `not` of one."""

    operator: Literal["all", "any", "not"]
    items: tuple["Condition", ...]


Condition = Comparison | Clock | Happened | Group


def parse_condition(value: object) -> Condition:
    """The condition that the author wrote: a text, a list (all of them), or `all:`, `any:`, `not:`."""
    if isinstance(value, bool):
        raise ValueError("a condition is a text such as 'warning is early', not true or false")
    if isinstance(value, str):
        return _from_text(" ".join(value.split()))
    if isinstance(value, list):
        return Group("all", _items(value))
    if isinstance(value, dict) and len(value) == 1:
        ((key, items),) = value.items()
        if key in ("all", "any"):
            return Group(key, _items(items))
        if key == "not":
            return Group("not", (parse_condition(items),))
    raise ValueError(
        "a condition is a text such as 'warning is early', a list, or one of 'all:', 'any:', 'not:'"
    )


def _items(items: object) -> tuple[Condition, ...]:
    if not isinstance(items, list) or not items:
        raise ValueError("a list of conditions is expected here")
    return tuple(parse_condition(item) for item in items)


def _from_text(text: str) -> Condition:
    alternatives, conjuncts = text.split(" or "), text.split(" and ")
    if len(alternatives) > 1 and len(conjuncts) > 1:
        raise ValueError(f"'{text}' mixes 'and' with 'or'; write it with 'any: [...]' and 'all: [...]'")
    if len(alternatives) > 1:
        return Group("any", tuple(_simple(part) for part in alternatives))
    if len(conjuncts) > 1:
        return Group("all", tuple(_simple(part) for part in conjuncts))
    return _simple(text)


def _simple(text: str) -> Condition:
    if text.startswith("not "):
        return Group("not", (_simple(text[4:]),))
    if match := _MOMENT.fullmatch(text):
        return Clock("before" if match["operator"] == "before" else "after", match["moment"], text)
    if match := _COMPARISON.fullmatch(text):
        operator: Operator = match["operator"]  # type: ignore[assignment]  # the pattern allows only these
        value = scalar(match["value"])
        if operator in ("at least", "at most") and isinstance(value, bool):
            raise ValueError(f"'{text}': {operator} takes a number")
        return Comparison(match["subject"], operator, value, text)
    try:
        return Happened(parse_reference(text), text)
    except ValueError:
        raise ValueError(
            f"'{text}' is not a condition; write it like 'warning is early', 'strength at least 2000', 'before D+2 06:00' or 'mandate.adopt'"
        ) from None


def scalar(text: str) -> Scalar:
    """The value that a word spells: a number, true, false, or the word itself."""
    if text in ("true", "false"):
        return text == "true"
    if _NUMBER.fullmatch(text):
        return float(text) if "." in text else int(text)
    return text


def comparisons_in(condition: Condition | None) -> tuple[Comparison | Clock | Happened, ...]:
    """Every simple condition inside, in the order of the text."""
    if condition is None:
        return ()
    if isinstance(condition, Group):
        return tuple(simple for item in condition.items for simple in comparisons_in(item))
    return (condition,)


def references_asked(conditions: Iterable[Condition | None]) -> tuple[Reference, ...]:
    """Every reference that conditions ask about, in the order of the text."""
    return tuple(
        simple.reference
        for condition in conditions
        for simple in comparisons_in(condition)
        if isinstance(simple, Happened)
    )
