"""What effects do to steps, by the state in which they find them: the table of docs/explanation/time-and-ties.md (M18).

Each is told before it happens; what is over is told to be too late, where it was named as a step.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from exercise_sim.engine import asking, holds, leaving, marks, work
from exercise_sim.engine.clock import ENDS, Tick
from exercise_sim.engine.codes import ASKED, DONE, RELEASED, STEP, UNDER_WAY, WAITING
from exercise_sim.engine.nodes import Change, Touch
from exercise_sim.engine.state import WAITED, Run

TOO_LATE: Final = "too_late"


def touch(run: Run, what: Touch, doer: int, cause: int) -> None:
    """Does to steps what an effect of `doer` says."""
    for node in _in_time(run, what, what.cancel, doer, cause, "cancel"):
        leaving.cut_off(run, node, cause)
    for node in _in_time(run, what, what.pass_over, doer, cause, "pass_over"):
        pass_over(run, node, cause)
    if what.hold:
        holds.hold(run, list(_in_time(run, what, what.hold, doer, cause, "hold")), what.until, doer, cause)
    for node, time in what.delay:
        for one in _in_time(run, what, (node,), doer, cause, "delay"):
            occurrence = run.drawn[time.draw] = run.drawn.get(time.draw, 0) + 1
            delay(run, one, run.minutes(time, occurrence), cause)
    for node, times in what.rescale:
        for one in _in_time(run, what, (node,), doer, cause, "rescale"):
            rescale(run, one, times, cause, named=one in what.named)
    run.busy = True


def _in_time(
    run: Run, what: Touch, nodes: tuple[int, ...], doer: int, cause: int, word: str
) -> Iterator[int]:
    """The nodes that are not over. Whoever brings the effect is over, even when it goes back with it."""
    for node in nodes:
        again = _repeating(run, node) if word in ("cancel", "pass_over") else -1
        if run.status[node] < DONE and node != doer:
            yield node
        elif again >= 0:
            leaving.cut_off(run, again, cause)
        elif node in what.named:
            run.emit(TOO_LATE, node, cause, word)


def _repeating(run: Run, node: int) -> int:
    """The hidden node that does the further times of recurring work, as long as it goes on; else -1."""
    again = (one for one in run.plan.recurring if run.nodes[one].owner == node)
    return next((one for one in again if run.status[one] in (RELEASED, UNDER_WAY)), -1)


def pass_over(run: Run, node: int, cause: int) -> None:
    """A step is passed over now, if it was released; else when it is."""
    if run.status[node] != WAITING:
        leaving.pass_now(run, node, cause)
    elif not marks.mark(run, node).waived:
        marks.mark(run, node).waived = True
        run.emit("waived", node, cause)


def delay(run: Run, node: int, minutes: int, cause: int) -> None:
    """A step begins so many minutes later, or ends so many minutes later; its question is answered so many minutes later."""
    if not minutes:
        return
    status = run.status[node]
    held = marks.held(run, node)
    limit = run.open[node].question.limit if status == ASKED else None
    later = limit + minutes if limit is not None else None
    run.emit("delayed", node, cause, minutes, holds.STATES[status], later)
    if status == UNDER_WAY:
        work.put_off(run, node, minutes)
    elif status == ASKED:
        asking.put_off(run, node, minutes)
        if held and held.left >= 0:
            held.left += minutes
    elif status == WAITING:
        marks.mark(run, node).put_off += minutes
    else:  # what was put off before begins to run with it
        mark = marks.mark(run, node)
        if mark.waived:  # it is passed over in this round, and nothing keeps it
            return
        minutes, mark.put_off = minutes + mark.put_off, 0
        _stand_aside(run, node, minutes)


def _stand_aside(run: Run, node: int, minutes: int) -> None:
    """A step that was released leaves the queue for so many minutes; one that stands aside already does so for so much longer."""
    tick = run.delayed.get(node)
    until = run.now + minutes
    if tick is None:
        holds.leave_queue(run, node)
        brings = (run.cause[node], "delay")
    else:
        until = run.due(tick) + minutes
        brings = tick.brings
        run.forget(tick)
    run.released_at[node] = until
    late = run.delayed[node] = Tick(WAITED, node, brings)
    run.schedule(late, ENDS + node, until)


def rescale(run: Run, node: int, times: Fraction, cause: int, *, named: bool) -> None:
    """The work of a step takes so many times as long, or what remains of it."""
    status = run.status[node]
    if status == ASKED:
        if named:
            run.emit(TOO_LATE, node, cause, "rescale")
        return
    run.emit("rescaled", node, cause, float(times), holds.STATES[status])
    if status == UNDER_WAY:
        work.stretch(run, node, times)
    else:
        marks.stretch(run, node, times)


def change_duration(run: Run, change: Change, _: int, cause: int) -> None:
    """A step has another duration, from now on; work that is under way keeps its luck."""
    for place, node in enumerate(change.index):
        at_work = run.status[node] == UNDER_WAY and node not in run.carried and bool(run.tick[node])
        turn = _turn(run, node) if at_work else 0
        before = marks.nominal(run, node, turn) if at_work else 0
        if change.kind == "set":
            marks.set_length(run, node, change.value[place], 0)
        else:
            marks.set_length(run, node, None, change.value)
        if run.rows[node].kind == STEP:
            run.emit("duration", node, cause, change.kind, change.name)
        if at_work:
            work.lengthen(run, node, marks.nominal(run, node, turn) - before)
    run.busy = True


def _turn(run: Run, node: int) -> int:
    """Which time it is that a step is at its work."""
    if run.rows[node].kind != STEP:
        return run.asks[node]
    return run.turn[node] if run.returned else 1


def sieved(run: Run, ready: list[int], passed: list[int]) -> list[int]:
    """The steps that go on of those that are looked at; `passed` takes those that are to be passed over, the others stand aside."""
    return [node for node in ready if not _kept(run, node, passed)]


def _kept(run: Run, node: int, passed: list[int]) -> bool:
    mark = run.marks.get(node)
    if mark is None:
        return False
    if mark.waived:
        passed.append(node)
        marks.clear(run, node)
        return True
    if mark.put_off:
        minutes, mark.put_off = mark.put_off, 0
        _stand_aside(run, node, minutes)
        return True
    if mark.held and mark.since < 0:
        mark.since = run.now
    return bool(mark.held)
