"""For the tests of explorations: a small scenario explored, and what was found, by names."""

from tests.support import loaded

from exercise_sim.analysis.exploring import Exploration
from exercise_sim.analysis.findings import Findings, findings_of
from exercise_sim.engine.compile import compile_plan


def explored(text: str, runs: int = 60, seed: int = 1) -> tuple[Exploration, Findings]:
    """The exploration of a text, and its findings."""
    scenario = loaded(text)
    exploration = Exploration(scenario.scenario, compile_plan(scenario.scenario), seed, runs, scenario.choose)
    for _ in exploration.go():
        pass
    return exploration, findings_of(exploration)


def names(exploration: Exploration, nodes: tuple[int, ...]) -> list[str]:
    """The names of some steps."""
    return [exploration.plan.nodes[node].name for node in nodes]


def results(exploration: Exploration, found: tuple[tuple[int, str], ...]) -> list[str]:
    """Results as `mandate.adopt`."""
    return [f"{exploration.plan.nodes[node].name}.{name}" for node, name in found]
