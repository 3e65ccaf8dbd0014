"""Options that are never better than another of the same question, by objectives, in pairs of runs with the same luck.

What is not assessed is not compared; what was assessed and not reached is worse than anything that was.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations

from exercise_sim.analysis.facts import facts_of
from exercise_sim.analysis.history import history
from exercise_sim.analysis.measures import Measured, measured
from exercise_sim.analysis.playing import Choice, Player
from exercise_sim.engine.nodes import Node
from exercise_sim.scenario.model import Scenario

Scores = dict[str, float]
"""What objectives came to in one run, turned so that more is better; without those that are not assessed."""


@dataclass(frozen=True, slots=True)
class Rival:
    """An `option` that was never better than another one on any objective; `equal`: nor ever worse."""

    node: int
    option: str
    than: str
    equal: bool


class Rivals:
    """Plays the options of each question against each other. `found` grows while it does."""

    def __init__(self, scenario: Scenario, player: Player, lucks: int) -> None:
        self._scenario, self._player, self._lucks = scenario, player, lucks
        self.found: list[Rival] = []

    def play(self, node: Node, way: Choice) -> Iterator[None]:
        """Compares the options of one question, to which `way` leads; yields after each run."""
        if len(node.branches) < 2 or not self._scenario.objectives:
            return
        scores: dict[str, list[Scores | None]] = {}
        for branch in node.branches:
            scores[branch.name] = []
            for replication in range(self._lucks):
                scores[branch.name].append(self._run(node, branch.name, way, replication))
                yield
        self.found += never_better(node, scores)

    def _run(self, node: Node, option: str, way: Choice, replication: int) -> Scores | None:
        """The scores of a run; None where the option was not taken in it."""
        session = self._player.steered({**way, node.name: option}, replication)
        if (node.id, option) not in facts_of(session.noted).came:
            return None
        plan = self._player.plan
        told = measured(self._scenario, plan, history(plan, session.log))
        return {one.name: score for one in told if (score := _score(one)) is not None}


def _score(one: Measured) -> float | None:
    if one.unit == "observed" or one.backwards or (one.value is None and one.rating is None):
        return None
    if one.value is None:
        return float("-inf")
    if isinstance(one.value, str):  # a variable that holds a word
        return None
    return float(one.value) if one.more_is_better else -float(one.value)


def never_better(node: Node, scores: dict[str, list[Scores | None]]) -> Iterator[Rival]:
    """The options that were never better than another, each with the first such; of two that are equal, the later one."""
    told: set[str] = set()
    for option, than in permutations(scores, 2):
        if option in told:
            continue
        better, worse, same = _compared(scores[option], scores[than])
        if worse and not better:
            told.add(option)
            yield Rival(node.id, option, than, equal=False)
        elif same and not (better or worse) and list(scores).index(than) < list(scores).index(option):
            told.add(option)
            yield Rival(node.id, option, than, equal=True)


def _compared(ours: list[Scores | None], theirs: list[Scores | None]) -> tuple[int, int, int]:
    """How often one option was better than the other, worse, and the same."""
    better = worse = same = 0
    for one, other in zip(ours, theirs, strict=True):
        for name in (one or {}).keys() & (other or {}).keys():
            mine, its = (one or {})[name], (other or {})[name]
            better, worse, same = better + (mine > its), worse + (mine < its), same + (mine == its)
    return better, worse, same
