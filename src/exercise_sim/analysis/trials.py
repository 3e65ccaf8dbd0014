"""Many runs of one plan, one after the other: each with a replication of its own, drawn in blocks (Rule 4).

A trial is the very run that the replication's number repeats alone; only the drawing is shared.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from exercise_sim.engine.choices import Choices
from exercise_sim.engine.deciders import decider_for, run_through
from exercise_sim.engine.luck import BlockLuck
from exercise_sim.engine.plan import Plan
from exercise_sim.engine.session import Ended, Session

BLOCK = 250
"""How many replications are drawn together: enough to be quick, few enough to be at hand soon."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One run that has ended: its replication, its session, its ending."""

    replication: int
    session: Session
    ended: Ended


def trials(
    plan: Plan, policy: str, chosen: Choices, *, seed: int, count: int, log: bool = True
) -> Iterator[Trial]:
    """The runs of the replications 0 to `count - 1`; without their logs where `log` is false.

    Raises KeyError for a policy that does not exist, NoRule where it has no answer, LoopError for a run that goes round for ever.
    """
    for first in range(0, count, BLOCK):
        size = min(BLOCK, count - first)
        luck = BlockLuck(plan.draws, seed, first, size)
        for replication in range(first, first + size):
            session = Session(plan, seed, replication, log=log, luck=luck.at(replication))
            chosen.fix(session)
            ended = run_through(session, decider_for(plan, policy, chosen.answers))
            assert isinstance(ended, Ended), "nothing stops a run before its end"
            yield Trial(replication, session, ended)
