"""What one seat may see of a log. Secrets are taken out here, where the data leaves, for every form in which it is shown.

Events of others are left out; from those that everyone sees, the names of others' steps are taken away.
"""

from collections.abc import Iterable
from dataclasses import replace

from exercise_sim.engine.events import Event, ExerciseEnded, StepCutOff, StepHeld
from exercise_sim.engine.plan import Plan
from exercise_sim.engine.telling import audience
from exercise_sim.scenario.references import parse_reference


def seen(plan: Plan, log: Iterable[Event], seat: str | None) -> tuple[Event, ...]:
    """The events that a seat may see; all of them for None, the exercise control."""
    if seat is None:
        return tuple(log)
    return tuple(_bare(plan, event, seat) for event in log if not event.audience or seat in event.audience)


def _bare(plan: Plan, event: Event, seat: str) -> Event:
    """An event without the names of steps that the seat knows nothing of."""
    match event:
        case ExerciseEnded():
            still_open = tuple(name for name in event.open if known(plan, name, seat))
            waiting = tuple(
                (name, tuple(one for one in whom if known(plan, one, seat)))
                for name, whom in event.waiting
                if known(plan, name, seat)
            )
            return replace(event, open=still_open, waiting=waiting)
        case StepCutOff() if event.blocker and not known(plan, event.blocker, seat):
            return replace(event, blocker="")
        case StepHeld() if event.end is None and not _all_known(plan, event.until, seat):
            return replace(event, until="")
        case _:
            return event


def _all_known(plan: Plan, reference: str, seat: str) -> bool:
    """Whether a seat may know of everything that a reference names."""
    one = parse_reference(reference)
    if one.stage is not None:
        return False
    nodes = plan.by_step.get(one.name, ())
    return all(known(plan, name, seat) for name in (one.name, *(plan.nodes[node].name for node in nodes)))


def known(plan: Plan, name: str, seat: str | None) -> bool:
    """Whether a seat may know of a step; resources are known to all, and everything to the exercise control."""
    if seat is None or name not in plan.by_name:
        return True
    who = audience(plan, "begun", plan.nodes[plan.by_name[name]], ())
    return not who or seat in who
