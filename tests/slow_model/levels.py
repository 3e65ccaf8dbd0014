"""Gauges as straight lines: the value in a minute, its stage, the next whole minute in which it comes to a mark.

Only arithmetic with fractions; nothing changes here.
"""

from fractions import Fraction
from math import ceil, floor

from tests.slow_model.facts import Facts, Level
from tests.slow_model.instances import Gauge


def first_level(gauge: Gauge) -> Level:
    """At STARTEX it has come to all stages up to the value with which it starts."""
    reached = frozenset(stage for stage, least in gauge.stages.items() if gauge.starts >= least)
    return Level(gauge.starts, reached=reached, stage=stage_of(gauge, gauge.starts))


def bounded(gauge: Gauge, value: Fraction) -> Fraction:
    """The value, within the lowest and the highest of the gauge."""
    value = max(value, gauge.lowest)
    return value if gauge.highest is None else min(value, gauge.highest)


def value_now(gauge: Gauge, facts: Facts) -> Fraction:
    """The exact value of the gauge in this minute."""
    level = facts.gauges[gauge.name]
    return bounded(gauge, level.value + level.rate * (facts.now - level.since))


def stage_of(gauge: Gauge, value: Fraction) -> str | None:
    """The highest stage at this value; None below the first."""
    return next((stage for stage, least in reversed(gauge.stages.items()) if value >= least), None)


def next_mark(gauge: Gauge, level: Level, facts: Facts) -> int | None:
    """The next minute in which something that is compared with the value changes; None where nothing will."""
    value = value_now(gauge, facts)
    there = [*((mark, False) for mark in gauge.marks), *((mark, True) for mark in gauge.marks_above)]
    found = []
    for mark, is_above in there:
        holds = value > mark if is_above else value >= mark
        if level.rate == 0 or holds == (level.rate > 0):
            continue
        if bounded(gauge, mark) != mark or (is_above and level.rate > 0 and mark == gauge.highest):
            continue  # beyond the bounds
        if not is_above and level.rate < 0 and mark == gauge.lowest:
            continue  # never below
        exact = (mark - value) / level.rate  # minutes, until it is at the mark
        strictly = is_above == (level.rate > 0)  # beyond the mark, and not at it
        found.append(facts.now + (floor(exact) + 1 if strictly else ceil(exact)))
    return min(found, default=None)


def at_its_bound(gauge: Gauge, level: Level, facts: Facts) -> int | None:
    """The minute in which the gauge comes to its lowest or highest; None where it does not, or is there."""
    value = value_now(gauge, facts)
    bound = gauge.highest if level.rate > 0 else gauge.lowest
    if bound is None or level.rate == 0 or value == bound:
        return None
    return facts.now + ceil((bound - value) / level.rate)
