"""Provisions and the objectives that test them: each objective names one that there is, each provision is named by one (M22)."""

from collections.abc import Iterator

from exercise_sim.scenario.checks.survey import Survey, suggestion
from exercise_sim.scenario.problems import Path


def check_provisions(survey: Survey) -> None:
    """Every provision that an objective names. Without provisions, the word of an objective is only told."""
    known = survey.scenario.provisions
    for provision, path in _named(survey) if known else ():
        if provision not in known:
            survey.error(f"there is no provision '{provision}'", path, suggestion(provision, known))


def judge_provisions(survey: Survey) -> None:
    """Provisions that no objective tests."""
    tested = {provision for provision, _ in _named(survey)}
    for name in survey.scenario.provisions:
        if name not in tested:
            hint = f"add 'provision: \"{name}\"' to the objective that tests it"
            survey.warning(
                f"no objective tests the provision '{name}'", ("provisions", name), hint, at_key=True
            )


def _named(survey: Survey) -> Iterator[tuple[str, Path]]:
    for name, objective in survey.scenario.objectives.items():
        if objective.provision is not None:
            yield objective.provision, ("objectives", name, "provision")
