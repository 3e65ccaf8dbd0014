"""From a tree of which something is wrong to the scenario that its author may have meant, with every problem on the way.

A misspelt word is taken for the one that it is nearest to; what cannot be understood is left out. The scenario that comes of it is
never run: it is there so that the checks can tell the rest of what is wrong at once.
"""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError

from exercise_sim.scenario.consequences import Hurt, independent
from exercise_sim.scenario.gaps import gaps
from exercise_sim.scenario.model import Scenario, validate
from exercise_sim.scenario.problems import Path, Problem
from exercise_sim.scenario.words import complaint, fields_at

MOST_ROUNDS = 8
"""How often a tree is mended: each time it may show what was hidden before."""
SURE = 0.75
"""How near a misspelt word must be to one of the language to be taken for it (a hint dares more)."""
_STAND_INS = {"scenario": "unnamed", "title": "Untitled", "start": "00:00"}
"""What must be there, and says nothing about the rest."""
_NEEDED = frozenset(("chain", "groups", "bodies", "resources", "variables", "endings", "names"))
"""The parts without which nothing can be said about what names their entries."""
_EMPTY = frozenset(("chain", "bodies", "resources", "endings", "policies", "objectives", "variants"))
"""The parts of which an entry can be there although nothing is known of it."""


@dataclass(slots=True)
class Mended:
    """`scenario` is None where too little is left. `renamed`: where each misspelt word stands that was taken for another."""

    tree: dict[str, Any]
    scenario: Scenario | None = None
    problems: list[Problem] = field(default_factory=list)
    hurt: list[Hurt] = field(default_factory=list)
    renamed: dict[Path, Path] = field(default_factory=dict)


class _HopelessError(Exception):
    """Too little is left to say anything of the rest."""


def mended(tree: dict[str, Any], hurt: list[Hurt]) -> Mended:
    """The scenario of a tree, mended where it must be; `hurt` are places that could not even be read."""
    found = Mended(tree, hurt=list(hurt))
    empty = list(gaps(tree))
    found.problems += independent(empty, hurt)
    try:
        if empty:
            found.tree = deepcopy(tree)
            for gap in empty:
                _leave_out(found, gap.path)
        for number in range(MOST_ROUNDS):
            if _round(found, number):
                break
    except _HopelessError:
        found.scenario = None
    return found


def _round(found: Mended, number: int) -> bool:
    """Whether the tree is valid; if not, its problems are noted, and it is mended once more."""
    try:
        found.scenario = validate(found.tree)
    except ValidationError as error:
        errors: list[dict[str, Any]] = [dict(one) for one in error.errors(include_url=False)]
    else:
        return True
    if number == 0:
        found.tree = deepcopy(found.tree)
    known = list(found.hurt)
    misspelt = [one for one in errors if one["type"] == "extra_forbidden"]
    for one in misspelt:
        _take_for(found, tuple(one["loc"]))
    rest = [one for one in errors if one["type"] != "extra_forbidden" and not _explained(found, one)]
    # A word may be missing because it is misspelt beside, or because it was left out.
    beside, empty = {one["loc"][:-1] for one in misspelt} - {()}, {one.path for one in known}
    told = misspelt + [
        one
        for one in rest
        if one["type"] != "missing"
        or (number == 0 and one["loc"][:-1] not in beside and one["loc"] not in empty)
    ]
    found.problems += [moved(one, found.renamed) for one in independent(map(complaint, told), known)]
    for one in rest:
        _mend(found, one)
    return False


def _explained(found: Mended, error: dict[str, Any]) -> bool:
    """Whether an error is none: the missing word was only misspelt, or a misspelt one was taken for another that it cannot be."""
    path = tuple(error["loc"])
    if error["type"] == "missing":
        return path[-1] in (_inside(found.tree, path) or ())
    if path not in found.renamed:
        return False
    del found.renamed[path]
    _leave_out(found, path, wild=True)
    return True


def _mend(found: Mended, error: dict[str, Any]) -> None:
    path: Path = tuple(part for part in error["loc"] if part != "[key]")
    if error["type"] != "missing":
        _leave_out(found, path)
    elif len(path) > 1:
        _leave_out(found, path[:-1])
    elif path[0] in _STAND_INS:
        found.tree[str(path[0])] = _STAND_INS[str(path[0])]
    else:
        raise _HopelessError


def _take_for(found: Mended, path: Path) -> None:
    """A misspelt word becomes the one that it is nearest to, if that is not there as well."""
    inside = _inside(found.tree, path)
    word = str(path[-1])
    close = get_close_matches(word, fields_at(path[:-1]), n=1, cutoff=SURE)
    if inside is None or not close or close[0] in inside:
        if len(path) == 1:
            found.hurt += [Hurt((word, name), wild=True) for name in _named_in(found.tree[word])]
        _leave_out(found, path, wild=not close)
        return
    entries = [(close[0] if key == word else key, value) for key, value in inside.items()]
    inside.clear()
    inside.update(entries)
    found.renamed[(*path[:-1], close[0])] = path


def _named_in(part: object) -> Iterator[str]:
    """The names of the entries of a part that nobody knows, and of what is in them: members stand in groups."""
    for name, entry in part.items() if isinstance(part, dict) else ():
        yield name
        yield from entry if isinstance(entry, dict) else ()


def _inside(tree: Any, path: Path) -> Any:
    """What holds the last word of a path, if it is there: a dict or a list."""
    for word in path[:-1]:
        tree = _step(tree, word)
    return tree if isinstance(tree, dict | list) else None


def _step(tree: Any, word: str | int) -> Any:
    """What stands behind a word, or at a place of a list; None where nothing does."""
    if isinstance(tree, dict):
        return tree.get(word)
    return tree[word] if isinstance(tree, list) and isinstance(word, int) and word < len(tree) else None


def _leave_out(found: Mended, path: Path, *, wild: bool = False) -> None:
    """Takes out what stands at a path, or the nearest that is there above it. Entries of a list are emptied, so that others keep their places."""
    depth = len(path)
    while depth and (_inside(found.tree, path[:depth]) is None or _absent(found.tree, path[:depth])):
        depth -= 1
    path = path[:depth]
    if not path or (len(path) == 1 and path[0] in _NEEDED):
        raise _HopelessError
    holder = _inside(found.tree, path)
    if isinstance(holder, list) or (len(path) == 2 and path[0] in _EMPTY and holder[str(path[1])] != {}):
        if holder[path[-1]] == {}:
            _leave_out(found, path[:-1], wild=wild)
            return
        holder[path[-1]] = {}
    else:
        del holder[str(path[-1])]
    found.hurt.append(Hurt(path, wild))


def _absent(tree: Any, path: Path) -> bool:
    holder = _inside(tree, path)
    last = path[-1]
    return (
        last not in holder if isinstance(holder, dict) else not (isinstance(last, int) and last < len(holder))
    )


def moved(problem: Problem, places: dict[Path, Path]) -> Problem:
    """A problem of a value that was written in another place stands there."""
    for target, at in places.items():
        if problem.path[: len(target)] == target:
            path = (*at, *problem.path[len(target) :])
            return Problem(problem.severity, problem.message, path, problem.hint, problem.at_key)
    return problem
