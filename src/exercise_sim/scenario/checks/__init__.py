"""What the model cannot see because it takes two parts to be wrong: `check_scenario(scenario)` compares them all.

Every check gets the same survey and notes what it finds; one noun a module. A scenario without an error compiles and runs.
"""

from collections.abc import Iterable, Mapping, Sequence

from exercise_sim.scenario.checks.amounts import check_amounts
from exercise_sim.scenario.checks.bodies import check_bodies
from exercise_sim.scenario.checks.chances import check_chances
from exercise_sim.scenario.checks.choices import check_branches, check_choices
from exercise_sim.scenario.checks.circles import check_circles, check_firing
from exercise_sim.scenario.checks.conditions import check_conditions
from exercise_sim.scenario.checks.documents import check_documents
from exercise_sim.scenario.checks.effects import check_effects
from exercise_sim.scenario.checks.endings import check_endings
from exercise_sim.scenario.checks.exclusive import check_exclusive
from exercise_sim.scenario.checks.expectations import check_expectations
from exercise_sim.scenario.checks.frame import check_frame
from exercise_sim.scenario.checks.gauges import check_gauges
from exercise_sim.scenario.checks.hours import check_hours
from exercise_sim.scenario.checks.injects import check_injects
from exercise_sim.scenario.checks.joins import check_joins
from exercise_sim.scenario.checks.judgement import judge
from exercise_sim.scenario.checks.loops import check_loops
from exercise_sim.scenario.checks.measures import check_measures
from exercise_sim.scenario.checks.names import check_names, too_large
from exercise_sim.scenario.checks.policies import check_policies
from exercise_sim.scenario.checks.provisions import check_provisions
from exercise_sim.scenario.checks.recurring import check_recurring
from exercise_sim.scenario.checks.resources import check_resources
from exercise_sim.scenario.checks.returns import check_returns
from exercise_sim.scenario.checks.selections import check_selections
from exercise_sim.scenario.checks.sheet import check_sheet
from exercise_sim.scenario.checks.survey import Survey
from exercise_sim.scenario.checks.texts import check_texts
from exercise_sim.scenario.checks.touches import check_touches
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
    check_gauges,
    check_bodies,
    check_amounts,
    check_resources,
    check_hours,
    check_choices,
    check_chances,
    check_votes,
    check_branches,
    check_effects,
    check_touches,
    check_returns,
    check_endings,
    check_measures,
    check_policies,
    check_expectations,
    check_frame,
    check_provisions,
    check_sheet,
    check_texts,
)
_CHECKS_OF_TREES = (check_documents, check_circles, check_firing, check_loops, check_exclusive)


_ALL: frozenset[object] = frozenset((*_CHECKS, *_CHECKS_OF_TREES))
_ENDS = frozenset(("options", "outcomes", "when_done"))
_FOLLOWED = _ENDS | {"after", "needs", "makes"}
READS: Mapping[object, frozenset[str]] = {
    check_names: _ENDS,
    check_selections: frozenset(("vote",)),
    check_joins: _ENDS | {"after", "variables"},
    check_conditions: _ENDS | {"if", "wait_for", "variables"},
    check_bodies: frozenset(("by", "seen_by")),
    check_amounts: _ENDS | {"takes", "thinks"},
    check_resources: _ENDS | {"uses", "keeps", "resources.slots", "resources.stock", "resources.flow", "resources.open"},
    check_hours: frozenset(("uses", "resources.open")),
    check_choices: _ENDS | {"question", "usual", "otherwise", "within", "thinks", "vote"},
    check_chances: _ENDS,
    check_votes: _ENDS | {"vote", "otherwise"},
    check_branches: _ENDS,
    check_effects: _ENDS | {"variables"},
    check_touches: _ENDS | {"phase"},
    check_returns: _ENDS | {"usual", "otherwise", "vote"},
    check_endings: frozenset(),
    check_measures: _ENDS | {"variables"},
    check_policies: _ENDS | {"vote", "thinks"},
    check_expectations: _ENDS | {"variables"},
    check_texts: _ENDS | {"title", "text", "phase", "question", "makes", "needs", "knows", "resources.title"},
    check_documents: _FOLLOWED | {"knows"},
    check_circles: _FOLLOWED,
    check_firing: _FOLLOWED,
    check_loops: _FOLLOWED | {"takes", "thinks", "uses", "usual", "otherwise", "vote", "wait_for"},
    check_exclusive: _FOLLOWED,
}  # fmt: skip
"""What each check reads: words of a step, fields of a resource, the values of variables. All read for whom a step is (`for_each`).

A check that is not named here reads everything.
"""
_KNOWN: frozenset[str] = frozenset().union(*READS.values())


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
    asked -= {check for check in _CHECKS_OF_TREES if any(_disturbs(one, check) for one in hurt)}
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


def _disturbs(hurt: Hurt, check: object) -> bool:
    """Whether what was left out may change what a check makes of the whole chain: where a word is not understood, it says nothing."""
    if hurt.path[:1] != ("chain",):
        return hurt.path[:1] == ("groups",)
    return (
        hurt.wild or len(hurt.path) < 3 or hurt.path[2] == "for_each" or _may_read(check, str(hurt.path[2]))
    )


def _may_read(check: object, word: str) -> bool:
    return check not in READS or word in READS[check]


def _readers(changed: Path) -> frozenset[object]:
    """The checks that may find something where a value was changed; all of them where nobody has said which."""
    part, *rest = map(str, changed)
    word = "" if len(rest) < 2 else rest[1] if part == "chain" else f"{part}.{rest[1]}"
    if part == "variables" and len(rest) == 1:
        word = part
    return frozenset(check for check in _ALL if _may_read(check, word)) if word in _KNOWN else _ALL
