"""The close of a run: its ending, the phases as bars, and how to run it again. (Objectives, path and questions have files of their own.)"""

from collections.abc import Iterator, Sequence

from exercise_sim.analysis.timeline import Span
from exercise_sim.engine.events import ExerciseEnded
from exercise_sim.engine.plan import Plan
from exercise_sim.render.amounts import length
from exercise_sim.render.paint import Paint, padded, wrapped
from exercise_sim.render.sentences import CLASSES, CLOSE, SAY
from exercise_sim.scenario.times import day_of, format_moment

LEAST_BAR = 10
"""Columns below which a bar has no place beside its times."""
MOST_NAME = 26


def ending_lines(paint: Paint, plan: Plan, ended: ExerciseEnded | None, now: int) -> Iterator[str]:
    """How it ended, and when; or where it was stopped."""
    yield ""
    yield paint("title", paint.rule(CLOSE["ending" if ended else "stop"], "double"))
    if ended is None:
        yield CLOSE["stopped"].format(moment=format_moment(now, plan.start))
        return
    ending = next(one for one in plan.endings if one.name == ended.ending)
    text = CLOSE["ended"].format(ending=ending.title, **{"class": CLASSES[ended.class_]})
    when = CLOSE["ended_at"].format(moment=format_moment(ended.at, plan.start), time=length(ended.at))
    style = {"success": "good", "partial": "good", "failure": "bad"}.get(ended.class_, "title")
    yield from (paint(style, part) for part in wrapped(text, paint.width))
    yield from wrapped(when, paint.width)
    yield from wrapped(ending.text, paint.width) if ending.text else ()


def timeline_lines(paint: Paint, plan: Plan, spans: Sequence[Span]) -> Iterator[str]:
    """The phases as bars over one common axis of days."""
    if not spans:
        return
    yield ""
    yield paint("title", CLOSE["timeline"])
    last = max(1, *(span.end for span in spans))
    name = max(len(span.phase) for span in spans)
    when = [_when(plan, span) for span in spans]
    room = paint.width - name - 2 - max(map(len, when))
    beside = room >= LEAST_BAR and name <= MOST_NAME
    for span, times in zip(spans, when, strict=True):
        if beside:
            yield f"{padded(span.phase, name)} {_bar(paint, span, last, room)} {times}"
        else:
            yield from wrapped(f"{span.phase}: {times}", paint.width)
            yield f"  {_bar(paint, span, last, paint.width - 2)}"
    if day_of(last, plan.start)[0]:
        axis = days_axis(plan, last, room if beside else paint.width - 2)
        yield " " * (name + 1 if beside else 2) + paint("quiet", axis.rstrip())


def _when(plan: Plan, span: Span) -> str:
    end = CLOSE["phase_open"] if span.open else format_moment(span.end, plan.start)
    return f"{format_moment(span.begin, plan.start)} .. {end}"


def _bar(paint: Paint, span: Span, last: int, room: int) -> str:
    begin = min(span.begin * room // last, room - 1)
    end = max(begin + 1, -(-span.end * room // last))
    bar = paint("quiet", paint.mark("none") * begin) + paint("done", paint.mark("bar") * (end - begin))
    return bar + paint("quiet", paint.mark("none") * (room - end))


def days_axis(plan: Plan, last: int, room: int) -> str:
    """The days below the bars, each where it begins, as many as there is room for."""
    days = day_of(last, plan.start)[0]
    step = next((step for step in (1, 2, 5, 10, 20, 50, 100) if days // step <= room // 8), days or 1)
    axis = "D"
    for day in range(step, days + 1, step):
        place = (day * 1440 - plan.start.minute) * room // last
        if len(axis) < place <= room - len(f"D+{day}"):
            axis = f"{padded(axis, place)}D+{day}"
    return axis


def repeat_lines(paint: Paint, told: str, again: str, go_on: str) -> Iterator[str]:
    """What fixes this run, the line that repeats it, and where it was stopped the line that goes on from there."""
    for title, line in ((f"{CLOSE['repeat']} ({told})", again), (CLOSE["go_on"], go_on)):
        if line:
            yield ""
            yield from (paint("title", part) for part in wrapped(f"{title}:", paint.width))
            yield f"  {line}"


def marking(paint: Paint) -> str:
    """The marking that stands at the head and the foot of everything that is shown."""
    return paint("head", SAY["marking"].center(paint.width))
