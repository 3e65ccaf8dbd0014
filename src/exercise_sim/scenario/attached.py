"""The texts of the other files that a scenario names (M22), and where they are taken from: the scenario's own folder, or what a record has kept.

Nothing of YAML is known here. A path leads to a file in that folder or below it; every other one is refused.
"""

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from exercise_sim.scenario.files import read_source, refused
from exercise_sim.scenario.problems import ScenarioError

SEALED = "sealed"
"""The kind of file that players may not see."""
_ELSEWHERE = re.compile(r"/|[A-Za-z]:|\\\\")


@dataclass(frozen=True, slots=True)
class Attached:
    """One other file: what it is for (`kind`), its path as the scenario names it, its text with the digest of that.

    `text` is None where it is withheld: whoever keeps a scenario for players keeps the digest of the real names, not the names.
    """

    kind: str
    path: str
    text: str | None
    digest: str

    def for_players(self) -> "Attached":
        """The same, without its text if players may not see it."""
        return replace(self, text=None) if self.kind == SEALED else self


Finder = Callable[[str, str], Attached]
"""Finds the other file of a kind by its path. Raises ScenarioError with the one reason why there is none."""


def attached(kind: str, path: str, text: str) -> Attached:
    """A file of this text."""
    return Attached(kind, path, text, hashlib.sha256(text.encode()).hexdigest())


def on_disk(scenario: str) -> Finder:
    """The finder in the folder in which a scenario file stands."""
    folder = Path(scenario).parent

    def find(kind: str, path: str) -> Attached:
        _refuse_elsewhere(path)
        try:
            real, home = (folder / path).resolve(), folder.resolve()
        except ValueError:  # no name that a file could have
            raise refused(path, "there is no such file") from None
        except (OSError, RuntimeError):
            raise refused(path, "this link leads round in a circle") from None
        if not real.is_relative_to(home):
            raise refused(path, "this file lies outside the scenario's folder", _INSIDE)
        if _same(real, Path(scenario)):
            raise refused(path, "this is the scenario itself", "name another file, or leave the word out")
        return attached(kind, path, read_source(real))

    return find


def _same(file: Path, scenario: Path) -> bool:
    try:
        return file.samefile(scenario)
    except (OSError, ValueError):  # one of them is not there
        return False


def from_kept(files: Iterable[Attached]) -> Finder:
    """The finder among texts that were kept; the disk is not touched."""
    kept = {(one.kind, one.path): one for one in files}

    def find(kind: str, path: str) -> Attached:
        found = kept.get((kind, path))
        if found is None:
            raise refused(path, "the text of this file was not kept with the scenario")
        return found if found.text is None else attached(kind, path, found.text)

    return find


def at_hand(files: Iterable[Attached], scenario: str) -> tuple[Attached, ...]:
    """The same files; where a text is withheld, that of the scenario's folder, if the file is still there and the same."""
    find = on_disk(scenario)

    def whole(one: Attached) -> Attached:
        try:
            found = find(one.kind, one.path) if one.text is None else one
        except ScenarioError:
            return one
        return found if found.digest == one.digest else one

    return tuple(whole(one) for one in files)


_INSIDE = "copy it into the folder of the scenario, or below it"


def _refuse_elsewhere(path: str) -> None:
    """Refuses a path that cannot lead into the scenario's folder, whatever lies on the disk."""
    if not path.strip():
        raise refused(path, "no file is named", "write its path, such as real-names.yaml")
    if _ELSEWHERE.match(path):
        raise refused(
            path,
            "a path begins in the scenario's folder",
            "write it without the folders above, such as names.yaml",
        )
    if "\\" in path:
        raise refused(path, "a path has / between its folders", f"write {path.replace(chr(92), '/')}")
    if ".." in path.split("/"):
        raise refused(path, "a path leads to no folder above the scenario's", _INSIDE)


def digest_of(text: str, others: Iterable[Attached]) -> str:
    """The digest of a scenario: that of its text, and of every other file that it names."""
    told = "".join(f"{one.kind}\n{one.path}\n{one.digest}\n" for one in others)
    whole = f"{hashlib.sha256(text.encode()).hexdigest()}\n{told}" if told else text
    return hashlib.sha256(whole.encode()).hexdigest()
