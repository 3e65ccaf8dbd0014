"""What the model cannot see because it takes two parts to be wrong: `check_scenario(scenario)` compares them all.

Every check gets the same survey and notes what it finds; one noun a module. A scenario without an error compiles and runs.
"""

from collections.abc import Iterable, Mapping, Sequence

from exercise_sim.scenario.checks.amounts import check_amounts
from exercise_sim.scenario.checks.bodies import check_bodies
from exercise_sim.scenario.checks.chances import check_chances
from exercise_sim.scenario.checks.choices import check_branches, check_choices
from exercise_sim.scenario.checks.circles import check_circles
from exercise_sim.scenario.checks.conditions import check_conditions
from exercise_sim.scenario.checks.documents import check_documents
from exercise_sim.scenario.checks.effects import check_effects
from exercise_sim.scenario.checks.endings import check_endings
from exercise_sim.scenario.checks.exclusive import check_exclusive
from exercise_sim.scenario.checks.expectations import check_expectations
from exercise_sim.scenario.checks.hours import check_hours
from exercise_sim.scenario.checks.injects import check_injects
from exercise_sim.scenario.checks.joins import check_joins
from exercise_sim.scenario.checks.judgement import judge
from exercise_sim.scenario.checks.loops import check_loops
from exercise_sim.scenario.checks.measures import check_measures
from exercise_sim.scenario.checks.names import check_names, too_large
from exercise_sim.scenario.checks.policies import check_policies
from exercise_sim.scenario.checks.recurring import check_recurring
from exercise_sim.scenario.checks.resources import check_resources
from exercise_sim.scenario.checks.returns import check_returns
from exercise_sim.scenario.checks.selections import check_selections
from exercise_sim.scenario.checks.survey import Survey
from exercise_sim.scenario.checks.texts import check_texts
from exercise_sim.scenario.checks.trees import Trees
from exercise_sim.scenario.checks.votes import check_votes
from exercise_sim.scenario.consequences import Hurt, independent
from exercise_sim.scenario.model import Scenario
from exercise_sim.scenario.problems import Path, Problem

_CHECKS = (
    check_names,
    check_selections,
    check_joins,
    check_injects,
    check_recurring,
    check_conditions,
    check_bodies,
    check_amounts,
    check_resources,
    check_hours,
    check_choices,
    check_chances,
    check_votes,
    check_branches,
    check_effects,
    check_returns,
    check_endings,
    check_measures,
    check_policies,
    check_expectations,
    check_texts,
)
_CHECKS_OF_TREES = (check_documents, check_circles, check_loops, check_exclusive)


_ALL: frozenset[object] = frozenset((*_CHECKS, *_CHECKS_OF_TREES))
READERS: Mapping[str, frozenset[object]] = {
    "variables": frozenset(
        (check_joins, check_conditions, check_effects, check_measures, check_expectations)
    ),
    "chain.takes": frozenset((check_amounts, check_loops)),
    "chain.after": frozenset((check_joins, check_recurring, check_circles, check_loops, check_exclusive)),
}
"""The checks that read the value of a variable, or a word of a step: those that variants mostly set."""


_FOLLOWED = frozenset(("after", "needs", "makes", "options", "outcomes", "when_done", "for_each"))
WORDS_OF_TREES: Mapping[object, frozenset[str]] = {
    check_documents: _FOLLOWED | {"knows"},
    check_circles: _FOLLOWED,
    check_exclusive: _FOLLOWED,
    check_loops: _FOLLOWED | {"takes", "thinks", "uses", "usual", "otherwise", "vote", "wait_for"},
}
"""The words of a step that the checks of the whole chain read: where one is not understood, they say nothing."""


def check_scenario(
    scenario: Scenario,
    *,
    judged: bool = True,
    changed: Iterable[Path] | None = None,
    hurt: Sequence[Hurt] = (),
) -> list[Problem]:
    """Everything that is wrong with a validated scenario, each once; warnings only where there is no error, and where it is `judged`.

    `changed`: the places where it differs from a scenario that has no error; what reads none of them finds nothing here either.
    `hurt`: the places where something was left out; what may only follow from that is not told.
    """
    asked = _ALL if changed is None else frozenset().union(*map(_readers, changed))
    asked -= {check for check, words in WORDS_OF_TREES.items() if any(_disturbs(one, words) for one in hurt)}
    survey = Survey(scenario)
    if too_large(survey):
        return survey.findings.problems
    for check in _CHECKS:
        if check in asked:
            check(survey)
    trees = Trees(survey)
    for check_of_trees in _CHECKS_OF_TREES:
        if check_of_trees in asked:
            check_of_trees(survey, trees)
    if judged and not survey.findings.errors and not hurt:
        judge(survey, trees)
    return independent(dict.fromkeys(survey.findings.problems), hurt)


def _disturbs(hurt: Hurt, words: frozenset[str]) -> bool:
    """Whether what was left out may change what the whole chain comes to."""
    if hurt.path[:1] != ("chain",):
        return hurt.path[:1] == ("groups",)
    return hurt.wild or len(hurt.path) < 3 or hurt.path[2] in words


def _readers(changed: Path) -> frozenset[object]:
    """The checks that may find something where a value was changed; all of them where nobody has said which."""
    if changed[0] == "chain" and len(changed) > 2:
        return READERS.get(f"chain.{changed[2]}", _ALL)
    return READERS["variables"] if changed[0] == "variables" and len(changed) == 2 else _ALL
