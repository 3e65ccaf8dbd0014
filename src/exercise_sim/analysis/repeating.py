"""Runs that are worth repeating, and the fewest choices that do: what `run --choose` is to be given."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from exercise_sim.analysis.facts import Facts, facts_of
from exercise_sim.analysis.playing import Choice, Player

MOST: Final = 8
"""How many runs of a kind are kept; not every one is repeated by its choices alone, because its answers may have come too late."""


@dataclass(slots=True)
class Kind:
    """Runs that ended alike: how many, and the first ones, as (choices, replication)."""

    runs: int = 0
    first: list[tuple[Choice, int]] = field(default_factory=list)

    def add(self, choose: Choice, replication: int) -> None:
        """One more of them."""
        self.runs += 1
        if len(self.first) < MOST:
            self.first.append((choose, replication))


@dataclass(frozen=True, slots=True)
class Example:
    """A run that shows it: its replication, and all that has to be chosen on top of what is usual."""

    replication: int
    choose: Choice


def example(player: Player, kind: Kind, shows: Callable[[Facts], bool]) -> Example | None:
    """The first that its choices repeat, of those with the fewest, without what it does not need; None where none is repeated so."""
    for choose, replication in sorted(kind.first, key=lambda pair: len(pair[0])):
        found = _shrunk(player, choose, replication, shows)
        if found is not None:
            return found
    return None


def _shrunk(
    player: Player, choose: Choice, replication: int, shows: Callable[[Facts], bool]
) -> Example | None:
    """A run without the choices that it does not need; None where the choices do not bring it back."""

    def holds(choice: Choice) -> bool:
        return shows(facts_of(player.steered(choice, replication).noted))

    if not holds(choose):
        return None
    for key in choose:
        fewer = {other: option for other, option in choose.items() if other != key}
        if holds(fewer):
            choose = fewer
    return Example(replication, choose)
