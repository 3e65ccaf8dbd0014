"""Another way to run the same file: a variant's values put into the author's tree, before it is validated (M21)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from exercise_sim.scenario.problems import Path, Problem, nearest
from exercise_sim.scenario.sweeps import ADDED, INJECTS, OUTSIDE, target_of


def chain_of(variants: Mapping[str, Any], name: str) -> list[str]:
    """The variants that make up one, those it builds on first. Raises KeyError for an unknown name, ValueError for a circle."""
    found: dict[str, None] = {}
    way: dict[str, Iterator[str]] = {name: iter(_built_on(variants, name))}
    while way:
        one = next(reversed(way))
        other = next(way[one], None)
        if other is None:
            del way[one]
            found[one] = None
        elif other in way:
            raise ValueError(f"the variant '{other}' builds on itself: {' -> '.join((*way, other))}")
        elif other not in found:
            way[other] = iter(_built_on(variants, other))
    return list(found)


def _built_on(variants: Mapping[str, Any], name: str) -> list[str]:
    entry = variants[name]
    built_on = entry.get("with", []) if isinstance(entry, dict) else []
    names = [built_on] if isinstance(built_on, str) else built_on
    return [str(other) for other in names] if isinstance(names, list) else []


def applied(
    data: Mapping[str, Any], names: Sequence[str], most: int | None = None
) -> tuple[dict[str, Any], list[Problem], dict[Path, Path]]:
    """The tree with the variants' values set, what is wrong with their paths, and where each new value was written.

    With `most`, only so many of the values are set, in the order of the file.
    """
    tree = dict(data)
    problems: list[Problem] = []
    written: dict[Path, Path] = {}
    for at, value in _values(data, names)[:most]:
        name, path = at[1], str(at[3])
        adds = name == OUTSIDE and path.startswith(ADDED)
        target = target_of(path) if adds else tuple(path.split("."))
        if adds:
            wrong, hint = _add(tree, target, value)
        else:
            wrong, hint = _set(tree, target, value, outside=name == OUTSIDE)
        if wrong:
            message = f"the variant '{name}' sets '{path}', {wrong}"
            problems.append(Problem("error", message, at, hint or None, at_key=True))
        else:
            written[target] = at
    return tree, problems, written


def _values(data: Mapping[str, Any], names: Sequence[str]) -> list[tuple[Path, Any]]:
    """Every value that variants set, with its place."""
    found: list[tuple[Path, Any]] = []
    for name in names:
        entry = data["variants"][name]
        values = entry.get("set", {}) if isinstance(entry, dict) else {}
        if isinstance(values, dict):
            found += [(("variants", name, "set", path), value) for path, value in values.items()]
    return found


def chosen(data: Mapping[str, Any], names: Sequence[str]) -> dict[str, tuple[str, Path]]:
    """What variants fix, with its place: the last one that names a question stands."""
    found: dict[str, tuple[str, Path]] = {}
    for name in names:
        entry = data["variants"][name]
        choices = entry.get("choose", {}) if isinstance(entry, dict) else {}
        if isinstance(choices, dict):
            found |= {key: (option, ("variants", name, "choose", key)) for key, option in choices.items()}
    return found


_UNKNOWN = "which this file does not have"


def _add(tree: dict[str, Any], path: tuple[str, ...], value: Any) -> tuple[str, str | None]:
    """Puts an inject beside those of the file; what is wrong with that (empty: nothing), and a hint."""
    if len(path) != 2 or path[0] != INJECTS:
        return "but only an inject can be added", f"write {ADDED}{INJECTS}.NAME"
    known = tree.get(INJECTS) or {}
    if not isinstance(known, dict):
        return _UNKNOWN, None
    if path[1] in known:
        return "which this file has already", "take another name"
    tree[INJECTS] = {**known, path[1]: value}
    return "", None


def _set(tree: dict[str, Any], path: tuple[str, ...], value: Any, *, outside: bool) -> tuple[str, str | None]:
    """Puts a value at a path; what is wrong with that (empty: nothing), and a hint."""
    inner: Any = tree
    for word in path[:-1]:
        if not isinstance(inner, dict) or word not in inner:
            return _UNKNOWN, nearest(word, inner) if isinstance(inner, dict) else None
        # The author's tree is left as it is: what is changed is copied, level by level.
        inner[word] = dict(inner[word]) if isinstance(inner[word], dict) else inner[word]
        inner = inner[word]
    if not isinstance(inner, dict):
        return _UNKNOWN, None
    if outside and len(path) == 2 and path[0] == INJECTS and path[-1] not in inner:
        return _UNKNOWN, nearest(path[-1], inner) or f"to add one: {ADDED}{INJECTS}.{path[-1]}"
    # A step may get a word that it did not have (`if`, `takes`); a variable, member or step must be there.
    if path[-1] not in inner and len(path) < 3:
        return _UNKNOWN, nearest(path[-1], inner)
    inner[path[-1]] = value
    return "", None
