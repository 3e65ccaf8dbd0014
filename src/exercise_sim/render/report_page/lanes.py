"""The part of the page about single runs: the phases of the one nearest to the median as bars, and the commands that tell it, the best and the worst again."""

from collections.abc import Iterator, Mapping, Sequence

from exercise_sim.analysis.notable import Retold, Role
from exercise_sim.analysis.readings import Quantity
from exercise_sim.analysis.timeline import Span
from exercise_sim.engine.plan import Plan
from exercise_sim.render.compared_sentences import COMPARE
from exercise_sim.render.gaps import amount
from exercise_sim.render.pages import WIDE, line, svg
from exercise_sim.render.report_page.markup import axis, cell, head, paragraph, rect, table, words
from exercise_sim.render.report_page.sentences import PAGE
from exercise_sim.scenario.times import day_of, format_moment

_STEPS = (1, 2, 5, 10, 20, 50, 100, 200)
_LABELS = 5


def lanes(plan: Plan, quantity: Quantity, runs: Sequence[Retold], again: Mapping[Role, str]) -> Iterator[str]:
    """The part; `again` is the command for each of the runs, by its role."""
    yield f"<h2>{words(PAGE['lanes'])}</h2>"
    if not runs:
        yield paragraph(PAGE["no_runs"])
        return
    middle = runs[0]
    if middle.spans:
        yield paragraph(PAGE["lanes_how"], "how")
        yield table(_phases(plan, middle), bars=True)
    yield paragraph(PAGE["retold_how"], "how")
    yield table(_retold(quantity, runs, again))


def _phases(plan: Plan, run: Retold) -> Iterator[str]:
    whole = max(1, *(span.end for span in run.spans))
    ticks = [*days(plan, whole)]
    yield head(PAGE["phase"], "", PAGE["begins"], PAGE["ends"])
    for span in run.spans:
        begins = format_moment(span.begin, plan.start)
        ends = PAGE["open"] if span.open else format_moment(span.end, plan.start)
        picture = _lane(span, whole, [place for place, _ in ticks])
        yield f'<tr>{cell(span.phase)}<td class="b lane">{picture}</td>{cell(begins, "t")}{cell(ends, "t")}</tr>'
    yield f'<tr><td></td><td class="b lane">{axis(ticks)}</td><td></td><td></td></tr>'


def _lane(span: Span, whole: int, days: Sequence[float]) -> str:
    body = rect(0, WIDE, 0, 14, "back") + "".join(line(WIDE * at, 0, WIDE * at, 14, "grid") for at in days)
    return svg(14, body + rect(WIDE * span.begin / whole, WIDE * span.end / whole, 1, 12, "more"))


def days(plan: Plan, whole: int) -> Iterator[tuple[float, str]]:
    """The beginnings of days, as many as there is room for."""
    many = day_of(whole, plan.start)[0]
    step = next((step for step in _STEPS if many / step <= _LABELS), many or 1)
    yield 0.0, "D"
    for day in range(step, many + 1, step):
        yield (day * 1440 - plan.start.minute) / whole, f"D+{day}"


def _retold(quantity: Quantity, runs: Sequence[Retold], again: Mapping[Role, str]) -> Iterator[str]:
    yield head(PAGE["run"], PAGE["value"], PAGE["ended"])
    for run in runs:
        value = COMPARE["never"] if run.value is None else amount(quantity, run.value)
        name = f"{PAGE[run.role]}, {PAGE['replication'].format(number=run.replication)}"
        yield f'<tr class="joined">{cell(name)}{cell(value, "t")}{cell(run.ending.title)}</tr>'
        yield f'<tr><td colspan="3"><code>{words(again[run.role])}</code></td></tr>'
