"""Every way to write a chain takes every sound chain."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.scenario.checks.mutants import mutant
from tests.scenario.checks.specimens import SCENARIOS as SPECIMENS

from exercise_sim.cli.graph import FORMATS
from exercise_sim.scenario.checks import check_scenario
from exercise_sim.scenario.graph import graph_of


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(SPECIMENS), st.integers(0, 8), st.randoms(use_true_random=False))
def test_any_sound_chain_is_written(text, changes, random):
    """No step and no ending is left out, and the SVG is well formed."""
    scenario = mutant(text, changes, random)
    if any(problem.severity == "error" for problem in check_scenario(scenario, judged=False)):
        return
    graph = graph_of(scenario)
    written = {name: draw(graph) for name, draw in FORMATS.items()}
    ET.fromstring(written["svg"])
    for number in range(len(graph.nodes)):
        assert f"\nn{number} [label=<<TABLE" in written["dot"]
        assert f"\nn{number}" in written["mmd"]


@pytest.mark.parametrize("draw", FORMATS.values(), ids=FORMATS)
def test_the_same_chain_is_written_the_same(draw):
    """Nothing depends on the process."""
    graph = graph_of(mutant(SPECIMENS[1], 0, None))
    assert draw(graph) == draw(graph)
