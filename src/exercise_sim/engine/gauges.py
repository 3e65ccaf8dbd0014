"""Gauges in a run: how they move with time, come to their marks, and jump; and whether anybody waits for them (M23).

A value is a whole number of units (`plan.GaugePlan`), so that straight lines and the minutes at which they come to a mark are exact.
Each gauge has one tick on the agenda, for the next mark, which keeps no run going of itself. What is asked when, stands in
docs/explanation/time-and-ties.md.
"""

from heapq import heappop
from typing import Final

from exercise_sim.engine import awaiting, queues
from exercise_sim.engine.clauses import looked_at
from exercise_sim.engine.clock import CAPACITY, GAUGE, Tick
from exercise_sim.engine.codes import AGAIN, DONE, KEEP, LAG, MARK, STOP, UNTIL, WAITING
from exercise_sim.engine.gates import tell
from exercise_sim.engine.nodes import Change
from exercise_sim.engine.plan import GaugePlan
from exercise_sim.engine.state import GAUGE_LOOKS, GAUGE_MOVES, Run

PATIENCE: Final = 1000
"""To so many minutes a run goes on for gauges alone."""


class Levels:
    """The gauges of a run, by their number: the value (`units`) at the minute `since`, and its `rate` from then on.

    `holding` are the answers of the conditions of its rates; `stage` the place of the one it has, `seq` the last event that told of it.
    `tick` is on the agenda; `ahead`: it leads to a mark. `alone` counts the minutes from which the run went on
    for gauges alone; `last` may be one more of them.
    """

    __slots__ = (
        "ahead",
        "alone",
        "holding",
        "last",
        "plans",
        "rate",
        "seq",
        "since",
        "stage",
        "tick",
        "units",
    )

    def __init__(self, plans: tuple[GaugePlan, ...]) -> None:
        self.plans = plans
        self.units = [plan.starts for plan in plans]
        self.since, self.rate, self.seq = ([0] * len(plans) for _ in range(3))
        self.stage = [-1] * len(plans)
        self.holding: list[tuple[bool, ...]] = [()] * len(plans)
        self.tick: list[Tick | None] = [None] * len(plans)
        self.ahead = [False] * len(plans)
        self.alone, self.last = 0, -1

    def level(self, gauge: int, now: int) -> int:
        """The value at a minute from the last change on."""
        return _within(self.plans[gauge], self.units[gauge] + self.rate[gauge] * (now - self.since[gauge]))


def _within(plan: GaugePlan, units: int) -> int:
    units = max(units, plan.lowest)
    return units if plan.highest is None else min(units, plan.highest)


def start(run: Run) -> None:
    """STARTEX: every gauge has its value and its rate, and has reached the stages up to that."""
    levels = run.gauges = Levels(run.plan.gauges)
    for gauge, plan in enumerate(levels.plans):
        for minute in plan.moments:
            if minute > 0:
                run.clock.put(minute, CAPACITY, Tick(GAUGE_LOOKS, gauge))
        levels.holding[gauge] = _asked(run, plan)
    for gauge, plan in enumerate(levels.plans):
        _goes_on(run, gauge, -1, run.seq)
        levels.stage[gauge] = plan.stage(plan.starts)
        _reach(run, gauge, levels.seq[gauge])


def _asked(run: Run, plan: GaugePlan) -> tuple[bool, ...]:
    return tuple(rate.when is None or rate.when.holds(run) for rate in plan.rates)


def look(run: Run) -> None:
    """Asks the conditions of all rates, on the values of this moment; where the answers are others, a gauge goes on otherwise."""
    levels = run.gauges
    answers = [_asked(run, plan) for plan in levels.plans]
    for gauge, holding in enumerate(answers):
        if holding != levels.holding[gauge]:
            plan, before = levels.plans[gauge], levels.holding[gauge]
            changed = [
                rate.when
                for rate, one, other in zip(plan.rates, holding, before, strict=True)
                if one is not other
            ]
            causes = [run.cause[node] for node in looked_at(changed) if run.begun[node] or run.over(node)]
            levels.holding[gauge] = holding
            levels.units[gauge], levels.since[gauge] = levels.level(gauge, run.now), run.now
            _goes_on(run, gauge, -1, max(causes, default=run.seq))


def _goes_on(run: Run, gauge: int, element: int, cause: int) -> None:
    """From its value of now a gauge goes on with the sum of its rates; that is told, and its next mark is on the agenda."""
    levels = run.gauges
    plan, units = levels.plans[gauge], levels.units[gauge]
    rates = zip(plan.rates, levels.holding[gauge], strict=True)
    rate = sum(one.units for one, holds in rates if holds)
    stands = (rate > 0 and units == plan.highest) or (rate < 0 and units == plan.lowest)
    levels.rate[gauge] = 0 if stands else rate
    levels.seq[gauge] = run.emit("gauge", element, cause, gauge, units, levels.rate[gauge])
    _await(run, gauge)


def _await(run: Run, gauge: int) -> None:
    """Puts the next mark of a gauge, or the end of its way, on the agenda in place of what stood there."""
    levels = run.gauges
    tick = levels.tick[gauge]
    if tick is not None:
        tick.what = ""
    levels.tick[gauge], levels.ahead[gauge] = None, False
    plan, rate, units = levels.plans[gauge], levels.rate[gauge], levels.units[gauge]
    minutes = _to_mark(plan, units, rate)
    if minutes is None:
        minutes = _to_bound(plan, units, rate)
    else:
        levels.ahead[gauge] = True
    if minutes is not None:
        tick = levels.tick[gauge] = Tick(GAUGE_MOVES, gauge)
        run.clock.put(levels.since[gauge] + minutes, GAUGE + gauge, tick)


def _to_mark(plan: GaugePlan, units: int, rate: int) -> int | None:
    """The minutes until the next mark is reached from below, or left from above; None where there is none on the way."""
    if rate > 0:
        mark = next((mark for mark in plan.marks if mark > units), None)
        if mark is None or (plan.highest is not None and mark > plan.highest):
            return None
        return -((units - mark) // rate)
    if rate < 0:
        mark = next((mark for mark in reversed(plan.marks) if mark <= units), None)
        return None if mark is None or mark <= plan.lowest else (units - mark) // -rate + 1
    return None


def _to_bound(plan: GaugePlan, units: int, rate: int) -> int | None:
    """The minutes until a gauge can rise or fall no further."""
    if rate < 0:
        return -((plan.lowest - units) // -rate)
    return None if not rate or plan.highest is None else -((units - plan.highest) // rate)


def move(run: Run, gauge: int) -> None:
    """A gauge is due: it has come to a mark, or to the end of its way."""
    run.live += 1  # its ticks never counted
    levels, now = run.gauges, run.now
    plan = levels.plans[gauge]
    levels.tick[gauge] = None
    units = levels.level(gauge, now)
    levels.units[gauge], levels.since[gauge] = units, now
    if units in (plan.lowest, plan.highest):
        _goes_on(run, gauge, -1, levels.seq[gauge])
    else:
        _await(run, gauge)
    _come(run, gauge, units)


def moment(run: Run, gauge: int) -> None:
    """A minute has come in which the rates of a gauge may change by the clock."""
    run.live += 1
    run.look = run.busy = True


def change(run: Run, change: Change, node: int, cause: int) -> None:
    """An effect sets a gauge, or adds to it, at once."""
    levels, gauge = run.gauges, change.index[0]
    if run.ended:
        return
    before = levels.level(gauge, run.now) if change.kind == "add" else 0
    levels.units[gauge] = units = _within(levels.plans[gauge], before + change.value)
    levels.since[gauge] = run.now
    _goes_on(run, gauge, node, cause)
    _come(run, gauge, units)


def _come(run: Run, gauge: int, units: int) -> None:
    """What follows from the value of now: another stage is told, and whoever waits for it hears of it; conditions are asked again."""
    levels = run.gauges
    run.look = run.busy = True
    run.stirred.add(~gauge)
    before, stage = levels.stage[gauge], levels.plans[gauge].stage(units)
    if stage != before:
        levels.stage[gauge] = stage
        levels.seq[gauge] = run.emit("stage", -1, levels.seq[gauge], gauge, stage, stage > before)
        _reach(run, gauge, levels.seq[gauge])


def _reach(run: Run, gauge: int, cause: int) -> None:
    """The stages up to the present one have been reached; that stands."""
    for stage in run.gauges.plans[gauge].stages[: run.gauges.stage[gauge] + 1]:
        node = stage.crossing
        if run.status[node] != DONE:
            run.status[node] = DONE
            run.over_at[node] = run.now
            run.cause[node] = cause
            tell(run, run.rows[node].over, cause)
            run.touch(node)


def stop(run: Run) -> None:
    """The end of play: every gauge keeps the value that it has."""
    levels = run.gauges
    for gauge, tick in enumerate(levels.tick):
        if tick is not None:
            tick.what = ""
        levels.units[gauge], levels.since[gauge] = levels.level(gauge, run.now), run.now
        levels.tick[gauge], levels.rate[gauge], levels.ahead[gauge] = None, 0, False


def expected(run: Run) -> bool:
    """Whether a run in which nothing else comes any more goes on to the next mark of a gauge for which somebody waits."""
    levels = run.gauges
    if levels.last not in (-1, run.now):  # nothing came between: it was left for gauges alone
        levels.alone, levels.last = levels.alone + 1, -1
    if run.ended or levels.alone >= PATIENCE:
        return False
    work = [gauge for gauge, plan in enumerate(levels.plans) if _awaited(run, plan)]
    found = set(work)
    while work:
        gauge = work.pop()
        plan = levels.plans[gauge]
        if levels.ahead[gauge] or any(minute > run.now for minute in plan.moments):
            levels.last = run.now
            _skip_silent(run)
            return True
        work += plan.seen - found
        found |= plan.seen
    return False


def disturbed(run: Run) -> None:
    """Somebody does something in this minute after all, so it need not be for gauges alone that the run goes on."""
    if run.gauges is not None and run.gauges.last == run.now:
        run.gauges.last = -1


def _skip_silent(run: Run) -> None:
    """Takes off the agenda what comes next and says nothing: a minute in which nothing happens is none of the thousand."""
    agenda = run.agenda
    if run.resources.awaited or run.moments:
        awaiting.forget_vain(run)
    while agenda and not run.says_something(agenda[0][1], agenda[0][3]):
        heappop(agenda)


def _awaited(run: Run, plan: GaugePlan) -> bool:
    """Whether somebody waits for a stage of a gauge, or for its value."""
    if plan.ending or not plan.asking.isdisjoint(run.watching):
        return True
    left = (stage.crossing for stage in plan.stages if run.status[stage.crossing] != DONE)
    return any(_hoped_for(run, node) for node in left)


def _hoped_for(run: Run, node: int) -> bool:
    """Whether somebody waits for what has not come (a stage, or a lag behind one), and is not cut off; or an ending looks at it."""
    if node in run.plan.ends:
        return True
    # A lag behind which no gate waits is looked at by a condition.
    if run.nodes[node].kind == LAG and run.nodes[node].owner in run.watching and not run.plan.every[node]:
        return True
    return any(_waits(run, run.plan.owners[gate]) for gate in run.plan.every[node])


def _waits(run: Run, node: int) -> bool:
    if run.status[node] != WAITING:
        return False
    kind = run.nodes[node].kind
    if kind == LAG:
        return _hoped_for(run, node)
    if kind == KEEP:
        return queues.kept_for_others(run, run.nodes[node].owner, node)
    if kind == UNTIL:
        return any(run.status[one] < DONE for hold in run.holds.get(node, ()) for one in hold.nodes)
    return kind not in (AGAIN, STOP, MARK)  # what is expected has its limit on the agenda
