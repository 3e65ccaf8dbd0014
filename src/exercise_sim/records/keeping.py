"""The record of a sitting as it grows: what is in the ledger is put on the disk, with the digest of the log beside it.

Whoever writes the lines is told in `Keeper`; nothing is played here.
"""

from typing import Protocol

from exercise_sim.engine.ledger import Ledger
from exercise_sim.engine.session import Ended, Session
from exercise_sim.records.entries import Back, Beside, Kept, Over
from exercise_sim.records.head import Head, head_lines, line
from exercise_sim.records.reading import Record
from exercise_sim.records.trace import MARK, Trace


class Keeper(Protocol):
    """Where a record is kept."""

    def append(self, text: str) -> None:
        """Adds lines; raises OSError, and keeps nothing of them, where that cannot be done."""


class NotKept(Exception):
    """The record could not be written, so what was tried is not done; the text says why."""


class Keeping:
    """What is kept of a session. `kept` are the entries that hold, `over` is its end, where it was reached and stands."""

    def __init__(self, head: Head, keeper: Keeper) -> None:
        self._keeper, self._lines, self._trace = keeper, len(head_lines(head)), Trace()
        self.kept: list[Kept] = []
        self.over: Over | None = None

    def resume(self, record: Record, done: int, trace: Trace) -> None:
        """Takes over a record of which so many entries were done again."""
        self.kept, self.over, self._lines = list(record.kept[:done]), record.over, record.lines
        self._trace = trace

    @property
    def ledger(self) -> Ledger:
        """What people did, as it is kept."""
        return tuple(kept.entry for kept in self.kept)

    @property
    def place(self) -> int:
        """The number of the last event before the last entry."""
        return self.kept[-1].entry.place if self.kept else 0

    def keep(self, session: Session, wall: str, took: float | None = None) -> None:
        """Puts on the disk what is in the ledger and not there yet; the first of it is what a person `took` time for. Raises NotKept."""
        self._trace.follow(session)
        new: list[Kept] = []
        last = self.place
        for entry in session.ledger[len(self.kept) :]:
            pieces, mark = self._trace.pieces(last, entry.place), self._trace.digest(entry.place)[:MARK]
            new.append(Kept(entry, Beside(log=pieces, digest=mark, wall=wall, took=None)))
            last = entry.place
        if not new:
            return
        if took is not None:
            new[0] = Kept(new[0].entry, new[0].beside.model_copy(update={"took": took}))
        self._append([kept.data() for kept in new])
        self.kept += new

    def end(self, session: Session, stop: Ended, wall: str) -> None:
        """Keeps that the exercise is over, once. Raises NotKept."""
        if self.over is not None:
            return
        self._trace.follow(session)
        place = session.place
        pieces, digest = self._trace.pieces(self.place, place), self._trace.digest(place)
        over = Over(ending=stop.ending, minute=stop.minute, place=place, log=pieces, digest=digest, wall=wall)
        self._append([("ended", over.model_dump(exclude={"kind"}))])
        self.over = over

    def take_back(self, to: int, wall: str) -> list[Kept]:
        """Keeps that only the first `to` entries hold; gives the others. Raises NotKept."""
        self._append([("back", Back(to=to, wall=wall).model_dump(exclude={"kind"}))])
        taken = self.kept[to:]
        del self.kept[to:]
        self.over = None
        return taken

    def forget(self) -> None:
        """What was played since the last entry does not count: the session is played again from there."""
        self._trace.forget(self.place)

    def _append(self, entries: list[tuple[str, dict[str, object]]]) -> None:
        lines = [line(number, *entry) for number, entry in enumerate(entries, self._lines + 1)]
        try:
            self._keeper.append("".join(lines))
        except OSError as error:
            raise NotKept(error.strerror or str(error)) from None
        self._lines += len(lines)
