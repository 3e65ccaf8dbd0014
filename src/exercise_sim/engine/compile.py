"""From a checked scenario to a frozen plan: `compile_plan(scenario) -> Plan`.

Numbers are given in file order (the lags that a step waits for just before it), because ties are settled by them. A scenario that
`checks` found sound compiles; anything else here is our own mistake.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from exercise_sim.engine.clauses import Clause, OfMany, OfStates, looked_at, references_of, values_asked
from exercise_sim.engine.codes import (
    AGAIN,
    BEGINS,
    EXPECT,
    INJECT,
    KEEP,
    LAG,
    MARK,
    OVER,
    STEP,
    STOP,
    STRICT,
    UNTIL,
    WAITING,
)
from exercise_sim.engine.conditions import Clauses
from exercise_sim.engine.draws import Draws
from exercise_sim.engine.injected import Injected
from exercise_sim.engine.joins import Joins, Makers
from exercise_sim.engine.nodes import NO_TIME, Effect, Node, Time, Use
from exercise_sim.engine.numbering import Numbering, Slot
from exercise_sim.engine.outcomes import Outcomes
from exercise_sim.engine.packing import packable
from exercise_sim.engine.plan import (
    BodyPlan,
    EndingPlan,
    Gate,
    Input,
    Plan,
    PolicyPlan,
    ResourcePlan,
)
from exercise_sim.engine.shape import shape
from exercise_sim.scenario.cast import Cast, instance, spoken
from exercise_sim.scenario.model import BUILT_IN_ENDINGS, Scenario
from exercise_sim.scenario.references import Reference
from exercise_sim.scenario.steps import Effects, Step
from exercise_sim.scenario.times import parse_open_hours, parse_point
from exercise_sim.scenario.values import Member


def compile_plan(scenario: Scenario, digest: str = "") -> Plan:
    """The plan of a sound scenario. `digest` names the text that it came from."""
    return _Compiler(scenario).plan(digest)


packable()


def end_minute(scenario: Scenario) -> int | None:
    """The minute of ENDEX, or None. Raises ValueError if it is neither a length of time nor a moment."""
    return None if scenario.end is None else parse_point(scenario.end, scenario.start)


class _Compiler:
    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.cast = Cast(scenario)
        self.draws = Draws()
        self.documents: dict[str, int] = {}
        self.resources = tuple(self._resources())
        self.resource_ids = {resource.name: number for number, resource in enumerate(self.resources)}
        self.makers = Makers()
        for name, step in scenario.chain.items():
            for member in self.cast.members(name):
                self._note_makers(name, step, member)
        for name, inject in scenario.injects.items():
            self._note_made(((text, OVER) for text in (inject.effects or Effects()).makes), name, "")
        self.numbers = Numbering(self.cast, self._resource)
        self.ids, self.lags = self.numbers.ids, self.numbers.lags
        self.clauses = Clauses(
            self.cast, self.ids, self.resource_ids, lambda owner, reference: self.lags[owner, reference]
        )
        self.outcomes = Outcomes(
            self.cast, self.numbers, self.resource_ids, self.documents, self.draws, self.clauses
        )
        self.joins = Joins(
            self.cast, self.ids, self.makers, lambda owner, reference: self.lags[owner, reference]
        )
        self.injected = Injected(self.cast, self.numbers, self.clauses, self.outcomes, self.joins)

    def plan(self, digest: str) -> Plan:
        nodes = self._nodes()
        gates = self._gates(nodes)
        scenario, end = self.scenario, self.ids["ending"]
        endings, injects = self._endings(), self.injected.plans()
        whens, unless = [one.when for one in endings], [one.unless for one in injects.values()]
        gauges = self.clauses.gauges(nodes, whens, unless)
        moving = [rate.when for gauge in gauges for rate in gauge.rates]
        flows = frozenset(number for number, one in enumerate(self.resources) if one.kind == "flow")
        return Plan(
            scenario=scenario.scenario,
            title=self.cast.text(scenario.title, ""),
            digest=digest,
            nodes=nodes,
            gates=gates,
            draws=tuple(self.draws.list),
            resources=self.resources,
            documents=tuple(self.documents),
            variables=dict(scenario.variables),
            endings=endings,
            injects=injects,
            gauges=gauges,
            bodies=self._bodies(),
            members=self._members(nodes),
            start=scenario.start,
            end=end_minute(scenario),
            by_step=self._by_step(nodes),
            by_name={
                name: number for name, number in self.ids.items() if nodes[number].kind in (STEP, INJECT)
            },
            end_node=end,
            initial=tuple(
                node.id for node in nodes if not gates[node.id].inputs and self._begins_at_once(node)
            ),
            readers=self._readers(),
            recurring=tuple(number for number, _ in self.numbers.of_kind(AGAIN)),
            idling=tuple(
                (lag, slot.owner)
                for lag, slot in self.numbers.of_kind(LAG)
                if self.numbers.slots[slot.owner].kind == UNTIL
            ),
            policies={
                name: PolicyPlan(dict(policy.choose), policy.others == "weighted", policy.thinks)
                for name, policy in scenario.policies.items()
            },
            ends=looked_at(whens),
            heeded=values_asked([*whens, *moving]),
            **shape(nodes, gates, end, flows=flows, **_looks(nodes, [*whens, *moving], unless)),
        )

    def _begins_at_once(self, node: Node) -> bool:
        """Whether a node that waits for nothing is released in minute 0. An inject at the trainer's hand waits for that."""
        if node.kind == INJECT:
            return node.wait_for is not None
        return node.kind in (STEP, LAG)

    def _note_makers(self, name: str, step: Step, member: str) -> None:
        made = [(text, OVER) for text in (*step.makes, *(step.when_done.makes if step.when_done else ()))]
        made += [
            (text, place) for place, branch in enumerate(step.branches.values()) for text in branch.makes
        ]
        self._note_made(made, name, member)

    def _note_made(self, made: Iterable[tuple[str, int]], name: str, member: str) -> None:
        for text, asks in made:
            document = self.cast.text(text, member)
            self.documents.setdefault(document, len(self.documents))
            self.makers.by_document.setdefault(document, []).append((name, member, asks))

    def _resource(self, text: str, member: str) -> int:
        name, _, of = text.partition(" of ")
        declared = self.scenario.resources[name]
        if declared.for_each is None:
            return self.resource_ids[name]
        return self.resource_ids[instance(name, self.cast.value(of, member) if of else member)]

    def _resources(self) -> Iterator[ResourcePlan]:
        for name, resource in self.scenario.resources.items():
            hours = parse_open_hours(resource.open) if resource.open else None
            for member in self.cast.selected(resource.for_each):
                full, title = instance(name, member), self.cast.title(name, resource.title, member)
                if resource.flow is not None:
                    yield ResourcePlan(full, title, "flow", resource.flow.amount, resource.flow.per, hours)
                else:
                    amount = resource.slots if resource.slots is not None else resource.stock
                    units = int(self.cast.value(amount, member))
                    yield ResourcePlan(
                        full, title, "stock" if resource.slots is None else "slots", units, 0, hours
                    )

    def _bodies(self) -> dict[str, BodyPlan]:
        bodies = {}
        for name, body in self.scenario.bodies.items():
            for member in self.cast.selected(body.for_each):
                full = instance(name, member)
                bodies[full] = BodyPlan(full, self.cast.title(name, body.title, member), body.seat)
        return bodies

    def _endings(self) -> tuple[EndingPlan, ...]:
        declared = [
            EndingPlan(
                name,
                self.cast.text(ending.title, "") or spoken(name),
                self.cast.text(ending.text, ""),
                ending.class_,
                self.clauses.compile(ending.when) if ending.when is not None else None,
            )
            for name, ending in self.scenario.endings.items()
        ]
        built_in = [
            EndingPlan(
                name,
                spoken(name),
                "",
                "success" if name == "completed" else "failure",
                None,
                declared=name == "completed",
            )
            for name in BUILT_IN_ENDINGS
            if name not in self.scenario.endings
        ]
        return (*declared, *built_in)

    def _members(self, nodes: tuple[Node, ...]) -> dict[str, tuple[int, ...]]:
        members: dict[str, list[int]] = {member: [] for member in self.cast.fields}
        for node in nodes:
            if node.member:
                members[node.member].append(node.id)
        return {member: tuple(ids) for member, ids in members.items()}

    def _by_step(self, nodes: tuple[Node, ...]) -> dict[str, tuple[int, ...]]:
        found: dict[str, list[int]] = {step: [] for step in self.scenario.chain}
        for node in nodes:
            if node.kind == STEP:
                found[node.step].append(node.id)
        return {step: tuple(ids) for step, ids in found.items()}

    def _readers(self) -> dict[str, tuple[str, ...]]:
        """The bodies that each document is laid before: those whose steps need it or know it."""
        readers: dict[str, dict[str, None]] = {}
        for name, step in self.scenario.chain.items():
            for member in self.cast.members(name):
                body = self.cast.body(step.by, member)
                for text in (*step.needs, *step.knows) if body else ():
                    readers.setdefault(self.cast.text(text, member), {})[body] = None
        return {document: tuple(bodies) for document, bodies in readers.items()}

    def _nodes(self) -> tuple[Node, ...]:
        nodes: list[Node] = []
        phase = ""
        for number, slot in enumerate(self.numbers.slots):
            if slot.kind == STEP:
                step = self.scenario.chain[slot.name]
                phase = self.cast.text(step.phase, slot.member) if step.phase else phase
                nodes.append(self._node(number, slot.name, slot.member, step, phase))
            elif slot.kind == AGAIN:
                nodes.append(self._again(number, nodes[slot.owner]))
            elif slot.kind in (INJECT, EXPECT, MARK):
                nodes.append(self.injected.node(_hidden(number, slot, NO_TIME), slot))
            else:
                nodes.append(_hidden(number, slot, self._lag_time(number, slot)))
        return tuple(nodes)

    def _again(self, number: int, first: Node) -> Node:
        """The node of all further times of recurring work."""
        step = self.scenario.chain[first.step]
        takes = self.outcomes.time(step.takes, f"{first.name} again takes", first.member)
        return replace(
            first, id=number, kind=AGAIN, condition=None, wait_for=None, takes=takes, owner=first.id
        )

    def _lag_time(self, number: int, slot: Slot) -> Time:
        if number in self.numbers.timers:
            return Time(self.numbers.timers[number])
        if slot.kind != LAG or slot.reference is None:
            return NO_TIME
        return self.draws.time(
            slot.reference.lag, f"{instance(slot.name, slot.member)} lag {slot.reference.text}"
        )

    def _node(self, number: int, name: str, member: str, step: Step, phase: str) -> Node:
        full = instance(name, member)
        branches = self.outcomes.branches(step, name, member)
        places = {branch.name: place for place, branch in enumerate(branches)}
        knows = [self.cast.text(text, member) for text in (step.knows or step.needs)]
        condition = self.clauses.compile(step.if_, name, member) if step.if_ is not None else None
        if (
            number in self.numbers.stops
        ):  # recurring work that is stopped before its first time is passed over
            waits = OfStates((self.numbers.stops[number],), frozenset({WAITING}), wanted=True)
            condition = waits if condition is None else OfMany("all", (condition, waits))
        wait_for = self.clauses.compile(step.wait_for, name, member) if step.wait_for is not None else None
        return Node(
            id=number,
            kind=STEP,
            name=full,
            step=name,
            member=member,
            title=self.cast.title(name, step.title, member),
            label=self.cast.text(step.title, member) if step.title else spoken(name),
            of=self.cast.member_title(member) if member and "<its." not in (step.title or "") else "",
            phase=phase,
            body=self.cast.body(step.by, member),
            work=step.kind or ("decide" if step.options else "work"),
            takes=self.outcomes.time(step.takes, f"{full} takes", member),
            uses=tuple(self._uses(number, step, member)),
            condition=condition,
            wait_for=wait_for,
            branches=branches,
            asked=bool(step.options),
            question=self.cast.text(step.question, member),
            usual=places.get(step.usual or "", -1),
            otherwise=places.get(step.otherwise or "", -1),
            within=step.within,
            thinks=self.outcomes.time(step.thinks, f"{full} thinks", member),
            vote=self.outcomes.vote(step, member),
            when_done=self.outcomes.when_done(step, name, member),
            knows=tuple(self.documents[text] for text in knows if text in self.documents),
            seen_by=tuple(self._seen_by(step, member)) if step.seen_by else (),
            ref=step.ref or "",
            owner=number,
            every=step.every or 0,
        )

    def _seen_by(self, step: Step, member: str) -> Iterator[str]:
        for seat in step.seen_by:
            name, _, of = seat.partition(" of ")
            declared = self.scenario.bodies.get(name)
            if declared is None or declared.for_each is None:
                yield name
            elif of or (member and self.cast.group_of[member] == declared.for_each.group):
                yield self.cast.body(Member(name, of or None), member)
            else:
                yield from (instance(name, one) for one in self.cast.selected(declared.for_each))

    def _uses(self, owner: int, step: Step, member: str) -> Iterator[Use]:
        for text, amount in step.uses.items():
            resource, units = self._resource(text, member), self.cast.value(amount, member)
            kept = self.numbers.keeps.get((owner, resource))
            if units:
                yield Use(resource, units, -1 if kept is None else kept)

    def _gates(self, nodes: tuple[Node, ...]) -> tuple[Gate, ...]:
        self.joins.open(len(nodes))
        for number, slot in self.numbers.of_kind(LAG, KEEP, STOP, UNTIL):
            if slot.kind in (STOP, UNTIL) and slot.reference is not None:
                owner = nodes[slot.owner].owner if slot.kind == STOP else number
                self.joins.put(number, self.joins.item(slot.reference, owner, slot.name, slot.member))
            elif slot.reference is not None:
                self.joins.wait_base(number, slot.reference, slot.name, slot.member)
        for number, slot in self.numbers.of_kind(AGAIN):
            self.joins.put(number, self.joins.sub(STRICT, [Input(slot.owner, OVER)]))
        self.injected.wait()
        above = ""
        for name, step in self.scenario.chain.items():
            for member in self.cast.members(name):
                self._wait(name, step, member, above)
            above = name
        return self.joins.gates()

    def _wait(self, name: str, step: Step, member: str, above: str) -> None:
        owner = self.ids[instance(name, member)]
        if step.after is not None:
            self.joins.wait(owner, step.after, name, member)
        elif above:
            self.joins.wait(owner, Reference(above), name, member)
        for text in step.needs:
            self.joins.need(owner, self.cast.text(text, member), name, member)


def _looks(
    nodes: tuple[Node, ...], whens: list[Clause | None], unless: list[Clause | None]
) -> dict[str, frozenset[int]]:
    """The nodes on which an ending or a rate looks, and those for whose outcome, or whose beginning, any condition asks."""
    conditions = [clause for node in nodes for clause in (node.condition, node.wait_for)]
    asking = references_of([*whens, *conditions, *unless])
    return {
        "telling": looked_at(whens),
        "asked": frozenset().union(*(looked_at([clause]) for clause in asking if clause.asks >= 0)),
        "heard": frozenset().union(*(looked_at([clause]) for clause in asking if clause.asks == BEGINS)),
    }


_HIDDEN = {LAG: " lag", KEEP: " keeps", UNTIL: " until"}


def _hidden(number: int, slot: Slot, time: Time) -> Node:
    """A node that nobody sees, or one of which only that much is known."""
    blank: dict[str, Any] = dict.fromkeys(
        ("step", "member", "label", "of", "phase", "body", "question", "ref"), ""
    )
    return Node(
        id=number, kind=slot.kind, name=instance(slot.name, slot.member) + _HIDDEN.get(slot.kind, ""),
        title=slot.reference.text if slot.reference else "", work="wait", takes=time, uses=(), condition=None, wait_for=None,
        branches=(), asked=False, usual=-1, otherwise=-1, within=None, thinks=NO_TIME, vote=None, when_done=Effect(), knows=(),
        seen_by=(), owner=slot.owner, **blank,
    )  # fmt: skip
