"""Short proofs that something can, or cannot, come again, so that the whole set of what can come need not be worked out.

What is proved here is exact; where neither proof is found, `reach` works the set out (`horizon`). The walk goes up the joins, which are
free of circles: what a step waits for, what that waits for, until something is under way.
"""

from exercise_sim.engine.gates import MET, PASSED_BY, input_value
from exercise_sim.engine.horizon import goings_back, takeable
from exercise_sim.engine.plan import ALL, CHOICE, EVERY, STRICT, Input
from exercise_sim.engine.state import CUT, DONE, PASSED, WAITING, Run


class Proofs:
    """Proofs about one node that is over, `fixed`, on which live reopeners may have a hold."""

    def __init__(self, run: Run, live: list[int], fixed: int) -> None:
        self._run, self._plan, self._live, self._fixed = run, run.plan, live, fixed
        self._able: list[int] = []
        self._known: dict[tuple[int, bool], bool] = {}

    def comes_again(self) -> bool:
        """Whether a step that can surely come may go back to something on which `fixed` hangs by lists alone."""
        if self._run.redone:
            return False
        return any(self._holds(reopener) and self._may(reopener, sure=True) for reopener in self._live)

    def never_again(self) -> bool:
        """Whether nothing can bring `fixed` again: whoever may go back over it waits for it, or it stands on what is settled."""
        able = [reopener for reopener in self._live if self._may(reopener, sure=False)]
        if not any(self._fixed in self._plan.region[reopener] for reopener in able):
            return True
        if any(self._fixed in self._plan.targets[reopener] for reopener in able):
            return False
        self._able = able
        return self._grounded(self._fixed)

    def _grounded(self, gate: int) -> bool:
        """Whether a join holds by results alone that nobody who may come can withdraw."""
        plan = self._plan.gates[gate]
        if plan.kind == CHOICE:
            return False
        sure = [self._ground(item) for item in plan.inputs]
        return all(sure) if plan.kind in (ALL, EVERY, STRICT) else sum(sure) >= plan.count

    def _ground(self, item: Input) -> bool:
        if item.gate >= 0:
            return self._grounded(item.gate)
        if item.node < 0 or input_value(self._run, item) != MET or any(item.node in self._plan.region[one] for one in self._able):
            return False
        return self._run.status[item.node] in (DONE, PASSED)

    def _holds(self, reopener: int) -> bool:
        still = goings_back(self._run, reopener)
        return any(self._fixed in hard and effect in still for effect, hard in self._plan.hard[reopener])

    def _may(self, node: int, *, sure: bool) -> bool:
        """Whether a step that is not over can come: surely, or at all."""
        status = self._run.status[node]
        if status != WAITING:
            return status != CUT and (status not in (DONE, PASSED) or not sure)
        known = self._known.get((node, sure))
        if known is None:
            self._known[node, sure] = False
            known = self._known[node, sure] = self._gate(node, sure=sure)
        return known

    def _gate(self, gate: int, *, sure: bool) -> bool:
        plan = self._plan.gates[gate]
        if plan.kind == CHOICE and sure:
            named = self._run.variables[plan.variable]
            return named in plan.keys and self._input(plan.inputs[plan.keys.index(named)], sure=sure)
        ways = [self._input(item, sure=sure, passed=plan.kind == ALL or not sure) for item in plan.inputs]
        if plan.kind in (ALL, STRICT):
            return all(ways)
        # At all: several may also be passed over, or fall out.
        return sum(ways) >= (plan.count if sure and plan.kind != EVERY else 1)

    def _input(self, item: Input, *, sure: bool, passed: bool) -> bool:
        """Whether an input is there or may come; `passed`: whether it is enough that it was passed over."""
        run = self._run
        value = input_value(run, item)
        if value == MET or (passed and value == PASSED_BY):
            return True
        if item.gate >= 0:
            return value != PASSED_BY and self._gate(item.gate, sure=sure)
        if item.node < 0:
            return False
        if run.status[item.node] in (DONE, PASSED):
            return not sure and item.node != self._fixed and any(item.node in self._plan.region[one] for one in self._live)
        if sure and item.asks >= 0 and item.asks not in takeable(run, item.node):
            return False
        return self._may(item.node, sure=sure)
