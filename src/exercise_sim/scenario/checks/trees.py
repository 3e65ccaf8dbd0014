"""What each instance of a step waits for, member by member: a tree of joins whose leaves are other instances (M3, M6, M24).

The same reading of references as the compiler's, but total: what does not exist is left out, and told by other checks.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from exercise_sim.scenario.checks.survey import Survey
from exercise_sim.scenario.references import After, Join, Reference, references_in

Instance = tuple[str, str]
"""A step and its member, which is empty outside groups. The end of play is `("ending", "")`."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One instance of a step, over or with an outcome. `exists` is False for a member for whom there is none."""

    step: str
    member: str
    outcome: str | None = None
    text: str = ""
    exists: bool = True

    @property
    def instance(self) -> Instance:
        return self.step, self.member


@dataclass(frozen=True, slots=True)
class Several:
    """Several inputs: `all` or at least `count` of a list, `every` or `some` of the members that there are, or one `choice`."""

    kind: Literal["all", "any", "every", "some", "choice"]
    items: tuple["Tree", ...]
    count: int = 1


Tree = Leaf | Several


_MAY_COME: Final = Several("all", ())
"""What hangs on no instance, and may always come: that a gauge reaches a stage."""


@dataclass(frozen=True, slots=True)
class Maker:
    """An instance of a step that makes a document: in any case, or with one of its options or outcomes."""

    step: str
    member: str
    branch: str | None


class Trees:
    """The trees of one scenario."""

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self._cast = survey.cast
        names = list(survey.chain)
        self._above = dict(zip(names[1:], names[:-1], strict=True))
        self._after: dict[Instance, Tree | None] = {}
        self._needs: dict[Instance, dict[str, list[Tree]]] = {}

    def instances(self) -> Iterator[Instance]:
        """Every step of every member, then every inject, in file order."""
        for name in self._survey.elements:
            for member in self._cast.members(name):
                yield name, member

    @cached_property
    def makers(self) -> dict[str, list[Maker]]:
        """For each document, who makes it, in file order."""
        found: dict[str, list[Maker]] = {}
        for name, step in self._survey.elements.items():
            made: list[tuple[str, str | None]] = [(text, None) for text in step.makes]
            made += [(text, None) for text in (step.when_done.makes if step.when_done else ())]
            made += [(text, key) for key, branch in step.branches.items() for text in branch.makes]
            for member in self._cast.members(name) if made else ():
                for text, branch in made:
                    found.setdefault(self._cast.text(text, member), []).append(Maker(name, member, branch))
        return found

    @cached_property
    def needed(self) -> dict[str, set[str]]:
        """The documents that each step or inject needs, whoever its members are."""
        text, members = self._cast.text, self._cast.members
        return {
            name: {text(one, member) for one in step.needs for member in members(name)}
            for name, step in self._survey.elements.items()
        }

    @cached_property
    def before(self) -> dict[str, set[str]]:
        """The steps and injects that each waits for, whoever its members are: by `after`, by default or by a document."""
        elements = self._survey.elements
        makers = {document: {maker.step for maker in found} for document, found in self.makers.items()}
        before = {}
        for name, step in elements.items():
            above = [self._above[name]] if step.after is None and name in self._above else []
            waited = [reference.name for reference in references_in(step.after)]
            made = [one for document in self.needed[name] for one in makers.get(document, ())]
            before[name] = {one for one in (*above, *waited, *made) if one in elements}
        return before

    def after(self, step: str, member: str) -> Tree | None:
        """What stands behind `after`, or the step above; None where there is nothing to wait for."""
        if (step, member) not in self._after:
            self._after[step, member] = self._waits(step, member)
        return self._after[step, member]

    def _waits(self, step: str, member: str) -> Tree | None:
        after = self._survey.elements[step].after
        if after is None:
            return (
                self._reference(Reference(self._above[step]), step, member) if step in self._above else None
            )
        return self._tree(after, step, member)

    def reference(self, reference: Reference, step: str, member: str) -> Tree | None:
        """What one reference means to an instance."""
        return self._reference(reference, step, member)

    def needs(self, step: str, member: str) -> dict[str, list[Tree]]:
        """The ways in which each document that the step needs may come to be."""
        if (step, member) not in self._needs:
            documents = (self._cast.text(text, member) for text in self._survey.elements[step].needs)
            self._needs[step, member] = {one: self._ways(one, step, member) for one in documents}
        return self._needs[step, member]

    def _ways(self, document: str, step: str, member: str) -> list[Tree]:
        ways: dict[tuple[str, str | None], list[str]] = {}
        for maker in self.makers.get(document, ()):
            ways.setdefault((maker.step, maker.branch), []).append(maker.member)
        return [
            self._instances(Reference(name, branch, text=f"'{document}' of {name}"), members, step, member)
            for (name, branch), members in ways.items()
        ]

    def _tree(self, after: After, step: str, member: str) -> Tree | None:
        if isinstance(after, Join):
            items = [self._tree(item, step, member) for item in after.items]
            return Several(after.kind, tuple(item for item in items if item is not None), after.count)
        return self._reference(after, step, member)

    def _reference(self, reference: Reference, step: str, member: str) -> Tree | None:
        name = reference.name
        if name == "ending":
            return Leaf(name, "", reference.outcome)
        if reference.stage is not None:
            return _MAY_COME
        if name not in self._survey.elements:
            return None
        if reference.member is not None:
            return self._chosen(reference, member)
        members = self._cast.members(name)
        if reference.count is not None and members != ("",):
            return Several("some", self._each(reference, members), reference.count)
        return self._instances(reference, members, step, member)

    def _instances(self, reference: Reference, members: Iterable[str], step: str, member: str) -> Tree:
        """The same member's instance inside the group; every one of `members` from outside."""
        members = tuple(members)
        if members == ("",):
            return self._leaf(reference, "")
        if member and self._survey.group(step) == self._survey.group(reference.name):
            return self._leaf(reference, member)
        return Several("every", self._each(reference, members))

    def _chosen(self, reference: Reference, member: str) -> Tree | None:
        of = reference.member or ""
        known = self._cast.members(reference.name)
        if of.startswith("its."):
            value = self._cast.fields.get(member, {}).get(of[4:])
            named = [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]
        elif of in known or of not in self._survey.scenario.variables:
            named = [of]
        else:
            return Several("choice", self._each(reference, known))
        items = self._each(reference, named)
        if len(items) == 1:
            return items[0]
        return Several("all", items) if reference.count is None else Several("some", items, reference.count)

    def _each(self, reference: Reference, members: Iterable[str]) -> tuple[Leaf, ...]:
        return tuple(self._leaf(reference, member) for member in members)

    def _leaf(self, reference: Reference, member: str) -> Leaf:
        exists = member in self._cast.members(reference.name)
        return Leaf(reference.name, member, reference.outcome, reference.text or reference.name, exists)


def leaves(tree: Tree | None) -> Iterator[Leaf]:
    """Every instance that a tree names, and that exists."""
    if isinstance(tree, Leaf):
        if tree.exists and tree.step != "ending":
            yield tree
    elif tree is not None:
        for item in tree.items:
            yield from leaves(item)
