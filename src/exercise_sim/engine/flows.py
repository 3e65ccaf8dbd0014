"""Flows whose service stands still, goes on, or takes longer (M9, M11, M18): a step that is held lets nobody pass.

The queue before them, and when they have served somebody, is the business of `queues`.
"""

from fractions import Fraction

from exercise_sim.engine import queues
from exercise_sim.engine.state import Run


def _serving(run: Run, node: int) -> list[int]:
    """The flows that serve a node, or did so last."""
    desk: queues.Desk = run.resources
    flows = (use.resource for use in desk.held.get(node, ()) if desk.plans[use.resource].kind == "flow")
    return [resource for resource in flows if desk.serving[resource] == node]


def _to_serve(run: Run, resource: int) -> int | Fraction:
    """What a flow has still to serve, in units x `per`; that does not depend on its rate."""
    desk: queues.Desk = run.resources
    left = desk.until[resource] - run.now * desk.amounts[resource]
    return desk.stands.get(resource, max(left, 0))


def pause(run: Run, node: int) -> None:
    """The flows that serve a node stand."""
    for resource in _serving(run, node):
        if left := _to_serve(run, resource):
            run.resources.stands[resource] = left


def go_on(run: Run, node: int) -> None:
    """The flows that stood for a node go on serving it."""
    desk: queues.Desk = run.resources
    for resource in _serving(run, node):
        if resource in desk.stands:
            desk.until[resource] = run.now * desk.amounts[resource] + desk.stands.pop(resource)
            desk.woken[resource] = -1
            desk.stirred = run.busy = True


def stretch(run: Run, node: int, times: Fraction) -> None:
    """What is left of the service of a node takes so many times as long."""
    desk: queues.Desk = run.resources
    for resource in _serving(run, node):
        left = _to_serve(run, resource) * times
        if resource in desk.stands:
            desk.stands[resource] = left
        elif left:
            desk.until[resource] = run.now * desk.amounts[resource] + left
            desk.woken[resource] = -1
            desk.stirred = run.busy = True


def service_left(run: Run, node: int) -> int:
    """The whole minutes that flows need to serve the rest of a node, at their present rates; one that has no rate counts for nothing."""
    desk: queues.Desk = run.resources
    rates = ((resource, desk.amounts[resource]) for resource in _serving(run, node))
    return max((int(-(-_to_serve(run, resource) // rate)) for resource, rate in rates if rate), default=0)
