"""The pictures of a debrief as SVG that stretches with its page; words stand beside them as HTML. Numbers in, markup out."""

from collections.abc import Iterable, Sequence
from html import escape

from exercise_sim.engine.plan import Plan
from exercise_sim.render.pages import WIDE, line, svg
from exercise_sim.render.paint import unbroken
from exercise_sim.scenario.times import day_of

BINS = 40
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


def words(text: str) -> str:
    """Text as markup; its lengths of time are not broken."""
    return escape(unbroken(text))


def rect(begin: float, end: float, top: float, height: float, kind: str, about: str = "") -> str:
    """A bar; of no width it is drawn as thin as it can be seen."""
    told = f"<title>{escape(about)}</title>" if about else ""
    head = f'<rect x="{begin:.1f}" y="{top:g}" width="{max(1.0, end - begin):.1f}" height="{height:g}" class="k-{kind}"'
    return f"{head}>{told}</rect>" if told else f"{head}/>"


def stacked(parts: Sequence[tuple[str, int, str]], whole: int, about: str) -> str:
    """Parts (kind, minutes, words) end to end; `whole` minutes are the full width."""
    at, drawn = 0, []
    for kind, minutes, told in parts:
        drawn.append(rect(_x(at, whole), _x(at + minutes, whole), 0, 18, kind, told))
        at += minutes
    return svg(18, "".join(drawn), about)


def bar(minutes: int, whole: int, kind: str, about: str) -> str:
    """One bar from the left."""
    return svg(14, rect(0, WIDE, 6, 2, "rest") + rect(0, _x(minutes, whole), 0, 14, kind), about)


def difference(minutes: int, most: int, *, better: bool | None, about: str) -> str:
    """A bar from the middle: to the left what was shorter, to the right what was longer."""
    half = WIDE / 2
    reach = half * minutes / max(1, most)
    kind = {True: "good", False: "bad", None: "policy"}[better]
    drawn = rect(0, WIDE, 6, 2, "rest") + rect(half + min(0.0, reach), half + max(0.0, reach), 1, 12, kind)
    return svg(14, drawn + line(half, 0, half, 14, "level"), about)


def span(begin: int, end: int, whole: int, moments: Iterable[int], about: str) -> str:
    """A stretch of time, with the moments at which something was decided."""
    drawn = rect(0, WIDE, 8, 2, "rest") + rect(_x(begin, whole), _x(end, whole), 2, 14, "working")
    return svg(
        18, drawn + "".join(line(_x(at, whole), 0, _x(at, whole), 18, "moment") for at in moments), about
    )


def strip(values: Sequence[int], mine: int | None, low: int, high: int, kind: str, about: str) -> str:
    """How often values came, as a row of columns between two bounds, with a mark at one value."""
    counts = [0] * BINS
    for value in values:
        counts[min(BINS - 1, max(0, (value - low) * BINS // max(1, high - low)))] += 1
    most, each = max([*counts, 1]), WIDE // BINS
    steps = "".join(
        f"M{place * each + 2} 34v-{max(1, round(32 * count / most))}h{each - 4}V34z"
        for place, count in enumerate(counts)
        if count
    )
    drawn = f'<path d="{steps}" class="k-{kind}"/>' if steps else ""
    drawn += line(0, 34, WIDE, 34, "level")
    if mine is not None:
        at = WIDE * (mine - low) / max(1, high - low)
        drawn += line(at, 0, at, 36, "mark")
    return svg(36, drawn, about)


def curve(points: Sequence[tuple[int, float]], levels: Sequence[float], bounds: tuple[float, float], whole: int,
          moments: Iterable[int], about: str) -> str:  # fmt: skip
    """A line through points (minute, value), with lines across at some levels."""
    tall, (low, high) = 150, bounds
    scale = tall / ((high - low) or 1)
    drawn = "".join(
        line(0, tall - (level - low) * scale, WIDE, tall - (level - low) * scale, "level") for level in levels
    )
    drawn += "".join(line(_x(at, whole), 0, _x(at, whole), tall, "moment") for at in moments)
    told = " ".join(f"{_x(at, whole):.1f},{tall - (value - low) * scale:.1f}" for at, value in points)
    return svg(tall, f'{drawn}<polyline points="{told}" class="curve"/>', about)


def days(plan: Plan, whole: int) -> str:
    """The days of the exercise below a picture of so many minutes."""
    last = day_of(whole, plan.start)[0]
    step = next((step for step in _STEPS if last <= 8 * step), _STEPS[-1])
    ticks = [(day * 1440 - plan.start.minute, f"D+{day}") for day in range(step, last + 1, step)]
    return axis([(0, "D"), *ticks], 0, whole)


def axis(ticks: Sequence[tuple[int, str]], low: int, high: int) -> str:
    """Words below a picture, each at its value; too near the end before it, it is left out."""
    found, free = [], -1.0
    for value, told in ticks:
        place = 100 * (value - low) / max(1, high - low)
        if place < free or place > 100:
            continue
        kind = ' class="first"' if place < 4 else ' class="last"' if place > 96 else ""
        found.append(f'<span{kind} style="left:{place:.1f}%">{escape(told)}</span>')
        free = place + 16
    return f'<div class="axis">{"".join(found)}</div>'


def _x(minutes: float, whole: int) -> float:
    return WIDE * minutes / max(1, whole)
