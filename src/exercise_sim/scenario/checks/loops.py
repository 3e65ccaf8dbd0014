"""Loops that cannot end, or that take no time (M5).

A run must come to an end whoever decides: what is surely taken again and again needs `at_most`. A loop that takes no time would
never let the clock go on.
"""

from collections.abc import Iterator

from exercise_sim.scenario.checks.amounts import durations_of
from exercise_sim.scenario.checks.chances import chances_of, filled_up
from exercise_sim.scenario.checks.places import references_at
from exercise_sim.scenario.checks.returns import last_of
from exercise_sim.scenario.checks.survey import Deed, Survey, goes_back
from exercise_sim.scenario.checks.trees import Instance, Trees, leaves
from exercise_sim.scenario.references import Reference, parse_reference
from exercise_sim.scenario.steps import Outcome, Step


def check_loops(survey: Survey, trees: Trees) -> None:
    """Every branch that goes back as often as it likes."""
    for name, step in survey.chain.items():
        for key, why in _sure(survey, name, step):
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


def _sure(survey: Survey, name: str, step: Step) -> Iterator[tuple[str, str]]:
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
        yield from _sure_chances(survey, name, step)


def _sure_chances(survey: Survey, name: str, step: Step) -> Iterator[tuple[str, str]]:
    changed = {
        target.partition(" of ")[0]
        for deed in survey.deeds()
        for target in (*deed.effects.set, *deed.effects.add)
    }
    if any(f"{name}.{outcome}" in changed for outcome in step.outcomes):
        yield from ((key, "with a chance that effects may raise") for key in step.outcomes)
        return
    for chances in chances_of(survey, name).values():
        possible = [key for key, chance in filled_up(chances).items() if chance > 0]
        if possible and all(endless(step, key) for key in possible):
            yield possible[0], "whatever chance draws"
            return


def _check_time(survey: Survey, trees: Trees) -> None:
    loose = [
        deed
        for deed in survey.deeds()
        if deed.branch is not None and goes_back(deed.effects) and deed.effects.at_most is None
    ]
    if not loose:
        return
    before: dict[Instance, set[Instance]] = {one: _inputs(trees, one) for one in trees.instances()}
    for deed in loose:
        if deed.effects.wait or _branch_takes(survey, deed):
            continue
        for member in survey.cast.members(deed.step):
            if not any(_may_take(survey, step) for step in _round(survey, before, deed, member)):
                hint = "add 'at_most: ...', or 'wait: ...', or let one of the steps take time"
                survey.error(
                    "this loop takes no time, so it may go round for ever within one minute",
                    deed.path,
                    hint,
                    at_key=True,
                )
                break


def _inputs(trees: Trees, one: Instance) -> set[Instance]:
    found = {leaf.instance for leaf in leaves(trees.after(*one))}
    return found | {
        leaf.instance for ways in trees.needs(*one).values() for way in ways for leaf in leaves(way)
    }


def _round(survey: Survey, before: dict[Instance, set[Instance]], deed: Deed, member: str) -> set[str]:
    """The steps that a loop runs through: from what it goes back to, to the one that decided."""
    decider = (deed.step, member)
    leading = _reached({decider}, before)
    behind: dict[Instance, set[Instance]] = {}
    for one in leading:
        for other in before[one]:
            behind.setdefault(other, set()).add(one)
    targets = {(step, of) for step in _targets(deed) for of in survey.cast.members(step)}
    return {step for step, _ in _reached(targets & leading, behind) | {decider}}


def _targets(deed: Deed) -> Iterator[str]:
    for name in (*deed.effects.back_to, *deed.effects.redo):
        try:
            yield parse_reference(name).name
        except ValueError:
            continue


def _reached(start: set[Instance], ways: dict[Instance, set[Instance]]) -> set[Instance]:
    found = set(start)
    work = list(start)
    while work:
        for other in ways.get(work.pop(), ()):
            if other not in found:
                found.add(other)
                work.append(other)
    return found


def _may_take(survey: Survey, name: str) -> bool:
    """Whether a step may take time: by its work, its deliberation, or by waiting for something other than a step."""
    step = survey.chain[name]
    times = [step.takes, step.thinks]
    lags = [
        reference.lag for reference, _ in references_at(step.after, ()) if isinstance(reference, Reference)
    ]
    durations = [duration for time in (*times, *lags) for duration in durations_of(survey, name, time, ())]
    return bool(step.uses or step.wait_for is not None or any(duration.high for duration in durations))


def _branch_takes(survey: Survey, deed: Deed) -> bool:
    takes = deed.effects.takes if isinstance(deed.effects, Outcome) else None
    return any(duration.high for duration in durations_of(survey, deed.step, takes, ()))
