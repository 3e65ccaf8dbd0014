"""What is scarce: units held, used up or served at a rate, and the one queue before them (M9).

A request asks for all its units at once, is granted whole, and is never overtaken on any of its resources, so nobody
can wait in a circle. SimPy has no such request, hence this room. A flow keeps the exact moment at which it is free, in units of 1/amount
minute, so that 35 a day stays 35 a day.
"""

from fractions import Fraction

from exercise_sim.engine import marks
from exercise_sim.engine.clock import CAPACITY, Tick
from exercise_sim.engine.codes import STEP, UNDER_WAY
from exercise_sim.engine.nodes import Use
from exercise_sim.engine.plan import Plan, ResourcePlan
from exercise_sim.engine.state import OPENING, Run
from exercise_sim.scenario.times import is_open, next_opening


class Desk:
    """The units of a run and who has them. One for each run."""

    __slots__ = (
        "amounts",
        "awaited",
        "free",
        "freed",
        "heeded",
        "held",
        "plans",
        "serving",
        "slots",
        "stands",
        "stirred",
        "until",
        "wanted",
        "woken",
    )

    def __init__(self, plan: Plan) -> None:
        self.plans: tuple[ResourcePlan, ...] = plan.resources
        self.amounts = [resource.amount for resource in plan.resources]
        self.free = list(self.amounts)
        self.freed = [0] * len(self.amounts)
        self.until: list[int | Fraction] = [0] * len(self.amounts)
        self.stands: dict[int, int | Fraction] = {}  # flows that stand, and what is left to serve
        self.serving = [-1] * len(self.amounts)
        self.held: dict[int, tuple[Use, ...]] = {}
        self.slots = [resource.kind == "slots" for resource in plan.resources]
        # Of whose stock somebody looks at what is left: an ending, or a rate of a gauge.
        self.heeded = [
            one.kind == "stock" and place in plan.heeded for place, one in enumerate(plan.resources)
        ]
        self.woken = [-1] * len(self.amounts)
        self.stirred = False
        self.wanted = [0] * len(self.amounts)  # by how many requests in the queue
        self.awaited = 0  # openings on the agenda

    def capacity(self, resource: int) -> int:
        return self.free[resource] if self.plans[resource].kind == "stock" else self.amounts[resource]


def request(run: Run, node: int) -> bool:
    """Whether a node gets its units at once; else it stands in the queue, behind everybody who wants any of them."""
    desk: Desk = run.resources
    uses = run.rows[node].uses
    run.released_at[node] = run.now  # it may have waited for its condition until now
    for use in uses:
        if desk.wanted[use.resource] or not _fits(run, desk, use):
            run.queue.append(node)
            _want(desk, uses, 1)
            return False
    _take(run, desk, node, uses)
    return True


def _want(desk: Desk, uses: tuple[Use, ...], change: int) -> None:
    for use in uses:
        desk.wanted[use.resource] += change


def leave(run: Run, node: int) -> None:
    """Takes a node out of the queue, if it stands there."""
    if node in run.queue:
        run.queue.remove(node)
        _want(run.resources, run.rows[node].uses, -1)
        run.resources.stirred = run.busy = True


def grant(run: Run) -> list[int]:
    """The nodes in the queue whose turn it is, taken out of it with their units."""
    desk: Desk = run.resources
    desk.stirred = False
    granted: list[int] = []
    blocked: set[int] = set()
    free = sum(1 for wanted in desk.wanted if wanted)
    for node in list(run.queue):
        uses = run.rows[node].uses
        if (blocked and any(use.resource in blocked for use in uses)) or not all(
            _fits(run, desk, use) for use in uses
        ):
            blocked.update(use.resource for use in uses)
            if len(blocked) >= free:
                break  # nobody behind can be granted: whatever they wait for is waited for before them
            continue
        granted.append(node)
        run.queue.remove(node)
        _want(desk, uses, -1)
        if run.released_at[node] < run.now:
            _explain(run, desk, node)
        _take(run, desk, node, uses)
    return granted


def _explain(run: Run, desk: Desk, node: int) -> None:
    """Notes what ended a node's waiting: the event that freed the last of its units, or hours that began."""
    freed = max(_freed_by(run, desk, use.resource) for use in run.rows[node].uses)
    if freed > run.cause[node]:
        run.cause[node], run.wait[node] = freed, "queue"
    else:  # hours, or a flow that had served somebody whose work goes on
        hours = any(desk.plans[use.resource].hours for use in run.rows[node].uses)
        run.wait[node] = "opening hours" if hours else "queue"


def _freed_by(run: Run, desk: Desk, resource: int) -> int:
    serving = desk.serving[resource]
    if serving >= 0 and run.status[serving] == UNDER_WAY:
        return max(desk.freed[resource], run.cause[serving])
    return desk.freed[resource]


def _fits(run: Run, desk: Desk, use: Use) -> bool:
    resource = use.resource
    plan = desk.plans[resource]
    if plan.hours and not is_open(run.now, run.plan.start, plan.hours):
        _wake(run, desk, resource, next_opening(run.now, run.plan.start, plan.hours))
        return False
    if plan.kind != "flow":
        return desk.free[resource] >= use.amount
    rate = desk.amounts[resource]
    if resource in desk.stands or rate <= 0:
        return False
    if desk.until[resource] <= run.now * rate:
        return True
    _wake(run, desk, resource, int(-(-desk.until[resource] // rate)))
    return False


def kept_for_others(run: Run, node: int, until: int) -> bool:
    """Whether a node that is over keeps units until then for which somebody waits, but for further times of recurring work."""
    kept = {use.resource for use in run.resources.held.get(node, ()) if use.until == until and run.over(node)}
    return not kept.isdisjoint(asked_for(run))


def asked_for(run: Run) -> set[int]:
    """The resources for which steps wait; further times of recurring work do not count."""
    asking = (node for node in run.queue if run.rows[node].kind == STEP)
    return {use.resource for node in asking for use in run.rows[node].uses}


def _wake(run: Run, desk: Desk, resource: int, minute: int) -> None:
    if desk.woken[resource] != minute:
        desk.woken[resource] = minute
        desk.awaited += 1
        run.schedule(Tick(OPENING, resource), CAPACITY + resource, minute)


def _take(run: Run, desk: Desk, node: int, uses: tuple[Use, ...]) -> None:
    for use in uses:
        desk.free[use.resource] -= use.amount  # of a flow nothing is free, and nobody asks
        if desk.heeded[use.resource]:
            run.look = run.busy = True
    if run.rows[node].flows:
        for use in uses:
            if desk.plans[use.resource].kind == "flow":
                _serve(run, desk, node, use)
    desk.held[node] = uses


def _serve(run: Run, desk: Desk, node: int, use: Use) -> None:
    plan, rate = desk.plans[use.resource], desk.amounts[use.resource]
    free, now = desk.until[use.resource], run.now * rate
    # Whoever waited for the flow is served from the very moment at which it became free, not from the next whole minute.
    waited = run.released_at[node] < run.now and free > now - rate
    service: int | Fraction = use.amount * plan.per
    if run.rows[node].touched:
        service *= marks.factor(run, node)
    desk.until[use.resource] = (free if waited else now) + service
    desk.serving[use.resource] = node


def served_at(run: Run, node: int) -> int | None:
    """The first whole minute at which every flow has served a node; 0 when it uses none, None while a flow stands still."""
    desk: Desk = run.resources
    served = 0
    for use in desk.held.get(node, ()):
        if desk.plans[use.resource].kind == "flow" and desk.serving[use.resource] == node:
            rate, left = desk.amounts[use.resource], desk.until[use.resource]
            if use.resource in desk.stands or (not rate and left):
                return None
            served = max(served, int(-(-left // rate)) if rate else 0)
    return served


def give_back(run: Run, node: int, event: int, *, stopped: bool = False) -> None:
    """Gives back, by an event, what a node holds but for what it keeps longer; when it was `stopped`, a flow stops serving it."""
    desk: Desk = run.resources
    uses = desk.held.pop(node, None)
    if uses is None:
        return
    for use in uses:
        resource = use.resource
        if desk.slots[resource] and use.until >= 0 and not stopped and not run.over(use.until):
            desk.held[node] = (*desk.held.get(node, ()), use)
            continue
        desk.freed[resource] = event
        if desk.wanted[resource]:
            desk.stirred = run.busy = True
        if desk.slots[resource]:
            desk.free[resource] += use.amount
        elif stopped and desk.serving[resource] == node:
            desk.stands.pop(resource, None)
            desk.until[resource] = min(desk.until[resource], run.now * desk.amounts[resource])


def change_capacity(run: Run, resource: int, amount: int, cause: int) -> None:
    """A new capacity from now on. Nobody loses a unit; nobody gets one until it fits."""
    desk: Desk = run.resources
    plan, old = desk.plans[resource], desk.amounts[resource]
    if plan.kind == "stock":
        desk.free[resource] = amount
    elif plan.kind == "slots":
        desk.free[resource] += amount - old
        desk.amounts[resource] = amount
    else:
        # What is left to serve, in units x `per`, does not depend on the rate.
        left = max(0, desk.until[resource] - run.now * old)
        desk.amounts[resource] = amount
        desk.until[resource] = run.now * amount + left
    desk.freed[resource] = cause
    desk.woken[resource] = -1
    desk.stirred = run.busy = True


def loads(run: Run, minute: int) -> list[tuple[int, int]]:
    """Of each resource, how much of it is in use at a minute up to which nothing happens any more, and how many requests wait for it.

    In use are the slots that are held; of a stock, what is left of it stands in that place; a flow is in use with its whole rate while it serves somebody.
    """
    desk: Desk = run.resources
    found = []
    for resource, plan in enumerate(desk.plans):
        amount, free = desk.amounts[resource], desk.free[resource]
        if plan.kind == "flow":
            serves = resource not in desk.stands and desk.until[resource] > minute * amount
            found.append((amount if serves else 0, desk.wanted[resource]))
        else:
            found.append((free if plan.kind == "stock" else amount - free, desk.wanted[resource]))
    return found


def binding(run: Run, node: int) -> list[int]:
    """The resources for which a node in the queue has to wait now."""
    desk: Desk = run.resources
    short = [use.resource for use in run.rows[node].uses if not _fits(run, desk, use)]
    return short or [use.resource for use in run.rows[node].uses]
