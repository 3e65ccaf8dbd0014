"""Everything that a plan holds of its graph, worked out once: above all what going back could reopen, and what may be lost.

`engine.reach` lives on it.
"""

from typing import Any

from exercise_sim.engine.codes import ALL, EVERY, INJECT, LAG, SOME, STEP
from exercise_sim.engine.graph import (
    Told,
    Ways,
    above,
    alone,
    choosing,
    downstream,
    effects_of,
    falls_out,
    first_count,
    frail,
    hopeless,
    lags_behind,
    owner_of,
    posts_of,
    setters,
    skipped,
    steering,
    waiting_for,
)
from exercise_sim.engine.nodes import Node, Posts
from exercise_sim.engine.plan import Gate
from exercise_sim.engine.rows import Sets, rows


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
    owners = tuple(owner_of(gates, number) for number in range(len(gates)))
    waiting = waiting_for(owners, told)
    returning = _returning(nodes, gates, posts, owners, waiting, telling, asked)
    seen = {name: returning[name] for name in ("settling", "passing", "late")}
    lone, steps = alone(nodes, gates), frozenset(node.id for node in nodes if node.kind == STEP)
    sets = Sets(
        **seen,
        telling=telling,
        heard=heard,
        alone=lone,
        listed=steps - lone,
        flows=flows,
        skipped=skipped(nodes),
        owners=owners,
    )
    return {
        "posts": posts,
        "rows": rows(nodes, posts, sets),
        "telling": telling,
        "needs": tuple(first_count(gate) for gate in gates),
        "every": told,
        "owners": owners,
        "epilogue": downstream(waiting, {end}) - {end},
        **{name: value for name, value in returning.items() if name not in ("settling", "passing")},
    }


def _counts(node: Node, ways: tuple[Gate, ...], skips: frozenset[int]) -> bool:
    """Whether a count of several may never come once a node is passed over; or once it is met, so that not all members of its group are passed."""
    if all(gate.count < 2 for gate in ways):
        return False
    if node.id in skips or node.kind == LAG:
        return True
    return any(
        gate.kind in (EVERY, SOME) and any(item.node in skips for item in gate.inputs) for gate in ways
    )


def _returning(
    nodes: tuple[Node, ...],
    gates: tuple[Gate, ...],
    posts: tuple[Posts, ...],
    owners: tuple[int, ...],
    waiting: tuple[tuple[int, ...], ...],
    telling: frozenset[int],
    asked: frozenset[int],
) -> dict[str, Any]:
    """What bears on going back, and on what can no longer come."""
    told = tuple(post.every for post in posts)
    region, following = (
        regions(nodes, posts, owners, waiting),
        _following(nodes, gates, owners, told, waiting),
    )
    behind = lags_behind(nodes, waiting)
    direct = tuple(tuple(above(gates, numbers)) for numbers in told)
    ways: Ways = tuple(
        (*direct[node.id], *(gate for lag in behind[node.id] for gate in direct[lag])) for node in nodes
    )
    plain = frail(gates, owners, told)
    weak = tuple(
        (*plain[node.id], *(owner for lag in behind[node.id] for owner in plain[lag])) for node in nodes
    )
    reopeners = tuple(node.id for node in nodes if region[node.id])
    skips = skipped(nodes)
    falls = tuple(tuple(gate for gate in numbers if falls_out(nodes, gates[gate], skips)) for numbers in told)
    counting = frozenset(node.id for node in nodes if _counts(node, ways[node.id], skips))
    # What is repeated alone may bring back what others stand on.
    repeated = frozenset(target for node in nodes for effect in effects_of(node) for target in effect.redo)
    settles = (
        settling(nodes, posts, region) | telling | asked | counting | following["steering"].keys() | repeated
    )
    return {
        **following,
        "reopeners": reopeners,
        "able": frozenset(reopeners),
        "targeted": targeted(nodes),
        "repeats": bool(repeated),
        "straight": straight(nodes, gates, told, owners),
        "region": region,
        "settling": settles,
        "passing": passing(nodes, settles, ways),
        "frail": weak,
        "late": frozenset(node.id for node in nodes if weak[node.id]),
        "counting": counting,
        "falling": falls,
        "hanging": asked
        | {node.id for node in nodes if any(set(falls[node.id]) & set(g) for g in posts[node.id].branch)},
    }


def _following(
    nodes: tuple[Node, ...],
    gates: tuple[Gate, ...],
    owners: tuple[int, ...],
    told: Told,
    waiting: tuple[tuple[int, ...], ...],
) -> dict[str, Any]:
    """What bears on variables that name a member: the gates that follow them, who changes them, and what that may bring or take."""
    follow = choosing(gates)
    turning = {variable: setters(nodes, variable) for variable in follow}
    owned = {owners[gate] for gates_of in follow.values() for gate in gates_of}
    lags = frozenset(node for node in owned if nodes[node].kind == LAG)
    # Who waits for a lag that may run anew is looked at as well.
    looked_at = {
        variable: (
            *gates_of,
            *(fed for gate in gates_of if owners[gate] in lags for fed in told[owners[gate]]),
        )
        for variable, gates_of in follow.items()
    }
    return {
        "choosing": follow,
        "setters": turning,
        "steering": steering(turning, looked_at),
        "swayed": downstream(waiting, owned),
        "wavering": lags,
        # The variable may name nobody who can come, and there may be nobody who would change that.
        "doubtful": (*hopeless(nodes, gates), *sorted(owned)),
    }


def regions(
    nodes: tuple[Node, ...],
    posts: tuple[Posts, ...],
    owners: tuple[int, ...],
    waiting: tuple[tuple[int, ...], ...],
) -> tuple[frozenset[int], ...]:
    """For each node, everything that its going back could reopen; empty where it can reopen nothing but itself."""
    regions = []
    for node in nodes:
        effects = effects_of(node)
        found = {target for effect in effects for target in (*effect.back_to, *effect.redo)} - {node.id}
        found |= {inject for effect in effects if effect.goes_back for inject in effect.fire}
        decides = node.kind != INJECT  # an inject is not reopened by what it does
        if decides and any(effect.goes_back for effect in effects):
            # The step that decides is reopened too, and with it whoever was released when it began.
            found |= {owners[gate] for gate in posts[node.id].begins}
        regions.append(
            downstream(waiting, found) | ({node.id} if decides else set()) if found else frozenset()
        )
    return tuple(regions)


def targeted(nodes: tuple[Node, ...]) -> dict[int, tuple[int, ...]]:
    """For each step that others go back to by name, or repeat, those others."""
    found: dict[int, list[int]] = {}
    for node in nodes:
        for effect in effects_of(node):
            for target in (*effect.back_to, *effect.redo):
                found.setdefault(target, []).append(node.id)
    return {target: tuple(others) for target, others in found.items()}


def straight(
    nodes: tuple[Node, ...], gates: tuple[Gate, ...], told: Told, owners: tuple[int, ...]
) -> dict[int, frozenset[int]]:
    """For each step that is gone back to, it and what waits for it by lists alone, whatever else it waits for."""
    effects = [effect for node in nodes for effect in effects_of(node)]
    loose = _behind_repeated(nodes, told, owners, {target for effect in effects for target in effect.redo})
    targets = {target for effect in effects for target in effect.back_to}
    return {target: _in_lists(nodes, gates, told, target, loose) for target in targets}


def _behind_repeated(
    nodes: tuple[Node, ...], told: Told, owners: tuple[int, ...], repeated: set[int]
) -> set[int]:
    """What waits for a step that may be repeated alone, or for a lag behind it: it may be under way while its join does not hold, and then no going back reopens it."""
    found: set[int] = set()
    work = list(repeated)
    while work:
        for owner in {owners[gate] for gate in told[work.pop()]} - found:
            found.add(owner)
            if nodes[owner].kind == LAG:
                work.append(owner)
    return found


def _in_lists(
    nodes: tuple[Node, ...], gates: tuple[Gate, ...], told: Told, start: int, loose: set[int]
) -> frozenset[int]:
    found, work = {start}, [start]
    while work:
        for gate in told[work.pop()]:
            if gate < len(nodes) and gates[gate].kind == ALL and gate not in found and gate not in loose:
                found.add(gate)
                work.append(gate)
    return frozenset(found)


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
