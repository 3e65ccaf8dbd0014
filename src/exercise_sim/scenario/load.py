"""One call from a file to a sound scenario, with every problem and its place: `load(path)`, `examine(path)`.

Text becomes a tree (`source`), variants change the tree (`variants`), the model validates it, and the checks compare its parts.
"""

import hashlib
import os
from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from exercise_sim.scenario.checks import check_scenario
from exercise_sim.scenario.files import read_source
from exercise_sim.scenario.model import Scenario, validate, with_parts_of
from exercise_sim.scenario.problems import Path, Problem, ScenarioError, nearest
from exercise_sim.scenario.source import Source, parse_source
from exercise_sim.scenario.variants import applied, chain_of
from exercise_sim.scenario.words import complaint


@dataclass(frozen=True, slots=True)
class Loaded:
    """A sound scenario with its source, the digest of its text, the variants that were applied, and warnings for its author.

    `choose` holds what the variants fix: options, votes and outcomes by their key.
    """

    scenario: Scenario
    source: Source
    digest: str
    variants: tuple[str, ...]
    choose: dict[str, str]
    warnings: tuple[Problem, ...]


def load(path: str | os.PathLike[str], variant: str | Sequence[str] = (), *, judged: bool = True) -> Loaded:
    """The scenario in a file, with one or several of its variants; its warnings only if it is to be `judged`.

    Raises ScenarioError with every error and its place when the file cannot be read or is not sound.
    """
    return load_text(read_source(path), os.fspath(path), variant, judged=judged)


def load_text(text: str, name: str, variant: str | Sequence[str] = (), *, judged: bool = True) -> Loaded:
    """As `load`, from the text of a file; `name` is what messages call it."""
    source = parse_source(text, name)
    wanted = [variant] if isinstance(variant, str) else list(variant)
    scenario, problems = _scenario(source, wanted, judged=judged)
    placed = source.placed([*source.warnings, *problems])
    if scenario is None or any(problem.severity == "error" for problem in placed):
        raise ScenarioError(placed, source.lines)
    names = _all_of(source.data, wanted)
    choose = {key: option for name in names for key, option in scenario.variants[name].choose.items()}
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Loaded(scenario, source, digest, tuple(wanted), choose, placed)


def examine(path: str | os.PathLike[str]) -> tuple[tuple[Problem, ...], tuple[str, ...]]:
    """Every error and warning of a file, in each of its variants, and its lines. Raises nothing for a bad file."""
    try:
        source = parse_source(read_source(path), os.fspath(path))
    except ScenarioError as error:
        return error.problems, error.lines
    scenario, problems = _scenario(source, [])
    found = [*source.warnings, *problems]
    if scenario is not None:
        plain = _Plain(scenario, not any(problem.severity == "error" for problem in problems))
        for name in _telling_variants(source):
            _, problems = _scenario(source, [name], judged=False, plain=plain)
            found += [problem for problem in problems if problem not in found]
    return source.placed(found), source.lines


@dataclass(frozen=True, slots=True)
class _Plain:
    """The scenario without any variant, which each variant shares most of; `sound`: it has no error."""

    scenario: Scenario
    sound: bool


def _telling_variants(source: Source) -> list[str]:
    """The variants that make another tree of the file than the file itself, and than each other."""
    trees = [source.data]
    telling = []
    for name in source.data.get("variants", {}):
        try:
            tree, problems, _ = applied(source.data, _all_of(source.data, [name]))
        except (KeyError, ValueError):
            continue  # the checks have named the circle, or the variant that does not exist
        if problems or tree not in trees:
            trees.append(tree)
            telling.append(name)
    return telling


def _scenario(
    source: Source, variants: Sequence[str], *, judged: bool = True, plain: _Plain | None = None
) -> tuple[Scenario | None, list[Problem]]:
    """The scenario (None where it is not valid) and its problems; warnings only if it is to be `judged`.

    Where the `plain` scenario is known, only what the variants change is validated and checked.
    """
    known = source.data.get("variants")
    known = known if isinstance(known, dict) else {}
    for name in variants:
        if name not in known:
            hint = nearest(name, known) or (f"it has: {', '.join(known)}" if known else None)
            return None, [Problem("error", f"there is no variant '{name}' in this file", ("variants",), hint)]
    try:
        names = _all_of(source.data, variants)
    except (KeyError, ValueError):
        names = []  # the checks name the circle, or the variant that does not exist
    tree, problems, written = applied(source.data, names)
    if problems:
        return None, problems
    try:
        scenario = validate(with_parts_of(plain.scenario, source.data, tree) if plain else tree)
    except ValidationError as error:
        found = [complaint(dict(one)) for one in error.errors(include_url=False)]
        return None, [_moved(problem, written) for problem in [*found, *_elsewhere(tree, found)]]
    changed = written if plain and plain.sound else None
    found = check_scenario(scenario, judged=judged, changed=changed)
    return scenario, [_moved(problem, written) for problem in found]


def _elsewhere(tree: dict[str, Any], found: Sequence[Problem]) -> list[Problem]:
    """What the checks find in the parts of a tree that are valid, so that an author sees everything at once."""
    rest = deepcopy(tree)
    for problem in found:
        _leave_out(rest, problem.path)
    try:
        scenario = validate(rest)
    except ValidationError:
        return []
    broken = {problem.path[:2] for problem in found}
    return [problem for problem in check_scenario(scenario, judged=False) if problem.path[:2] not in broken]


def _leave_out(tree: Any, path: Path) -> None:
    """Takes one value out of a tree. An entry of a list that is wrong as a whole is emptied, so that the others keep their places."""
    for word in path[:-1]:
        if isinstance(tree, dict):
            tree = tree.get(str(word))
        elif isinstance(tree, list) and isinstance(word, int) and word < len(tree):
            if isinstance(tree[word], str):
                tree[word] = {}
            tree = tree[word]
    if isinstance(tree, dict) and path:
        tree.pop(path[-1], None)
    elif isinstance(tree, list) and isinstance(path[-1], int) and path[-1] < len(tree):
        tree[path[-1]] = {}


def _all_of(data: dict[str, Any], variants: Iterable[str]) -> list[str]:
    found: list[str] = []
    for name in variants:
        found += [one for one in chain_of(data["variants"], name) if one not in found]
    return found


def _moved(problem: Problem, written: dict[Path, Path]) -> Problem:
    """A problem of a value that a variant set stands where the variant sets it."""
    for target, at in written.items():
        if problem.path[: len(target)] == target:
            return Problem(problem.severity, problem.message, at, problem.hint, problem.at_key)
    return problem
