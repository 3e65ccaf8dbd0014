"""The clock on the wall: when a person did something, and how long they took."""

import time
from datetime import UTC, datetime

from exercise_sim.records.sitting import Moment


def moment(since: float | None = None) -> Moment:
    """Now, by the clock on the wall, and how long ago `since` was."""
    took = 0.0 if since is None else round(time.monotonic() - since, 1)
    return Moment(datetime.now(UTC).isoformat(timespec="seconds"), took)
