"""Warnings: what is possible, but hardly meant. Only for scenarios without an error; few, and none for a good scenario."""

from collections.abc import Iterator

from exercise_sim.scenario.cast import instance
from exercise_sim.scenario.checks.chances import ROUNDING, chances_of
from exercise_sim.scenario.checks.coming import Coming
from exercise_sim.scenario.checks.decided import judge_decisions
from exercise_sim.scenario.checks.expectations import times_of
from exercise_sim.scenario.checks.frame import judge_frame
from exercise_sim.scenario.checks.gauges import judge_gauges
from exercise_sim.scenario.checks.measures import references_of
from exercise_sim.scenario.checks.order import judge_order
from exercise_sim.scenario.checks.provisions import judge_provisions
from exercise_sim.scenario.checks.sources import judge_sources
from exercise_sim.scenario.checks.survey import Survey, goes_back, listed
from exercise_sim.scenario.checks.trees import Trees
from exercise_sim.scenario.checks.unused import judge_unused
from exercise_sim.scenario.problems import Path


def judge(survey: Survey, trees: Trees) -> None:
    """Every warning that takes the whole scenario to see."""
    coming = Coming(survey, trees)
    _judge_coming(survey, coming)
    _judge_circles(survey, coming)
    judge_order(survey, trees, coming)
    _judge_objectives(survey, coming)
    _judge_expectations(survey, coming)
    _judge_chances(survey)
    judge_decisions(survey)
    judge_sources(survey)
    judge_unused(survey)
    judge_gauges(survey)
    _judge_seats(survey)
    judge_frame(survey)
    judge_provisions(survey)


def _judge_coming(survey: Survey, coming: Coming) -> None:
    for step, lacking in coming.missing.items():
        word, reason = next(iter(lacking.values()))
        all_of_them = len(lacking) == len(survey.cast.members(step))
        whose = "" if all_of_them else f" for {listed(lacking)}"
        hint = "write 'any: [...]' if something else will do, or leave these members out with a 'where'"
        survey.warning(f"'{step}' can never come{whose}: {reason}", ("chain", step, word), hint)


def _judge_circles(survey: Survey, coming: Coming) -> None:
    for circle in coming.circles():
        names = [instance(*one) for one in circle]
        said = "these steps wait for each other, so none of them can come"
        survey.warning(
            f"{said}: {' -> '.join((*names, names[0]))}"
            if len(names) > 1
            else f"'{names[0]}' waits for itself",
            _where_it_waits(survey, [name for name, _ in circle]),
            "an arrow means 'waits for'",
            at_key=True,
        )


def _where_it_waits(survey: Survey, circle: list[str]) -> Path:
    """The condition that closes a circle of steps and injects: behind `wait_for` of a step, or `at` of an inject."""
    for name in circle:
        if name in survey.chain and survey.chain[name].wait_for is not None:
            return ("chain", name, "wait_for")
    inject = next((name for name in circle if name in survey.scenario.injects), None)
    return ("injects", inject, "at") if inject else ("chain", circle[0], "wait_for")


def _judge_objectives(survey: Survey, coming: Coming) -> None:
    changed = {target for deed in survey.deeds for target in (*deed.effects.set, *deed.effects.add)}
    for name, objective in survey.scenario.objectives.items():
        for word, reference in references_of(objective).items():
            if reference.stage is None and not any(step == reference.name for step, _ in coming.instances):
                survey.warning(
                    f"'{name}' can never be measured: '{reference.name}' never comes",
                    ("objectives", name, word),
                )
        if objective.measure in survey.scenario.variables and objective.measure not in changed:
            message = f"nothing ever changes '{objective.measure}', which '{name}' measures"
            survey.warning(message, ("objectives", name, "measure"))


def _judge_expectations(survey: Survey, coming: Coming) -> None:
    steps = {step for step, _ in coming.instances}
    for place, expectation in enumerate(survey.scenario.expect):
        for word, reference in times_of(expectation).items():
            if reference.stage is None and reference.name not in steps:
                message = f"this can never be measured: '{reference.name}' never comes"
                survey.warning(message, ("expect", place, word))


def _judge_chances(survey: Survey) -> None:
    for name, step in survey.chain.items():
        for chances in chances_of(survey, name).values() if step.outcomes else ():
            first = next(iter(chances))
            total = sum(chance or 0.0 for chance in chances.values())
            if chances[first] is not None and total < 1 - ROUNDING:
                hint = f"what is missing goes to '{first}'; write all chances, or leave out its own"
                survey.warning(
                    f"the chances of '{name}' add up to {total:g}",
                    ("chain", name, "outcomes"),
                    hint,
                    at_key=True,
                )
                break
        for key, branch in step.outcomes.items():
            if goes_back(branch) and branch.at_most is None:
                path = ("chain", name, "outcomes", key)
                survey.warning(
                    f"'{key}' may go back any number of times",
                    path,
                    "add 'at_most: ...' and 'then: ...'",
                    at_key=True,
                )


def _judge_seats(survey: Survey) -> None:
    """A seat of which neither work nor an answer to an inject is expected; and seats, none of which is ever asked anything."""
    seats = [name for name, body in survey.scenario.bodies.items() if body.seat]
    acting = set(_acting(survey, asked=False))
    for name in seats:
        if name not in acting:
            survey.warning(
                f"whoever plays '{name}' has nothing to do",
                ("bodies", name),
                "let a step be 'by' it, or an inject expect something of it",
                at_key=True,
            )
    if seats and not set(seats) & set(_acting(survey, asked=True)):
        hint = "give a step of one of them a question and options"
        survey.warning("no seat is asked anything, so nobody can play", ("bodies",), hint, at_key=True)


def _acting(survey: Survey, *, asked: bool) -> Iterator[str]:
    for step in survey.chain.values():
        if step.by is not None and (step.options or not asked):
            yield step.by.name
    for inject in survey.scenario.injects.values() if not asked else ():
        if inject.expects is not None:
            yield inject.expects.by.name if inject.expects.by else "".join(inject.to[:1]).partition(" of ")[0]
