"""How far a long command has come: one line on the standard error, where that is a terminal and somebody has waited a second."""

import sys
import time

from exercise_sim.render.sentences import EXPECT

PATIENCE = 1.0
"""Seconds in which nobody asks how far it is."""
OFTEN = 0.2
"""Seconds between two looks."""


class Progress:
    """Counts what is done of `total`; the line goes when it is closed."""

    def __init__(self, total: int) -> None:
        self._total, self._done, self._shown = total, 0, 0
        self._next = time.monotonic() + PATIENCE if sys.stderr.isatty() else None

    def step(self) -> None:
        """One more is done."""
        self._done += 1
        if self._next is not None and time.monotonic() >= self._next:
            self._next = time.monotonic() + OFTEN
            text = EXPECT["progress"].format(done=self._done, total=self._total)
            self._shown = max(self._shown, len(text))
            self._write(f"\r{text}")

    def close(self) -> None:
        """Takes the line away."""
        if self._shown:
            self._write(f"\r{' ' * self._shown}\r")

    def _write(self, text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()
