"""The log on a terminal: lines laid out in columns under a rule for each day. Lines in, text out."""

from collections.abc import Callable, Iterable, Iterator
from itertools import zip_longest

from exercise_sim.render.gauges import no_situation
from exercise_sim.render.lines import Line
from exercise_sim.render.paint import Paint, padded, wrapped
from exercise_sim.scenario.times import Start, day_of, format_moment

PAINTED = (
    "start",
    "end",
    "decided",
    "asked",
    "back",
    "passed",
    "note",
    "cut",
    "phase",
    "session",
    "rise",
    "fall",
    "missed",
)
"""Marks whose whole sentence is painted like them; of the others only the mark is."""
BOLD = ("inject",)
"""Marks whose sentence is bold: in their colour it would be hard to read on light ground."""
WIDE = 110
"""From this width on, the phase stands in a column of its own."""
NARROW = 60
"""Below this width the body has no column of its own: it stands before what it does."""
LEAST_TIME = 10
"""The columns for the time in an exercise of up to 99 days."""

Column = tuple[int, str, list[str]]
"""A column of some rows: its width, its style, the rows."""


class LogSheet:
    """Lays lines out, piece by piece. The body's column is as wide as the widest body, within limits, that of the time as its `last`; `situation` says what stands on the rule of a day."""

    def __init__(
        self,
        paint: Paint,
        start: Start,
        bodies: Iterable[str],
        phases: Iterable[str],
        last: int = 0,
        situation: Callable[[int], list[str]] = no_situation,
    ) -> None:
        self._paint, self._start, self._situation = paint, start, situation
        self._time = time_width(last, start)
        self.body_width = body_width(paint, bodies)
        self._phase = min(22, max([len(phase) for phase in phases], default=0)) if paint.width >= WIDE else 0
        self._day: int | None = None

    def lay(self, lines: Iterable[Line]) -> Iterator[str]:
        """The lines as text, with a rule wherever a day begins."""
        for line in lines:
            yield from self.day(line.at)
            yield from self._lay(line)

    def day(self, minute: int) -> Iterator[str]:
        """The rule of a minute's day, if nothing of that day was laid out yet."""
        day, date = day_of(minute, self._start)
        if day != self._day:
            self._day = day
            name = f"D+{day}" if day else "D"
            yield ""
            yield from self._rule(f"{name}, {date:%A %d %B %Y}" if date else name, self._situation(day))

    def _rule(self, day: str, situation: list[str]) -> Iterator[str]:
        """The rule of a day, with the situation in it, or below it where there is no room."""
        paint, between = self._paint, self._paint.mark("between")
        whole = between.join([day, *situation])
        if len(whole) + 4 <= paint.width:
            yield paint("day", paint.rule(whole))
            return
        yield paint("day", paint.rule(day))
        for text in situation:
            yield from (paint("day", f"   {part}") for part in wrapped(text, paint.width - 3))

    def _lay(self, line: Line) -> Iterator[str]:
        columns = list(self._before(line))
        rest = self._paint.width - sum(width + 1 for width, _, _ in columns)
        kind = line.mark if line.mark in PAINTED else "title" if line.mark in BOLD else "begin"
        columns.append((0, kind, list(self._told(line, rest))))
        yield from in_columns(self._paint, columns)

    def _before(self, line: Line) -> Iterator[Column]:
        """The columns before the sentence."""
        yield self._time, "time", [format_moment(line.at, self._start)]
        yield 1, line.mark, [self._paint.mark(line.mark)]
        if self._phase:
            yield self._phase, "quiet", list(wrapped(line.phase, self._phase))
        if self.body_width:
            yield self.body_width, "body", list(wrapped(line.who(), self.body_width))

    def _told(self, line: Line, room: int) -> Iterator[str]:
        before = f"{line.who()}: " if line.who() and not self.body_width else ""
        yield from wrapped(before + line.told(self._paint.mark("arrow")), room)
        for item in line.items:
            first, *others = wrapped(item, room - 4)
            yield f"  {self._paint.mark('none')} {first}"
            yield from (f"    {other}" for other in others)
        for text in line.below:
            yield from (f"  {part}" for part in wrapped(text, room - 2))


def time_width(last: int, start: Start) -> int:
    """The columns for the time, where the minute `last` is the last one that is told."""
    return max(LEAST_TIME, len(format_moment(last, start)))


def body_width(paint: Paint, bodies: Iterable[str]) -> int:
    """The columns for the body; 0 where there is no room for it."""
    widest = max([len(body) for body in bodies], default=0)
    return min(max(14, paint.width // 4), 30, widest) if paint.width >= NARROW else 0


def in_columns(paint: Paint, columns: list[Column]) -> Iterator[str]:
    """Columns as (width, style, rows) side by side; the last one's width is 0, it ends where its text ends."""
    for row in zip_longest(*(cells for _, _, cells in columns), fillvalue=""):
        yield " ".join(
            paint(kind, padded(cell, width) if width else cell)
            for (width, kind, _), cell in zip(columns, row, strict=True)
        ).rstrip()
