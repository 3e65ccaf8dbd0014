"""A comparison: rows of runs in, for each alternative its endings, quantities and differences to the first one out.

Rows come in the order of their replications, for all alternatives together, so that runs on the same luck meet. Nothing is played here.
"""

from collections import Counter
from collections.abc import Collection, Sequence

import numpy as np

from exercise_sim.analysis.alternatives import Alternative, Prepared
from exercise_sim.analysis.blocks import Column, Rows
from exercise_sim.analysis.controls import Controls
from exercise_sim.analysis.differences import Difference
from exercise_sim.analysis.samples import KEPT
from exercise_sim.analysis.tallies import Tally
from exercise_sim.engine.plan import EndingPlan
from exercise_sim.engine.stream_names import streams
from exercise_sim.scenario.cast import Cast


class Outcome:
    """What came of one alternative. `differences` are to the first one, by the names of quantities that both have."""

    def __init__(
        self, alternative: Alternative, ready: Prepared, planned: int, only: Collection[str] | None = None
    ) -> None:
        self.alternative, self.plan = alternative, ready.plan
        self.about = _about(alternative, ready)
        self.quantities = tuple(one for one in ready.readings.quantities if only is None or one.name in only)
        self._places = {one.name: place for place, one in enumerate(ready.readings.quantities, 1)}
        self.tallies = {one.name: Tally(one) for one in self.quantities}
        self.differences: dict[str, Difference] = {}
        self.runs, self._planned = 0, planned
        self._endings: Counter[int] = Counter()

    def compare_with(self, first: "Outcome", controls: Controls | None) -> None:
        """Prepares the differences to the first alternative."""
        same = {(one.name, one.unit) for one in first.quantities}
        self.differences = {
            one.name: Difference(one, self._planned, controls)
            for one in self.quantities
            if (one.name, one.unit) in same
        }

    @property
    def endings(self) -> list[tuple[EndingPlan, int]]:
        """The endings that came, the most frequent first, each with its number of runs."""
        found = sorted(self._endings.items(), key=lambda pair: (-pair[1], pair[0]))
        return [(self.plan.endings[place], many) for place, many in found]

    def ended(self, name: str) -> int:
        """How many runs ended so."""
        return sum(many for ending, many in self.endings if ending.name == name)

    def add(self, rows: Rows) -> None:
        """More runs."""
        self.runs += rows.count
        places, counts = np.unique(rows.columns[0], return_counts=True)
        self._endings.update(dict(zip(places.tolist(), counts.tolist(), strict=True)))
        for quantity in self.quantities:
            self.tallies[quantity.name].add(self.column(quantity.name, rows))

    def column(self, name: str, rows: Rows) -> Column:
        """The column of a quantity among the rows of this alternative."""
        return rows.columns[self._places[name]]

    def add_pairs(self, first: "Outcome", before: Rows, rows: Rows) -> None:
        """The same runs, in pairs with those of the first alternative."""
        for name, difference in self.differences.items():
            difference.add(first.column(name, before), self.column(name, rows))


def _about(alternative: Alternative, ready: Prepared) -> str:
    """The titles of what it is made of, as far as its author gave some."""
    scenario, cast = ready.loaded.scenario, Cast(ready.loaded.scenario)
    titles = [scenario.variants[name].title for name in alternative.variants]
    if alternative.policy in scenario.policies:
        titles.append(scenario.policies[alternative.policy].title)
    return "; ".join(cast.text(title, "") for title in titles if title)


class Comparison:
    """Several alternatives on the same luck. `planned` is how many runs of each are to come; `only` the quantities that are looked at.

    With the `seed` of the runs, which then are those from replication 0 on, differences have the luck of their draws taken out.
    """

    def __init__(
        self,
        alternatives: Sequence[tuple[Alternative, Prepared]],
        planned: int,
        only: Collection[str] | None = None,
        seed: int | None = None,
    ) -> None:
        self.outcomes = [Outcome(alternative, ready, planned, only) for alternative, ready in alternatives]
        self.first = self.outcomes[0]
        self.planned = planned
        names = dict.fromkeys(name for one in self.outcomes for name in streams(one.plan))
        controls = Controls(tuple(names), seed) if seed is not None else None
        self._drawn = controls is not None
        for other in self.outcomes[1:]:
            other.compare_with(self.first, controls)

    @property
    def runs(self) -> int:
        """How many runs of each alternative it has."""
        return self.first.runs

    @property
    def steadied(self) -> bool:
        """Whether differences have the luck of their draws taken out."""
        return any(gap.steadied for one in self.outcomes for gap in one.differences.values())

    @property
    def folded(self) -> bool:
        """Whether there are so many runs that they are kept as histograms."""
        return self.runs > KEPT

    def add(self, rows: Sequence[Rows]) -> None:
        """The same replications of every alternative, in the order of the alternatives."""
        assert not self._drawn or rows[0].first == self.runs, "draws are those of the replications from 0 on"
        for outcome, one in zip(self.outcomes, rows, strict=True):
            outcome.add(one)
            if outcome is not self.first:
                outcome.add_pairs(self.first, rows[0], one)
