"""Results on which nobody can count: what is not over, and what a going back may take away since it stands on nothing else.

Nothing of the run is changed here. A chain may be longer than calls can be deep, so what a step stands on is worked out from a list.
"""

from collections.abc import Collection

from exercise_sim.engine.codes import CUT, DONE, WAITING
from exercise_sim.engine.state import Run
from exercise_sim.engine.worth import holds_without, waited_for


def grounded(run: Run, node: int, losses: list[int]) -> bool:
    """Whether a node that is over stands on what no going back can take away, so that it cannot come again.

    Whoever goes back to it by name must be gone, or wait in vain for what it was to come to (`losses`, the gates that lost it).
    """
    return _Shaky(run).stands(node, losses)


class _Shaky:
    """All whose results may be taken away: what is not over, and what goings back may cover and does not stand on anything else."""

    def __init__(self, run: Run) -> None:
        self._run, self._known = run, dict[int, bool]()

    def __contains__(self, node: object) -> bool:
        assert isinstance(node, int)
        answer = self._plainly(node)
        return self._asked(node) if answer is None else answer

    def _plainly(self, node: int) -> bool | None:
        """The answer, where it is known without looking at what the node stands on."""
        if self._run.status[node] < DONE:
            return True
        if node not in self._run.cover or self._run.lasts(node):
            return False
        return True if node in self._run.sinking else self._known.get(node)

    def _asked(self, node: int) -> bool:
        """The answer, once it is known of all that the node stands on: a chain may be longer than calls can be deep."""
        work = [(node, False)]
        while work:
            one, entered = work.pop()
            if entered:
                self._known[one] = not self.stands(one)
            elif one not in self._known:
                self._known[one] = True
                work.append((one, True))
                work += [
                    (other, False) for other in waited_for(self._run, one) if self._plainly(other) is None
                ]
        return self._known[node]

    def stands(self, node: int, losses: Collection[int] = ()) -> bool:
        """Whether nobody can go back to a node by name, and its join holds without anything shaky."""
        run, status = self._run, self._run.status
        return all(
            status[other] == CUT or (other in losses and status[other] == WAITING)
            for other in run.plan.targeted.get(node, ())
        ) and holds_without(run, node, self)
