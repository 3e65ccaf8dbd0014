"""The one way to play many runs of a plan without people: each is fixed by its replication, and chance is drawn in blocks (Rule 4).

A run of a series is the very run that its replication's number repeats alone; only the drawing is shared. Nothing is counted here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from exercise_sim.engine.at_random import AtRandom, hand_at_random
from exercise_sim.engine.choices import Choices, choices
from exercise_sim.engine.codes import Log
from exercise_sim.engine.deciders import Choosing, Decider, Usual, run_through
from exercise_sim.engine.luck import BlockLuck, Luck
from exercise_sim.engine.plan import Plan
from exercise_sim.engine.session import Ended, Session
from exercise_sim.engine.state import Run
from exercise_sim.scenario.times import DAY

BLOCK: Final = 256
"""How many replications are drawn together: enough to be quick, few enough to be at hand soon."""

Choice = Mapping[str, str]
"""What is chosen in a run, by the keys of `--choose`."""

Look = Callable[[Run, int], None]
"""Somebody who looks at a run before each minute at which something is due."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One run that has ended: its replication, its session, its ending."""

    replication: int
    session: Session
    ended: Ended


class Player:
    """Plays one plan with one seed; `choose` is what its variants choose in steered runs."""

    def __init__(self, plan: Plan, seed: int, choose: Choice | None = None) -> None:
        self.plan, self.seed, self._choose = plan, seed, choose or {}
        self._blocks: dict[int, BlockLuck] = {}
        self._length = DAY  # the minutes of the longest run at random so far

    def play(
        self,
        replication: int,
        decider: Decider,
        chosen: Choices | None = None,
        *,
        log: Log = True,
        look: Look | None = None,
    ) -> Trial:
        """The run of one replication to its end; with as much of its log as `log` says. `look` looks at it as it goes.

        Raises NoRule where the decider has no answer, LoopError for a run that goes round for ever.
        """
        session = Session(self.plan, self.seed, replication, log=log, luck=self.luck(replication))
        if look is not None:
            session.watch(look)
        if chosen is not None:
            chosen.fix(session)
        ended = run_through(session, decider)
        assert isinstance(ended, Ended), "nothing stops a run before its end"
        return Trial(replication, session, ended)

    def steered(self, choose: Choice, replication: int = 0) -> Session:
        """The run in which what is usual is decided but for these choices, as `run --choose` plays it."""
        wanted = {**self._choose, **choose}
        chosen = choices(self.plan, dict(sorted(wanted.items(), key=lambda pair: " of " in pair[0])))
        return self.play(replication, Choosing(chosen.answers, Usual()), chosen).session

    def at_random(self, replication: int) -> tuple[Session, Choice]:
        """A run at random, and what was answered in it."""
        luck = self.luck(replication)
        decider = AtRandom(luck)
        given = hand_at_random(self.plan, luck, self._length)
        session = self.play(replication, decider, choices(self.plan, given)).session
        self._length = max(self._length, session.now)
        return session, {**decider.taken, **given}  # when an inject is given says more than what comes of it

    def luck(self, replication: int) -> Luck:
        """The luck of one replication: the first block is kept, because steered runs come back to it; of the others, the last."""
        place = replication // BLOCK
        if place not in self._blocks:
            self._blocks = {key: block for key, block in self._blocks.items() if key == 0}
            self._blocks[place] = BlockLuck(self.plan.draws, self.seed, place * BLOCK, BLOCK)
        return self._blocks[place].at(replication)
