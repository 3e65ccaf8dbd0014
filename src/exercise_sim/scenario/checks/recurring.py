"""Recurring work: what it can do again and again, what ends it, and who may wait for it (M10)."""

from exercise_sim.scenario.checks.joins import check_ending
from exercise_sim.scenario.checks.references import check_reference
from exercise_sim.scenario.checks.survey import Survey, goes_back
from exercise_sim.scenario.problems import Path
from exercise_sim.scenario.steps import Step


def check_recurring(survey: Survey) -> None:
    """Every `every` and `until` of a step."""
    above = ""
    for name, step in survey.chain.items():
        path: Path = ("chain", name)
        if step.every is not None:
            _check_work(survey, name, step, path)
        elif step.until is not None:
            survey.error(
                "'until' ends recurring work, and this is done once",
                (*path, "until"),
                "add 'every: 24h', or take it out",
                at_key=True,
            )
        if step.until is not None:
            _check_until(survey, name, step, (*path, "until"))
        if step.after is None and above and survey.chain[above].every is not None:
            survey.error(
                f"'{name}' waits for the step above it, and '{above}' is never over for good",
                path,
                f"say what it waits for: 'after: first of {above}', or another step",
                at_key=True,
            )
        above = name


def _check_work(survey: Survey, name: str, step: Step, path: Path) -> None:
    for word in ("options", "outcomes", "vote", "keeps"):
        if getattr(step, word):
            survey.error(
                f"'{name}' is done again and again, so it cannot have '{word}'",
                (*path, word),
                "let a step after 'first of ...' decide, or take 'every' out",
                at_key=True,
            )
    if step.when_done is not None and (goes_back(step.when_done) or step.when_done.ends):
        survey.error(
            f"'{name}' is done again and again, so it can neither go back nor end play",
            (*path, "when_done"),
            "it may change values and make documents",
            at_key=True,
        )


def _check_until(survey: Survey, name: str, step: Step, path: Path) -> None:
    assert step.until is not None
    if step.until.name == "ending":
        check_ending(survey, step.until, path)
        return
    check_reference(survey, survey.asker(name), step.until, path, variable=True)
    if step.until.name == name:
        survey.error(f"'{name}' cannot end itself", path)
