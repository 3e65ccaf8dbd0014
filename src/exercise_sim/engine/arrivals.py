"""Injects in a run: their turn, how they come or stay away, and the action that is expected upon them (M17).

`gates.release` gives an inject its turn; this room says what comes of it. What has come has come: nothing here is ever undone.
"""

from exercise_sim.engine import asking, back, effects, endings, gauges
from exercise_sim.engine.clock import INJECT, LIMIT, Tick
from exercise_sim.engine.codes import CUT, DONE, RELEASED, UNDER_WAY
from exercise_sim.engine.gates import tell
from exercise_sim.engine.luck import chosen
from exercise_sim.engine.state import GIVES, MISSES, Run
from exercise_sim.engine.stream_names import coming_of

MET_PLACE, MISSED_PLACE = 0, 1
"""The places of `met` and `missed` among the outcomes of an expected action."""


def turn(run: Run, node: int) -> None:
    """It is the turn of an inject: it comes, unless its condition or its chance is against it. One that the trainer has laid down
    for a minute comes then, and not sooner."""
    del run.delayed[node]
    if node in run.prepared:
        return
    inject = run.plan.injects[node]
    if inject.unless is not None and inject.unless.holds(run):
        stay_away(run, node, "unless")
    elif (run.fixed or inject.chance < 1) and not _lucky(run, node, inject.chance):
        stay_away(run, node, "chance")
    else:
        come(run, node)


def _lucky(run: Run, node: int, chance: float) -> bool:
    name = run.nodes[node].name
    fixed = run.fixed.get((name, 1), run.fixed.get((name, 0)))
    if fixed is not None:
        return fixed == 0
    if chance >= 1:
        return True
    return chosen((chance, 1.0 - chance), run.luck.u32(coming_of(name), 1)) == 0


def stay_away(run: Run, node: int, why: str) -> None:
    """An inject does not come: for those that wait for it, it is cut off."""
    run.status[node] = CUT
    run.told.add(node)
    run.cause[node] = run.emit("stayed_away", node, run.cause[node], why)
    _touch(run, node)


def prepare(run: Run, node: int, minute: int) -> None:
    """The trainer will give an inject at a minute that is still to come; what was laid down last stands."""
    gauges.disturbed(run)
    run.forget(run.prepared.get(node))
    tick = run.prepared[node] = Tick(GIVES, node)
    run.schedule(tick, INJECT + node, minute)


def give_prepared(run: Run, node: int) -> None:
    """What was prepared is given; had it come already, or could it not come any more, its tick would be forgotten."""
    del run.prepared[node]
    give(run, node)


def give(run: Run, node: int) -> None:
    """The trainer gives an inject: it comes, whatever its time, condition or chance."""
    _at_once(run, node)
    come(run, node)


def skip(run: Run, node: int) -> None:
    """The trainer takes an inject out: it does not come any more."""
    _at_once(run, node)
    stay_away(run, node, "skipped")


def _at_once(run: Run, node: int) -> None:
    gauges.disturbed(run)
    if run.status[node] == RELEASED:
        back.stop(run, node)
    run.cause[node] = 0
    if node in run.hoping:  # those behind it hoped with it
        back.hope_anew(run)


def come(run: Run, node: int) -> None:
    """An inject comes: it is told, its effects happen, and its expected action is waited for."""
    run.status[node] = DONE
    run.over_at[node] = run.now
    cause = run.cause[node] = run.emit("came", node, run.cause[node])
    row = run.rows[node]
    tell(run, row.over, cause)
    _touch(run, node)
    for effect in row.effects[-1]:
        effects.apply(run, effect, node, cause)
        if effect.goes_back:
            run.taken[node, -1] = 1
            back.go_back(run, effect, -1, cause)
        endings.call(run, effect.ends, cause)
    expects = run.plan.injects[node].expects
    if expects >= 0:
        _expect(run, expects, cause)


def _expect(run: Run, node: int, cause: int) -> None:
    """The expected action is waited for: exercise control is asked for it, or the chain is watched."""
    plan = run.nodes[node]
    assert plan.within is not None
    run.status[node] = UNDER_WAY
    run.cause[node] = run.emit("expected", node, cause, run.now + plan.within)
    if plan.asked:
        asking.ask(run, node)
        return
    tick = run.delayed[node] = Tick(MISSES, node)
    run.schedule(tick, LIMIT + node, run.now + plan.within)


def answered(run: Run, mark: int) -> None:
    """What was expected of the chain has come to be: in time, or late."""
    cause = run.delayed.pop(mark).brings
    run.status[mark] = DONE
    back.silence_lags(run, mark)
    node = run.nodes[mark].owner
    if run.status[node] < DONE:
        run.forget(run.delayed.pop(node, None))
        run.cause[node] = cause
        settle(run, node, MET_PLACE)
    elif run.outcome[node] == MISSED_PLACE:
        run.emit("acted", node, cause, False)


def missed(run: Run, node: int) -> None:
    """The limit of an expected action runs out."""
    del run.delayed[node]
    settle(run, node, MISSED_PLACE)


def settle(run: Run, node: int, place: int) -> None:
    """An expected action came in time, or did not; that stands."""
    run.status[node] = DONE
    run.outcome[node] = place
    run.over_at[node] = run.now
    if place == MISSED_PLACE:
        cause = run.emit("missed", node, run.cause[node])
    else:
        cause = run.emit("acted", node, run.cause[node], True)
    run.cause[node] = cause
    row = run.rows[node]
    tell(run, row.over, cause)
    if row.branch:
        tell(run, row.branch[place], cause)
    _touch(run, node)


def _touch(run: Run, node: int) -> None:
    """What became of an inject may make something else impossible, or be what an ending looks at; its own lags are over."""
    back.silence_lags(run, node)
    run.touch(node)
    if run.rows[node].telling:
        run.look = True
