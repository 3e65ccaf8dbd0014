"""Points in time as an author writes them: STARTEX, `D+1 06:00`, opening hours; inside, minutes after STARTEX.

Text in, plain values out, and back for people. No wall clock, no time zones but a fixed offset that is only shown.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from exercise_sim.scenario.durations import parse_minutes

DAY = 24 * 60
LAST_DAY = 3650
"""No point in time may lie more than ten years behind STARTEX."""

_CLOCK = re.compile(r"([0-9]{2}):([0-9]{2})")
_START = re.compile(r"(?:([0-9]{4}-[0-9]{2}-[0-9]{2})[ T])?([0-9:]+)(?: ?(Z|[+-][0-9:]+|[A-Za-z/_]+))?")
_MOMENT = re.compile(r"D(?:\+([0-9]{1,6}))?(?: ([0-9:]+))?")
_HOURS = re.compile(r"([0-9:]+) ?- ?([0-9:]+)")


@dataclass(frozen=True, slots=True)
class Start:
    """STARTEX: the calendar date of D (None where the author gave none), the minute of that day, the zone as written."""

    date: date | None
    minute: int
    zone: str = ""


def parse_start(text: str) -> Start:
    """STARTEX from `2024-03-12 09:00 +03:00`; the zone may be missing or `Z`, and so may the date with its day."""
    match = _START.fullmatch(_blanks(text))
    if not match:
        raise ValueError(
            f"'{text}' is not a start: write it like 2024-03-12 09:00, 2024-03-12 09:00 +03:00 or 09:00"
        )
    return Start(_date(match[1]) if match[1] else None, _clock(match[2]), _zone(match[3] or ""))


def parse_moment(text: str, start: Start) -> int:
    """The minutes from STARTEX to `D+1 06:00`, `D 14:30` or `D+2` (its midnight); not before STARTEX."""
    match = _MOMENT.fullmatch(_blanks(text))
    if not match:
        raise ValueError(
            f"'{text}' is not a day and time of the exercise: write it like D+1 06:00, D 14:30 or D+2"
        )
    day = int(match[1] or 0)
    if day > LAST_DAY:
        raise ValueError(f"'{text}' is more than ten years after the start")
    minute = day * DAY + (_clock(match[2]) if match[2] else 0) - start.minute
    if minute < 0:
        raise ValueError(f"'{text}' is before the start of the exercise at {format_moment(0, start)}")
    return minute


def parse_point(text: str, start: Start) -> int:
    """The minute that is said as a time of the exercise (`D+1 06:00`), or as a length of time after STARTEX (`30h`)."""
    return parse_moment(text, start) if text.strip().startswith("D") else parse_minutes(text)


def format_moment(minute: int, start: Start) -> str:
    """`D+1 06:40` or `D 09:00` for a minute after STARTEX."""
    day, clock = divmod(start.minute + minute, DAY)
    return f"{f'D{day:+d}' if day else 'D'} {format_clock(clock)}"


def format_clock(minute: int) -> str:
    """`06:40` for a minute of the day."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def day_of(minute: int, start: Start) -> tuple[int, date | None]:
    """The day of the exercise (0 is D) and its calendar date of a minute after STARTEX.

    The date is None where STARTEX has none, and behind the year 9999, where the calendar ends.
    """
    day = (start.minute + minute) // DAY
    return day, start.date + timedelta(days=day) if start.date and day <= (
        date.max - start.date
    ).days else None


def parse_open_hours(text: str) -> tuple[int, int]:
    """The minutes of the day at which `06:00-24:00` opens and closes; `22:00-06:00` is open over midnight."""
    match = _HOURS.fullmatch(_blanks(text))
    if not match:
        raise ValueError(
            f"'{text}' are not opening hours: write them like 06:00-24:00 or, over midnight, 22:00-06:00"
        )
    opens, closes = _clock(match[1]), DAY if match[2] == "24:00" else _clock(match[2])
    if opens == closes:
        raise ValueError(f"'{text}' opens and closes at the same time: write 00:00-24:00 for always")
    return opens, closes


def is_open(minute: int, start: Start, hours: tuple[int, int]) -> bool:
    """Whether work may begin at a minute after STARTEX; the closing minute itself is closed."""
    return _lies_in((start.minute + minute) % DAY, hours)


def never_together(hours: Sequence[tuple[int, int]]) -> bool:
    """Whether there is no time of day that lies within all of these opening hours."""
    return bool(hours) and not any(all(_lies_in(opens, other) for other in hours) for opens, _ in hours)


def _lies_in(clock: int, hours: tuple[int, int]) -> bool:
    opens, closes = hours
    return opens <= clock < closes if opens < closes else clock >= opens or clock < closes


def next_opening(minute: int, start: Start, hours: tuple[int, int]) -> int:
    """The first minute, from this one on, at which it is open."""
    return minute if is_open(minute, start, hours) else minute + (hours[0] - start.minute - minute) % DAY


def _blanks(text: str) -> str:
    if not isinstance(text, str):
        raise ValueError("this is not a text with a time in it: put it in quotes, like 'D+1 06:00'")
    return " ".join(text.split())


def _clock(text: str) -> int:
    """The minute of the day of `06:40`."""
    match = _CLOCK.fullmatch(text)
    if text == "24:00":
        raise ValueError("24:00 is the next day's 00:00: write that day and 00:00")
    if not match or int(match[1]) > 23 or int(match[2]) > 59:
        raise ValueError(
            f"'{text}' is not a time of day: write hours and minutes with two digits each, like 09:05"
        )
    return int(match[1]) * 60 + int(match[2])


def _date(text: str) -> date:
    try:
        day = date.fromisoformat(text)
        day + timedelta(days=LAST_DAY + 1)
    except (ValueError, OverflowError):
        raise ValueError(
            f"'{text}' is not a day of the calendar: write year, month, day like 2024-03-12"
        ) from None
    return day


def _zone(text: str) -> str:
    if text in {"", "Z"}:
        return text
    match = _CLOCK.fullmatch(text[1:])
    if not match or int(match[1]) > 14 or int(match[2]) > 59:
        raise ValueError(f"'{text}' is not a zone: write a fixed difference to UTC like +03:00, or Z")
    return text
