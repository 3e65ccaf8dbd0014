"""Chances of outcomes: numbers from 0 to 1 that add up to no more than 1, for every member (M13)."""

from exercise_sim.scenario.checks.fields import is_number, of_member, values_of
from exercise_sim.scenario.checks.survey import Survey, listed
from exercise_sim.scenario.problems import Path
from exercise_sim.scenario.spelling import shown
from exercise_sim.scenario.values import FieldOf

ROUNDING = 1e-9
"""What a sum of chances may differ from 1 by, because decimal fractions are not exact."""


def check_chances(survey: Survey) -> None:
    """The outcomes of every step."""
    for name, step in survey.chain.items():
        if step.outcomes:
            for member, chances in chances_of(survey, name, tell=True).items():
                _check_sum(survey, name, member, chances)


def chances_of(survey: Survey, step: str, *, tell: bool = False) -> dict[str, dict[str, float | None]]:
    """The chance of each outcome as written (None: not written), by member; with `tell`, what is no chance is noted."""
    asker = survey.asker(step)
    found: dict[str, dict[str, float | None]] = {member: {} for member in asker.members}
    for outcome, branch in survey.chain[step].outcomes.items():
        if tell and isinstance(branch.chance, FieldOf):
            values_of(survey, asker, branch.chance, ("chain", step, "outcomes", outcome, "chance"))
        for member in asker.members:
            found[member][outcome] = _chance(survey, step, outcome, member, tell=tell)
    return found


def _chance(survey: Survey, step: str, outcome: str, member: str, *, tell: bool) -> float | None:
    value = survey.chain[step].outcomes[outcome].chance
    held = survey.cast.fields.get(member, {}).get(value.name) if isinstance(value, FieldOf) else value
    if is_number(held) and 0 <= held <= 1:  # type: ignore[operator]  # is_number has looked
        return float(held)  # type: ignore[arg-type]
    there = isinstance(value, FieldOf) and value.name in survey.cast.fields.get(member, {})
    if tell and there:
        path: Path = ("chain", step, "outcomes", outcome, "chance")
        survey.error(f"a chance is a number from 0 to 1, not {shown(held)}{of_member(value, member)}", path)
    return None


def _check_sum(survey: Survey, step: str, member: str, chances: dict[str, float | None]) -> None:
    path: Path = ("chain", step, "outcomes")
    known = [chance for chance in chances.values() if chance is not None]
    whose = f" for '{member}'" if member else ""
    if sum(known) > 1 + ROUNDING:
        survey.error(
            f"the chances of {listed(chances)} add up to {sum(known):g}{whose}",
            path,
            "they can add up to 1 at most",
            at_key=True,
        )
    elif len(known) == len(chances) and not any(known):
        survey.error(f"every outcome of '{step}' has the chance 0{whose}", path, at_key=True)


def filled_up(chances: dict[str, float | None]) -> dict[str, float]:
    """The chances as they are drawn: what is missing to 1 goes to the first outcome."""
    known = {outcome: chance or 0.0 for outcome, chance in chances.items()}
    first = next(iter(known), None)
    if first is not None:
        known[first] += max(0.0, 1.0 - sum(known.values()))
    return known
