"""What must hold in a share of runs (M21): one line of `expect`, as a sentence or as words behind names.

A sentence becomes the same words as the long form, so that both mean the same. Nothing runs here; `checks` compares names.
"""

import re
from dataclasses import dataclass, field
from math import inf
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, PlainValidator

from exercise_sim.scenario.conditions import Condition, Group, parse_condition, scalar
from exercise_sim.scenario.durations import LONGEST, parse_minutes
from exercise_sim.scenario.references import NAME
from exercise_sim.scenario.steps import Part, no_entries
from exercise_sim.scenario.values import ConditionValue, Names, ReferenceValue, Text, number


@dataclass(frozen=True, slots=True)
class Span:
    """From `low` to `high` minutes, both of them still within."""

    low: int
    high: int
    text: str = field(default="", compare=False)

    def holds(self, minutes: int) -> bool:
        """Whether a length of time lies within."""
        return self.low <= minutes <= self.high


@dataclass(frozen=True, slots=True)
class Amounts:
    """From `low` to `high`, both of them still within."""

    low: float
    high: float
    text: str = field(default="", compare=False)

    def holds(self, amount: float) -> bool:
        """Whether a number lies within."""
        return self.low <= amount <= self.high


@dataclass(frozen=True, slots=True)
class Shares:
    """From `low` to `high` of the runs, as numbers from 0 to 1, both of them still within."""

    low: float
    high: float

    def holds(self, share: float) -> bool:
        """Whether a share lies within."""
        return self.low <= share <= self.high


EVERY_RUN = Shares(1.0, 1.0)
"""What an expectation means that names no share."""

EXAMPLES = (
    "'request to decision lasts 2h .. 30h in 80% of runs', 'ends as handed_over in 60% of runs' "
    "or 'strength at least 2000 in 90% of runs'"
)
_SPANS = "write it like 2h .. 30h, at most 30h or at least 2h"
_SHARES = "write it like 80%, at most 10% or 20% .. 40%"
_JOINED = {"all": " and ", "any": " or "}
_PERCENT = re.compile(r"(\d{1,3}(?:\.\d{1,4})?)\s*%")
_UNDER = re.compile(r"(?P<rest>.*\S) under (?P<what>variant|policy) (?P<name>\S+)")
_SHARE = re.compile(r"(?P<rest>.*\S) in (?:(?P<each>every|no) run|(?P<share>\S.*) of (?:the )?runs)")
_LASTS = re.compile(r"(?P<from>\S.*) to (?P<to>\S.*) lasts (?P<lasts>\S.*)")
_RATED = re.compile(rf"(?P<objective>{NAME}) rated (?P<rated>[PSM])(?: or better)?")
_PEAK = re.compile(rf"(?P<measure>peak of {NAME}) (?P<amounts_to>\S.*)")
_TIME = re.compile(rf"(?P<measure>time of {NAME} at {NAME}) (?P<lasts>\S.*)")
_ENDS = re.compile(r"ends as (?P<ending>\S+)")


def parse_span(value: object) -> Span:
    """The span of `2h .. 30h`, `at most 30h`, `at least 2h`, or one exact length of time."""
    text = " ".join(value.split()) if isinstance(value, str) else value
    if not isinstance(text, str):
        raise ValueError(f"{value!r} does not say how long it lasts; {_SPANS}")
    if text.startswith("at most "):
        return Span(0, parse_minutes(text.removeprefix("at most ")), text)
    if text.startswith("at least "):
        return Span(parse_minutes(text.removeprefix("at least ")), LONGEST, text)
    low, dots, high = text.partition("..")
    span = Span(parse_minutes(low), parse_minutes(high if dots else low), text)
    if span.low > span.high:
        raise ValueError(f"'{text}' ends before it begins: write {high.strip()} .. {low.strip()}")
    return span


def parse_amounts(value: object) -> Amounts:
    """The bounds of `at most 80`, `at least 10`, `10 .. 80`, or of one exact number."""
    text = " ".join(value.split()) if isinstance(value, str) else str(number(value))
    if text.startswith("at most "):
        return Amounts(-inf, _amount(text.removeprefix("at most ")), text)
    low, dots, high = text.removeprefix("at least ").partition("..")
    if text.startswith("at least "):
        return Amounts(_amount(low), inf, text)
    amounts = Amounts(_amount(low), _amount(high if dots else low), text)
    if amounts.low > amounts.high:
        raise ValueError(f"'{text}' begins with the larger number: write {high.strip()} .. {low.strip()}")
    return amounts


def _amount(text: str) -> int | float:
    value = scalar(text.strip())
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"'{text.strip()}' is no number; write it like at most 80, at least 10 or 10 .. 80")
    return value


def parse_shares(value: object) -> Shares:
    """The bounds of `80%` (at least), `at least 80%`, `at most 10%` or `20% .. 40%`; numbers such as 0.8 as well."""
    text = " ".join(value.split()) if isinstance(value, str) else value
    if not isinstance(text, str):
        return Shares(_share(value), 1.0)
    if text.startswith("at most "):
        return Shares(0.0, _share(text.removeprefix("at most ")))
    low, dots, high = text.removeprefix("at least ").partition("..")
    shares = Shares(_share(low.strip()), _share(high.strip()) if dots else 1.0)
    if shares.low > shares.high:
        raise ValueError(f"'{text}' begins with the larger share: write {high.strip()} .. {low.strip()}")
    return shares


def _share(value: object) -> float:
    match = _PERCENT.fullmatch(value) if isinstance(value, str) else None
    share = float(match[1]) / 100 if match else value
    if isinstance(share, bool) or not isinstance(share, int | float):
        raise ValueError(f"{value!r} is no share of runs; {_SHARES}")
    if not 0 <= share <= 1:
        raise ValueError(f"a share of runs lies between 0% and 100%, and {value!r} does not; {_SHARES}")
    return float(share)


def _as_words(value: object) -> object:
    """The long form of a sentence; anything else as it is."""
    if not isinstance(value, str):
        return value
    rest, words = _ways(" ".join(value.split()))
    if match := _SHARE.fullmatch(rest):
        rest = match["rest"]
        words["share"] = {"every": "100%", "no": "at most 0%"}.get(match["each"], match["share"])
    forms = (_LASTS, _PEAK, _TIME, _ENDS, _RATED)
    if match := next((found for form in forms if (found := form.fullmatch(rest))), None):
        return {**match.groupdict(), **words}
    try:
        parse_condition(rest)
    except ValueError:
        raise ValueError(f"'{value}' is no expectation; write it like {EXAMPLES}") from None
    return {"holds": rest, **words}


def _ways(text: str) -> tuple[str, dict[str, Any]]:
    """What stands before `under variant ...` and `under policy ...`, and what these name."""
    words: dict[str, Any] = {}
    while (match := _UNDER.fullmatch(text)) and match["what"] not in words:
        text = match["rest"]
        words[match["what"]] = match["name"]
    return text, words


def in_words(condition: Condition) -> str:
    """A condition as one line, in the author's own words."""
    if not isinstance(condition, Group):
        return condition.text
    told = [in_words(item) for item in condition.items]
    return f"not {told[0]}" if condition.operator == "not" else _JOINED[condition.operator].join(told)


AmountValue = Annotated[Amounts, PlainValidator(parse_amounts)]
SpanValue = Annotated[Span, PlainValidator(parse_span)]
SharesValue = Annotated[Shares, PlainValidator(parse_shares)]


class Expectation(Part):
    """What must hold in a share of runs. One of: `from`, `to` and `lasts`; `measure` and `amounts_to` (or, for a time, `lasts`); `ending`; `objective` and `rated`; `holds`."""

    from_: ReferenceValue | None = Field(
        None, alias="from", description="Where the time begins: the first end of this (or `request begins`)."
    )
    to: ReferenceValue | None = Field(None, description="Where the time stops: the last end of this.")
    lasts: SpanValue | None = Field(
        None, description="How long that takes: `2h .. 30h`, `at most 30h`, `at least 2h`."
    )
    not_begun: Literal["does not count", "fails", "holds"] = Field(
        "does not count",
        description="What a run means in which the time never began, or the objective is not assessed.",
    )
    measure: str | None = Field(
        None,
        description="A variable or a gauge at the end, `peak of threat`, or `time of threat at conflict`.",
    )
    amounts_to: AmountValue | None = Field(
        None, description="What that is at the end: `at most 80`, `at least 10`, `10 .. 80`."
    )
    ending: str | None = Field(None, description="How the run ends.")
    objective: str | None = Field(None, description="An objective of this file, as it is rated.")
    rated: Literal["P", "S", "M"] | None = Field(
        None, description="The rating that the objective must have at least."
    )
    holds: ConditionValue | None = Field(None, description="What is so when the run has ended.")
    share: SharesValue | None = Field(
        None,
        description="In how many runs: `80%` (or more), `at most 10%`, `20% .. 40%`; in every run, if left out.",
    )
    variant: Names = Field(default_factory=no_entries, description="The variants under which it is expected.")
    policy: str = Field("usual", description="The policy under which it is expected.")
    choose: dict[str, str] = Field(
        default_factory=dict, description="What is fixed: `mandate: return`, `sitting of e: refused`."
    )
    source: Text | None = Field(None, description="Where the bounds come from.")

    @property
    def shares(self) -> Shares:
        """The bounds of the share, every run where none is named."""
        return self.share or EVERY_RUN


Sentence = Annotated[Expectation, BeforeValidator(_as_words)]
Expectations = list[Sentence]
