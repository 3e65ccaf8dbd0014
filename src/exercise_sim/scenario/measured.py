"""What an objective or an expectation measures, beside times: a variable, or a gauge in one of three ways (M20, M23).

Text such as `strength`, `peak of threat` or `time of threat at conflict` in, frozen data out.
"""

import re
from dataclasses import dataclass
from typing import Literal

from exercise_sim.scenario.references import NAME

How = Literal["value", "peak", "time"]

_MEASURED = re.compile(
    rf"(?:(?P<peak>peak)\s+of\s+(?P<top>{NAME})|time\s+of\s+(?P<gauge>{NAME})\s+at\s+(?P<stage>{NAME})|(?P<name>{NAME}))"
)


@dataclass(frozen=True, slots=True)
class Measure:
    """The value of something, the `peak` of a gauge, or the `time` of a gauge at a `stage` or above it, in minutes."""

    how: How
    name: str
    stage: str = ""

    @property
    def timed(self) -> bool:
        return self.how == "time"


def parse_measured(text: str) -> Measure:
    """The measure that a text names; a text of no such form counts as a name."""
    match = _MEASURED.fullmatch(" ".join(text.split()))
    if match is None:
        return Measure("value", text)
    if match["peak"]:
        return Measure("peak", match["top"])
    if match["gauge"]:
        return Measure("time", match["gauge"], match["stage"])
    return Measure("value", match["name"])
