"""Ways to what a scenario holds: each result fixed alone, on top of what led to its question, then in pairs while something is missing.

`Steering` says what to try next and learns from what came of it; it plays nothing itself.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Final

from exercise_sim.analysis.coverage import Coverage
from exercise_sim.analysis.facts import Facts
from exercise_sim.analysis.leading import leading_to
from exercise_sim.analysis.playing import Choice
from exercise_sim.engine.asking import ABSENT, ABSTAIN
from exercise_sim.engine.graph import effects_of
from exercise_sim.engine.nodes import Node
from exercise_sim.scenario.injects import COMES

Attempt = tuple[Choice, int]
"""Choices, and the replication to try them with."""

LUCKS: Final = 6
"""With how many replications is tried what does not bring what is missing."""


class Steering:
    """`ways` are the choices that led to the first question (or draw) of each step."""

    def __init__(self, coverage: Coverage) -> None:
        self._coverage, self._plan = coverage, coverage.plan
        self.ways: dict[int, Choice] = {}
        self.length = 0  # the minutes of the longest run so far
        self._todo: deque[int] = deque()
        self._tried: list[tuple[int, Choice]] = []  # but for what is usual anyway

    def learn(self, choose: Choice, facts: Facts) -> None:
        """Takes note of the steps that came to their question with these choices."""
        self.length = max(self.length, facts.minute)
        for node in sorted(facts.asked - self.ways.keys()):
            self.ways[node] = choose
            self._todo.append(node)

    def alone(self) -> Iterator[Attempt]:
        """The usual run; then every result and every vote, one at a time, of every step that came to its question."""
        yield {}, 0
        yield from self._singles()
        yield from self._injects()
        yield from self._again()

    def pairs(self, most: int) -> Iterator[Attempt]:
        """Two results together, at most so many times, and what that leads to; no more once nothing is missing."""
        seen: set[tuple[int, int]] = set()
        while len(seen) < most and not self._coverage.complete:
            missing = self._coverage.missing
            left = [pair for pair in self._near() if pair not in seen]
            for pair in left[: most - len(seen)]:
                seen.add(pair)
                yield from self._both(*pair)
                if self._coverage.missing != missing:
                    break
            if not left:
                return

    def _both(self, one: int, other: int) -> Iterator[Attempt]:
        first, second = self._tried[one][1], self._tried[other][1]
        if all(second.get(key, option) == option for key, option in first.items()):
            yield {**first, **second}, (one + other) % LUCKS
            yield from self._singles()

    def _near(self) -> Iterable[tuple[int, int]]:
        """Pairs of what was tried alone, by their numbers: those about the steps nearest to what is missing come first."""
        far = self._bearing()
        return sorted(combinations(sorted(far), 2), key=lambda pair: (far[pair[0]] + far[pair[1]], pair))

    def _singles(self) -> Iterator[Attempt]:
        while self._todo:
            node = self._plan.nodes[self._todo.popleft()]
            way = self.ways[node.id]
            usual = node.branches[node.usual].name if node.usual >= 0 else ""
            for choice in _results(node):
                attempt = {**way, **choice}
                if usual not in choice.values():
                    self._tried.append((node.id, attempt))
                yield attempt, 0
            for choice in _votes(node):
                yield {**way, **choice}, 0

    def _injects(self) -> Iterator[Attempt]:
        """Every inject that hangs on chance; by hand, every one that waits for the trainer: early, and in the middle."""
        for node, inject in self._plan.injects.items():
            name = self._plan.nodes[node].name
            if inject.chance < 1:
                yield {name: COMES}, 0
                yield from self._singles()
        half = self.length // 2
        for node in [one for one in self._coverage.missing.injects if self._plan.injects[one].by_hand]:
            for minute in dict.fromkeys((self.length // 8, half)):
                yield {self._plan.nodes[node].name: f"{minute}m"}, 0
                yield from self._singles()

    def _again(self) -> Iterator[Attempt]:
        """While something is missing, the usual run and what was tried alone with other lucks, the nearest to it first."""
        for replication in range(1, LUCKS):
            if not self._coverage.complete:
                yield {}, replication
                yield from self._singles()
            for number in self._bearing():
                if self._coverage.complete:
                    return
                yield self._tried[number][1], replication
                yield from self._singles()

    def _bearing(self) -> dict[int, int]:
        """What was tried alone and bears on what is missing: its number, and how far from it; the nearest first."""
        near = behind(self._coverage)
        far = {number: near[node] for number, (node, _) in enumerate(self._tried) if node in near}
        return dict(sorted(far.items(), key=lambda pair: pair[1]))


def _results(node: Node) -> Iterator[Choice]:
    """Each result every time; then only the first time, so that what is usual follows it."""
    for branch in node.branches:
        yield {node.name: branch.name}
    for branch in node.branches:
        if branch.effect.goes_back:
            yield {f"{node.name}#1": branch.name}


def _votes(node: Node) -> Iterator[Choice]:
    """Everybody for one option, and each vote of each member."""
    if node.vote is None:
        return
    names = [branch.name for branch in node.branches]
    for name in (*names, ABSTAIN):
        yield {f"{node.name} of {voter}": name for voter in node.vote.voters}
    for voter in node.vote.voters:
        yield from ({f"{node.name} of {voter}": name} for name in (*names, ABSTAIN, ABSENT))


def behind(coverage: Coverage) -> dict[int, int]:
    """The steps on which hangs what is missing, each with its distance from it."""
    plan, missing = coverage.plan, coverage.missing
    results = [node for node, _ in (*missing.options, *missing.outcomes)]
    wanted = [number for number, one in enumerate(plan.endings) if one.name in missing.endings]
    calling = [node.id for node in plan.nodes for effect in effects_of(node) if effect.ends in wanted]
    whens = [plan.endings[number].when for number in wanted]
    return leading_to(plan, [*missing.steps, *missing.injects, *results, *calling], whens)
