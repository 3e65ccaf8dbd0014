"""Real names that no text for players may hold (M22): `found_in(scenario, sealed)` walks all of the validated model.

Every text counts, and every name that an author gives (it becomes a title); only what no player sees is left out. What is found
is never repeated in a message: that would carry it where it must not be.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass

from pydantic import BaseModel

from exercise_sim.scenario.cast import PLACEHOLDER
from exercise_sim.scenario.model import Scenario
from exercise_sim.scenario.problems import Path, Problem

UNSEEN = frozenset(("source", "files"))
"""The words behind which nothing stands that players read: where numbers come from, and the paths of other files."""
_PLAIN_LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ı": "i",
        "ħ": "h",
        "ŧ": "t",
        "_": " ",
    }
)


@dataclass(frozen=True, slots=True)
class Sealed:
    """The names of a sealed file, with the line of each; `file` is what messages call it."""

    file: str
    names: tuple[tuple[str, int], ...]


def folded(text: str) -> str:
    """A text as names are compared: no accents, no capitals, no signs that nobody sees, one blank for many."""
    lower = unicodedata.normalize("NFKD", text).casefold().translate(_PLAIN_LETTERS)
    kept = (sign for sign in lower if not unicodedata.combining(sign) and unicodedata.category(sign) != "Cf")
    return " ".join("".join(kept).split())


def found_in(scenario: Scenario, sealed: Sealed | None) -> list[Problem]:
    """An error at every place of a scenario that holds a sealed name as whole words."""
    names = [(folded(name), line) for name, line in sealed.names] if sealed else []
    if sealed is None or not names:
        return []
    # Longer names first, so that the line that is named is the one that fits best.
    names.sort(key=lambda one: -len(one[0]))
    lines = dict(reversed(names))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(name) for name, _ in names)})(?!\w)")
    problems: dict[Path, Problem] = {}
    for text, path, at_key in texts_of(scenario, ()):
        said = PLACEHOLDER.sub(lambda match: scenario.names.get(match[1], match[0]), text)
        if path not in problems and (match := pattern.search(folded(said))):
            where = f"line {lines[match[0]]} of {sealed.file}"
            problems[path] = Problem(
                "error",
                f"this holds a real name that players must not see ({where})",
                path,
                "write another name, or a word of 'names' such as <host>",
                at_key=at_key,
            )
    return list(problems.values())


def texts_of(part: object, path: Path) -> Iterator[tuple[str, Path, bool]]:
    """Every text inside a part of the model with its path, and whether it is a name there."""
    if isinstance(part, str):
        yield part, path, False
    elif isinstance(part, BaseModel):
        for name, field in type(part).model_fields.items():
            if name not in UNSEEN:
                yield from texts_of(getattr(part, name), (*path, field.alias or name))
    elif isinstance(part, dict):
        for name, inner in part.items():
            yield str(name), (*path, name), True
            yield from texts_of(inner, (*path, name))
    elif isinstance(part, list | tuple):
        yield from _of_list(part, path)
    elif is_dataclass(part):
        for one in fields(part):  # a reference, a condition: it stands in one text of the author's
            yield from ((text, path, False) for text, _, _ in texts_of(getattr(part, one.name), path))


def _of_list(part: Sequence[object], path: Path) -> Iterator[tuple[str, Path, bool]]:
    for place, inner in enumerate(part):  # a single entry may have been written without a list
        yield from texts_of(inner, path if len(part) == 1 and isinstance(inner, str) else (*path, place))
