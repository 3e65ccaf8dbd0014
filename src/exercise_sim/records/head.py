"""What a record begins with: what it is, the texts that it carries, and what fixes the session beside what people do.

Saved data, validated by pydantic; nothing here reads a file or runs anything.
"""

import hashlib
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from exercise_sim.records.sums import sealed

FORMAT: Final = 1
ABOUT: Final = "This is the record of an exercise. It holds the whole scenario, also what players must not see before the debrief."


class Saved(BaseModel):
    """A line of a record: frozen, with no word that its format does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Text(Saved):
    """A file that the session needs: its `path` as it was given, and all of its text. The first one is the scenario."""

    path: str
    digest: str
    text: str

    @property
    def sound(self) -> bool:
        return digest_of(self.text) == self.digest


class Forked(Saved):
    """Where another record was left: its file, the digest of its log there, and the question (empty: its end)."""

    record: str
    digest: str
    question: str


class Start(Saved):
    """What fixes a session: who plays, what decides for the others, and chance. `wall` is the time on the wall."""

    scenario: str
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
    def scenario(self) -> Text:
        return self.texts[0]


def digest_of(text: str) -> str:
    """The digest of a text, as `run --json` writes it."""
    return hashlib.sha256(text.encode()).hexdigest()


def head_of(program: str, texts: list[tuple[str, str]], start: Start) -> Head:
    """A new head; `texts` are (path, text), the scenario first."""
    held = tuple(Text(path=path, digest=digest_of(text), text=text) for path, text in texts)
    return Head(opening=Opening(about=ABOUT, format=FORMAT, program=program), texts=held, start=start)


def head_lines(head: Head) -> list[str]:
    """The lines with which a record begins."""
    parts: list[tuple[str, Saved]] = [("record", head.opening)]
    parts += [("text", text) for text in head.texts]
    parts.append(("start", head.start))
    return [line(number, kind, part.model_dump()) for number, (kind, part) in enumerate(parts, 1)]


def line(number: int, kind: str, data: dict[str, Any]) -> str:
    """A line of a record: its number, its kind, its data, its sum."""
    return sealed({"n": number, "kind": kind, **data})
