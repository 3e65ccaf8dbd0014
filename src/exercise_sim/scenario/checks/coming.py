"""What can come at all: the least set of step instances whose joins may be met, worked out before anything runs (M4).

The same idea as the engine's horizon, over trees of instances; luck, conditions and answers may fall as they like.
"""

from collections.abc import Callable

from exercise_sim.scenario.checks.survey import Survey
from exercise_sim.scenario.checks.trees import Instance, Leaf, Several, Tree, Trees, leaves

Ways = tuple[bool, bool]
"""Whether something may be met, and whether it may be passed."""


class Coming:
    """`instances` are those that can come; `missing` the members for whom a step can never come, with what is missing."""

    def __init__(self, survey: Survey, trees: Trees) -> None:
        self._survey, self._trees = survey, trees
        self._after = {one: trees.after(*one) for one in trees.instances()}
        self._needs = {one: trees.needs(*one) for one in self._after}
        self.instances = self._least()
        self.missing = self._missing()

    def _least(self) -> set[Instance]:
        behind: dict[Instance, list[Instance]] = {}
        for one, tree in self._after.items():
            ways = (way for each in self._needs[one].values() for way in each)
            for leaf in (*leaves(tree), *(leaf for way in ways for leaf in leaves(way))):
                behind.setdefault(leaf.instance, []).append(one)
        found: set[Instance] = set()
        work = list(reversed(self._after))
        while work:
            one = work.pop()
            if one not in found and self._released(one, found.__contains__):
                found.add(one)
                work.extend(behind.get(one, ()))
        return found

    def _released(self, one: Instance, comes: Callable[[Instance], bool]) -> bool:
        tree = self._after[one]
        needed = all(any(self._ways(way, comes)[0] for way in ways) for ways in self._needs[one].values())
        return needed and (tree is None or any(self._ways(tree, comes)))

    def _missing(self) -> dict[str, dict[str, str]]:
        """By step: the members for whom it could not come even if everything else did, with the text of what is not there."""
        found: dict[str, dict[str, str]] = {}
        for (step, member), tree in self._after.items():
            if not self._released((step, member), lambda one: True):
                found.setdefault(step, {})[member] = _nothing(tree)
        return found

    def _ways(self, tree: Tree, comes: Callable[[Instance], bool]) -> Ways:
        if isinstance(tree, Leaf):
            if tree.step == "ending":
                return True, False
            if not tree.exists or not comes(tree.instance):
                return False, False
            return True, tree.outcome is None and self._survey.chain[tree.step].if_ is not None
        return _joined(tree, [self._ways(item, comes) for item in tree.items])


def _joined(tree: Several, ways: list[Ways]) -> Ways:
    meets = sum(met for met, _ in ways)
    passes = [passed for _, passed in ways]
    if tree.kind == "all":
        return all(map(any, ways)) and (meets > 0 or not ways), bool(ways) and all(passes)
    if tree.kind == "any":
        return meets >= tree.count, bool(ways) and all(passes)
    live = [passed for met, passed in ways if met or passed]
    return meets >= (tree.count if tree.kind == "some" else 1), bool(live) and all(live)


def _nothing(tree: Tree | None) -> str:
    """The first reference in a tree to something that does not exist."""
    if isinstance(tree, Leaf):
        return "" if tree.exists else tree.text
    return next((text for item in (tree.items if tree else ()) if (text := _nothing(item))), "")
