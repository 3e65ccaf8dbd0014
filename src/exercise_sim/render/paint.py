"""How lines look on a terminal: marks, styles, widths. Text in, text out; nothing here knows an event.

Colours are the terminal's own sixteen, so that they hold on light and dark grounds, and nothing is said by colour alone. Rich
says what a terminal can do; lines are painted here, because a log of hundreds of them is shown at once.
"""

import re
from collections.abc import Iterator
from typing import Final

from rich.cells import cell_len, chop_cells
from rich.console import Console
from rich.style import Style

MARKS: Final = {
    "begin": "▸", "done": "✓", "asked": "?", "decided": "●", "vote": "·", "queued": "…", "passed": "–", "cut": "✗",
    "back": "↺", "end": "■", "start": "■", "drawn": "◆", "note": " ", "bar": "█", "half": "▒", "rule": "─", "double": "═",
    "arrow": "→", "none": "·", "phase": "»", "session": "═", "inject": "✉", "missed": "!", "rise": "▲", "fall": "▼",
    "between": " · ", "level": "┄", "eighths": "▁▂▃▄▅▆▇█",
}  # fmt: skip
PLAIN_MARKS: Final = {
    "begin": ">", "done": "+", "asked": "?", "decided": "*", "vote": ".", "queued": "~", "passed": "-", "cut": "x",
    "back": "<", "end": "#", "start": "#", "drawn": "o", "note": " ", "bar": "#", "half": "=", "rule": "-", "double": "=",
    "arrow": "->", "none": ".", "phase": "=", "session": "=", "inject": "!", "missed": "!", "rise": "^", "fall": "v",
    "between": "; ", "level": "-", "eighths": ".:#",
}  # fmt: skip
STYLES: Final = {
    "begin": "", "done": "green", "asked": "bold magenta", "decided": "bold magenta", "vote": "", "queued": "red",
    "passed": "dim", "cut": "dim", "back": "bold red", "end": "bold", "start": "bold", "drawn": "cyan", "note": "dim",
    "time": "bold", "body": "cyan", "day": "bold", "head": "bold reverse", "title": "bold", "good": "bold green", "bad": "bold red",
    "quiet": "dim", "phase": "bold", "session": "bold cyan", "inject": "bold yellow", "missed": "bold red", "rise": "bold",
    "fall": "bold", "level": "",
}  # fmt: skip

_TOGETHER: Final = re.compile(
    r"(?<=\d) (?=(?:d|h|min)\b)|(?<=\d [dh]) (?=\d+ (?:h|min)\b)| (?=v\d+\b)|(?<=[D\d]) (?=\d\d:\d\d)"
)
"""The blanks inside `1 d 4 h 05 min`, `draft v2` and `D+1 06:00`, where no line may end."""


class Paint:
    """Paints text for one output: `width` columns, with colour or not, with signs or their ASCII twins."""

    def __init__(self, console: Console, *, width: int | None = None, ascii_only: bool = False) -> None:
        self.width = max(40, width or console.width)
        # Rich reads its table of widths now, not in the middle of the log, where CPython 3.11 can lose an interrupt.
        cell_len("\u25b8")
        self.marks = PLAIN_MARKS if ascii_only else MARKS
        self.ascii_only = ascii_only
        system = console.color_system
        terminal = console.is_terminal and not console.is_dumb_terminal
        self._codes = {
            name: _codes(style, system is not None and not console.no_color, terminal)
            for name, style in STYLES.items()
        }

    def __call__(self, style: str, text: str) -> str:
        before, behind = self._codes[style]
        return f"{before}{text}{behind}" if text.strip() else text

    def mark(self, name: str) -> str:
        return self.marks[name]

    def rule(self, title: str = "", sign: str = "rule") -> str:
        """A line across, with a title near its left end."""
        line = self.mark(sign)
        head = f"{line * 2} {title} " if title else ""
        return head + line * max(0, self.width - cell_len(head))


def _codes(style: str, colour: bool, terminal: bool) -> tuple[str, str]:
    parsed = Style.parse(style) if style else Style()
    if not colour:
        # NO_COLOR asks for no colour; bold and dim stay where there is a terminal.
        parsed = Style(bold=parsed.bold, dim=parsed.dim, reverse=parsed.reverse) if terminal else Style()
    from rich.color import ColorSystem

    painted = parsed.render("\0", color_system=ColorSystem.STANDARD)
    before, _, behind = painted.partition("\0")
    return before, behind


def padded(text: str, width: int) -> str:
    """Text filled up with blanks to a width in columns, or cut to it."""
    wide = len(text) if text.isascii() else cell_len(text)
    if wide <= width:
        return text + " " * (width - wide)
    while cell_len(text) > width - 1:
        text = text[:-1]
    return padded(text + ".", width)


def wrapped(text: str, width: int) -> Iterator[str]:
    """Text in lines of at most `width` columns, broken between words (inside one only where it is longer than a line).

    A length of time stays whole, and a version stays with its document.
    """
    if not text.startswith(" ") and (len(text) if text.isascii() else cell_len(text)) <= width:
        yield text
        return
    for line in _lines(unbroken(text), width):
        yield line.replace("\xa0", " ")


def unbroken(text: str) -> str:
    """Text in which the blanks inside a length of time, a moment or a version let no line end."""
    return _TOGETHER.sub("\xa0", text)


def _lines(text: str, width: int) -> Iterator[str]:
    line, used = "", 0
    for word in text.split(" "):
        wide = len(word) if word.isascii() else cell_len(word)
        if used and used + 1 + wide > width:
            yield line
            line, used = "", 0
        if wide > width:
            *full, word = chop_cells(word, width)  # noqa: PLW2901
            yield from full
            wide = cell_len(word)
        line, used = (f"{line} {word}", used + 1 + wide) if used else (word, wide)
    yield line
