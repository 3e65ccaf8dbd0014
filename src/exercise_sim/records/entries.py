"""What stands in a record behind its head: entries of the ledger, answers taken back, the end. Data in, data out.

An entry keeps beside what the ledger says the wall time, and what tells a replay where the log went another way.
"""

from dataclasses import dataclass
from typing import Any, Final, Literal, get_args

from pydantic import TypeAdapter

from exercise_sim.engine.ledger import Entry
from exercise_sim.records.head import Saved

ENTRIES: Final = {kind.__name__.lower(): kind for kind in get_args(Entry)}
"""The kinds of entries of a ledger, by their word in a record."""


class Beside(Saved):
    """What is kept beside an entry: `log`, a piece of the digest for each event since the entry before; `digest`, its state;
    `wall`, the time on the wall; `took`, the seconds that a person took, or None for what the policy answered."""

    log: str
    digest: str
    wall: str
    took: float | None


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry of the ledger with what is kept beside it."""

    entry: Entry
    beside: Beside

    @property
    def move(self) -> bool:
        """Whether a person did it, so that `back` can take it back."""
        return self.beside.took is not None

    def data(self) -> tuple[str, dict[str, Any]]:
        """Its word and its data, for a line."""
        return type(self.entry).__name__.lower(), {**self.entry._asdict(), **self.beside.model_dump()}


class Back(Saved):
    """Answers were taken back: only the first `to` entries hold."""

    kind: Literal["back"] = "back"
    to: int
    wall: str


class Over(Saved):
    """The exercise came to an ending; `digest` is that of the whole log, which has `place` events."""

    kind: Literal["ended"] = "ended"
    ending: str
    minute: int
    place: int
    log: str
    digest: str
    wall: str


Line = Kept | Back | Over

_ADAPTERS: Final = {word: TypeAdapter(kind) for word, kind in ENTRIES.items()}


def entry_of(kind: str, data: dict[str, Any]) -> Line:
    """What a line of this kind says. Raises pydantic's ValidationError, or KeyError for a kind that there is not."""
    if kind == "back":
        return Back.model_validate(data)
    if kind == "ended":
        return Over.model_validate(data)
    beside = {word: data.pop(word, None) for word in Beside.model_fields}
    fields = ENTRIES[kind]._fields
    if set(data) - set(fields):
        raise KeyError(kind)
    return Kept(_ADAPTERS[kind].validate_python(data), Beside.model_validate(beside))
