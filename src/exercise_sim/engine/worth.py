"""What a join is worth, from the states of those it waits for (docs/explanation/time-and-ties.md, Joins).

Nothing is released or told here. That a join can never be met any more is not its worth, but the business of `coming`.
"""

from collections.abc import Container
from typing import Final

from exercise_sim.engine.codes import ALL, BEGINS, CHOICE, CUT, DONE, EVERY, LAG, OVER, PASSED, SOME, STRICT
from exercise_sim.engine.plan import Gate, Input
from exercise_sim.engine.state import Run

PENDING: Final = 0
MET: Final = 1
PASSED_BY: Final = 2
DEAD: Final = 3
"""Of an input only: it can never come any more, and a member of a group falls out by it."""


def worked_out(run: Run, gate: int) -> int:
    """The value of a gate from the states of its inputs; its count is set right."""
    plan = run.plan.gates[gate]
    if plan.kind == CHOICE:
        named = run.variables[plan.variable]
        value = input_value(run, plan.inputs[plan.keys.index(named)]) if named in plan.keys else PENDING
        return PENDING if value == DEAD else value
    values = [input_value(run, item) for item in plan.inputs]
    met = values.count(MET)
    if plan.kind in (ALL, EVERY):
        settled = met + values.count(PASSED_BY)
        run.need[gate] = len(values) - settled - (values.count(DEAD) if plan.kind == EVERY else 0)
    else:
        run.need[gate] = plan.count - met
    return combine(plan, values)


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
        return PASSED_BY if status == PASSED else DEAD if status == CUT and run.final[item.node] else PENDING
    if status == CUT:
        return DEAD if run.final[item.node] else PENDING  # who is out is settled once a round
    if item.asks == OVER:
        return MET if status == DONE else PASSED_BY if status == PASSED else PENDING
    if status == DONE and run.outcome[item.node] == item.asks:
        return MET
    return DEAD if run.final[item.node] and status in (DONE, PASSED) else PENDING


def combine(plan: Gate, values: list[int]) -> int:
    """The value of a gate from those of its inputs."""
    met, passed, total = values.count(MET), values.count(PASSED_BY), len(values)
    if plan.kind == STRICT:
        return MET if met else PENDING
    live = total - values.count(DEAD) if plan.kind in (EVERY, SOME) else total
    if passed and passed == live:
        return PASSED_BY
    if plan.kind in (ALL, EVERY):
        return MET if met + passed == live and (met or not total) else PENDING
    return MET if met >= plan.count else PENDING


def holds_without(run: Run, gate: int, gone: Container[int], *, rest_stands: bool = False) -> bool:
    """Whether a join holds when the results of some nodes count as not there; with `rest_stands`, all other results stand for good."""
    return _value_without(run, gate, gone, rest_stands) in (MET, PASSED_BY)


def _value_without(run: Run, gate: int, gone: Container[int], rest_stands: bool) -> int:
    plan = run.plan.gates[gate]
    if plan.kind == CHOICE:
        named = run.variables[plan.variable]
        if named not in plan.keys:
            return PENDING
        return _left(run, plan.inputs[plan.keys.index(named)], gone, rest_stands)
    return combine(plan, [_left(run, item, gone, rest_stands) for item in plan.inputs])


def _left(run: Run, item: Input, gone: Container[int], rest_stands: bool) -> int:
    node = item.node
    if item.gate >= 0:
        return _value_without(run, item.gate, gone, rest_stands)
    if node in gone:
        return PENDING
    if (
        node >= 0
        and run.nodes[node].kind == LAG
        and _value_without(run, node, gone, rest_stands) not in (MET, PASSED_BY)
    ):
        return PENDING
    value = input_value(run, item)
    if rest_stands and value == PENDING and item.asks >= 0 and run.status[node] in (DONE, PASSED):
        return DEAD  # it ended otherwise
    return value


def waited_for(run: Run, gate: int) -> list[int]:
    """The nodes that a join looks at: its lags, and what those wait for, too."""
    found, work = list[int](), [gate]
    while work:
        for item in run.plan.gates[work.pop()].inputs:
            if item.gate >= 0:
                work.append(item.gate)
            elif item.node >= 0:
                found.append(item.node)
                if run.nodes[item.node].kind == LAG:
                    work.append(item.node)
    return found


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
