"""What follows from the joins alone: who tells whom, who waits behind whom, what counts how often.

Pure functions of a plan's nodes and gates, asked once, when it is made (`shape`).
"""

from collections.abc import Iterable

from exercise_sim.engine.codes import AGAIN, ALL, BEGINS, CHOICE, EVERY, LAG, OVER, SOME, STEP
from exercise_sim.engine.nodes import Effect, Node, Posts
from exercise_sim.engine.plan import NEVER, Gate

Told = tuple[tuple[int, ...], ...]
"""For each node, every gate that it tells of anything."""
Ways = tuple[tuple[Gate, ...], ...]
"""For each node, every gate between it and those who wait for it."""


def posts_of(nodes: tuple[Node, ...], gates: tuple[Gate, ...]) -> tuple[Posts, ...]:
    """Whom each node tells: when it is over, when it begins, and for each of its branches."""
    over: list[list[int]] = [[] for _ in nodes]
    begins: list[list[int]] = [[] for _ in nodes]
    branch: list[dict[int, list[int]]] = [{} for _ in nodes]
    for number, gate in enumerate(gates):
        for item in gate.inputs:
            if item.gate >= 0 or item.node < 0:
                continue
            if item.asks == OVER:
                over[item.node].append(number)
            elif item.asks == BEGINS:
                begins[item.node].append(number)
            else:
                branch[item.node].setdefault(item.asks, []).append(number)
    return tuple(
        Posts(
            tuple(over[node.id]),
            tuple(begins[node.id]),
            tuple(
                tuple(branch[node.id].get(place, ()))
                for place in range(max([len(node.branches), *(p + 1 for p in branch[node.id])]))
            ),
        )
        for node in nodes
    )


def effects_of(node: Node) -> tuple[Effect, ...]:
    """Every effect that a node can have."""
    return (*(branch.effect for branch in node.branches), node.when_done)


def owner_of(gates: tuple[Gate, ...], gate: int) -> int:
    """The node at the end of the gates that a gate feeds."""
    while gates[gate].parent >= 0:
        gate = gates[gate].parent
    return gate


def waiting_for(owners: tuple[int, ...], told: Told) -> tuple[tuple[int, ...], ...]:
    """For each node, the nodes that wait for it; `owners` are those at the end of each gate."""
    return tuple(tuple(dict.fromkeys(owners[gate] for gate in numbers)) for numbers in told)


def downstream(waiting: tuple[tuple[int, ...], ...], start: Iterable[int]) -> frozenset[int]:
    """Some nodes and everything that waits for them, directly or by others."""
    found, work = set(start), list(start)
    while work:
        for owner in waiting[work.pop()]:
            if owner not in found:
                found.add(owner)
                work.append(owner)
    return frozenset(found)


def choosing(gates: tuple[Gate, ...]) -> dict[str, tuple[int, ...]]:
    """For each variable that holds a member, the gates that follow it."""
    variables = dict.fromkeys(gate.variable for gate in gates if gate.kind == CHOICE)
    return {
        variable: tuple(
            number for number, gate in enumerate(gates) if gate.kind == CHOICE and gate.variable == variable
        )
        for variable in variables
    }


def setters(nodes: tuple[Node, ...], variable: str) -> tuple[int, ...]:
    """The nodes that can change a variable. Recurring work counts with its first time alone: then it is over for others."""
    return tuple(
        node.id
        for node in nodes
        if node.kind != AGAIN
        and any(
            change.name == variable
            for effect in effects_of(node)
            for change in effect.changes
            if change.target == "variable"
        )
    )


def steering(
    setters: dict[str, tuple[int, ...]], choosing: dict[str, tuple[int, ...]]
) -> dict[int, tuple[int, ...]]:
    """For each node that can change a variable which gates follow, those gates."""
    steering: dict[int, list[int]] = {}
    for variable, gates in choosing.items():
        for node in setters[variable]:
            steering.setdefault(node, []).extend(gates)
    return {node: tuple(gates) for node, gates in steering.items()}


def alone(nodes: tuple[Node, ...], gates: tuple[Gate, ...]) -> frozenset[int]:
    """The steps that wait for one thing that becomes of one node, and for nothing else."""
    return frozenset(
        node.id
        for node in nodes
        if node.kind == STEP and len(gates[node.id].inputs) == 1 and gates[node.id].inputs[0].node >= 0
    )


def first_count(gate: Gate) -> int:
    """The count that a gate starts with. A member that has no instance has fallen out of its group."""
    if gate.kind == CHOICE:
        return 1
    if gate.kind == EVERY:
        return sum(item != NEVER for item in gate.inputs)
    return len(gate.inputs) if gate.kind == ALL else gate.count


def hopeless(nodes: tuple[Node, ...], gates: tuple[Gate, ...]) -> tuple[int, ...]:
    """The nodes that can never come, because somebody is waited for who has no instance."""
    feeds: list[list[int]] = [[] for _ in gates]  # by the number of a node, or of an inner gate
    for number, gate in enumerate(gates):
        for item in gate.inputs:
            if item != NEVER:
                feeds[max(item.node, item.gate)].append(number)
    lost = [gate.inputs.count(NEVER) for gate in gates]
    work = [number for number, count in enumerate(lost) if count]
    dead: set[int] = set()
    while work:
        number = work.pop()
        gate = gates[number]
        left = len(gate.inputs) - lost[number]
        if number in dead or (left >= max(1, gate.count) if gate.kind != ALL else not lost[number]):
            continue
        dead.add(number)
        for fed in feeds[number]:
            lost[fed] += 1
            work.append(fed)
    return tuple(node.id for node in nodes if node.id in dead)


def skipped(nodes: tuple[Node, ...]) -> frozenset[int]:
    """The nodes that may be passed over: by their own condition, or because some effect of another one names them."""
    touches = ((node, effect.touch) for node in nodes for effect in effects_of(node))
    named = {
        target
        for node, touch in touches
        if touch
        for target in touch.pass_over
        if target not in (node.id, node.owner)
    }
    return frozenset(named.union(node.id for node in nodes if node.condition is not None))


def falls_out(nodes: tuple[Node, ...], gate: Gate, skips: frozenset[int]) -> bool:
    """Whether a member that falls out may settle a gate: of `first of` only where another one may be passed over."""
    if gate.kind == SOME:
        members = [nodes[item.node] for item in gate.inputs if item.node >= 0]
        return any(member.id in skips or member.kind != STEP for member in members)
    return gate.kind == EVERY


def lags_behind(nodes: tuple[Node, ...], waiting: tuple[tuple[int, ...], ...]) -> tuple[tuple[int, ...], ...]:
    """For each node, the lags that run from what becomes of it: who waits for a lag waits for what it lags behind."""
    return tuple(tuple(owner for owner in found if nodes[owner].kind == LAG) for found in waiting)


def frail(gates: tuple[Gate, ...], owners: tuple[int, ...], told: Told) -> tuple[tuple[int, ...], ...]:
    """For each node, the steps that wait for it otherwise than by lists and all members of a group."""
    loose = [any(g.kind not in (ALL, EVERY) for g in _path(gates, number)) for number in range(len(gates))]
    return tuple(
        tuple(dict.fromkeys(owners[number] for number in numbers if loose[number])) for numbers in told
    )


def _path(gates: tuple[Gate, ...], number: int) -> list[Gate]:
    """A gate and the gates that it feeds, one after the other."""
    path = []
    while number >= 0:
        path.append(gates[number])
        number = gates[number].parent
    return path


def above(gates: tuple[Gate, ...], told: tuple[int, ...]) -> list[Gate]:
    """Every gate between a node and those who wait for it."""
    return [gate for number in told for gate in _path(gates, number)]
