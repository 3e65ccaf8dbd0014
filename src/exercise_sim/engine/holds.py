"""Holds: what stands still for them, and how they end: with something, at a time, or when that cannot come any more (M11).

Work keeps its units; what had not begun stands aside; a limit stands. Who is held several times goes on when all holds are over.
"""

from typing import Final

from exercise_sim.engine import asking, back, marks, work
from exercise_sim.engine.clock import ENDS, Tick
from exercise_sim.engine.codes import ASKED, CUT, DONE, LAG, RELEASED, UNDER_WAY, WAITING
from exercise_sim.engine.marks import Hold, Mark
from exercise_sim.engine.nodes import Until
from exercise_sim.engine.state import HELD, Run
from exercise_sim.engine.worth import MET, PASSED_BY, worked_out

STATES: Final = {WAITING: "waiting", RELEASED: "waiting", UNDER_WAY: "under way", ASKED: "asked"}
"""How the events name the state in which an effect found a step."""


def hold(run: Run, nodes: list[int], until: Until, doer: int, cause: int) -> None:
    """Holds some steps, which are not over. Nothing is held where the hold would be over already."""
    minute = until.minute if until.node < 0 and until.span < 0 else run.now + until.span
    if not nodes or (until.node < 0 and minute <= run.now) or _came(run, until.node):
        return
    made = Hold(nodes, until.node)
    for node in nodes:
        end = minute if until.node < 0 else None
        seq = run.emit("held", node, cause, until.text, end, STATES[run.status[node]])
        made.seq = made.seq or seq
        mark = marks.mark(run, node)
        if not mark.held:
            _stand(run, node, mark)
        mark.held.append(made)
    if until.node >= 0:
        run.holds.setdefault(until.node, []).append(made)
    else:
        made.tick = Tick(HELD, doer, made)
        run.schedule(made.tick, ENDS + doer, minute)


def _came(run: Run, until: int) -> bool:
    """Whether what a hold waits for is there already, was passed over, or cannot come any more; or is a lag that is over in this minute."""
    if until < 0:
        return False
    lags = [
        item.node
        for item in run.plan.gates[until].inputs
        if item.node >= 0 and run.rows[item.node].kind == LAG
    ]
    if any(run.status[lag] == UNDER_WAY and run.ends(lag) == run.now for lag in lags):
        return True
    return run.status[until] == CUT or worked_out(run, until) in (MET, PASSED_BY)


def _stand(run: Run, node: int, mark: Mark) -> None:
    """A step stands still, or aside."""
    status = run.status[node]
    mark.since = run.now if status != WAITING else -1
    if status == UNDER_WAY:
        work.stand(run, node)
    elif status == ASKED:
        limit = run.open[node].question.limit
        mark.left = -1 if limit is None else limit - run.now
        asking.set_limit(run, node, None)
    elif status == RELEASED and node not in run.delayed and node not in run.ready:
        leave_queue(run, node)


def leave_queue(run: Run, node: int) -> None:
    """A step that was released and waits for units, or for its condition, stands aside; what its `if` said stands."""
    mark = marks.mark(run, node)
    mark.asked = mark.asked or node in run.queue or node in run.watching
    back.out_of_lists(run, node)


def begin_held(run: Run, node: int) -> None:
    """What was decided while a step is held is carried out when the hold is over."""
    mark = marks.held(run, node)
    if mark is not None:
        mark.held, held = [], mark.held
        work.stand(run, node)
        mark.held = held


def due(run: Run, until: int) -> None:
    """What holds waited for is there."""
    tick = run.delayed.pop(until)
    run.status[until] = DONE
    came(run, until, tick.brings)


def came(run: Run, until: int, cause: int) -> None:
    """What holds waited for is there, or cannot come any more."""
    for one in run.holds.pop(until, ()):
        over(run, one, cause)


def over(run: Run, one: Hold, cause: int) -> None:
    """A hold is over: whoever has no other goes on. `cause`: what ended it; 0 for a time."""
    run.busy = True
    for node in one.nodes:
        mark = run.marks[node]
        mark.held.remove(one)
        if not mark.held and run.status[node] < DONE:
            _go_on(run, node, mark, cause or one.seq, by_time=not cause)


def _go_on(run: Run, node: int, mark: Mark, cause: int, *, by_time: bool) -> None:
    status = run.status[node]
    limit = run.now + mark.left if status == ASKED and mark.left >= 0 else None
    stood = run.now - mark.since if mark.since >= 0 else 0
    run.emit("resumed", node, cause, stood, STATES[status], limit)
    if status == UNDER_WAY:
        work.go_on(run, node, mark.left)
    elif status == ASKED:
        asking.set_limit(run, node, limit)
    elif status == RELEASED and node not in run.delayed:
        run.released_at[node], run.wait[node] = run.now, "hold"
        if not by_time:
            run.cause[node] = max(cause, run.cause[node])
        if node not in run.ready:
            run.ready.append(node)
