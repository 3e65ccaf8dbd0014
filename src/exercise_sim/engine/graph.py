"""What follows from the joins alone: who tells whom, what going back could reopen, what has to be looked at again.

Worked out once, when a plan is made; pure functions of its nodes and gates. `engine.reach` lives on them.
"""

from typing import Any

from exercise_sim.engine.codes import ALL, BEGINS, CHOICE, EVERY, LAG, OVER, SOME, STEP
from exercise_sim.engine.nodes import Effect, Node, Posts
from exercise_sim.engine.plan import NEVER, Gate
from exercise_sim.engine.rows import Sets, rows

Told = tuple[tuple[int, ...], ...]
"""For each node, every gate that it tells of anything."""
Ways = tuple[tuple[Gate, ...], ...]
"""For each node, every gate between it and those who wait for it."""


def shape(
    nodes: tuple[Node, ...],
    gates: tuple[Gate, ...],
    end: int,
    telling: frozenset[int],
    asked: frozenset[int],
    heard: frozenset[int],
    flows: frozenset[int],
) -> dict[str, Any]:
    """Everything that a plan holds of its graph, by the names of the plan's fields.

    `telling` are the nodes on which an ending looks, `asked` those for whose outcome any condition asks, `heard` for
    whose beginning; `flows` are the resources that serve at a rate.
    """
    posts = posts_of(nodes, gates)
    told = tuple(post.every for post in posts)
    returning = _returning(nodes, gates, posts, told, telling, asked)
    seen = {name: returning[name] for name in ("settling", "passing", "late")}
    lone, steps = alone(nodes, gates), frozenset(node.id for node in nodes if node.kind == STEP)
    sets = Sets(**seen, telling=telling, heard=heard, alone=lone, listed=steps - lone, flows=flows)
    return {
        "posts": posts,
        "rows": rows(nodes, posts, sets),
        "telling": telling,
        "hopeless": hopeless(nodes, gates),
        "needs": tuple(first_count(gate) for gate in gates),
        "every": told,
        "owners": tuple(owner_of(gates, number) for number in range(len(gates))),
        "epilogue": downstream(gates, told, {end}) - {end},
        **returning,
    }


def _returning(
    nodes: tuple[Node, ...],
    gates: tuple[Gate, ...],
    posts: tuple[Posts, ...],
    told: Told,
    telling: frozenset[int],
    asked: frozenset[int],
) -> dict[str, Any]:
    """What bears on going back, and on what can no longer come."""
    region, follow = regions(nodes, gates, posts, told), choosing(gates)
    ways: Ways = tuple(tuple(above(gates, numbers)) for numbers in told)
    turning = {variable: setters(nodes, variable) for variable in follow}
    chosen = frozenset(setter for nodes_of in turning.values() for setter in nodes_of)
    weak = frail(gates, told)
    reopeners = tuple(node.id for node in nodes if region[node.id])
    falls = tuple(tuple(gate for gate in numbers if falls_out(nodes, gates[gate])) for numbers in told)
    counting = frozenset(
        node.id
        for node in nodes
        if (node.condition is not None or node.kind == LAG) and any(g.count > 1 for g in ways[node.id])
    )
    settles = settling(nodes, posts, region) | telling | asked | counting | chosen
    return {
        "reopeners": reopeners,
        "able": frozenset(reopeners),
        "targeted": targeted(nodes),
        "swayed": downstream(
            gates, told, {owner_of(gates, gate) for following in follow.values() for gate in following}
        ),
        "straight": straight(nodes, gates, told),
        "region": region,
        "reopenable": frozenset().union(*region),
        "settling": settles,
        "passing": passing(nodes, settles, ways),
        "choosing": follow,
        "setters": turning,
        "steering": steering(turning, follow),
        "frail": weak,
        "late": frozenset(node.id for node in nodes if weak[node.id]),
        "counting": counting,
        "falling": falls,
        "hanging": asked
        | {node.id for node in nodes if any(set(falls[node.id]) & set(g) for g in posts[node.id].branch)},
    }


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


def owner_of(gates: tuple[Gate, ...], gate: int) -> int:
    """The node at the end of the gates that a gate feeds."""
    while gates[gate].parent >= 0:
        gate = gates[gate].parent
    return gate


def regions(
    nodes: tuple[Node, ...], gates: tuple[Gate, ...], posts: tuple[Posts, ...], told: Told
) -> tuple[frozenset[int], ...]:
    """For each node, everything that its going back could reopen; empty where it can reopen nothing but itself."""
    regions = []
    for node in nodes:
        effects = effects_of(node)
        found = {target for effect in effects for target in (*effect.back_to, *effect.redo)} - {node.id}
        if any(effect.goes_back for effect in effects):
            # The step that decides is reopened too, and with it whoever was released when it began.
            found |= {owner_of(gates, gate) for gate in posts[node.id].begins}
        regions.append(downstream(gates, told, found) | ({node.id} if found else frozenset()))
    return tuple(regions)


def downstream(gates: tuple[Gate, ...], told: Told, start: set[int]) -> frozenset[int]:
    """Some nodes and everything that waits for them, directly or by others."""
    found, work = set(start), list(start)
    while work:
        for gate in told[work.pop()]:
            owner = owner_of(gates, gate)
            if owner not in found:
                found.add(owner)
                work.append(owner)
    return frozenset(found)


def targeted(nodes: tuple[Node, ...]) -> dict[int, tuple[int, ...]]:
    """For each step that others go back to by name, or repeat, those others."""
    found: dict[int, list[int]] = {}
    for node in nodes:
        for effect in effects_of(node):
            for target in (*effect.back_to, *effect.redo):
                found.setdefault(target, []).append(node.id)
    return {target: tuple(others) for target, others in found.items()}


def straight(nodes: tuple[Node, ...], gates: tuple[Gate, ...], told: Told) -> dict[int, frozenset[int]]:
    """For each step that is gone back to, it and what waits for it by lists alone; nothing where steps may be repeated alone."""
    effects = [effect for node in nodes for effect in effects_of(node)]
    alone = any(effect.redo for effect in effects)
    targets = {target for effect in effects for target in effect.back_to}
    return {target: frozenset() if alone else _in_lists(nodes, gates, told, target) for target in targets}


def _in_lists(nodes: tuple[Node, ...], gates: tuple[Gate, ...], told: Told, start: int) -> frozenset[int]:
    found, work = {start}, [start]
    while work:
        for gate in told[work.pop()]:
            if gate < len(nodes) and gates[gate].kind == ALL and gate not in found:
                found.add(gate)
                work.append(gate)
    return frozenset(found)


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


def falls_out(nodes: tuple[Node, ...], gate: Gate) -> bool:
    """Whether a member that falls out may settle a gate: of `first of` only where another one may be passed over."""
    if gate.kind == SOME:
        members = [nodes[item.node] for item in gate.inputs if item.node >= 0]
        return any(member.condition is not None or member.kind != STEP for member in members)
    return gate.kind == EVERY


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
    """The nodes that can change a variable."""
    return tuple(
        node.id
        for node in nodes
        if any(
            change.name == variable
            for effect in effects_of(node)
            for change in effect.changes
            if change.target == "variable"
        )
    )


def effects_of(node: Node) -> tuple[Effect, ...]:
    """Every effect that a node can have."""
    return (*(branch.effect for branch in node.branches), node.when_done)


def steering(
    setters: dict[str, tuple[int, ...]], choosing: dict[str, tuple[int, ...]]
) -> dict[int, tuple[int, ...]]:
    """For each node that can change a variable which gates follow, those gates."""
    steering: dict[int, list[int]] = {}
    for variable, gates in choosing.items():
        for node in setters[variable]:
            steering.setdefault(node, []).extend(gates)
    return {node: tuple(gates) for node, gates in steering.items()}


def frail(gates: tuple[Gate, ...], told: Told) -> tuple[tuple[int, ...], ...]:
    """For each node, the steps that wait for it otherwise than by lists and all members of a group."""
    found = []
    for numbers in told:
        owners = [
            owner_of(gates, number)
            for number in numbers
            if any(g.kind not in (ALL, EVERY) for g in _path(gates, number))
        ]
        found.append(tuple(dict.fromkeys(owners)))
    return tuple(found)


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


def settling(
    nodes: tuple[Node, ...],
    posts: tuple[Posts, ...],
    regions: tuple[frozenset[int], ...],
) -> frozenset[int]:
    """Nodes whose end can make something impossible: by an outcome that others wait for, or by no longer going back."""
    return frozenset(node.id for node in nodes if regions[node.id] or any(posts[node.id].branch))


def passing(nodes: tuple[Node, ...], settling: frozenset[int], ways: Ways) -> frozenset[int]:
    """Nodes that, passed over, can make something impossible."""
    return settling | frozenset(
        node.id
        for node in nodes
        if node.kind == LAG or any(gate.kind not in (ALL, EVERY) for gate in ways[node.id])
    )
