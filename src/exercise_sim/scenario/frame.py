"""The frame of an exercise (M25): who leads it, who is trained, what it is about, and which session in the room plays which time.

The engine ignores all of it; screens and papers live on it. Whether sessions follow each other is for `checks.frame`.
"""

from dataclasses import dataclass, field
from typing import Annotated

from pydantic import Field, PlainValidator

from exercise_sim.scenario.spelling import shown
from exercise_sim.scenario.steps import Part, no_entries
from exercise_sim.scenario.times import Start, parse_moment
from exercise_sim.scenario.values import Text, Texts

TO_THE_END = "ending"
"""What stands for the end of a stretch that plays until play is over."""
_HOW = "write it like D 09:00 .. D+1 12:00, or D+4 .. ending"
_ANY_START = Start(None, 0)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of exercise time, its moments as they are written; `end` is None where it plays until the ending."""

    begin: str
    end: str | None
    text: str = field(default="", compare=False)


def parse_stretch(value: object) -> Stretch:
    """The stretch of `D 09:00 .. D+1 12:00` or `D+4 .. ending`."""
    text = " ".join(value.split()) if isinstance(value, str) else ""
    begin, dots, end = (part.strip() for part in text.partition(".."))
    if not (begin and dots and end):
        raise ValueError(f"{shown(value)} is not a stretch of exercise time: {_HOW}")
    for moment in (begin,) if end == TO_THE_END else (begin, end):
        parse_moment(moment, _ANY_START)  # whether it is one at all: STARTEX is not known here
    return Stretch(begin, None if end == TO_THE_END else end, text)


def minutes_of(stretch: Stretch, start: Start) -> tuple[int, int | None]:
    """The minutes at which a stretch begins and ends (None: with the ending). Raises ValueError for one before STARTEX."""
    end = parse_moment(stretch.end, start) if stretch.end is not None else None
    return parse_moment(stretch.begin, start), end


StretchValue = Annotated[Stretch, PlainValidator(parse_stretch)]


class Sitting(Part):
    """One session in the room: when people sit together, and which stretch of exercise time they play."""

    session: Text = Field(description="Its name for people, with the time on the wall: `Day 1, 10:00-13:00`.")
    plays: StretchValue = Field(
        description="The exercise time that it plays: `D 09:00 .. D+1 12:00`, or `D+4 .. ending`."
    )
    notes: Texts = Field(
        default_factory=no_entries, description="What whoever leads it should look at in this session."
    )


class Exercise(Part):
    """What an exercise is apart from its chain."""

    director: Text | None = Field(None, description="Who leads the exercise.")
    audience: Text | None = Field(None, description="Who is trained.")
    idea: Text | None = Field(None, description="The idea of the exercise, in a sentence.")
    notes: Texts = Field(
        default_factory=no_entries, description="Teaching notes: what to look at, and what to ask afterwards."
    )
    agenda: list[Sitting] = Field(
        default_factory=no_entries,
        description="The sessions in the room, in their order: between two of them exercise time may jump.",
    )
