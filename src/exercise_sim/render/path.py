"""Why a run took as long as it did, in words: the critical path step by step, and what its time went into."""

from collections.abc import Iterator, Sequence

from exercise_sim.analysis.causes import Link
from exercise_sim.engine.plan import Plan
from exercise_sim.render.amounts import length, listed
from exercise_sim.render.conditions import condition
from exercise_sim.render.gauges import way
from exercise_sim.render.log import Column, body_width, in_columns, time_width
from exercise_sim.render.naming import Names
from exercise_sim.render.paint import Paint, wrapped
from exercise_sim.render.sentences import CLOSE
from exercise_sim.scenario.times import format_moment


def path_lines(
    paint: Paint, plan: Plan, links: Sequence[Link], end: int, *, by_clock: bool = False
) -> Iterator[str]:
    """Each step that decided the length: since when, by whom, how long it took, what it had waited for; then the sum.

    `end` is the minute of the ending. One that came `by_clock` was brought by nothing: then this is how far it came until then.
    Of a run that took no time nothing is told.
    """
    if not links or not end:
        return
    names = Names(plan)
    yield ""
    yield paint("title", CLOSE["path_clock" if by_clock else "path"].format(time=length(end)))
    body = body_width(paint, (one.title for one in plan.bodies.values()))
    time = time_width(end, plan.start)
    for link in links:
        if link.ended > link.ready:
            columns = [(time, "time", [format_moment(link.ready, plan.start)])]
            who = "" if link.gauge else names.body(names.node(link.element))
            yield from _rows(paint, columns, body, who, _text(names, link))
    rest = end - links[-1].ended
    if rest:
        columns = [(time, "time", [format_moment(links[-1].ended, plan.start)])]
        yield from _rows(paint, columns, body, "", CLOSE["path_rest"].format(time=length(rest)))
    yield from (f"  {row}" for row in wrapped(_sum(links, rest), paint.width - 2))


def _rows(paint: Paint, columns: list[Column], body: int, who: str, text: str) -> Iterator[str]:
    """The columns before, the body (0 columns: before what it did), and the text, indented."""
    if body:
        columns = [*columns, (body, "body", list(wrapped(who, body)))]
    elif who:
        text = f"{who}: {text}"
    room = paint.width - 2 - sum(width + 1 for width, _, _ in columns)
    rows = in_columns(paint, [*columns, (0, "begin", list(wrapped(text, room)))])
    return (f"  {row}" for row in rows)


def _text(names: Names, link: Link) -> str:
    if link.gauge:
        return way(names.plan, link.gauge, link.outcome, link.ended - link.ready)
    if link.wait == "inject":
        sentence = CLOSE["path_missed" if link.outcome else "path_came"]
        return sentence.format(what=names.title(link.element), time=length(link.ended - link.ready))
    text = _took(names, link)
    if link.thought:
        part = "path_thought" if link.thought < link.ended - link.began else "path_thought_all"
        text += CLOSE[part].format(time=length(link.thought))
    if link.open:
        text += CLOSE["path_open"]
    if link.outcome is not None:
        text += f": {names.option(link.element, link.outcome)}"
    return text + _stood(link) + _queued(names, link)


def _stood(link: Link) -> str:
    """How long it was on hold, or delayed, where the rest of the sentence does not say it."""
    before = link.stood if link.began == link.ready else 0
    told = (("path_stood", before), ("path_held", link.held), ("path_delayed", link.delayed))
    return "".join(CLOSE[sentence].format(time=length(time)) for sentence, time in told if time)


def _took(names: Names, link: Link) -> str:
    """What it waited for, and how long it took (or had what the next one waited for)."""
    took, waited = link.ended - link.began, link.began - link.ready
    sentence = "path_step" if not waited else "path_waited" if took else "path_only_waited"
    if link.served:
        sentence = "path_served_waited" if waited else "path_served"
    return CLOSE[sentence].format(
        what=names.title(link.element),
        time=length(took),
        wait=length(waited),
        why=_why(names, link),
        resources=names.resources(link.served),
    )


def _why(names: Names, link: Link) -> str:
    """What the wait was for; where it was for its turn in a queue, behind whom."""
    if link.wait == "queue" and not link.resources:
        return CLOSE["why_condition"].format(what=_waited_for(names, link))
    sentence = "why_behind" if link.wait == "queue" and link.behind else f"why_{link.wait}"
    behind = names.title(link.behind) if link.behind else ""
    return CLOSE.get(sentence, "").format(what=_waited_for(names, link), behind=behind)


def _waited_for(names: Names, link: Link) -> str:
    """The resources, or the condition."""
    if link.resources:
        return names.resources(link.resources)
    return condition(names, names.node(link.element).wait_for)


def _queued(names: Names, link: Link) -> str:
    """How long it had waited for what others had: they stand before it, and the path goes through them."""
    if link.queued is None or link.queued >= link.ready:
        return ""
    behind = names.title(link.behind) if link.behind else ""
    return CLOSE["path_behind" if behind else "path_queued"].format(
        time=length(link.began - link.queued), what=_waited_for(names, link), behind=behind
    )


def _sum(links: Sequence[Link], rest: int) -> str:
    waiting = sum(link.began - link.ready for link in links) + rest
    deciding = sum(link.thought for link in links)
    work = sum(link.ended - link.began for link in links) - deciding
    parts = [
        CLOSE[sentence].format(time=length(time))
        for sentence, time in (("path_work", work), ("path_deciding", deciding), ("path_waiting", waiting))
        if time
    ]
    return CLOSE["path_sum"].format(parts=listed(parts))
