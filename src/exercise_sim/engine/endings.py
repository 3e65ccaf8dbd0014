"""How a run ends: the author's endings, ENDEX, and a chain that cannot go on (M4, M12)."""

from exercise_sim.engine import awaiting, back, gauges, holds, marks, queues, recurring
from exercise_sim.engine.clauses import looked_at, moments
from exercise_sim.engine.clock import CAPACITY, Tick
from exercise_sim.engine.codes import ASKED, CUT, DONE, LAG, RELEASED, STEP, UNDER_WAY, WAITING
from exercise_sim.engine.gates import tell
from exercise_sim.engine.plan import Plan
from exercise_sim.engine.state import LOOK, Run
from exercise_sim.engine.worth import missing


def watch(run: Run) -> None:
    """Sees to it that endings which look at the clock are tested when their moment comes."""
    for ending in run.plan.endings:
        if ending.when is not None:
            for minute in moments(ending.when):
                if minute > 0:
                    run.schedule(Tick(LOOK, -1), CAPACITY, minute)


def call(run: Run, ending: int, cause: int) -> None:
    """An outcome names an ending; the first one called in a minute stands."""
    if ending >= 0 and run.called is None:
        run.called = (ending, cause)
        run.look = run.busy = True


def test(run: Run) -> None:
    """Ends the run, if an ending was called or its condition holds, or at ENDEX."""
    run.look = False
    if run.called is not None:
        end(run, *run.called)
        return
    for number, ending in enumerate(run.plan.endings):
        if ending.when is not None and ending.when.holds(run):
            looked = [run.cause[node] for node in looked_at([ending.when]) if run.over(node)]
            end(run, number, max(looked, default=run.seq))
            return
    if run.endex:
        end(run, named(run.plan, "out_of_time"), 0)


def idle(run: Run) -> bool:
    """Whether nothing that is on the agenda can bring anything: openings, moments and gauges for which nobody waits any more."""
    return _nothing_live(run) and (run.gauges is None or not gauges.expected(run))


def _nothing_live(run: Run) -> bool:
    if not run.live:
        return True
    recurs = recurring.at_rest(run) if run.plan.recurring else 0
    lags = marks.idle_lags(run) if run.plan.idling else 0
    if not (run.moments or run.resources.awaited or recurs or lags):
        return False
    moments = sum(count for node, count in run.moments.items() if node not in run.watching)
    return run.live <= awaiting.idle(run) + moments + recurs + lags


def stall(run: Run) -> None:
    """Ends a run in which nothing can come any more."""
    over = all(
        run.over(node.id) for node in run.nodes if not node.hidden and node.id not in run.plan.epilogue
    )
    declared = any(ending.declared and ending.name != "completed" for ending in run.plan.endings)
    end(run, named(run.plan, "completed" if over and not declared else "stalled"), run.seq)


def named(plan: Plan, name: str) -> int:
    """The number of an ending."""
    return next(number for number, ending in enumerate(plan.endings) if ending.name == name)


def end(run: Run, number: int, released: int) -> None:
    """Everything stops but the steps that wait for the ending. `released` is the event that brought it."""
    ending = run.plan.endings[number]
    active = sorted(_in_state(run, RELEASED) + _in_state(run, UNDER_WAY) + _in_state(run, ASKED))
    open_ = tuple(node for node in active if not run.nodes[node].hidden and run.status[node] != RELEASED)
    waiting = _starving(run) if ending.name == "stalled" else ()
    cause = run.emit("ended", -1, released, ending.name, ending.class_, open_, waiting)
    run.ending, run.ended, run.ended_at = number, True, run.now
    for node in active:
        back.stop(run, node)
        run.status[node] = CUT
    while run.prepared:
        run.forget(run.prepared.popitem()[1])
    if run.gauges is not None:
        gauges.stop(run)
    for node in [one for one in run.marks if one not in run.plan.epilogue]:
        marks.clear(run, node)
    run.touched, run.look = [], False
    end_node = run.plan.end_node
    run.status[end_node] = DONE
    run.outcome[end_node] = number
    row = run.rows[end_node]
    tell(run, row.over, cause)
    if number < len(row.branch):
        tell(run, row.branch[number], cause)
    for until in [one for one in run.holds if one not in run.plan.epilogue]:
        holds.came(run, until, cause)  # it cannot come any more


def _in_state(run: Run, state: int) -> list[int]:
    """The nodes in one state."""
    found, last = [], -1
    for _ in range(run.status.count(state)):
        last = run.status.index(state, last + 1)
        found.append(last)
    return found


def _starving(run: Run) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Every step that waits, and the names of the steps or resources that it waits for (none: its condition)."""
    told = []
    for node in run.nodes:
        status = run.status[node.id]
        held = status < DONE and marks.held(run, node.id)
        if node.kind != STEP or node.id in run.plan.epilogue or not (held or status in (WAITING, RELEASED)):
            continue
        if held and status != WAITING:
            whom = _waited_for(
                run, [one for hold in held.held if hold.until >= 0 for one in missing(run, hold.until)]
            )
        elif status == WAITING:
            whom = _waited_for(run, missing(run, node.id))
        else:
            whom = (
                [run.plan.resources[one].name for one in queues.binding(run, node.id)]
                if node.id in run.queue
                else []
            )
        told.append((node.name, tuple(dict.fromkeys(whom))))
    return tuple(told)


def _waited_for(run: Run, nodes: list[int]) -> list[str]:
    """The names of some nodes; of a lag, that of whoever waits for it."""
    return [run.nodes[run.nodes[one].owner if run.nodes[one].kind == LAG else one].name for one in nodes]
