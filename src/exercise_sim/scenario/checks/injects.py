"""Injects: when they come can be, whom they reach exists, and what is expected of somebody is one thing (M17).

Their conditions are with the conditions, their effects with the effects.
"""

from exercise_sim.scenario.checks.amounts import LONGEST_THOUGHT
from exercise_sim.scenario.checks.joins import check_ending
from exercise_sim.scenario.checks.places import entries_at
from exercise_sim.scenario.checks.references import check_reference
from exercise_sim.scenario.checks.survey import Survey, suggestion
from exercise_sim.scenario.durations import Duration
from exercise_sim.scenario.injects import Expected, Inject
from exercise_sim.scenario.problems import Path
from exercise_sim.scenario.references import Reference
from exercise_sim.scenario.times import parse_moment
from exercise_sim.scenario.values import Moment


def check_injects(survey: Survey) -> None:
    """Every inject."""
    for name, inject in survey.scenario.injects.items():
        path: Path = ("injects", name)
        _check_turn(survey, name, inject, (*path, "at"))
        _check_audience(survey, inject, path)
        if inject.expects is not None:
            _check_expected(survey, name, inject.expects, (*path, "expects"))


def _check_turn(survey: Survey, name: str, inject: Inject, path: Path) -> None:
    if isinstance(inject.at, Moment):
        try:
            parse_moment(inject.at.text, survey.scenario.start)
        except ValueError as error:
            survey.error(str(error), path)
    elif isinstance(inject.at, Reference):
        _check_reference(survey, name, inject.at, path)


def _check_reference(survey: Survey, name: str, reference: Reference, path: Path) -> None:
    if reference.name == "ending":
        check_ending(survey, reference, path)
        return
    known = check_reference(survey, survey.asker(name), reference, path, variable=True)
    if known and reference.begins and reference.name in survey.scenario.injects:
        survey.error(f"an inject does not begin, it comes: write '{reference.name}'", path)


def _check_audience(survey: Survey, inject: Inject, path: Path) -> None:
    for seat, at in entries_at(inject.to, (*path, "to")):
        name, _, of = seat.partition(" of ")
        body = survey.scenario.bodies.get(name)
        if seat == "all":
            continue
        if body is None:
            known = survey.scenario.bodies
            hint = suggestion(name, (*known, "all")) or suggestion(name, known)
            survey.error(f"there is no body '{name}'", at, hint)
        elif of and of not in survey.members(body.for_each):
            survey.error(f"there is no '{seat}'", at, suggestion(of, survey.members(body.for_each)))


def _check_expected(survey: Survey, name: str, expects: Expected, path: Path) -> None:
    if (expects.answer is None) == (expects.action is None):
        survey.error(
            f"'{name}' should say one thing that is expected",
            path,
            "write 'answer: ...' for something of the chain, or 'action: ...' for what only exercise control can see",
            at_key=True,
        )
    if expects.answer is not None:
        _check_reference(survey, name, expects.answer, (*path, "answer"))
        if expects.answer.name == name:
            survey.error(f"'{name}' cannot wait for itself", (*path, "answer"))
        for word, given in (("chance", expects.chance != 1), ("takes", expects.takes is not None)):
            if given:
                message = f"'{word}' is for an 'action': an answer of the chain comes when it comes"
                survey.error(message, (*path, word), "take it out", at_key=True)
    if expects.within < 1:
        survey.error("nothing can be done within no time", (*path, "within"))
    if expects.action is not None:
        _check_action(survey, expects, path)
    if expects.by is not None and expects.by.name not in survey.scenario.bodies:
        hint = suggestion(expects.by.name, survey.scenario.bodies)
        survey.error(f"there is no body '{expects.by.name}'", (*path, "by"), hint)


def _check_action(survey: Survey, expects: Expected, path: Path) -> None:
    """An action is told as an answer, and none may cost more than a year."""
    if expects.within > LONGEST_THOUGHT:
        survey.error("an action is expected within a year at most", (*path, "within"))
    if isinstance(expects.takes, Duration) and expects.takes.high > LONGEST_THOUGHT:
        survey.error("nobody takes more than a year for an action", (*path, "takes"))
