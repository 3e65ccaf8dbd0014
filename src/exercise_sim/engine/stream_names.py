"""The names of the streams of chance, but those of durations, which stand with their tables (`Plan.draws`)."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from exercise_sim.engine.plan import Plan


def outcome_of(name: str) -> str:
    """Which way a step goes whose outcomes have chances."""
    return f"{name} outcome"


def coming_of(name: str) -> str:
    """Whether an inject comes."""
    return f"{name} chance"


def choice_of(name: str) -> str:
    """What is picked among options by their weights."""
    return f"{name} choice"


def vote_of(name: str, voter: str) -> str:
    """How a voter votes, by its positions."""
    return f"{name} vote of {voter}"


def streams(plan: "Plan") -> tuple[str, ...]:
    """Every stream that a run of the plan may ask, each once, in the order of the plan."""
    found = dict.fromkeys(draw.name for draw in plan.draws)
    for node in plan.nodes:
        inject = plan.injects.get(node.id)
        if inject is not None and 0 < inject.chance < 1:
            found[coming_of(node.name)] = None
        if any(branch.chance for branch in node.branches):
            found[outcome_of(node.name)] = None
        if any(branch.weight for branch in node.branches):
            found[choice_of(node.name)] = None
        for voter in node.vote.voters if node.vote is not None else ():
            found[vote_of(node.name, voter)] = None
    return tuple(found)
