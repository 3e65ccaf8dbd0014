"""The rounds of a minute, from STARTEX to the end (docs/explanation/time-and-ties.md).

This room drives the others: what is due ends work or brings answers, then what cannot come is cut off, endings are
tested, and steps begin. It asks nobody and prints nothing; `session` is its face.
"""

from exercise_sim.engine import asking, endings, life, queues, reach
from exercise_sim.engine.clauses import holds, moments
from exercise_sim.engine.gates import refresh
from exercise_sim.engine.state import (
    ANSWERED,
    AT_ONCE,
    CAPACITY,
    CARRIED,
    END,
    ENDEX,
    LAPSES,
    LOOK,
    WAITED,
    WAITING,
    WORKED,
    Run,
    Tick,
)


def start(run: Run) -> None:
    """STARTEX: the first minute is opened and settled."""
    run.resources = queues.Desk(run.plan)
    run.emit("startex", -1, 0)
    if run.plan.end is not None:
        run.clock.schedule(Tick(ENDEX, END, -1, run.callbacks), ENDEX, run.plan.end)
    endings.watch(run)
    for gate in run.plan.initial:
        refresh(run, gate, run.seq)
    owners = dict.fromkeys(run.plan.owners[gate] for gate in run.plan.initial)
    run.touched += [node for node in owners if run.status[node] == WAITING]
    settle(run)


def due(run: Run, tick: Tick) -> None:
    """What SimPy's agenda says is due now."""
    what = tick.what
    if not what:
        return
    tick.what = ""
    if what == END:
        run.endex = True
        run.look = True
        return
    run.live -= 1
    if what == WORKED:
        run.tick[tick.node] = None
        life.work_ended(run, tick.node)
    elif what == CARRIED:
        run.tick[tick.node] = None
        life.finish(run, tick.node, tick.brings)
    elif what == ANSWERED:
        life.arrive(run, *tick.brings)
    elif what == WAITED:
        del run.delayed[tick.node]
        run.cause[tick.node], run.wait[tick.node] = tick.brings, "rework"
        run.ready.append(tick.node)
    elif what == LAPSES:
        life.lapse(run, tick.node)
    elif what == LOOK:
        run.look = True
        if tick.node >= 0:
            run.moments[tick.node] -= 1
    else:
        run.resources.awaited -= 1
        run.resources.stirred = True


def settle(run: Run) -> None:
    """Goes on in rounds until the minute is quiet."""
    while True:
        if run.to_count:
            _count_again(run)
        if not run.ended:
            if run.touched:
                reach.sweep(run)
            if run.look:
                endings.test(run)
        beginnings(run)
        if run.zero:
            _end_at_once(run)
        elif run.clock.peek() != run.now and not _stirred(run):
            return
        while run.clock.peek() == run.now:
            run.clock.step()


def _count_again(run: Run) -> None:
    """Votes in which nobody is left to be waited for are settled."""
    nodes, run.to_count = sorted(run.to_count), []
    for node in nodes:
        if asking.complete(run, node):
            life.decide(run, node, asking.tally(run, node), "vote", "")


def _stirred(run: Run) -> bool:
    asked_again = run.watching and run.asked_at != run.seq
    return bool(
        run.ready
        or run.to_count
        or asked_again
        or run.resources.stirred
        or (not run.ended and (run.touched or run.look))
    )


def _end_at_once(run: Run) -> None:
    """Work that took no time ends, in file order."""
    ended, run.zero = sorted(run.zero), []
    for node in ended:
        if run.tick[node] is AT_ONCE:
            run.tick[node] = None
            life.work_ended(run, node)


def beginnings(run: Run) -> None:
    """Asks every condition on one snapshot, then passes over, queues and begins in file order."""
    ready = sorted(run.ready)
    run.ready = []
    if run.endex and not run.ended:
        return
    run.asked_at = run.seq
    passed = [
        node
        for node in ready
        if run.nodes[node].condition is not None and not holds(run.nodes[node].condition, run)
    ]
    looking = [
        node
        for node in (*ready, *run.watching)
        if run.nodes[node].wait_for is not None and node not in passed
    ]
    waiting = [node for node in looking if not holds(run.nodes[node].wait_for, run)]
    going = (
        [node for node in (*ready, *run.watching) if node not in passed and node not in waiting]
        if passed or looking
        else ready
    )
    for node in looking:
        if run.released_at[node] < run.now and node not in waiting:
            run.cause[node] = run.seq
    _watch(run, waiting)
    run.watching = sorted(waiting)
    for node in passed:
        life.pass_over(run, node)
    begin_now = []
    for node in sorted(going):
        if run.nodes[node].uses:
            queues.request(run, node)
        else:
            begin_now.append(node)
    if run.resources.stirred and run.queue:
        begin_now += queues.grant(run)
        _tell_queued(run, going)
    run.resources.stirred = False
    for node in sorted(begin_now):
        life.begin(run, node)


def _watch(run: Run, waiting: list[int]) -> None:
    """Sees to it that a condition on the clock is asked again when its moment comes."""
    for node in waiting:
        if node not in run.watching:
            run.wait[node] = "condition"
            run.emit("queued", node, run.cause[node], ())
            for minute in moments(run.nodes[node].wait_for):
                if minute > run.now:
                    run.moments[node] = run.moments.get(node, 0) + 1
                    run.schedule(Tick(CAPACITY, LOOK, node, run.callbacks), minute)


def _tell_queued(run: Run, asked: list[int]) -> None:
    for node in asked:
        if node in run.queue:
            names = tuple(run.plan.resources[number].name for number in queues.binding(run, node))
            run.emit("queued", node, run.cause[node], names)
