"""How a run ends: the author's endings, ENDEX, and a chain that cannot go on (M4, M12)."""

from exercise_sim.engine import back
from exercise_sim.engine.clauses import holds, moments
from exercise_sim.engine.gates import post
from exercise_sim.engine.plan import STEP, Plan
from exercise_sim.engine.state import CAPACITY, CUT, DONE, LOOK, WAITING, Run, Tick


def watch(run: Run) -> None:
    """Sees to it that endings which look at the clock are tested when their moment comes."""
    for ending in run.plan.endings:
        if ending.when is not None:
            for minute in moments(ending.when):
                if minute > 0:
                    run.schedule(Tick(CAPACITY, LOOK, -1, run.callbacks), minute)


def call(run: Run, ending: int) -> None:
    """An outcome names an ending; the first one called in a minute stands."""
    if ending >= 0 and run.called < 0:
        run.called = ending
        run.look = True


def test(run: Run) -> None:
    """Ends the run, if an ending was called or its condition holds, or at ENDEX."""
    run.look = False
    if run.called >= 0:
        end(run, run.called)
        return
    for number, ending in enumerate(run.plan.endings):
        if ending.when is not None and holds(ending.when, run):
            end(run, number)
            return
    if run.endex:
        end(run, named(run.plan, "out_of_time"))


def stall(run: Run) -> None:
    """Ends a run in which nothing can come any more."""
    over = all(run.over(node.id) for node in run.nodes if not node.hidden)
    declared = any(ending.declared and ending.name != "completed" for ending in run.plan.endings)
    end(run, named(run.plan, "completed" if over and not declared else "stalled"))


def named(plan: Plan, name: str) -> int:
    """The number of an ending."""
    return next(number for number, ending in enumerate(plan.endings) if ending.name == name)


def end(run: Run, number: int) -> None:
    """Everything stops but the steps that wait for the ending."""
    ending = run.plan.endings[number]
    active = [node.id for node in run.nodes if WAITING < run.status[node.id] < DONE]
    waiting = tuple(node.id for node in run.nodes if run.status[node.id] == WAITING and node.kind == STEP)
    open_ = tuple((node, run.status[node]) for node in active if not run.nodes[node].hidden)
    cause = run.emit("ended", -1, run.seq, ending.name, ending.class_, open_, waiting if ending.name == "stalled" else ())
    run.ending, run.ended, run.ended_at = number, True, run.now
    for node in active:
        back.stop(run, node)
        run.status[node] = CUT
    run.touched.clear()
    run.ready.clear()
    run.watching.clear()
    run.queue.clear()
    end_node = run.plan.end_node
    run.status[end_node] = DONE
    run.outcome[end_node] = number
    posts = run.plan.posts[end_node]
    post(run, posts.over, cause)
    if number < len(posts.branch):
        post(run, posts.branch[number], cause)
