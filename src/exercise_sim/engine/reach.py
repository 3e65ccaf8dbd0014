"""Cutting off what can no longer come (M4).

`sweep` is called once a round, after something was settled that may make something else impossible. It follows only what was lost.
A step that lost its way is *doomed*: as things stand, only a going back could bring it. Where nobody may go back over what it
lost, it is cut off at once; else it is *hoping*, and the whole set of what goings back may bring (`returns`) is asked whenever it
may have shrunk.
"""

from collections.abc import Collection
from typing import Final

from exercise_sim.engine import back, holds, marks, queues, recurring
from exercise_sim.engine.codes import (
    ALL,
    CUT,
    DONE,
    INJECT,
    KEEP,
    LAG,
    MARK,
    PASSED,
    STOP,
    UNTIL,
    WAITING,
)
from exercise_sim.engine.coming import Coming
from exercise_sim.engine.gates import fall_out, refresh
from exercise_sim.engine.returns import Returns, backers, goings_back
from exercise_sim.engine.shaky import grounded
from exercise_sim.engine.state import Run
from exercise_sim.engine.worth import MET, PASSED_BY, input_value, worked_out

LOOK: Final = 0
LOST: Final = 1
GONE: Final = 2

Lost = list[tuple[int, int]]
"""Gates to be looked at: because of something (LOOK), because they lost an input as things stand (LOST), or for good (GONE)."""


def sweep(run: Run) -> None:
    """Cuts off, in file order, what cannot come any more since the last sweep."""
    touched, run.touched = run.touched, []
    lost: Lost = []
    # It may take nodes back that are ready.
    lags = _doubt(run) if run.plan.repeats else []
    ready = len(run.ready)
    if look_back(run, touched):
        lost += [(node, LOOK) for node in run.hoping]
    settled = [node for node in touched if _settles(run, node, lost)]
    cut = _follow(run, lost) if lost else []
    if cut and not (run.backers and run.backers.isdisjoint(cut) and not run.plan.repeats):
        run.stale = True
    _fall_out(run, (*cut, *settled))
    if run.hanging:
        _let_go(run, [node for node in run.hanging if node not in run.cover])
    again: list[int] = []
    if run.stale and (run.hoping or run.hanging):
        run.backers = frozenset() if run.hanging else backers(run)
        if not run.backers:
            more, again = _ask_all(run, cut)
            cut += more
    run.stale = bool(again)
    run.touched += again
    for lag in lags:
        _run_anew(run, lag)
    if cut:
        _tell_all(run, sorted(cut))
    for node in run.ready[ready:]:  # who is released because somebody fell out
        run.cause[node] = run.seq


def look_back(run: Run, changed: Collection[int]) -> bool:
    """Notes what goings back may cover, if one of these nodes could go back; returns whether what was hoped for may be gone."""
    plan, status = run.plan, run.status
    if plan.able.isdisjoint(changed):
        return False
    able = [node for node in plan.reopeners if status[node] != CUT and goings_back(run, node)]
    # What is over, or doomed, goes back only if a going back brings it again, or a variable that it follows.
    lame = [n for n in able if status[n] >= DONE or (run.doomed[n] and n not in plan.swayed)]
    live = [node for node in able if node not in lame]
    run.cover = plan.covered(live)
    while found := [node for node in lame if node in run.cover]:
        live += found
        lame = [node for node in lame if node not in found]
        run.cover = plan.covered(live)
    run.sinking = plan.sinking(live)
    run.stale = run.stale or not run.backers or not run.backers.isdisjoint(changed)
    return run.stale


def _settles(run: Run, node: int, lost: Lost) -> bool:
    """Whether what became of a node stands for good; notes the gates that lost something by it."""
    plan, status = run.plan, run.status
    if node in plan.steering:
        lost.extend([(gate, LOOK) for gate in plan.steering[node]])
    if status[node] == CUT:
        _lose_all(run, node, lost)
        return True
    if status[node] < DONE:  # it went back, or was reopened
        lost.append((node, LOOK))
        return False
    passed = status[node] == PASSED
    losses = [
        gate
        for gate in run.rows[node].losses[-1 if passed else run.outcome[node]]
        if status[plan.owners[gate]] == WAITING
    ]
    hangs = node in plan.hanging
    sure = _is_sure(run, node, losses, asked=hangs or bool(losses))
    if losses:
        how = GONE if sure else LOST
        lost.extend([(gate, how) for gate in losses])
    if passed or node in plan.counting:
        lost.extend([(owner, LOOK) for owner in plan.frail[node]])
    if sure:
        run.final[node] = True
    elif hangs:
        run.hanging.add(node)
        run.stale = True
    if not run.backers and node in plan.late and comes_late(run, node):
        run.stale = True
    return sure


def _lose_all(run: Run, node: int, lost: Lost) -> None:
    """A node is cut off: whoever waits for it lost it for good. That it has begun stays true, whatever becomes of it then."""
    plan, posts = run.plan, run.plan.posts[node]
    run.final[node] = True
    gone = plan.every[node]
    if run.begun[node]:
        gone = (*posts.over, *(gate for gates in posts.branch for gate in gates))
        lost += [(gate, LOOK) for gate in posts.begins if run.status[plan.owners[gate]] == WAITING]
    lost += [(gate, GONE) for gate in gone if run.status[plan.owners[gate]] == WAITING]


def _is_sure(run: Run, node: int, losses: list[int], *, asked: bool) -> bool:
    """Whether what became of a node cannot be otherwise any more; what it stands on is only looked at where it is `asked`."""
    if node not in run.cover or run.lasts(node):
        return True
    return asked and grounded(run, node, losses)


def _doubt(run: Run) -> list[int]:
    """Where steps may be repeated alone, a result that stood for good may come again once what it stands on is there again.

    Returns the lags behind such results.
    """
    lags = []
    for node in run.plan.hanging:
        if run.final[node] and run.status[node] != CUT and node in run.cover:
            run.final[node] = False
            run.hanging.add(node)
            run.stale = True
            for gate in run.plan.falling[node]:
                refresh(run, gate, run.seq)
                owner = run.plan.owners[gate]
                _hold_back(run, owner)
                if run.rows[owner].kind == LAG:
                    lags.append(owner)
    return lags


def _hold_back(run: Run, node: int) -> None:
    """Takes a node back that was released in this round, and not yet looked at, if its join does not hold."""
    if node in run.ready and worked_out(run, node) not in (MET, PASSED_BY):
        back.stop(run, node)


def _run_anew(run: Run, lag: int) -> None:
    """A lag runs, or is over, only while its join holds."""
    if run.status[lag] not in (WAITING, CUT) and worked_out(run, lag) not in (MET, PASSED_BY):
        back.wait_anew(run, lag)


def comes_late(run: Run, node: int) -> bool:
    """Whether a result comes to a join that was met without it, so that what was released there, and hoped for, may stand for good."""
    if not (run.hoping or run.hanging):
        return False
    return any(run.status[owner] not in (WAITING, CUT) for owner in run.plan.frail[node])


def _follow(run: Run, lost: Lost) -> list[int]:
    """Cuts off what is lost for good, dooms what is lost as things stand, and what waits for that. Returns what is cut off."""
    plan, status, owners, doomed = run.plan, run.status, run.plan.owners, run.doomed
    now, at_most = Coming(run, sways=False), Coming(run, run.cover, run.hoping)
    cut = []
    while lost:
        gate, how = lost.pop()
        owner = owners[gate]
        if status[owner] != WAITING:
            continue
        was_doomed = doomed[owner]
        if was_doomed:
            run.stale = True
        if gate != owner or plan.gates[gate].kind != ALL:
            how = LOOK  # only a list is lost with any of its inputs
        if how == LOOK and not was_doomed and now.may_come(owner):
            if run.rows[owner].kind == LAG:  # what may only be passed over by now, for those behind it
                lost += [(fed, LOOK) for fed in plan.every[owner]]
            continue
        if how != GONE and not (how == LOST and was_doomed):
            how = LOST if at_most.may_come(owner) or _fired(run, owner) else GONE
        if how == GONE:
            status[owner] = CUT
            run.final[owner] = True
            cut.append(owner)
            run.hoping.discard(owner)
        elif was_doomed:
            continue
        else:
            run.hoping.add(owner)
            run.stale = True
        doomed[owner] = True
        lost += [(fed, how) for fed in plan.every[owner] if status[owners[fed]] == WAITING]
        lost += [(fed, LOOK) for fed in plan.steering.get(owner, ())]
    return cut


def _fired(run: Run, inject: int) -> bool:
    """Whether a going back may fire an inject; what is fired otherwise comes by a join."""
    return run.rows[inject].kind == INJECT and any(
        inject in effect.fire
        for node in run.plan.reopeners
        if run.status[node] != CUT
        for effect in goings_back(run, node)
    )


def _ask_all(run: Run, before: list[int]) -> tuple[list[int], list[int]]:
    """Lets results go which nobody can bring again, and cuts off what hoped in vain, at once with what was cut off `before`.

    Returns what is cut off, and what of both others counted on, since somebody could have gone back to it: so they are to be asked again.
    """
    come = Returns(run, before)
    while gone := [node for node in run.hanging if node not in come]:
        _let_go(run, gone)
        come = Returns(run, before)  # whoever is released by that may go back, or be gone back over
    cut = [node for node in run.hoping if node not in come]
    for node in cut:
        run.hoping.remove(node)
        run.status[node] = CUT
        run.final[node] = True
    _fall_out(run, cut)
    return cut, [node for node in (*before, *cut) if node in come.reopening]


def _let_go(run: Run, nodes: list[int]) -> None:
    """Results that now stand for good: whoever waits for another one falls out."""
    for node in nodes:
        run.final[node] = True
        run.hanging.remove(node)
    _fall_out(run, nodes)


def _fall_out(run: Run, nodes: Collection[int]) -> None:
    """Lets joins go on from which somebody fell out, and endings be looked at."""
    plan = run.plan
    for node in nodes:
        if plan.falling[node]:
            fall_out(run, plan.falling[node])
    if not plan.telling.isdisjoint(nodes):
        run.look = run.busy = True


def _tell_all(run: Run, cut: list[int]) -> None:
    cause = run.seq
    for node in cut:
        if not run.rows[node].kind:
            _tell(run, node, cause)
        elif run.rows[node].kind == KEEP and run.over(run.nodes[node].owner):
            queues.give_back(run, run.nodes[node].owner, cause)
        elif run.rows[node].kind == UNTIL:
            holds.came(run, node, cause)
        elif run.rows[node].kind == STOP:
            recurring.stop(run, node)
        elif run.rows[node].kind in (INJECT, MARK):  # nobody is told; nobody waits for their lags
            back.silence_lags(run, node)


def _tell(run: Run, node: int, cause: int) -> None:
    if node not in run.told:
        run.told.add(node)
        blocker = _blocker(run, node) if run.log is not None and run.heard is None else -1
        run.cause[node] = run.emit("cut_off", node, cause, blocker)
        back.silence_lags(run, node)
        marks.clear(run, node)


def _blocker(run: Run, gate: int) -> int:
    """The step on which a join died, or -1 where there is none (a member that does not exist)."""
    for item in run.plan.gates[gate].inputs:
        if item.gate >= 0:
            if not Coming(run).may_come(item.gate):
                return _blocker(run, item.gate)
        elif item.node >= 0 and run.over(item.node) and input_value(run, item) not in (MET, PASSED_BY):
            if run.rows[item.node].kind == LAG:  # it hangs on what it lags behind
                return _blocker(run, item.node)
            return run.nodes[item.node].owner if run.nodes[item.node].hidden else item.node
    return -1
