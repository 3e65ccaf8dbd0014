"""Luck apart from choice: where a run stands among runs with the same choices on other luck, and among those with the policy's choices.

The two sets have the same replications, so that pairs of them differ by the choices alone. One whole number a run and objective, as in `readings`.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from exercise_sim.analysis.intervals import rank
from exercise_sim.analysis.otherwise import Script, play_on
from exercise_sim.analysis.playing import BLOCK, Trial
from exercise_sim.analysis.readings import Quantity, Readings
from exercise_sim.engine.codes import Log
from exercise_sim.engine.deciders import Decider
from exercise_sim.engine.ledger import Fixed, Ledger, Prepared
from exercise_sim.engine.luck import BlockLuck
from exercise_sim.engine.plan import Plan
from exercise_sim.engine.replaying import apply
from exercise_sim.engine.session import Session

Rows = list[list[int]]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Place:
    """A run among others, on one objective: how many of `counted` were `better` than it, how many `worse`; the others were like it."""

    counted: int
    better: int
    worse: int

    @property
    def like(self) -> int:
        return self.counted - self.better - self.worse


@dataclass(frozen=True, slots=True)
class Fortune:
    """One objective (or the ending's minute): this run, the runs with the same choices, those with the policy's; `readings` stands for never.

    `choices`: how many pairs of runs on the same luck the policy's choices did better, and worse, than these.
    """

    quantity: Quantity
    mine: int
    same: tuple[int, ...]
    policy: tuple[int, ...]

    @property
    def place(self) -> Place:
        """This run among those with the same choices."""
        return self._placed([(self.mine, other) for other in self.same])

    @property
    def choices(self) -> Place:
        """The same choices against the policy's, pair by pair on the same luck. What lies within a tenth of the spread of the runs (from
        their tenth to nine tenths of them) is alike: a few minutes of thought are no other choice."""
        found = self.reached(self.same)
        margin = (found[rank(90, len(found)) - 1] - found[rank(10, len(found)) - 1]) / 10 if found else 0.0
        return self._placed(list(zip(self.same, self.policy, strict=True)), margin)

    def _placed(self, pairs: list[tuple[int, int]], margin: float = 0.0) -> Place:
        """How often the second of a pair was better, by more than a margin; a pair in which one never began does not count."""
        begun = [pair for pair in pairs if self.quantity.unbegun not in pair]
        ranks = [(self.rank(one), self.rank(other)) for one, other in begun]
        better = sum(other < one - margin for one, other in ranks)
        return Place(len(ranks), better, sum(other > one + margin for one, other in ranks))

    def rank(self, value: int) -> float:
        """The better, the less; what was never reached is the worst."""
        if value == self.quantity.never:
            return float("inf")
        return -value if self.quantity.more_is_better else value

    def reached(self, values: Sequence[int]) -> list[int]:
        """Those that were reached, rising."""
        return sorted(value for value in values if value not in (self.quantity.never, self.quantity.unbegun))


@dataclass(frozen=True, slots=True)
class Luck:
    """`runs` with each set of choices: a fortune for each objective, and how often each ending came."""

    runs: int
    fortunes: tuple[Fortune, ...]
    endings: dict[str, int]
    policy_endings: dict[str, int]
    ending: str


class Lots:
    """Plays the runs of two sets of choices on the same luck."""

    def __init__(
        self, plan: Plan, readings: Readings, seed: int, replication: int, decider: Decider, seats: Collection[str]
    ) -> None:  # fmt: skip
        self._plan, self._readings, self._seed, self._own = plan, readings, seed, replication
        self._decider, self._seats = decider, seats

    def luck(self, mine: Trial, script: Script, ledger: Ledger, runs: int, progress: Progress) -> Luck:
        """The luck of a session that has ended, by its script and its ledger; `runs` on other luck of the same seed."""
        start = tuple(
            entry
            for entry in ledger
            if not entry.place and not entry.minute and isinstance(entry, Fixed | Prepared)
        )
        row = self._readings.row(mine)
        same: Rows = []
        policy: Rows = []
        for one, other in self._pairs(script, start, runs):
            same.append(one)
            policy.append(other)
            progress(len(same), runs)
        fortunes = [
            Fortune(
                quantity,
                row[place],
                tuple(one[place] for one in same),
                tuple(one[place] for one in policy),
            )
            for place, quantity in enumerate(self._readings.quantities, 1)
            if quantity.kind == "objective" and row[place] != quantity.unbegun
        ]
        names = self._readings.endings
        return Luck(runs, tuple(fortunes), _counted(names, same), _counted(names, policy), names[row[0]])

    def _pairs(self, script: Script, start: Ledger, runs: int) -> Iterator[tuple[list[int], list[int]]]:
        others = (number for number in range(runs + 1) if number != self._own)
        block: tuple[int, BlockLuck] | None = None
        for number, _ in zip(others, range(runs), strict=False):
            first = number // BLOCK * BLOCK
            if block is None or block[0] != first:
                block = first, BlockLuck(self._plan.draws, self._seed, first, BLOCK)
            yield (
                self._row(block[1], number, script, start),
                self._row(block[1], number, script.control, start),
            )

    def _row(self, block: BlockLuck, number: int, script: Script, start: Ledger) -> list[int]:
        def play(log: Log) -> Trial:
            session = Session(self._plan, self._seed, number, log=log, luck=block.at(number))
            for entry in start:
                apply(session, entry)
            ended, _ = play_on(session, script, self._decider, self._seats)
            return Trial(number, session, ended)

        return self._readings.read(play)


def _counted(names: Sequence[str], rows: Rows) -> dict[str, int]:
    counts = dict.fromkeys(names, 0)
    for row in rows:
        counts[names[row[0]]] += 1
    return {name: count for name, count in sorted(counts.items(), key=lambda pair: -pair[1]) if count}
