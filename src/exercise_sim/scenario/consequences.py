"""Which problems may only follow from others: so that an author sees all at once, and nothing that mends itself.

A place that is hurt holds something that could not be understood, and was left out. Whatever reads it is not told.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from exercise_sim.scenario.problems import Path, Problem

DECIDING = frozenset(
    ("question", "options", "outcomes", "usual", "vote", "thinks", "within", "otherwise", "knows")
)
"""The words of a step that are understood only together."""
_PHRASE = re.compile(r"'[^']*'|<[^>]*>|\S+ -> \S+|-> \S+")
RETURNING = frozenset(("back_to", "redo", "wait", "at_most", "then"))
"""The words of an option or outcome that are understood only together."""
MINDED = frozenset(("options", "outcomes", "vote", "for_each", "after", "needs", "when_done"))
"""The words of a step that others mind who name it."""
NAMED = frozenset(
    ("chain", "groups", "bodies", "resources", "variables", "endings", "names", "variants", "provisions")
)
"""The parts of a file whose entries are named elsewhere."""


@dataclass(frozen=True, slots=True)
class Hurt:
    """A place of which something was left out; `wild` where nobody knows which word was meant there."""

    path: Path
    wild: bool = False


def independent(problems: Iterable[Problem], hurt: Sequence[Hurt]) -> list[Problem]:
    """The problems that would be there even if all that is hurt were right."""
    return [problem for problem in problems if not any(_follows(problem, one) for one in hurt)]


def _follows(problem: Problem, hurt: Hurt) -> bool:
    path = hurt.path
    if not path or not problem.path:
        return False
    shorter = min(len(path), len(problem.path))
    if path[:shorter] == problem.path[:shorter]:
        return True
    said = problem.message
    if len(path) > 3 and path[0] == "chain" and path[2] in ("options", "outcomes") and _names(said, path[3]):
        return True
    if path[0] == "groups" and ("vote" in problem.path or any(_names(said, word) for word in path[1:3])):
        return True
    if path[:2] == problem.path[:2]:
        return _of_members(said, hurt) or (path[0] == "chain" and _together(problem, hurt))
    return _told_of(hurt) and _names(said, path[1])


def _of_members(said: str, hurt: Hurt) -> bool:
    """Whether a problem may only say that nobody knows for which members something is."""
    if len(hurt.path) > 3 or not (hurt.wild or hurt.path[-1] == "for_each"):
        return False
    return hurt.path[-1] == "for_each" or "its." in said or "member" in said


def _together(problem: Problem, hurt: Hurt) -> bool:
    """Whether a problem of the same step reads what is hurt."""
    word, other = hurt.path[-1], problem.path[2]
    if len(hurt.path) > 3:
        beside = problem.path[: len(hurt.path) - 1] == hurt.path[:-1]
        return beside and ((hurt.wild and problem.path[-1] in RETURNING) or word in RETURNING)
    if hurt.wild:
        return other in DECIDING or other == "keeps"
    return (word in DECIDING and other in DECIDING) or (word == "uses" and other == "keeps")


def _told_of(hurt: Hurt) -> bool:
    """Whether others may name the entry in which something is hurt, and mind it."""
    path = hurt.path
    if len(path) < 3 or path[0] != "chain":
        return len(path) > 1 and (path[0] in NAMED or hurt.wild)
    return hurt.wild or path[2] in MINDED


def _names(said: str, name: object) -> bool:
    """Whether a message names something: in quotes, in angle brackets, or in a circle of arrows."""
    word = rf"(?<!\w){re.escape(str(name))}(?!\w)"
    return any(re.search(word, phrase) for phrase in _PHRASE.findall(said))
