"""The rounds of a minute, from STARTEX to the end (docs/explanation/time-and-ties.md).

This room drives the others: what is due ends work or brings answers, then what cannot come is cut off, endings are
tested, and steps begin. It asks nobody and prints nothing; `session` is its face.
"""

from heapq import heappop
from typing import Final

from exercise_sim.engine import (
    arrivals,
    asking,
    endings,
    gauges,
    holds,
    leaving,
    life,
    marks,
    queues,
    reach,
    recurring,
    touching,
)
from exercise_sim.engine.clauses import moments
from exercise_sim.engine.clock import CAPACITY, ENDEX, Tick
from exercise_sim.engine.codes import CUT, LAG
from exercise_sim.engine.gates import FIRED, release
from exercise_sim.engine.state import (
    ANSWERED,
    END,
    GAUGE_LOOKS,
    GAUGE_MOVES,
    GIVES,
    HELD,
    LAPSES,
    LOOK,
    MARKS,
    MISSES,
    OPENING,
    RECURS,
    RESUMES,
    STOPS,
    TURN,
    WAITED,
    Run,
)


def start(run: Run) -> None:
    """STARTEX: the first minute is opened and settled."""
    run.resources = queues.Desk(run.plan)
    startex = run.emit("startex", -1, 0)
    if run.plan.end is not None:
        run.clock.put(run.plan.end, ENDEX, Tick(END, -1))
    endings.watch(run)
    if run.plan.gauges:
        gauges.start(run)
    for node in run.plan.initial:
        release(run, node, startex)
    _set_timers(run)
    run.touched += run.plan.doubtful
    settle(run)


def _set_timers(run: Run) -> None:
    """Times of injects are on the agenda before anything begins: what comes at STARTEX comes first."""
    timers = [node for node in run.ready if run.rows[node].kind == LAG]
    run.ready = [node for node in run.ready if node not in timers]
    for node in timers:
        life.begin(run, node)
    life.end_at_once(run)


def go_on(run: Run, until: int | None) -> None:
    """Goes from minute to minute, until something is asked, `until` is over, or nothing comes any more.

    While a question is open, time goes by up to `until` even if nothing comes.
    """
    agenda, desk, restful = run.agenda, run.resources, run.plan.restful
    while not run.reported:
        may_idle = run.live <= restful or desk.awaited or run.moments
        if may_idle and endings.idle(run) and (until is None or not run.open):
            return
        if until is not None and (not agenda or agenda[0][0] > until):
            return
        run.now = agenda[0][0]
        take_due(run)
        if run.busy or run.watching or (run.ready and not _begin_at_once(run)):
            settle(run)


def take_due(run: Run) -> None:
    """Everything that SimPy's agenda says is due now."""
    agenda, now, tick, carried, rows = run.agenda, run.now, run.tick, run.carried, run.rows
    run.clock.stand(now)
    run.soon = False
    while agenda and agenda[0][0] == now:
        _, node, _, entry = heappop(agenda)
        if entry.__class__ is not int:
            _due(run, entry)
        elif (
            tick[node] == entry
        ):  # else the work of the step, whose order is its place in the file, was stopped
            tick[node] = 0
            run.live -= 1
            if carried and node in carried:
                life.finish(run, node, carried.pop(node))
            else:
                life.AFTER_WORK[rows[node].ends](run, node)


def _begin_at_once(run: Run) -> bool:
    """Whether a minute is quiet after one round, in which steps began that ask for nothing: most are."""
    ready, rows = run.ready, run.rows
    for node in ready:
        if rows[node].special:
            return False
    run.ready = []
    run.asked_at = run.seq
    if len(ready) > 1:
        ready.sort()
    for node in ready:
        life.begin(run, node)
    if run.zero:
        life.end_at_once(run)
    return not (run.ready or run.busy)


def _due(run: Run, tick: Tick) -> None:
    what = tick.what
    if not what:
        return
    tick.what = ""
    if what == END:
        run.endex = run.look = run.busy = True
        return
    run.live -= 1
    if what in _OF_NODES:
        _OF_NODES[what](run, tick.node)
    elif what == ANSWERED:
        life.arrive(run, *tick.brings)
    elif what == HELD:
        holds.over(run, tick.brings, 0)
    elif what == OPENING:
        run.resources.awaited -= 1
        run.resources.stirred = run.busy = True
    elif what == LOOK:
        run.look = run.busy = True
        if tick.node >= 0:
            run.moments[tick.node] -= 1


def _waited(run: Run, node: int) -> None:
    """A step that stood aside is looked at."""
    run.cause[node], run.wait[node] = run.delayed.pop(node).brings
    run.ready.append(node)


_OF_NODES: Final = {
    WAITED: _waited,
    LAPSES: life.lapse,
    TURN: arrivals.turn,
    FIRED: arrivals.turn,
    MARKS: arrivals.answered,
    MISSES: arrivals.missed,
    GAUGE_MOVES: gauges.move,
    GAUGE_LOOKS: gauges.moment,
    GIVES: arrivals.give_prepared,
    RESUMES: holds.due,
    RECURS: recurring.due,
    STOPS: recurring.stop,
}
"""What is due of a node, but for answers and holds that end at a time."""


def settle(run: Run) -> None:
    """Goes on in rounds until the minute is quiet. What came from outside may have given injects their turn."""
    if run.soon:
        take_due(run)
    while True:
        if run.busy:
            _see_to(run)
        if run.ready or run.watching or run.resources.stirred:
            beginnings(run)
        if run.zero:
            life.end_at_once(run)
        if run.soon:
            take_due(run)
        elif not (run.ready or run.busy or (run.watching and run.asked_at != run.seq)):
            return


def _see_to(run: Run) -> None:
    """Counts votes, cuts off, tests endings and asks the rates of gauges, where something happened that bears on it."""
    run.busy = False
    if run.to_count:
        _count_again(run)
    if run.ended:
        for node in run.touched:
            run.final[node] = run.final[node] or run.status[node] == CUT
        run.touched, run.look = [], False
    # Recurring work that can have no end any more is passed over, and others wait for that.
    while run.touched:
        reach.sweep(run)
    if run.look:
        endings.test(run)
        if run.gauges is not None and not run.ended:
            gauges.look(run)


def _count_again(run: Run) -> None:
    """Votes in which nobody is left to be waited for are settled, the first in the file first; what one decides may take a voter from another."""
    while run.to_count:
        node = min(run.to_count)
        run.to_count = [other for other in run.to_count if other != node]
        if asking.complete(run, node):
            life.decide(run, node, asking.tally(run, node), "vote", "")


def beginnings(run: Run) -> None:
    """Asks every condition on one snapshot, then passes over, queues and begins in file order."""
    ready, run.ready = run.ready, []
    if run.endex and not run.ended:
        return
    run.asked_at = run.seq
    ready.sort()
    rows, needs = run.rows, run.resources.stirred
    passed: list[int] = []
    going, waiting = [], []
    for node in touching.sieved(run, ready, passed) if run.marks else ready:
        row = rows[node]
        if row.uses:
            needs = True
        if not row.asks:
            going.append(node)
        elif row.condition is not None and not (
            row.condition.holds(run) or (row.touched and marks.asked(run, node))
        ):
            passed.append(node)
        elif row.wait_for is not None and not row.wait_for.holds(run):
            waiting.append(node)
        else:
            going.append(node)
    if waiting or run.watching:
        _watch(run, going, waiting)
        needs = True
    for node in sorted(passed) if passed else passed:
        leaving.pass_over(run, node)
    for node in _granted(run, going) if needs else going:
        life.begin(run, node)


def _granted(run: Run, going: list[int]) -> list[int]:
    """Those who need nothing, and those whose turn it is, in file order; the others' waiting is told."""
    begin_now = queues.grant(run) if run.resources.stirred else []
    queued = []
    for node in going:
        if not run.rows[node].uses or queues.request(run, node):
            begin_now.append(node)
        else:
            queued.append(node)
    for node in queued:
        names = tuple(run.plan.resources[number].name for number in queues.binding(run, node))
        run.emit("queued", node, run.cause[node], names)
    begin_now.sort()
    return begin_now


def _watch(run: Run, going: list[int], waiting: list[int]) -> None:
    """Asks again for whom a condition did not hold so far; a condition on the clock is asked again when its moment comes."""
    for node in waiting:
        run.wait[node] = "condition"
        if not run.rows[node].kind:  # of an inject nobody knows before it comes
            run.emit("queued", node, run.cause[node], ())
        for minute in moments(run.nodes[node].wait_for):
            if minute > run.now:
                run.moments[node] = run.moments.get(node, 0) + 1
                run.schedule(Tick(LOOK, node), CAPACITY, minute)
    if not (waiting or run.wakeful or run.stirred):
        return  # nothing has changed on which those who watch look
    rows, stirred = run.rows, run.stirred
    run.stirred = set()
    for node in run.watching:
        watches = rows[node].watches
        if (watches is not None and watches not in stirred) or not run.nodes[node].wait_for.holds(run):
            waiting.append(node)
            continue
        going.append(node)
        if run.released_at[node] < run.now:
            run.cause[node] = run.seq
    going.sort()
    run.watching = sorted(waiting)
    run.wakeful = any(rows[node].watches is None for node in waiting)
