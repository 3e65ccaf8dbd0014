"""What effects did to a step and what is not over yet: put off, held, to be passed over, its factor, its new duration (M11, M18).

Only noted and looked up here; when it is done to a step is the business of `touching`, what it means for its work that of `work`.
A step with a mark has a row of its own in the run, so that nobody else is asked for marks.
"""

from fractions import Fraction
from math import floor

from exercise_sim.engine import loops
from exercise_sim.engine.clock import Tick
from exercise_sim.engine.codes import DONE
from exercise_sim.engine.nodes import Time
from exercise_sim.engine.state import Run


class Hold:
    """One hold: the `nodes` that it still holds, the first event that told it, and its end: a tick, or the hidden node `until` (or -1)."""

    __slots__ = ("nodes", "seq", "tick", "until")

    def __init__(self, nodes: list[int], until: int) -> None:
        self.nodes, self.until, self.seq = nodes, until, 0
        self.tick: Tick | None = None


class Mark:
    """One step: minutes by which its turn is `put_off`, the `factor` of its work, whether it is `waived` (to be passed over) and held.

    `asked`: its condition was asked already. `left`: of what is held, the minutes of its work, or of its limit, that are left (-1: no limit).
    `since`: the minute from which on it stands, or -1.
    """

    __slots__ = ("asked", "factor", "held", "left", "put_off", "since", "waived")

    def __init__(self) -> None:
        self.put_off, self.factor = 0, Fraction(1)
        self.waived = self.asked = False
        self.held: list[Hold] = []
        self.left = 0
        self.since = -1


def mark(run: Run, node: int) -> Mark:
    """The mark of a step, which it has from now on."""
    found = run.marks.get(node)
    if found is None:
        found = run.marks[node] = Mark()
        touch(run, node)
    return found


def touch(run: Run, node: int) -> None:
    """Gives a node a row of its own, which says that there is more to look at when it has its turn and when it begins."""
    if not run.rows[node].touched:
        rows = list(run.rows)
        rows[node] = run.plan.with_mark(node)
        run.rows = rows


def clear(run: Run, node: int) -> None:
    """What was done to a step counts no more; a hold that holds nobody any more is not due."""
    found = run.marks.pop(node, None)
    if found is None:
        return
    for hold in found.held:
        hold.nodes.remove(node)
        if not hold.nodes:
            run.forget(hold.tick)


def held(run: Run, node: int) -> Mark | None:
    """The mark of a step that is held; None where nothing holds it."""
    found = run.marks.get(node)
    return found if found is not None and found.held else None


def asked(run: Run, node: int) -> bool:
    """Whether the condition of a step was asked before it stood aside."""
    found = run.marks.get(node)
    return found is not None and found.asked


def factor(run: Run, node: int) -> Fraction:
    """How many times as long the work of a step takes."""
    found = run.marks.get(node)
    return found.factor if found is not None else Fraction(1)


def stretch(run: Run, node: int, times: Fraction) -> None:
    """The work of a step takes so many times as long as it would have. Raises LoopError where that has no measure any more."""
    found = mark(run, node)
    found.factor *= times
    if not Fraction(1, loops.LARGEST_FACTOR) < found.factor < loops.LARGEST_FACTOR:
        raise loops.no_measure(run.nodes[node].name, run.now)


def scaled(minutes: int, times: Fraction) -> int:
    """Minutes times a factor, to the nearest whole one, halves up."""
    return floor(minutes * times + Fraction(1, 2))


def nominal(run: Run, node: int, occurrence: int) -> int:
    """The duration of a step, by the luck of one occurrence, with what was set and added, without factors."""
    time, more = run.lengths.get(node) or (run.nodes[node].takes, 0)
    return max(0, run.minutes(time, occurrence) + more)


def work_minutes(run: Run, node: int, occurrence: int) -> int:
    """How long the work of a step takes that begins now."""
    minutes = scaled(nominal(run, node, occurrence), factor(run, node))
    if minutes > loops.LONGEST_WORK:
        raise loops.no_end(run.nodes[node].name, run.now)
    return minutes


def set_length(run: Run, node: int, time: Time | None, more: int) -> None:
    """A new duration of a step (None: the one that it has), and minutes more."""
    before, added = run.lengths.get(node) or (run.nodes[node].takes, 0)
    run.lengths[node] = (before, added + more) if time is None else (time, 0)
    touch(run, node)


def idle_lags(run: Run) -> int:
    """How many lags run of which only holds wait that hold nobody: they keep no run going."""
    return sum(run.tick[lag] > 0 and not _holds_somebody(run, until) for lag, until in run.plan.idling)


def _holds_somebody(run: Run, until: int) -> bool:
    return any(
        run.status[node] < DONE and one in run.marks[node].held
        for one in run.holds.get(until, ())
        for node in one.nodes
        if node in run.marks
    )
