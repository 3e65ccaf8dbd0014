"""What a step hangs on: through joins, conditions, variables, ways back and members that are dropped. A pure function of a plan."""

from collections import deque
from collections.abc import Iterable, Iterator

from exercise_sim.engine.clauses import Clause, gauges_asked, looked_at, values_asked
from exercise_sim.engine.graph import effects_of
from exercise_sim.engine.nodes import Node
from exercise_sim.engine.plan import Plan


def leading_to(plan: Plan, nodes: Iterable[int], clauses: Iterable[Clause | None]) -> dict[int, int]:
    """Some steps, what these conditions ask for, and everything on which they hang in turn: each with its distance, the nearest first."""
    changing = _changing(plan)
    found: dict[int, int] = dict.fromkeys((*nodes, *_asked(clauses, changing)), 0)
    work = deque(found)
    while work:
        node = plan.nodes[work.popleft()]
        asked = _asked((node.condition, node.wait_for), changing)
        hung = dict.fromkeys((*_inputs(plan, node.id), *asked, *_moved(node, changing)), found[node.id] + 1)
        work.extend(hung.keys() - found.keys())
        found = hung | found
    return dict(sorted(found.items(), key=lambda pair: (pair[1], pair[0])))


def _changing(plan: Plan) -> dict[str | int, set[int]]:
    """The steps that change each variable, resource (by its number), gauge (told as `gauge 1`) or member, or do something to a step (`node 7`)."""
    found: dict[str | int, set[int]] = {}
    for node in plan.nodes:
        for effect in effects_of(node):
            keys: list[str | int] = [one.name for one in effect.changes if one.target == "variable"]
            keys += [number for one in effect.changes if one.target == "resource" for number in one.index]
            keys += [f"node {target}" for target in (*effect.back_to, *effect.redo, *effect.fire)]
            keys += [
                f"gauge {number}" for one in effect.changes if one.target == "gauge" for number in one.index
            ]
            keys += [f"node {target}" for target in (effect.touch.nodes if effect.touch else ())]
            for key in (*keys, *effect.drop):
                found.setdefault(key, set()).add(node.id)
    for number, gauge in enumerate(plan.gauges):
        moving = found.setdefault(f"gauge {number}", set())
        moving |= looked_at(rate.when for rate in gauge.rates)
        found |= {f"node {stage.crossing}": moving for stage in gauge.stages}
    return found


def _asked(clauses: Iterable[Clause | None], changing: dict[str | int, set[int]]) -> Iterator[int]:
    """The steps that conditions look at, and those that change what they ask for."""
    clauses = list(clauses)
    yield from looked_at(clauses)
    for value in (*values_asked(clauses), *(f"gauge {number}" for number in gauges_asked(clauses))):
        yield from changing.get(value, ())


def _moved(node: Node, changing: dict[str | int, set[int]]) -> Iterator[int]:
    """The steps that go back to a step or do something else to it, drop its member, or did what a hidden one waits for."""
    yield from changing.get(f"node {node.id}", ())
    yield from changing.get(node.member, ()) if node.member else ()
    yield from (node.owner,) if node.hidden and node.owner not in (-1, node.id) else ()


def _inputs(plan: Plan, node: int) -> Iterator[int]:
    """The steps for which the join of a step waits, through the gates between, and those that steer it by a variable."""
    work = [node]
    while work:
        gate = plan.gates[work.pop()]
        yield from plan.setters.get(gate.variable, ()) if gate.variable else ()
        for item in gate.inputs:
            if item.gate >= 0:
                work.append(item.gate)
            elif item.node >= 0:
                yield item.node
