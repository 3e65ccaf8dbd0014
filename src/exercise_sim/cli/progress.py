"""A bar that shows how far something is, on a terminal only; it is gone when it is done."""

import sys
import time
from typing import Final, TextIO

from exercise_sim.render.compared_sentences import PROGRESS

PATIENCE: Final = 1.0
"""Seconds in which nobody asks how far it is."""
EVERY: Final = 0.1
"""Seconds between two looks of the bar."""
WIDTH: Final = 24


def _left(seconds: float) -> str:
    """`12 s`, `3 min 20 s`, `2 h 05 min`: as exactly as anybody wants to know."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60:02d} s"
    return f"{whole // 3600} h {whole % 3600 // 60:02d} min"


class Bar:
    """Draws itself on a stream, if that is a terminal."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._shows = self._stream.isatty()
        self._next = time.monotonic() + PATIENCE
        self._shown = False
        self._began = time.monotonic()

    def show(self, what: str, done: int, of: int) -> None:
        """How far one part is; `of` may turn out to be too low."""
        if not self._shows or time.monotonic() < self._next:
            return
        self._next = time.monotonic() + EVERY
        self._shown = True
        of = max(done, of, 1)
        filled = done * WIDTH // of
        self._write(f"[{'#' * filled}{'.' * (WIDTH - filled)}] {done:,} / {of:,}  {what}")

    def show_work(self, made: int, done: int, of: int) -> None:
        """How far work is that goes on at one rate: `made` of what is done since this bar began. With the rate and the time left."""
        passed = time.monotonic() - self._began
        if made and passed > 0:
            rate = made / passed
            self.show(PROGRESS.format(rate=f"{rate:,.0f}", left=_left((of - done) / rate)), done, of)

    def clear(self) -> None:
        """Takes the bar away."""
        if self._shown:
            self._write("")

    def _write(self, text: str) -> None:
        self._stream.write(f"\r\x1b[K{text}")
        self._stream.flush()
