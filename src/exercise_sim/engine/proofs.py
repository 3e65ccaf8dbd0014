"""Short proofs that something can, or cannot, come again, so that the whole set of what can come need not be worked out.

What is proved here is exact; where neither proof is found, `reach` works the set out (`horizon`). The walk goes up the joins, which are
free of circles: what a step waits for, what that waits for, until something is under way.
"""

from exercise_sim.engine.gates import MET, PASSED_BY, input_value
from exercise_sim.engine.horizon import goings_back, takeable
from exercise_sim.engine.plan import ALL, CHOICE, EVERY, LAG, STRICT, Input
from exercise_sim.engine.state import CUT, DONE, PASSED, WAITING, Run


class Proofs:
    """Proofs about nodes that are over, while some steps (`live`) may still go back."""

    def __init__(self, run: Run, live: list[int]) -> None:
        self._run, self._plan, self._live = run, run.plan, live
        self._known: dict[tuple[int, int], bool] = {}
        self._gone: dict[tuple[int, int], bool] = {}

    def comes_again(self, node: int) -> bool:
        """Whether a step that surely can come may go back to what a node was released through."""
        return any(
            node in self._plan.region[reopener]
            and self._reopens(reopener, node)
            and self._may(reopener, SURE)
            for reopener in self._live
        )

    def _reopens(self, reopener: int, node: int) -> bool:
        """Whether a node goes with what a step may go back to: is one of the targets, or cannot stand without one."""
        known = self._gone.get((reopener, node))
        if known is None:
            targets = {
                target
                for effect in goings_back(self._run, reopener)
                for target in effect.back_to
                if target != reopener
            }
            self._gone[reopener, node] = False
            known = self._gone[reopener, node] = node in targets or self._falls(reopener, node)
        return known

    def _falls(self, reopener: int, gate: int) -> bool:
        """Whether a join that holds would no longer hold."""
        plan = self._plan.gates[gate]
        if plan.kind == CHOICE:
            return False
        there = [item for item in plan.inputs if input_value(self._run, item) in (MET, PASSED_BY)]
        gone = [
            self._falls(reopener, item.gate) if item.gate >= 0 else self._reopens(reopener, item.node)
            for item in there
        ]
        if plan.kind in (ALL, EVERY, STRICT):
            return any(gone)
        return len(there) - sum(gone) < plan.count

    def never_again(self, node: int) -> bool:
        """Whether nothing can bring a node again: whoever may go back over it waits for it, or it stands on what is settled."""
        over_it = [one for one in self._live if node in self._plan.region[one] and self._may(one, node)]
        if not over_it:
            return True
        if any(node in self._plan.targets[reopener] for reopener in over_it):
            return False
        waiting_for_it = [one for one in self._live if node in self._plan.region[one] and one not in over_it]
        return self._grounded(node, [one for one in self._live if one not in waiting_for_it])

    def _grounded(self, gate: int, able: list[int]) -> bool:
        """Whether a join holds by results alone that nobody who may come can withdraw."""
        plan = self._plan.gates[gate]
        if plan.kind == CHOICE:
            return False
        sure = [self._ground(item, able) for item in plan.inputs]
        return all(sure) if plan.kind in (ALL, EVERY, STRICT) else sum(sure) >= plan.count

    def _ground(self, item: Input, able: list[int]) -> bool:
        if item.gate >= 0:
            return self._grounded(item.gate, able)
        if (
            item.node < 0
            or input_value(self._run, item) != MET
            or any(item.node in self._plan.region[one] for one in able)
        ):
            return False
        return self._run.status[item.node] in (DONE, PASSED)

    def _may(self, node: int, mode: int) -> bool:
        """Whether a step can come: surely (SURE), or at all while the node `mode`, which is over, does not come again."""
        status = self._run.status[node]
        if status != WAITING:
            return status != CUT and (status not in (DONE, PASSED) or mode != SURE)
        known = self._known.get((node, mode))
        if known is None:
            self._known[node, mode] = (
                False  # a document may have a maker that waits for it: no proof goes round
            )
            known = self._known[node, mode] = self._gate(node, mode)
        return known

    def _gate(self, gate: int, mode: int) -> bool:
        plan = self._plan.gates[gate]
        if plan.kind == CHOICE and mode == SURE:
            named = self._run.variables[plan.variable]
            return named in plan.keys and self._input(plan.inputs[plan.keys.index(named)], mode, passed=False)
        ways = [self._input(item, mode, passed=plan.kind == ALL or mode != SURE) for item in plan.inputs]
        if plan.kind in (ALL, STRICT):
            return all(ways)
        # At all: several may also be passed over, or fall out.
        return sum(ways) >= (plan.count if mode == SURE and plan.kind != EVERY else 1)

    def _input(self, item: Input, mode: int, *, passed: bool) -> bool:
        """Whether an input is there or may come; `passed`: whether it is enough that it was passed over."""
        run = self._run
        value = input_value(run, item)
        if value == MET or (passed and value == PASSED_BY):
            return True
        if item.gate >= 0:
            return value != PASSED_BY and self._gate(item.gate, mode)
        if item.node < 0:
            return False
        if run.status[item.node] in (DONE, PASSED):
            return mode not in (SURE, item.node) and any(
                item.node in self._plan.region[one] for one in self._live
            )
        if mode == SURE and (run.nodes[item.node].kind == LAG and passed is False):
            return False  # a lag may be passed as well as met
        if mode == SURE and item.asks >= 0 and item.asks not in takeable(run, item.node):
            return False
        return self._may(item.node, mode)


SURE = -1
