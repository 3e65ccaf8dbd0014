"""Where everything lies on the sheet, in pixels: cards, bands, lanes, and the line of every edge.

Grid and wiring say who stands beside whom; here rows and channels get their heights and widths, and nothing is drawn.
"""

from dataclasses import dataclass

from exercise_sim.render.graph.cards import SLOT, WIDE, Card, card_of
from exercise_sim.render.graph.grid import Band, Grid, Lane, grid_of
from exercise_sim.render.graph.lettering import wrapped
from exercise_sim.render.graph.wires import Net, Route, Wiring, entry_of, exit_of, wiring
from exercise_sim.scenario.graph import Graph
from exercise_sim.scenario.links import Edge

Point = tuple[float, float]
MARGIN = 20
LABELS = 158
"""The room for phases and bodies on the left."""
TRACK = 7
FOOT = 8
"""What stays free below the last row of a band."""
NARROWEST = 720
"""No sheet is narrower, so that its legend has room."""
HEADING, PHASE, LANE = 22, 15, 11
"""Sizes of letters: of the title, of phases, of bodies and all that is small."""
PHASE_LINE, LANE_LINE = 19, 14


@dataclass(frozen=True, slots=True)
class Drawn:
    """The line of one edge, corner by corner."""

    edge: Edge
    net: Net
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything with its place; the bands begin at height 0."""

    graph: Graph
    cards: dict[str, Card]
    places: dict[str, Point]
    bands: tuple[tuple[Band, float, float], ...]
    lanes: tuple[tuple[Lane, float, float], ...]
    lines: tuple[Drawn, ...]
    wiring: Wiring
    width: float
    height: float


def sheet_of(graph: Graph) -> Sheet:
    """The sheet of a graph."""
    return _Laying(graph).sheet()


class _Laying:
    def __init__(self, graph: Graph) -> None:
        self.graph, self.grid = graph, grid_of(graph)
        order = _order(graph, self.grid)
        self.cards = {node.name: card_of(node, graph, order) for node in graph.nodes}
        _straighten(graph, self.grid, self.cards)
        self.wiring = wiring(graph, self.grid, self.cards)
        self.columns = self._columns()
        self.rows, self.levels, self.bottom = self._rows()
        self.places = {
            name: (self.columns[column], self.rows[row]) for name, (row, column) in self.grid.cells.items()
        }

    def sheet(self) -> Sheet:
        return Sheet(
            self.graph,
            self.cards,
            self.places,
            tuple((band, self.levels[band.first], self._end(band.last)) for band in self.grid.bands),
            tuple(
                (lane, self.rows[lane.first], self._end(lane.first + lane.rows - 1))
                for band in self.grid.bands
                for lane in band.lanes
            ),
            tuple(Drawn(route.edge, route.net, tuple(self._line(route))) for route in self.wiring.routes),
            self.wiring,
            max(self.columns[-1] + MARGIN, NARROWEST),
            self.bottom + MARGIN,
        )

    def _columns(self) -> list[float]:
        """The left edge of each column, and what lies behind the channel right of the last."""
        x, found = float(MARGIN + LABELS), []
        for tracks in self.wiring.uprights:
            x += 24 + TRACK * tracks
            found.append(x)
            x += WIDE
        found[-1] += MARGIN
        return found

    def _rows(self) -> tuple[list[float], list[float], float]:
        """The upper edges of the rows and of the level channels above them, and the lower edge of all."""
        rows, levels, y = list[float](), list[float](), 0.0
        for row in range(self.grid.rows):
            levels.append(y)
            y += max(12 + TRACK * self.wiring.levels[row], self._heading(row))
            rows.append(y)
            y += self._height(row)
        levels.append(y)
        return rows, levels, y + 14 + TRACK * self.wiring.levels[-1]

    def _heading(self, row: int) -> float:
        """The room for the title of a band that begins with this row."""
        titles = [band.title for band in self.grid.bands if band.first == row]
        return 12 + sum(PHASE_LINE * len(label(title, PHASE)) for title in titles)

    def _height(self, row: int) -> float:
        cards = [self.cards[name].room for name, cell in self.grid.cells.items() if cell[0] == row]
        lanes = [lane for band in self.grid.bands for lane in band.lanes if lane.first == row]
        last = any(band.last == row for band in self.grid.bands)
        labels = [8 + LANE_LINE * len(label(lane.title, LANE)) for lane in lanes]
        return max([*cards, *labels]) + (FOOT if last else 0)

    def _end(self, row: int) -> float:
        """The lower edge of a row, with the channel below it where that is the last."""
        return self.levels[row + 1] if row + 1 < self.grid.rows else self.bottom

    # --- lines

    def _line(self, route: Route) -> list[Point]:
        (x, y), (to_x, to_y) = self.places[route.edge.source], self.places[route.edge.target]
        start = (x + WIDE, y + exit_of(self.cards, route.edge))
        end = (to_x, to_y + entry_of(self.cards, route.edge, route.number))
        first = self._upright(route.first, route.net)
        if route.level is None or route.second is None:
            return [start, (first, start[1]), (first, end[1]), end]
        second, level = self._upright(route.second, route.net), self._level(route.level, route.net)
        return [start, (first, start[1]), (first, level), (second, level), (second, end[1]), end]

    def _upright(self, channel: int, net: Net) -> float:
        tracks = self.wiring.uprights[channel]
        right = self.columns[channel] - (MARGIN if channel == self.grid.columns else 0)
        return right - 14 - TRACK * (tracks - 1 - self.wiring.upright[channel, net])

    def _level(self, channel: int, net: Net) -> float:
        below = self.rows[channel] if channel < self.grid.rows else self.bottom
        tracks = self.wiring.levels[channel]
        return below - 8 - TRACK * (tracks - 1 - self.wiring.level[channel, net])


def label(title: str, size: float) -> list[str]:
    """The lines of a title on the left."""
    return wrapped(title, LABELS - 16, size, bold=size == PHASE)


def _order(graph: Graph, grid: Grid) -> dict[int, float]:
    """From how far up each edge comes to its target."""
    order = {}
    for number, edge in enumerate(graph.edges):
        row, column = grid.cells[edge.source]
        order[number] = row + column / 1000 + number / 1e6
    return order


def _straighten(graph: Graph, grid: Grid, cards: dict[str, Card]) -> None:
    """Lets a line from the card beside another run straight, where it would step up or down by less than a line of text.

    It may: where it comes in nothing else leaves a card, and only it leaves this one.
    """
    for card in cards.values():
        row, column = grid.cells[card.node.name]
        for number, height in list(card.entries.items()):
            edge = graph.edges[number]
            leaves = exit_of(cards, edge)
            near = leaves + SLOT < card.height if len(card.entries) == 1 else abs(leaves - height) < SLOT
            if grid.cells[edge.source] == (row, column - 1) and near and leaves not in card.entries.values():
                card.entries[number] = leaves
