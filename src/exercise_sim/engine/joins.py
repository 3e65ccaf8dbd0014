"""From what the author wrote behind `after` and `needs` to gates and hidden nodes (M3, M6, M7, M24).

Used only while a scenario is compiled. The meaning of each kind of gate stands in docs/explanation/time-and-ties.md.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from exercise_sim.engine.codes import ALL, ANY, CHOICE, EVERY, OVER, SOME, STRICT
from exercise_sim.engine.conditions import asked_of
from exercise_sim.engine.numbering import crossing_name, expected_name
from exercise_sim.engine.plan import NEVER, Gate, Input
from exercise_sim.scenario.cast import Cast, instance
from exercise_sim.scenario.references import After, Join, Reference
from exercise_sim.scenario.targets import passed_over


@dataclass(slots=True)
class _Draft:
    kind: int
    inputs: list[Input]
    count: int = 1
    parent: int = -1
    variable: str = ""
    keys: tuple[str, ...] = ()


@dataclass(slots=True)
class Makers:
    """Which step instances make a document, each with the place of the option that makes it, or OVER."""

    by_document: dict[str, list[tuple[str, str, int]]] = field(default_factory=dict)


class Joins:
    """Builds the gates of a plan. `ids` numbers the nodes; `lag` gives the id of the hidden node for a lag of an owner."""

    def __init__(
        self, cast: Cast, ids: dict[str, int], makers: Makers, lag: Callable[[int, Reference], int]
    ) -> None:
        self._cast, self._ids, self._makers, self._lag = cast, ids, makers, lag
        self._skips = passed_over(cast)
        self._gates: dict[int, _Draft] = {}
        self._next = 0

    def open(self, nodes: int) -> None:
        """Makes room for the gates of the nodes themselves."""
        self._gates = {node: _Draft(ALL, []) for node in range(nodes)}
        self._next = nodes

    def gates(self) -> tuple[Gate, ...]:
        return tuple(
            Gate(draft.kind, tuple(draft.inputs), draft.count, draft.parent, draft.variable, draft.keys)
            for draft in (self._gates[gate] for gate in range(self._next))
        )

    def wait(self, owner: int, after: After, step: str, member: str) -> None:
        """Makes a node wait for what the author wrote."""
        if isinstance(after, Join) and after.kind == "all":
            for item in after.items:
                self.put(owner, self.item(item, owner, step, member))
        else:
            self.put(owner, self.item(after, owner, step, member))

    def follow(self, owner: int, node: int) -> None:
        """Makes a node wait for another one that is over."""
        self.put(owner, Input(node, OVER))

    def wait_base(self, owner: int, reference: Reference, step: str, member: str) -> None:
        """Makes a lag's hidden node wait for what it lags behind."""
        self.put(owner, self._reference(reference, step, member))

    def need(self, owner: int, document: str, step: str, member: str) -> None:
        """Makes a node wait for a document: for any of the steps that make it, strictly."""
        ways: dict[tuple[str, int], list[str]] = {}
        for maker, of, asks in self._makers.by_document.get(document, ()):
            ways.setdefault((maker, asks), []).append(of)
        inputs = [
            self._instances(maker, asks, members, step, member) for (maker, asks), members in ways.items()
        ]
        inner = inputs[0] if len(inputs) == 1 else self.sub(ANY, inputs)
        chain = self._cast.scenario.chain
        may_pass = any(
            maker in self._skips or chain[maker].if_ is not None or chain[maker].until is not None
            for maker, _ in ways
            if maker in chain
        )
        self.put(owner, self.sub(STRICT, [inner]) if may_pass else inner)

    def put(self, owner: int, item: Input) -> None:
        """Makes a node wait for an input."""
        draft = self._gates[owner]
        if item.gate >= 0:
            self._gates[item.gate].parent = owner
        if item not in draft.inputs:
            draft.inputs.append(item)

    def sub(
        self,
        kind: int,
        inputs: Iterable[Input],
        count: int = 1,
        variable: str = "",
        keys: tuple[str, ...] = (),
    ) -> Input:
        """The input that a new gate over some inputs is."""
        gate, self._next = self._next, self._next + 1
        self._gates[gate] = _Draft(kind, list(inputs), count, -1, variable, keys)
        for item in self._gates[gate].inputs:
            if item.gate >= 0:
                self._gates[item.gate].parent = gate
        return Input(-1, OVER, gate)

    def item(self, item: After, owner: int, step: str, member: str) -> Input:
        """The input that a reference, or a join of several, is for a step of a member."""
        if isinstance(item, Join):
            inputs = [self.item(inner, owner, step, member) for inner in item.items]
            return self.sub(ALL if item.kind == "all" else ANY, inputs, item.count)
        if item.lag is not None:
            return Input(self._lag(owner, item), OVER)
        return self._reference(item, step, member)

    def _reference(self, item: Reference, step: str, member: str) -> Input:
        if item.stage is not None:
            return Input(self._ids[crossing_name(item.name, item.stage)], OVER)
        asks = asked_of(self._cast, item)
        if item.name == "ending":
            return Input(self._ids["ending"], asks)
        if item.outcome is not None and item.name in self._cast.scenario.injects:
            return Input(self._ids[expected_name(item.name)], asks)
        members = self._cast.members(item.name)
        if item.member is not None:
            return self._chosen(item, asks, member)
        if members == ("",):
            return Input(self._ids[item.name], asks)
        if item.count is not None:
            return self.sub(SOME, self._each(item.name, members, asks), item.count)
        return self._instances(item.name, asks, members, step, member)

    def _instances(self, name: str, asks: int, members: Iterable[str], step: str, member: str) -> Input:
        """The same member's instance inside the group; every one of `members` from outside."""
        members = tuple(members)
        if members == ("",):
            return Input(self._ids[name], asks)
        if member and self._cast.group(step) == self._cast.group(name):
            return Input(self._ids[instance(name, member)], asks) if member in members else NEVER
        if len(members) == 1:
            return Input(self._ids[instance(name, members[0])], asks)
        return self.sub(EVERY, self._each(name, members, asks)) if members else NEVER

    def _each(self, name: str, members: Iterable[str], asks: int) -> list[Input]:
        return [Input(self._ids[instance(name, of)], asks) for of in members]

    def _chosen(self, item: Reference, asks: int, member: str) -> Input:
        """`x of b`, `x of its.state`, or `x of lead` where `lead` is a variable."""
        assert item.member is not None
        known = self._cast.members(item.name)
        if item.member.startswith("its."):
            named = self._cast.value(item.member, member)
            chosen = named if isinstance(named, list) else [named]
        elif item.member in known or item.member not in self._cast.scenario.variables:
            chosen = [item.member]
        else:
            return self.sub(CHOICE, self._each(item.name, known, asks), 1, item.member, known)
        inputs = [Input(self._ids[instance(item.name, of)], asks) if of in known else NEVER for of in chosen]
        if len(inputs) == 1:
            return inputs[0]
        return self.sub(ALL, inputs) if item.count is None else self.sub(SOME, inputs, item.count)
