"""How lines look on a terminal: marks, styles, widths. Text in, text out; nothing here knows an event.

Colours are of a middle brightness, so that they can be read on light and dark grounds, and nothing is said by colour alone. Rich
says what a terminal can do; lines are painted here, because a log of hundreds of them is shown at once.
"""

import re
from collections.abc import Iterator
from typing import Final

from rich.cells import cell_len, chop_cells
from rich.console import Console

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
GREEN, MAGENTA, RED, CYAN, ORANGE, GREY = "#00875f", "#d700af", "#ee0000", "#008294", "#af5f00", "#767676"
"""On white and on black alike, each has a contrast of 4.4 to 1 or more (WCAG 2 asks for 4.5)."""
SIXTEEN: Final = {RED: "31", MAGENTA: "35"}
"""Where a terminal has sixteen colours only, those of them that can be read on light and dark grounds; the others are left out."""
STYLES: Final = {
    "begin": "", "done": GREEN, "asked": f"bold {MAGENTA}", "decided": f"bold {MAGENTA}", "vote": "", "queued": RED,
    "passed": GREY, "cut": GREY, "back": f"bold {RED}", "end": "bold", "start": "bold", "drawn": CYAN, "note": GREY,
    "time": "bold", "body": CYAN, "day": "bold", "head": "bold reverse", "title": "bold", "good": f"bold {GREEN}",
    "bad": f"bold {RED}", "quiet": GREY, "phase": "bold", "session": f"bold {CYAN}", "inject": f"bold {ORANGE}",
    "missed": f"bold {RED}", "rise": "bold", "fall": "bold", "level": "",
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
        # NO_COLOR asks for no colour; bold stays where there is a terminal.
        terminal = console.is_terminal and not console.is_dumb_terminal
        system = console.color_system if not console.no_color else None
        self._codes = {
            name: _codes(style, system or ("none" if terminal else None)) for name, style in STYLES.items()
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


def _codes(style: str, system: str | None) -> tuple[str, str]:
    """What is written before and behind a text; `system` is what a terminal can show, as rich calls it, `none` for no colour."""
    codes = [_ATTRIBUTES[word] for word in style.split() if word in _ATTRIBUTES]
    for colour in (word for word in style.split() if word.startswith("#")):
        codes += _colour(colour, system)
    return (f"\x1b[{';'.join(codes)}m", "\x1b[0m") if codes and system else ("", "")


_ATTRIBUTES: Final = {"bold": "1", "reverse": "7"}


def _colour(colour: str, system: str | None) -> list[str]:
    from rich.color import Color, ColorSystem

    if system in ("256", "truecolor"):
        depth = ColorSystem.EIGHT_BIT if system == "256" else ColorSystem.TRUECOLOR
        return list(Color.parse(colour).downgrade(depth).get_ansi_codes())
    return [SIXTEEN[colour]] if system in ("standard", "windows") and colour in SIXTEEN else []


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
