"""The running digest of a log: after each event, a short number that is another as soon as anything before it is.

Its pieces in a record name the first event at which a replay parts from it. The digest is over the lines of `run --jsonl`.
"""

import hashlib
import json
from itertools import count
from typing import Final

from exercise_sim.engine.data import as_data
from exercise_sim.engine.events import Event
from exercise_sim.engine.session import Session

PIECE: Final = 4
"""How many signs of the digest a record keeps for each event."""
MARK: Final = 16
"""How many it keeps at each entry."""


class Trace:
    """The digest of a log after each of its events, in hexadecimal."""

    def __init__(self) -> None:
        self._after = [hashlib.sha256().hexdigest()]

    def follow(self, session: Session) -> None:
        """Takes in what has happened since."""
        for event in session.log_from(len(self._after) - 1):
            self._after.append(hashlib.sha256((self._after[-1] + text_of(event)).encode()).hexdigest())

    def forget(self, place: int) -> None:
        """Takes back what happened after the event with this number."""
        del self._after[place + 1 :]

    def digest(self, place: int) -> str:
        """The whole digest after the event with this number."""
        return self._after[place]

    def pieces(self, first: int, last: int) -> str:
        """One piece for each event after `first`, up to `last`."""
        return "".join(digest[:PIECE] for digest in self._after[first + 1 : last + 1])

    def parts(self, first: int, pieces: str) -> int | None:
        """The number of the first event after `first` whose piece is another, or that is missing; None where all agree."""
        for number, start in zip(count(first + 1), range(0, len(pieces), PIECE), strict=False):
            if number >= len(self._after) or self._after[number][:PIECE] != pieces[start : start + PIECE]:
                return number
        return None


def text_of(event: Event) -> str:
    """An event as `run --jsonl` writes it."""
    return json.dumps(as_data(event), ensure_ascii=False)
