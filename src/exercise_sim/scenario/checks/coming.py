"""What can come at all: the least set of step instances whose joins may be met, worked out before anything runs (M4).

The same idea as the engine's horizon, over trees of instances; luck, conditions and answers may fall as they like, but a vote
comes only to what it can carry, and what a step waits for (`wait_for`) must be able to become true.
"""

from collections.abc import Callable, Collection, Iterator
from functools import cached_property

from exercise_sim.scenario.checks.names import STATES
from exercise_sim.scenario.checks.survey import Survey
from exercise_sim.scenario.checks.trees import Instance, Leaf, Several, Tree, Trees, leaves
from exercise_sim.scenario.checks.votes import results
from exercise_sim.scenario.conditions import Comparison, Condition, Group, Happened
from exercise_sim.scenario.references import Reference

Ways = tuple[bool, bool]
"""Whether something may be met, and whether it may be passed."""


Comes = Callable[[Instance], bool]


class Coming:
    """`instances` are those that can come.

    `without`: instances that are taken for impossible, to see what cannot come without them.
    """

    def __init__(self, survey: Survey, trees: Trees, without: Collection[Instance] = ()) -> None:
        self._survey, self._trees, self._without = survey, trees, frozenset(without)
        self._results = {name: results(step) for name, step in survey.elements.items()}
        self._firing: dict[str, set[str]] = {}
        for deed in survey.deeds if survey.scenario.injects else ():
            for inject in deed.effects.fire:
                self._firing.setdefault(inject, set()).add(deed.step)
        self._after = {one: trees.after(*one) for one in trees.instances()}
        self._needs = {one: trees.needs(*one) for one in self._after}
        self.instances = self._least()

    def _least(self) -> set[Instance]:
        behind: dict[Instance, list[Instance]] = {}
        for one in self._after:
            for other in self.asked_of(one):
                behind.setdefault(other, []).append(one)
        found: set[Instance] = set()
        work = list(reversed(self._after))
        while work:
            one = work.pop()
            if one not in found and self._released(one, found.__contains__):
                found.add(one)
                work.extend(behind.get(one, ()))
        return found

    def asked_of(self, one: Instance) -> Iterator[Instance]:
        """The instances that an instance waits for in any way."""
        ways = (way for each in self._needs[one].values() for way in each)
        for leaf in (*leaves(self._after[one]), *(leaf for way in ways for leaf in leaves(way))):
            yield leaf.instance
        for reference in _references(self._survey.elements[one[0]].wait_for):
            yield from self._meant(reference, one[1])
        for step in self._firing.get(one[0], ()):
            yield from ((step, member) for member in self._survey.cast.members(step))

    def _released(self, one: Instance, comes: Comes) -> bool:
        if one in self._without:
            return False
        tree, step = self._after[one], self._survey.elements[one[0]]
        if one[0] in self._survey.scenario.injects and self._fired(one[0], comes):
            return True
        needed = all(any(self._ways(way, comes)[0] for way in ways) for ways in self._needs[one].values())
        if not needed or not (tree is None or any(self._ways(tree, comes))):
            return False
        if tree is not None and one[0] in self._survey.scenario.injects and not self._ways(tree, comes)[0]:
            return False  # that something was passed over brings no inject
        # `if` is asked before it waits: a step that has one may be passed over without waiting.
        return (
            step.wait_for is None or step.if_ is not None or self._may_be_true(step.wait_for, one[1], comes)
        )

    def _fired(self, inject: str, comes: Comes) -> bool:
        """Whether something that fires an inject may come."""
        members = self._survey.cast.members
        return any(comes((step, one)) for step in self._firing.get(inject, ()) for one in members(step))

    def _may_be_true(self, condition: Condition, member: str, comes: Comes) -> bool:
        """Whether a condition may become true: all but what steps come to is taken to be possible."""
        if isinstance(condition, Group):
            answers = [self._may_be_true(item, member, comes) for item in condition.items]
            return condition.operator == "not" or (
                any(answers) if condition.operator == "any" else all(answers)
            )
        return all(
            reference.name not in self._survey.elements
            or (self._possible(reference) and any(map(comes, self._meant(reference, member))))
            for reference in _references(condition)
        )

    def _meant(self, reference: Reference, member: str) -> list[Instance]:
        """The instances of which one must come, or all: that is not looked at so closely."""
        members = self._survey.cast.members(reference.name)
        if reference.member in members:
            members = (str(reference.member),)
        elif reference.member is None and reference.count is None and member in members:
            members = (member,)
        return [(reference.name, one) for one in members]

    def _possible(self, reference: Reference | Leaf) -> bool:
        """Whether a step can come to a result at all."""
        name = reference.step if isinstance(reference, Leaf) else reference.name
        return reference.outcome is None or reference.outcome in self._results[name]

    @cached_property
    def missing(self) -> dict[str, dict[str, tuple[str, str]]]:
        """By step: the members for whom it could not come even if everything else did, with the word that says so, and why."""
        found: dict[str, dict[str, tuple[str, str]]] = {}
        for step, member in self._after:
            if not self._released((step, member), _everything):
                found.setdefault(step, {})[member] = self._why(step, member)
        return found

    def _reason(self, tree: Tree | None) -> str:
        """Why a tree can never be met: the first reference in it to what does not exist, or cannot come out so."""
        if isinstance(tree, Leaf):
            if not tree.exists:
                return f"there is no '{tree.text}' for it"
            never = tree.step != "ending" and not self._possible(tree)
            return f"no vote can come to '{tree.text}'" if never else ""
        return next((text for item in (tree.items if tree else ()) if (text := self._reason(item))), "")

    def _why(self, step: str, member: str) -> tuple[str, str]:
        """The word by which an instance could not come even if everything else did, and the reason."""
        tree = self._after[step, member]
        if tree is not None and not any(self._ways(tree, _everything)):
            return "after", self._reason(tree) or "what it waits for does not exist"
        for ways in self._needs[step, member].values():
            if not any(self._ways(way, _everything)[0] for way in ways):
                reasons = (text for way in ways if (text := self._reason(way)))
                return "needs", next(reasons, "nobody makes what it needs")
        return "wait_for", "nothing can make its 'wait_for' true"

    def circles(self) -> Iterator[list[Instance]]:
        """Instances that wait for each other through `wait_for`, so that none of them can come; each circle once."""
        told: set[frozenset[str]] = set()
        stuck = [one for one in self._after if one not in self.instances]
        for one in stuck:
            way: list[Instance] = []
            following: Instance | None = one
            while following is not None and following not in way:
                way.append(following)
                following = next((it for it in self.asked_of(following) if it not in self.instances), None)
            steps = frozenset(step for step, _ in way)
            if following is not None and not any(steps & before for before in told):
                told.add(steps)
                yield way[way.index(following) :]

    def _ways(self, tree: Tree, comes: Comes) -> Ways:
        if isinstance(tree, Leaf):
            if tree.step == "ending":
                return True, False
            if not tree.exists or not comes(tree.instance) or not self._possible(tree):
                return False, False
            return True, tree.outcome is None and self._survey.elements[tree.step].if_ is not None
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


def _everything(_: Instance) -> bool:
    return True


def _references(condition: Condition | None) -> Iterator[Reference]:
    """What a condition asks of steps, as references; that something has not come yet, or never comes, is no such thing."""
    if isinstance(condition, Group):
        for item in condition.items if condition.operator != "not" else ():
            yield from _references(item)
    elif isinstance(condition, Happened):
        yield condition.reference
    elif isinstance(condition, Comparison) and condition.operator == "is":
        name, _, member = condition.subject.partition(" of ")
        if condition.value not in ("waiting", "passed over", "cut off"):
            outcome = None if condition.value in STATES else str(condition.value)
            yield Reference(name, outcome, member or None, text=condition.text)
