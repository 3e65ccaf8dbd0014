"""The chain by phase and body, in the order of `graph`, each step shaded by how often it lies on the critical path. Plain markup: it folds on a narrow page."""

from collections.abc import Iterator, Mapping
from typing import Final

from exercise_sim.analysis.criticality import Critical
from exercise_sim.render.expectations import percent
from exercise_sim.render.graph.grid import Band, Grid, Lane, grid_of
from exercise_sim.render.report_page.markup import paragraph, words
from exercise_sim.render.report_page.sentences import PAGE
from exercise_sim.scenario.graph import Graph, Node, graph_of
from exercise_sim.scenario.model import Scenario

LEVELS: Final = (10, 33, 67, 95)
"""The percents at which a step gets the next shade."""


def chain(scenario: Scenario, steps: Mapping[str, Critical]) -> Iterator[str]:
    """The picture; `steps` are those on the path, all members of one together. Injects are shown that ever are, and no endings."""
    graph = graph_of(scenario)
    nodes = {
        node.name: node
        for node in graph.nodes
        if node.kind != "ending" and (node.kind != "inject" or node.name in steps)
    }
    edges = tuple(edge for edge in graph.edges if edge.source in nodes and edge.target in nodes)
    yield paragraph(PAGE["chain_how"], "how")
    grid = grid_of(Graph(graph.title, graph.phases, tuple(nodes.values()), edges))
    yield f'<p class="shades">{"".join(_legend())}</p>'
    label = words(PAGE["chain"])
    yield f'<div class="chain" role="group" aria-label="{label}" style="--columns:{grid.columns}">'
    for band in grid.bands:
        yield from _band(band, grid, nodes, steps)
    yield "</div>"


def _band(band: Band, grid: Grid, nodes: Mapping[str, Node], steps: Mapping[str, Critical]) -> Iterator[str]:
    yield f"<section><h4>{words(band.title)}</h4>"
    for lane in band.lanes:
        yield f'<div class="steps"><i>{words(lane.title)}</i>{"".join(_cards(lane, grid, nodes, steps))}</div>'
    yield "</section>"


def _cards(lane: Lane, grid: Grid, nodes: Mapping[str, Node], steps: Mapping[str, Critical]) -> Iterator[str]:
    cells = {
        (row, column): name
        for name, (row, column) in grid.cells.items()
        if lane.first <= row < lane.first + lane.rows
    }
    for (row, column), name in sorted(cells.items(), key=lambda one: (one[0][1], one[0][0])):
        one = steps.get(name)
        share = f"<b>{words(percent(one.share))}</b>" if one else ""
        place = f"grid-area:{row - lane.first + 1}/{column + 2}"
        yield f'<span class="k{_shade(one)}" style="{place}">{words(nodes[name].title)}{share}</span>'


def _shade(one: Critical | None) -> int:
    return 0 if one is None else 1 + sum(100 * one.share >= level for level in LEVELS)


def _legend() -> Iterator[str]:
    """What the shades mean."""
    yield f'<span class="k0">{words(PAGE["chain_never"])}</span>'
    yield f'<span class="k1">{words(PAGE["chain_below"].format(high=LEVELS[0]))}</span>'
    for place, low in enumerate(LEVELS, 2):
        yield f'<span class="k{place}">{words(PAGE["chain_from"].format(low=low))}</span>'
