"""A series of runs of one plan under one policy, one after the other: the replications from one number to another."""

from collections.abc import Iterator

from exercise_sim.analysis.playing import Player, Trial
from exercise_sim.engine.choices import Choices
from exercise_sim.engine.deciders import decider_for
from exercise_sim.engine.plan import Plan


def trials(
    plan: Plan, policy: str, chosen: Choices, *, seed: int, count: int, first: int = 0, log: bool = True
) -> Iterator[Trial]:
    """The runs of `count` replications from `first` on; without their logs where `log` is false.

    Raises KeyError for a policy that does not exist, NoRule where it has no answer, LoopError for a run that goes round for ever.
    """
    player = Player(plan, seed)
    for replication in range(first, first + count):
        yield player.play(replication, decider_for(plan, policy, chosen.answers), chosen, log=log)
