"""Trees that stay sound while they change: each change is kept only if the scenario still loads."""

import copy
from functools import cache

import yaml
from tests.fuzz import seeds, trees
from tests.fuzz.watch import TooLong, at_most
from tests.fuzz.words import Words

from exercise_sim.scenario.attached import attached
from exercise_sim.scenario.load import load_text
from exercise_sim.scenario.problems import ScenarioError


def grown(dice, tree, most):
    """The tree after up to `most` changes, each kept only if the scenario is sound with it; or the first that breaks the loader."""
    for _ in range(dice.randint(1, most)):
        changed = copy.deepcopy(tree)
        dice.choice(trees.CHANGES)(Words(dice, changed), changed)
        verdict = sound(changed)
        if verdict is None:
            return changed
        tree = changed if verdict else tree
    return tree


def sound(tree):
    """Whether a scenario is sound; None where the loader cannot say."""
    try:
        with at_most(6.0):
            load_text(written(tree), "grown.yaml", attached=_kept(), judged=False)
    except ScenarioError:
        return False
    except (Exception, TooLong):  # noqa: BLE001  # whatever it is, it is a finding
        return None
    return True


@cache
def _kept():
    return tuple(attached("initial_data", name, text) for name, text in seeds.beside().items())


def written(tree):
    """The text of a tree."""
    return yaml.safe_dump(tree, sort_keys=False, allow_unicode=True, width=10_000)
