"""What a player is told before play: situation, role, what is to be achieved, how to answer. Nothing of what is to come.

Data in, lines out.
"""

from collections.abc import Iterator

from exercise_sim.analysis.history import history
from exercise_sim.analysis.measures import measured
from exercise_sim.engine.events import EXCON
from exercise_sim.engine.plan import Plan
from exercise_sim.render.agenda import frame_lines
from exercise_sim.render.amounts import listed
from exercise_sim.render.close import marking
from exercise_sim.render.naming import Names
from exercise_sim.render.objectives import bounds_of
from exercise_sim.render.paint import Paint, wrapped
from exercise_sim.render.prompts import BRIEFING
from exercise_sim.render.sentences import CLOSE
from exercise_sim.render.view import known
from exercise_sim.scenario.cast import Cast
from exercise_sim.scenario.model import Objective, Scenario

MOST_ROLES = 3
"""How many seats are told their roles; whoever sits at more knows the exercise."""


def briefing(
    paint: Paint, scenario: Scenario, plan: Plan, seats: tuple[str, ...], policy: str
) -> Iterator[str]:
    """Everything that is told before play to whoever sits at these seats."""
    yield marking(paint)
    yield paint("title", plan.title)
    every = {name for name, body in plan.bodies.items() if body.seat} <= set(seats)
    names = listed([Names(plan).seat(seat) for seat in seats])
    yield from wrapped(
        BRIEFING["all" if every and len(seats) > 1 else "you"].format(seats=names), paint.width
    )
    yield from wrapped(BRIEFING["others"].format(policy=policy), paint.width)
    cast = Cast(scenario)
    for text in frame_lines(cast):
        yield from wrapped(text, paint.width)
    yield from _part(paint, "situation", [cast.text(scenario.text, "")])
    yield from _part(paint, "role", _roles(scenario, cast, plan, seats))
    yield from _part(paint, "objectives", _objectives(scenario, plan, seats))
    if EXCON in seats:
        yield from _part(paint, "control", [BRIEFING["control_how"]])
    if seats != (EXCON,):
        how = BRIEFING["how" if EXCON not in seats else "how_conducted"]
        yield from _part(paint, "decide", [how, BRIEFING["answer"]])
        yield f"    {paint('title', BRIEFING['example'])}"
    yield f"  {BRIEFING['help']}"


def _part(paint: Paint, title: str, texts: list[str]) -> Iterator[str]:
    told = [text for text in texts if text]
    if told:
        yield ""
        yield paint("title", BRIEFING[title])
        for text in told:
            yield from (f"  {part}" for part in wrapped(text, paint.width - 2))


def _roles(scenario: Scenario, cast: Cast, plan: Plan, seats: tuple[str, ...]) -> list[str]:
    told = []
    bodies = [seat for seat in seats if seat in plan.bodies]
    for seat in bodies if len(bodies) <= MOST_ROLES else ():
        name, _, member = seat.partition(" of ")
        role = cast.text(scenario.bodies[name].role, member)
        whole = BRIEFING["role_of"].format(seat=plan.bodies[seat].title, role=role)
        told.append(whole if role and len(bodies) > 1 else role)
    return told


def _objectives(scenario: Scenario, plan: Plan, seats: tuple[str, ...]) -> list[str]:
    """Each objective that is reached at a step of which the seats know, with its thresholds; none that speaks of an inject to come."""
    shown = (
        one
        for one in measured(scenario, plan, history(plan, ()))
        if one.unit != "observed" and told_of(plan, scenario.objectives[one.name], seats)
    )
    told = [f"{one.title}: {bounds_of(one)}" if one.thresholds else one.title for one in shown]
    return [*told, CLOSE["ratings"]] if told else []


def told_of(plan: Plan, objective: Objective, seats: tuple[str, ...]) -> bool:
    """Whether these seats are told of an objective; exercise control is told of each."""
    if EXCON in seats:
        return True
    reached = objective.to or objective.margin or objective.at
    spoken = (objective.from_, objective.to, objective.margin, objective.before, objective.at)
    injects = {plan.nodes[number].name for number in plan.injects}
    if reached is None or any(one.name in injects for one in spoken if one is not None):
        return False
    names = [plan.nodes[number].name for number in plan.by_step.get(reached.name, ())]
    return any(known(plan, name, seats) for name in names)
