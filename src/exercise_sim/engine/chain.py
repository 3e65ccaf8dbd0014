"""The life of a step, and the rounds of a minute (M1; docs/explanation/time-and-ties.md).

This room drives the others: what is due ends work or brings answers, then what cannot come is cut off, endings are
tested, and steps begin. It asks nobody and prints nothing; `session` is its face.
"""

from exercise_sim.engine import asking, back, effects, endings, queues, reach
from exercise_sim.engine.clauses import holds, moments
from exercise_sim.engine.gates import post, post_passed, refresh
from exercise_sim.engine.luck import chosen
from exercise_sim.engine.plan import KEEP, LAG, Branch, Effect
from exercise_sim.engine.state import (
    ANSWERED,
    CAPACITY,
    CARRIED,
    DONE,
    END,
    ENDEX,
    ENDS,
    LAPSES,
    LOOK,
    PASSED,
    UNDER_WAY,
    WAITED,
    WORKED,
    Run,
    Tick,
)

FUSE = 1000
"""How often a step may begin within one minute before it counts as a loop that takes no time."""


class LoopError(Exception):
    """A loop of the scenario takes no time: `step` began more than FUSE times in one `minute`."""

    def __init__(self, step: str, minute: int) -> None:
        super().__init__(step, minute)
        self.step, self.minute = step, minute

    def __str__(self) -> str:
        return f"'{self.step}' began {FUSE} times in one minute: a loop of the scenario takes no time"


def start(run: Run) -> None:
    """STARTEX: the first minute is opened and settled."""
    run.resources = queues.Desk(run.plan)
    run.emit("startex", -1, 0)
    if run.plan.end is not None:
        run.clock.schedule(Tick(ENDEX, END, -1, run.callbacks), ENDEX, run.plan.end)
    endings.watch(run)
    for gate in run.plan.initial:
        refresh(run, gate, run.seq)
    run.touched.append(run.plan.end_node)
    settle(run)


def due(run: Run, tick: Tick) -> None:
    """What SimPy's agenda says is due now."""
    what = tick.what
    if not what:
        return
    tick.what = ""
    if what == END:
        run.endex = True
        run.look = True
        return
    run.live -= 1
    if what == WORKED:
        run.tick[tick.node] = None
        work_ended(run, tick.node)
    elif what == CARRIED:
        run.tick[tick.node] = None
        finish(run, tick.node, tick.brings)
    elif what == ANSWERED:
        arrive(run, *tick.brings)
    elif what == WAITED:
        del run.delayed[tick.node]
        run.cause[tick.node], run.wait[tick.node] = tick.brings, "rework"
        run.ready.append(tick.node)
    elif what == LAPSES:
        lapse(run, tick.node)
    elif what == LOOK:
        run.look = True
    else:
        run.resources.awaited -= 1
        run.resources.stirred = True


def settle(run: Run) -> None:
    """Goes on in rounds until the minute is quiet."""
    while True:
        if run.to_count:
            _count_again(run)
        if not run.ended:
            if run.touched:
                reach.sweep(run)
            if run.look:
                endings.test(run)
        beginnings(run)
        if run.zero:
            _end_at_once(run)
        elif run.clock.peek() != run.now and not _stirred(run):
            return
        while run.clock.peek() == run.now:
            run.clock.step()


def _count_again(run: Run) -> None:
    """Votes in which nobody is left to be waited for are settled."""
    nodes, run.to_count = sorted(run.to_count), []
    for node in nodes:
        if asking.complete(run, node):
            decide(run, node, asking.tally(run, node), "vote", "")


def _stirred(run: Run) -> bool:
    asked_again = run.watching and run.asked_at != run.seq
    return bool(
        run.ready
        or run.to_count
        or asked_again
        or run.resources.stirred
        or (not run.ended and (run.touched or run.look))
    )


def _end_at_once(run: Run) -> None:
    """Work that took no time ends, in file order."""
    ended, run.zero = sorted(run.zero), []
    for node in ended:
        if run.tick[node] is _AT_ONCE:
            run.tick[node] = None
            work_ended(run, node)


_AT_ONCE = Tick(0, "", -1, [])
"""Stands for the tick of work that takes no time."""


def beginnings(run: Run) -> None:
    """Asks every condition on one snapshot, then passes over, queues and begins in file order."""
    ready = sorted(run.ready)
    run.ready = []
    if run.endex and not run.ended:
        return
    run.asked_at = run.seq
    passed = [
        node
        for node in ready
        if run.nodes[node].condition is not None and not holds(run.nodes[node].condition, run)
    ]
    looking = [
        node
        for node in (*ready, *run.watching)
        if run.nodes[node].wait_for is not None and node not in passed
    ]
    waiting = [node for node in looking if not holds(run.nodes[node].wait_for, run)]
    going = (
        [node for node in (*ready, *run.watching) if node not in passed and node not in waiting]
        if passed or looking
        else ready
    )
    for node in looking:
        if run.released_at[node] < run.now and node not in waiting:
            run.cause[node] = run.seq
    _watch(run, waiting)
    run.watching = sorted(waiting)
    for node in passed:
        pass_over(run, node)
    begin_now = []
    for node in sorted(going):
        if run.nodes[node].uses:
            queues.request(run, node)
        else:
            begin_now.append(node)
    if run.resources.stirred and run.queue:
        begin_now += queues.grant(run)
        _tell_queued(run, going)
    run.resources.stirred = False
    for node in sorted(begin_now):
        begin(run, node)


def _watch(run: Run, waiting: list[int]) -> None:
    """Sees to it that a condition on the clock is asked again when its moment comes."""
    for node in waiting:
        if node not in run.watching:
            run.wait[node] = "condition"
            run.emit("queued", node, run.cause[node], ())
            for minute in moments(run.nodes[node].wait_for):
                if minute > run.now:
                    run.schedule(Tick(CAPACITY, LOOK, node, run.callbacks), minute)


def _tell_queued(run: Run, asked: list[int]) -> None:
    for node in asked:
        if node in run.queue:
            names = tuple(run.plan.resources[number].name for number in queues.binding(run, node))
            run.emit("queued", node, run.cause[node], names)


def begin(run: Run, node: int) -> None:
    """A step begins: its work is on the agenda."""
    plan = run.nodes[node]
    if plan.kind:
        _begin_hidden(run, node)
        return
    _mind_the_fuse(run, node)
    run.status[node] = UNDER_WAY
    run.begun[node] = True
    turn = run.turn[node] = run.turn[node] + 1
    run.began_at[node] = run.now
    run.cause[node] = cause = run.emit("begun", node, run.cause[node], run.wait[node])
    begins = run.plan.posts[node].begins
    if begins:
        post(run, begins, cause)
    if node in run.plan.telling:
        run.look = True
    time = plan.takes
    until = run.now + (time.fixed if time.draw < 0 else run.luck.minutes(time.draw, turn))
    run.work_until[node] = until
    if plan.uses:
        until = max(until, queues.served_at(run, node) or 0)
    if until == run.now:
        run.tick[node] = _AT_ONCE
        run.zero.append(node)
    else:
        tick = run.tick[node] = Tick(node, WORKED, node, run.callbacks)
        run.schedule(tick, until)


def _mind_the_fuse(run: Run, node: int) -> None:
    if run.began_at[node] != run.now:
        return
    minute, count = run.fuse.get(node, (run.now, 0))
    run.fuse[node] = (run.now, count + 1 if minute == run.now else 1)
    if run.fuse[node][1] >= FUSE:
        raise LoopError(run.nodes[node].name, run.now)


def _begin_hidden(run: Run, node: int) -> None:
    plan = run.nodes[node]
    run.status[node] = UNDER_WAY
    run.turn[node] += 1
    if plan.kind == KEEP:
        run.status[node] = DONE
        if run.over(plan.owner):
            queues.give_back(run, plan.owner)
        return
    until = run.released_at[node] + run.minutes(node, plan.takes, run.turn[node])
    tick = run.tick[node] = Tick(ENDS + node, WORKED, node, run.callbacks)
    run.schedule(tick, until)


def work_ended(run: Run, node: int) -> None:
    """The work of a step is over: now its question, its chance, or its end."""
    plan = run.nodes[node]
    if plan.asked:
        asking.ask(run, node)
    elif plan.branches:
        draw(run, node)
    elif plan.kind == LAG:
        run.status[node] = DONE
        run.look = run.look or node in run.plan.telling
        post(run, run.plan.posts[node].over, run.cause[node])
    else:
        finish(run, node, -1)


def draw(run: Run, node: int) -> None:
    """Chance decides how a step ends, unless its outcome was fixed from outside."""
    plan = run.nodes[node]
    occurrence = run.asks[node] = run.asks.get(node, 0) + 1
    place = fixed(run, plan.name, occurrence)
    if place is None:
        chances = run.chances.get(node) or [branch.chance for branch in plan.branches]
        place = chosen(chances, run.luck.u32(f"{plan.name} outcome", occurrence))
    place = asking.standing(run, node, place)
    run.cause[node] = run.emit("drawn", node, run.cause[node], plan.branches[place].name)
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
    branch = run.nodes[node].branches[place]
    run.status[node] = UNDER_WAY
    minutes = run.minutes(node, branch.takes, run.asks[node])
    if not minutes:
        finish(run, node, place)
        return
    tick = run.tick[node] = Tick(ENDS + node, CARRIED, node, run.callbacks, brings=place)
    run.schedule(tick, run.now + minutes)


def finish(run: Run, node: int, place: int) -> None:
    """A step ends: it is done and tells everyone, or it goes back."""
    plan = run.nodes[node]
    branch = plan.branches[place] if place >= 0 else None
    returns = _returns(run, node, place, branch)
    if returns is not None:
        go_back(run, node, branch, returns)
        return
    run.status[node] = DONE
    run.outcome[node] = place
    run.over_at[node] = run.now
    if run.first_over[node] < 0:
        run.first_over[node] = run.now
    run.cause[node] = cause = run.emit("done", node, run.cause[node], branch.name if branch else None)
    posts = run.plan.posts[node]
    if posts.over:
        post(run, posts.over, cause)
    if branch is not None and posts.branch:
        post(run, posts.branch[place], cause)
    if plan.uses:
        queues.give_back(run, node)
    if node in run.plan.settling or (run.suspended and node in run.plan.late and reach.comes_late(run, node)):
        run.touched.append(node)
    if node in run.plan.telling:
        run.look = True
    for effect in (branch.effect, plan.when_done) if branch is not None else (plan.when_done,):
        if not effect.empty:
            effects.apply(run, effect, node, cause)
            endings.call(run, effect.ends, cause)


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
    run.touched.append(node)


def pass_over(run: Run, node: int) -> None:
    """A step whose condition does not hold is passed over; the chain goes on."""
    run.status[node] = PASSED
    run.over_at[node] = run.now
    if run.first_over[node] < 0:
        run.first_over[node] = run.now
    cause = run.emit("passed_over", node, run.cause[node])
    run.cause[node] = cause
    posts = run.plan.posts[node]
    post_passed(run, (*posts.over, *posts.begins), cause)
    if node in run.plan.passing:
        run.touched.append(node)
    if node in run.plan.telling:
        run.look = True
