"""What an effect touches, by name: a step, one member's step, a phase, or a member with all that is its own (M18).

`instances` is for whoever compiles a sound scenario; `reading` tells the checks what a name means. Nothing here runs.
"""

from dataclasses import dataclass
from typing import Literal

from exercise_sim.scenario.cast import Cast
from exercise_sim.scenario.steps import Effects

Instance = tuple[str, str]
"""A step and the member for whom it runs."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a text names: the `step` (for the member `of`), the phase, or the member; `unknown` where it is none of these."""

    kind: Literal["step", "phase", "member", "unknown"]
    name: str
    of: str = ""


def reading(cast: Cast, text: str) -> Target:
    """What a text names. A step comes before a member, and that before a phase."""
    words = " ".join(text.split())
    step, _, of = words.partition(" of ")
    if step in cast.scenario.chain:
        return Target("step", step, of)
    if words == "its" or words.startswith("its.") or words in cast.fields:
        return Target("member", words)
    if words in phases(cast):
        return Target("phase", words)
    return Target("unknown", words)


def phases(cast: Cast) -> dict[str, list[str]]:
    """The steps of each phase, by its text."""
    found: dict[str, list[str]] = {}
    phase = ""
    for name, step in cast.scenario.chain.items():
        phase = " ".join(step.phase.split()) if step.phase else phase
        found.setdefault(phase, []).append(name)
    found.pop("", None)
    return found


def instances(cast: Cast, text: str, step: str, member: str) -> list[Instance]:
    """The step instances that a text names in an effect of `step` for its `member` (both empty: of an inject), in file order."""
    target = reading(cast, text)
    if target.kind == "step":
        return [(target.name, one) for one in _members(cast, target, step, member)]
    if target.kind == "phase":
        return [(name, one) for name in phases(cast)[target.name] for one in cast.members(name)]
    wanted = _named(cast, target.name, member)
    return [(name, one) for name in cast.scenario.chain for one in cast.members(name) if one in wanted]


def _members(cast: Cast, target: Target, step: str, member: str) -> list[str]:
    members = cast.members(target.name)
    if target.of:
        wanted = _named(cast, target.of, member)
        return [one for one in members if one in wanted]
    if member and cast.group(step) == cast.group(target.name):
        return [one for one in members if one == member]
    return list(members)


def _named(cast: Cast, text: str, member: str) -> list[str]:
    named = cast.value(text, member)
    return [str(one) for one in named] if isinstance(named, list) else [str(named)]


def passed_over(cast: Cast) -> frozenset[str]:
    """The steps of which some effect may pass over an instance."""
    scenario = cast.scenario
    deeds: list[tuple[str, Effects]] = [
        (name, effects)
        for name, step in scenario.chain.items()
        for effects in (*step.branches.values(), step.when_done)
        if effects is not None and effects.pass_over
    ]
    deeds += [(name, one.effects) for name, one in scenario.injects.items() if one.effects]
    return frozenset(
        step
        for name, effects in deeds
        for text in effects.pass_over
        if reading(cast, text).kind != "unknown"
        for member in cast.members(name)
        for step, _ in instances(cast, text, name, member)
    )
