"""The exercise clock: SimPy's agenda, in whole minutes from STARTEX.

What is due in one minute comes in the written order (docs/explanation/time-and-ties.md): `order` is its kind and its place in the file.
SimPy's own events carry callbacks and values that a run has no use for; here an entry says what it is, and the run knows the rest.
"""

from heapq import heappop, heappush
from typing import Any, Final

from simpy.core import Environment

# Kinds of things that are due in a minute, in the written order.
ENDS: Final = 0 << 20
LIMIT: Final = 1 << 20
CAPACITY: Final = 2 << 20
INJECT: Final = 3 << 20
ENDEX: Final = 4 << 20

NEVER: Final = 1 << 60
"""The minute of a clock on whose agenda nothing stands."""


class Tick:
    """Something on the agenda that may be forgotten before it is due. It stays there, and then says nothing."""

    __slots__ = ("brings", "node", "what")

    def __init__(self, what: str, node: int, brings: Any = None) -> None:
        self.what, self.node, self.brings = what, node, brings


class Clock(Environment):
    """SimPy's environment with an agenda of plain entries: a `Tick`, or the number of the event by which work began."""

    _queue: list[tuple[int, int, int, Any]]  # type: ignore[assignment]

    def put(self, minute: int, order: int, entry: Tick | int) -> None:
        """Puts an entry on the agenda of a minute that has not gone by."""
        heappush(self._queue, (minute, order, next(self._eid), entry))

    def next(self) -> int:
        """The minute of what is due next, or NEVER."""
        return self._queue[0][0] if self._queue else NEVER

    def take(self) -> tuple[int, Any]:
        """The order and the entry of what is due next; the clock stands at its minute then."""
        self._now, order, _, entry = heappop(self._queue)
        return order, entry
