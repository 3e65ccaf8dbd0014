"""Joins at work: whom a node tells what became of it, and who is released by that (M3).

The common case is counted down; everything else is worked out again from the states of the nodes (`worth`), so that going back
needs no bookkeeping of its own.
"""

from typing import Final

from exercise_sim.engine import clock
from exercise_sim.engine.clock import Tick
from exercise_sim.engine.codes import (
    AGAIN,
    ALL,
    CHOICE,
    EVERY,
    EXPECT,
    INJECT,
    LAG,
    MARK,
    PASSED,
    RELEASED,
    STOP,
    UNDER_WAY,
    UNTIL,
    WAITING,
)
from exercise_sim.engine.rows import Heard
from exercise_sim.engine.state import MARKS, RECURS, RESUMES, STOPS, TURN, Run
from exercise_sim.engine.worth import MET, PASSED_BY, PENDING, worked_out


def tell(run: Run, heard: Heard, cause: int) -> None:
    """Tells those who wait for it that something came."""
    freed, lists, gates = heard
    need, status = run.need, run.status
    for node in lists:
        left = need[node] = need[node] - 1
        if not left:
            freed = (*freed, node)
    for node in freed:
        if status[node] == WAITING:
            status[node] = RELEASED
            run.released_at[node] = run.now
            run.cause[node] = cause
            run.wait[node] = "after"
            run.ready.append(node)
    if gates:
        post(run, gates, cause)


def post(run: Run, gates: tuple[int, ...], cause: int) -> None:
    """Tells gates that one of their inputs is now met."""
    need = run.need
    for gate in gates:
        left = need[gate] = need[gate] - 1
        if not left:
            fire(run, gate, cause)


def post_passed(run: Run, gates: tuple[int, ...], cause: int) -> None:
    """Tells gates that one of their inputs was passed over."""
    for gate in gates:
        if run.plan.gates[gate].kind in (ALL, EVERY):
            left = run.need[gate] = run.need[gate] - 1
            if left > 0:
                continue
            if gate < len(run.status):  # a list of which nothing is missing, whether all was passed or not
                if left == 0 and run.status[gate] == WAITING:
                    release(run, gate, cause)
                continue
        elif run.value[gate] == MET:
            continue
        refresh(run, gate, cause)


def fire(run: Run, gate: int, cause: int) -> None:
    """A gate has the count that it waited for: its node is released, or its parent told."""
    need, nodes = run.need, len(run.status)
    while gate >= nodes:
        plan = run.plan.gates[gate]
        if plan.kind == CHOICE or gate in run.loose:
            if plan.kind == CHOICE:
                need[gate] = 1  # any input may be the one that is named
            refresh(run, gate, cause)
            return
        if run.value[gate] != PENDING:
            return
        run.value[gate] = MET
        gate = plan.parent
        left = need[gate] = need[gate] - 1
        if left:
            return
    if run.status[gate] == WAITING:
        release(run, gate, cause)


def fall_out(run: Run, gates: tuple[int, ...]) -> None:
    """Tells gates over groups that a member fell out. From then on a count is only a lower bound: `fire` looks again."""
    for gate in gates:
        if run.plan.gates[gate].kind == EVERY:
            run.loose.add(gate)
            run.need[gate] -= 1
            if run.need[gate] > 0:
                continue
        refresh(run, gate, run.seq)


def release(run: Run, node: int, cause: int, wait: str = "after") -> None:
    """Puts a node whose join is met among those that are looked at in this minute's beginnings.

    A lag behind something that was passed over is passed at once; an inject has its turn in this minute's injects.
    """
    kind = run.rows[node].kind
    if kind and _released_hidden(run, node, kind, cause):
        return
    run.status[node] = RELEASED
    run.released_at[node] = run.now
    run.cause[node] = cause
    run.wait[node] = wait
    run.ready.append(node)


def _released_hidden(run: Run, node: int, kind: int, cause: int) -> bool:
    """Whether a hidden node whose join is met is not to be looked at among the beginnings; what becomes of it instead is done."""
    if kind == LAG and worked_out(run, node) == PASSED_BY:
        run.status[node] = PASSED
        run.touch(node)
        post_passed(run, run.plan.posts[node].every, cause)
    elif kind in _TURNS and run.rows[node].wait_for is None:
        give_turn(run, node, cause)
    elif kind == AGAIN:
        run.cause[node] = cause
        wait_for_next(run, node)
    else:
        return kind == EXPECT  # it is begun by its inject, when that has done what it does
    return True


FIRED: Final = "fired"
"""What is due of an inject whose turn an effect gave: it stays, whatever is gone back to."""


def give_turn(run: Run, node: int, cause: int) -> None:
    """An inject is due among the injects of this minute; what marks an expected action as done, or ends a hold or recurring work, among the ends of work."""
    what, order = _TURNS[run.rows[node].kind]
    run.status[node] = RELEASED
    run.released_at[node] = run.now
    run.cause[node] = cause
    tick = run.delayed[node] = Tick(what, node, cause)
    run.schedule(tick, order + node, run.now)


def wait_for_next(run: Run, node: int) -> None:
    """Recurring work is due again so long after its last beginning, or now where that has gone by; until then it counts as under way."""
    run.status[node] = UNDER_WAY
    tick = run.delayed[node] = Tick(RECURS, node)
    due = run.last[run.nodes[node].owner] + run.rows[node].every
    run.schedule(tick, clock.ENDS + node, max(run.now, due))


_TURNS: Final = {
    INJECT: (TURN, clock.INJECT),
    MARK: (MARKS, clock.ENDS),
    STOP: (STOPS, clock.ENDS),
    UNTIL: (RESUMES, clock.ENDS),
}


def refresh(run: Run, gate: int, cause: int) -> None:
    """Works a gate out again, passes a change on, and releases its node if it is met. Cuts nothing off."""
    value = worked_out(run, gate)
    if gate < len(run.nodes):
        if value in (MET, PASSED_BY) and run.status[gate] == WAITING:
            release(run, gate, cause)
    elif value != run.value[gate]:
        run.value[gate] = value
        refresh(run, run.plan.gates[gate].parent, cause)
