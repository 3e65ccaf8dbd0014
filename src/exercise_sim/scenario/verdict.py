"""What is to be said of an author's tree: of the file as it stands, and of each variant in what it changes (M21).

Nothing of YAML is known here; the places of problems are paths, those of values that a variant sets are the variant's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from exercise_sim.scenario.checks import check_scenario
from exercise_sim.scenario.checks.policies import check_chosen
from exercise_sim.scenario.checks.survey import Survey
from exercise_sim.scenario.consequences import Hurt, independent
from exercise_sim.scenario.gaps import gaps
from exercise_sim.scenario.mending import mended, moved
from exercise_sim.scenario.model import Scenario, validate, with_parts_of
from exercise_sim.scenario.problems import Findings, Path, Problem
from exercise_sim.scenario.sealed import Sealed, found_in
from exercise_sim.scenario.sweeps import OUTSIDE, with_outside, without_outside
from exercise_sim.scenario.variants import applied, chain_of, chosen
from exercise_sim.scenario.words import complaint

MOST_CAUSES = 30
"""Of a variant that sets more values than this, nobody looks for the one that brings an error."""


@dataclass(slots=True)
class _Varied:
    """The tree of a variant with the scenario that it makes (None: none), and what is wrong with it, before places are told."""

    tree: dict[str, Any]
    scenario: Scenario | None
    problems: list[Problem]
    written: dict[Path, Path]
    survey: Survey | None = None


class Verdict:
    """The scenarios of one tree, and every problem of them.

    `unread`: what could not even be read of it; `hurt`: places of which nobody knows what they hold; `sealed`: what no text may hold.
    """

    def __init__(
        self,
        data: Mapping[str, Any],
        unread: Sequence[Problem] = (),
        *,
        judged: bool = True,
        hurt: Sequence[Hurt] = (),
        sealed: Sealed | None = None,
    ) -> None:
        self._sealed = sealed
        places = [*hurt, *(Hurt(problem.path) for problem in unread if problem.path)]
        plain = mended(dict(data), places)
        self._tree, self._plain, self._hurt = plain.tree, plain.scenario, plain.hurt
        self._found: list[Problem] = []
        self.problems = plain.problems
        self._sound = not (unread or plain.problems)
        if plain.scenario is not None:
            self._found = check_scenario(plain.scenario, judged=judged, hurt=plain.hurt)
            self._found += found_in(plain.scenario, sealed)
            self.problems += [moved(problem, plain.renamed) for problem in self._found]
            self._sound = self._sound and not self.errors
            self._known = [_Varied(plain.tree, plain.scenario, [], {})]
            self.problems += self._of_variants()

    @property
    def errors(self) -> bool:
        """Whether there is any error; then there is no scenario to run."""
        return any(problem.severity == "error" for problem in self.problems)

    @property
    def variants(self) -> list[str]:
        """The names of the variants."""
        known = self._tree.get("variants")
        return list(known) if isinstance(known, dict) else []

    def varied(
        self, names: Sequence[str], values: Mapping[str, Any] | None = None
    ) -> tuple[Scenario | None, dict[str, str], list[Problem]]:
        """The scenario with some variants, what they fix, and what is wrong with that (each of them alone may be right).

        `values` are set on top of it from outside of the file, by their paths.
        """
        chain = self._chain(names)
        if values:
            self._tree = with_outside(self._tree, values)
            chain.append(OUTSIDE)
        varied = self._varied(chain)
        fixed = chosen(self._tree, chain)
        about = f"with {OUTSIDE}" if values else f"in the variant '{' and '.join(names)}'"
        problems = self._told(about, chain, varied)
        return varied.scenario, {key: option for key, (option, _) in fixed.items()}, problems

    def _of_variants(self) -> list[Problem]:
        told: dict[tuple[Path, str], Problem] = {}
        for name in self.variants:
            try:
                chain = self._chain([name])
            except (KeyError, ValueError):
                continue  # the checks have named the circle, or the variant that does not exist
            for problem in self._told(f"in the variant '{name}'", chain, self._varied(chain)):
                # What a variant brings, those that build on it bring as well.
                told.setdefault((problem.path, problem.message.partition(": ")[2]), problem)
        return list(told.values())

    def _chain(self, names: Sequence[str]) -> list[str]:
        chains = [chain_of(self._tree["variants"], name) for name in names]
        return list(dict.fromkeys(one for chain in chains for one in chain))

    def _varied(self, chain: Sequence[str]) -> _Varied:
        tree, problems, written = self._applied(chain)
        if problems:
            return _Varied(tree, None, problems, {})
        same = next((one for one in self._known if one.tree == tree), None)
        if same is None:
            same = _Varied(tree, *self._checked(tree, written), written)
            self._known.append(same)
        return same

    def _applied(
        self, chain: Sequence[str], most: int | None = None
    ) -> tuple[dict[str, Any], list[Problem], dict[Path, Path]]:
        tree, problems, written = applied(self._tree, chain, most)
        return (without_outside(tree) if OUTSIDE in chain else tree), problems, written

    def _checked(
        self, tree: dict[str, Any], written: Mapping[Path, Path]
    ) -> tuple[Scenario | None, list[Problem]]:
        """The scenario of a changed tree, and what is wrong with it and not with the file as it stands."""
        assert self._plain is not None
        empty = [gap for path in written for gap in gaps(_at(tree, path), path)]
        if empty:
            return None, empty
        try:
            scenario = validate(with_parts_of(self._plain, self._tree, tree))
        except ValidationError as error:
            found = [complaint(dict(one)) for one in error.errors(include_url=False)]
            return None, independent(found, self._hurt)
        found = check_scenario(
            scenario, judged=False, changed=written if self._sound else None, hurt=self._hurt
        )
        # A real name that a value itself holds has been found where the variant stands.
        told = {(problem.path, problem.message) for problem in self._found}
        sealed = found_in(scenario, self._sealed)
        found += [one for one in sealed if (moved(one, dict(written)).path, one.message) not in told]
        return scenario, [problem for problem in found if problem not in self._found]

    def _told(self, about: str, chain: Sequence[str], varied: _Varied) -> list[Problem]:
        """The problems of a variant, each with words about it, where the variant brings it."""
        if varied.scenario is None and varied.problems and not varied.written:
            return independent(varied.problems, self._hurt)
        found = [self._caused(chain, problem, varied.written) for problem in varied.problems]
        if varied.scenario is not None and (fixed := chosen(self._tree, chain)):
            found += independent(self._chosen(varied, fixed), self._hurt)
        return [replace(one, message=f"{about}: {one.message}") for one in found]

    def _chosen(self, varied: _Varied, fixed: Mapping[str, tuple[str, Path]]) -> list[Problem]:
        assert varied.scenario is not None
        # Most variants only choose: they share the scenario of the file, and one survey of it will do.
        varied.survey = varied.survey or Survey(varied.scenario)
        varied.survey.findings = Findings()
        check_chosen(varied.survey, fixed)
        return varied.survey.findings.problems

    def _caused(self, chain: Sequence[str], problem: Problem, written: dict[Path, Path]) -> Problem:
        """A problem at the value that brings it: at that value itself, or with it although it stands elsewhere."""
        there = moved(problem, written)
        if there is not problem:
            return there
        at = self._cause(chain, problem, list(written.values()))
        return replace(problem, path=at, about=problem.path, at_key=True)

    def _cause(self, chain: Sequence[str], problem: Problem, places: list[Path]) -> Path:
        """The first value that, set after those before it, brings a problem."""
        for number in range(1, len(places) if len(places) <= MOST_CAUSES else 1):
            tree, _, written = self._applied(chain, number)
            if problem in self._checked(tree, written)[1]:
                return places[number - 1]
        return places[-1]


def _at(tree: Any, path: Path) -> object:
    """What stands at a path; nothing to speak of where a later value has taken its place."""
    for word in path:
        if not isinstance(tree, dict) or word not in tree:
            return ""
        tree = tree[word]
    return tree
