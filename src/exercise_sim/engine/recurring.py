"""Recurring work: the further times of a step that begins again and again, until something stops it (M10).

The first time is the step's own. A hidden node does the others: it stands as under way from the first end on, waits for its next time or
works, and nobody waits for it. It keeps no run going.
"""

from exercise_sim.engine import effects, leaving, loops, marks, queues
from exercise_sim.engine.codes import CUT, DONE, RELEASED, UNDER_WAY, WAITING
from exercise_sim.engine.gates import wait_for_next
from exercise_sim.engine.state import Run


def due(run: Run, node: int) -> None:
    """The next time has come: it is looked at among the beginnings."""
    del run.delayed[node]
    run.status[node] = RELEASED
    run.released_at[node] = run.now
    run.wait[node] = "repeat"
    run.ready.append(node)


def begin(run: Run, node: int) -> None:
    """It has its units: it works."""
    row, plan = run.rows[node], run.nodes[node]
    run.status[node] = UNDER_WAY
    turn = run.asks[node] = run.asks.get(node, 0) + 1
    if turn > loops.MOST_TIMES:
        raise loops.too_often(plan.name, run.now)
    run.last[plan.owner] = run.now
    run.cause[node] = run.emit("begun", node, run.cause[node], run.wait[node])
    until = run.now + marks.work_minutes(run, node, turn)
    if row.flows:
        run.work_until[node] = until
        until = max(until, queues.served_at(run, node) or 0)
    run.work(node, run.seq, until)


def finish(run: Run, node: int) -> None:
    """It ends, with its effects, and waits for its next time."""
    row = run.rows[node]
    cause = run.cause[node] = run.emit("done", node, run.cause[node], None)
    run.over_at[run.nodes[node].owner] = run.now
    if row.uses:
        queues.give_back(run, node, cause)
    for effect in row.effects[-1]:
        effects.apply(run, effect, node, cause)
    wait_for_next(run, node)


def stop(run: Run, stopper: int) -> None:
    """What ends recurring work has come to be, or never will. Of the first time, what was released is passed over at once."""
    run.delayed.pop(stopper, None)
    if run.status[stopper] != CUT:
        run.status[stopper] = DONE
    node = run.nodes[stopper].owner
    first = run.nodes[node].owner
    if WAITING < run.status[first] < DONE:
        leaving.pass_now(run, first, run.seq)
    leaving.repeat_no_more(run, node, run.seq)


def at_rest(run: Run) -> int:
    """How much of what is on the agenda is recurring work that keeps no run going: all of it, but for work that holds what others wait for."""
    nodes = run.plan.recurring
    at_work = [node for node in nodes if run.tick[node] > 0]
    if at_work and run.queue:
        wanted = queues.asked_for(run)
        at_work = [node for node in at_work if wanted.isdisjoint(use.resource for use in run.rows[node].uses)]
    return len(at_work) + sum(node in run.delayed for node in nodes)
