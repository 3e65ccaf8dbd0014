"""The durations that chance draws, numbered while a scenario is compiled."""

from exercise_sim.engine.nodes import NO_TIME, Draw, Time
from exercise_sim.engine.quantiles import quantiles
from exercise_sim.scenario.durations import Duration


class Draws:
    """The durations that chance draws, each once by the name of its stream."""

    def __init__(self) -> None:
        self.list: list[Draw] = []

    def time(self, duration: Duration | None, name: str) -> Time:
        """How long something lasts whose draws bear this name."""
        if duration is None:
            return NO_TIME
        if duration.kind == "fixed":
            return Time(duration.minutes[0])
        self.list.append(Draw(name, quantiles(duration)))
        return Time(0, len(self.list) - 1)
