"""The picture of a chain as SVG text: `svg(graph)`. It stands for itself: no font, script or address from outside."""

from collections.abc import Iterator, Sequence
from html import escape

from exercise_sim.render.graph.cards import STACK, STRIP, WIDE, Card, Strip
from exercise_sim.render.graph.colours import LINES, style_sheet
from exercise_sim.render.graph.hues import hues
from exercise_sim.render.graph.legend import legend
from exercise_sim.render.graph.lettering import wrapped
from exercise_sim.render.graph.shapes import corners, head, mark, text
from exercise_sim.render.graph.sheet import (
    HEADING,
    LANE,
    LANE_LINE,
    MARGIN,
    PHASE,
    PHASE_LINE,
    Drawn,
    Point,
    Sheet,
    label,
    sheet_of,
)
from exercise_sim.render.graph.wires import Net
from exercise_sim.render.graph.words import WORDS, counts, edge_title, hover
from exercise_sim.scenario.graph import Graph

HEADING_LINE = 28


def svg(graph: Graph, variants: Sequence[str] = ()) -> str:
    """The whole picture; `variants` are named below its title."""
    sheet = sheet_of(graph)
    heading, top = _heading(graph, variants, sheet.width - 2 * MARGIN)
    width, height = round(sheet.width), round(top + sheet.height)
    rows = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">',
        f"<title>{escape(graph.title)}</title>",
        f"<style>\n{style_sheet()}\n</style>",
        f'<rect class="sheet" width="{width}" height="{height}"/>',
        *heading,
        f'<g transform="translate(0 {top:g})">',
        *_bands(sheet),
        *_nets(sheet),
        *(row for name, card in sheet.cards.items() for row in _card(card, sheet.places[name], sheet)),
        "</g>",
        "</svg>",
    ]
    return "\n".join(rows) + "\n"


def _heading(graph: Graph, variants: Sequence[str], room: float) -> tuple[list[str], float]:
    """Title, figures and legend, and the height below them."""
    rows, y = [], 12.0
    for line in wrapped(graph.title, room, HEADING, bold=True):
        y += HEADING_LINE
        rows.append(text(MARGIN, y, line, "heading"))
    told = [counts(graph), *(WORDS["variant"].format(name=name) for name in variants)]
    for line in wrapped("; ".join(told), room, LANE):
        y += 18
        rows.append(text(MARGIN, y, line, "legend"))
    signs, y = legend(MARGIN, y + 22, room)
    return rows + signs, y + 22


def _bands(sheet: Sheet) -> Iterator[str]:
    right = sheet.width - MARGIN / 2
    for number, (band, top, bottom) in enumerate(sheet.bands):
        ground = "other" if number % 2 else "band"
        yield f'<rect class="{ground}" x="{MARGIN / 2:g}" y="{top:g}" width="{right - MARGIN / 2:g}" height="{bottom - top:g}" rx="4"/>'
        yield from _label(band.title, PHASE, top + 20, PHASE_LINE, "phase")
    for lane, top, bottom in sheet.lanes:
        yield from _label(lane.title, LANE, top + 12, LANE_LINE, "lane")
        if bottom not in {end for _, _, end in sheet.bands}:
            yield f'<path class="border" d="M{MARGIN} {bottom:g}H{right - MARGIN:g}"/>'


def _label(title: str, size: float, y: float, step: float, style: str) -> Iterator[str]:
    for number, line in enumerate(label(title, size)):
        yield text(MARGIN, y + number * step, line, style)


# --- lines


def _nets(sheet: Sheet) -> Iterator[str]:
    colours = hues(sheet.wiring, len(LINES))
    nets: dict[Net, list[Drawn]] = {}
    for drawn in sheet.lines:
        nets.setdefault(drawn.net, []).append(drawn)
    for net, lines in nets.items():
        colour = "cback" if net[2] in ("back", "redo") else f"c{colours[net[:2]]}"
        titles = "\n".join(edge_title(one.edge, sheet.graph) for one in lines)
        path = "".join(corners(one.points) for one in lines)
        yield f'<g class="net {colour} {net[2]}"><title>{escape(titles)}</title><path class="near" d="{path}"/>'
        yield f'<path d="{path}"/><path class="head" d="{"".join(head(one.points[-1]) for one in lines)}"/></g>'


# --- cards


def _card(card: Card, place: Point, sheet: Sheet) -> Iterator[str]:
    x, y = place
    node = card.node
    kind = node.class_ if node.kind == "ending" else node.kind
    yield f'<g class="{kind}" transform="translate({x:g} {y:g})"><title>{escape(hover(node))}</title>'
    round_ = 14 if node.kind == "milestone" else 6
    for shift in (2 * STACK, STACK, 0) if node.several else (0,):
        yield f'<rect class="card {kind}" x="{shift}" y="{shift}" width="{WIDE}" height="{card.height}" rx="{round_}"/>'
    yield from (f'<path class="rule" d="M{card.left:g} {rule:g}H{WIDE}"/>' for rule in card.rules)
    yield from (_strip(strip) for strip in card.strips)
    yield from (text(line.x, line.y, line.text, line.style) for line in card.lines)
    for height, branch in card.marks:
        yield mark(card.left + 4, height, node.kind)
        if any(drawn.edge.branch == branch.name and drawn.edge.source == node.name for drawn in sheet.lines):
            yield f'<circle class="soft" cx="{WIDE}" cy="{card.exits[branch.name]}" r="2.5"/>'
    yield "</g>"


def _strip(strip: Strip) -> str:
    x, middle = 3 + STRIP * strip.depth, (strip.top + strip.bottom) / 2
    return (
        f'<rect class="strip" x="{x}" y="{strip.top}" width="12" height="{strip.bottom - strip.top}" rx="3"/>'
        f'<text class="word" transform="translate({x + 9} {middle:g}) rotate(-90)">{escape(strip.text)}</text>'
    )
