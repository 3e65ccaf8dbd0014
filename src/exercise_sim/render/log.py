"""The log on a terminal: lines laid out in columns under a rule for each day. Lines in, text out."""

from collections.abc import Iterable, Iterator

from exercise_sim.render.narrator import Line
from exercise_sim.render.paint import Paint, padded, wrapped
from exercise_sim.scenario.times import Start, day_of, format_moment

LOUD = ("start", "end", "decided", "asked", "back")
WIDE = 110
"""From this width on, the phase stands in a column of its own."""


class LogSheet:
    """Lays lines out, piece by piece. The body's column is as wide as the widest body, within a quarter of the width."""

    def __init__(self, paint: Paint, start: Start, bodies: Iterable[str], phases: Iterable[str]) -> None:
        self._paint, self._start = paint, start
        most = max(14, paint.width // 4)
        self._body = min(most, max([len(body) for body in bodies], default=0)) or 1
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
        moment = format_moment(line.at, self._start)
        head = paint("time", padded(moment, 10)) + " " + paint(line.mark, paint.mark(line.mark)) + " "
        used = 13
        if self._phase:
            head += paint("phase", padded(line.phase, self._phase)) + " "
            used += self._phase + 1
        head += paint("body", padded(line.body, self._body)) + " "
        used += self._body + 1
        style = line.mark if line.mark in (*LOUD, "passed", "note", "cut") else "begin"
        first, *others = wrapped(line.told(paint.mark("arrow")), max(20, paint.width - used))
        yield (head + paint(style, first)).rstrip()
        for other in others:
            yield " " * used + paint(style, other)
