"""The part of the page about resources: how much is in use and how many wait, by day, as curves with a table under each. Loads in, markup out."""

from collections.abc import Iterator, Sequence
from typing import Final

from exercise_sim.analysis.loads import Course, Load, Loads
from exercise_sim.render.amounts import listed, number
from exercise_sim.render.driven_sentences import LOADS
from exercise_sim.render.expectations import counted
from exercise_sim.render.loaded import Found, Strips, busiest, when
from exercise_sim.render.pages import WIDE, line, svg
from exercise_sim.render.report_page.lanes import days
from exercise_sim.render.report_page.markup import axis, cell, head, paragraph, table, words
from exercise_sim.render.report_page.sentences import PAGE

DRAWN: Final = 3
"""Curves in one picture at most, and as many resources as `MOST`: the page is to stay small."""
MOST: Final = 4
_POINTS = 120
_HEIGHTS: Final = {"use": 90, "waiting": 60}


def resources(found: Found) -> Iterator[str]:
    """All of it; nothing where there are no resources."""
    if not found:
        return
    strips = Strips(found)
    yield f"<h2>{words(PAGE['resources'])}</h2>"
    if not strips.waited:
        yield paragraph(LOADS["nobody"])
        return
    runs = counted("runs_each" if len(found) > 1 else "runs", strips.first.runs)
    yield paragraph(PAGE["resources_how"].format(runs=runs, first=strips.loads[0][0]), "how")
    for name in strips.waited[:MOST]:
        yield from _resource(strips, name)
    for sentence, names in (("more", strips.waited[MOST:]), ("free", strips.free)):
        if names:
            text = LOADS[sentence].format(names=listed([strips.title(name) for name in names]))
            yield paragraph(text, "quiet")


def _resource(strips: Strips, name: str) -> Iterator[str]:
    """One resource: what is in use above, who waits below, one axis, a table."""
    shown, title = strips.of(name), strips.title(name)
    drawn = shown[:DRAWN]
    ticks = [*days(strips.first.plan, max(1, strips.minutes))]
    yield f'<section class="picture"><h3>{words(title)}</h3>'
    full = max(max(load.resource.amount, *load.use.p90, 1) for _, _, load in drawn)
    most = max(max(*load.waiting.mean, load.waiting.most) for _, _, load in drawn)
    for which, top in (("use", full), ("waiting", most)):
        courses = [(loads, getattr(load, which)) for _, loads, load in drawn]
        label = LOADS["left" if which == "use" and drawn[0][2].resource.kind == "stock" else which]
        yield _chart(strips, courses, top, _HEIGHTS[which], f"{title}: {label}", label, ticks)
    yield f"{axis(ticks)}{''.join(_legend([label for label, _, _ in drawn]))}</section>"
    yield table(_rows(shown), scroll=True)


def _chart(
    strips: Strips, courses: Sequence[tuple[Loads, Course]], top: float, height: int,
    what: str, label: str, ticks: Sequence[tuple[float, str]],
) -> str:  # fmt: skip
    """The means as curves, and for the first alternative what lies from P10 to P90."""
    body = "".join(line(WIDE * at, 0, WIDE * at, height, "grid") for at, _ in ticks)
    body += line(0, 0, WIDE, 0, "grid") + line(0, height, WIDE, height, "grid")
    loads, first = courses[0]
    high, low = (_path(values, loads, strips.minutes, top, height) for values in (first.p90, first.p10))
    # The part below the P10 is taken out again by the rule of even and odd crossings.
    band = "".join(f"M0,{height}{path}V{height}H0z" for path in (high, low))
    body += f'<path d="{band}" fill-rule="evenodd" class="middle"/>'
    for place, (loads, course) in reversed([*enumerate(courses)]):
        path = _path(course.mean, loads, strips.minutes, top, height)
        body += f'<path d="M0,{height}{path}" class="curve a{place}"/>'
    scale = f'<span class="share" style="top:0">{words(number(round(top, 1)))}</span>'
    picture = f'<div class="chart">{svg(height, body, what)}{scale}</div>'
    return f'<p class="quiet above">{words(label)}</p>{picture}'


def _path(values: Sequence[float], loads: Loads, last: int, top: float, height: int) -> str:
    """Steps from look to look, as narrow as can be seen."""
    cells = last // loads.grid.step + 1
    found, x, y = [], 0, height
    for place in range(_POINTS):
        begin = place * cells // _POINTS
        value = values[min(begin, len(values) - 1)]
        level = round(height * (1 - (value / top if top else 0)))
        if level != y:
            to = WIDE * place // _POINTS
            found.append((f"h{to - x}" if to != x else "") + f"v{level - y}")
            x, y = to, level
    return "".join(found) + (f"h{WIDE - x}" if x < WIDE else "")


def _legend(labels: Sequence[str]) -> Iterator[str]:
    if len(labels) < 2:
        return
    yield '<div class="legend">'
    for place, label in enumerate(labels):
        swatch = f'<svg viewBox="0 0 34 10" aria-hidden="true"><line x1="0" y1="6" x2="34" y2="6" class="curve a{place}"/></svg>'
        yield f"<span>{swatch}{words(label)}</span>"
    yield "</div>"


def _rows(shown: Sequence[tuple[str, Loads, Load]]) -> Iterator[str]:
    yield head(PAGE["alternative"], f">{PAGE['most_use']}", ">P90", PAGE["at"], f">{PAGE['most_waiting']}", ">P90", PAGE["at"])  # fmt: skip
    for label, loads, load in shown:
        cells = [cell(label)]
        for course in (load.use, load.waiting):
            place = busiest(course)
            cells += [cell(number(round(course.mean[place], 2)), "n"), cell(number(course.p90[place]), "n")]
            cells.append(cell(when(loads, course), "t"))
        yield f"<tr>{''.join(cells)}</tr>"
