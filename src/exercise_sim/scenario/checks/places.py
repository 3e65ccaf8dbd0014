"""Where the parts of joins, conditions and lists stand in the author's tree: each with its path.

Only paths; what a part means, and whether it is right, is for the checks.
"""

from collections.abc import Iterable, Iterator, Sequence

from exercise_sim.scenario.conditions import Clock, Comparison, Condition, Group, Happened
from exercise_sim.scenario.problems import Path
from exercise_sim.scenario.references import After, Reference

Simple = Comparison | Clock | Happened


def references_at(after: After | None, path: Path) -> Iterator[tuple[Reference, Path]]:
    """Every reference of a join with its path. Several in one text (`a or b`) have no place of their own and bear that of the text."""
    if isinstance(after, Reference):
        yield after, path
    elif after is not None:
        for place, item in enumerate(after.items):
            yield from references_at(item, (*path, *_within(after.kind, after.count), place))


def _within(kind: str, count: int) -> Path:
    if kind == "all":
        return ()
    return ("any",) if count == 1 else (f"{count} of",)


def conditions_at(condition: Condition | None, path: Path) -> Iterator[tuple[Simple, Path]]:
    """Every simple condition inside one, with its path."""
    if isinstance(condition, Group):
        for place, item in enumerate(condition.items):
            where = {"all": (place,), "any": ("any", place), "not": ("not",)}[condition.operator]
            yield from conditions_at(item, (*path, *where))
    elif condition is not None:
        yield condition, path


def entries_at(entries: Sequence[str], path: Path) -> Iterable[tuple[str, Path]]:
    """The entries of a list with their paths; a single one may have been written without a list."""
    if len(entries) == 1:
        return ((entries[0], path),)
    return tuple((entry, (*path, place)) for place, entry in enumerate(entries))
