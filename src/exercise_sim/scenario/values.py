"""The small values that an author writes: durations, references, conditions, amounts, as types of the model.

Each is a text that its own parser turns into frozen data; a ValueError of the parser becomes the author's message.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, PlainValidator, StringConstraints

from exercise_sim.scenario.conditions import Condition, Scalar, parse_condition
from exercise_sim.scenario.durations import Duration, Rate, parse_duration, parse_minutes, parse_rate
from exercise_sim.scenario.references import NAME, RESERVED, After, Reference, parse_after, parse_reference
from exercise_sim.scenario.spelling import shown


@dataclass(frozen=True, slots=True)
class FieldOf:
    """A field of the group member that a step runs for: `its.sorties`."""

    name: str


@dataclass(frozen=True, slots=True)
class Selection:
    """The members of a group, all or those whose fields fulfil a condition: `states where procedure is executive`."""

    group: str
    where: Condition | None = None
    text: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Member:
    """A thing that may exist once a member: `staging of its.state`; `of` is None for the plain name."""

    name: str
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Threshold:
    """How many votes carry an option: a count, a share of those present, or `all` (no one present objects)."""

    kind: str  # "count" | "share" | "more than" | "all"
    numerator: int = 0
    denominator: int = 1


@dataclass(frozen=True, slots=True)
class Moment:
    """A time of the exercise as the author wrote it: `D+1 06:00`, or `D+2` for its midnight."""

    text: str


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time to be added, in minutes; below 0 it is taken off. `text` is what the author wrote."""

    minutes: int
    text: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Trainer:
    """That an inject comes when the trainer gives it."""


Turn = Moment | Trainer | Reference | Condition
"""When an inject comes."""


_FIELD = re.compile(rf"its\.({NAME})")
_SELECTION = re.compile(rf"({NAME})(?:\s+where\s+(\S.*))?")
_MEMBER = re.compile(rf"({NAME})(?:\s+of\s+(its\.{NAME}|{NAME}))?")
_FRACTION = re.compile(r"(\d{1,4})\s*/\s*(\d{1,4})")
_MOMENT = re.compile(r"D([+-]\d{1,6})?(\s+[0-9:]+)?")
_SIGNED_LENGTH = re.compile(r"([+-]?)\s*(\d.*[A-Za-z].*)")
_PERCENT = re.compile(r"(-?\d{1,3}(?:\.\d{1,12})?)\s*%")


def _field_or(parse: Callable[[object], Any]) -> Callable[[object], Any]:
    def either(value: object) -> Any:
        if isinstance(value, str) and (match := _FIELD.fullmatch(value.strip())):
            return FieldOf(match[1])
        return parse(value)

    return either


def _amount(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 1_000_000_000:
        raise ValueError(f"a whole number of at least 0 is expected, not {shown(value)}")
    return value


def number(value: object) -> int | float:
    """A plain number, or a percentage as the share that it is. Raises ValueError for everything else."""
    share = _percent(value)
    if share is not None:
        return float(share)
    if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > 1e12:
        raise ValueError(f"a number is expected, not {shown(value)}")
    return value


def addend(value: object) -> int | float | Length:
    """A number, or a length of time such as `2h` or `-30m`. Raises ValueError for everything else."""
    match = _SIGNED_LENGTH.fullmatch(value.strip()) if isinstance(value, str) else None
    if not match:
        return number(value)
    return Length((-1 if match[1] == "-" else 1) * parse_minutes(match[2]), " ".join(match[0].split()))


def _scalar(value: object) -> Scalar:
    if not isinstance(value, str | int | float | bool):
        raise ValueError("one word, number, true or false is expected")
    return value


def _percent(value: object) -> Fraction | None:
    """The share that a percentage is (`12.5%` is 1/8, exactly), or None for what is none."""
    match = _PERCENT.fullmatch(value.strip()) if isinstance(value, str) else None
    return Fraction(match[1]) / 100 if match else None


def _share(value: object) -> float:
    share = _percent(value)
    text = value if share is None else float(share)
    if isinstance(text, bool) or not isinstance(text, int | float) or not 0 <= text <= 1:
        meant = f"; write {text}%" if type(text) is int and 1 < text <= 100 else ""
        raise ValueError(f"a chance lies between 0 and 1 (or 0% and 100%), not {shown(value)}{meant}")
    return float(text)


def _selection(value: object) -> Selection:
    text = " ".join(value.split()) if isinstance(value, str) else ""
    match = _SELECTION.fullmatch(text)
    if not match:
        raise ValueError(
            f"{shown(value)} names no group; write it like 'states' or 'states where procedure is executive'"
        )
    return Selection(match[1], parse_condition(match[2]) if match[2] else None, text)


def _member(value: object) -> Member:
    match = _MEMBER.fullmatch(" ".join(value.split())) if isinstance(value, str) else None
    if not match:
        raise ValueError(
            f"{shown(value)} is not a name; write it like 'council' or 'parliament of its.state'"
        )
    return Member(match[1], match[2])


def _threshold(value: object) -> Threshold:
    text = value.strip() if isinstance(value, str) else value
    if text == "all":
        return Threshold("all")
    if text == "majority":
        return Threshold("more than", 1, 2)
    if isinstance(text, str):
        if (share := _percent(text)) is not None and share >= 0:
            return Threshold("share", share.numerator, share.denominator)
        if (match := _FRACTION.fullmatch(text)) and int(match[2]):
            return Threshold("share", int(match[1]), int(match[2]))
    elif isinstance(text, int) and not isinstance(text, bool) and text >= 1:
        return Threshold("count", text)
    raise ValueError(
        f"{shown(value)} is no number of votes; write a whole number, 'all', 'majority', a fraction such as 2/3, or a share such as 60%"
    )


def _until(value: object) -> Reference:
    if isinstance(value, str) and value.startswith("until "):
        return parse_reference(value.removeprefix("until "))
    raise ValueError(f"{shown(value)} should say until when, such as 'until movement'")


def _factor(value: object) -> Fraction:
    share = _percent(value)
    if share is None and (isinstance(value, bool) or not isinstance(value, int | float)):
        raise ValueError(f"a factor is expected, such as 1.6 or 160%, not {shown(value)}")
    factor = Fraction(str(value)) if share is None else share
    if not 0 < factor <= 1000:
        raise ValueError(f"a factor lies above 0 and is at most 1000, not {shown(value)}")
    return factor


def _turn(value: object) -> Turn:
    if value == "trainer":
        return Trainer()
    if isinstance(value, str):
        if _MOMENT.fullmatch(value.strip()):
            return Moment(" ".join(value.split()))
        try:
            return parse_reference(value)
        except ValueError:
            if not re.search(r"\s(is|at least|at most|and|or)\s|^not\s|^(before|after)\s", value):
                raise ValueError(
                    f"{shown(value)} says no time; write it like 'D+1 06:00', '6h after request', 'strength at least 1000' or 'trainer'"
                ) from None
    return parse_condition(value)


def _hold_end(value: object) -> Moment | Reference | int:
    if isinstance(value, str):
        if _MOMENT.fullmatch(value.strip()):
            return Moment(" ".join(value.split()))
        if value.strip()[:1].isalpha() or " after " in value:
            return parse_reference(value)
    return parse_minutes(value)


def _as_list(value: object) -> object:
    return value if isinstance(value, list) else [value]


def parse_name(value: object) -> str:
    """A name that an author may give. Raises ValueError."""
    if not isinstance(value, str) or not re.fullmatch(NAME, value):
        raise ValueError(f"{shown(value)} is no name: letters, digits and underscores, a letter first")
    if value in RESERVED:
        raise ValueError(f"'{value}' is a word of the language and cannot be a name")
    return value


Name = Annotated[str, BeforeValidator(parse_name)]


def _shown_as_it_is(text: str) -> str:
    """A text without signs that would steer a terminal, or turn the order of what is read (Unicode's categories Cc; UAX 9)."""
    if found := _NOT_SHOWN.search(text):
        raise ValueError(f"this holds a sign that cannot be shown (U+{ord(found[0]):04X})")
    return text


_NOT_SHOWN = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u202a-\\u202e\\u2066-\\u2069]"
)  # but for \\t and \\n
Text = Annotated[str, StringConstraints(max_length=10_000), AfterValidator(_shown_as_it_is)]
Texts = Annotated[list[Text], BeforeValidator(_as_list)]
Names = Annotated[list[str], BeforeValidator(_as_list)]
Takes = Annotated[Duration | FieldOf, PlainValidator(_field_or(parse_duration))]
Minutes = Annotated[int, PlainValidator(parse_minutes)]
AfterValue = Annotated[After, PlainValidator(parse_after)]
ReferenceValue = Annotated[Reference, PlainValidator(parse_reference)]
ConditionValue = Annotated[Condition, PlainValidator(parse_condition)]
SelectionValue = Annotated[Selection, PlainValidator(_selection)]
MemberName = Annotated[Member, PlainValidator(_member)]
Amount = Annotated[int | FieldOf, PlainValidator(_field_or(_amount))]
Addend = Annotated[int | float | Length | FieldOf, PlainValidator(_field_or(addend))]
Value = Annotated[Scalar | FieldOf, PlainValidator(_field_or(_scalar))]
Plain = Annotated[Scalar, PlainValidator(_scalar)]
Chance = Annotated[float | FieldOf, PlainValidator(_field_or(_share))]
Share = Annotated[float, PlainValidator(_share)]
VotesNeeded = Annotated[Threshold, PlainValidator(_threshold)]
RateValue = Annotated[Rate, PlainValidator(parse_rate)]
Factor = Annotated[Fraction, PlainValidator(_factor)]
TurnValue = Annotated[Turn, PlainValidator(_turn)]
HoldEnd = Annotated[Moment | Reference | int, PlainValidator(_hold_end)]
Until = Annotated[Reference, PlainValidator(_until)]
