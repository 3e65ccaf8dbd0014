"""How one step names another: the one grammar of references, and the joins made of them (M3, M7).

    [lag after] [first|n of] name[.outcome] [of member] [begins]
    [lag after] gauge reaches stage

Only text in, frozen data out. Whether a name exists is the business of `checks`.
"""

import re
from dataclasses import dataclass, field
from typing import Literal

from exercise_sim.scenario.durations import Duration, parse_duration
from exercise_sim.scenario.spelling import shown

NAME = r"[A-Za-z][A-Za-z0-9_]*"
RESERVED = frozenset(
    {
        "ending", "its", "of", "first", "any", "all", "not", "is", "begins", "after", "before", "and", "or",
        "reaches", "trainer",
    }
)  # fmt: skip
"""Words of the grammar: no step, member, variable or resource may bear one of them. (`ending` is the end of play.)"""

_REFERENCE = re.compile(
    rf"(?:(?P<count>first|\d{{1,4}})\s+of\s+)?"
    rf"(?P<name>{NAME})(?:\.(?P<outcome>{NAME}))?"
    rf"(?:\s+of\s+(?P<member>its\.{NAME}|{NAME}))?"
    rf"(?P<begins>\s+begins)?"
)
_CROSSING = re.compile(rf"(?P<name>{NAME})\s+reaches\s+(?P<stage>{NAME})")
_LAG = re.compile(r"(?P<lag>.*\S)\s+after\s+(?P<rest>\S.*)", re.DOTALL)
_COUNT_KEY = re.compile(r"(?P<count>\d{1,4})\s+of")


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference. `count`: 1 for `first of`, n for `n of`, None for every one. `lag`: None for none. `stage`: of a gauge, that it reaches."""

    name: str
    outcome: str | None = None
    member: str | None = None
    count: int | None = None
    begins: bool = False
    lag: Duration | None = None
    text: str = field(default="", compare=False)
    stage: str | None = None


@dataclass(frozen=True, slots=True)
class Join:
    """Several inputs of which `all`, or at least `count`, are waited for."""

    kind: Literal["all", "any"]
    items: tuple["Reference | Join", ...]
    count: int = 1


After = Reference | Join


def parse_reference(value: object) -> Reference:
    """The reference that the text spells. Raises ValueError in an author's words."""
    if not isinstance(value, str):
        raise ValueError(f"a reference is a text such as 'first of movement', not {shown(value)}")
    text = " ".join(value.split())
    lag = None
    rest = text
    if found := _LAG.fullmatch(text):
        lag, rest = parse_duration(found["lag"]), found["rest"]
    if crossing := _CROSSING.fullmatch(rest):
        return Reference(crossing["name"], lag=lag, text=text, stage=crossing["stage"])
    match = _REFERENCE.fullmatch(rest)
    if not match:
        raise ValueError(
            f"'{text}' is not a reference; write it like 'request', 'mandate.adopt', 'first of movement begins' or '6h after request'"
        )
    count = (
        {None: None, "first": 1}.get(match["count"])
        if match["count"] in (None, "first")
        else int(match["count"])
    )
    if count == 0:
        raise ValueError(f"'{text}': 0 of them is nothing to wait for")
    return Reference(
        match["name"], match["outcome"], match["member"], count, bool(match["begins"]), lag, text
    )


def parse_after(value: object) -> After:
    """What a step waits for: a text, a list (all of them), or `any:`, `all:`, `2 of:` over a list.

    In a text, `a and b` and `a or b` are short for a list and for `any`.
    """
    if isinstance(value, str):
        return _from_text(value)
    if isinstance(value, list):
        return _join("all", value, 1)
    if isinstance(value, dict) and len(value) == 1:
        ((key, items),) = value.items()
        if key in ("any", "all"):
            return _join(key, items, 1)
        if found := _COUNT_KEY.fullmatch(str(key)):
            return _join("any", items, int(found["count"]))
    raise ValueError(
        "after takes a reference, a list of them, or one of 'any: [...]', 'all: [...]', '2 of: [...]'"
    )


def _from_text(text: str) -> After:
    words = " ".join(text.split())
    alternatives, conjuncts = words.split(" or "), words.split(" and ")
    if len(alternatives) > 1 and len(conjuncts) > 1:
        raise ValueError(f"'{words}' mixes 'and' with 'or'; write it with 'any: [...]' and a list")
    if len(alternatives) > 1:
        return Join("any", tuple(parse_reference(part) for part in alternatives))
    if len(conjuncts) > 1:
        return Join("all", tuple(parse_reference(part) for part in conjuncts))
    return parse_reference(words)


def _join(kind: Literal["all", "any"], items: object, count: int) -> Join:
    if not isinstance(items, list) or not items:
        raise ValueError("a list of references is expected here, such as [request, consultations]")
    if count < 1 or count > len(items):
        raise ValueError(f"{count} of {len(items)} can never be met")
    return Join(kind, tuple(parse_after(item) for item in items), count)


def references_in(after: After | None) -> tuple[Reference, ...]:
    """Every reference in a join, in the order of the text."""
    if after is None:
        return ()
    if isinstance(after, Reference):
        return (after,)
    return tuple(reference for item in after.items for reference in references_in(item))
