"""Reads an author's gauges: their stages, their rates, and the marks to which they come."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

from tests.slow_model.instances import Condition, Fields, Gauge, Rate, Step
from tests.slow_model.texts import compared, is_condition, number, units_a_minute

Conditions = Callable[[Any, Step], Condition]
"""Reads one condition, as that of a step that belongs to no group."""


def read_gauges(data: Fields, condition: Conditions) -> tuple[Gauge, ...]:
    """All gauges, in file order."""
    tests = [compared(text) for text in texts(data) if is_condition(text)]
    return tuple(_gauge(name, its, tests, condition) for name, its in (data.get("gauges") or {}).items())


def _gauge(name: str, its: Fields, tests: list[tuple[str, str, str]], condition: Conditions) -> Gauge:
    stages = {stage: number(least) for stage, least in its["stages"].items()}
    numbers = [(test, wanted) for one, test, wanted in tests if one == name and wanted not in stages]
    speaker = Step(-1, name, name, None, None, {})
    rises = [(by, text) for by, text in _rates(its.get("rises"))]
    falls = [(-by, text) for by, text in _rates(its.get("falls"))]
    return Gauge(
        name,
        number(its.get("starts", 0)),
        number(its.get("lowest", 0)),
        number(its["highest"]) if "highest" in its else None,
        stages,
        tuple(Rate(by, None if text is None else condition(text, speaker)) for by, text in [*rises, *falls]),
        frozenset([*stages.values(), *(number(wanted) for test, wanted in numbers if test == "at least")]),
        frozenset(number(wanted) for test, wanted in numbers if test == "at most"),
    )


def _rates(what: Any) -> Iterator[tuple[Fraction, Any]]:
    """A rate alone, rates with their conditions, or the long form."""
    if isinstance(what, str):
        yield units_a_minute(what), None
    elif isinstance(what, dict):
        for by, condition in what.items():
            yield units_a_minute(by), condition
    else:
        for one in what or ():
            yield units_a_minute(one["by"]), one.get("while")


def texts(what: Any) -> Iterator[str]:
    """Every text of a tree."""
    if isinstance(what, str):
        yield what
    elif isinstance(what, dict):
        for inside in what.values():
            yield from texts(inside)
    elif isinstance(what, list):
        for inside in what:
            yield from texts(inside)
