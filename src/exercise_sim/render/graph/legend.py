"""What the signs of the picture mean: a row of samples with their words, in as many rows as it needs."""

from collections.abc import Iterator

from exercise_sim.render.graph.lettering import width
from exercise_sim.render.graph.shapes import mark, text
from exercise_sim.render.graph.sheet import LANE
from exercise_sim.render.graph.words import LEGEND, WORDS

SAMPLE = 30
ROW = 22
GAP = 20


def legend(x: float, y: float, room: float) -> tuple[list[str], float]:
    """The legend from the point (x, y) on, at most `room` wide, and the height of its last row."""
    rows: list[str] = []
    across = x
    for kind, words in LEGEND.items():
        wide = SAMPLE + width(words, LANE) + GAP
        if across > x and across + wide > x + room:
            across, y = x, y + ROW
        rows += [*_sample(kind, across, y), text(across + SAMPLE, y + 4, words, "legend")]
        across += wide
    return rows, y


def _sample(kind: str, x: float, y: float) -> Iterator[str]:
    if kind in ("after", "back", "redo", "document"):
        yield _line(kind, x, y)
    elif kind == "join":
        yield f'<rect class="strip" x="{x:g}" y="{y - 6:g}" width="22" height="12" rx="3"/>'
        yield f'<text class="word" x="{x + 11:g}" y="{y + 3:g}">{WORDS["any"]}</text>'
    elif kind == "ends":
        yield text(x, y + 4, WORDS["ends"].format(ending="").strip(" :"), "end")
    else:
        yield from _card(kind, x, y)


def _line(kind: str, x: float, y: float) -> str:
    colour = "cback" if kind in ("back", "redo") else "c0"
    return (
        f'<g class="net {colour} {kind}"><path d="M{x:g} {y:g}h18"/>'
        f'<path class="head" d="M{x + 24:g} {y:g}l-7 -3.5v7z"/></g>'
    )


def _card(kind: str, x: float, y: float) -> Iterator[str]:
    group = kind == "several"
    kind = "work" if group else kind
    yield f'<g class="{kind}">'
    for shift in (4, 2, 0) if group else (0,):
        yield f'<rect class="card {kind}" x="{x + shift:g}" y="{y - 7 + shift:g}" width="22" height="13" rx="{6 if kind == "milestone" else 3}"/>'
    if kind in ("question", "vote", "chance"):
        yield mark(x + 11, y - 0.5, kind)
    yield "</g>"
