"""Which cell of the sheet each card gets: phases as bands, bodies as lanes in them, and columns in the order of the chain.

A lane has as many rows as cards of it stand in one column. Rows are counted through the whole sheet, columns in each band anew.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from exercise_sim.render.graph.words import WORDS, lane
from exercise_sim.scenario.graph import Graph, Node

ENDINGS = 6
"""How many endings stand side by side."""
Cell = tuple[int, int]
"""Row and column, both from 0."""


@dataclass(frozen=True, slots=True)
class Lane:
    """The rows of one body in one band."""

    title: str
    first: int
    rows: int


@dataclass(frozen=True, slots=True)
class Band:
    """One phase: its title and its lanes."""

    title: str
    lanes: tuple[Lane, ...]

    @property
    def first(self) -> int:
        return self.lanes[0].first

    @property
    def last(self) -> int:
        return self.lanes[-1].first + self.lanes[-1].rows - 1


@dataclass(frozen=True, slots=True)
class Grid:
    """The whole sheet: the cell of each node by its name, the bands, and the numbers of rows and columns."""

    cells: dict[str, Cell]
    bands: tuple[Band, ...]
    rows: int
    columns: int


def grid_of(graph: Graph) -> Grid:
    """The grid of a graph."""
    cells: dict[str, Cell] = {}
    bands: list[Band] = []
    row = 0
    for number in sorted({node.phase for node in graph.nodes}):
        nodes = [node for node in graph.nodes if node.phase == number]
        columns = _columns(graph, nodes)
        lanes = []
        for title, members in _lanes(nodes, columns).items():
            rows = _stacked(members, columns, row, cells)
            lanes.append(Lane(title, row, rows))
            row += rows
        bands.append(Band(_title(graph, number), tuple(lanes)))
    return Grid(cells, tuple(bands), row, 1 + max(column for _, column in cells.values()))


def _title(graph: Graph, number: int) -> str:
    if number == len(graph.phases):
        return WORDS["endings"]
    return graph.phases[number] or WORDS["chain"]


def _columns(graph: Graph, nodes: Iterable[Node]) -> dict[str, int]:
    """The column of each node of a band: one behind the last of those of the band that it comes after."""
    columns = {node.name: 0 for node in nodes}
    edges = [edge for edge in graph.edges if edge.way not in ("back", "redo", "ends")]
    inner = [
        (edge.source, edge.target) for edge in edges if edge.source in columns and edge.target in columns
    ]
    for _ in columns:  # there is no circle in what waits for each other: this many rounds settle it
        for source, target in inner:
            columns[target] = max(columns[target], columns[source] + 1)
    return columns


def _lanes(nodes: Iterable[Node], columns: dict[str, int]) -> dict[str, list[Node]]:
    """The nodes of a band by lane, in the order in which the chain comes to them; endings stand side by side."""
    lanes: dict[str, list[Node]] = {}
    for place, node in enumerate(nodes):
        if node.kind == "ending":
            columns[node.name] = place % ENDINGS
        lanes.setdefault("" if node.kind == "ending" else lane(node), []).append(node)
    return lanes


def _stacked(nodes: Iterable[Node], columns: dict[str, int], row: int, cells: dict[str, Cell]) -> int:
    """Puts the nodes of a lane into cells from a row on, one below the other in each column; the number of rows."""
    filled: dict[int, int] = {}
    for node in nodes:
        column = columns[node.name]
        cells[node.name] = (row + filled.get(column, 0), column)
        filled[column] = filled.get(column, 0) + 1
    return max(filled.values())
