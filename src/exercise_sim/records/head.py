"""What a record begins with: what it is, the texts that it carries, and what fixes the session beside what people do.

Saved data, validated by pydantic; nothing here reads a file or runs anything.
"""

import hashlib
from collections.abc import Iterable
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from exercise_sim.records.sums import sealed

FORMAT: Final = 1
ABOUT: Final = "This is the record of an exercise. It holds the whole scenario, also what players must not see before the debrief."


class Saved(BaseModel):
    """A line of a record: frozen, with no word that its format does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Text(Saved):
    """A file that the session needs: its `use` (the first one is the scenario), its `path` as it was given, all of its text.

    `text` is None where it is withheld, as of names that are kept sealed; its `digest` is there all the same.
    """

    use: str
    path: str
    digest: str
    text: str | None

    @property
    def sound(self) -> bool:
        return self.text is None or digest_of(self.text) == self.digest


class Forked(Saved):
    """Where another record was left: its file, the digest of its log there, and the question (empty: its end)."""

    record: str
    digest: str
    question: str


class Start(Saved):
    """What fixes a session: its scenario (by name, and by the digest of all its texts), who plays, what decides for the others, and
    chance. `wall` is the time on the wall."""

    scenario: str
    digest: str
    seats: Annotated[list[str], Field(strict=False)]
    policy: str
    variants: Annotated[list[str], Field(strict=False)]
    seed: Annotated[int, Field(ge=0, lt=2**64)]
    replication: Annotated[int, Field(ge=0, lt=2**48)]
    wall: str
    forked: Forked | None = None


class Opening(Saved):
    """The first line, which says what the file is, and by which program and in which format it was written."""

    about: str
    format: Literal[1]
    program: str


class Head(Saved):
    """All that stands before the first entry."""

    opening: Opening
    texts: tuple[Text, ...]
    start: Start

    @property
    def scenario(self) -> tuple[str, str]:
        """The path and the text of the scenario."""
        return self.texts[0].path, self.texts[0].text or ""


def digest_of(text: str) -> str:
    """The digest of a text, as `run --json` writes it."""
    return hashlib.sha256(text.encode()).hexdigest()


def text_of(use: str, path: str, text: str) -> Text:
    """A file of this text."""
    return Text(use=use, path=path, digest=digest_of(text), text=text)


def head_of(program: str, texts: Iterable[Text], start: Start) -> Head:
    """A new head; the scenario is the first of its texts."""
    opening = Opening(about=ABOUT, format=FORMAT, program=program)
    return Head(opening=opening, texts=tuple(texts), start=start)


def head_lines(head: Head) -> list[str]:
    """The lines with which a record begins."""
    parts: list[tuple[str, Saved]] = [("record", head.opening)]
    parts += [("text", text) for text in head.texts]
    parts.append(("start", head.start))
    return [line(number, kind, part.model_dump()) for number, (kind, part) in enumerate(parts, 1)]


def line(number: int, kind: str, data: dict[str, Any]) -> str:
    """A line of a record: its number, its kind, its data, its sum."""
    return sealed({"n": number, "kind": kind, **data})
