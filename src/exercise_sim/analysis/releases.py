"""What had released a step that was then held: the log names the end of the hold as its cause. A pure function of a plan and a log."""

from collections.abc import Iterator, Sequence

from exercise_sim.engine.events import Event, StepResumed
from exercise_sim.engine.plan import Plan


def stood_from(waited: Sequence[Event]) -> int | None:
    """The minute from which a step that was ready to begin stood on hold; None where it never did."""
    resumed = (one for one in waited if isinstance(one, StepResumed) and one.stood)
    first = next(resumed, None)
    return None if first is None else first.at - first.stood


def release(plan: Plan, log: Sequence[Event], element: str, minute: int) -> Event:
    """The last thing up to a minute that came of what a step waits for; the beginning of the exercise, where it waits for nothing."""
    names = {plan.nodes[node].name for node in _inputs(plan, plan.by_name[element])}
    came = (one for one in reversed(log) if one.at <= minute and one.element in names)
    return next(came, log[0])


def _inputs(plan: Plan, node: int) -> Iterator[int]:
    """The steps for which the join of a step waits, through the gates and the lags between."""
    work, seen = [node], {node}
    while work:
        for item in plan.gates[work.pop()].inputs:
            hidden = item.node >= 0 and plan.nodes[item.node].hidden
            if item.node >= 0 and not hidden:
                yield item.node
            further = item.node if hidden else item.gate
            if further >= 0 and further not in seen:
                seen.add(further)
                work.append(further)
