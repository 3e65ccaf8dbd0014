"""What one seat, or several that a person plays, may see of a log. Secrets are taken out here, where the data leaves, for every form in which it is shown.

Events of others are left out; from those that everyone sees, the names of others' steps are taken away.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace

from exercise_sim.engine.data import sees
from exercise_sim.engine.events import EXCON, Event, ExerciseEnded, StepCutOff, StepHeld
from exercise_sim.engine.plan import Plan
from exercise_sim.engine.telling import audience
from exercise_sim.scenario.references import parse_reference

View = str | tuple[str, ...] | None
"""Who looks: a seat, several of them, or the exercise control (None)."""


def seen(plan: Plan, log: Iterable[Event], view: View) -> tuple[Event, ...]:
    """The events that a view shows; all of them for None, the exercise control."""
    if view is None:
        return tuple(log)
    seats = _seats(view)
    return tuple(_bare(plan, event, view) for event in log if sees(seats, event))


def view_of(seats: tuple[str, ...]) -> View:
    """Who looks where people sit at these seats; exercise control, where it is among them."""
    return None if EXCON in seats else seats


def shows(view: View, audience: Collection[str]) -> bool:
    """Whether a view shows what is for these bodies (none: for everyone)."""
    return view is None or not audience or not set(_seats(view)).isdisjoint(audience)


def _seats(view: str | tuple[str, ...]) -> Collection[str]:
    return (view,) if isinstance(view, str) else view


def _bare(plan: Plan, event: Event, view: View) -> Event:
    """An event without the names of steps that the seat knows nothing of."""
    match event:
        case ExerciseEnded():
            still_open = tuple(name for name in event.open if known(plan, name, view))
            waiting = tuple(
                (name, tuple(one for one in whom if known(plan, one, view)))
                for name, whom in event.waiting
                if known(plan, name, view)
            )
            return replace(event, open=still_open, waiting=waiting)
        case StepCutOff() if event.blocker and not known(plan, event.blocker, view):
            return replace(event, blocker="")
        case StepHeld() if event.end is None and not _all_known(plan, event.until, view):
            return replace(event, until="")
        case _:
            return event


def _all_known(plan: Plan, reference: str, view: View) -> bool:
    """Whether a view may know of everything that a reference names."""
    one = parse_reference(reference)
    if one.stage is not None:
        return False
    nodes = plan.by_step.get(one.name, ())
    return all(known(plan, name, view) for name in (one.name, *(plan.nodes[node].name for node in nodes)))


def known(plan: Plan, name: str, view: View) -> bool:
    """Whether a view may know of a step; resources are known to all, and everything to the exercise control."""
    if view is None or name not in plan.by_name:
        return True
    who = audience(plan, "begun", plan.nodes[plan.by_name[name]], ())
    return shows(view, who)
