"""How a step is out without being done: passed over, by its condition or an effect, or cut off by an effect (M2, M18).

Cutting off what cannot come any more is `reach`'s business.
"""

from exercise_sim.engine import back, marks
from exercise_sim.engine.codes import AGAIN, ASKED, CUT, DONE, PASSED, RELEASED, STEP, UNDER_WAY, WAITING
from exercise_sim.engine.gates import post_passed
from exercise_sim.engine.state import Run


def pass_over(run: Run, node: int) -> None:
    """A step is passed over at its turn; the chain goes on."""
    _passed(run, node, run.cause[node])
    posts = run.plan.posts[node]
    post_passed(run, (*posts.over, *posts.begins), run.cause[node])


def pass_now(run: Run, node: int, cause: int) -> None:
    """A step that was released is passed over now, by an effect: its work ends, its question is closed. That it has begun stays true."""
    begun = run.status[node] in (UNDER_WAY, ASKED)
    back.stop(run, node, cause)
    marks.clear(run, node)
    _passed(run, node, cause)
    run.begun[node] = begun
    posts = run.plan.posts[node]
    post_passed(run, posts.over if begun else (*posts.over, *posts.begins), run.cause[node])


def _passed(run: Run, node: int, cause: int) -> None:
    row = run.rows[node]
    run.status[node] = PASSED
    run.over_at[node] = run.now
    run.cause[node] = run.emit("passed_over", node, cause)
    if row.passing:
        run.touch(node)
    if row.telling:
        run.look = run.busy = True


def cut_off(run: Run, node: int, cause: int) -> None:
    """A step is cut off by an effect, or the repetitions of one: what it had still to do is stopped. That it has begun stays true."""
    if run.nodes[node].kind == AGAIN:
        repeat_no_more(run, node, cause)
        return
    begun = run.begun[node] or run.status[node] in (UNDER_WAY, ASKED)
    going = run.status[node] != WAITING
    if going:
        back.stop(run, node, cause)
    if run.marks:
        marks.clear(run, node)
    run.status[node] = CUT
    run.begun[node] = begun
    run.hoping.discard(node)
    run.touch(node)
    if run.nodes[node].kind == STEP:
        run.told.add(node)
        run.cause[node] = run.emit("cut_off", node, cause, -1)
        back.silence_lags(run, node)


def repeat_no_more(run: Run, node: int, cause: int) -> None:
    """Recurring work is not done again, and work under way stops; unless the step itself is reopened."""
    if run.status[node] in (RELEASED, UNDER_WAY):
        back.stop(run, node, cause)
        run.status[node] = DONE
        run.emit("stopped", node, cause)
