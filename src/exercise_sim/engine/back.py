"""Going back: what is reopened by `back_to`, what is repeated by `redo`, and what stops for it (M5).

A node is reopened by forgetting its result; who was released through it is found by working their joins out again.
"""

from collections.abc import Iterable

from exercise_sim.engine import asking, marks, queues
from exercise_sim.engine.clock import ENDS, Tick
from exercise_sim.engine.codes import AGAIN, CUT, DONE, LAG, PASSED, RELEASED, STOP, UNDER_WAY, UNTIL, WAITING
from exercise_sim.engine.gates import FIRED, release
from exercise_sim.engine.nodes import Effect
from exercise_sim.engine.state import WAITED, Run
from exercise_sim.engine.worth import MET, PASSED_BY, worked_out


def go_back(run: Run, effect: Effect, decider: int, cause: int) -> None:
    """Reopens what an effect goes back to and the decider, repeats what it is to redo, and takes all of that up again."""
    if not run.returned:
        run.returned = True
        run.turn = [
            int(UNDER_WAY <= status <= DONE or begun)
            for status, begun in zip(run.status, run.begun, strict=True)
        ]
    redone = [
        node for node in effect.redo if node != decider and run.status[node] not in (WAITING, RELEASED, CUT)
    ]
    waiting: set[int] = set()
    for node in redone:
        _repeat(run, node, waiting)
    deciders = (decider,) if decider >= 0 else ()  # an inject is not reopened by what it does
    reopened, stopped = _unwound(run, (*effect.back_to, *deciders))
    for node in sorted({*redone, *stopped, *(waiting & reopened)} - {decider}):
        if not run.nodes[node].hidden:
            run.emit("reopened", node, cause)
    for node in sorted({*redone, *reopened}):
        _take_up(run, node, effect.wait, cause)
    _look_again(run, {*redone, *reopened})


def _look_again(run: Run, reopened: set[int]) -> None:
    """Who waits again may wait for something that cannot come any more; whoever hoped may be free to come."""
    run.hanging -= reopened
    run.touched += [node for node in reopened - run.hoping if run.status[node] == WAITING]
    hope_anew(run)


def hope_anew(run: Run) -> None:
    """Whoever hoped is to be looked at anew: what it hoped for may be there."""
    for node in run.hoping:
        run.doomed[node] = False
    run.touched += [node for node in run.hoping if run.status[node] == WAITING]
    run.hoping = set()
    run.stale = run.busy = True


def _repeat(run: Run, node: int, waiting: set[int]) -> None:
    """Withdraws the result of one node alone; whoever has not begun waits for it again, and is noted."""
    posts = _counted(run, node)
    stop(run, node)
    marks.clear(run, node)
    for gate in posts:
        _wait_again(run, gate, waiting)


def wait_again(run: Run, node: int) -> None:
    """Whoever was released, has not begun, and has a join that does not hold any more waits again; so does a lag that was passed over and is
    not any more, or is now."""
    _wait_again(run, node, set())
    if run.rows[node].kind == LAG:
        stale = (UNDER_WAY, DONE) if worked_out(run, node) == PASSED_BY else (PASSED,)
        if run.status[node] in stale:
            wait_anew(run, node)


def wait_anew(run: Run, lag: int) -> None:
    """A lag whose join does not hold any more: it runs anew when it does, and whoever has not begun waits for it again."""
    _repeat(run, lag, set())


def _unwound(run: Run, targets: Iterable[int]) -> tuple[set[int], list[int]]:
    """Every node that is reopened, and those of them that had been released."""
    reopened: set[int] = set()
    stopped: list[int] = []
    pending = list(targets)
    while pending:
        node = pending.pop()
        if node in reopened or run.status[node] == CUT or run.lasts(node):
            continue
        reopened.add(node)
        posts = _counted(run, node)
        if run.marks:
            marks.clear(run, node)
        if run.status[node] != WAITING:
            stopped.append(node)
            stop(run, node)
        for gate in posts:
            pending.extend(_undone(run, gate))
    return reopened, stopped


def _counted(run: Run, node: int) -> tuple[int, ...]:
    """The gates for which a node's result counts now."""
    posts, status = run.plan.posts[node], run.status[node]
    if status == DONE:
        outcome = run.outcome[node]
        return (*posts.over, *posts.begins, *(posts.branch[outcome] if outcome >= 0 and posts.branch else ()))
    if status == PASSED:
        return (*posts.over, *posts.begins)
    return posts.begins if run.begun[node] else ()


def _undone(run: Run, gate: int) -> list[int]:
    """The node at the end of a gate, if it was released and its join no longer holds."""
    value = worked_out(run, gate)
    if gate < len(run.nodes):
        undone = run.status[gate] not in (WAITING, CUT) and value not in (MET, PASSED_BY)
        return [gate] if undone and not _fired(run, gate) else []
    if value == run.value[gate]:
        return []
    run.value[gate] = value
    return _undone(run, run.plan.gates[gate].parent)


def _fired(run: Run, node: int) -> bool:
    """Whether an inject has its turn by an effect, which nobody takes away."""
    tick = run.delayed.get(node)
    return tick is not None and tick.what == FIRED


def _wait_again(run: Run, gate: int, waiting: set[int]) -> None:
    """A join without one of its results: its node leaves the queue, if it has not begun. Recurring work forgets its next time, or that it was to stop; what a hold is until is waited for anew."""
    for node in _undone(run, gate):
        if run.nodes[node].kind in (LAG, AGAIN, STOP, UNTIL):
            _repeat(run, node, waiting)
        elif run.status[node] == RELEASED:
            stop(run, node)
            waiting.add(node)


def _take_up(run: Run, node: int, wait: int, cause: int) -> None:
    if run.status[node] != WAITING or worked_out(run, node) not in (MET, PASSED_BY):
        return
    if not wait:
        release(run, node, cause, "rework")
        return
    run.status[node] = RELEASED
    run.released_at[node] = run.now + wait
    tick = run.delayed[node] = Tick(WAITED, node, (cause, "rework"))
    run.schedule(tick, ENDS + node, run.now + wait)


def stop(run: Run, node: int, cause: int | None = None) -> None:
    """Makes a node wait again, by an event (or the last one): its tick is forgotten, its question withdrawn, its units go back.

    What effects did to it stays; whoever reopens it, or takes it out for good, clears that (`marks`).
    """
    cause = run.seq if cause is None else cause
    if run.rows[node].touched and node in run.marks:
        run.marks[node].asked = False
    run.stop_work(node)
    run.forget(run.delayed.pop(node, None))
    if run.status[node] == RELEASED:
        out_of_lists(run, node)
    asking.withdraw(run, node, cause)
    queues.give_back(run, node, cause, stopped=True)
    run.status[node] = WAITING
    run.outcome[node] = -1
    run.begun[node] = False
    run.final[node] = False
    run.doomed[node] = False
    if node in run.plan.telling:
        run.look = run.busy = True


def out_of_lists(run: Run, node: int) -> None:
    """Takes a node that is ready out of the queue, and from among those that are looked at or watched."""
    queues.leave(run, node)
    if node in run.ready:
        run.ready.remove(node)
    if node in run.watching:
        run.watching.remove(node)


def silence_lags(run: Run, owner: int) -> None:
    """The lags that a step waited for, now that it is cut off: nobody waits for them any more. Nor for the minute for which an inject
    was laid down."""
    if run.prepared:
        run.forget(run.prepared.pop(owner, None))
    lag = owner - 1
    while lag >= 0 and run.nodes[lag].kind == LAG and run.nodes[lag].owner == owner:
        if run.status[lag] != CUT:
            stop(run, lag)
            run.status[lag] = CUT
            run.hoping.discard(lag)
        lag -= 1
