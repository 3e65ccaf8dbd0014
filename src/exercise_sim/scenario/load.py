"""One call from a file to a sound scenario, with every problem and its place: `load(path)`, `examine(path)`.

Text becomes a tree (`source`), the tree becomes scenarios, one for the file and one for each variant (`verdict`).
"""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from exercise_sim.scenario.attached import Attached, Finder, digest_of, from_kept, on_disk
from exercise_sim.scenario.files import read_source
from exercise_sim.scenario.initial_data import Origin
from exercise_sim.scenario.model import Scenario
from exercise_sim.scenario.others import Others
from exercise_sim.scenario.problems import Problem, ScenarioError, nearest
from exercise_sim.scenario.reading import gathered, refuse_other
from exercise_sim.scenario.source import Source, read_tree
from exercise_sim.scenario.sweeps import told_outside, values_of
from exercise_sim.scenario.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Loaded:
    """A sound scenario with its source, the digest of its text and its other files, the variants that were applied, and warnings for its author.

    `choose` holds what the variants fix: options, votes and outcomes by their key. `attached` are the texts of its other files: with them
    `load_text` makes the same again. `origins` say of each value of initial data where it came from.
    """

    scenario: Scenario
    source: Source
    digest: str
    variants: tuple[str, ...]
    choose: dict[str, str]
    warnings: tuple[Problem, ...]
    attached: tuple[Attached, ...] = ()
    origins: tuple[Origin, ...] = ()


def load(
    path: str | os.PathLike[str],
    variant: str | Sequence[str] = (),
    sets: Sequence[tuple[str, str]] = (),
    *,
    judged: bool = True,
) -> Loaded:
    """The scenario in a file, with one or several of its variants; its warnings only if it is to be `judged`.

    `sets` are paths with values as an author writes them, put on top of it. Raises ScenarioError with every error and its place when a file cannot be read or is not sound.
    """
    name = os.fspath(path)
    return _loaded(read_source(path), name, variant, on_disk(name), sets, judged=judged)


def load_text(
    text: str,
    name: str,
    variant: str | Sequence[str] = (),
    sets: Sequence[tuple[str, str]] = (),
    *,
    judged: bool = True,
    attached: Iterable[Attached] = (),
) -> Loaded:
    """As `load`, from the text of a file and those of its other files; `name` is what messages call it. The disk is not touched.

    `sets` are paths with values as an author writes them, put on top of it.
    """
    return _loaded(text, name, variant, from_kept(attached), sets, judged=judged)


def _loaded(
    text: str,
    name: str,
    variant: str | Sequence[str],
    find: Finder,
    sets: Sequence[tuple[str, str]] = (),
    *,
    judged: bool,
) -> Loaded:
    others, verdict, placed = _examined(text, name, find, judged=judged)
    source = others.source
    wanted = [variant] if isinstance(variant, str) else list(variant)
    if any(problem.severity == "error" for problem in placed):
        raise ScenarioError(placed, source.lines)
    if unknown := _unknown(verdict, wanted):
        raise ScenarioError(source.placed(unknown), source.lines)
    scenario, choose, problems = verdict.varied(wanted, values_of(sets))
    if problems:
        problems = [told_outside(problem, dict(sets)) for problem in problems]
        raise ScenarioError(others.placed([*source.warnings, *problems]), source.lines)
    assert scenario is not None  # or there would be a problem
    files = tuple(others.attached)
    return Loaded(
        scenario, source, digest_of(text, files), tuple(wanted), choose, placed, files, others.origins
    )


def _examined(
    text: str, name: str, find: Finder, *, judged: bool = True
) -> tuple[Others, Verdict, tuple[Problem, ...]]:
    """A text with its other files, what is to be said of them, and all of that at its places. Raises ScenarioError where there is no tree."""
    source = read_tree(text, name)
    refuse_other(source)
    others = gathered(source, find)
    unread = [*source.errors, *(one for one in others.problems if one.severity == "error" and not one.file)]
    verdict = Verdict(others.tree, unread, judged=judged, hurt=others.hurt, sealed=others.sealed)
    told = [*source.errors, *source.warnings, *others.problems, *verdict.problems]
    return others, verdict, others.placed(told)


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
    name = os.fspath(path)
    try:
        others, _, placed = _examined(read_source(path), name, on_disk(name))
    except ScenarioError as error:
        return error.problems, error.lines
    return placed, others.source.lines
