"""What decisions are worth: every combination of options on the same luck, each run held against the best that any of them made of it.

Regret is how much worse than that best: L. J. Savage, "The theory of statistical decision", Journal of the American Statistical
Association 46 (1951), 55-67. Rows in, counts out; only sums are kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from exercise_sim.analysis.blocks import Rows
from exercise_sim.analysis.comparison import Comparison
from exercise_sim.analysis.readings import Quantity
from exercise_sim.analysis.samples import Numbers

WORST = np.iinfo(np.int64).max // 4
"""Stands for what was never reached, or never begun: worse than everything."""


@dataclass(frozen=True, slots=True)
class Regret:
    """Of one choice (or combination): the runs that count, those in which it is as good as the best, and those in which it never gets there.

    `cost` is how much worse than the best it is on average, in units of the column, over the runs in which it gets there; None where none.
    """

    counted: int
    best: int
    never: int
    cost: float | None


class _Sum:
    """The sums behind a `Regret`."""

    def __init__(self) -> None:
        self.best = self.never = self.total = self.reached = 0

    def add(self, values: Numbers, best: Numbers) -> None:
        came = values < WORST
        self.best += int((values == best).sum())
        self.never += int((~came).sum())
        self.total += int((values[came] - best[came]).sum())
        self.reached += int(came.sum())

    def told(self, counted: int) -> Regret:
        return Regret(counted, self.best, self.never, self.total / self.reached if self.reached else None)


class Regrets:
    """`decisions` are the steps with their options; the alternatives of the comparison are all combinations of these."""

    def __init__(self, comparison: Comparison, quantity: Quantity, decisions: dict[str, list[str]]) -> None:
        self.quantity, self.decisions = quantity, decisions
        self.counted = self.missed = 0
        self._comparison = comparison
        self._choices = [dict(one.alternative.choose) for one in comparison.outcomes]
        self._whole = [_Sum() for _ in self._choices]
        self._single = {(step, option): _Sum() for step, options in decisions.items() for option in options}

    def add(self, rows: Sequence[Rows]) -> None:
        """The same replications of every combination, in the order of the comparison."""
        values = np.stack([self._values(place, one) for place, one in enumerate(rows)])
        best = values.min(axis=0)
        counts = best < WORST
        self.missed += int((~counts).sum())
        self.counted += int(counts.sum())
        values, best = values[:, counts], best[counts]
        for place, total in enumerate(self._whole):
            total.add(values[place], best)
        for (step, option), total in self._single.items():
            with_it = [place for place, chosen in enumerate(self._choices) if chosen[step] == option]
            total.add(values[with_it].min(axis=0), best)

    def _values(self, place: int, rows: Rows) -> Numbers:
        """A column in which less is better, and nothing is worse than what was never reached."""
        outcome, quantity = self._comparison.outcomes[place], self.quantity
        column = outcome.column(quantity.name, rows).astype(np.int64)
        values: Numbers = np.where(
            column <= quantity.unbegun, WORST, -column if quantity.more_is_better else column
        )
        return values

    def of(self, step: str, option: str) -> Regret:
        """What an option costs at least, whatever else is chosen."""
        return self._single[step, option].told(self.counted)

    @property
    def combinations(self) -> list[tuple[int, Regret]]:
        """Every combination by its place among the alternatives, the one that is best most often first."""
        told = [(place, total.told(self.counted)) for place, total in enumerate(self._whole)]
        return sorted(told, key=lambda one: (-one[1].best, one[1].never, one[1].cost or 0.0, one[0]))
