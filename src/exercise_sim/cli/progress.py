"""A bar that shows how far something is, on a terminal only; it is gone when it is done."""

import sys
import time
from typing import Final, TextIO

PATIENCE: Final = 1.0
"""Seconds in which nobody asks how far it is."""
EVERY: Final = 0.1
"""Seconds between two looks of the bar."""
WIDTH: Final = 24


class Bar:
    """Draws itself on a stream, if that is a terminal."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._shows = self._stream.isatty()
        self._next = time.monotonic() + PATIENCE
        self._shown = False

    def show(self, what: str, done: int, of: int) -> None:
        """How far one part is; `of` may turn out to be too low."""
        if not self._shows or time.monotonic() < self._next:
            return
        self._next = time.monotonic() + EVERY
        self._shown = True
        of = max(done, of, 1)
        filled = done * WIDTH // of
        self._write(f"[{'#' * filled}{'.' * (WIDTH - filled)}] {done:,} / {of:,}  {what}")

    def clear(self) -> None:
        """Takes the bar away."""
        if self._shown:
            self._write("")

    def _write(self, text: str) -> None:
        self._stream.write(f"\r\x1b[K{text}")
        self._stream.flush()
