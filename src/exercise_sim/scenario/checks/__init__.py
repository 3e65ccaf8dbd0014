"""What the model cannot see because it takes two parts to be wrong: `check_scenario(scenario)` compares them all.

Every check gets the same survey and notes what it finds; one noun a module. A scenario without an error compiles and runs.
"""

from exercise_sim.scenario.checks.amounts import check_amounts
from exercise_sim.scenario.checks.bodies import check_bodies
from exercise_sim.scenario.checks.chances import check_chances
from exercise_sim.scenario.checks.choices import check_branches, check_choices
from exercise_sim.scenario.checks.circles import check_circles
from exercise_sim.scenario.checks.conditions import check_conditions
from exercise_sim.scenario.checks.documents import check_documents
from exercise_sim.scenario.checks.effects import check_effects
from exercise_sim.scenario.checks.endings import check_endings
from exercise_sim.scenario.checks.joins import check_joins
from exercise_sim.scenario.checks.judgement import judge
from exercise_sim.scenario.checks.loops import check_loops
from exercise_sim.scenario.checks.measures import check_measures
from exercise_sim.scenario.checks.names import check_names, too_large
from exercise_sim.scenario.checks.policies import check_policies
from exercise_sim.scenario.checks.resources import check_resources
from exercise_sim.scenario.checks.returns import check_returns
from exercise_sim.scenario.checks.selections import check_selections
from exercise_sim.scenario.checks.survey import Survey
from exercise_sim.scenario.checks.texts import check_texts
from exercise_sim.scenario.checks.trees import Trees
from exercise_sim.scenario.checks.votes import check_votes
from exercise_sim.scenario.model import Scenario
from exercise_sim.scenario.problems import Problem

_CHECKS = (
    check_names,
    check_selections,
    check_joins,
    check_conditions,
    check_bodies,
    check_amounts,
    check_resources,
    check_choices,
    check_chances,
    check_votes,
    check_branches,
    check_effects,
    check_returns,
    check_endings,
    check_measures,
    check_policies,
    check_texts,
)
_CHECKS_OF_TREES = (check_documents, check_circles, check_loops)


def check_scenario(scenario: Scenario, *, judged: bool = True) -> list[Problem]:
    """Everything that is wrong with a validated scenario, each once; warnings only where there is no error, and where it is `judged`."""
    survey = Survey(scenario)
    if too_large(survey):
        return survey.findings.problems
    for check in _CHECKS:
        check(survey)
    trees = Trees(survey)
    for check_of_trees in _CHECKS_OF_TREES:
        check_of_trees(survey, trees)
    if judged and not survey.findings.errors:
        judge(survey, trees)
    return list(dict.fromkeys(survey.findings.problems))
