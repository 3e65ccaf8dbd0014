"""The author's short texts, read: durations, rates, references, conditions.

Pure reading; knows no chain and no run. A text outside the subset raises ValueError.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

MINUTES = {"m": 1, "h": 60, "d": 1440}
REFERENCE = re.compile(
    r"(?:(?P<lag>\d+[mhd]) after )?(?:(?P<count>first|\d+) of )?(?P<name>\w+)(?:\.(?P<outcome>\w+))?"
    r"(?: of (?P<member>\w+))?(?P<begins> begins)?"
)
CONDITION = re.compile(r"(?P<variable>\w+) (?P<test>is not|is|at least) (?P<value>\S.*)")


@dataclass(frozen=True)
class Reference:
    """`[lag after] [first|n of] name[.outcome] [of member] [begins]`; the lag in minutes."""

    name: str
    lag: int | None = None
    count: int | None = None
    outcome: str | None = None
    member: str | None = None
    begins: bool = False


def minutes(text: str) -> int:
    """Minutes of a fixed duration such as `30m`, `4h`, `2d`."""
    found = re.fullmatch(r"(\d+)([mhd])", text)
    if found is None:
        raise ValueError(f"not a fixed duration: {text!r}")
    return int(found[1]) * MINUTES[found[2]]


def minutes_a_unit(text: str) -> Fraction:
    """Exact minutes of service of one unit, at a rate such as `30 a day`."""
    found = re.fullmatch(r"(\d+) a day", text)
    if found is None:
        raise ValueError(f"not a rate: {text!r}")
    return Fraction(1440, int(found[1]))


def reference(text: str) -> Reference:
    """The parts of a reference to a step or to `ending`."""
    found = REFERENCE.fullmatch(text)
    if found is None:
        raise ValueError(f"not a reference: {text!r}")
    count = found["count"]
    return Reference(
        name=found["name"],
        lag=minutes(found["lag"]) if found["lag"] else None,
        count=None if count is None else 1 if count == "first" else int(count),
        outcome=found["outcome"],
        member=found["member"],
        begins=bool(found["begins"]),
    )


def is_condition(text: str) -> bool:
    """Whether the text compares a variable (rather than naming a step)."""
    return CONDITION.fullmatch(text) is not None


def holds(text: str, variables: Mapping[str, Any]) -> bool:
    """Whether `v is x`, `v is not x` or `v at least 3` is true of these values."""
    found = CONDITION.fullmatch(text)
    if found is None:
        raise ValueError(f"not a condition: {text!r}")
    value = variables[found["variable"]]
    if found["test"] == "at least":
        return bool(value >= int(found["value"]))
    same = str(value) == found["value"]
    return same if found["test"] == "is" else not same
