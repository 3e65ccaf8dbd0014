"""Runs without people: steered by choices, or at random, each fixed by its replication. Nothing is counted here."""

from collections.abc import Mapping
from typing import Final

from exercise_sim.engine.at_random import AtRandom
from exercise_sim.engine.choices import choices
from exercise_sim.engine.deciders import Choosing, Usual, run_through
from exercise_sim.engine.luck import BlockLuck, Luck
from exercise_sim.engine.plan import Plan
from exercise_sim.engine.session import Session

BLOCK: Final = 500
"""How many replications are drawn together."""

Choice = Mapping[str, str]
"""What is chosen in a run, by the keys of `--choose`."""


class Player:
    """Plays one plan with one seed; `choose` is what its variants choose."""

    def __init__(self, plan: Plan, seed: int, choose: Choice) -> None:
        self.plan, self.seed, self._choose = plan, seed, choose
        self._blocks: dict[int, BlockLuck] = {}

    def steered(self, choose: Choice, replication: int = 0) -> Session:
        """The run in which what is usual is decided but for these choices, as `run --choose` plays it."""
        session = self._session(replication)
        wanted = {**self._choose, **choose}
        chosen = choices(self.plan, dict(sorted(wanted.items(), key=lambda pair: " of " in pair[0])))
        chosen.fix(session)
        run_through(session, Choosing(chosen.answers, Usual()))
        return session

    def at_random(self, replication: int) -> tuple[Session, Choice]:
        """A run at random, and what was answered in it."""
        decider = AtRandom(self._luck(replication))
        session = self._session(replication)
        run_through(session, decider)
        return session, decider.taken

    def _session(self, replication: int) -> Session:
        return Session(self.plan, self.seed, replication, luck=self._luck(replication))

    def _luck(self, replication: int) -> Luck:
        """The luck of one replication: the first block is kept, because steered runs come back to it; of the others, the last."""
        place = replication // BLOCK
        if place not in self._blocks:
            self._blocks = {key: block for key, block in self._blocks.items() if key == 0}
            self._blocks[place] = BlockLuck(self.plan.draws, self.seed, place * BLOCK, BLOCK)
        return self._blocks[place].at(replication)
