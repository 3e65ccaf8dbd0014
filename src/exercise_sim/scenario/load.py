"""One call from a file to a sound scenario, with every problem and its place: `load(path)`, `examine(path)`.

Text becomes a tree (`source`), the tree becomes scenarios, one for the file and one for each variant (`verdict`).
"""

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass

from exercise_sim.scenario.files import read_source
from exercise_sim.scenario.model import Scenario
from exercise_sim.scenario.problems import Problem, ScenarioError, nearest
from exercise_sim.scenario.source import Source, read_tree
from exercise_sim.scenario.sweeps import told_outside, values_of
from exercise_sim.scenario.verdict import Verdict


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


def load_text(
    text: str,
    name: str,
    variant: str | Sequence[str] = (),
    sets: Sequence[tuple[str, str]] = (),
    *,
    judged: bool = True,
) -> Loaded:
    """As `load`, from the text of a file; `name` is what messages call it. `sets` are paths with values as an author writes them."""
    source = read_tree(text, name)
    wanted = [variant] if isinstance(variant, str) else list(variant)
    verdict = Verdict(source.data, source.errors, judged=judged)
    placed = source.placed([*source.errors, *source.warnings, *verdict.problems])
    if source.errors or verdict.errors:
        raise ScenarioError(placed, source.lines)
    if unknown := _unknown(verdict, wanted):
        raise ScenarioError(source.placed(unknown), source.lines)
    scenario, choose, problems = verdict.varied(wanted, values_of(sets))
    if problems:
        problems = [told_outside(problem, dict(sets)) for problem in problems]
        raise ScenarioError(source.placed([*source.warnings, *problems]), source.lines)
    assert scenario is not None  # or there would be a problem
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Loaded(scenario, source, digest, tuple(wanted), choose, placed)


def _unknown(verdict: Verdict, wanted: Sequence[str]) -> list[Problem]:
    known = verdict.variants
    return [
        Problem(
            "error",
            f"there is no variant '{name}' in this file",
            ("variants",),
            nearest(name, known) or (f"it has: {', '.join(known)}" if known else None),
        )
        for name in wanted
        if name not in known
    ]


def examine(path: str | os.PathLike[str]) -> tuple[tuple[Problem, ...], tuple[str, ...]]:
    """Every error and warning of a file, in each of its variants, and its lines. Raises nothing for a bad file."""
    try:
        source = read_tree(read_source(path), os.fspath(path))
    except ScenarioError as error:
        return error.problems, error.lines
    found = Verdict(source.data, source.errors).problems
    return source.placed([*source.errors, *source.warnings, *found]), source.lines
