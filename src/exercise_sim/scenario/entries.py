"""What stands in a table of names, a file of provisions, a list of real names (M22): their entries, each with its place.

What is wrong with an entry is noted where it stands; of real names, without them.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from exercise_sim.scenario.others import Others, at
from exercise_sim.scenario.problems import Path
from exercise_sim.scenario.provisions import ListedName, NameEntry
from exercise_sim.scenario.sealed import Sealed, folded
from exercise_sim.scenario.spelling import shown
from exercise_sim.scenario.words import complaint


def names_of(others: Others) -> dict[str, tuple[str, Path]]:
    """The words of a names table with their texts, each with its place."""
    data = others.sources["names"].data.get("names")
    found: dict[str, tuple[str, Path]] = {}
    for key, entry in _entries(others, data):
        path: Path = ("names", key)
        words = (
            {str(key): entry}
            if isinstance(entry, str) and isinstance(key, str)
            else _words(others, entry, path)
        )
        for word, text in words.items():
            if word in found:
                others.note_in(
                    "names", f"'{word}' stands here twice", path, "give one of them another id", at_key=True
                )
            found[word] = text, path
    return found


def _entries(others: Others, data: object) -> Iterator[tuple[str | int, object]]:
    if isinstance(data, dict):
        yield from data.items()
    elif isinstance(data, list):
        yield from enumerate(data)
    elif "names" in others.sources["names"].data:
        hint = "such as {host: Aralia}, or a list of names with their id"
        others.note_in("names", "names are expected here, each with what it is called", ("names",), hint)


def _words(others: Others, entry: object, path: Path) -> dict[str, str]:
    """The words of one entry that says more than its text."""
    listed = isinstance(path[-1], int)
    if not isinstance(entry, dict):
        others.note_in(
            "names", f"a text is expected here, not {shown(entry)}", path, "or more of it, with 'conv_name'"
        )
        return {}
    if entry.get("real_ref") is not None:
        hint = "write null here, and the real name into the sealed file"
        others.note_in(
            "names", "a real name does not stand in a table of names", (*path, "real_ref"), hint, at_key=True
        )
        return {}
    model: type[NameEntry] = ListedName if listed else NameEntry
    try:
        one = model.model_validate(entry)
    except ValidationError as error:
        for wrong in error.errors(include_url=False):
            told = complaint(dict(wrong), model)
            others.problems.append(at(others.sources["names"], replace(told, path=(*path, *told.path))))
        return {}
    return one.words(one.id if isinstance(one, ListedName) else str(path[-1]))


def provisions_of(others: Others) -> dict[str, tuple[Any, Path]]:
    """The provisions of a file, each with its place; the file's source is that of those which name none."""
    data = others.sources["provisions"].data
    entries, default = data.get("provisions"), data.get("source")
    if not isinstance(entries, dict):
        if "provisions" in data:
            hint = 'such as {"4.2": {title: Immediate notification}}'
            others.note_in(
                "provisions", "provisions are expected here, each with its title", ("provisions",), hint
            )
        return {}
    given = {"source": default} if default is not None else {}
    return {
        name: ({**given, **entry} if isinstance(entry, dict) else entry, ("provisions", name))
        for name, entry in entries.items()
    }


def sealed_of(others: Others) -> Sealed:
    """The real names of a file, each with its line. What is wrong with one is told without it."""
    source = others.sources["sealed"]
    entries = source.data.get("sealed")
    if "sealed" in source.data and not isinstance(entries, list):
        others.note("a sealed file holds a list of names: 'sealed: [..., ...]'", ("files", "sealed"))
    names = []
    for place, name in enumerate(entries if isinstance(entries, list) else ()):
        line = source.place(("sealed", place)).line
        if isinstance(name, str) and any(sign.isalnum() for sign in folded(name)):
            names.append((name, line))
        else:
            others.note(
                f"line {line} of {others.path('sealed')} holds no name",
                ("files", "sealed"),
                "each entry of the list is a text",
            )
    return Sealed(others.path("sealed"), tuple(names))
