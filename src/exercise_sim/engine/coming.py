"""What can still come, as a run stands (docs/explanation/time-and-ties.md, "What can still come").

`Coming` is the set that stands if nobody goes back again, and no variable names another member: joins are free of circles, so it is
known step by step (`run.doomed`). What goings back and such variables add to it is `returns`' business. Nothing of the run is changed
here.
"""

from collections.abc import Container

from exercise_sim.engine.codes import (
    ALL,
    ANY,
    BEGINS,
    CHOICE,
    CUT,
    DONE,
    EVERY,
    LAG,
    OVER,
    PASSED,
    SOME,
    STEP,
    STRICT,
    UNDER_WAY,
    WAITING,
)
from exercise_sim.engine.plan import Gate, Input
from exercise_sim.engine.state import Run
from exercise_sim.engine.worth import MET, PASSED_BY, input_value

Ways = tuple[bool, bool]
"""Whether something may be met, and whether it may be passed."""


class Coming:
    """The steps that can come: what is under way, what waits and is not doomed; of what is over `again`, of what is doomed `hoped`.

    Where a variable names a member, another one may be named yet (`sways`); without that, the one that it names now counts.
    """

    __slots__ = ("_again", "_hoped", "_plan", "_run", "_sways")

    def __init__(
        self, run: Run, again: Container[int] = (), hoped: Container[int] = (), *, sways: bool = True
    ) -> None:
        self._run, self._plan, self._again, self._hoped = run, run.plan, again, hoped
        self._sways = sways

    def __contains__(self, node: object) -> bool:
        assert isinstance(node, int)
        status = self._run.status[node]
        if status >= DONE:
            return node in self._again
        return status != WAITING or not self._run.doomed[node] or node in self._hoped

    def may_come(self, gate: int) -> bool:
        """Whether a join may be released."""
        plan = self._plan.gates[gate]
        if plan.kind == ALL:
            return not [item for item in plan.inputs if not self._may_come(item)]
        if plan.kind == EVERY or (plan.kind in (ANY, SOME) and plan.count == 1):
            came = False
            for item in plan.inputs:
                if self._may_come(item):
                    if plan.kind != ANY or self._never_passed(item):
                        return True
                    came = True
            if not came:
                return False
        if plan.kind == CHOICE:
            if self._may_change(plan.variable):
                return any(self._may_come(item) for item in plan.inputs)
            named = self._run.variables[plan.variable]
            return named in plan.keys and self._may_come(plan.inputs[plan.keys.index(named)])
        return any(self.ways(gate))

    def _may_come(self, item: Input) -> bool:
        """Whether an input may be met or passed."""
        node = item.node
        if node < 0:
            return item.gate >= 0 and self.may_come(item.gate)
        status = self._run.status[node]
        if status == WAITING:
            return not self._run.doomed[node] or node in self._hoped
        if status < DONE or (status < CUT and (item.asks < 0 or node in self._again)):
            return True
        if item.asks == BEGINS:
            return self._run.begun[node]
        return status == DONE and self._run.outcome[node] == item.asks

    def _never_passed(self, item: Input) -> bool:
        """Whether an input that may come may be met, and not only passed over."""
        return (
            item.node >= 0
            and self._run.status[item.node] != PASSED
            and self._run.rows[item.node].kind == STEP
        )

    def ways(self, gate: int) -> Ways:
        """Whether a join may be met, and whether it may be passed."""
        plan = self._plan.gates[gate]
        if plan.kind == CHOICE:
            return self._choice(plan)
        ways = [self._item(item) for item in plan.inputs]
        may_meet = sum(met for met, _ in ways)
        if plan.kind == ALL:
            passed = bool(ways) and all(passed for _, passed in ways)
            return all(met or passed for met, passed in ways) and (may_meet > 0 or not ways), passed
        if plan.kind == STRICT:
            return ways[0][0], False
        enough = may_meet >= (1 if plan.kind == EVERY else plan.count)
        if plan.kind == ANY:
            return enough, all(passed for _, passed in ways)
        # Any member may fall out, unless it is there for good.
        there = any(met and item.node not in self for (met, _), item in zip(ways, plan.inputs, strict=True))
        return enough, not there and any(passed for _, passed in ways)

    def _may_change(self, variable: str) -> bool:
        """Whether somebody who can come may yet let a variable name another member."""
        return self._sways and any(setter in self for setter in self._plan.setters[variable])

    def _choice(self, plan: Gate) -> Ways:
        if self._may_change(plan.variable):
            ways = [self._item(item) for item in plan.inputs]
            return any(met for met, _ in ways), any(passed for _, passed in ways)
        named = self._run.variables[plan.variable]
        return self._item(plan.inputs[plan.keys.index(named)]) if named in plan.keys else (False, False)

    def _item(self, item: Input) -> Ways:
        if item.gate >= 0:
            return self.ways(item.gate)
        if item.node < 0:
            return False, False
        if self._run.status[item.node] == CUT:
            return item.asks == BEGINS and self._run.begun[item.node], False
        value = input_value(self._run, item)
        met, passed = value == MET, value == PASSED_BY
        if item.node not in self:
            if not (self._sways and item.node in self._plan.wavering):
                return met, passed
            may_meet, may_pass = self.ways(item.node)  # it runs anew where another member is named
            return met or may_meet, passed or may_pass
        node = self._run.nodes[item.node]
        if item.asks not in (OVER, BEGINS):
            return True, passed
        if node.kind == LAG:  # one that runs may be passed over where what it lags behind comes again
            may_meet, may_pass = self.ways(item.node)
            return met or may_meet or self._run.status[item.node] == UNDER_WAY, passed or may_pass
        return True, passed or self._run.rows[item.node].skips
