"""Which number of the author stands behind a driver, and whether anybody vouches for it. Scenario and driver in, an answer out.

A number has the source of its own line, or that of the scenario. "assumption" is an honest source, and names nobody: it is none.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from exercise_sim.analysis.drivers import Driver
from exercise_sim.engine.plan import Plan
from exercise_sim.scenario.model import Scenario
from exercise_sim.scenario.steps import Step

Number = Literal["takes", "thinks", "capacity", "chance", "weight", "positions", "inject"]


@dataclass(frozen=True, slots=True)
class Guess:
    """A number without a source: which of the numbers of `name` (a step, a resource or an inject) it is, and the driver behind which it stands."""

    number: Number
    name: str
    driver: Driver


def guesses(scenario: Scenario, plan: Plan, found: Iterable[Driver]) -> tuple[Guess, ...]:
    """The numbers without a source behind these drivers, in their order, each once."""
    seen: dict[tuple[str, str], Guess] = {}
    for driver in found:
        for number, name, source in _numbers(scenario, plan, driver):
            if _assumed(source or scenario.source):
                seen.setdefault((number, name), Guess(number, name, driver))
    return tuple(seen.values())


def _assumed(source: str | None) -> bool:
    return source is None or "assumption" in source.lower()


def _numbers(scenario: Scenario, plan: Plan, driver: Driver) -> Iterator[tuple[Number, str, str | None]]:
    """The numbers that make the driver what it is, each with its own source."""
    element = driver.element.partition("\t")[0]
    node = plan.nodes[plan.by_name[element]]
    if driver.kind == "inject":
        inject = scenario.injects.get(node.step)
        if inject is not None and inject.chance < 1:
            yield "inject", node.step, inject.source
        return
    step = scenario.chain.get(node.step)
    if step is None:
        return
    branch = step.branches.get(driver.way)
    match driver.kind:
        case "work" if step.takes is not None:
            yield "takes", node.step, step.source
        case "deciding" if step.thinks is not None:
            yield "thinks", node.step, step.source
        case "queue":
            yield from _capacities(scenario, plan, element)
        case "outcome":
            yield "chance", node.step, (branch.source if branch else None) or step.source
        case "option" if step.vote is None and branch is not None and _weighted(step):
            yield "weight", node.step, branch.source or step.source
        case "option" | "vote" if step.vote is not None:
            yield "positions", node.step, step.vote.source or step.source
        case _:
            return


def _weighted(step: Step) -> bool:
    return any(branch.weight is not None for branch in step.branches.values())


def _capacities(scenario: Scenario, plan: Plan, element: str) -> Iterator[tuple[Number, str, str | None]]:
    """The resources for which a step may have waited."""
    for use in plan.nodes[plan.by_name[element]].uses:
        name = plan.resources[use.resource].name.partition(" of ")[0]
        if name in scenario.resources:
            yield "capacity", name, scenario.resources[name].source
