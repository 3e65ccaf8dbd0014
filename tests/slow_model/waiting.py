"""Random references and joins: what a step of a random chain may wait for.

Only steps above are named, never an outcome that goes back, and no list names a step twice (but `any` may name two outcomes).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tests.slow_model.dice import Dice, chance, pick, some

LAGS = ("30m", "1h", "2h", "3h", "6h")


@dataclass(frozen=True)
class Written:
    """A step (or inject) already in the file: its members (none: a single step), and the outcomes that can be waited for."""

    name: str
    group: str | None
    members: tuple[str, ...]
    outcomes: tuple[str, ...]
    takes_time: bool
    is_step: bool = True  # or an inject, which does not begin, or a stage of a gauge
    recurs: bool = False  # recurring work, for whose first time alone others may wait
    leads: tuple[str, ...] = ()  # variables that hold a member of its group


def reference(dice: Dice, step: Written, group: str | None) -> str:
    """One reference to the step, spoken by a step of this group (None: by a single step, or an ending)."""
    if step.recurs:
        text = f"first of {step.name}" if chance(dice, 75) else f"{step.name} begins"
        return f"{pick(dice, LAGS)} after {text}" if chance(dice, 15) else text
    text = step.name
    begins = False
    if step.outcomes and chance(dice, 40):
        text += "." + pick(dice, step.outcomes)
    else:
        begins = step.is_step and chance(dice, 12)
    text = _of_members(dice, step, group, text) + (" begins" if begins else "")
    return f"{pick(dice, LAGS)} after {text}" if chance(dice, 15) else text


def _of_members(dice: Dice, step: Written, group: str | None, text: str) -> str:
    if not step.members:
        return text
    if step.leads and chance(dice, 40):
        return f"{text} of {pick(dice, step.leads)}"
    if chance(dice, 15):
        return f"{text} of {pick(dice, step.members)}"
    if step.group == group or chance(dice, 50):
        return text
    count = dice.whole(1, len(step.members))
    return f"first of {text}" if count == 1 else f"{count} of {text}"


def join(dice: Dice, above: Sequence[Written], group: str | None) -> Any:
    """What `after` says: a reference, a list, or a mapping, nested at most once."""
    form = pick(dice, ("one", "one", "one", "list", "list", "any", "any", "all", "n of", "nested"))
    if form == "one" or len(above) < 2:
        return reference(dice, pick(dice, above), group)
    if form == "nested" and len(above) >= 3:
        return _nested(dice, above, group)
    chosen = some(dice, above, dice.whole(2, 3))
    return _several(dice, form, chosen, group)


def _several(dice: Dice, form: str, steps: Sequence[Written], group: str | None) -> Any:
    texts: list[Any] = [reference(dice, step, group) for step in steps]
    if form == "any" and not steps[0].members and len(steps[0].outcomes) > 1 and chance(dice, 25):
        texts += [f"{steps[0].name}.{o}" for o in steps[0].outcomes if f"{steps[0].name}.{o}" not in texts]
    if form == "n of":
        return {f"{dice.whole(1, len(texts))} of": texts}
    return texts if form in ("list", "nested") else {form: texts}


def _nested(dice: Dice, above: Sequence[Written], group: str | None) -> Any:
    chosen = some(dice, above, dice.whole(3, 4))
    inner = _several(dice, pick(dice, ("any", "all", "n of")), chosen[1:], group)
    outer = [reference(dice, chosen[0], group), inner]
    return outer if chance(dice, 60) else {pick(dice, ("any", "all")): outer}
