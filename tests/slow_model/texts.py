"""The author's short texts, read: durations, rates, references, conditions.

Pure reading; knows no chain and no run. A text outside the subset raises ValueError.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

MINUTES = {"m": 1, "h": 60, "d": 1440}
REFERENCE = re.compile(
    r"(?:(?P<lag>\d+[mhd])(?: \.\. (?P<longest>\d+[mhd]))? after )?(?:(?P<count>first|\d+) of )?(?P<name>\w+)(?:\.(?P<outcome>\w+))?"
    r"(?: of (?P<member>\w+))?(?P<begins> begins)?"
)
CONDITION = re.compile(r"(?P<variable>\w+) (?P<test>is not|is|at least|at most) (?P<value>\S.*)")
REACHES = re.compile(
    r"(?:(?P<lag>\d+[mhd])(?: \.\. (?P<longest>\d+[mhd]))? after )?(?P<name>\w+) reaches (?P<stage>\w+)"
)
RATE = re.compile(r"(?P<units>\d+) (?:(?P<length>an hour|a day)|every (?P<span>\d+[mhd]))")
CLOCK = re.compile(r"(?P<test>before|after) (?P<moment>D.*)")
MOMENT = re.compile(r"D(?:\+(?P<day>\d+))? (?P<hour>\d\d):(?P<minute>\d\d)")


@dataclass(frozen=True)
class Reference:
    """`[lag after] [first|n of] name[.outcome] [of member] [begins]`; the lag in minutes, from `lag` to `longest`.

    Or `[lag after] gauge reaches stage`.
    """

    name: str
    lag: int | None = None
    longest: int | None = None
    count: int | None = None
    outcome: str | None = None
    member: str | None = None
    begins: bool = False
    stage: str | None = None


def minutes(text: str) -> int:
    """Minutes of a fixed duration such as `30m`, `4h`, `2d`."""
    found = re.fullmatch(r"(\d+)([mhd])", text)
    if found is None:
        raise ValueError(f"not a fixed duration: {text!r}")
    return int(found[1]) * MINUTES[found[2]]


def flow(text: str) -> tuple[int, int]:
    """How many units a flow serves in how many minutes, such as 35 in 1440."""
    found = RATE.fullmatch(text)
    if found is None:
        raise ValueError(f"not a rate: {text!r}")
    span = minutes(found["span"]) if found["span"] else 60 if found["length"] == "an hour" else 1440
    return int(found["units"]), span


def units_a_minute(text: str) -> Fraction:
    """Exact units a minute, at a rate such as `6 a day`, `2 an hour`, `1 every 4h`."""
    return Fraction(*flow(text))


@cache
def hours(text: str) -> tuple[int, int]:
    """From which minute of the day on, and up to which, `06:00-22:00` is open."""
    begin, end = ([int(part) for part in side.split(":")] for side in text.split("-"))
    return begin[0] * 60 + begin[1], end[0] * 60 + end[1]


def number(said: object) -> Fraction:
    """The exact number that an author wrote: whole, or with decimals."""
    return Fraction(str(said))


def reference(text: str) -> Reference:
    """The parts of a reference to a step or to `ending`."""
    found = REACHES.fullmatch(text) or REFERENCE.fullmatch(text)
    if found is None:
        raise ValueError(f"not a reference: {text!r}")
    lag = minutes(found["lag"]) if found["lag"] else None
    longest = minutes(found["longest"] or found["lag"]) if found["lag"] else None
    if found.re is REACHES:
        return Reference(name=found["name"], lag=lag, longest=longest, stage=found["stage"])
    count = found["count"]
    return Reference(
        name=found["name"],
        lag=lag,
        longest=longest,
        count=None if count is None else 1 if count == "first" else int(count),
        outcome=found["outcome"],
        member=found["member"],
        begins=bool(found["begins"]),
    )


def moment(text: str, start: str) -> int | None:
    """The minute after STARTEX (`2024-03-12 09:00 ...`) that `D+1 06:00` names; None for a text that names none."""
    found = MOMENT.fullmatch(text)
    if found is None:
        return None
    hour, minute = start.split()[1].split(":")[:2]
    of_day = int(found["hour"]) * 60 + int(found["minute"])
    return int(found["day"] or 0) * 1440 + of_day - int(hour) * 60 - int(minute)


def compared(text: str) -> tuple[str, str, str]:
    """The name, the test and the value of a comparison."""
    found = CONDITION.fullmatch(text)
    if found is None:
        raise ValueError(f"not a condition: {text!r}")
    return found["variable"], found["test"], found["value"]


def of_clock(text: str) -> tuple[str, str] | None:
    """`before` or `after` with the time of the clock, where a condition asks for one."""
    found = CLOCK.fullmatch(text)
    return None if found is None else (found["test"], found["moment"])


def is_condition(text: str) -> bool:
    """Whether the text compares a variable (rather than naming a step)."""
    return CONDITION.fullmatch(text) is not None


def holds(text: str, variables: Mapping[str, Any]) -> bool:
    """Whether `v is x`, `v is not x`, `v at least 3` or `v at most 3` is true of these values."""
    variable, test, wanted = compared(text)
    value = variables[variable]
    if test == "at least":
        return bool(value >= int(wanted))
    if test == "at most":
        return bool(value <= int(wanted))
    same = str(value) == wanted
    return same if test == "is" else not same


def names(what: str | list[str] | None) -> list[str]:
    """The names that an author gave: one, a list of them, or none."""
    return [what] if isinstance(what, str) else what or []


def is_reference(until: str) -> bool:
    """Whether a hold is until something, and not until a time or for a length of time."""
    return re.fullmatch(r"\d+[mhd]", until) is None and MOMENT.fullmatch(until) is None
