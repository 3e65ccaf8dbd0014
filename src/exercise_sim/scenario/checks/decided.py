"""Warnings about decisions: options that come to the same, votes that carry nothing, values that nobody can have set."""

from collections.abc import Iterator
from typing import Any

from exercise_sim.scenario.cast import compare
from exercise_sim.scenario.checks.expectations import times_of
from exercise_sim.scenario.checks.measures import references_of
from exercise_sim.scenario.checks.places import conditions_at, references_at
from exercise_sim.scenario.checks.survey import Survey, goes_back, listed, suggestion
from exercise_sim.scenario.checks.votes import positions_of
from exercise_sim.scenario.conditions import Comparison, Happened
from exercise_sim.scenario.problems import Path
from exercise_sim.scenario.references import Reference
from exercise_sim.scenario.spelling import spelled
from exercise_sim.scenario.steps import Outcome, Step, Vote
from exercise_sim.scenario.values import FieldOf, Threshold


def judge_decisions(survey: Survey) -> None:
    """Every decision, and every word that a condition compares a variable with."""
    looked_at = _looked_at(survey)
    for name, step in survey.chain.items():
        path: Path = ("chain", name)
        if (
            len(step.branches) > 1
            and name not in looked_at
            and all(_does_nothing(one) for one in step.branches.values())
        ):
            kind = "options" if step.options else "outcomes"
            hint = "let a step wait for one of them, or give one an effect"
            survey.warning(
                f"whatever comes of '{name}', all goes on the same", (*path, kind), hint, at_key=True
            )
        if step.usual is not None and goes_back(step.options[step.usual]):
            survey.warning(
                f"the usual option of '{name}' goes back",
                (*path, "usual"),
                "in every run it is taken at least once",
            )
        if len(step.options) == 1:
            hint = "name what else could be answered, or make it a step without a question"
            survey.warning(
                f"'{name}' leaves nothing to decide: there is one option",
                (*path, "options"),
                hint,
                at_key=True,
            )
        if step.options and step.by is None and survey.scenario.bodies:
            survey.warning(f"'{name}' asks nobody", path, "say whom with 'by'", at_key=True)
        if step.vote is not None:
            _judge_vote(survey, name, step, step.vote)
    _judge_values(survey)


def _does_nothing(branch: Outcome) -> bool:
    changing = (branch.set, branch.add, branch.drop, branch.makes, branch.fire)
    touching = (branch.cancel, branch.pass_over, branch.hold, branch.delay, branch.rescale)
    moving = (branch.back_to, branch.redo, branch.ends)
    return branch.takes is None and not any((*changing, *touching, *moving))


def _looked_at(survey: Survey) -> set[str]:
    """The steps of which somebody asks how they ended."""
    scenario = survey.scenario
    found: set[str] = set()
    conditions = [condition for step in scenario.chain.values() for condition in (step.if_, step.wait_for)]
    conditions += [ending.when for ending in scenario.endings.values()]
    conditions += [expectation.holds for expectation in scenario.expect]
    references: list[Reference] = []
    for condition in conditions:
        for simple, _ in conditions_at(condition, ()):
            if isinstance(simple, Comparison):
                found.add(simple.subject.partition(" of ")[0])
            elif isinstance(simple, Happened):
                references.append(simple.reference)
    references += [one for step in scenario.chain.values() for one, _ in references_at(step.after, ())]
    untils = (deed.effects.until for deed in survey.deeds)
    references += [until for until in untils if isinstance(until, Reference)]
    references += [until for step in scenario.chain.values() for until in step.keeps.values()]
    references += [
        one for objective in scenario.objectives.values() for one in references_of(objective).values()
    ]
    references += [one for expectation in scenario.expect for one in times_of(expectation).values()]
    return found | {reference.name for reference in references if reference.outcome is not None}


def _judge_vote(survey: Survey, name: str, step: Step, vote: Vote) -> None:
    voters = survey.members(vote.of)
    leanings = [
        {option for option, chance in positions_of(step, vote, voter).items() if chance > 0}
        for voter in voters
    ]
    present = sum(leaning != {"absent"} for leaning in leanings)
    quorum = _votes(vote.quorum, len(voters)) if vote.quorum else 0
    if present >= quorum and any(
        _may_carry(leanings, option, needed) for option, needed in vote.carried.items()
    ):
        return
    hint = f"in simulation it always comes to '{step.otherwise}'"
    survey.warning(
        f"as the members lean, no option of '{name}' can be carried",
        ("chain", name, "vote", "positions"),
        hint,
        at_key=True,
    )


def _may_carry(leanings: list[set[str]], option: str, needed: Threshold) -> bool:
    """Whether an option might be carried if everybody who may vote for it did, and everybody else stayed away who may."""
    voting = sum(option in leaning for leaning in leanings)
    if needed.kind == "all":
        return voting > 0 and all(leaning & {option, "abstain", "absent"} for leaning in leanings)
    against = sum(option not in leaning and "absent" not in leaning for leaning in leanings)
    return voting >= max(1, _votes(needed, voting + against))


def _votes(needed: Threshold, members: int) -> int:
    """The least number of votes that is enough."""
    if needed.kind == "all":
        return members
    if needed.kind == "count":
        return needed.numerator
    share = members * needed.numerator
    return share // needed.denominator + 1 if needed.kind == "more than" else -(-share // needed.denominator)


def _judge_values(survey: Survey) -> None:
    """What no variable of that name starts with, is set to, or gets in a variant; and what can never be true for that."""
    values = _values(survey)
    for simple, path in _comparisons(survey):
        known, wanted = values.get(simple.subject), simple.value
        if known is None or (isinstance(wanted, str) and "its" in wanted.split(".")):
            continue
        spelt = sorted(map(spelled, known))
        hint = suggestion(spelled(wanted), spelt) or f"it can be {listed(spelt)}"
        if simple.operator in ("is", "is not") and isinstance(wanted, str) and wanted not in known:
            survey.warning(f"'{simple.subject}' never is '{wanted}'", path, hint)
        elif "not" not in path and not any(compare(value, simple.operator, wanted) for value in known):
            survey.warning(f"'{simple.text}' can never be true", path, f"it can be {listed(spelt)}")


def _values(survey: Survey) -> dict[str, list[Any]]:
    """What each variable may hold; those that take a field's value, or are added to, are left out."""
    scenario = survey.scenario
    values: dict[str, list[Any]] = {name: [start] for name, start in scenario.variables.items()}
    changes = [change for deed in survey.deeds for change in deed.effects.set.items()]
    for variant in scenario.variants.values():
        changes += [(path.removeprefix("variables."), value) for path, value in variant.set.items()]
    open_ended = {name for deed in survey.deeds for name in deed.effects.add}
    for name, value in changes:
        if isinstance(value, FieldOf | list | dict) or value == "its":
            open_ended.add(name)
        elif name in values:
            values[name].append(value)
    return {name: known for name, known in values.items() if name not in open_ended}


def _comparisons(survey: Survey) -> Iterator[tuple[Comparison, Path]]:
    for name, step in survey.chain.items():
        for word, condition in (("if", step.if_), ("wait_for", step.wait_for)):
            for simple, path in conditions_at(condition, ("chain", name, word)):
                if isinstance(simple, Comparison):
                    yield simple, path
    for name, ending in survey.scenario.endings.items():
        for simple, path in conditions_at(ending.when, ("endings", name, "when")):
            if isinstance(simple, Comparison):
                yield simple, path
