"""What moves a result: each trait of many runs against one quantity, by rank correlation and by swing. Traits in, a ranked list out.

A time that a step took counts in the runs in which it took place; a way that something went is held against all other ways.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from exercise_sim.analysis.correlation import Column, noise, spearman, swing
from exercise_sim.analysis.readings import Quantity
from exercise_sim.analysis.tallies import BEYOND
from exercise_sim.analysis.traits import STAYED, Kind, Trait, Traits

LEAST: Final = 30
"""Runs in which something must have taken place to be looked at."""
FEW: Final = 5
"""Runs that must have gone either way."""
SURE: Final = 3.0
"""How many standard errors a rank correlation must have: by luck alone, 0.27 % of what moves nothing have as much."""


@dataclass(frozen=True, slots=True)
class Driver:
    """One thing that moves the result. `way` is the result of a choice, a vote or chance; empty for a time, and for an inject that came.

    `swing` is in units of the column: between the thirds of the runs with most and with least of a time, or with the way and without
    it. `runs` are those in which it took place, `with_way` those that went that way.
    """

    kind: Kind
    element: str
    way: str
    correlation: float
    swing: float
    runs: int
    with_way: int


def drivers(quantity: Quantity, results: Sequence[int], runs: Sequence[Traits]) -> tuple[Driver, ...]:
    """What moves a quantity more than luck would, the largest swing first.

    `results` is the quantity's column for these runs. One that never came ranks as the worst, and has no part in swings.
    """
    column = np.array(results, np.int64)
    counted = column != quantity.unbegun
    came = column > quantity.unbegun
    worst = quantity.never if quantity.more_is_better else BEYOND[quantity.unit]
    ranked = np.where(came, column, worst)
    found = [
        one
        for trait in _known(runs)
        for way, places, values in _columns(trait, runs)
        if (one := _driver(trait, way, values, places, ranked, counted, came)) is not None
    ]
    return tuple(sorted(_single(found), key=lambda one: (-abs(one.swing), one.kind, one.element, one.way)))


def _known(runs: Sequence[Traits]) -> list[Trait]:
    """Every trait that some run has, in the order in which they were first met."""
    return list(dict.fromkeys(trait for run in runs for trait in (*run.minutes, *run.ways)))


def _columns(trait: Trait, runs: Sequence[Traits]) -> Iterator[tuple[str, Column, Column]]:
    """The way that is looked at, the places of the runs that have the trait, and its values in them."""
    timed = [place for place, run in enumerate(runs) if trait in run.minutes]
    if timed:
        yield "", np.array(timed), np.array([runs[place].minutes[trait] for place in timed])
    went = [place for place, run in enumerate(runs) if trait in run.ways]
    for way in sorted({way for place in went for way in runs[place].ways[trait]}):
        yield way, np.array(went), np.array([int(way in runs[place].ways[trait]) for place in went])


def _driver(
    trait: Trait, way: str, values: Column, places: Column, ranked: Column, counted: Column, came: Column
) -> Driver | None:
    """The driver, if it is one."""
    counts = counted[places]
    values, places = values[counts], places[counts]
    if len(places) < LEAST:
        return None
    correlation = spearman(values, ranked[places])
    if correlation is None or abs(correlation) < SURE * noise(len(places)):
        return None
    reached = came[places]
    part, results = values[reached], ranked[places][reached].astype(float)
    if not way:
        if len(part) < LEAST:
            return None
        return Driver(*trait, way, correlation, swing(part, results), len(places), len(places))
    with_way = part == 1
    if min(with_way.sum(), (~with_way).sum()) < FEW:
        return None
    moved = float(results[with_way].mean() - results[~with_way].mean())
    return Driver(*trait, way, correlation, moved, len(places), int(values.sum()))


def _single(found: Sequence[Driver]) -> Iterator[Driver]:
    """Of ways that say the same, one: of an inject that it came; of two options, the rarer one."""
    for one in found:
        same = [
            other
            for other in found
            if (other.kind, other.element) == (one.kind, one.element) and other.way and one.way
        ]
        if len(same) != 2 or same[0].with_way + same[1].with_way != one.runs:
            yield one
        elif one.kind == "inject":
            if one.way != STAYED:
                yield one
        elif one is min(same, key=lambda other: (other.with_way, other.way)):
            yield one
