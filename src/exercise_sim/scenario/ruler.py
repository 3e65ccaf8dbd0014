"""Lines and columns of a text, for people: both count from 1."""

import re
from bisect import bisect_right
from itertools import accumulate

from exercise_sim.scenario.problems import Place
from exercise_sim.scenario.traps import Span

BREAK = re.compile(r"\r\n|[\r\n]")
"""What ends a line."""


class Ruler:
    """Measures indexes of a text as lines and columns."""

    def __init__(self, text: str) -> None:
        self.lines = tuple(BREAK.split(text) if "\r" in text else text.split("\n"))
        self.starts = _starts(text, self.lines)

    def place(self, span: Span) -> Place:
        """The place of a span, cut at the end of its first line."""
        row = bisect_right(self.starts, span[0]) - 1
        start, end, line = span[0] - self.starts[row], span[1] - self.starts[row], self.lines[row]
        end = end if end <= len(line) else len(line.rstrip())
        return Place(row + 1, start + 1, max(start, end) + 1)


def _starts(text: str, lines: tuple[str, ...]) -> list[int]:
    """The index at which each line begins."""
    if "\r" in text:
        return [0, *(found.end() for found in BREAK.finditer(text))]
    return [0, *accumulate(len(line) + 1 for line in lines[:-1])]
