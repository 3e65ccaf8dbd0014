"""What people did, in the order in which it was applied: the input of a session that is saved (Rule 1).

Each entry names its exercise minute and its place in the log (the number of the last event before it), so that the same entries
give the same log again.
"""

from typing import NamedTuple


class Answered(NamedTuple):
    """An answer was given: it arrives `after` minutes later. `question` is the question's id (`mandate#2`, `mandate of e`)."""

    minute: int
    place: int
    question: str
    option: str
    by: str
    after: int = 0
    note: str = ""


class Fixed(NamedTuple):
    """Before the start, the outcome of a chance was fixed: of one `occurrence`, or of every one (0)."""

    minute: int
    place: int
    element: str
    outcome: str
    occurrence: int = 0


class Given(NamedTuple):
    """An inject was given by hand."""

    minute: int
    place: int
    inject: str
    by: str = ""


class Prepared(NamedTuple):
    """It was laid down at which minute an inject will be given by hand."""

    minute: int
    place: int
    inject: str
    at: int
    by: str = ""


class Skipped(NamedTuple):
    """An inject was taken out by hand."""

    minute: int
    place: int
    inject: str
    by: str = ""


class Written(NamedTuple):
    """An inject that stands in no file was written while the exercise ran; `text` is its value as an author writes it, on one line."""

    minute: int
    place: int
    inject: str
    text: str
    by: str = ""


class Noted(NamedTuple):
    """Somebody wrote something down."""

    minute: int
    place: int
    by: str
    text: str


class Waited(NamedTuple):
    """Somebody who was asked let time pass, up to this minute and place."""

    minute: int
    place: int
    by: str = ""


Hand = Written | Given | Prepared | Skipped
"""What is done to injects by hand."""
Entry = Answered | Fixed | Hand | Noted | Waited
Ledger = tuple[Entry, ...]
