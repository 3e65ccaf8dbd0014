"""The end of a run in words; where nothing more could happen, who waited for what and which ending was hoped for. Events in, lines out."""

from collections.abc import Iterable, Iterator

from exercise_sim.analysis.hopes import Hope
from exercise_sim.engine.events import ExerciseEnded, StepCutOff
from exercise_sim.render.amounts import listed
from exercise_sim.render.conditions import condition
from exercise_sim.render.lines import Line
from exercise_sim.render.naming import Names
from exercise_sim.render.sentences import CONDITION, SAY
from exercise_sim.scenario.times import format_moment

MOST = 12
"""How many are told before the rest is counted."""


def ended(names: Names, event: ExerciseEnded, hopes: Iterable[Hope], *, control: bool) -> Iterator[Line]:
    """How it ended. Conditions, and which endings could have come, are for exercise `control` alone."""
    ending = next(one for one in names.plan.endings if one.name == event.ending)
    below = [ending.text] if ending.text else []
    below += [SAY["endex_open"].format(steps=names.brief(event.open))] if event.open else []
    yield Line(event.at, "end", SAY["ended"].format(ending=ending.title), elements=[""], below=below)
    if event.waiting:
        waiting = starved(names, event.waiting, conditions=control)
        yield Line(event.at, "cut", SAY["stalled"], elements=[""], items=waiting)
    told = hoped(names, hopes) if event.ending == "stalled" and control else []
    if told:
        yield Line(event.at, "cut", SAY["no_ending"], elements=[""], items=told)


def starved(names: Names, waiting: Iterable[tuple[str, tuple[str, ...]]], *, conditions: bool) -> list[str]:
    """Each step that waits, and for whom or for which condition; without `conditions`, these stay untold."""
    return _first([_waits(names, name, whom, conditions=conditions) for name, whom in waiting])


def hoped(names: Names, hopes: Iterable[Hope]) -> list[str]:
    """Each ending that was hoped for, and what it waited for in vain."""
    return _first([line for hope in hopes for line in _hoped(names, hope)])


def _first(told: list[str]) -> list[str]:
    left = len(told) - MOST
    return [*told[:MOST], SAY["stalled_more"].format(count=left)] if left > 0 else told


def _waits(names: Names, name: str, whom: tuple[str, ...], *, conditions: bool) -> str:
    what, clause = names.title(name), names.node(name).wait_for
    if whom:
        return SAY["stalled_step"].format(what=what, whom=names.brief(whom))
    if clause is None or not conditions:
        return SAY["stalled_alone"].format(what=what)
    return SAY["stalled_step"].format(what=what, whom=condition(names, clause))


def _hoped(names: Names, hope: Hope) -> Iterator[str]:
    title = hope.ending.title
    if not hope.lost:
        yield SAY["hoped"].format(ending=title, what=_asked(names, hope))
    together: dict[tuple[bool, int], list[str]] = {}
    for event in hope.lost:
        together.setdefault((isinstance(event, StepCutOff), event.at), []).append(event.element)
    for (cut, at), elements in together.items():
        told = SAY["hoped_cut" if cut else "hoped_passed"].format(
            ending=title, what=names.brief(elements), moment=format_moment(at, names.plan.start)
        )
        if hope.why is not None and hope.lost[0].element in elements:
            told = SAY["hoped_why"].format(
                hope=told, what=names.title(hope.why[0]), option=names.option(*hope.why)
            )
        yield told


def _asked(names: Names, hope: Hope) -> str:
    """The condition of an ending, or the results that would have called it."""
    if hope.ending.when is not None:
        return condition(names, hope.ending.when)
    results = [
        CONDITION["outcome"].format(what=names.title(name), option=names.option(name, option))
        for name, option in hope.calls
    ]
    return listed(list(dict.fromkeys(results)))
