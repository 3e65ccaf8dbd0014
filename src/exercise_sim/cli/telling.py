"""What a seat reads of the log as it grows, and all of it again on demand. Text on the screen; nothing is asked here."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import groupby

from exercise_sim.engine.events import Event
from exercise_sim.engine.plan import Plan
from exercise_sim.render.gauges import Situation
from exercise_sim.render.lines import Line
from exercise_sim.render.log import LogSheet
from exercise_sim.render.narrator import Narrator
from exercise_sim.render.paint import Paint
from exercise_sim.render.view import View, seen


class Telling:
    """Tells a log to some seats. `place` is the number of the last event that was told."""

    def __init__(self, paint: Paint, plan: Plan, view: View, say: Callable[[str], None]) -> None:
        self._paint, self._plan, self._view, self._say = paint, plan, view, say
        self.begin(())

    def begin(self, log: Iterable[Event]) -> None:
        """From now on what comes after this log is told."""
        events = tuple(log)
        self._seen = list(seen(self._plan, events, self._view))
        self._narrator, self._sheet = Narrator(self._plan, self._view), self._new_sheet(self._seen)
        self.place = events[-1].seq if events else 0
        for piece in _minutes(self._seen):
            self._narrator.pass_by(piece)
        if events:  # the day goes on
            list(self._sheet.day(events[-1].at))

    def go_on(self, events: Iterable[Event], asked: Collection[str]) -> None:
        """Tells what is new; that the steps in `asked` ask something is told apart."""
        new = tuple(events)
        self.place = new[-1].seq if new else self.place
        now = seen(self._plan, new, self._view)
        self._seen += now
        for piece in _minutes(now):
            lines = [line for line in self._narrator.tell(piece) if not _asks(line, asked)]
            self._lay(self._sheet, lines)

    def day(self, minute: int) -> None:
        """Draws the rule of a day, if nothing of it was told yet."""
        for text in self._sheet.day(minute):
            self._say(text)

    def again(self, log: Iterable[Event]) -> None:
        """Tells a log from its beginning."""
        events = seen(self._plan, log, self._view)
        narrator, sheet = Narrator(self._plan, self._view), self._new_sheet(events)
        for piece in _minutes(events):
            self._lay(sheet, narrator.tell(piece))

    def _lay(self, sheet: LogSheet, lines: list[Line]) -> None:
        for text in sheet.lay(lines):
            self._say(text)

    def _new_sheet(self, events: Sequence[Event]) -> LogSheet:
        """A sheet whose rules of days tell how the gauges stand by these events, to which more may come."""
        plan = self._plan
        bodies = [body.title for body in plan.bodies.values()]
        phases = [node.phase for node in plan.nodes]

        def situation(day: int) -> list[str]:
            return Situation(plan, events, self._view)(day)

        return LogSheet(self._paint, plan.start, bodies, phases, plan.end or 0, situation)


def _minutes(events: Iterable[Event]) -> Iterator[list[Event]]:
    return (list(piece) for _, piece in groupby(events, key=lambda event: event.at))


def _asks(line: Line, asked: Collection[str]) -> bool:
    return line.mark == "asked" and bool(line.elements) and line.elements[0] in asked
