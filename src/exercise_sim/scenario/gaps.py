"""Words of a file with nothing behind them: `takes:` at the end of a line, which YAML reads as no value at all.

Only the tree of plain data is looked at. What may stay empty is an option or outcome, which then does nothing more.
"""

from collections.abc import Iterator

from exercise_sim.scenario.problems import Path, Problem

_ENTRIES = frozenset(
    ("chain", "bodies", "resources", "groups", "endings", "policies", "objectives", "variants")
)


def gaps(tree: object, path: Path = ()) -> Iterator[Problem]:
    """A problem for each word, and each entry of a list, with nothing behind it."""
    if isinstance(tree, dict):
        may_be_empty = len(path) == 3 and path[2] in ("options", "outcomes")
        for word, value in tree.items():
            if isinstance(value, dict | list):
                yield from gaps(value, (*path, word))
            elif value is None and not may_be_empty:
                yield _gap((*path, word))
    elif isinstance(tree, list):
        for place, value in enumerate(tree):
            if isinstance(value, dict | list):
                yield from gaps(value, (*path, place))
            elif value is None:
                yield Problem("error", "an entry of this list is empty", path, "write it, or take it out")


def _gap(path: Path) -> Problem:
    word = path[-1]
    hint = "write it, or leave the word out"
    if len(path) == 2 and path[0] in _ENTRIES:
        hint = f"write '{word}: {{}}' if there is nothing to say of it, or leave it out"
    return Problem("error", f"nothing stands behind '{word}'", path, hint, at_key=True)
