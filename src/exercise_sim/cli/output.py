"""Where a command writes: a console that knows what it can show, and signs that it can encode."""

import sys
from io import TextIOWrapper
from typing import TextIO

from rich.console import Console

from exercise_sim.render.paint import MARKS, Paint


def paint_for(stream: TextIO, *, width: int | None, plain: bool) -> Paint:
    """A painter for a stream: its width, colours where it is a terminal, ASCII where it cannot take other signs."""
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="replace")
    console = Console(file=stream, no_color=True if plain else None, force_terminal=False if plain else None)
    return Paint(console, width=width, ascii_only=plain or not _takes_signs(stream))


def _takes_signs(stream: TextIO) -> bool:
    try:
        "".join(MARKS.values()).encode(stream.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def for_machines(stream: TextIO) -> TextIO:
    """The stream itself, from now on in UTF-8 with plain line ends, whatever the console has: JSON is written so."""
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="strict", newline="\n")
    return stream


def complain(text: str) -> None:
    """One message to the standard error."""
    print(text, file=sys.stderr)
