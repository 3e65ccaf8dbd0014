"""The course of each gauge over the exercise as a small chart of blocks, its stages marked. Logs in, lines out."""

from collections.abc import Iterator

from exercise_sim.analysis.levels import Course
from exercise_sim.engine.events import ExerciseEnded
from exercise_sim.engine.plan import Plan
from exercise_sim.render.amounts import length, number
from exercise_sim.render.close import days_axis
from exercise_sim.render.gauges import stage_title
from exercise_sim.render.paint import Paint, wrapped
from exercise_sim.render.sentences_of_gauges import GAUGE
from exercise_sim.scenario.times import format_moment

ROWS = 6
"""Rows of a chart: with eighths of a block, 48 steps."""
LEAST_CHART = 24
"""Columns below which only the words under a chart are told."""


def course_lines(paint: Paint, plan: Plan, courses: list[Course], ended: ExerciseEnded) -> Iterator[str]:
    """A chart for each gauge, with its peak, where it ended, and how long it was at each of its higher stages."""
    for course in courses:
        yield ""
        yield paint("title", course.gauge.title)
        yield from _chart(paint, plan, course, max(1, ended.at))
        for text in wrapped(_words(plan, course, ended.at), paint.width - 2):
            yield f"  {text}"


def _chart(paint: Paint, plan: Plan, course: Course, last: int) -> Iterator[str]:
    gauge = course.gauge
    stages = [(gauge.shown(stage.level), stage.title) for stage in gauge.stages]
    least = min(_values(course, last, paint.width))
    low = max((level for level, _ in stages if level <= least), default=least)
    step = (max(course.peak(last), stages[-1][0]) - low) / ROWS or 1
    rows = _rows([stage for stage in stages if stage[0] >= low], low, step)
    room = paint.width - 2 - max(map(len, rows.values())) - 2
    if room < LEAST_CHART:
        return
    values = _values(course, last, room)
    for row in range(ROWS - 1, -1, -1):
        mark = paint.mark("level") if row in rows else " "
        cells = [_cell(paint, (value - low) / step - row, mark) for value in values]
        yield f"  {''.join(_runs(paint, cells, mark))}  {rows.get(row, '')}".rstrip()
    yield f"  {paint('quiet', days_axis(plan, last, room).rstrip())}".rstrip()


def _values(course: Course, last: int, room: int) -> list[int | float]:
    """The values in the middle of so many parts of the time."""
    return [course.value(min(last, (2 * place + 1) * last // (2 * room))) for place in range(room)]


def _rows(stages: list[tuple[int | float, str]], low: float, step: float) -> dict[int, str]:
    """The row in which each stage begins; two in one row share it, the higher one first."""
    rows: dict[int, str] = {}
    for level, title in stages:
        label = f"{title} {number(level)}"
        row = min(ROWS - 1, int((level - low) / step + 1e-9))
        rows[row] = f"{label}, {rows[row]}" if row in rows else label
    return rows


def _cell(paint: Paint, height: float, mark: str) -> str:
    """What stands in a cell that is filled up to a height from 0 to 1 (or more, or less)."""
    blocks = paint.mark("eighths")
    eighths = min(len(blocks), round(height * len(blocks)))
    return blocks[eighths - 1] if eighths > 0 else mark


def _runs(paint: Paint, cells: list[str], mark: str) -> Iterator[str]:
    """Cells painted, the same style together."""
    text, quiet = "", True
    for cell in cells:
        if (cell == mark) != quiet and text:
            yield paint("quiet" if quiet else "level", text)
            text = ""
        quiet = cell == mark
        text += cell
    yield paint("quiet" if quiet else "level", text)


def _words(plan: Plan, course: Course, last: int) -> str:
    """Its peak and when, its value at the end, and its time at each stage that it rose to."""
    gauge, peak = course.gauge, course.peak(last)
    name = course.stage(last)
    parts = [
        GAUGE["peak"].format(value=number(peak), moment=format_moment(course.peak_at(last), plan.start)),
        GAUGE["at_end" if name else "at_end_bare"].format(
            value=number(course.value(last)), stage=stage_title(gauge, name) if name else ""
        ),
    ]
    first = course.stages[0][1]
    names = [stage.name for stage in gauge.stages]
    higher = gauge.stages[names.index(first) + 1 if first else 0 :]
    times = [(stage.title, course.minutes(stage.name, last)) for stage in higher]
    parts += [GAUGE["time_at"].format(stage=stage, time=length(time)) for stage, time in times if time]
    return "; ".join(parts)
