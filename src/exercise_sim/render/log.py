"""The log on a terminal: lines laid out in columns under a rule for each day. Lines in, text out."""

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from exercise_sim.render.lines import Line
from exercise_sim.render.paint import Paint, padded, wrapped
from exercise_sim.scenario.times import Start, day_of, format_moment

PAINTED = ("start", "end", "decided", "asked", "back", "passed", "note", "cut")
WIDE = 110
"""From this width on, the phase stands in a column of its own."""
NARROW = 60
"""Below this width the body has no column of its own: it stands before what it does."""


class LogSheet:
    """Lays lines out, piece by piece. The body's column is as wide as the widest body, within limits."""

    def __init__(self, paint: Paint, start: Start, bodies: Iterable[str], phases: Iterable[str]) -> None:
        self._paint, self._start = paint, start
        widest = max([len(body) for body in bodies], default=0)
        self._body = min(max(14, paint.width // 4), 30, widest) if paint.width >= NARROW else 0
        self._phase = min(22, max([len(phase) for phase in phases], default=0)) if paint.width >= WIDE else 0
        self._day: int | None = None
        self._told_phase = ""

    def lay(self, lines: Iterable[Line]) -> Iterator[str]:
        """The lines as text, with a rule wherever a day begins."""
        for line in lines:
            day, date = day_of(line.at, self._start)
            if day != self._day:
                self._day = day
                name = f"D+{day}" if day else "D"
                yield ""
                yield self._paint("day", self._paint.rule(f"{name}, {date:%A %d %B %Y}" if date else name))
            yield from self._lay(line)

    def _lay(self, line: Line) -> Iterator[str]:
        paint = self._paint
        columns = [
            (12, "time", [f"{padded(format_moment(line.at, self._start), 10)} {paint.mark(line.mark)}"])
        ]
        if self._phase:
            columns.append((self._phase, "phase", list(wrapped(line.phase, self._phase))))
        if self._body:
            columns.append((self._body, "body", list(wrapped(line.body, self._body))))
        style = line.mark if line.mark in PAINTED else "begin"
        rest = paint.width - sum(width + 1 for width, _, _ in columns)
        before = f"{line.body}: " if line.body and paint.width < NARROW else ""
        told = list(wrapped(before + line.told(paint.mark("arrow")), rest))
        for item in line.items:
            first, *others = wrapped(item, rest - 4)
            told += [f"  {paint.mark('none')} {first}", *(f"    {other}" for other in others)]
        columns.append((0, style, told))
        for row in zip_longest(*(cells for _, _, cells in columns), fillvalue=""):
            yield " ".join(
                paint(kind, padded(cell, width) if width else cell)
                for (width, kind, _), cell in zip(columns, row, strict=True)
            ).rstrip()
