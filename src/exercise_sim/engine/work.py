"""Work that is under way, and how its end is moved: later, longer, standing still, going on (M11, M18).

What a flow serves ends when its own time is over and the flow has served it; everything else has its end on the agenda.
"""

from fractions import Fraction

from exercise_sim.engine import flows, marks, queues
from exercise_sim.engine.state import AT_ONCE, STANDING, Run


def reschedule(run: Run, node: int) -> None:
    """Work that a flow serves ends when the flow has served it, as things stand, and never before its own time is over."""
    if not run.tick[node] or node in run.carried or marks.held(run, node):
        return
    served = queues.served_at(run, node)
    end = max(run.work_until[node], served, run.now) if served is not None else -1
    if run.tick[node] > 0 and run.ends(node) == end:
        return  # it ends where it was to end anyway
    run.stop_work(node)
    if served is None:
        run.tick[node] = STANDING  # until the flow moves again
    else:
        run.work(node, run.seq, end)


def put_off(run: Run, node: int, minutes: int) -> None:
    """The work of a step ends so many minutes later. What a flow serves has so much more to do of its own."""
    held = marks.held(run, node)
    if not _served(run, node):
        _leave(run, node, _left(run, node) + minutes)
    elif held:
        held.left = max(held.left, flows.service_left(run, node)) + minutes
    else:
        served = queues.served_at(run, node)
        run.work_until[node] = max(run.work_until[node], served or 0, run.now) + minutes
        reschedule(run, node)


def stretch(run: Run, node: int, times: Fraction) -> None:
    """What remains of the work of a step, and of its service by a flow, takes so many times as long."""
    if node not in run.carried:
        marks.stretch(run, node, times)
    if _served(run, node):
        flows.stretch(run, node, times)
    _leave(run, node, marks.scaled(_left(run, node), times))


def lengthen(run: Run, node: int, minutes: int) -> None:
    """The duration of a step that is at its work has changed by so many minutes; at least 0 are left."""
    more = marks.scaled(minutes, marks.factor(run, node))
    if _served(run, node) and not marks.held(run, node):
        run.work_until[node] = max(run.now, run.work_until[node] + more)
        reschedule(run, node)
    else:
        _leave(run, node, max(0, _left(run, node) + more))


def stand(run: Run, node: int) -> None:
    """The work of a step stands still; it keeps its units, and a flow that serves it serves nobody else."""
    left = _left(run, node)
    if _served(run, node):
        flows.pause(run, node)
    _stop(run, node)
    run.tick[node] = STANDING
    marks.mark(run, node).left = left


def go_on(run: Run, node: int, left: int) -> None:
    """Work that stood still goes on, with so many minutes left."""
    if not _served(run, node):
        _work(run, node, left)
        return
    flows.go_on(run, node)
    run.work_until[node] = run.now + left
    reschedule(run, node)


def _leave(run: Run, node: int, minutes: int) -> None:
    """From now on so many minutes of the work of a step are left."""
    held = marks.held(run, node)
    if held:
        held.left = minutes
    elif _served(run, node):
        run.work_until[node] = run.now + minutes
        reschedule(run, node)
    elif minutes or _left(run, node):  # else it ends where it was to end anyway
        _work(run, node, minutes)


def _left(run: Run, node: int) -> int:
    """The minutes of its own work that are left."""
    held = marks.held(run, node)
    if held and run.tick[node] == STANDING:
        return held.left
    if _served(run, node):
        return max(0, run.work_until[node] - run.now)
    return 0 if run.tick[node] == AT_ONCE else run.ends(node) - run.now


def _served(run: Run, node: int) -> bool:
    """Whether a step is at work that a flow serves; the execution of an option is none."""
    return run.rows[node].flows and node not in run.carried


def _work(run: Run, node: int, minutes: int) -> None:
    place = _stop(run, node)
    if place is not None:
        run.carried[node] = place
    run.work(node, run.seq, run.now + minutes)


def _stop(run: Run, node: int) -> int | None:
    """Takes work off the agenda; returns the option that is carried out, which stays so."""
    place = run.carried.get(node)
    run.stop_work(node)
    if place is not None:
        run.carried[node] = place
    return place
