"""Opening hours: what a step uses at once is at some time of the day open together, or the step could never begin (M9)."""

from exercise_sim.scenario.checks.fields import is_amount, values_of
from exercise_sim.scenario.checks.survey import Survey
from exercise_sim.scenario.times import never_together, parse_open_hours

Hours = tuple[int, int]
"""The minute of the day at which something opens, and the one at which it closes."""


def check_hours(survey: Survey) -> None:
    """Every step that uses several resources with hours."""
    hours = _declared(survey)
    for name, step in survey.chain.items() if len(hours) > 1 else ():
        for used in _used_at_once(survey, name, hours):
            if used and never_together([hours[text.partition(" ")[0]] for text in used]):
                said = [f"'{text}' ({_text(survey, text)})" for text in used]
                listing = f"{', '.join(said[:-1])} and {said[-1]}"
                survey.error(
                    f"{listing} are never open together, so '{name}' could not begin",
                    ("chain", name, "uses"),
                    "let their hours overlap, or make a step for each",
                    at_key=len(step.uses) > 0,
                )
                break


def _declared(survey: Survey) -> dict[str, Hours]:
    """The hours of each resource that has some; what is no hours is told elsewhere."""
    found = {}
    for name, resource in survey.scenario.resources.items():
        try:
            opens, closes = parse_open_hours(resource.open) if resource.open is not None else (0, 0)
        except ValueError:
            continue
        if opens != closes:
            found[name] = opens, closes
    return found


def _used_at_once(survey: Survey, name: str, hours: dict[str, Hours]) -> list[list[str]]:
    """For each member, what it uses that has hours; of what it needs nothing it asks nothing."""
    asker = survey.asker(name)
    uses = {
        text: amount for text, amount in survey.chain[name].uses.items() if text.partition(" ")[0] in hours
    }
    if len(uses) < 2:
        return []
    amounts = {
        text: values_of(survey, asker, amount, ("chain", name, "uses", text)) for text, amount in uses.items()
    }
    return [
        [text for text in uses if is_amount(units := amounts[text].get(member)) and units]
        for member in asker.members
    ]


def _text(survey: Survey, name: str) -> str:
    return " ".join((survey.scenario.resources[name.partition(" ")[0]].open or "").split())
