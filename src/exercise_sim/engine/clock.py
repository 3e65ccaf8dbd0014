"""The exercise clock: SimPy's agenda, in whole minutes from STARTEX.

What is due in one minute comes in the written order (docs/explanation/time-and-ties.md): `order` is its kind and its place in the file.
SimPy's own events carry callbacks and values that a run has no use for; here an entry says what it is, and the run knows the rest.
"""

from collections.abc import Callable
from heapq import heappush
from typing import Any, Final

from simpy.core import Environment

# Kinds of things that are due in a minute, in the written order.
ENDS: Final = 0 << 20
LIMIT: Final = 1 << 20
CAPACITY: Final = 2 << 20
GAUGE: Final = 3 << 20
INJECT: Final = 4 << 20
ENDEX: Final = 5 << 20


TICKS: Final = 1 << 48
"""Ticks are numbered from here on, events from 1."""


class Tick:
    """Something on the agenda that may be forgotten before it is due. It stays there, and then says nothing."""

    __slots__ = ("brings", "node", "what")

    def __init__(self, what: str, node: int, brings: Any = None) -> None:
        self.what, self.node, self.brings = what, node, brings


class Clock(Environment):
    """SimPy's environment with an agenda of plain entries: (minute, order, number, entry), the next one first.

    An entry is a `Tick`, or the number of the event by which work began, which then stands for its own number too.
    """

    _queue: list[tuple[int, int, int, Any]]  # type: ignore[assignment]
    watcher: Callable[[int], None] | None = None
    """Is told of each minute at which something is due, before it happens."""

    @property
    def agenda(self) -> list[tuple[int, int, int, Any]]:
        """What is to come, as a heap."""
        return self._queue

    def put(self, minute: int, order: int, tick: Tick) -> None:
        """Puts a tick on the agenda of a minute that has not gone by, behind what has the same order there."""
        heappush(self._queue, (minute, order, TICKS + next(self._eid), tick))

    def put_end(self, minute: int, node: int) -> int:
        """Puts the end of the work of a node on the agenda of a minute, where it was not yet; returns its mark there."""
        number = TICKS + next(self._eid)
        heappush(self._queue, (minute, node, number, number))
        return number

    def stand(self, minute: int) -> None:
        """The clock stands at a minute."""
        if self.watcher is not None:
            self.watcher(minute)
        self._now = minute
