"""The least set of what can still come, worked out whole (docs/explanation/time-and-ties.md, "What can still come").

A worklist over the plan; nothing of the run is changed here.
"""

from exercise_sim.engine.asking import exhausted, standing
from exercise_sim.engine.gates import MET, PASSED_BY, combine, input_value
from exercise_sim.engine.plan import ALL, ANY, BEGINS, CHOICE, END, EVERY, LAG, OVER, STRICT, Branch, Effect, Input
from exercise_sim.engine.state import ASKED, CUT, DONE, PASSED, RELEASED, UNDER_WAY, WAITING, Run

ACTIVE = (RELEASED, UNDER_WAY, ASKED)


def takeable(run: Run, node: int) -> dict[int, Branch]:
    """The branches that a step can still take, by place: itself, or as the `then` of one that is used up."""
    branches = run.nodes[node].branches
    places = {standing(run, node, place) for place in range(len(branches))}
    return {place: branches[place] for place in sorted(places) if not exhausted(run, node, place, branches[place])}


def goings_back(run: Run, node: int) -> list[Effect]:
    """The effects with which a step can still go back."""
    effects = [branch.effect for branch in takeable(run, node).values() if branch.effect.goes_back]
    done = run.nodes[node].when_done
    if done.goes_back and run.taken.get((node, -1), 0) < done.at_most:
        effects.append(done)
    return effects


class Horizon:
    """`coming` is the set C of the page, `reopening` the set B; `deciding` are the steps that may decide to go back."""

    def __init__(self, run: Run) -> None:
        self._run, self._plan = run, run.plan
        self.coming: set[int] = set()
        self.reopening: set[int] = set()
        self.deciding: set[int] = set()
        self._work: list[int] = []
        for node in run.nodes:
            if node.kind == END or run.status[node.id] in ACTIVE:
                self._comes(node.id)
        for node in run.nodes:
            if run.status[node.id] == WAITING and any(self._possible(node.id)):
                self._comes(node.id)
        while self._work:
            self._spread(self._work.pop())

    def _comes(self, node: int) -> None:
        if node not in self.coming:
            self.coming.add(node)
            self._work.append(node)

    def _reopens(self, node: int) -> None:
        """A waiting step that is reopened has nothing to lose, and gains nothing: only its join can bring it."""
        if node not in self.reopening and self._run.status[node] != CUT:
            self.reopening.add(node)
            self._work.append(node)
            if self._run.status[node] != WAITING:
                self.coming.add(node)

    def _spread(self, node: int) -> None:
        for effect in goings_back(self._run, node) if node in self.coming else ():
            self.deciding.add(node)
            for target in effect.back_to:
                if target != node:
                    self._reopens(target)
            for target in effect.redo:
                if self._run.status[target] in (DONE, PASSED):
                    self._comes(target)
        for gate in self._plan.posts[node].every:
            self._look(self._plan.owners[gate])
        for change in {change.name for effect in self._effects(node) for change in effect.changes if change.target == "variable"}:
            for gate in self._plan.choosing.get(change, ()):
                self._look(self._plan.owners[gate])

    def _effects(self, node: int) -> list[Effect]:
        plan = self._run.nodes[node]
        return [*(branch.effect for branch in plan.branches), plan.when_done]

    def _look(self, owner: int) -> None:
        status = self._run.status[owner]
        if self._run.nodes[owner].kind == LAG and status != CUT:
            # An input on a lag is an input on what it lags behind.
            for gate in self._plan.posts[owner].every:
                self._look(self._plan.owners[gate])
        if status == WAITING:
            if owner not in self.coming and any(self._possible(owner)):
                self._comes(owner)
        elif status != CUT and owner not in self.reopening and self._on_reopening(owner) and not self._stands(owner):
            self._reopens(owner)

    def _on_reopening(self, gate: int) -> bool:
        return any(
            self._on_reopening(item.gate if item.gate >= 0 else item.node)
            if item.gate >= 0 or self._is_lag(item.node)
            else item.node in self.reopening or (item.asks == BEGINS and item.node in self.deciding)
            for item in self._plan.gates[gate].inputs
        )

    def _is_lag(self, node: int) -> bool:
        return node >= 0 and self._run.nodes[node].kind == LAG

    def _stands(self, gate: int) -> bool:
        """Whether a join holds when all results of steps that may come count as not there."""
        return self._settled(gate) in (MET, PASSED_BY)

    def _settled(self, gate: int) -> int:
        plan = self._plan.gates[gate]
        if plan.kind == CHOICE:
            named = self._run.variables[plan.variable]
            return self._untouched(plan.inputs[plan.keys.index(named)]) if named in plan.keys else 0
        values = [self._untouched(item) for item in plan.inputs]
        return combine(plan, values.count(MET), values.count(PASSED_BY), 0 if plan.kind == ALL else values.count(3), 0)

    def _untouched(self, item: Input) -> int:
        if item.gate >= 0:
            return self._settled(item.gate)
        if item.node in self.coming or (self._is_lag(item.node) and not self._stands(item.node)):
            return 0
        return input_value(self._run, item)

    def _possible(self, gate: int) -> tuple[bool, bool]:
        """Whether a gate may be met, and whether it may be passed."""
        plan = self._plan.gates[gate]
        ways = [self._ways(item) for item in plan.inputs]
        may_meet = sum(met for met, _ in ways)
        if plan.kind == ALL:
            every_passed = all(passed for _, passed in ways)
            return all(met or passed for met, passed in ways) and (may_meet > 0 or not ways), every_passed and bool(ways)
        if plan.kind == CHOICE:
            return self._choice(gate, ways)
        if plan.kind == STRICT:
            return ways[0][0], False
        enough = may_meet >= (1 if plan.kind == EVERY else plan.count)
        if plan.kind == ANY:
            return enough, all(passed for _, passed in ways)
        # Any member may fall out, unless it is there for good.
        there = any(met and item.node not in self.coming for (met, _), item in zip(ways, plan.inputs, strict=True))
        return enough, not there and any(passed for _, passed in ways)

    def _choice(self, gate: int, ways: list[tuple[bool, bool]]) -> tuple[bool, bool]:
        plan = self._plan.gates[gate]
        named = self._run.variables[plan.variable]
        if any(setter in self.coming for setter in self._plan.setters[plan.variable]):
            return any(met for met, _ in ways), any(passed for _, passed in ways)
        return ways[plan.keys.index(named)] if named in plan.keys else (False, False)

    def _ways(self, item: Input) -> tuple[bool, bool]:
        """Whether an input may be met, and whether it may be passed."""
        if item.gate >= 0:
            return self._possible(item.gate)
        if item.node < 0:
            return False, False
        value = input_value(self._run, item)
        met, passed = value == MET, value == PASSED_BY
        if item.node not in self.coming:
            return met, passed
        plan = self._run.nodes[item.node]
        if item.asks not in (OVER, BEGINS):
            return met or plan.kind == END or item.asks in takeable(self._run, item.node), passed
        if plan.kind == LAG:
            return True, passed or (self._run.status[item.node] == WAITING and self._possible(item.node)[1])
        return True, passed or plan.condition is not None
