"""A record out of the bytes of its file: what is whole is kept, and where it is damaged the rest is named.

A last line without its end is what was being written when the program was killed. Any other line that is not what was
written is damage, and nothing behind it counts: an entry stands on those before it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from pydantic import ValidationError

from exercise_sim.engine.ledger import Ledger, Noted
from exercise_sim.records.entries import Back, Kept, Line, Over, entry_of
from exercise_sim.records.head import FORMAT, Head, Opening, Start, Text
from exercise_sim.records.sums import opened


class NoRecord(Exception):
    """This is no record, or nothing of it can be used; the text says why."""


class Damage(NamedTuple):
    """The first line that is not what was written, and how many lines stand behind it."""

    line: int
    behind: int


@dataclass(frozen=True, slots=True)
class Record:
    """A record as far as it is whole: `lines` lines, `size` bytes. `kept` holds what was not taken back, `undone` counts the rest.

    `over` is the end, where it was reached and stands. `torn`: the last line was not written to its end.
    """

    head: Head
    kept: tuple[Kept, ...]
    over: Over | None
    undone: int
    lines: int
    size: int
    torn: bool
    damage: Damage | None

    @property
    def ledger(self) -> Ledger:
        """What people did, and did not take back."""
        return tuple(kept.entry for kept in self.kept)


def read(content: bytes) -> Record:
    """The record that a file holds. Raises NoRecord where not even its head is whole."""
    *whole, rest = content.split(b"\n")
    numbered = _Lines(whole)
    head = _head(numbered)
    kept: list[Kept] = []
    over, undone = None, 0
    for said in numbered.entries():
        match said:
            case Kept():
                kept.append(said)
                over = over if isinstance(said.entry, Noted) else None
            case Back():
                undone += len(kept) - said.to
                del kept[said.to :]
                over = None
            case Over():
                over = said
    size = sum(len(line) + 1 for line in whole[: numbered.count])
    return Record(
        head, tuple(kept), over, undone, numbered.count, size, bool(rest), numbered.damage(torn=bool(rest))
    )


class _Lines:
    """The lines of a file, taken one after the other as long as they are whole; `count` are taken."""

    def __init__(self, whole: list[bytes]) -> None:
        self._whole, self.count = whole, 0

    def data(self) -> tuple[str, dict[str, Any]] | None:
        """The kind and the data of the next line; None where there is none, or it is damaged."""
        if self.count == len(self._whole):
            return None
        data = opened(self._whole[self.count])
        if data is None or data.pop("n", None) != self.count + 1:
            return None
        return str(data.pop("kind", "")), data

    def take(self) -> None:
        self.count += 1

    def entries(self) -> Iterator[Line]:
        """What the lines behind the head say."""
        while (found := self.data()) is not None:
            try:
                said = entry_of(*found)
            except (ValidationError, KeyError):
                return
            self.take()
            yield said

    def damage(self, *, torn: bool) -> Damage | None:
        behind = len(self._whole) - self.count
        return Damage(self.count + 1, behind - 1 + torn) if behind else None


def _head(lines: _Lines) -> Head:
    opening = lines.data()
    if opening is None or opening[0] != "record":
        raise NoRecord("this is no record of an exercise, or its first line is damaged")
    if opening[1].get("format") != FORMAT:
        raise NoRecord(
            f"this record has the format {opening[1].get('format')}; this program reads the format {FORMAT}"
        )
    try:
        first = Opening.model_validate(opening[1])
        lines.take()
        texts = []
        while (found := lines.data()) is not None and found[0] == "text":
            texts.append(Text.model_validate(found[1]))
            lines.take()
        if (
            found is None
            or found[0] != "start"
            or not texts
            or texts[0].text is None
            or not all(text.sound for text in texts)
        ):
            raise NoRecord(_UNBEGUN)
        start = Start.model_validate(found[1])
        lines.take()
    except ValidationError:
        raise NoRecord(_UNBEGUN) from None
    return Head(opening=first, texts=tuple(texts), start=start)


_UNBEGUN = "the head of this record is not whole, so that the session cannot be played again; the scenario may still be read in it"
