"""What drives a result, and the use of resources over time, as plain data for other programs."""

from collections.abc import Mapping
from typing import Any

from exercise_sim.analysis.alternatives import Alternative
from exercise_sim.analysis.criticality import GAUGE
from exercise_sim.analysis.drivers import Driver
from exercise_sim.analysis.loads import Course, Loads
from exercise_sim.analysis.readings import SCALE
from exercise_sim.analysis.watched import Driven

_DIGITS = 4


def driven_as_data(driven: Driven) -> dict[str, Any]:
    """The drivers of one alternative: swings and times in minutes (swings of a number in its unit), shares from 0 to 1."""
    return {
        "alternative": driven.alternative.label,
        "of": driven.quantity.name,
        "runs": driven.runs,
        "moves": [_driver(driven, one) for one in driven.drivers],
        "without_source": [
            {"number": one.number, "name": one.name, "swing": _swing(driven, one.driver)}
            for one in driven.guesses
        ],
        "critical": [
            {**_named(one.element), "share": one.share, "minutes": one.minutes} for one in driven.critical
        ],
        "delays": [{"body": one.body, "kind": one.kind, "minutes": one.minutes} for one in driven.spent],
    }


def _named(element: str) -> dict[str, Any]:
    """A step or an inject, or a gauge that was waited for."""
    is_gauge = element.startswith(GAUGE)
    return {"gauge": element.removeprefix(GAUGE)} if is_gauge else {"element": element}


def _driver(driven: Driven, one: Driver) -> dict[str, Any]:
    element, _, voter = one.element.partition("\t")
    return {
        "kind": one.kind,
        "element": element,
        "voter": voter,
        "way": one.way,
        "correlation": one.correlation,
        "swing": _swing(driven, one),
        "runs": one.runs,
        "with_way": one.with_way,
    }


def _swing(driven: Driven, one: Driver) -> float:
    return one.swing / SCALE[driven.quantity.unit]


def loads_as_data(found: Mapping[Alternative, Loads]) -> list[dict[str, Any]]:
    """The resources of each alternative: at minutes 0, `step` and so on, the mean, P10 and P90 of what is in use and of how many wait."""
    return [
        {
            "alternative": one.label,
            "runs": loads.runs,
            "step": loads.grid.step,
            "resources": [
                {
                    "name": load.resource.name,
                    "title": load.resource.title,
                    "kind": load.resource.kind,
                    "amount": load.resource.amount,
                    "left" if load.resource.kind == "stock" else "in_use": _course(load.use),
                    "waiting": _course(load.waiting),
                }
                for load in loads.loads
            ],
        }
        for one, loads in found.items()
    ]


def _course(course: Course) -> dict[str, list[float] | list[int]]:
    return {
        "mean": [round(mean, _DIGITS) for mean in course.mean],
        "P10": [*course.p10],
        "P90": [*course.p90],
    }
