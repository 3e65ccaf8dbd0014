"""Runs that are worth telling: the best, the worst, and the one nearest to a value, by their replications. Columns in, places out."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from exercise_sim.analysis.history import history
from exercise_sim.analysis.readings import Quantity
from exercise_sim.analysis.samples import KEPT, Numbers
from exercise_sim.analysis.timeline import Span, phases
from exercise_sim.analysis.watched import Watch
from exercise_sim.engine.plan import EndingPlan

Role = Literal["median", "best", "worst"]


class Notable:
    """The values of one quantity in the order of replications, of the first million runs."""

    def __init__(self, quantity: Quantity) -> None:
        self._quantity = quantity
        self._parts: list[Numbers] = []
        self._many = 0

    def add(self, column: Numbers) -> None:
        """More runs, in their order."""
        if self._many < KEPT:
            self._parts.append(column[: KEPT - self._many])
            self._many += len(self._parts[-1])

    def found(self) -> dict[Role, int]:
        """The replications by what they are; of equals the first. Empty where no run came to it.

        Nearest to the median is nearest to that of the runs that came to it; the worst is one that never did, where there is one.
        """
        if not self._parts:
            return {}
        values = np.concatenate(self._parts).astype(np.int64)
        came = np.flatnonzero(values > self._quantity.unbegun)
        if not len(came):
            return {}
        reached, never = values[came], np.flatnonzero(values == self._quantity.never)
        order = np.sort(reached)
        median = order[(len(order) - 1) // 2]
        least, most = int(came[reached.argmin()]), int(came[reached.argmax()])
        best, worst = (most, least) if self._quantity.more_is_better else (least, most)
        return {
            "median": int(came[np.abs(reached - median).argmin()]),
            "best": best,
            "worst": int(never[0]) if len(never) else worst,
        }


@dataclass(frozen=True, slots=True)
class Retold:
    """One such run: its replication, its value (None: never), its ending at a minute, and its phases."""

    role: Role
    replication: int
    value: int | None
    ending: EndingPlan
    ended: int
    spans: tuple[Span, ...]


def retold(watch: Watch, role: Role, replication: int) -> Retold:
    """A run once more, for its phases."""
    trial = watch.play(replication)
    plan, value = watch.plan, watch.result(trial)
    told = history(plan, trial.session.log)
    ending = next(one for one in plan.endings if one.name == trial.ended.ending)
    return Retold(role, replication, value, ending, trial.ended.minute, phases(plan, told))
