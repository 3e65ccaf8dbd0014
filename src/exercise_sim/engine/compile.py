"""From a checked scenario to a frozen plan: `compile_plan(scenario) -> Plan`.

Numbers are given in file order (the lags that a step waits for just before it), because ties are settled by them. A scenario that
`checks` found sound compiles; anything else here is our own mistake.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from exercise_sim.engine.clauses import Clauses, looked_at, references_of, values_asked
from exercise_sim.engine.codes import BEGINS, END, KEEP, LAG, OVER, STEP
from exercise_sim.engine.draws import Draws
from exercise_sim.engine.joins import Joins, Makers
from exercise_sim.engine.nodes import NO_TIME, Effect, Node, Time, Use
from exercise_sim.engine.outcomes import Outcomes
from exercise_sim.engine.packing import packable
from exercise_sim.engine.plan import BodyPlan, EndingPlan, Gate, Plan, PolicyPlan, ResourcePlan
from exercise_sim.engine.shape import shape
from exercise_sim.scenario.cast import Cast, instance, spoken
from exercise_sim.scenario.conditions import references_asked
from exercise_sim.scenario.durations import parse_minutes
from exercise_sim.scenario.model import BUILT_IN_ENDINGS, Scenario
from exercise_sim.scenario.references import Reference, references_in
from exercise_sim.scenario.steps import Step
from exercise_sim.scenario.times import parse_moment, parse_open_hours
from exercise_sim.scenario.values import Member


def compile_plan(scenario: Scenario, digest: str = "") -> Plan:
    """The plan of a sound scenario. `digest` names the text that it came from."""
    return _Compiler(scenario).plan(digest)


packable()


def end_minute(scenario: Scenario) -> int | None:
    """The minute of ENDEX, or None. Raises ValueError if it is neither a length of time nor a moment."""
    if scenario.end is None:
        return None
    text = scenario.end.strip()
    return parse_moment(text, scenario.start) if text.startswith("D") else parse_minutes(text)


class _Compiler:
    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.cast = Cast(scenario)
        self.draws = Draws()
        self.ids: dict[str, int] = {}
        self.lags: dict[tuple[int, Reference], int] = {}
        self.keeps: dict[tuple[int, int], tuple[int, Reference, str, str]] = {}
        self.documents: dict[str, int] = {}
        self.resources = tuple(self._resources())
        self.resource_ids = {resource.name: number for number, resource in enumerate(self.resources)}
        self.makers = Makers()
        self._number()
        self.clauses = Clauses(
            self.cast, self.ids, self.resource_ids, lambda owner, reference: self.lags[owner, reference]
        )
        self.outcomes = Outcomes(
            self.cast, self.ids, self.resource_ids, self.documents, self.draws, self.clauses
        )
        self.joins = Joins(
            self.cast, self.ids, self.makers, lambda owner, reference: self.lags[owner, reference]
        )

    def plan(self, digest: str) -> Plan:
        nodes = self._nodes()
        gates = self._gates(nodes)
        scenario, end = self.scenario, self.ids["ending"]
        endings = self._endings()
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
            bodies=self._bodies(),
            members=self._members(nodes),
            start=scenario.start,
            end=end_minute(scenario),
            by_step=self._by_step(nodes),
            by_name={name: number for name, number in self.ids.items() if nodes[number].kind == STEP},
            end_node=end,
            initial=tuple(node.id for node in nodes if node.id != end and not gates[node.id].inputs),
            readers=self._readers(),
            policies={
                name: PolicyPlan(dict(policy.choose), policy.others == "weighted", policy.thinks)
                for name, policy in scenario.policies.items()
            },
            heeded=values_asked(ending.when for ending in endings),
            **shape(nodes, gates, end, flows=flows, **_looks(nodes, endings)),
        )

    def _number(self) -> None:
        """Gives every node its number, and every document; notes who makes what."""
        self.order: list[tuple[int, str, str, Reference | None]] = []
        for name, step in self.scenario.chain.items():
            conditions = (step.if_, step.wait_for)
            for member in self.cast.members(name):
                owner = self._number_lags(
                    [*references_in(step.after), *references_asked(conditions)], name, member
                )
                self.ids[instance(name, member)] = owner
                self.order.append((STEP, name, member, None))
                for resource, until in step.keeps.items():
                    self.keeps[owner, self._resource(resource, member)] = (
                        len(self.order),
                        until,
                        name,
                        member,
                    )
                    self.order.append((KEEP, name, member, until))
                self._note_makers(name, step, member)
        asked = references_asked(ending.when for ending in self.scenario.endings.values())
        self.ids["ending"] = self._number_lags(asked, "ending", "")
        self.order.append((END, "ending", "", None))

    def _number_lags(self, references: Iterable[Reference], name: str, member: str) -> int:
        """Gives the lags of a node their numbers, and returns the node's own, just behind them."""
        lagged = list(dict.fromkeys(reference for reference in references if reference.lag is not None))
        owner = len(self.order) + len(lagged)
        for reference in lagged:
            self.lags[owner, reference] = len(self.order)
            self.order.append((LAG, name, member, reference))
        return owner

    def _note_makers(self, name: str, step: Step, member: str) -> None:
        made = [(text, OVER) for text in (*step.makes, *(step.when_done.makes if step.when_done else ()))]
        made += [
            (text, place) for place, branch in enumerate(step.branches.values()) for text in branch.makes
        ]
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
        owners = {lag: owner for (owner, _), lag in self.lags.items()}
        for number, (kind, name, member, reference) in enumerate(self.order):
            if kind == STEP:
                step = self.scenario.chain[name]
                phase = self.cast.text(step.phase, member) if step.phase else phase
                nodes.append(self._node(number, name, member, step, phase))
            else:
                text = reference.text if reference else ""
                time = self._lag_time(nodes, number, name, member, reference) if kind == LAG else NO_TIME
                nodes.append(
                    _hidden(number, kind, instance(name, member), text, time, owners.get(number, number - 1))
                )
        return tuple(nodes)

    def _lag_time(
        self, nodes: list[Node], number: int, name: str, member: str, reference: Reference | None
    ) -> Time:
        assert reference is not None
        return self.draws.time(reference.lag, f"{instance(name, member)} lag {reference.text}")

    def _node(self, number: int, name: str, member: str, step: Step, phase: str) -> Node:
        full = instance(name, member)
        branches = self.outcomes.branches(step, name, member)
        places = {branch.name: place for place, branch in enumerate(branches)}
        knows = [self.cast.text(text, member) for text in (step.knows or step.needs)]
        condition = self.clauses.compile(step.if_, name, member) if step.if_ is not None else None
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
            kept = self.keeps.get((owner, resource))
            if units:
                yield Use(resource, units, kept[0] if kept else -1)

    def _gates(self, nodes: tuple[Node, ...]) -> tuple[Gate, ...]:
        self.joins.open(len(nodes))
        for (owner, reference), lag in self.lags.items():
            self.joins.wait_base(lag, reference, nodes[owner].step, nodes[owner].member)
        for keep, reference, name, member in self.keeps.values():
            self.joins.wait_base(keep, reference, name, member)
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


def _looks(nodes: tuple[Node, ...], endings: tuple[EndingPlan, ...]) -> dict[str, frozenset[int]]:
    """The nodes on which an ending looks, and those for whose outcome, or whose beginning, any condition asks."""
    whens = [ending.when for ending in endings]
    conditions = [clause for node in nodes for clause in (node.condition, node.wait_for)]
    asking = references_of([*whens, *conditions])
    return {
        "telling": looked_at(whens),
        "asked": frozenset().union(*(looked_at([clause]) for clause in asking if clause.asks >= 0)),
        "heard": frozenset().union(*(looked_at([clause]) for clause in asking if clause.asks == BEGINS)),
    }


def _hidden(number: int, kind: int, owner: str, text: str, time: Time, owner_id: int) -> Node:
    names = {LAG: f"{owner} lag", KEEP: f"{owner} keeps", END: "ending"}
    blank: dict[str, Any] = dict.fromkeys(
        ("step", "member", "label", "of", "phase", "body", "question", "ref"), ""
    )
    return Node(
        id=number, kind=kind, name=names[kind], title=text, work="wait", takes=time, uses=(), condition=None, wait_for=None,
        branches=(), asked=False, usual=-1, otherwise=-1, within=None, thinks=NO_TIME, vote=None, when_done=Effect(), knows=(),
        seen_by=(), owner=owner_id, **blank,
    )  # fmt: skip
