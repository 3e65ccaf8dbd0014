"""Why no ending of the author's came: which ones could have, and what each waited for in vain. A pure function of a history."""

from collections.abc import Iterator
from dataclasses import dataclass

from exercise_sim.analysis.history import History, Lost, StepHistory
from exercise_sim.engine.clauses import looked_at
from exercise_sim.engine.events import StepCutOff
from exercise_sim.engine.plan import EndingPlan, Plan


@dataclass(frozen=True, slots=True)
class Hope:
    """An ending that did not come. It waited for what was `lost`, by the latest event of each step; nothing was: for what it asks.

    `calls` are the results that would have called it, as (step, option). `why` is the result, (step, option), on which the first
    loss hangs, None where it hangs on none.
    """

    ending: EndingPlan
    lost: tuple[Lost, ...]
    calls: tuple[tuple[str, str], ...]
    why: tuple[str, str] | None


def hopes(plan: Plan, told: History) -> tuple[Hope, ...]:
    """Every ending that has a condition, or that a result calls, in file order."""
    found = (_hope(plan, told, number, ending) for number, ending in enumerate(plan.endings))
    return tuple(hope for hope in found if hope.ending.when is not None or hope.calls)


def _hope(plan: Plan, told: History, number: int, ending: EndingPlan) -> Hope:
    calls = tuple(_calls(plan, number))
    looked = sorted(looked_at([ending.when]))
    names = [plan.nodes[node].name for node in looked] if looked else [name for name, _ in calls]
    steps = [told.steps[name] for name in dict.fromkeys(names) if name in told.steps]
    lost = tuple(step.lost for step in steps if step.lost is not None)
    return Hope(ending, lost, calls, _why(told, told.steps[lost[0].element]) if lost else None)


def _calls(plan: Plan, number: int) -> Iterator[tuple[str, str]]:
    for node in plan.nodes:
        yield from ((node.name, branch.name) for branch in node.branches if branch.effect.ends == number)


def _why(told: History, step: StepHistory) -> tuple[str, str] | None:
    """Back over what was lost with what, to the step whose result it was."""
    while isinstance(step.lost, StepCutOff) and step.lost.blocker in told.steps:
        step = told.steps[step.lost.blocker]
    return (step.name, step.outcome) if step.outcome is not None else None
