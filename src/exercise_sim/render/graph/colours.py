"""The colours of the picture, for light and for dark ground, and its style sheet. No font, script or address from outside."""

from collections.abc import Iterator
from typing import Final

from exercise_sim.render.graph.cards import SIZES
from exercise_sim.render.graph.sheet import HEADING, LANE, PHASE

FONT = "'Segoe UI', 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif"

FILLS: Final = {
    "sheet": ("#ffffff", "#14161a"),
    "band": ("#f4f5f7", "#1b1e24"),
    "other": ("#eaecf0", "#22262d"),
    "ink": ("#1f2329", "#e4e6ea"),
    "soft": ("#5b626d", "#a3aab5"),
    "stop": ("#b3261e", "#f28b82"),
    "strip": ("#dfe3e9", "#3a414c"),
}
"""By class: what is filled, on light ground and on dark."""

CARDS: Final = {
    "work": (("#ffffff", "#8d96a3"), ("#2a2f37", "#78818f")),
    "milestone": (("#f0f1f3", "#8d96a3"), ("#20242a", "#78818f")),
    "question": (("#e6f0fb", "#2f6db5"), ("#1c3048", "#6ba4e8")),
    "vote": (("#f0eafb", "#7448b8"), ("#2f2546", "#a98ae0")),
    "chance": (("#fcf2dc", "#b07a12"), ("#3d3017", "#d9a53f")),
    "inject": (("#fff3c9", "#a06a00"), ("#453a12", "#e2b93b")),
    "success": (("#e4f5e8", "#2c8443"), ("#1b3a25", "#62bf7c")),
    "partial": (("#eef5dd", "#6f8a1f"), ("#2f3a18", "#aac45a")),
    "failure": (("#fbe7e5", "#b3261e"), ("#432320", "#f28b82")),
    "neutral": (("#eceef1", "#6b7380"), ("#2a2e35", "#949cab")),
}
"""Ground and frame of a card by its kind, an ending's by its class."""

LINES: Final = (
    ("#2f6db5", "#6ba4e8"),
    ("#2c8443", "#62bf7c"),
    ("#7448b8", "#b194e6"),
    ("#0f7f86", "#4fc0c7"),
    ("#5a6472", "#a9b1be"),
    ("#96522f", "#d3936f"),
)
"""The colours of lines, one a net in turn, so that those that cross can be told apart."""
BACK: Final = ("#c2410c", "#ff9a62")


def style_sheet() -> str:
    """The whole style sheet; what is dark stands in its media query."""
    light, dark = ("\n".join(_rules(ground)) for ground in (0, 1))
    return f"{_shapes()}\n{light}\n@media (prefers-color-scheme: dark) {{\n{dark}\n}}"


def _shapes() -> str:
    sizes = "\n".join(f".{style} {{ font-size: {size}px; }}" for style, size in SIZES.items())
    return f"""text {{ font-family: {FONT}; }}
{sizes}
.title, .phase, .heading, .end {{ font-weight: bold; }}
.asked, .note {{ font-style: italic; }}
.heading {{ font-size: {HEADING}px; }}
.phase {{ font-size: {PHASE}px; }}
.lane, .legend {{ font-size: {LANE}px; }}
.word {{ font-size: 9px; text-anchor: middle; }}
.card {{ stroke-width: 1.2; }}
.rule {{ stroke-width: 0.6; opacity: 0.6; }}
.net {{ stroke: currentColor; fill: none; stroke-width: 1.4; stroke-linejoin: round; }}
.net .head {{ fill: currentColor; stroke: none; }}
.net .near {{ stroke-width: 10; stroke: transparent; }}
.net:hover {{ stroke-width: 3.2; }}
.back {{ stroke-dasharray: 6 3; }}
.redo {{ stroke-dasharray: 1.5 3; stroke-linecap: round; }}
.document, .condition {{ stroke-dasharray: 2 3; }}"""


def _rules(ground: int) -> Iterator[str]:
    for name, fills in FILLS.items():
        yield f".{name} {{ fill: {fills[ground]}; }}"
    yield f".title, .option, .heading, .phase {{ fill: {FILLS['ink'][ground]}; }}"
    yield f".meta, .asked, .note, .lane, .legend, .word {{ fill: {FILLS['soft'][ground]}; }}"
    yield f".end {{ fill: {FILLS['stop'][ground]}; }}"
    yield f".border {{ stroke: {FILLS['strip'][ground]}; }}"
    for name, pairs in CARDS.items():
        fill, stroke = pairs[ground]
        yield f".card.{name}, .{name} .mark {{ fill: {fill}; stroke: {stroke}; }}"
        yield f".{name} .rule {{ stroke: {stroke}; }}"
    for number, colours in enumerate(LINES):
        yield f".c{number} {{ color: {colours[ground]}; }}"
    yield f".cback {{ color: {BACK[ground]}; }}"
