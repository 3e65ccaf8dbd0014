"""Values of an earlier exercise in a scenario (M22): `strength: from initial_data strength` takes one from the sheet that it wrote.

A value stands where a plain one may: behind a variable, a field of a member, a name, and where a variant sets one of these.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from exercise_sim.scenario.consequences import Hurt
from exercise_sim.scenario.problems import Path, nearest
from exercise_sim.scenario.spelling import spelled

WORD = "initial_data"
_TAKEN = re.compile(rf"\s*from\s+{WORD}\s+(\S+)\s*")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value of a scenario came from: its `path` there, its `name` on the sheet of the file, and what that says of it (`said`)."""

    path: Path
    name: str
    file: str
    said: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The tree of a sheet, and what messages call its file."""

    file: str
    data: dict[str, Any]


class Book(Protocol):
    """Whoever notes what is wrong, and which places nobody knows."""

    hurt: list[Hurt]

    def note(self, message: str, path: Path, hint: str | None = None, *, at_key: bool = False) -> None: ...


def from_initial_data(tree: dict[str, Any], sheet: Sheet | None, book: Book) -> tuple[Origin, ...]:
    """Puts the values of a sheet into a tree where it asks for them; says where each came from."""
    origins = []
    files = tree.get("files")
    named = isinstance(files, dict) and WORD in files  # if it could not be read, that has been told
    for path, value in list(_asked(tree)):
        match = _TAKEN.fullmatch(value)
        assert match is not None  # `_asked` has matched it
        if sheet is None and not named:
            hint = f"add 'files: {{{WORD}: ...}}', the sheet that an earlier exercise wrote"
            book.note("this scenario names no initial data", path, hint)
        found = _looked_up(sheet, match[1], path, book) if sheet else None
        if found is None:
            book.hurt.append(Hurt(path))
            _put(tree, path, 0)
            continue
        plain, said = found
        _put(tree, path, spelled(plain) if path[0] == "names" else plain)
        origins.append(Origin(path, match[1], sheet.file if sheet else "", said))
    return tuple(origins)


def _asked(tree: dict[str, Any]) -> Iterator[tuple[Path, str]]:
    """Every place where a value is asked for."""
    for word, depth in (("variables", 1), ("names", 1), ("groups", 3)):
        yield from _texts_at(tree.get(word), (word,), depth)
    variants = tree.get("variants")
    for name, variant in variants.items() if isinstance(variants, dict) else ():
        values = variant.get("set") if isinstance(variant, dict) else None
        yield from _texts_at(values, ("variants", name, "set"), 1)


def _texts_at(part: object, path: Path, depth: int) -> Iterator[tuple[Path, str]]:
    if depth and isinstance(part, dict):
        for name, inner in part.items():
            yield from _texts_at(inner, (*path, name), depth - 1)
    elif not depth and isinstance(part, str) and _TAKEN.fullmatch(part):
        yield path, part


def _put(tree: dict[str, Any], path: Path, value: object) -> None:
    """Puts a value at a path. What is changed is copied, level by level: the author's tree stays as it is."""
    inner: Any = tree
    for word in path[:-1]:
        inner[word] = dict(inner[word])
        inner = inner[word]
    inner[path[-1]] = value


def _looked_up(sheet: Sheet, name: str, path: Path, book: Book) -> tuple[Any, str] | None:
    """The value of a name such as `strength` or `forces.guard.persons`, and where the sheet has it from; None where it has none."""
    found: Any = sheet.data.get(WORD)
    said = ""
    walked: list[str] = []
    for word in name.split("."):
        if not isinstance(found, dict) or word not in found:
            known = [".".join([*walked, one]) for one in found] if isinstance(found, dict) else []
            close = nearest(name, known) or (f"it has: {', '.join(known[:6])}" if known else None)
            book.note(f"{sheet.file} has no value '{name}'", path, close)
            return None
        found = found[word]
        walked.append(word)
        said = _said(found) or said
    plain = found.get("value") if isinstance(found, dict) else found
    if not isinstance(plain, str | int | float | bool):
        inner = [f"{name}.{one}" for one in found if one != "from"] if isinstance(found, dict) else []
        hint = f"say which: {', '.join(inner[:4])}" if inner else None
        book.note(f"'{name}' is no single value in {sheet.file}", path, hint)
        return None
    return plain, said


def _said(entry: object) -> str:
    """What an entry of the sheet says of where it came from."""
    said = entry.get("from") if isinstance(entry, dict) else None
    if isinstance(said, dict):
        return ", ".join(f"{word} {spelled(value)}" for word, value in said.items())
    return str(said) if said is not None else ""
