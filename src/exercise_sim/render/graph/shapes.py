"""The few shapes of the picture as SVG: texts, lines with round corners, heads of arrows, marks of options."""

from collections.abc import Sequence
from html import escape

Point = tuple[float, float]
ROUND = 5.0


def text(x: float, y: float, words: str, style: str) -> str:
    """A line of text; nothing in it is taken for a sign of SVG."""
    return f'<text class="{style}" x="{x:g}" y="{y:g}">{escape(words, quote=False)}</text>'


def corners(points: Sequence[Point]) -> str:
    """A line from corner to corner, round where it turns."""
    bends = [point for number, point in enumerate(points) if number == 0 or point != points[number - 1]]
    path = [f"M{bends[0][0]:g} {bends[0][1]:g}"]
    for before, here, after in zip(bends, bends[1:], bends[2:], strict=False):
        near, far = _towards(here, before), _towards(here, after)
        path.append(f"L{near[0]:g} {near[1]:g}Q{here[0]:g} {here[1]:g} {far[0]:g} {far[1]:g}")
    path.append(f"L{bends[-1][0]:g} {bends[-1][1]:g}")
    return "".join(path)


def _towards(here: Point, there: Point) -> Point:
    """The point where a corner begins: ROUND away, or half of the way where that is less."""
    (x, y), (to_x, to_y) = here, there
    length = abs(to_x - x) + abs(to_y - y)  # lines are upright or level
    part = min(ROUND, length / 2) / length if length else 0
    return round(x + (to_x - x) * part, 1), round(y + (to_y - y) * part, 1)


def head(tip: Point) -> str:
    """The head of an arrow that points to the right."""
    x, y = tip
    return f"M{x:g} {y:g}l-7 -3.5v7z"


def mark(x: float, y: float, kind: str) -> str:
    """The mark before an option (a diamond), a vote (a square) or an outcome of chance (a circle), round a point."""
    if kind == "chance":
        return f'<circle class="mark" cx="{x:g}" cy="{y:g}" r="3.6"/>'
    if kind == "vote":
        return f'<rect class="mark" x="{x - 3.5:g}" y="{y - 3.5:g}" width="7" height="7"/>'
    return f'<path class="mark" d="M{x:g} {y - 4.5:g}l4.5 4.5l-4.5 4.5l-4.5 -4.5z"/>'
