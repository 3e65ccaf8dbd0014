"""The least set of what can still come, worked out whole (docs/explanation/time-and-ties.md, "What can still come").

It grows from what is active, counting down a copy of the gates' own counts, as the run itself does. Nothing of the run is
changed here. Gates that may be passed as well as met in more than one way are worked out each time (`_possible`).
"""

from collections.abc import Iterable

from exercise_sim.engine.asking import exhausted
from exercise_sim.engine.gates import MET, PASSED_BY, PENDING, holds_without, input_value
from exercise_sim.engine.plan import (
    ALL,
    ANY,
    BEGINS,
    CHOICE,
    END,
    EVERY,
    LAG,
    OVER,
    STRICT,
    Effect,
    Gate,
    Input,
)
from exercise_sim.engine.state import ASKED, CUT, DONE, PASSED, RELEASED, UNDER_WAY, WAITING, Run


def takeable(run: Run, node: int) -> list[int]:
    """The places of the branches that a step can still take."""
    return [
        place
        for place, branch in enumerate(run.nodes[node].branches)
        if not exhausted(run, node, place, branch)
    ]


def goings_back(run: Run, node: int) -> list[Effect]:
    """The effects with which a step can still go back."""
    plan = run.nodes[node]
    effects = [
        branch.effect
        for place, branch in enumerate(plan.branches)
        if branch.effect.goes_back and not exhausted(run, node, place, branch)
    ]
    done = plan.when_done
    if done.goes_back and run.taken.get((node, -1), 0) < done.at_most:
        effects.append(done)
    return effects


class Horizon:
    """`coming` is the set C of the page, `reopening` the set B; `deciding` are the steps that may decide to go back."""

    def __init__(self, run: Run) -> None:
        self._run, self._plan = run, run.plan
        self._need = run.need.copy()
        self._open: set[int] = set()  # gates that are not met now but may be
        self.coming: set[int] = set()
        self.reopening: set[int] = set()
        self.deciding: set[int] = set()
        self._work: list[int] = []
        status = run.status
        for node in range(len(status)):
            if RELEASED <= status[node] <= ASKED:
                self._comes(node)
        self._comes(self._plan.end_node)
        for gate in self._plan.many_ways:
            self._begin_with(gate)
        while self._work:
            self._spread(self._work.pop())

    def _begin_with(self, gate: int) -> None:
        """Gates that what is there now may already satisfy, once other inputs fall out or are passed."""
        plan = self._plan.gates[gate]
        if gate < len(self._run.nodes):
            if self._run.status[gate] != WAITING:
                return
        elif self._run.value[gate] != PENDING:
            return
        if plan.kind != EVERY:
            self._look_at(gate)
        elif any(input_value(self._run, item) in (MET, PASSED_BY) for item in plan.inputs):
            self._opens(gate)

    def _comes(self, node: int) -> None:
        if node not in self.coming:
            self.coming.add(node)
            self._work.append(node)

    def _reopens(self, node: int) -> None:
        """A waiting step that is reopened has nothing to lose, and gains nothing: only its join can bring it."""
        if node in self.reopening or self._run.status[node] == CUT:
            return
        self.reopening.add(node)
        if self._run.status[node] != WAITING:
            self._comes(node)
        self._undo_behind(node)

    def _spread(self, node: int) -> None:
        run, posts = self._run, self._plan.posts[node]
        status = run.status[node]
        if status in (DONE, PASSED):
            self._tell_again(node, (*posts.over, *posts.begins))
        else:
            self._tell(posts.over)
            if posts.begins and not run.begun[node]:
                self._tell(posts.begins)
        if posts.branch:
            self._tell_branches(node)
        if node in self._plan.returning:
            self._go_back(node)
        for gate in self._plan.steering.get(node, ()):
            self._look_at(gate)
        if self.reopening or self.deciding:
            self._undo_behind(node)

    def _tell_again(self, node: int, gates: Iterable[int]) -> None:
        """What is over and may come again: passed over, it may be done; done, it is not there for good."""
        run = self._run
        for gate in gates:
            if run.nodes[gate].kind == LAG if gate < len(run.nodes) else False:
                if run.status[gate] in (DONE, PASSED):
                    self._comes(gate)
            elif gate in self._plan.many_ways:
                self._look_at(gate)
            elif run.status[node] == PASSED and self._plan.gates[gate].kind == ANY:
                self._tell((gate,))

    def _tell_branches(self, node: int) -> None:
        run, posts = self._run, self._plan.posts[node]
        places: Iterable[int] = (
            range(len(posts.branch)) if run.nodes[node].kind == END else takeable(run, node)
        )
        for place in places:
            if run.status[node] != DONE or run.outcome[node] != place:
                self._tell(posts.branch[place])

    def _go_back(self, node: int) -> None:
        for effect in goings_back(self._run, node):
            self.deciding.add(node)
            for target in effect.back_to:
                if target != node:
                    self._reopens(target)
            for target in effect.redo:
                if self._run.status[target] in (DONE, PASSED):
                    self._comes(target)

    def _tell(self, gates: Iterable[int]) -> None:
        """Counts an input of these gates as one that may come."""
        for gate in gates:
            plan = self._plan.gates[gate]
            if gate in self._plan.many_ways and plan.kind != EVERY:
                self._look_at(gate)
                continue
            left = self._need[gate] = self._need[gate] - 1
            if left == 0 or plan.kind == EVERY:
                self._opens(gate)

    def _look_at(self, gate: int) -> None:
        if gate in self._open or any(self._possible(gate)):
            self._opens(gate)

    def _opens(self, gate: int) -> None:
        if gate < len(self._run.nodes):
            if self._run.status[gate] == WAITING:
                self._comes(gate)
        elif self._run.value[gate] == PENDING:
            parent = self._plan.gates[gate].parent
            if gate not in self._open:
                self._open.add(gate)
                self._tell((parent,))
            elif parent in self._plan.many_ways:
                self._look_at(parent)
        elif self._run.value[gate] == PASSED_BY and self._plan.gates[gate].parent in self._plan.many_ways:
            self._look_at(self._plan.gates[gate].parent)  # passed over now, it may be met when it comes again

    def _undo_behind(self, node: int) -> None:
        """Released steps that what may be reopened, or may come, takes the ground from."""
        for gate in self._plan.every[node]:
            owner = self._plan.owners[gate]
            if self._run.nodes[owner].kind == LAG and self._run.status[owner] != CUT:
                self._undo_behind(owner)  # an input on a lag is an input on what it lags behind
            released = self._run.status[owner] not in (WAITING, CUT) and owner not in self.reopening
            if released and self._on_reopening(owner) and not holds_without(self._run, owner, self.coming):
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

    def _possible(self, gate: int) -> tuple[bool, bool]:
        """Whether a gate may be met, and whether it may be passed."""
        plan = self._plan.gates[gate]
        ways = [self._ways(item) for item in plan.inputs]
        may_meet = sum(met for met, _ in ways)
        if plan.kind == ALL:
            all_passed = all(passed for _, passed in ways)
            return all(met or passed for met, passed in ways) and (
                may_meet > 0 or not ways
            ), all_passed and bool(ways)
        if plan.kind == CHOICE:
            return self._choice(plan, ways)
        if plan.kind == STRICT:
            return ways[0][0], False
        enough = may_meet >= (1 if plan.kind == EVERY else plan.count)
        if plan.kind == ANY:
            return enough, all(passed for _, passed in ways)
        # Any member may fall out, unless it is there for good.
        there = any(
            met and item.node not in self.coming for (met, _), item in zip(ways, plan.inputs, strict=True)
        )
        return enough, not there and any(passed for _, passed in ways)

    def _choice(self, plan: Gate, ways: list[tuple[bool, bool]]) -> tuple[bool, bool]:
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
        if plan.kind == LAG and self._run.status[item.node] != UNDER_WAY:
            may_meet, may_pass = self._possible(item.node)
            return met or may_meet, passed or may_pass
        return True, passed or plan.condition is not None
