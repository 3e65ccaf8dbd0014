"""How the exercise ends: ENDEX lies after STARTEX, and the built-in endings keep their meaning (M12)."""

from exercise_sim.scenario.checks.survey import Survey
from exercise_sim.scenario.model import BUILT_IN_ENDINGS
from exercise_sim.scenario.times import parse_point


def check_endings(survey: Survey) -> None:
    """`end`, and every ending."""
    _check_end(survey)
    for name, ending in survey.scenario.endings.items():
        if name in BUILT_IN_ENDINGS and ending.when is not None:
            hint = "take 'when' out, or give the ending another name; title, text and class may stand here"
            survey.error(f"'{name}' comes by itself", ("endings", name, "when"), hint, at_key=True)


def _check_end(survey: Survey) -> None:
    scenario = survey.scenario
    if scenario.end is None:
        return
    text = scenario.end.strip()
    try:
        minute = parse_point(text, scenario.start)
    except ValueError as error:
        survey.error(str(error), ("end",), "write it like 14d, or D+14 09:00")
        return
    if minute == 0:
        survey.error("the exercise would end as it starts", ("end",), "write it like 14d, or D+14 09:00")
