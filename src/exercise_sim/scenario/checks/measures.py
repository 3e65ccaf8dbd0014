"""Objectives: each says one thing to measure, with thresholds in order (M20)."""

import math

from exercise_sim.scenario.checks.fields import is_number
from exercise_sim.scenario.checks.references import check_reference
from exercise_sim.scenario.checks.survey import NOBODY, Survey, suggestion
from exercise_sim.scenario.measured import parse_measured
from exercise_sim.scenario.model import Objective, Ratings
from exercise_sim.scenario.problems import Path
from exercise_sim.scenario.references import Reference
from exercise_sim.scenario.spelling import shown

_FORMS = ({"from", "to"}, {"margin", "before"}, {"measure"}, {"observe"})
_HOW = "write 'from' and 'to', or 'measure', or 'margin' and 'before', or 'observe'"


def check_measures(survey: Survey) -> None:
    """Every objective."""
    for name, objective in survey.scenario.objectives.items():
        path: Path = ("objectives", name)
        _check_form(survey, name, objective, path)
        for word, reference in references_of(objective).items():
            check_measured(survey, reference, (*path, word))
        if objective.measure is not None:
            check_amount(survey, objective.measure, (*path, "measure"))
        if objective.ratings is not None and objective.observe is None:
            _check_ratings(survey, objective, (*path, "ratings"))


def references_of(objective: Objective) -> dict[str, Reference]:
    """The references that an objective names, by the author's word."""
    named = {
        "from": objective.from_,
        "to": objective.to,
        "at": objective.at,
        "margin": objective.margin,
        "before": objective.before,
    }
    return {word: reference for word, reference in named.items() if reference is not None}


def _check_form(survey: Survey, name: str, objective: Objective, path: Path) -> None:
    words = set(references_of(objective))
    words |= {word for word in ("measure", "observe") if getattr(objective, word) is not None}
    if sum(bool(words & form) for form in _FORMS) != 1:
        said = "measures several things at once" if words - {"at"} else "does not say what is measured"
        survey.error(f"the objective '{name}' {said}", path, _HOW, at_key=True)
        return
    form = next(form for form in _FORMS if words & form)
    if missing := min(form - words, default=None):
        there = min(form & words)
        message = f"the objective '{name}' has '{there}', but not '{missing}'"
        survey.error(message, path, f"add '{missing}: ...'", at_key=True)
    if objective.at is not None and objective.measure is None:
        message = "'at' says when a variable is read, and none is measured"
        survey.error(message, (*path, "at"), "add 'measure: ...'", at_key=True)
    if objective.observe is not None and objective.ratings is not None:
        survey.error(
            "what is observed is rated by hand", (*path, "ratings"), "take 'ratings' out", at_key=True
        )


def check_measured(survey: Survey, reference: Reference, path: Path) -> None:
    """A reference at which a time begins or ends."""
    if reference.lag is not None and reference.lag.kind != "fixed":
        survey.error(
            f"'{reference.text}': a measure needs one length of time, not one that chance draws",
            path,
            "write it like '2h after ...'",
        )
    if reference.name == "ending":
        survey.error("steps are measured, not the ending", path, "name the step that leads to it")
    else:
        check_reference(survey, NOBODY, reference, path)


def check_amount(survey: Survey, text: str, path: Path) -> None:
    """What is measured beside times: a variable that counts, or a gauge."""
    measure, scenario = parse_measured(text), survey.scenario
    variables, gauges, name = scenario.variables, scenario.gauges, measure.name
    if name in gauges:
        if measure.timed and measure.stage not in gauges[name].stages:
            hint = suggestion(measure.stage, gauges[name].stages)
            survey.error(f"'{name}' has no stage '{measure.stage}'", path, hint)
    elif measure.how != "value":
        hint = suggestion(name, gauges) or "the scenario has none"
        survey.error(f"'{text}': there is no gauge '{name}'", path, hint)
    elif name not in variables:
        survey.error(
            f"there is no variable '{name}'" if not gauges else f"there is no variable or gauge '{name}'",
            path,
            suggestion(name, (*variables, *gauges)) or "'measure' names a variable",
        )
    elif not is_number(variables[name]):
        survey.error(
            f"'{name}' starts with {shown(variables[name])}, and only a number can be measured", path
        )


def _check_ratings(survey: Survey, objective: Objective, path: Path) -> None:
    ratings = objective.ratings
    assert isinstance(ratings, Ratings)  # the model makes nothing else
    if _wrong_units(survey, objective, ratings, path):
        return
    values = [ratings[letter] for letter in ("P", "S", "M") if letter in ratings]
    if not all(math.isfinite(value) for value in values):
        survey.error("a threshold is a time or a number", path)
    elif values not in (sorted(set(values)), sorted(set(values), reverse=True)):
        survey.error(
            "the thresholds of P, S and M are not in order",
            path,
            "each stands further from the best than the one before",
        )


def _wrong_units(survey: Survey, objective: Objective, ratings: Ratings, path: Path) -> bool:
    """Whether a threshold of time has no unit, or one of a number has: notes it, once."""
    measure = parse_measured(objective.measure) if objective.measure is not None else None
    timed = measure is None or measure.timed
    if timed and ratings.numbers:
        letter = ratings.numbers[0]
        value = shown(ratings[letter])
        survey.error(
            f"a time is measured, so '{letter}' is a length of time: {value} has no unit",
            (*path, letter),
            f"write it like {value}h" if str(value).isdigit() else "write it like 36h",
        )
    elif not timed and ratings.times:
        letter = ratings.times[0]
        message = f"'{objective.measure}' is a number, so '{letter}' is a number without a unit of time"
        survey.error(message, (*path, letter), "write it like 2000")
    else:
        return False
    return True
