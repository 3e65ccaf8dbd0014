"""Values that are put into a file from outside (`--set PATH=VALUE`): by the way of a variant that stands in no file.

They are written as an author writes them, and what is wrong with them is told with the same care, at the value that they would replace.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from exercise_sim.scenario.problems import Path, Problem, ScenarioError
from exercise_sim.scenario.source import read_tree

OUTSIDE: Final = "--set"
"""The name of that variant: no author can write one that is called so."""

INJECTS: Final = "injects"
ADDED: Final = "+"
"""Before a path from outside: it adds an inject that the file does not have."""
NEW_INJECT: Final = f"{ADDED}{INJECTS}."
"""What stands before the name of such an inject."""


def about_added(name: str) -> str:
    """What a problem of an added inject begins with."""
    return f"the added inject '{name}': "


def target_of(path: str) -> tuple[str, ...]:
    """Where a value is put, word by word."""
    return tuple(path.removeprefix(ADDED).split("."))


def values_of(sets: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """The values by their paths. Raises ScenarioError for a text that is no value."""
    return {path: _value(path, text) for path, text in sets}


def _value(path: str, text: str) -> Any:
    source = read_tree(f"value: {text}\n", f"{OUTSIDE} {path}")
    if source.errors or list(source.data) != ["value"]:
        found = source.errors or (Problem("error", "one value is expected here"),)
        raise ScenarioError(source.placed(found), source.lines)
    return source.data["value"]


def with_outside(tree: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """The tree with that variant among its own."""
    known = tree.get("variants")
    return {**tree, "variants": {**(known if isinstance(known, dict) else {}), OUTSIDE: {"set": values}}}


def without_outside(tree: Mapping[str, Any]) -> dict[str, Any]:
    """The tree without it, as its author wrote it but for the values."""
    own = {name: entry for name, entry in tree["variants"].items() if name != OUTSIDE}
    return {**tree, "variants": own}


def told_outside(problem: Problem, written: Mapping[str, str]) -> Problem:
    """A problem of such a value, as one of the words of the command; every other one as it is. `written` are the texts by path."""
    if problem.path[:2] != ("variants", OUTSIDE):
        return problem
    path, inside = str(problem.path[3]), problem.path[4:]
    target: Path = (*target_of(path), *inside)
    message = problem.message.removeprefix(f"the variant '{OUTSIDE}' ").removeprefix(f"with {OUTSIDE}: ")
    about = f"{OUTSIDE} {path}={written.get(path, '')}: "
    if path.startswith(NEW_INJECT):
        about = about_added(path.removeprefix(NEW_INJECT))
    return replace(problem, path=target, message=about + message)
