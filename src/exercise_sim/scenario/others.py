"""The other files of a scenario, put into its tree (M22): where each part of the tree was written, and what is wrong with it.

Each file holds its own kind of thing behind the word that a scenario has for it (`names:`, `provisions:`), so that its places are
found again. `reading` reads the files, `entries` knows what stands in them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from exercise_sim.scenario.attached import Attached
from exercise_sim.scenario.consequences import Hurt
from exercise_sim.scenario.initial_data import Origin
from exercise_sim.scenario.problems import Path, Problem
from exercise_sim.scenario.provisions import Files
from exercise_sim.scenario.sealed import Sealed
from exercise_sim.scenario.source import Source

KINDS = tuple(Files.model_fields)
"""The kinds of other files, in the order in which they are read."""


@dataclass(slots=True)
class Others:
    """A scenario's tree with what its other files add. `sources` are those files by kind, `places` say which of them a path of the tree is from."""

    source: Source
    tree: dict[str, Any]
    attached: list[Attached] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    hurt: list[Hurt] = field(default_factory=list)
    sealed: Sealed | None = None
    origins: tuple[Origin, ...] = ()
    sources: dict[str, Source] = field(default_factory=dict)
    places: dict[Path, tuple[str, Path]] = field(default_factory=dict)

    def placed(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """The problems with file and place filled in: what was written in another file stands there."""
        return self.source.placed([self._placed(problem) for problem in problems])

    def _placed(self, problem: Problem) -> Problem:
        found = self.places.get(problem.path[:2])
        if found is None or problem.place or problem.file:
            return problem
        kind, path = found
        rest = (*path, *problem.path[2:])
        return at(self.sources[kind], replace(problem, path=rest))

    def path(self, kind: str) -> str:
        """The path of another file as the scenario names it."""
        return next(one.path for one in self.attached if one.kind == kind)

    def note(self, message: str, path: Path, hint: str | None = None, *, at_key: bool = False) -> None:
        """Notes something wrong in the scenario itself."""
        self.problems.append(Problem("error", message, path, hint, at_key))

    def note_in(
        self, kind: str, message: str, path: Path, hint: str | None = None, *, at_key: bool = False
    ) -> None:
        """Notes something wrong in one of the other files."""
        self.problems.append(at(self.sources[kind], Problem("error", message, path, hint, at_key)))


def at(source: Source, problem: Problem) -> Problem:
    """A problem at its place in another file, with the line that stands there."""
    place = source.place(problem.path, at_key=problem.at_key)
    return replace(problem, file=source.name, place=place, excerpt=source.lines[place.line - 1])
