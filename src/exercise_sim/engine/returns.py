"""What goings back may bring again, and variables that name another member: the rest of the least set of what can still come.

It grows from the steps that come anyway (`coming`): whoever of them may go back reopens others, what is reopened may end otherwise,
and so what waits for that may come; and whoever may change such a variable lets come what waits for the members. Only what lies behind such a step is looked at. Nothing of the run is changed here.
"""

from collections.abc import Collection

from exercise_sim.engine.codes import BEGINS, CUT, DONE, LAG, PASSED, WAITING
from exercise_sim.engine.coming import Coming
from exercise_sim.engine.nodes import Effect
from exercise_sim.engine.state import Run
from exercise_sim.engine.worth import holds_without


def goings_back(run: Run, node: int) -> list[Effect]:
    """The effects with which a step can still go back."""
    taken = run.taken
    return [
        effect
        for place, effect in run.rows[node].goings
        if not effect.at_most or taken.get((node, place), 0) < effect.at_most
    ]


def backers(run: Run) -> frozenset[int]:
    """The steps that may go back, come anyway, and so surely bring again what others hope for; none where that is not plain.

    What waits by lists alone for a step that is gone back to is reopened with it, however the run stands (unless a member left).
    """
    if run.dropped:
        return frozenset()
    now = Coming(run)
    able = [node for node in run.plan.reopeners if run.status[node] < DONE and node in now]
    return next(
        (frozenset(some) for some in (*([one] for one in able), able) if _bring_again(run, some)), frozenset()
    )


def _bring_again(run: Run, reopeners: list[int]) -> bool:
    """Whether these steps alone, by going back, let everything come that hopes."""
    targets = [
        target
        for node in reopeners
        for effect in goings_back(run, node)
        for target in effect.back_to
        if target != node
    ]
    behind = run.plan.behind(targets)
    if run.plan.repeats and any(run.status[node] == CUT for node in behind):
        return False  # a step that was repeated alone and is cut off now takes nobody back with it who ended before
    hoped: set[int] = set()
    come = Coming(run, behind, hoped)
    left = run.hoping
    while found := {node for node in left if come.may_come(node)}:
        hoped |= found
        left = left - found
    return not left


class Returns(Coming):
    """The set C of the page; `reopening` is the set B, `deciding` are the steps that may decide to go back.

    What was only just `cut` off, at once with what this set leaves out, still counts as waiting.
    """

    __slots__ = ("_cut", "_more", "_undone", "_work", "deciding", "reopening")

    def __init__(self, run: Run, cut: Collection[int] = ()) -> None:
        self._cut = cut
        self._more: set[int] = set()
        super().__init__(run, self._more, self._more)
        self.reopening: set[int] = set()
        self.deciding: set[int] = set()
        self._work: list[int] = []
        self._undone: list[int] = []  # lists, since a chain may be longer than calls can be deep
        for node in self._plan.reopeners:
            if node in self:
                self._go_back(node)
                self._undo()
        self._work += [node for node in self._plan.steering if node in self]
        while self._work:
            self._spread(self._work.pop())
            self._undo()

    def _comes(self, node: int) -> None:
        if node not in self:
            self._more.add(node)
            self._work.append(node)

    def _go_back(self, node: int) -> None:
        for effect in goings_back(self._run, node):
            if node not in self.deciding:
                self.deciding.add(node)
                self._undone.append(node)
            for target in effect.back_to:
                if target != node:
                    self._reopens(target)
            for target in effect.fire:
                if self._run.status[target] == WAITING:
                    self._comes(target)
            for target in effect.redo:
                if self._run.status[target] in (DONE, PASSED):
                    self._comes(target)

    def _reopens(self, node: int) -> None:
        """A waiting step that is reopened has nothing to lose, and gains nothing: only its join can bring it."""
        status = self._run.status[node]
        if node in self.reopening or (status == CUT and node not in self._cut) or self._run.lasts(node):
            return
        self.reopening.add(node)
        if status not in (WAITING, CUT):
            self._comes(node)
        self._undone.append(node)

    def _spread(self, node: int) -> None:
        run, plan = self._run, self._plan
        over = run.status[node] in (DONE, PASSED)
        for gate in (*plan.every[node], *plan.steering.get(node, ())):
            owner = plan.owners[gate]
            if run.status[owner] == WAITING:
                if owner not in self:
                    if self.may_come(owner):
                        self._comes(owner)
                elif self._is_lag(owner):  # it may have come by being passed over alone, and now by being met
                    self._work.append(owner)
            elif over and self._is_lag(owner) and run.status[owner] < DONE:
                self._work.append(owner)  # it runs, and may be passed over the next time
            elif over and self._lags_anew(owner):
                self._comes(owner)
        if plan.region[node]:
            self._go_back(node)
        self._undone.append(node)

    def _lags_anew(self, lag: int) -> bool:
        """Whether a node is a lag that is over and may run again, since it does not lag behind what stays."""
        run = self._run
        over = self._is_lag(lag) and run.status[lag] in (DONE, PASSED)
        return over and not holds_without(run, lag, self, rest_stands=True)

    def _undo(self) -> None:
        while self._undone:
            self._undo_behind(self._undone.pop())

    def _undo_behind(self, node: int) -> None:
        """Released steps that what may be reopened, or may come, takes the ground from."""
        run = self._run
        for gate in self._plan.every[node]:
            owner = self._plan.owners[gate]
            if run.nodes[owner].kind == LAG:
                self._undone.append(owner)  # an input on a lag is an input on what it lags behind
            released = run.status[owner] not in (WAITING, CUT) and owner not in self.reopening
            if (
                released
                and self._on_reopening(owner)
                and not holds_without(run, owner, self, rest_stands=True)
            ):
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
