"""A scenario plays by itself: every result steered to, then runs at random, then options against each other.

What was found so far can be read at any moment: whoever stops it in the middle has what is done.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

from exercise_sim.analysis.coverage import Coverage
from exercise_sim.analysis.facts import Facts, facts_of
from exercise_sim.analysis.meters import Meters
from exercise_sim.analysis.playing import Choice, Player
from exercise_sim.analysis.repeating import Example, Kind, example
from exercise_sim.analysis.rivals import Rivals
from exercise_sim.analysis.steering import Attempt, Steering
from exercise_sim.engine.plan import Plan
from exercise_sim.engine.session import Session
from exercise_sim.scenario.model import Scenario

STALLED: Final = "stalled"
OUT_OF_TIME: Final = "out_of_time"
PAIRS: Final = 3000
"""How many pairs of results are tried at most, where something is missing."""


EXAMPLES: Final = 12
"""Of how many kinds of stalled runs one is shortened, to be repeated: each takes some hundred runs."""


class Progress(NamedTuple):
    """How far one part is: alone, pairs, random or rivals. `of` is how many runs it takes at most."""

    part: str
    done: int
    of: int


class Exploration:
    """`steered` and `random` are the numbers of runs; `stalls` are stalled runs by the steps that waited; `clock` those that ENDEX ended."""

    def __init__(self, scenario: Scenario, plan: Plan, seed: int, runs: int, choose: Choice) -> None:
        self.plan, self.seed, self.runs = plan, seed, runs
        self.coverage = Coverage(plan)
        self.meters = Meters(scenario, plan)
        self.stalls: dict[tuple[str, ...], Kind] = {}
        self.clock = Kind()
        self.steered = self.random = 0
        self._player = Player(plan, seed, choose)
        self._steering = Steering(self.coverage)
        self.rivals = Rivals(scenario, self._player, lucks=max(10, min(20, runs // 500)))

    def go(self) -> Iterator[Progress]:
        """Plays everything, and says after each run how far it is."""
        yield from self._steered("alone", self._steering.alone(), len(self.coverage.came) or 1)
        yield from self._steered("pairs", self._steering.pairs(PAIRS), PAIRS)
        for replication in range(self.runs):
            session, taken = self._player.at_random(replication)
            self._take(session, taken, replication)
            self.random += 1
            yield Progress("random", self.random, self.runs)
        yield from self._rivals()

    def _steered(self, part: str, attempts: Iterable[Attempt], most: int) -> Iterator[Progress]:
        for number, (choose, replication) in enumerate(attempts, 1):
            session = self._player.steered(choose, replication)
            self._steering.learn(choose, self._take(session, choose, replication))
            self.steered += 1
            yield Progress(part, number, most)

    def _rivals(self) -> Iterator[Progress]:
        ways = [(self.plan.nodes[node], way) for node, way in sorted(self._steering.ways.items())]
        asked = [(node, way) for node, way in ways if node.asked]
        for number, (node, way) in enumerate(asked):
            yield from (Progress("rivals", number, len(asked)) for _ in self.rivals.play(node, way))

    def _take(self, session: Session, choose: Choice, replication: int) -> Facts:
        """Takes note of a run."""
        facts = facts_of(session.noted)
        if facts.ending == STALLED and not self.plan.declares(STALLED):
            self.stalls.setdefault(facts.waiting, Kind()).add(choose, replication)
        elif facts.ending == OUT_OF_TIME:
            self.clock.add(choose, replication)
        self.meters.look(session, new=self.coverage.add(facts))
        return facts

    def stalled(self) -> Iterator[tuple[tuple[str, ...], int, Example | None]]:
        """Each kind of stalled run: the steps that waited, how many runs, and one to repeat (of the first EXAMPLES kinds); the most frequent first."""
        kinds = sorted(self.stalls.items(), key=lambda pair: -pair[1].runs)
        for number, (waiting, kind) in enumerate(kinds):
            shown = example(self._player, kind, _stalls(waiting)) if number < EXAMPLES else None
            yield waiting, kind.runs, shown

    def late(self) -> Example | None:
        """A run that ENDEX ended, to repeat."""
        return example(self._player, self.clock, lambda facts: facts.ending == OUT_OF_TIME)


def _stalls(waiting: tuple[str, ...]) -> Callable[[Facts], bool]:
    return lambda facts: facts.ending == STALLED and facts.waiting == waiting
