"""Joins at work: what a node tells those who wait for it, and the value of a gate (M3).

The common case is counted down (`post`); everything else is worked out again from the states of the nodes (`refresh`), so
that going back needs no bookkeeping of its own. Values are those of docs/explanation/time-and-ties.md.
"""

from collections.abc import Container
from typing import Final

from exercise_sim.engine.codes import (
    ALL,
    BEGINS,
    CHOICE,
    CUT,
    DONE,
    EVERY,
    LAG,
    OVER,
    PASSED,
    RELEASED,
    SOME,
    STRICT,
    WAITING,
)
from exercise_sim.engine.plan import Gate, Input
from exercise_sim.engine.rows import Heard
from exercise_sim.engine.state import Run

PENDING: Final = 0
MET: Final = 1
PASSED_BY: Final = 2
DEAD: Final = 3


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

    A lag behind something that was passed over is passed at once.
    """
    if run.rows[node].kind == LAG and worked_out(run, node) == PASSED_BY:
        run.status[node] = PASSED
        run.touch(node)
        post_passed(run, run.plan.posts[node].every, cause)
        return
    run.status[node] = RELEASED
    run.released_at[node] = run.now
    run.cause[node] = cause
    run.wait[node] = wait
    run.ready.append(node)


def refresh(run: Run, gate: int, cause: int) -> None:
    """Works a gate out again, passes a change on, and releases its node if it is met. Cuts nothing off."""
    value = worked_out(run, gate)
    if gate < len(run.nodes):
        if value in (MET, PASSED_BY) and run.status[gate] == WAITING:
            release(run, gate, cause)
    elif value != run.value[gate]:
        run.value[gate] = value
        refresh(run, run.plan.gates[gate].parent, cause)


def worked_out(run: Run, gate: int) -> int:
    """The value of a gate now. An inner gate is dead only when that is for good; `reach` finds the other cases."""
    if gate >= len(run.nodes) and run.value[gate] == DEAD:
        return DEAD
    value = recount(run, gate, run.plan.gates[gate])
    return PENDING if value == DEAD and not _for_good(run, gate) else value


def _for_good(run: Run, gate: int) -> bool:
    """Whether a gate that is dead now stays so: what was passed over under it cannot come again, nor be chosen otherwise."""
    plan = run.plan.gates[gate]
    if plan.kind in (ALL, EVERY):
        return True
    if plan.kind == CHOICE:
        return all(
            run.final[setter] or run.status[setter] == CUT for setter in run.plan.setters[plan.variable]
        )
    return all(_passed_for_good(run, item) for item in plan.inputs if input_value(run, item) == PASSED_BY)


def _passed_for_good(run: Run, item: Input) -> bool:
    """Whether an input that was passed over cannot come otherwise any more."""
    if item.gate >= 0:
        return all(_passed_for_good(run, inner) for inner in run.plan.gates[item.gate].inputs)
    return item.node < 0 or run.status[item.node] == CUT or run.final[item.node]


def recount(run: Run, gate: int, plan: Gate) -> int:
    """The value of a gate from the states of its inputs, its count set right."""
    if plan.kind == CHOICE:
        return choice(run, plan)
    met = passed = dead = passable = 0
    for item in plan.inputs:
        state = input_value(run, item)
        met += state == MET
        passed += state == PASSED_BY
        dead += state == DEAD
        passable += state == PENDING and may_pass(run, item)
    total = len(plan.inputs)
    run.need[gate] = _need(plan, total, met, passed, dead)
    return combine(plan, met, passed, dead, passable)


def _need(plan: Gate, total: int, met: int, passed: int, dead: int) -> int:
    if plan.kind == ALL:
        return total - met - passed
    if plan.kind == EVERY:
        return total - met - passed - dead
    return plan.count - met


def choice(run: Run, plan: Gate) -> int:
    """The value of the input that the variable names now."""
    named = run.variables[plan.variable]
    return input_value(run, plan.inputs[plan.keys.index(named)]) if named in plan.keys else PENDING


def input_value(run: Run, item: Input) -> int:
    """What an input is worth now. An outcome that did not come is dead only once its node cannot come again."""
    if item.gate >= 0:
        return run.value[item.gate]
    if item.node < 0:
        return DEAD
    status = run.status[item.node]
    if item.asks == BEGINS:
        if run.begun[item.node]:
            return MET
        return PASSED_BY if status == PASSED else DEAD if status == CUT else PENDING
    if status == CUT:
        return DEAD
    if item.asks == OVER:
        return MET if status == DONE else PASSED_BY if status == PASSED else PENDING
    if status == DONE and run.outcome[item.node] == item.asks:
        return MET
    return DEAD if run.final[item.node] and status in (DONE, PASSED) else PENDING


def may_pass(run: Run, item: Input) -> bool:
    """Whether a pending input may still be passed over."""
    if item.gate >= 0:
        return _gate_may_pass(run, item.gate)
    if item.node < 0 or item.asks not in (OVER, BEGINS):
        return False
    if run.nodes[item.node].kind == LAG:
        return run.status[item.node] == WAITING and _gate_may_pass(run, item.node)
    return run.nodes[item.node].condition is not None


def _gate_may_pass(run: Run, gate: int) -> bool:
    plan = run.plan.gates[gate]
    states = [(input_value(run, item), item) for item in plan.inputs]
    return plan.kind != STRICT and all(
        state == PASSED_BY or (state == PENDING and may_pass(run, item)) for state, item in states
    )


def combine(plan: Gate, met: int, passed: int, dead: int, passable: int) -> int:
    """The value of a gate from the number of its inputs with each value (docs/explanation/time-and-ties.md, Joins)."""
    total = len(plan.inputs)
    pending = total - met - passed - dead
    if plan.kind == ALL:
        if dead:
            return DEAD
        return PENDING if pending else (PASSED_BY if passed and not met else MET)
    if plan.kind == STRICT:
        return MET if met else DEAD if not pending else PENDING
    if plan.kind == EVERY:
        if dead == total:
            return DEAD
        return PENDING if pending else (MET if met else PASSED_BY)
    if met >= plan.count:
        return MET
    live = total - dead if plan.kind == SOME else total
    if live and passed == live:
        return PASSED_BY
    # Members of a group may still fall out; what a list names stays.
    may_pass = not met and passed + passable > 0 if plan.kind == SOME else passed + passable == total
    return PENDING if met + pending >= plan.count or may_pass else DEAD


def holds_without(run: Run, gate: int, gone: Container[int]) -> bool:
    """Whether a join holds when the results of some nodes count as not there."""
    return _value_without(run, gate, gone) in (MET, PASSED_BY)


def _value_without(run: Run, gate: int, gone: Container[int]) -> int:
    plan = run.plan.gates[gate]
    if plan.kind == CHOICE:
        named = run.variables[plan.variable]
        return _left(run, plan.inputs[plan.keys.index(named)], gone) if named in plan.keys else PENDING
    values = [_left(run, item, gone) for item in plan.inputs]
    return combine(
        plan, values.count(MET), values.count(PASSED_BY), 0 if plan.kind == ALL else values.count(DEAD), 0
    )


def _left(run: Run, item: Input, gone: Container[int]) -> int:
    if item.gate >= 0:
        return _value_without(run, item.gate, gone)
    if item.node in gone:
        return PENDING
    if item.node >= 0 and run.nodes[item.node].kind == LAG and not holds_without(run, item.node, gone):
        return PENDING
    return input_value(run, item)


def missing(run: Run, gate: int) -> list[int]:
    """The nodes that a join still waits for."""
    found = []
    for item in run.plan.gates[gate].inputs:
        if item.gate >= 0:
            if run.value[item.gate] not in (MET, PASSED_BY):
                found += missing(run, item.gate)
        elif item.node >= 0 and input_value(run, item) == PENDING:
            found.append(item.node)
    return found
