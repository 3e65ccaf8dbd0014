"""Whom an effect names: a step, one member's step, a phase, a member. Pure reading of a chain."""

from tests.slow_model.instances import Chain, Fields, Inject, Step, choices
from tests.slow_model.texts import names


def named(chain: Chain, targets: list[str], actor: int, *, also_actor: bool = False) -> list[int]:
    """Places of the steps that are named, in file order, but for whoever has the effect (unless it is wanted, too)."""
    acting = chain.everything[actor]
    return [
        step.place
        for step in chain.steps
        if also_actor or step.place != actor
        if step.name in targets
        or (step.step in targets and is_meant(step, acting))
        or phase(chain, step) in targets
        or (step.member is not None and step.member in targets)
    ]


def is_meant(step: Step, acting: Step | Inject) -> bool:
    """Whether a bare name means this instance: inside the group the same member's, from outside every member's."""
    inside = isinstance(acting, Step) and acting.group is not None and acting.group == step.group
    return not inside or (isinstance(acting, Step) and step.member == acting.member)


def phase(chain: Chain, step: Step) -> str | None:
    """The phase of a step: the last one that began at it or above."""
    above = [one.fields["phase"] for one in chain.steps[: step.place + 1] if "phase" in one.fields]
    return above[-1] if above else None


def passable(chain: Chain) -> frozenset[int]:
    """Places of the steps that any effect of the scenario may pass over."""
    return frozenset(
        place
        for one in chain.everything
        for its in deeds(one)
        for place in named(chain, names(its.get("pass_over")), one.place)
    )


def deeds(one: Step | Inject) -> list[Fields]:
    """Everything of a step or an inject that has effects."""
    if isinstance(one, Inject):
        return [one.fields.get("effects") or {}]
    return [one.fields.get("when_done") or {}, *choices(one.fields).values()]
