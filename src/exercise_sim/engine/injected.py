"""Injects, compiled: their nodes, what their turn waits for, and the action that is expected upon them (M17).

Used only while a scenario is compiled. How an inject comes in a run is the business of `arrivals`.
"""

from dataclasses import replace

from exercise_sim.engine.codes import ANY, EXPECT, INJECT, MARK, OVER, STRICT
from exercise_sim.engine.conditions import Clauses
from exercise_sim.engine.events import EXCON
from exercise_sim.engine.joins import Joins
from exercise_sim.engine.nodes import Branch, Effect, Node
from exercise_sim.engine.numbering import Numbering, Slot, expected_name
from exercise_sim.engine.outcomes import Outcomes
from exercise_sim.engine.plan import InjectPlan, Input
from exercise_sim.scenario.cast import Cast, spoken
from exercise_sim.scenario.injects import ANSWERS, Expected, Inject
from exercise_sim.scenario.references import Reference
from exercise_sim.scenario.values import Trainer


class Injected:
    """Compiles the injects of one scenario."""

    def __init__(
        self, cast: Cast, numbers: Numbering, clauses: Clauses, outcomes: Outcomes, joins: Joins
    ) -> None:
        self._cast, self._numbers, self._clauses = cast, numbers, clauses
        self._outcomes, self._joins = outcomes, joins

    def node(self, blank: Node, slot: Slot) -> Node:
        """The node of an inject, or of what is expected upon it, from one in which nothing is filled in."""
        inject = self._cast.scenario.injects[slot.name]
        title = self._cast.text(inject.title, "") or spoken(slot.name)
        named = replace(blank, step=slot.name, name=slot.name, title=title, label=title)
        if slot.kind == INJECT:
            return self._inject(named, inject)
        if slot.kind == EXPECT and inject.expects:
            return self._expected(named, inject.expects)
        return replace(named, owner=self._numbers.ids[expected_name(slot.name)])

    def _inject(self, node: Node, inject: Inject) -> Node:
        """`when_done` holds its effects; they are counted, so that it goes back once."""
        when = self._clauses.compile(inject.condition, node.name) if inject.condition else None
        return replace(node, wait_for=when, when_done=self._outcomes.of_inject(node.name, inject))

    def _expected(self, node: Node, expects: Expected) -> Node:
        chances = (expects.chance, 1.0 - expects.chance)
        return replace(
            node,
            body=EXCON,
            branches=tuple(
                Branch(name, name, Effect(), weight=chance)
                for name, chance in zip(ANSWERS, chances, strict=True)
            ),
            asked=expects.action is not None,
            question=self._cast.text(expects.action, ""),
            otherwise=ANSWERS.index("missed"),
            within=expects.within,
            thinks=self._outcomes.time(expects.takes, f"{node.name} expected", ""),
        )

    def plans(self) -> dict[int, InjectPlan]:
        """What a run and its readers have to know of each inject beside its node, by that node."""
        return {
            self._numbers.ids[name]: self._plan(name, inject)
            for name, inject in self._cast.scenario.injects.items()
        }

    def _plan(self, name: str, inject: Inject) -> InjectPlan:
        expects, ids, text = inject.expects, self._numbers.ids, self._cast.text
        return InjectPlan(
            text=text(inject.text, ""),
            to=tuple(self._to(inject)),
            sender=text(inject.from_, ""),
            channel=text(inject.channel, ""),
            category=inject.category or "",
            controller=inject.controller or "",
            unless=self._clauses.compile(inject.unless, name) if inject.unless is not None else None,
            chance=inject.chance,
            expects=ids[expected_name(name)] if expects else -1,
            answer=expects.answer.text
            if expects and expects.answer
            else text(expects.action if expects else "", ""),
            by=self._by(inject),
            by_hand=isinstance(inject.at, Trainer),
        )

    def _by(self, inject: Inject) -> str:
        """Of whom something is expected: who is named, or the first whom the inject reaches."""
        if inject.expects is None:
            return ""
        if inject.expects.by:
            return self._cast.body(inject.expects.by, "")
        return next((body for body in self._to(inject) if body != "all"), "")

    def _to(self, inject: Inject) -> list[str]:
        """The bodies that it reaches, each member's where a body is one for each member."""
        bodies: list[str] = []
        for seat in inject.to:
            name, _, of = seat.partition(" of ")
            declared = self._cast.scenario.bodies.get(name)
            if declared is None or declared.for_each is None or of:
                bodies.append(seat)
            else:
                bodies += [f"{name} of {member}" for member in self._cast.selected(declared.for_each)]
        return bodies

    def wait(self) -> None:
        """Makes each inject, and what is expected upon it, wait for what its turn waits for."""
        for name, inject in self._cast.scenario.injects.items():
            if isinstance(inject.at, Reference):
                self._wait_for(name, inject.at)
        for timer in self._numbers.timers:
            owner = self._numbers.slots[timer].owner
            self._joins.put(owner, self._joins.sub(STRICT, [Input(timer, OVER)]))
        for number, slot in self._numbers.of_kind(EXPECT, MARK):
            self._joins.follow(number, self._numbers.ids[slot.name])
            if slot.kind == MARK and slot.reference is not None:
                met = self._joins.item(slot.reference, number, "", "")
                self._joins.put(number, self._joins.sub(STRICT, [met]))

    def _wait_for(self, name: str, at: Reference) -> None:
        owner = self._numbers.ids[name]
        ways = [self._joins.item(at, owner, "", ""), *self._firing(name)]
        turn = ways[0] if len(ways) == 1 else self._joins.sub(ANY, ways)
        self._joins.put(owner, self._joins.sub(STRICT, [turn]))

    def _firing(self, name: str) -> list[Input]:
        """What fires an inject by being over so; what goes back instead is followed with the goings back."""
        return [
            Input(node, asks)
            for node, asks, effects in self._outcomes.deeds()
            if name in effects.fire and not (effects.back_to or effects.redo)
        ]
