"""Loops that cannot end, or that take no time (M5).

A run must come to an end whoever decides: what is surely taken again and again needs `at_most`. A loop that takes no time would
never let the clock go on.
"""

from collections.abc import Iterator

from exercise_sim.scenario.checks.amounts import durations_of
from exercise_sim.scenario.checks.chances import chances_of, filled_up
from exercise_sim.scenario.checks.places import references_at
from exercise_sim.scenario.checks.returns import last_of, targets
from exercise_sim.scenario.checks.survey import Deed, Survey, goes_back
from exercise_sim.scenario.checks.trees import Trees
from exercise_sim.scenario.steps import Effects, Outcome, Step


def check_loops(survey: Survey, trees: Trees) -> None:
    """Every branch that goes back as often as it likes."""
    changed = {
        target.partition(" of ")[0]
        for deed in survey.deeds
        for target in (*deed.effects.set, *deed.effects.add)
    }
    for name, step in survey.chain.items():
        shifting = any(f"{name}.{outcome}" in changed for outcome in step.outcomes)
        for key, why in _sure(survey, name, step, shifting=shifting):
            if endless(step, key):
                kind = "options" if step.options else "outcomes"
                hint = "add 'at_most: ...' and 'then: ...'"
                survey.error(
                    f"'{key}' goes back {why}, so it may go round for ever",
                    ("chain", name, kind, key),
                    hint,
                    at_key=True,
                )
    _check_time(survey, trees)


def endless(step: Step, key: str) -> bool:
    """Whether a branch goes back as often as it is taken, by itself or in the end."""
    last = step.branches[last_of(step.branches, key)] if key in step.branches else None
    return last is not None and goes_back(last) and last.at_most is None


def _sure(survey: Survey, name: str, step: Step, *, shifting: bool) -> Iterator[tuple[str, str]]:
    """The branches that are taken although no person chooses them, each with why."""
    if step.usual is not None:
        yield step.usual, "and is what is usually decided"
    if step.otherwise is not None and step.otherwise != step.usual:
        yield step.otherwise, "and stands when nobody decides"
    if step.vote is not None:
        yield from ((key, "whenever a vote carries it") for key in step.vote.carried if key != step.otherwise)
    if step.options:
        weighty = [key for key, option in step.options.items() if option.weight]
        if weighty and all(endless(step, key) for key in weighty):
            yield weighty[0], "and only such options have a weight"
    elif step.outcomes:
        yield from _sure_chances(survey, name, step, shifting=shifting)


def _sure_chances(survey: Survey, name: str, step: Step, *, shifting: bool) -> Iterator[tuple[str, str]]:
    if shifting:
        yield from ((key, "with a chance that effects may raise") for key in step.outcomes)
        return
    for chances in chances_of(survey, name).values():
        possible = [key for key, chance in filled_up(chances).items() if chance > 0]
        if possible and all(endless(step, key) for key in possible):
            yield possible[0], "whatever chance draws"
            return


def _check_time(survey: Survey, trees: Trees) -> None:
    """Loops are looked at step by step, not member by member: where a step takes time for one, the loop may take time."""
    deeds = [
        deed
        for deed in survey.deeds
        if goes_back(deed.effects) and deed.effects.at_most is None and not deed.once
    ]
    chain = set(survey.chain)  # an inject comes once, so no loop runs through one
    before = {name: trees.before[name] & chain for name in chain} if deeds else {}
    for deed in deeds:
        if (
            deed.branch is None
            or deed.effects.wait
            or _takes(survey, deed.step, deed.effects)
            or _may_take(survey, deed.step)
        ):
            continue
        others = _round(before, deed) - {deed.step}
        if not any(_may_take(survey, step) or _any_takes(survey, step) for step in others):
            hint = "add 'at_most: ...', or 'wait: ...', or let one of the steps take time"
            message = "this loop takes no time, so it may go round for ever within one minute"
            survey.error(message, deed.path, hint, at_key=True)


def _round(before: dict[str, set[str]], deed: Deed) -> set[str]:
    """The steps that a loop runs through: from what it goes back to, to the one that decided."""
    leading = _reached({deed.step}, before)
    behind: dict[str, set[str]] = {}
    for one in leading:
        for other in before[one]:
            behind.setdefault(other, set()).add(one)
    return _reached(set(targets(deed)) & leading, behind)


def _reached(start: set[str], ways: dict[str, set[str]]) -> set[str]:
    found = set(start)
    work = list(start)
    while work:
        for other in ways.get(work.pop(), ()):
            if other not in found:
                found.add(other)
                work.append(other)
    return found


def _may_take(survey: Survey, name: str) -> bool:
    """Whether a step may take time before it decides: by its work, its deliberation, or waiting for more than steps."""
    step = survey.chain[name]
    lags = [reference.lag for reference, _ in references_at(step.after, ())]
    times = (step.takes, step.thinks, *lags)
    durations = [duration for time in times for duration in durations_of(survey, name, time, ())]
    return bool(step.uses or step.wait_for is not None or any(duration.high for duration in durations))


def _any_takes(survey: Survey, name: str) -> bool:
    """Whether carrying out what a step comes to may take time."""
    return any(_takes(survey, name, branch) for branch in survey.chain[name].branches.values())


def _takes(survey: Survey, name: str, effects: Effects) -> bool:
    takes = effects.takes if isinstance(effects, Outcome) else None
    return any(duration.high for duration in durations_of(survey, name, takes, ()))
