"""The way of every edge over the sheet: out of a card to the right, along channels between cards, into a card from the left.

The edges of one source are one *net* and share their way as long as it is the same. Upright channel c lies left of column c,
level channel r above row r. Places are cells and tracks; `sheet` makes pixels of them.
"""

from collections import defaultdict
from dataclasses import dataclass, replace

from exercise_sim.render.graph.cards import Card
from exercise_sim.render.graph.grid import Grid
from exercise_sim.render.graph.tracks import Wire, tracks
from exercise_sim.scenario.graph import Graph
from exercise_sim.scenario.links import Edge, Way

Net = tuple[str, str | None, Way]
"""The source, its branch, and what its lines say: each way is drawn otherwise."""
INCH = 10_000
"""More than any card is high, in pixels: heights become parts of a row."""


@dataclass(frozen=True, slots=True)
class Route:
    """The way of one edge: the channels that it uses. `level` and `second` are None where one upright channel is enough."""

    edge: Edge
    number: int
    net: Net
    first: int
    level: int | None = None
    second: int | None = None


@dataclass(frozen=True, slots=True)
class Wiring:
    """All routes, and the track of each net in each channel that it uses; how many tracks a channel has."""

    routes: tuple[Route, ...]
    upright: dict[tuple[int, Net], int]
    level: dict[tuple[int, Net], int]
    uprights: tuple[int, ...]
    levels: tuple[int, ...]


def net_of(edge: Edge) -> Net:
    """The net of an edge."""
    return edge.source, edge.branch, edge.way


def wiring(graph: Graph, grid: Grid, cards: dict[str, Card]) -> Wiring:
    """The routes of all edges but those to endings that an option names: these stand in words on the card."""
    taken = set(grid.cells.values())
    routes = _shared(
        [_route(edge, number, grid, taken) for number, edge in enumerate(graph.edges) if edge.way != "ends"],
        grid,
    )
    upright: dict[int, dict[Net, Wire]] = defaultdict(lambda: defaultdict(Wire))
    level: dict[int, dict[Net, Wire]] = defaultdict(lambda: defaultdict(Wire))
    for route in routes:
        _touch(route, grid, cards, upright, level)
    return Wiring(
        tuple(routes),
        _laid(upright),
        _laid(level),
        _counts(upright, grid.columns + 1),
        _counts(level, grid.rows + 1),
    )


def _route(edge: Edge, number: int, grid: Grid, taken: set[tuple[int, int]]) -> Route:
    row, column = grid.cells[edge.source]
    to_row, to_column = grid.cells[edge.target]
    net = net_of(edge)
    if to_column == column + 1:
        return Route(edge, number, net, to_column)
    between = {(row, other) for other in range(column + 1, to_column)}
    if to_row == row and to_column > column and not between & taken:
        return Route(edge, number, net, to_column)
    return Route(edge, number, net, column + 1, to_row if to_row >= row else to_row + 1, to_column)


def _shared(routes: list[Route], grid: Grid) -> list[Route]:
    """The routes of a net to one column cross the sheet together, above the nearest of their targets."""
    levels: dict[tuple[Net, int, int | None], int] = {}
    for route in routes:
        if route.level is not None:
            key, row = (route.net, route.first, route.second), grid.cells[route.edge.source][0]
            levels[key] = min(
                levels.get(key, route.level), route.level, key=lambda level: abs(level - row - 0.5)
            )
    return [replace(route, level=levels.get((route.net, route.first, route.second))) for route in routes]


def _touch(
    route: Route,
    grid: Grid,
    cards: dict[str, Card],
    upright: dict[int, dict[Net, Wire]],
    level: dict[int, dict[Net, Wire]],
) -> None:
    """Notes where a way leaves and enters each channel."""
    edge, net = route.edge, route.net
    leaves = 2 * grid.cells[edge.source][0] + 1 + exit_of(cards, edge) / INCH
    enters = 2 * grid.cells[edge.target][0] + 1 + entry_of(cards, edge, route.number) / INCH
    upright[route.first][net].near.append(leaves)
    if route.level is None or route.second is None:
        upright[route.first][net].far.append(enters)
        return
    turn = 2.0 * route.level
    (upright[route.first][net].far if route.second > route.first else upright[route.first][net].near).append(
        turn
    )
    (
        upright[route.second][net].near if route.second > route.first else upright[route.second][net].far
    ).append(turn)
    upright[route.second][net].far.append(enters)
    wire = level[route.level][net]
    (wire.near if leaves < turn else wire.far).append(2.0 * route.first)
    (wire.near if enters < turn else wire.far).append(2.0 * route.second)


def exit_of(cards: dict[str, Card], edge: Edge) -> int:
    """How far below the top of its card an edge leaves."""
    return cards[edge.source].exits[edge.branch]


def entry_of(cards: dict[str, Card], edge: Edge, number: int) -> int:
    """How far below the top of its card an edge comes in; one that leads back comes in at the title."""
    return cards[edge.target].entries.get(number, 8)


def _laid(channels: dict[int, dict[Net, Wire]]) -> dict[tuple[int, Net], int]:
    found: dict[tuple[int, Net], int] = {}
    for channel, wires in channels.items():
        laid = tracks(list(wires.values()))
        found |= {(channel, net): track for net, track in zip(wires, laid, strict=True)}
    return found


def _counts(channels: dict[int, dict[Net, Wire]], count: int) -> tuple[int, ...]:
    laid = [
        tracks(list(channels[channel].values())) if channel in channels else [] for channel in range(count)
    ]
    return tuple(1 + max(used, default=-1) for used in laid)
