"""What is wrong with an author's text: problems with their places, as data.

Nothing here prints or stops a run. The checks collect problems, all at once; `render.problems` writes them for people.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Literal

Path = tuple[str | int, ...]
"""Where something stands in the author's tree: `("chain", "mandate", "options", 0)`."""


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of the author's text: 1-based line and column, and the column just behind its end."""

    line: int
    column: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong (`error`) or that needs the author's judgement (`warning`).

    `path` says where in the tree; `place` where in the text, None when the text has no such place (an unreadable file).
    `at_key` puts the place on the name rather than on the value. `hint` is one sentence that helps to mend it. `about` is what the
    message speaks of, where that stands in another line than what has to be mended. `excerpt` is the line in which it stands, where that is no line of
    the scenario itself (empty: it is not shown).
    """

    severity: Literal["error", "warning"]
    message: str
    path: Path = ()
    hint: str | None = None
    at_key: bool = False
    file: str = ""
    place: Place | None = None
    about: Path = ()
    excerpt: str | None = field(default=None, compare=False)


class ScenarioError(Exception):
    """The scenario cannot be used. `problems` holds every reason, in the order of the text; `lines` the source lines."""

    def __init__(self, problems: Iterable[Problem], lines: tuple[str, ...] = ()) -> None:
        self.problems = tuple(problems)
        self.lines = lines
        super().__init__(self.problems, self.lines)

    def __str__(self) -> str:
        return "\n".join(_one_line(problem) for problem in self.problems)


def _one_line(problem: Problem) -> str:
    where = f"{problem.file}:" if problem.file else ""
    if problem.place:
        where += f"{problem.place.line}:{problem.place.column}:"
    hint = f" ({problem.hint})" if problem.hint else ""
    return f"{where} {problem.severity}: {problem.message}{hint}".strip()


def nearest(name: str, known: Iterable[str]) -> str | None:
    """A hint that names the known name nearest to `name`, or None when none is near."""
    close = get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f"did you mean '{close[0]}'?" if close else None


@dataclass(slots=True)
class Findings:
    """A basket that checks put problems into."""

    problems: list[Problem] = field(default_factory=list)

    def error(self, message: str, path: Path, hint: str | None = None, *, at_key: bool = False) -> None:
        self.problems.append(Problem("error", message, path, hint, at_key))

    def warning(self, message: str, path: Path, hint: str | None = None, *, at_key: bool = False) -> None:
        self.problems.append(Problem("warning", message, path, hint, at_key))

    @property
    def errors(self) -> bool:
        return any(problem.severity == "error" for problem in self.problems)
