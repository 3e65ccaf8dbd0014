"""S-curves: for each alternative the share of runs by when, over one axis. Outcomes in, markup out."""

from collections.abc import Iterator, Sequence
from typing import Final

from exercise_sim.analysis.comparison import Outcome
from exercise_sim.analysis.readings import SCALE, Quantity
from exercise_sim.analysis.tallies import Tally
from exercise_sim.render.curve import labels
from exercise_sim.render.pages import WIDE, line, svg
from exercise_sim.render.report_page.markup import axis, words
from exercise_sim.render.report_page.sentences import PAGE
from exercise_sim.render.report_page.style import DASHES

DRAWN: Final = len(DASHES)
"""Curves in one picture at most: more could not be told apart."""
_POINTS, _HEIGHT, _TICKS = 125, 180, 6
_LEVELS: Final = (0, 50, 80, 100)


def curves(outcomes: Sequence[Outcome], quantity: Quantity, what: str) -> str:
    """The picture with its axis and its legend; empty where all that came, came in the same minute."""
    drawn = [(place, one.tallies[quantity.name]) for place, one in enumerate(outcomes[:DRAWN]) if quantity.name in one.tallies]  # fmt: skip
    ranges = [found for _, tally in drawn if (found := tally.range())]
    if not ranges:
        return ""
    first, last = min(low for low, _ in ranges), max(high for _, high in ranges)
    if first == last:
        return ""
    body = "".join(line(0, _y(level / 100), WIDE, _y(level / 100), "grid") for level in _LEVELS)
    bounds = [
        (letter, (bound * SCALE[quantity.unit] - first) / (last - first))
        for letter, bound in quantity.thresholds.items()
    ]
    inside = [(letter, place) for letter, place in bounds if 0 <= place <= 1]
    body += "".join(line(WIDE * at, 0, WIDE * at, _HEIGHT, "edge") for _, at in inside)
    # The first one last, so that it lies above those that agree with it.
    body += "".join(_curve(tally, first, last, place) for place, tally in reversed(drawn))
    shares = "".join(
        f'<span class="share" style="top:{_y(level / 100) * 100 / _HEIGHT:.1f}%">{level}&nbsp;%</span>'
        for level in _LEVELS
    )
    letters = "".join(
        f'<span class="bound" style="left:{100 * at:.1f}%">{words(letter)}</span>' for letter, at in inside
    )
    picture = svg(_HEIGHT, body, PAGE["curve"].format(what=what))
    return (
        f'<div class="chart">{picture}{shares}{letters}</div>'
        f"{axis([*_ticks(quantity, first, last)])}{''.join(_legend(outcomes, drawn))}"
    )


def _y(share: float) -> float:
    return _HEIGHT * (1 - share)


def _curve(tally: Tally, first: int, last: int, place: int) -> str:
    """The curve of one alternative, in steps as narrow as can be seen."""
    drawn, x, y = [f"M0,{_HEIGHT}"], 0, _HEIGHT
    for step in range(_POINTS + 1):
        share = tally.came_by(first + (last - first) * step / _POINTS)
        to, height = WIDE * step // _POINTS, round(_y(share))
        if height != y or step == _POINTS:
            drawn.append(f"h{to - x}v{height - y}")
            x, y = to, height
    return f'<path d="{"".join(drawn)}" class="curve a{place}"/>'


def _ticks(quantity: Quantity, first: int, last: int) -> Iterator[tuple[float, str]]:
    for value, text in labels(quantity, first, last, (last - first) / _TICKS):
        yield (value - first) / (last - first), text


def _legend(outcomes: Sequence[Outcome], drawn: Sequence[tuple[int, Tally]]) -> Iterator[str]:
    """Which line is whose; nothing for a single one."""
    if len(drawn) < 2:
        return
    yield '<div class="legend">'
    for place, _ in drawn:
        swatch = f'<svg viewBox="0 0 34 10" aria-hidden="true"><line x1="0" y1="6" x2="34" y2="6" class="curve a{place}"/></svg>'
        yield f"<span>{swatch}{words(outcomes[place].alternative.label)}</span>"
    yield "</div>"
