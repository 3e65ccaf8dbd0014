"""The close of a run: its ending, the phases as bars, the objectives, why it took so long, and how to run it again."""

import shlex
from collections.abc import Iterator, Sequence

from exercise_sim.analysis.causes import Link
from exercise_sim.analysis.measures import Measured
from exercise_sim.analysis.timeline import Span
from exercise_sim.engine.events import (
    Decided,
    Event,
    ExerciseEnded,
    LimitLapsed,
    QuestionAsked,
    QuestionWithdrawn,
)
from exercise_sim.engine.plan import Plan
from exercise_sim.render.amounts import length, number
from exercise_sim.render.paint import Paint, padded, wrapped
from exercise_sim.render.sentences import CLASSES, CLOSE, SAY
from exercise_sim.scenario.times import format_moment

LEAST_BAR = 10
LEAST_TITLE = 16
"""Columns below which a bar, or the title of an objective, has no place beside its figures."""


def ending_lines(paint: Paint, plan: Plan, ended: ExerciseEnded | None, now: int) -> Iterator[str]:
    """How it ended, and when; or where it was stopped."""
    yield ""
    yield paint("title", paint.rule(CLOSE["ending" if ended else "stop"], "double"))
    if ended is None:
        yield CLOSE["stopped"].format(moment=format_moment(now, plan.start))
        return
    ending = next(one for one in plan.endings if one.name == ended.ending)
    text = CLOSE["after"].format(
        ending=ending.title,
        moment=format_moment(ended.at, plan.start),
        time=length(ended.at),
        **{"class": CLASSES[ended.class_]},
    )
    style = {"success": "good", "partial": "good", "failure": "bad"}.get(ended.class_, "title")
    for part in wrapped(text, paint.width):
        yield paint(style, part)


def question_lines(paint: Paint, plan: Plan, log: Sequence[Event]) -> Iterator[str]:
    """What is asked and not yet answered, each option with the words that choose it."""
    asked = {event.element: event for event in log if isinstance(event, QuestionAsked)}
    for event in log:
        if (
            isinstance(event, Decided | LimitLapsed | QuestionWithdrawn)
            and event.seq > asked[event.element].seq
        ):
            del asked[event.element]
    for event in asked.values():
        node = plan.nodes[plan.by_name[event.element]]
        yield ""
        yield from (
            paint("asked", part)
            for part in wrapped(CLOSE["open"].format(question=node.question or node.title), paint.width)
        )
        number = f"#{event.occurrence}" if event.occurrence > 1 else ""
        for branch in node.branches:
            if branch.name in event.options:
                words = shlex.quote(f"{event.element}{number}={branch.name}")
                yield from (
                    f"  {part}" for part in wrapped(f"{branch.text}: --choose {words}", paint.width - 2)
                )


def timeline_lines(paint: Paint, plan: Plan, spans: Sequence[Span]) -> Iterator[str]:
    """The phases as bars over one common axis."""
    if not spans:
        return
    yield ""
    yield paint("title", CLOSE["timeline"])
    last = max(1, *(span.end for span in spans))
    name = min(26, max(len(span.phase) for span in spans))
    room = paint.width - name - 27
    for span in spans:
        when = f"{format_moment(span.begin, plan.start)} .. {format_moment(span.end, plan.start)}"
        if room >= LEAST_BAR:
            yield f"{padded(span.phase, name)} {_bar(paint, span, last, room)} {when}"
            continue
        yield from wrapped(f"{span.phase}: {when}", paint.width)
        yield f"  {_bar(paint, span, last, paint.width - 2)}"


def _bar(paint: Paint, span: Span, last: int, room: int) -> str:
    begin = min(span.begin * room // last, room - 1)
    end = max(begin + 1, -(-span.end * room // last))
    bar = paint("quiet", paint.mark("none") * begin) + paint("done", paint.mark("bar") * (end - begin))
    return bar + paint("quiet", paint.mark("none") * (room - end))


def objective_lines(paint: Paint, plan: Plan, objectives: Sequence[Measured]) -> Iterator[str]:
    """Each objective with what was measured, its thresholds and its rating."""
    yield ""
    yield paint("title", CLOSE["objectives"])
    if not objectives:
        yield CLOSE["no_objectives"]
        return
    for objective in objectives:
        yield from _objective(paint, objective)


def _objective(paint: Paint, objective: Measured) -> Iterator[str]:
    rating = objective.rating or "-"
    style = {"P": "good", "S": "good", "M": "queued", "U": "bad"}.get(rating, "quiet")
    bounds = _bounds(objective)
    room = paint.width - 20 - len(bounds) - 1
    beside = room >= LEAST_TITLE
    first, *others = wrapped(objective.title, room if beside else paint.width - 20)
    told = f"  {paint(style, rating)}  {padded(_value(objective), 14)} "
    yield (told + (f"{padded(first, room)} {paint('quiet', bounds)}" if beside else first)).rstrip()
    for other in others:
        yield " " * 20 + other
    for part in () if beside or not bounds else wrapped(bounds, paint.width - 20):
        yield " " * 20 + paint("quiet", part)
    for detail in (objective.provision, objective.observe):
        for part in wrapped(detail, paint.width - 20) if detail else ():
            yield " " * 20 + paint("quiet", part)


def _value(objective: Measured) -> str:
    if objective.unit == "observed":
        return CLOSE["by_hand_short"]
    if objective.value is None:
        return CLOSE["not_reached" if objective.rating else "not_assessed"]
    return length(int(objective.value)) if objective.unit == "minutes" else number(objective.value)


def _bounds(objective: Measured) -> str:
    def shown(value: float) -> str:
        return length(int(value)) if objective.unit == "minutes" else number(value)

    sign = CLOSE["from"] if objective.more_is_better else CLOSE["up_to"]
    return ", ".join(f"{letter} {sign} {shown(value)}" for letter, value in objective.thresholds.items())


def path_lines(paint: Paint, plan: Plan, links: Sequence[Link]) -> Iterator[str]:
    """The critical path in words: each step, how long it took, and what it had waited for."""
    if not links:
        return
    yield ""
    yield paint("title", CLOSE["path"].format(time=length(links[-1].ended)))
    for link in links:
        took, waited = link.ended - link.began, link.began - link.ready
        if not (took or waited):
            continue
        node = plan.nodes[plan.by_name[link.element]]
        moment = format_moment(link.began, plan.start)
        text = CLOSE["path_step"].format(
            what=_path_title(plan, link), time=length(took) if took else CLOSE["at_once"]
        )
        if link.thought:
            text += "; " + CLOSE["path_thought"].format(time=length(link.thought))
        if waited:
            text += "; " + CLOSE["path_wait"].format(
                time=length(waited), why=CLOSE.get(f"why_{link.wait}", "")
            )
        body = plan.bodies[node.body].title if node.body in plan.bodies else ""
        text += f" [{body}]" if body else ""
        first, *others = wrapped(text, paint.width - 14)
        yield f"  {paint('time', padded(moment, 10))}  {first}"
        for other in others:
            yield " " * 14 + other


def _path_title(plan: Plan, link: Link) -> str:
    node = plan.nodes[plan.by_name[link.element]]
    if link.outcome is None:
        return node.title
    option = next((branch.text for branch in node.branches if branch.name == link.outcome), link.outcome)
    return f"{node.title}, '{option}'"


def repeat_lines(paint: Paint, seed: int, replication: int, command: str) -> Iterator[str]:
    """The seed, and the line that repeats this run."""
    yield ""
    yield paint("title", f"{CLOSE['repeat']}: ") + CLOSE["seed"].format(seed=seed, replication=replication)
    yield f"  {command}"


def marking(paint: Paint) -> str:
    """The marking that stands at the head and the foot of everything that is shown."""
    return paint("head", SAY["marking"].center(paint.width))
