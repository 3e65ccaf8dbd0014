"""What a step waits for, in words: resources by their titles, a condition as the author asks it; whether it takes time, and what made it go back."""

from exercise_sim.engine.events import StepBegan, StepQueued
from exercise_sim.engine.nodes import Effect, Node
from exercise_sim.render.amounts import length
from exercise_sim.render.conditions import condition
from exercise_sim.render.naming import Names
from exercise_sim.render.sentences import SAY


def ready(names: Names, event: StepQueued, *, conditions: bool) -> str:
    """That it is ready and waits. Without `conditions` none is told: a seat may not know what it looks at."""
    if event.resources:
        return SAY["queued"].replace("{resources}", names.resources(event.resources))
    if not conditions:
        return SAY["queued_hidden"]
    return SAY["queued_condition"].replace(
        "{condition}", condition(names, names.node(event.element).wait_for)
    )


def waited(names: Names, queued: StepQueued, began: StepBegan, *, conditions: bool) -> str:
    """That it began, how long it had waited, and for what."""
    if began.wait in ("queue", "opening hours") and queued.resources:
        why = SAY[began.wait].replace("{resources}", names.resources(queued.resources))
    elif conditions:
        asked = names.node(began.element).wait_for
        why = SAY["condition"].replace("{condition}", condition(names, asked))
    else:
        why = SAY["condition_hidden"]
    return SAY["waited"].replace("{time}", length(began.at - queued.at)).replace("{why}", why)


def lasts(node: Node) -> bool:
    """Whether a step may take any time."""
    return bool(node.takes.fixed or node.takes.draw >= 0 or node.uses)


def effect_of(node: Node, outcome: str | None) -> Effect:
    """What made a step go back: its outcome, or that it was done."""
    return next((branch.effect for branch in node.branches if branch.name == outcome), node.when_done)
