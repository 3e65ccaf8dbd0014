"""Lists that ask for two results of one decision through the steps between them, and so can never be met (M3).

For each instance of a step, the results without which it cannot come: a list wants those of all its entries, `any` only what
they have in common. Results are bits of a number. Decisions that something goes back to may come out both ways, one after the other.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_

from exercise_sim.scenario.cast import instance
from exercise_sim.scenario.checks.returns import targets
from exercise_sim.scenario.checks.survey import Survey, goes_back
from exercise_sim.scenario.checks.trees import Instance, Leaf, Several, Tree, Trees, leaves
from exercise_sim.scenario.problems import Path
from exercise_sim.scenario.references import references_in

Results = int | None
"""The results that something cannot come without; None for what cannot come at all."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One of the things that a step waits for, all of them: an entry of its list, or a document."""

    text: str
    wants: Results
    path: Path
    direct: bool


def check_exclusive(survey: Survey, trees: Trees) -> None:
    """Every step that waits for several things."""
    wanted = _Wanted(survey, trees)
    if not wanted.bits:
        return
    wanted.gather()
    for name in survey.chain:
        members = survey.cast.members(name)
        told = [found for member in members if (found := wanted.contradiction(name, member))]
        if told and len(told) == len(members):
            _tell(survey, wanted, *told[0])


def _tell(survey: Survey, wanted: "_Wanted", one: _Part, other: _Part) -> None:
    assert one.wants is not None
    assert other.wants is not None
    first, second = wanted.clash(one.wants, other.wants)
    reasons = [
        f"'{part.text}' comes only after '{result}'"
        for part, result in ((one, first), (other, second))
        if not part.direct
    ]
    if not reasons:
        return  # two results of one decision in one list: the joins have told it
    survey.error(
        f"'{one.text}' and '{other.text}' can never both come: {', and '.join(reasons)}",
        other.path,
        f"write 'any: [{one.text}, {other.text}]' if either will do" if one.path == other.path else None,
    )


class _Wanted:
    """What each instance wants; `bits` are the results that matter: those of decisions of which several are waited for."""

    def __init__(self, survey: Survey, trees: Trees) -> None:
        self._survey, self._trees = survey, trees
        self._of: dict[Instance, Results] = {}
        self.bits: dict[tuple[Instance, str], int] = {}
        self._masks: list[int] = []
        decisions = _decisions(survey, trees) - reopened(survey, trees)
        for decision, outcomes in self._asked(decisions).items():
            if len(outcomes) > 1:
                mask = 0
                for outcome in outcomes:
                    bit = self.bits[decision, outcome] = 1 << len(self.bits)
                    mask |= bit
                self._masks.append(mask)

    def _asked(self, decisions: set[str]) -> dict[Instance, dict[str, None]]:
        """For each instance of some steps, the results of it that are waited for."""
        asked: dict[Instance, dict[str, None]] = {}
        for one in self._trees.instances() if decisions else ():
            for leaf in _leaves_of(self._trees, one):
                if leaf.outcome is not None and leaf.step in decisions:
                    asked.setdefault(leaf.instance, {})[leaf.outcome] = None
        return asked

    def gather(self) -> None:
        """Looks at each instance once all that stands in its `after` has been looked at."""
        behind: dict[Instance, list[Instance]] = {}
        missing: dict[Instance, int] = {}
        for one in self._trees.instances():
            before = {leaf.instance for leaf in leaves(self._trees.after(*one))}
            missing[one] = len(before)
            for other in before:
                behind.setdefault(other, []).append(one)
        work = [one for one, count in missing.items() if not count]
        while work:
            one = work.pop()
            self._of[one] = self._together([part.wants for part in self._parts(*one)])
            for other in behind.get(one, ()):
                missing[other] -= 1
                if not missing[other]:
                    work.append(other)

    def contradiction(self, step: str, member: str) -> tuple[_Part, _Part] | None:
        """Two things that an instance waits for, each of which can come, but not both."""
        parts = self._parts(step, member)
        if any(part.wants is None for part in parts) or self._of.get((step, member), 0) is not None:
            return None
        pairs = ((one, other) for at, other in enumerate(parts) for one in parts[:at])
        return next((pair for pair in pairs if self._together([part.wants for part in pair]) is None), None)

    def clash(self, one: int, other: int) -> tuple[str, str]:
        """The two results of one decision, as references."""
        mask = next(mask for mask in self._masks if _several((one | other) & mask))
        named = {bit: _named(decision, outcome) for (decision, outcome), bit in self.bits.items()}
        first = one & mask
        second = other & mask & ~first
        return named[first & -first], named[second & -second]

    def _parts(self, step: str, member: str) -> list[_Part]:
        path: Path = ("chain", step, "after")
        tree = self._trees.after(step, member)
        after = list(_entries(tree)) if tree is not None else []
        parts = [
            _Part(_text(item), self._want(item), path, isinstance(item, Leaf) and item.outcome is not None)
            for item in after
        ]
        for document, ways in self._trees.needs(step, member).items():
            if ways:
                wants = self._either([self._want(way) for way in ways], 1)
                parts.append(_Part(document, wants, ("chain", step, "needs"), direct=False))
        return parts

    def _want(self, tree: Tree) -> Results:
        if isinstance(tree, Leaf):
            if not tree.exists:
                return None
            wants = self._of.get(tree.instance, 0)
            bit = self.bits.get((tree.instance, tree.outcome or ""), 0)
            return self._together([wants, bit]) if bit else wants
        wants_of = [self._want(item) for item in tree.items]
        return self._together(wants_of) if tree.kind == "all" else self._either(wants_of, tree.count)

    def _together(self, wants: Iterable[Results]) -> Results:
        different: set[int] = set()
        for one in wants:
            if one is None:
                return None
            different.add(one)
        different.discard(0)
        found = reduce(or_, different, 0)
        # What one thing alone wants has been looked at before.
        clash = len(different) > 1 and any(_several(found & mask) for mask in self._masks)
        return None if clash else found

    def _either(self, wants: list[Results], count: int) -> Results:
        live = [one for one in wants if one is not None]
        if len(live) < count or (wants and not live):
            return None
        if len(live) == count:
            return self._together(live)
        common = live[0] if live else 0
        for one in live:
            common &= one
        return common


def _decisions(survey: Survey, trees: Trees) -> set[str]:
    """The steps of which several results are waited for, in an `after` or for a document that comes with one."""
    named = {
        (one.name, one.outcome) for step in survey.elements.values() for one in references_in(step.after)
    }
    needed = set[str]().union(*trees.needed.values())
    named |= {(maker.step, maker.branch) for one in needed for maker in trees.makers.get(one, ())}
    results = Counter(name for name, outcome in named if outcome is not None)
    return {name for name, count in results.items() if count > 1}


def reopened(survey: Survey, trees: Trees) -> set[str]:
    """The steps that may be decided or done more than once, because something goes back to them or to what is before them."""
    deeds = [deed for deed in survey.deeds if goes_back(deed.effects)]
    found = {name for deed in deeds for name in targets(deed)}
    if not found:
        return found
    behind: dict[str, list[str]] = {}
    for one, others in trees.before.items():
        for other in others:
            behind.setdefault(other, []).append(one)
    work = list(found)
    while work:
        for other in behind.get(work.pop(), ()):
            if other not in found:
                found.add(other)
                work.append(other)
    return found


def _leaves_of(trees: Trees, one: Instance) -> Iterator[Leaf]:
    yield from leaves(trees.after(*one))
    for ways in trees.needs(*one).values():
        for way in ways:
            yield from leaves(way)


def _entries(tree: Tree) -> Iterator[Tree]:
    """What is waited for in any case."""
    if isinstance(tree, Several) and (
        tree.kind == "all" or (tree.kind == "any" and tree.count == len(tree.items))
    ):
        for item in tree.items:
            yield from _entries(item)
    else:
        yield tree


def _text(tree: Tree) -> str:
    texts = dict.fromkeys(leaf.text for leaf in leaves(tree))
    return " or ".join(texts) or (tree.text if isinstance(tree, Leaf) else "")


def _named(decision: Instance, outcome: str) -> str:
    return instance(f"{decision[0]}.{outcome}", decision[1])


def _several(bits: int) -> bool:
    """Whether more than one bit is set."""
    return bool(bits & (bits - 1))
