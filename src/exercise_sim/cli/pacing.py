"""A log told at the pace of a clock: so many seconds of the exercise for one of the wall."""

import time


class Pace:
    """Waits until the wall clock has come to an exercise minute. `rate`: exercise seconds per second; None: no waiting.

    The minute `first` comes at once.
    """

    def __init__(self, rate: float | None, first: int = 0) -> None:
        self._rate, self._first = rate, first
        self._began = time.monotonic()

    def wait(self, minute: int) -> None:
        """Returns when the minute has come."""
        if self._rate and self._rate > 0:
            left = self._began + (minute - self._first) * 60 / self._rate - time.monotonic()
            if left > 0:
                time.sleep(left)
