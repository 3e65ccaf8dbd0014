"""Going back: what is reopened by `back_to`, what is repeated by `redo`, and what stops for it (M5).

A node is reopened by forgetting its result; who was released through it is found by working their joins out again.
"""

from collections.abc import Iterable

from exercise_sim.engine import asking, queues
from exercise_sim.engine.gates import MET, PASSED_BY, release, worked_out
from exercise_sim.engine.plan import LAG
from exercise_sim.engine.state import CUT, ENDS, RELEASED, WAITED, WAITING, Run, Tick


def back_to(run: Run, targets: Iterable[int], decider: int, wait: int, cause: int) -> None:
    """Reopens the targets, the decider, and everything that was released through them."""
    reopened = _unwound(run, dict.fromkeys((*targets, decider)), decider, cause)
    for node in sorted(reopened):
        _take_up(run, node, wait, cause)


def redo(run: Run, node: int, cause: int, wait: int = 0) -> None:
    """Repeats one node alone: it starts over, and whoever has not begun waits for it again."""
    if run.status[node] in (WAITING, RELEASED, CUT):
        return
    stop(run, node)
    run.emit("reopened", node, cause)
    for gate in run.plan.posts[node].every:
        _wait_again(run, gate, cause)
    _take_up(run, node, wait, cause)


def _unwound(run: Run, work: dict[int, None], decider: int, cause: int) -> set[int]:
    reopened: set[int] = set()
    stopped: list[int] = []
    pending = list(work)
    while pending:
        node = pending.pop()
        if node in reopened or run.status[node] == CUT:
            continue
        reopened.add(node)
        if run.status[node] != WAITING:
            stopped.append(node)
            stop(run, node)
        for gate in run.plan.posts[node].every:
            pending.extend(_undone(run, gate, cause))
    for node in sorted(stopped):
        if node != decider and not run.nodes[node].hidden:
            run.emit("reopened", node, cause)
    return reopened


def _undone(run: Run, gate: int, cause: int) -> list[int]:
    """The node at the end of a gate, if it was released and its join no longer holds."""
    value = worked_out(run, gate)
    if gate < len(run.nodes):
        return [gate] if run.status[gate] not in (WAITING, CUT) and value not in (MET, PASSED_BY) else []
    if value == run.value[gate]:
        return []
    run.value[gate] = value
    return _undone(run, run.plan.gates[gate].parent, cause)


def _wait_again(run: Run, gate: int, cause: int) -> None:
    """A join without one of its results: its node leaves the queue, if it has not begun."""
    for node in _undone(run, gate, cause):
        if run.nodes[node].kind == LAG:
            stop(run, node)
            for behind in run.plan.posts[node].every:
                _wait_again(run, behind, cause)
        elif run.status[node] == RELEASED:
            stop(run, node)


def _take_up(run: Run, node: int, wait: int, cause: int) -> None:
    if run.status[node] != WAITING or worked_out(run, node) not in (MET, PASSED_BY):
        return
    if not wait:
        release(run, node, cause, "rework")
        return
    run.status[node] = RELEASED
    run.released_at[node] = run.now + wait
    tick = Tick(ENDS + node, WAITED, node, run.callbacks, brings=cause)
    run.delayed[node] = tick
    run.schedule(tick, run.now + wait)


def stop(run: Run, node: int) -> None:
    """Makes a node wait again: its tick is forgotten, its question withdrawn, its units go back."""
    run.forget(run.tick[node])
    run.tick[node] = None
    run.forget(run.delayed.pop(node, None))
    if run.status[node] == RELEASED:
        _out_of_lists(run, node)
    asking.withdraw(run, node)
    queues.give_back(run, node, stopped=True)
    run.status[node] = WAITING
    run.outcome[node] = -1
    run.begun[node] = False
    run.final[node] = False


def _out_of_lists(run: Run, node: int) -> None:
    queues.leave(run, node)
    if node in run.ready:
        run.ready.remove(node)
    if node in run.watching:
        run.watching.remove(node)
