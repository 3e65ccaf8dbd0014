"""Which seats somebody takes: those that were named, or chosen from a list. A body that nobody can play is refused.

Exercise control has a seat in every scenario; it is none of `all`, which are those of the training audience.
"""

from collections.abc import Sequence

from exercise_sim.cli.given import Refused
from exercise_sim.cli.screen import Screen
from exercise_sim.cli.typed import short
from exercise_sim.cli.typist import Typist
from exercise_sim.engine.events import EXCON
from exercise_sim.engine.plan import Plan
from exercise_sim.render.amounts import listed
from exercise_sim.render.prompts import SEATS
from exercise_sim.scenario.problems import nearest

ALL = "all"


def chosen_seats(plan: Plan, named: Sequence[str], typist: Typist, screen: Screen) -> tuple[str, ...]:
    """The seats, in the order of the file; none where the person leaves instead. Raises Refused."""
    seats = [name for name, body in plan.bodies.items() if body.seat]
    if not seats:
        raise Refused(SEATS["none"])
    if not named:
        return _asked(plan, seats, typist, screen)
    taken = {seat for name in named for seat in _seats(seats, name)}
    return tuple(seat for seat in [*seats, EXCON] if seat in taken)


def _seats(seats: list[str], name: str) -> list[str]:
    if name == ALL:
        return seats
    if name not in (*seats, EXCON):
        known = [*seats, ALL, EXCON]
        hint = nearest(name, known) or SEATS["there_are"].format(names=", ".join(known))
        raise Refused(SEATS["no_seat"].format(name=name, hint=hint))
    return [name]


def _asked(plan: Plan, seats: list[str], typist: Typist, screen: Screen) -> tuple[str, ...]:
    """The seats that a person takes from the list: first those that are asked something."""
    deciding = [seat for seat in seats if seat in deciders(plan)]
    watching = [plan.bodies[seat].title for seat in seats if seat not in deciding]
    offered = deciding or seats
    screen.say(screen.paint("title", plan.title))
    for number, seat in enumerate(offered, 1):
        screen.say(f"  {number:2}  {plan.bodies[seat].title}  ({seat})")
    if deciding and watching:
        screen.tell(SEATS["watch"].format(seats=listed(watching)))
    screen.tell(SEATS["ask"], SEATS["control"])
    while True:
        line = typist.read(SEATS["prompt"])
        if line is None or line in ("quit", "q", "exit"):
            return ()
        if line.lower() == ALL:
            return tuple(seats)
        if line.lower() == EXCON:
            return (EXCON,)
        found = _found(plan, offered, seats, line)
        if found:
            return (found,)
        if line:
            hint = nearest(line, [*seats, ALL, EXCON]) or SEATS[
                "numbers" if len(offered) > 1 else "number"
            ].format(last=len(offered))
            typist.wrong(SEATS["unknown"].format(name=short(line), hint=hint))


def _found(plan: Plan, offered: list[str], seats: list[str], line: str) -> str:
    if line.isascii() and line.isdigit() and len(line) < 6 and 0 < int(line) <= len(offered):
        return offered[int(line) - 1]
    return next((seat for seat in seats if line.lower() in (seat, plan.bodies[seat].title.lower())), "")


def deciders(plan: Plan) -> set[str]:
    """The bodies that may be asked something, and those that stand for a member who votes."""
    asked = [node for node in plan.nodes if node.asked]
    voters = {voter for node in asked if node.vote is not None for voter in node.vote.voters}
    members = {name for name in plan.bodies if name.partition(" of ")[2] in voters}
    return {node.body for node in asked} | members
