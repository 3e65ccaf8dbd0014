"""The threat in the hand-written model: a value that moves in straight lines, whose slope depends on what has happened.

Counted in points x minutes of a day, so that a rate of so many points a day is whole.
"""

from simpy import Interrupt, Process
from tests.bench.handwritten_cast import COLLAPSE, CONFLICT, CRISIS, DAY
from tests.bench.handwritten_frame import Steps
from tests.bench.handwritten_touch import Touched

STAGES = tuple(stage * DAY for stage in (CRISIS, CONFLICT, COLLAPSE))


class Threat(Touched):
    """How it rises and falls; `crisis` and `conflict` happen when it reaches them for the first time."""

    level = 20 * DAY
    since = 0
    slope = 0
    strong = False
    moving: Process

    def threat(self) -> None:
        self.reached = tuple(self.env.event() for _ in STAGES)
        self.crisis, self.conflict, _ = self.reached
        self.moving = self.process(self.go_on())

    def go_on(self) -> Steps:
        """Goes on to the next stage; whatever changes the slope, or the value, interrupts it."""
        while True:
            self.slope = self.steepness()
            try:
                yield self.env.timeout(self.minutes_to_stage())
            except Interrupt:
                continue
            self.settle()

    def steepness(self) -> int:
        """Points a day, as things stand."""
        over = self.over_at
        slope = 0 if "full_capability" in over else 5
        slope += 4 if self.level >= CONFLICT * DAY else 0
        slope -= 6 if "airfield_open" in over else 0
        slope -= 5 if "first_capability" in over else 0
        return slope - (4 if self.strength >= 1000 else 0)

    def minutes_to_stage(self) -> int:
        """To the first whole minute in which it has reached the next stage, or has left the conflict; else a day."""
        if self.slope > 0:
            stage = next((stage for stage in STAGES if stage > self.level), None)
            return DAY if stage is None else -(-(stage - self.level) // self.slope)
        if self.slope < 0 and self.level >= CONFLICT * DAY:
            return (self.level - CONFLICT * DAY) // -self.slope + 1
        return DAY

    def settle(self, points: int = 0) -> None:
        """The value of now, and so many points more. It never falls below 0."""
        level = max(0, self.level + self.slope * (self.env.now - self.since))
        self.level, self.since = max(0, level + points * DAY), self.env.now
        for stage, reached in zip(STAGES, self.reached, strict=True):
            if self.level >= stage and not reached.triggered:
                reached.succeed()
                if stage == STAGES[-1]:
                    self.end("escalated")

    def shift(self, points: int = 0) -> None:
        """Something has happened on which the slope depends, or the threat jumps."""
        self.settle(points)
        self.moving.interrupt()

    def grow(self, persons: int) -> None:
        """So many persons more are under the commander; a thousand press the threat down."""
        self.strength += persons
        if self.strength >= 1000 and not self.strong:
            self.strong = True
            self.shift()
