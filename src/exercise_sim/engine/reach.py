"""Cutting off what can no longer come (M4).

`sweep` is called once a round, after something was settled that may make something else impossible. The short way follows
only what was touched; where a step that may still go back could bring it again, the whole least set is worked out (`horizon`).
"""

from exercise_sim.engine import back, queues
from exercise_sim.engine.gates import DEAD, PENDING, input_value, recount, refresh
from exercise_sim.engine.horizon import Horizon, goings_back
from exercise_sim.engine.plan import CHOICE, KEEP
from exercise_sim.engine.proofs import Proofs
from exercise_sim.engine.state import CUT, DONE, PASSED, WAITING, Run


def sweep(run: Run) -> None:
    """Cuts off, in file order, what cannot come any more since the last sweep."""
    touched = set(run.touched)
    run.touched.clear()
    lost = {node for node in touched if loses(run, node)}
    if run.suspended and (lost or any(run.plan.region[node] or node in run.plan.late for node in touched)):
        touched |= run.suspended
        lost |= {node for node in run.suspended if loses(run, node)}
    live = live_reopeners(run)
    settled = _settled(run, live, lost)
    cut = _short_way(run, live, settled) if settled is not None else None
    if cut is None or (run.suspended and any(run.plan.region[node] for node in cut)):
        cut, settled = _long_way(run, cut or {node for node in touched if run.status[node] == CUT})
    elif settled is not None:
        for node in touched - settled:
            if _covered(run, live, node):
                run.suspended.add(node)
            else:
                run.final[node] = run.status[node] in (DONE, PASSED)
                settled.add(node)
        run.suspended -= settled
    _cut_off(run, sorted(cut), sorted(settled or ()))


def loses(run: Run, node: int) -> bool:
    """Whether somebody waits for something else than what a node came to."""
    status, plan = run.status, run.plan
    if status[node] in (CUT, WAITING):
        return True
    passed = status[node] == PASSED
    for place, gates in enumerate(plan.posts[node].branch):
        if (passed or place != run.outcome[node]) and any(
            status[plan.owners[gate]] == WAITING for gate in gates
        ):
            return True
    if node in plan.steering or (node in plan.telling and run.nodes[node].branches):
        return True
    return (passed or node in plan.counting) and any(status[owner] == WAITING for owner in plan.frail[node])


def comes_late(run: Run, node: int) -> bool:
    """Whether a result comes to a join that was met without it, so that what was released there may now stand for good."""
    return any(run.status[owner] not in (WAITING, CUT) for owner in run.plan.frail[node])


def _settled(run: Run, live: list[int], lost: set[int]) -> set[int] | None:
    """Of these nodes, those that cannot come again; the others surely can. None where there is no short proof."""
    settled = set()
    proofs = Proofs(run, live)
    for node in lost:
        if run.status[node] == CUT or not _covered(run, live, node):
            settled.add(node)
        elif proofs.comes_again(node):
            continue
        elif proofs.never_again(node):
            settled.add(node)
        else:
            return None
    return settled


def live_reopeners(run: Run) -> list[int]:
    """The steps that may still go back: those that are not over, and those that such a one may reopen."""
    able = [node for node in run.plan.reopeners if run.status[node] != CUT and goings_back(run, node)]
    live = [node for node in able if run.status[node] < DONE]
    over = [node for node in able if run.status[node] >= DONE]
    while found := [node for node in over if _covered(run, live, node)]:
        live += found
        over = [node for node in over if node not in found]
    return live


def _covered(run: Run, live: list[int], node: int) -> bool:
    return any(node in run.plan.region[reopener] for reopener in live)


def _short_way(run: Run, live: list[int], touched: set[int]) -> set[int] | None:
    """What dies with the touched nodes, none of which can come again. None where an input on the way could."""
    for node in touched:
        run.final[node] = run.status[node] in (DONE, PASSED)
    cut = {node for node in touched if run.status[node] == CUT}
    dead: list[int] = []
    work = [gate for node in touched for gate in _fed(run, node)]
    work += [node for node in touched if run.status[node] == WAITING]
    if run.now == 0:
        work += run.plan.initial
    while work:
        gate = work.pop()
        inner = gate >= len(run.nodes)
        if inner:
            work.append(run.plan.gates[gate].parent)
        if (run.value[gate] == DEAD if inner else run.status[gate] != WAITING) or _value(run, gate) != DEAD:
            continue
        if _may_change(run, live, gate, touched):
            _undo(run, cut - touched, dead)
            return None
        if inner:
            run.value[gate] = DEAD
            dead.append(gate)
        else:
            cut.add(gate)
            run.status[gate] = CUT
            work.extend(_fed(run, gate))
    return cut


def _undo(run: Run, cut: set[int], dead: list[int]) -> None:
    for node in cut:
        run.status[node] = WAITING
    for gate in dead:
        run.value[gate] = PENDING


def _fed(run: Run, node: int) -> list[int]:
    """The gates that look at a node: those it feeds, and those that follow a variable it can change."""
    return [*run.plan.every[node], *run.plan.steering.get(node, ())]


def _value(run: Run, gate: int) -> int:
    plan = run.plan.gates[gate]
    if plan.kind != CHOICE:
        return recount(run, gate, plan)
    named = run.variables[plan.variable]
    if named in plan.keys and input_value(run, plan.inputs[plan.keys.index(named)]) != DEAD:
        return PENDING
    return DEAD if all(run.over(setter) for setter in run.plan.setters[plan.variable]) else PENDING


def _may_change(run: Run, live: list[int], gate: int, settled: set[int]) -> bool:
    """Whether a step under a gate that is over, and not settled, could still come again, so that only the long way can tell."""
    if not live:
        return False
    plan = run.plan.gates[gate]
    setters = run.plan.setters[plan.variable] if plan.kind == CHOICE else ()
    return any(_covered(run, live, setter) for setter in setters) or any(
        _may_change(run, live, item.gate, settled)
        if item.gate >= 0
        else run.over(item.node)
        and item.node not in settled
        and not run.final[item.node]
        and _covered(run, live, item.node)
        for item in plan.inputs
        if item.gate >= 0 or item.node >= 0
    )


def _long_way(run: Run, cut: set[int]) -> tuple[set[int], set[int]]:
    """What is not in the least set; and every node about which this is now settled."""
    coming = Horizon(run).coming
    settled = {*cut, *(node.id for node in run.nodes if run.final[node.id])}
    run.suspended.clear()
    for node in run.nodes:
        status = run.status[node.id]
        if status in (DONE, PASSED) and not run.final[node.id]:
            if node.id not in coming:
                run.final[node.id] = True
                settled.add(node.id)
            elif node.id in run.plan.settling or node.id in run.plan.passing:
                run.suspended.add(node.id)
        elif status == WAITING and node.id not in coming:
            run.status[node.id] = CUT
            cut = cut | {node.id}
    return cut, settled


def _cut_off(run: Run, cut: list[int], settled: list[int]) -> None:
    """Tells it, and lets joins go on from which somebody fell out."""
    cause = run.seq
    run.look = run.look or not (run.plan.telling.isdisjoint(cut) and run.plan.telling.isdisjoint(settled))
    for node in cut:
        if not run.nodes[node].hidden and node not in run.told:
            run.told.add(node)
            run.cause[node] = run.emit("cut_off", node, cause, _blocker(run, node))
            back.silence_lags(run, node)
        elif run.nodes[node].kind == KEEP and run.over(run.nodes[node].owner):
            queues.give_back(run, run.nodes[node].owner)
    for node in {*cut, *settled}:
        for gate in run.plan.every[node]:
            if run.status[run.plan.owners[gate]] == WAITING:
                refresh(run, gate, run.seq)


def _blocker(run: Run, gate: int) -> int:
    """The step on which a join died, or -1 where there is none (a member that does not exist)."""
    for item in run.plan.gates[gate].inputs:
        if item.gate >= 0:
            if run.value[item.gate] == DEAD:
                return _blocker(run, item.gate)
        elif (
            item.node >= 0
            and (run.status[item.node] == CUT or run.final[item.node])
            and input_value(run, item) == DEAD
        ):
            return run.nodes[item.node].owner if run.nodes[item.node].hidden else item.node
    return -1
