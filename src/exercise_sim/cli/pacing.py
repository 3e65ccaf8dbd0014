"""A log told at the pace of a clock: so many seconds of the exercise for one of the wall."""

import time


class Pace:
    """Waits until the wall clock has come to an exercise minute. `rate`: exercise seconds per second; None: no waiting."""

    def __init__(self, rate: float | None) -> None:
        self._rate = rate
        self._began = time.monotonic()

    def wait(self, minute: int) -> None:
        """Returns when the minute has come."""
        if self._rate and self._rate > 0:
            left = self._began + minute * 60 / self._rate - time.monotonic()
            if left > 0:
                time.sleep(left)
