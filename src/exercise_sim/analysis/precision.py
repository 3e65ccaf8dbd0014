"""How many runs a wanted precision takes: look, and play more until the P80 is known well enough in every alternative.

A sequential rule: Y. S. Chow and H. Robbins, "On the asymptotic theory of fixed-width sequential confidence intervals for the mean", Annals
of Mathematical Statistics 36 (1965), 457-462; P. W. Glynn and W. Whitt, "The asymptotic validity of sequential stopping rules for stochastic
simulations", Annals of Applied Probability 2 (1992), 180-198. It stops too early by luck where the first look comes early and looks are
many: hence FIRST, and steps of a quarter at least.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from exercise_sim.analysis.playing import BLOCK
from exercise_sim.analysis.tallies import Tally

FIRST: Final = 4 * BLOCK
"""Runs before the first look."""
MOST: Final = 2**20
"""Runs at most."""
PERCENT: Final = 80
"""The quantile that is looked at."""


@dataclass(frozen=True, slots=True)
class Look:
    """How well it is known: `share` is half the width of the interval, as a share of the quantile, in the alternative that is known worst.

    None where the runs give no interval yet. `never`: the place of an alternative whose quantile is never reached, so that no number of
    runs helps; or None.
    """

    share: float | None
    never: int | None

    def enough(self, wanted: float) -> bool:
        """Whether more runs need not, or cannot, be played for it."""
        return self.never is not None or (self.share is not None and self.share <= wanted)


def look(tallies: Iterable[Tally]) -> Look:
    """A look at the same quantity of all alternatives."""
    worst: float | None = 0.0
    for place, tally in enumerate(tallies):
        found = tally.quantile(PERCENT)
        if found is None or found.value is None:
            return Look(None, place)
        if found.low is None or found.high is None:
            worst = None
        elif worst is not None and found.high > found.low:
            half = (found.high - found.low) / 2
            worst = max(worst, half / abs(found.value) if found.value else float("inf"))
    return Look(worst, None)


def following(runs: int, seen: Look, wanted: float, most: int = MOST) -> int:
    """How many runs there should be at the next look: as many as it takes if the width falls with their root, in whole blocks."""
    if not runs:
        return min(FIRST, most)
    needed = runs * min(4.0, seen.share / wanted) ** 2 if seen.share is not None else 2.0 * runs
    goal = int(min(2.0 * runs, max(1.25 * runs, 1.05 * needed)))
    return min(most, -(-goal // BLOCK) * BLOCK)
