"""What stands on the agenda and is awaited in vain, so that it keeps no run going: openings (of hours, and of flows that come to be
free) that serve nobody, and times of the clock at which nobody looks any more."""

from collections.abc import Iterator

from exercise_sim.engine.clock import Tick
from exercise_sim.engine.codes import STEP
from exercise_sim.engine.nodes import Use
from exercise_sim.engine.queues import Desk
from exercise_sim.engine.state import LOOK, OPENING, Run
from exercise_sim.scenario.times import never_together


def idle(run: Run) -> int:
    """How many openings are on the agenda for which nobody waits any more, but for further times of recurring work."""
    desk: Desk = run.resources
    if not desk.awaited or any(run.rows[node].kind == STEP for node in _to_be_served(run)):
        return 0
    return desk.awaited


def _to_be_served(run: Run) -> Iterator[int]:
    """Who of the queue does not wait in vain, as things stand."""
    blocked: set[int] = set()  # wanted by somebody who waits in vain, so that nobody behind gets any
    for node in run.queue:
        uses = run.rows[node].uses
        if _held_up(run.resources, uses) or any(use.resource in blocked for use in uses):
            blocked.update(use.resource for use in uses)
        else:
            yield node


def forget_vain(run: Run) -> None:
    """Takes off the agenda what is awaited in vain, as things stand: whoever waits asks again once there is more to have."""
    desk: Desk = run.resources
    useful = {use.resource for node in _to_be_served(run) for use in run.rows[node].uses}
    for _, _, _, entry in run.agenda:
        if not isinstance(entry, Tick):
            continue
        if entry.what == OPENING and entry.node not in useful:
            run.forget(entry)
            desk.woken[entry.node] = -1
            desk.awaited -= 1
        elif entry.what == LOOK and entry.node >= 0 and entry.node not in run.watching:
            run.forget(entry)
            run.moments[entry.node] -= 1


def _held_up(desk: Desk, uses: tuple[Use, ...]) -> bool:
    """Whether units are missing that no opening brings, a flow stands, or resources are wanted together that are never open together."""
    for use in uses:
        if desk.plans[use.resource].kind == "flow":
            missing = use.resource in desk.stands or not desk.amounts[use.resource]
        else:
            missing = desk.free[use.resource] < use.amount
        if missing:
            return True
    hours = [desk.plans[use.resource].hours for use in uses]
    return never_together([one for one in hours if one is not None])
