"""What one alternative changes against the first, run by run on the same luck: means, quantiles, thresholds, each with its interval."""

from exercise_sim.analysis.controls import Controls
from exercise_sim.analysis.pairs import Folded, Gap, Kept, reached
from exercise_sim.analysis.readings import Quantity
from exercise_sim.analysis.samples import KEPT, Numbers


class Difference:
    """One quantity in pairs of runs.

    `both`: pairs in which both alternatives reached it; `lost` and `won`: the first alone did, the other alone did.
    With `controls`, means and shares have the luck of the draws taken out, as long as so many runs are kept.
    """

    def __init__(self, quantity: Quantity, planned: int, controls: Controls | None = None) -> None:
        self.quantity = quantity
        self.pairs = self.both = self.lost = self.won = 0
        self._runs = Folded(quantity) if planned > KEPT else Kept(quantity, controls)
        self._found: dict[str, Gap | None] = {}

    def add(self, first: Numbers, other: Numbers) -> None:
        """More pairs, in the order of their replications."""
        came, comes = reached(self.quantity, first, other)
        self.pairs += len(first)
        self.both += int((came & comes).sum())
        self.lost += int((came & ~comes).sum())
        self.won += int((comes & ~came).sum())
        self._runs.add(first, other)
        self._found.clear()

    @property
    def steadied(self) -> bool:
        """Whether there are runs enough, and not too many, to take the luck of their draws out."""
        return self._runs.steadied

    @property
    def mean(self) -> Gap | None:
        """The mean difference over the pairs in which both reached it; None where there is none."""
        if "" not in self._found:
            self._found[""] = self._runs.mean() if self.both else None
        return self._found[""]

    def met(self, letter: str) -> Gap | None:
        """The difference of the shares of runs that meet a threshold."""
        if letter not in self._found:
            self._found[letter] = self._runs.met(letter) if self.pairs else None
        return self._found[letter]

    def quantile(self, percent: int) -> Gap | None:
        """The difference of two quantiles, over the pairs in which both reached it."""
        return self._runs.quantile(percent) if self.both else None
