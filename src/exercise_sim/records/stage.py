"""What a session is played on: a scenario with the injects that were written while it ran, its plan, and who decides for empty seats."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from exercise_sim.engine.deciders import Decider
from exercise_sim.engine.ledger import Entry, Written
from exercise_sim.engine.plan import Plan
from exercise_sim.scenario.model import Scenario
from exercise_sim.scenario.sweeps import NEW_INJECT

Pairs = tuple[tuple[str, str], ...]
"""Paths of a scenario with the text of their values, as `load_text` puts them on top of it."""


@dataclass(frozen=True)
class Stage:
    """`written` are the injects that stand in no file; `anew` makes the stage with others, and raises ScenarioError for what is no inject.

    `decides` makes what answers for empty seats; `unseen` are the files of real names that could not be looked up.
    """

    scenario: Scenario
    plan: Plan
    decides: Callable[[Plan], Decider]
    written: Pairs
    unseen: tuple[str, ...]
    anew: Callable[[Pairs], "Stage"]

    @cached_property
    def decider(self) -> Decider:
        """What answers for empty seats, made when it is first asked."""
        return self.decides(self.plan)

    def with_those_of(self, ledger: Iterable[Entry]) -> "Stage":
        """The stage with the injects that were written in a ledger."""
        written = written_in(ledger)
        return self if written == self.written else self.anew(written)

    def with_one_more(self, name: str, text: str) -> "Stage":
        """The stage with another inject. Raises ScenarioError where it is none."""
        return self.anew((*self.written, _pair(name, text)))


def written_in(ledger: Iterable[Entry]) -> Pairs:
    """The injects that were written while a session ran."""
    return tuple(_pair(entry.inject, entry.text) for entry in ledger if isinstance(entry, Written))


def _pair(name: str, text: str) -> tuple[str, str]:
    return f"{NEW_INJECT}{name}", text
