"""The chain as instances: one a step, or one a step and member, each with its join as a small tree.

Only the shapes; nothing here changes in a run, and `reading.py` makes them. Places are positions in file order, the
members of a group in the group's order.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any

from tests.slow_model.texts import minutes

Fields = Mapping[str, Any]


@dataclass(frozen=True)
class Result:
    """What one instance gives a join: its end, an outcome, or its beginning. Place None: the member has no instance."""

    place: int | None
    outcome: str | None = None
    begins: bool = False


@dataclass(frozen=True)
class RunEnding:
    """The end of the run: any, or the ending of this name."""

    name: str | None


@dataclass(frozen=True)
class Reaches:
    """A gauge has come to this stage at some time."""

    gauge: str
    stage: str


@dataclass(frozen=True)
class Members:
    """A step of a group seen from outside: all members that are still in (count None), or `count` of them."""

    count: int | None
    inputs: tuple[Result, ...]


@dataclass(frozen=True)
class Lag:
    """So many minutes after another input was met. The owner is the place of the step that waits for it."""

    owner: int
    nth: int
    minutes: int
    behind: "Result | RunEnding | Reaches | Members | Chosen"


@dataclass(frozen=True)
class Document:
    """A document: one of the steps, options or injects that make it is done so."""

    inputs: tuple[Result, ...]


@dataclass(frozen=True)
class Several:
    """A list: all of it (count None), or `count` of it (`any` is 1)."""

    count: int | None
    inputs: tuple["Join", ...]


@dataclass(frozen=True)
class Chosen:
    """What became of the instance of the member that a variable names now."""

    variable: str
    members: tuple[str, ...]
    inputs: tuple[Result, ...]  # in the order of the members


Join = Result | RunEnding | Members | Chosen | Lag | Document | Several | Reaches


@dataclass(frozen=True)
class Mixed:
    """A condition made of others: all of them, any of them, or (one part) not it."""

    word: str
    inputs: tuple["Condition", ...]


@dataclass(frozen=True)
class Clock:
    """Whether a minute has come (`after`: from it on), or has not come yet."""

    minute: int
    after: bool


Condition = str | Join | Mixed | Clock
"""The text of a test, a reference, several of them, or a time of the clock."""


def clock_minutes(condition: Condition | None) -> Iterator[int]:
    """The minutes at which a condition may change by the clock alone."""
    if isinstance(condition, Clock):
        yield condition.minute
    elif isinstance(condition, Mixed):
        for inside in condition.inputs:
            yield from clock_minutes(inside)


@dataclass(frozen=True)
class WayBack:
    """An option, an outcome, or (name None) the `when_done` of a step, that goes back, and the places it goes back to."""

    name: str | None
    fields: Fields
    back_to: frozenset[int]
    redo: frozenset[int]


@dataclass(frozen=True)
class Step:
    """One instance. A join of None is released at minute 0."""

    place: int
    name: str
    step: str
    member: str | None
    group: str | None
    fields: Fields
    join: Join | None = None
    conditions: Mapping[str, Condition] = field(default_factory=dict)  # `if` and `wait_for`
    every: int | None = None  # minutes from one beginning of recurring work to the next
    until: Join | None = None  # what ends it
    voters: tuple[str, ...] = ()  # who votes on its question
    keeps: Mapping[str, Join] = field(
        default_factory=dict
    )  # until when units are kept that it held, by resource


@dataclass(frozen=True)
class Inject:
    """What comes from outside. Its turn comes in a minute, or is what `at` waits for, or (both None) is at the trainer's hand."""

    place: int
    name: str
    fields: Fields
    minute: int | None
    at: Condition | None
    unless: Condition | None
    answer: Join | None  # the reference that is expected
    way: WayBack | None

    @property
    def reference(self) -> Join | None:
        """What its turn waits for, where that is no condition."""
        return None if isinstance(self.at, str | Mixed | Clock) else self.at


@dataclass(frozen=True)
class Ending:
    """A named ending; `when` is None where only outcomes name it."""

    name: str
    when: Condition | None


@dataclass(frozen=True)
class Rate:
    """So much a minute (falling: less than 0), while a condition holds (None: always)."""

    by: Fraction
    condition: Condition | None


@dataclass(frozen=True)
class Gauge:
    """A value of the situation. Marks are its stages and every number to which a condition compares it; `above`: beyond, not at it."""

    name: str
    starts: Fraction
    lowest: Fraction
    highest: Fraction | None
    stages: Mapping[str, Fraction]
    rates: tuple[Rate, ...]
    marks: frozenset[Fraction]
    marks_above: frozenset[Fraction]


@dataclass(frozen=True)
class Chain:
    """All instances in file order, then the injects; for each its direct inputs, and every way in which it may go back."""

    steps: tuple[Step, ...]
    injects: tuple[Inject, ...]
    inputs: tuple[frozenset[int], ...]
    ways_back: tuple[tuple[WayBack, ...], ...]
    lags: tuple[Lag, ...]
    endings: tuple[Ending, ...]
    untils: Mapping[tuple[int, str], Join]  # by whoever brings the hold, and the text
    gauges: tuple[Gauge, ...] = ()

    def way_back(self, place: int, name: str | None) -> WayBack:
        """What this option or outcome of the step, or (None) its `when_done`, goes back to."""
        return next(way for way in self.ways_back[place] if way.name == name)

    @cached_property
    def everything(self) -> tuple[Step | Inject, ...]:
        """Steps and injects, by their places."""
        return (*self.steps, *self.injects)

    @cached_property
    def begun(self) -> tuple[frozenset[int], ...]:
        """For each step those for whose beginning its join waits."""
        return tuple(begun_behind(step.join) for step in self.steps)

    def setters(self, variable: str) -> frozenset[int]:
        """The places of the steps and injects that can change a variable."""
        return frozenset(
            one.place
            for one in self.everything
            for its in (
                *choices(one.fields).values(),
                *(one.fields.get(word) or {} for word in ("when_done", "effects")),
            )
            if variable in {**its.get("set", {}), **its.get("add", {})}
        )

    @cached_property
    def after_ending(self) -> frozenset[int]:
        """Steps and injects that wait for `ending`, and what follows them."""
        waits = {one.place: one.join if isinstance(one, Step) else one.reference for one in self.everything}
        found = {
            place
            for place, join in waits.items()
            if join and any(isinstance(p, RunEnding) for p in parts(join))
        }
        while more := {place for place in waits if self.inputs[place] & found} - found:
            found |= more
        return frozenset(found)


def parts(join: Join) -> Iterator[Join]:
    """The join itself and everything inside it."""
    yield join
    if isinstance(join, Lag):
        yield from parts(join.behind)
    elif isinstance(join, Members | Chosen | Several | Document):
        for inside in join.inputs:
            yield from parts(inside)


def entries(join: Join | None) -> tuple[Join, ...]:
    """What a step waits for, one by one: the entries of its list, or the one thing."""
    if join is None:
        return ()
    return join.inputs if isinstance(join, Several) and join.count is None else (join,)


def begun_behind(join: Join | None) -> frozenset[int]:
    """The steps for whose beginning a join waits."""
    found = parts(join) if join is not None else ()
    return frozenset(
        part.place for part in found if isinstance(part, Result) and part.begins and part.place is not None
    )


def choices(fields: Fields) -> dict[str | None, Fields]:
    """The step's options or outcomes by name; empty where it has none."""
    return {name: its or {} for name, its in (fields.get("options") or fields.get("outcomes") or {}).items()}


def goes_back(fields: Fields) -> bool:
    """Whether this option, outcome or `when_done` reopens something."""
    return "back_to" in fields or "redo" in fields


def read_minutes(fields: Fields, key: str) -> int:
    """Minutes under this key; 0 where it is not given."""
    text = fields.get(key)
    return 0 if text is None else minutes(text)
