"""What a log says of a gauge: its value at a minute, its peak, and how long it was at a stage or above it. A pure function of a log.

Between two events a value is a straight line, so two numbers tell all of it; the stages are told by events of their own.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from exercise_sim.engine.events import Event, GaugeMoved, StageChanged
from exercise_sim.engine.plan import Plan
from exercise_sim.scenario.times import DAY


@dataclass(frozen=True, slots=True)
class Piece:
    """From the minute `at` on, a gauge moves by `rate` a day from `value`."""

    at: int
    value: float
    rate: float

    def level(self, minute: int) -> float:
        """The value at a minute of this piece."""
        return _tidy(self.value + self.rate * (minute - self.at) / DAY)


def _tidy(value: float) -> float:
    """Without what the last place of a float adds; whole where it is whole."""
    near = round(value, 6)
    return int(near) if near == int(near) else near


class Course:
    """How a gauge went: its `pieces`, and its `stages` as (minute, name), the first at STARTEX (empty: below the first one)."""

    def __init__(self, plan: Plan, log: Iterable[Event], name: str) -> None:
        self.gauge = next(gauge for gauge in plan.gauges if gauge.name == name)
        first = self.gauge.stage(self.gauge.starts)
        self.stages = [(0, self.gauge.stages[first].name if first >= 0 else "")]
        self.pieces: list[Piece] = []
        for event in log:
            if isinstance(event, GaugeMoved) and event.gauge == name:
                self.pieces.append(Piece(event.at, event.value, event.rate))
            elif isinstance(event, StageChanged) and event.gauge == name:
                self.stages.append((event.at, event.stage))

    def at(self, minute: int) -> Piece:
        """The piece that holds at a minute, the last one that began then."""
        return next(piece for piece in reversed(self.pieces) if piece.at <= minute)

    def value(self, minute: int) -> float:
        """The value at the end of a minute."""
        return self.at(minute).level(minute)

    def stage(self, minute: int) -> str:
        """The stage at the end of a minute; empty where it is below the first one."""
        return next(stage for at, stage in reversed(self.stages) if at <= minute)

    def reached(self, stage: str) -> int | None:
        """The minute at which it was at a stage, or above it, for the first time; None where it never was."""
        names = [one.name for one in self.gauge.stages]
        above = names[names.index(stage) :]
        return next((at for at, name in self.stages if name in above), None)

    def peak(self, until: int) -> float:
        """The highest value up to a minute, that one included."""
        return self._highest(until)[0]

    def peak_at(self, until: int) -> int:
        """The first minute at which it was as high as it came to be."""
        return -self._highest(until)[1]

    def _highest(self, until: int) -> tuple[float, int]:
        """The peak, and its minute with a minus before it. A line is highest at one of its ends."""
        pieces = [piece for piece in self.pieces if piece.at <= until]
        ends = [*(piece.at for piece in pieces[1:]), until]
        return max(
            (piece.level(minute), -minute)
            for piece, end in zip(pieces, ends, strict=True)
            for minute in (piece.at, end)
        )

    def minutes(self, stage: str, until: int) -> int:
        """How many minutes it was at a stage or above it, up to a minute."""
        names = [one.name for one in self.gauge.stages]
        ends = [*(at for at, _ in self.stages[1:]), until]
        return sum(
            max(0, min(end, until) - at)
            for (at, name), end in zip(self.stages, ends, strict=True)
            if name and names.index(name) >= names.index(stage)
        )
