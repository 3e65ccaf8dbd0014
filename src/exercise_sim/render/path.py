"""Why a run took as long as it did, in words: the critical path step by step, and what its time went into."""

from collections.abc import Iterator, Sequence

from exercise_sim.analysis.causes import Link
from exercise_sim.engine.plan import Plan
from exercise_sim.render.amounts import length, listed
from exercise_sim.render.log import body_width, in_columns
from exercise_sim.render.naming import Names
from exercise_sim.render.paint import Paint, wrapped
from exercise_sim.render.sentences import CLOSE
from exercise_sim.scenario.times import format_moment


def path_lines(paint: Paint, plan: Plan, links: Sequence[Link]) -> Iterator[str]:
    """Each step that decided the length: since when, by whom, how long it took, what it had waited for; then the sum."""
    if not links:
        return
    names = Names(plan)
    yield ""
    yield paint("title", CLOSE["path"].format(time=length(links[-1].ended)))
    body = body_width(paint, (one.title for one in plan.bodies.values()))
    for link in links:
        if link.ended > link.ready:
            yield from (f"  {row}" for row in _rows(paint, names, link, body))
    yield from (f"  {row}" for row in wrapped(_sum(links), paint.width - 2))


def _rows(paint: Paint, names: Names, link: Link, body: int) -> Iterator[str]:
    who = names.body(names.node(link.element))
    columns = [(10, "time", [format_moment(link.ready, names.plan.start)])]
    if body:
        columns.append((body, "body", list(wrapped(who, body))))
    text = _text(names, link) if body or not who else f"{who}: {_text(names, link)}"
    room = paint.width - 2 - sum(width + 1 for width, _, _ in columns)
    return in_columns(paint, [*columns, (0, "begin", list(wrapped(text, room)))])


def _text(names: Names, link: Link) -> str:
    took, waited = link.ended - link.began, link.began - link.ready
    sentence = "path_step" if not waited else "path_waited" if took else "path_only_waited"
    text = CLOSE[sentence].format(
        what=names.title(link.element),
        time=length(took),
        wait=length(waited),
        why=CLOSE.get(f"why_{link.wait}", ""),
    )
    if link.thought:
        part = "path_thought" if link.thought < took else "path_thought_all"
        text += CLOSE[part].format(time=length(link.thought))
    if link.outcome is not None:
        text += f": {names.option(link.element, link.outcome)}"
    return text + _queued(names, link)


def _queued(names: Names, link: Link) -> str:
    """How long it had waited for what others held: they stand before it, and the path goes through them."""
    if not link.resources or link.queued is None or link.queued >= link.ready:
        return ""
    return CLOSE["path_queued"].format(
        time=length(link.began - link.queued), resources=names.resources(link.resources)
    )


def _sum(links: Sequence[Link]) -> str:
    waiting = sum(link.began - link.ready for link in links)
    deciding = sum(link.thought for link in links)
    work = sum(link.ended - link.ready for link in links) - waiting - deciding
    parts = [
        CLOSE[sentence].format(time=length(time))
        for sentence, time in (("path_work", work), ("path_deciding", deciding), ("path_waiting", waiting))
        if time
    ]
    return CLOSE["path_sum"].format(parts=listed(parts))
