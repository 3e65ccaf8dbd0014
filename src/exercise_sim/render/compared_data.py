"""A comparison for other programs: what was told of it as plain data, and every run as a line of a table."""

from collections.abc import Iterator, Sequence
from typing import Any

from exercise_sim.analysis.blocks import Rows
from exercise_sim.analysis.comparison import Comparison, Outcome
from exercise_sim.analysis.differences import Difference
from exercise_sim.analysis.onward import Course, Turn
from exercise_sim.analysis.pairs import Gap
from exercise_sim.analysis.readings import END, SCALE, Quantity
from exercise_sim.analysis.shares import wilson
from exercise_sim.analysis.tallies import PERCENTS, Quantile, Tally


def compared_as_data(comparison: Comparison, seed: int, *, partial: bool) -> dict[str, Any]:
    """The comparison as plain data; times in minutes, shares from 0 to 1, intervals of 95 % as [low, high]."""
    return {
        "seed": seed,
        "runs": comparison.runs,
        "planned": comparison.planned,
        "partial": partial,
        "alternatives": [_alternative(one) for one in comparison.outcomes],
    }


def _alternative(outcome: Outcome) -> dict[str, Any]:
    one = outcome.alternative
    return {
        "label": one.label,
        "file": one.file,
        "variants": list(one.variants),
        "set": dict(one.sets),
        "policy": one.policy,
        "choose": dict(one.choose),
        "record": _recorded(one.course),
        "endings": [
            {"name": ending.name, "class": ending.class_, "runs": many, **_share(many, outcome.runs)}
            for ending, many in outcome.endings
        ],
        "quantities": [_quantity(outcome, quantity) for quantity in outcome.quantities],
    }


def _recorded(course: Course | None) -> dict[str, Any] | None:
    """What of a record an alternative goes on from; null where it is none."""
    if course is None:
        return None
    if isinstance(course, Turn):
        return {
            "question": course.question,
            "minute": course.past.minute,
            "option": course.option or None,
            "after": course.after,
            "how": course.how or None,
        }
    return {"answers": {name: reply.option for name, reply in course.replies}}


def _share(many: int, of: int) -> dict[str, Any]:
    return {"share": many / of if of else None, "interval": list(wilson(many, of))}


def _quantity(outcome: Outcome, quantity: Quantity) -> dict[str, Any]:
    tally, difference = outcome.tallies[quantity.name], outcome.differences.get(quantity.name)
    return {
        "name": quantity.name,
        "title": quantity.title,
        "kind": quantity.kind,
        "unit": quantity.unit,
        "more_is_better": quantity.more_is_better,
        "counted": tally.counted,
        "reached": tally.reached,
        "quantiles": {f"P{percent}": _quantile(tally, percent) for percent in PERCENTS},
        "thresholds": {
            letter: {"bound": bound, "runs": tally.met(letter), **_share(tally.met(letter), tally.counted)}
            for letter, bound in quantity.thresholds.items()
        },
        "difference": _difference(difference) if difference else None,
    }


def _plain(quantity: Quantity, value: float | None) -> float | None:
    if value is None or quantity.unit == "minutes":
        return value
    return value / SCALE["number"]


def _quantile(tally: Tally, percent: int) -> dict[str, Any] | None:
    found: Quantile | None = tally.quantile(percent)
    if found is None:
        return None
    ends = (_plain(tally.quantity, one) for one in (found.low, found.high))
    return {"value": _plain(tally.quantity, found.value), "interval": list(ends)}


def _difference(found: Difference) -> dict[str, Any]:
    quantity = found.quantity
    return {
        "pairs": found.pairs,
        "both_reached": found.both,
        "only_first_reached": found.lost,
        "only_this_reached": found.won,
        "mean": _gap(quantity, found.mean),
        "quantiles": {f"P{percent}": _gap(quantity, found.quantile(percent)) for percent in PERCENTS},
        "thresholds": {letter: _gap(None, found.met(letter)) for letter in quantity.thresholds},
    }


def _gap(quantity: Quantity | None, gap: Gap | None) -> dict[str, Any] | None:
    """A difference with its interval; of shares where no quantity is given."""
    if gap is None:
        return None

    def plain(value: float) -> float | None:
        return _plain(quantity, value) if quantity else value

    ends = None if gap.half is None else [plain(gap.value - gap.half), plain(gap.value + gap.half)]
    return {"value": plain(gap.value), "interval": ends, "shown": gap.shown, "plain": plain(gap.plain)}


def table_head(comparison: Comparison) -> list[str]:
    """The names of the columns of the table of runs."""
    named = ("ended_at" if name == END else name for name in _names(comparison))
    return ["alternative", "replication", "ending", *named]


def _names(comparison: Comparison) -> list[str]:
    """The quantities of all alternatives, each once."""
    return [*dict.fromkeys(quantity.name for one in comparison.outcomes for quantity in one.quantities)]


def table_lines(comparison: Comparison, rows: Sequence[Rows]) -> Iterator[list[str]]:
    """A line for each run of a block: minutes or numbers; `never` where it was not reached, nothing where it was not begun."""
    names = _names(comparison)
    for outcome, block in zip(comparison.outcomes, rows, strict=True):
        columns = {
            quantity.name: [_cell(quantity, int(value)) for value in outcome.column(quantity.name, block)]
            for quantity in outcome.quantities
        }
        endings = [outcome.plan.endings[int(place)].name for place in block.columns[0]]
        empty = [""] * block.count
        for place, cells in enumerate(zip(*(columns.get(name, empty) for name in names), strict=True)):
            yield [outcome.alternative.label, str(block.first + place), endings[place], *cells]


def _cell(quantity: Quantity, value: int) -> str:
    if value == quantity.unbegun:
        return ""
    return "never" if value == quantity.never else f"{_plain(quantity, value):g}" if quantity.unit == "number" else str(value)  # fmt: skip
