"""Random chains with all effects at all moments: a sound random chain, a gauge, and injects that act on it whenever something happens."""

import copy

from tests.fuzz import growth, trees
from tests.fuzz.words import Words
from tests.slow_model.chains import FAMILIES, random_chain


def chain(dice):
    """The tree of a random chain that injects, gauges and its own ends act upon."""
    tree = random_chain(dice.randrange(10**9), dice.choice(list(FAMILIES)))[0]
    tree = {key: value for key, value in tree.items() if value}
    if dice.random() < 0.6:
        tree = _kept(dice, tree, trees.new_gauge)
    for _ in range(dice.choice((2, 3, 3, 5, 8))):
        tree = _kept(dice, tree, _inject_at_a_moment)
    for _ in range(dice.choice((0, 1, 2, 4))):
        tree = _kept(
            dice, tree, dice.choice((trees.set_of_result, trees.when_done, trees.new_step, trees.set_of_step))
        )
    return tree


def _inject_at_a_moment(words, tree):
    """An inject with effects, in the hours in which the chain is under way or when one of its steps begins or ends."""
    trees.new_inject(words, tree)
    made = list(tree["injects"].values())[-1]
    if words.may(60):
        made["at"] = f"D {words.dice.randrange(9, 24):02}:{words.dice.choice((0, 0, 30)):02}"
    elif words.may(50):
        made["at"] = words.one(
            words.step, lambda: f"30m after {words.step()} begins", lambda: f"{words.step()} begins"
        )
    if words.may(80):
        made["effects"] = words.effects(2)


def _kept(dice, tree, change):
    """The tree with this change, if it is sound with it; one in fifty stays whatever it is."""
    changed = copy.deepcopy(tree)
    change(Words(dice, changed), changed)
    return changed if dice.random() < 0.02 or growth.sound(changed) is not False else tree
