"""Effects: what is set, added to and dropped exists, and can take that value (M18). Going back is with the returns."""

from dataclasses import dataclass
from typing import Any

from exercise_sim.scenario.checks.fields import is_number, of_member, one_member, values_of
from exercise_sim.scenario.checks.places import entries_at
from exercise_sim.scenario.checks.references import check_member
from exercise_sim.scenario.checks.stores import store_instances
from exercise_sim.scenario.checks.survey import Asker, Deed, Survey, suggestion
from exercise_sim.scenario.durations import parse_duration
from exercise_sim.scenario.problems import Path
from exercise_sim.scenario.spelling import shown
from exercise_sim.scenario.values import Length, addend


@dataclass(frozen=True, slots=True)
class _Change:
    """One `set` or `add` (`word`): what it changes (`target`, for the member `of`), and the new values by acting member."""

    asker: Asker
    word: str
    target: str
    of: str
    value: object
    values: dict[str, Any]
    path: Path


def check_effects(survey: Survey) -> None:
    """What every branch and every finished step changes."""
    for name, start in survey.scenario.variables.items():
        if isinstance(start, int | float) and not isinstance(start, bool) and not is_number(start):
            survey.error(
                f"'{name}' starts with {start}, which is no number to count with", ("variables", name)
            )
    for deed in survey.deeds:
        asker = survey.asker(deed.step)
        for word, changes in (("set", deed.effects.set), ("add", deed.effects.add)):
            for key, value in changes.items():
                path = (*deed.path, word, key)
                target, _, of = key.partition(" of ")
                values = values_of(survey, asker, value, path)
                _check_change(survey, key, _Change(asker, word, target, of, value, values, path))
        _check_drop(survey, asker, deed)
        for one, path in entries_at(deed.effects.fire, (*deed.path, "fire")):
            if one not in survey.scenario.injects:
                survey.error(f"there is no inject '{one}'", path, suggestion(one, survey.scenario.injects))


def _check_change(survey: Survey, key: str, change: _Change) -> None:
    step, dot, outcome = change.target.partition(".")
    if isinstance(change.value, Length) and not (dot and outcome == "takes"):
        hint = "only the duration of a step can, like 'draft.takes'"
        survey.error(f"no length of time can be added to '{change.target}'", change.path, hint)
        return
    if change.target in survey.scenario.variables:
        _check_variable(survey, change)
    elif change.target in survey.scenario.gauges:
        _check_gauge(survey, change)
    elif dot and step in survey.chain and outcome == "takes" and outcome not in survey.chain[step].outcomes:
        _check_duration(survey, change, step)
    elif dot and step in survey.chain:
        _check_chance(survey, change, step, outcome)
    elif change.target in survey.scenario.resources:
        store_instances(survey, change.asker, key, change.path)
        _check_capacity(survey, change)
    else:
        _refuse(survey, change.target, change.path)


def _refuse(survey: Survey, target: str, path: Path) -> None:
    if target in survey.chain:
        outcomes = [f"'{target}.{outcome}'" for outcome in survey.chain[target].outcomes]
        chance = f"one of its chances, like {outcomes[0]}, or " if outcomes else ""
        hint = f"name {chance}its duration, '{target}.takes'"
        survey.error(f"'{target}' is a step; it has no value of its own", path, hint, at_key=True)
        return
    chances = [f"{name}.{outcome}" for name, step in survey.chain.items() for outcome in step.outcomes]
    scenario = survey.scenario
    known = (*scenario.variables, *scenario.gauges, *scenario.resources, *chances)
    hint = (
        suggestion(target, known)
        or "a variable, a gauge, a resource, the chance of an outcome or the duration of a step ('draft.takes') can be changed"
    )
    survey.error(f"there is no variable or resource '{target}'", path, hint, at_key=True)


def _check_variable(survey: Survey, change: _Change) -> None:
    name, path = change.target, change.path
    if change.of:
        survey.error(f"there is one '{name}' for all", path, f"write '{name}'", at_key=True)
    start = survey.scenario.variables[name]
    counts = isinstance(start, int | float) and not isinstance(start, bool)
    if change.word == "add" and not counts:
        survey.error(
            f"'{name}' starts with {shown(start)}, and only numbers can be added to", path, at_key=True
        )
    for member, one in change.values.items():
        said = f"{shown(one)}{of_member(change.value, member)}"
        if isinstance(one, list | dict) or one is None:
            survey.error(f"a variable holds one value, not {said}", path)
        elif (change.word == "add" or counts or isinstance(one, float)) and not is_number(one):
            survey.error(f"'{name}' is a number, it cannot become {said}", path)


def _check_gauge(survey: Survey, change: _Change) -> None:
    name, path = change.target, change.path
    if change.of:
        survey.error(f"there is one '{name}' for all", path, f"write '{name}'", at_key=True)
    for member, one in change.values.items():
        if not is_number(one):
            said = f"{shown(one)}{of_member(change.value, member)}"
            survey.error(f"'{name}' is a gauge, it takes a number and not {said}", path)


def _check_chance(survey: Survey, change: _Change, step: str, outcome: str) -> None:
    outcomes, path = survey.chain[step].outcomes, change.path
    if outcome not in outcomes:
        decided = outcome in survey.chain[step].options
        hint = "options are decided by somebody" if decided else suggestion(outcome, outcomes)
        survey.error(f"'{step}' has no outcome '{outcome}' with a chance", path, hint, at_key=True)
    elif len(outcomes) == 1:
        message = f"'{outcome}' is the only outcome of '{step}', so it always comes"
        survey.error(message, path, "add another outcome to share the chance with", at_key=True)
    if change.of:
        check_member(survey, change.asker, step, change.of, path)
    low, said = (0, "from 0 to 1") if change.word == "set" else (-1, "from -1 to 1")
    for member, one in change.values.items():
        if not is_number(one) or not low <= one <= 1:
            survey.error(
                f"a chance takes a number {said}, not {shown(one)}{of_member(change.value, member)}", path
            )


def _check_duration(survey: Survey, change: _Change, step: str) -> None:
    """A duration is set to a duration; a length of time is added to it, or taken off."""
    if change.of:
        check_member(survey, change.asker, step, change.of, change.path)
    for member, one in change.values.items():
        try:
            _duration(change.word, one)
        except ValueError as error:
            survey.error(f"{error}{of_member(change.value, member)}", change.path)


def _duration(word: str, value: Any) -> None:
    """Raises ValueError for what is no new duration, or no length of time to add."""
    if word == "set":
        parse_duration(value)
    elif not isinstance(value, Length) and not isinstance(addend(value), Length):
        raise ValueError(f"{shown(value)} is no length of time to add: write it like 2h or -30m")


def _check_capacity(survey: Survey, change: _Change) -> None:
    for member, one in change.values.items():
        if not is_number(one) or one % 1 or (change.word == "set" and one < 0):
            said = f"{shown(one)}{of_member(change.value, member)}"
            survey.error(f"a resource has whole units, not {said}", change.path)


def _check_drop(survey: Survey, asker: Asker, deed: Deed) -> None:
    for one, path in entries_at(deed.effects.drop, (*deed.path, "drop")):
        if one == "its":
            values_of(survey, asker, one, path)
        elif one.startswith("its."):
            one_member(survey, asker, one[4:], None, path)
        elif one in survey.scenario.variables:
            start = survey.scenario.variables[one]
            if start not in survey.cast.fields:
                hint = suggestion(str(start), survey.cast.fields)
                survey.error(
                    f"'{one}' starts with {shown(start)}, which is no member that could be dropped",
                    path,
                    hint,
                )
        elif one not in survey.cast.fields:
            survey.error(f"there is no member '{one}'", path, suggestion(one, (*survey.cast.fields, "its")))
