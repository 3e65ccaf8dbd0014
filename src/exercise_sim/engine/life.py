"""The life of a step: it begins, works, asks or draws, is done, or goes back (M1).

Each function is one turn in that life; when it comes is the business of `chain`. Nobody is asked here and nothing printed.
"""

from collections.abc import Callable
from heapq import heappush
from typing import Final

from exercise_sim.engine import (
    arrivals,
    asking,
    back,
    effects,
    endings,
    holds,
    loops,
    marks,
    queues,
    reach,
    recurring,
)
from exercise_sim.engine.codes import AGAIN, DONE, EXPECT, INJECT, KEEP, UNDER_WAY
from exercise_sim.engine.gates import give_turn, tell
from exercise_sim.engine.luck import chosen
from exercise_sim.engine.nodes import Branch, Effect
from exercise_sim.engine.rows import ASKS, DRAWS, ENDS, LAGS, RECURS, TELLS
from exercise_sim.engine.state import AT_ONCE, Run


def begin(run: Run, node: int) -> None:
    """A step begins: its work is on the agenda."""
    row = run.rows[node]
    if row.kind:
        _begin_hidden(run, node)
        return
    run.status[node] = UNDER_WAY
    cause = run.seq = run.seq + 1
    if run.log is not None and (run.heard is None or run.heard[node]):
        run.log.append((cause, "begun", run.now, node, run.cause[node], (run.wait[node],)))
    run.cause[node] = cause
    turn = _turn(run, node) if run.returned else 1
    now = run.now
    until = now + (row.fixed if row.draw < 0 else run.minutes_of(row.draw, turn))
    if not row.plain:
        run.begun[node] = True
        if row.touched:
            until = now + marks.work_minutes(run, node, turn)
        tell(run, row.begins, cause)
        if row.telling:
            run.look = run.busy = True
        if row.every:
            run.last[node] = now
        if row.flows:
            run.work_until[node] = until
            until = max(until, queues.served_at(run, node) or 0)
    if until > now:  # as `Run.work`, in place: this is the most frequent thing that a run does
        run.tick[node] = cause
        heappush(run.agenda, (until, node, cause, cause))
        run.live += 1
    else:
        run.tick[node] = AT_ONCE
        run.zero.append(node)


def _turn(run: Run, node: int) -> int:
    """Which time it is that a step begins. Before anything went back, it was the first time of everyone."""
    turn = run.turn[node] = run.turn[node] + 1
    if turn > 1:
        _mind_the_fuse(run, node)
    return turn


def _mind_the_fuse(run: Run, node: int) -> None:
    minute, count = run.fuse.get(node, (run.now, 0))
    count = count + 1 if minute == run.now else 1
    run.fuse[node] = (run.now, count)
    if count >= loops.FUSE:
        raise loops.no_time(run.nodes[node].name, run.now)


def _begin_hidden(run: Run, node: int) -> None:
    plan = run.nodes[node]
    if plan.kind == INJECT:
        give_turn(run, node, run.seq)
        return
    if plan.kind == AGAIN:
        recurring.begin(run, node)
        return
    run.status[node] = UNDER_WAY
    run.turn[node] += 1
    if plan.kind == KEEP:
        run.status[node] = DONE
        if run.over(plan.owner):
            queues.give_back(run, plan.owner, run.cause[node])
        return
    run.work(node, run.seq, run.released_at[node] + run.minutes(plan.takes, run.turn[node]))


def _end_lag(run: Run, node: int) -> None:
    row = run.rows[node]
    run.status[node] = DONE
    if row.telling:
        run.look = run.busy = True
    if row.settling or (row.late and not run.backers and reach.comes_late(run, node)):
        run.touch(node)
    tell(run, row.over, run.cause[node])


def draw(run: Run, node: int) -> None:
    """Chance decides how a step ends, unless its outcome was fixed from outside."""
    row = run.rows[node]
    occurrence = run.asks[node] = run.asks.get(node, 0) + 1
    place = fixed(run, run.nodes[node].name, occurrence) if run.fixed else None
    if place is None:
        place = chosen(run.chances.get(node) or row.chances, run.luck.u32(row.stream, occurrence))
    place = asking.standing(run, node, place)
    run.cause[node] = run.emit("drawn", node, run.cause[node], row.options[place])
    carry_out(run, node, place)


def fixed(run: Run, name: str, occurrence: int) -> int | None:
    """The outcome that was fixed from outside for one occurrence, or for every one."""
    return run.fixed.get((name, occurrence), run.fixed.get((name, 0)))


def arrive(run: Run, question: asking.Question, place: int, by: str, note: str) -> None:
    """An answer arrives: a vote is counted, a decision taken."""
    node = question.node
    if question.voter:
        run.open[node].coming.pop(question.voter, None)
        if asking.cast(run, question, place, by):
            decide(run, node, asking.tally(run, node), "vote", "")
    else:
        decide(run, node, place, by, note)


def decide(run: Run, node: int, place: int, by: str, note: str) -> None:
    """A decision is taken."""
    entry = asking.close(run, node)
    place = asking.standing(run, node, place)
    run.cause[node] = run.emit("decided", node, entry.asked, run.nodes[node].branches[place].name, by, note)
    carry_out(run, node, place)


def lapse(run: Run, node: int) -> None:
    """The limit of a question runs out: those who did not vote count as absent; else `otherwise` stands."""
    entry = run.open[node]
    place = run.nodes[node].otherwise
    if entry.ballots:
        absent = len(run.nodes[node].branches) + 1
        for voter in entry.ballots:
            entry.votes.setdefault(voter, absent)
        place = asking.tally(run, node)
    place = asking.standing(run, node, place)
    asking.close(run, node)
    run.cause[node] = run.emit("lapsed", node, entry.asked, run.nodes[node].branches[place].name)
    carry_out(run, node, place)


def carry_out(run: Run, node: int, place: int) -> None:
    """What was decided is carried out, at once or in the time that it takes."""
    if run.rows[node].kind == EXPECT:
        arrivals.settle(run, node, place)
        return
    branch = run.rows[node].branches[place]
    run.status[node] = UNDER_WAY
    minutes = run.minutes(branch.takes, run.asks[node])
    if not minutes:
        if run.marks:
            marks.clear(run, node)
        finish(run, node, place)
        return
    run.carried[node] = place
    run.work(node, run.seq, run.now + minutes)
    holds.begin_held(run, node)


def finish(run: Run, node: int, place: int = -1) -> None:
    """A step ends: it is done and tells everyone, or it goes back. `place` is that of its outcome, or -1."""
    row = run.rows[node]
    if row.counted:
        branch = row.branches[place] if place >= 0 else None
        returns = _returns(run, node, place, branch)
        if returns is not None:
            go_back(run, node, branch, returns)
            return
    if place >= 0:
        run.outcome[node] = place
        cause = done(run, node, row.options[place])
        if row.branch:
            tell(run, row.branch[place], cause)
    else:
        cause = done(run, node)
    if row.uses:
        queues.give_back(run, node, cause)
    if row.settling or (row.late and not run.backers and reach.comes_late(run, node)):
        run.touch(node)
    if row.telling:
        run.look = run.busy = True
    for effect in row.effects[place]:
        effects.apply(run, effect, node, cause)
        if effect.ends >= 0:
            endings.call(run, effect.ends, cause)


def done(run: Run, node: int, outcome: str | None = None) -> int:
    """A step is done, and tells those who wait for its end. Returns the number of the event."""
    row = run.rows[node]
    run.status[node] = DONE
    run.over_at[node] = now = run.now
    cause = run.seq = run.seq + 1
    if run.log is not None and (run.heard is None or run.heard[node]):
        run.log.append((cause, "done", now, node, run.cause[node], (outcome,)))
    run.cause[node] = cause
    tell(run, row.over, cause)
    return cause


def _returns(run: Run, node: int, place: int, branch: Branch | None) -> Effect | None:
    """The effect by which a step goes back now, instead of being done; every branch that is taken is counted."""
    if branch is not None:
        if branch.effect.at_most:
            run.taken[node, place] = run.taken.get((node, place), 0) + 1
        if branch.effect.goes_back:
            return branch.effect
    done = run.nodes[node].when_done
    if done.goes_back and run.taken.get((node, -1), 0) < done.at_most:
        run.taken[node, -1] = run.taken.get((node, -1), 0) + 1
        return done
    return None


def go_back(run: Run, node: int, branch: Branch | None, effect: Effect) -> None:
    """A step goes back, by an outcome or by what happens when it is done: that is told, changes things, and reopens."""
    cause = run.emit("went_back", node, run.cause[node], branch.name if branch else None)
    for one in (branch.effect, effect) if branch and branch.effect is not effect else (effect,):
        effects.apply(run, one, node, cause)
        endings.call(run, one.ends, cause)
    back.go_back(run, effect, node, cause)
    run.touch(node)


AFTER_WORK: Final[dict[int, Callable[[Run, int], object]]] = {
    TELLS: done,
    ENDS: finish,
    ASKS: asking.ask,
    DRAWS: draw,
    LAGS: _end_lag,
    RECURS: recurring.finish,
}
"""What follows the work of a node, by what its row says: its end, its question, its chance."""


def end_at_once(run: Run) -> None:
    """Work that took no time ends, in file order; as soon as something else is due in this minute, in one order with that."""
    ended, run.zero = sorted(run.zero), []
    for node in ended:
        if run.tick[node] == AT_ONCE and run.soon:
            run.tick[node] = run.clock.put_end(run.now, node)
            run.live += 1
        elif run.tick[node] == AT_ONCE:
            run.tick[node] = 0
            if node in run.carried:  # an option of whose execution an effect, or a hold, left nothing
                finish(run, node, run.carried.pop(node))
            else:
                AFTER_WORK[run.rows[node].ends](run, node)
