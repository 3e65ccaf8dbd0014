"""Conditions in words, as an author writes them: compiled clauses in, text out (`strength at least 2,000`, `The session: Adopt`)."""

from exercise_sim.engine.clauses import (
    STATES,
    Clause,
    OfClock,
    OfGauge,
    OfMany,
    OfOne,
    OfOutcome,
    OfReference,
    OfResource,
    OfStates,
    OfVariable,
)
from exercise_sim.engine.codes import BEGINS, CROSSING, STEP
from exercise_sim.render.amounts import words
from exercise_sim.render.gauges import crossing
from exercise_sim.render.naming import Names
from exercise_sim.render.sentences import CONDITION, SAY
from exercise_sim.scenario.times import format_moment


def condition(names: Names, clause: Clause | None) -> str:
    """What a clause asks for; a word for 'its condition' where that cannot be said (a lag, a field that never fits)."""
    match clause:
        case OfVariable(name, operator, value):
            return _compared(words(name), operator, names.value(value))
        case OfResource(resource, operator, value):
            return _compared(names.plan.resources[resource].title, operator, names.value(value))
        case OfGauge(gauge, _, _, _, operator, value):
            return _compared(names.plan.gauges[gauge].title, operator, names.value(value))
        case OfStates(nodes, states, wanted) if _named(names, nodes):
            word = next(word for word, meant in STATES.items() if meant == states)
            return _compared(_named(names, nodes), "is" if wanted else "is not", word)
        case OfOutcome(nodes, outcome, wanted) if _named(names, nodes):
            text = names.plan.nodes[nodes[0]].branches[outcome].text
            return _compared(_named(names, nodes), "is" if wanted else "is not", text)
        case OfOne(node, asks) if _named(names, (node,)):
            return _reference(names, (node,), asks, 0)
        case OfReference(nodes, asks, need) if _named(names, nodes):
            return _reference(names, nodes, asks, need)
        case OfClock(minute, operator):
            return CONDITION[operator].format(moment=format_moment(minute, names.plan.start))
        case OfMany(operator, items):
            told = [condition(names, item) for item in items]
            return (
                CONDITION["not"].format(what=told[0]) if operator == "not" else CONDITION[operator].join(told)
            )
        case _:
            return SAY["its_condition"]


def _compared(what: str, operator: str, value: str) -> str:
    return CONDITION[operator].format(what=what, value=value)


def _named(names: Names, nodes: tuple[int, ...]) -> str:
    """The steps, in brief; empty where there is none that people know."""
    return names.brief(
        node.name for node in map(names.plan.nodes.__getitem__, nodes) if node.kind in (STEP, CROSSING)
    )


def _reference(names: Names, nodes: tuple[int, ...], asks: int, need: int) -> str:
    first, what = names.plan.nodes[nodes[0]], _named(names, nodes)
    if first.kind == CROSSING:
        return crossing(names.plan, first.id)
    if need:
        what = CONDITION["some"].format(count=need, what=first.label)
    if asks == BEGINS:
        return CONDITION["begins"].format(what=what)
    return what if asks < 0 else CONDITION["outcome"].format(what=what, option=first.branches[asks].text)
