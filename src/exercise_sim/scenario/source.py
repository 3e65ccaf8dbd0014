"""The author's file: its text, the tree of plain data that its YAML means, and the place of everything in it.

No field is known here and nothing is printed. PyYAML's C parser gives events; they become data and places in a single
pass, which refuses what YAML would misread (`traps`) and what no scenario needs (anchors, tags, a second document).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from exercise_sim.scenario.composer import MOST_PROBLEMS, Composer, Spot
from exercise_sim.scenario.files import refuse_invisible, refused
from exercise_sim.scenario.problems import Path, Place, Problem, ScenarioError
from exercise_sim.scenario.ruler import Ruler

_COLON = re.compile(r"\s*:")


@dataclass(frozen=True, slots=True)
class Source:
    """An author's text that YAML can read. `data` is a tree of dict, list, str, int, float, bool and None.

    `errors` are what it would misread; the rest of the tree says what its author means.
    """

    name: str
    text: str
    lines: tuple[str, ...]
    data: dict[str, Any]
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    spot: Spot = field(repr=False, compare=False)
    ruler: Ruler = field(repr=False, compare=False)

    def place(self, path: Path, *, at_key: bool = False) -> Place:
        """Where the value at `path` stands, or its name (`at_key`).

        A value without a text of its own on the line (empty, or entries in the lines below) stands at its name, and
        what is not there at all at the name of the nearest that should hold it.
        """
        spot = self.spot
        for part in path:
            inner = spot.inside.get(part)
            if inner is None:
                at_key = True
                break
            spot = inner
        return self.ruler.place(spot.name if at_key and spot.name else spot.value)

    def placed(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """The problems of this file with file and place filled in, in the order of the text, each once."""
        return _in_order(self._placed(problem) for problem in problems)

    def _placed(self, problem: Problem) -> Problem:
        if problem.file not in {"", self.name} or problem.place:
            return replace(problem, file=problem.file or self.name)
        message = problem.message
        if problem.about:
            message += f" (line {self.place(problem.about).line})"
        place = self.place(problem.path, at_key=problem.at_key)
        return replace(problem, message=message, about=(), file=self.name, place=place)


def _in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    def order(it: Problem) -> tuple[str, int, int]:
        return (it.file, it.place.line, it.place.column) if it.place else (it.file, 0, 0)

    unique = {(it.file, it.place or it.path, it.severity, it.message): it for it in problems}
    return tuple(sorted(unique.values(), key=order))


def parse_source(text: str, name: str) -> Source:
    """The tree of a scenario's text. Raises ScenarioError with every problem found, in the order of the text."""
    source = read_tree(text, name)
    if source.errors:
        raise ScenarioError(_in_order([*source.errors, *source.warnings]), source.lines)
    return source


def read_tree(text: str, name: str, what: str = "scenario") -> Source:
    """As `parse_source`, but what YAML would misread is among its `errors`. Raises ScenarioError where there is no tree.

    `what` says what such a file is, for messages.
    """
    if not yaml.__with_libyaml__:
        hint = "install PyYAML from its wheel"
        raise refused(name, "PyYAML stands here without its C part (libyaml)", hint)
    text = text.removeprefix("\ufeff")
    refuse_invisible(text, name, MOST_PROBLEMS)
    composer = Composer(text, name, what)
    data, spot = composer.tree()
    problems = _in_order(composer.problems)
    if spot is None or not composer.sound:
        raise ScenarioError(problems, composer.ruler.lines)
    told = {
        severity: tuple(one for one in problems if one.severity == severity)
        for severity in ("error", "warning")
    }
    return Source(
        name, text, composer.ruler.lines, data, told["error"], told["warning"], spot, composer.ruler
    )
