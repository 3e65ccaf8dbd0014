"""The board of one run: the scenario, the facts, the minute, the log, and what follows from the facts at once.

Holds no rule about when things happen; `refresh` brings lags and withdrawn releases up to date after each change.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from tests.slow_model.coming import what_can_come
from tests.slow_model.facts import Facts, Hold, LagRun, Server, Turn
from tests.slow_model.grants import Grants
from tests.slow_model.instances import Fields, Join, Lag
from tests.slow_model.joins import View
from tests.slow_model.levels import first_level
from tests.slow_model.outlook import Outlook, stands_still
from tests.slow_model.reading import Reader
from tests.slow_model.targets import passable
from tests.slow_model.texts import flow, minutes

Entry = tuple[Any, ...]
Answers = Mapping[tuple[str, int], tuple[str, int]]
Drawn = Mapping[tuple[str, int], str]


class EndlessError(Exception):
    """A step, whose name is the argument, began more than 1,000 times in one minute, or is made longer or shorter without end."""


class Board:
    """One run as it stands."""

    def __init__(self, data: dict[str, Any], answers: Answers, drawn: Drawn) -> None:
        self.chain = Reader(data, drawn).read()
        self.answers, self.drawn = answers, drawn
        resources: Fields = data.get("resources") or {}
        self.facts = Facts(
            chain=self.chain,
            variables=dict(data.get("variables") or {}),
            turns=[Turn() for _ in self.chain.everything],
            passable=passable(self.chain),
            lags={lag.nth: LagRun() for lag in self.chain.lags},
            servers={name: Server(*flow(its["flow"])) for name, its in resources.items() if "flow" in its},
            units={
                name: its.get("slots", its.get("stock"))
                for name, its in resources.items()
                if "flow" not in its
            },
            gauges={gauge.name: first_level(gauge) for gauge in self.chain.gauges},
        )
        self.grants = Grants(resources, self.facts, str(data.get("start", "2024-03-12 00:00")))
        self.endex = minutes(data["end"]) if "end" in data else None
        self.tail = self.chain.after_ending
        self.coming: frozenset[int] | None = None
        self.touched: set[str] = set()  # effects, with the states in which they found steps
        self.start = str(data.get("start", "0 00:00"))
        self.log: list[Entry] = []
        self.round = 0  # that is played, or comes next
        self.happenings = 0
        self.for_gauges: set[int] = set()  # minutes from which the run went on for gauges alone
        self.handed_out = 0
        self.named_ending: str | None = None
        self.drawings: list[int] = []  # places, in the order in which they drew

    @property
    def now(self) -> int:
        """The minute."""
        return self.facts.now

    @now.setter
    def now(self, minute: int) -> None:
        self.facts.now = minute

    def view(self, hidden: AbstractSet[int] = frozenset()) -> View:
        return View(self.facts, self.facts.final, hidden)

    def refresh(self) -> None:
        """After a change: starts and forgets lags, and lets a step whose join is undone before it began wait again."""
        self.coming = None
        for lag in self.chain.lags:
            run = self.facts.lags[lag.nth]
            if self.view().value(lag.behind) != "met":
                self.facts.lags[lag.nth] = LagRun()
            elif run.since is None:
                run.since = self.now
        for step in self.chain.steps:
            turn = self.facts.turns[step.place]
            if turn.state == "waiting" and not self.view().released(step.join):
                self.facts.turns[step.place] = turn.waits_again()

    def may_come(self, join: Join) -> bool:
        """Whether it may still be met or passed, as of the last change."""
        return any(Outlook(self.facts, self.what_comes()).may(join))

    def what_comes(self) -> frozenset[int]:
        """The set C, as of the last change."""
        if self.coming is None:
            self.coming = what_can_come(self.facts)
        return self.coming

    def hold_ends(self, hold: Hold) -> int | None:
        """The minute in which a hold ends, where that is known."""
        if isinstance(hold.until, Lag):
            if stands_still(self.facts, hold.until):
                return None
            since = self.facts.lags[hold.until.nth].since
            return None if since is None else since + hold.until.minutes
        return hold.minute

    def note(self, word: str, place: int, *outcome: str | None) -> None:
        self.log.append((self.now, word, self.name(place), *outcome))
        self.happenings += 1

    def next_number(self) -> int:
        self.handed_out += 1
        return self.handed_out

    def name(self, place: int) -> str:
        return self.chain.everything[place].name

    def times(self, place: int, word: str) -> int:
        """How often the log says this of the step."""
        return sum(1 for entry in self.log if entry[1:3] == (word, self.name(place)))
