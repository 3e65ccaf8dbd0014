"""What every part of the hand-written model stands on: the clock, what is scarce, and what most steps do.

A step is a SimPy process; whoever waits for it yields it. Nothing here knows a step by name.
"""

from collections.abc import Generator, Mapping
from fractions import Fraction
from typing import Any

from simpy import Container, Environment, Event, Process, Resource
from tests.bench.handwritten_cast import SORTIES_A_DAY, WATCHED

from exercise_sim.engine.luck import Luck, chosen

Steps = Generator[Event, Any, Any]


class Frame:
    """One run. Afterwards `over_at` holds the minute at which each step was (last) over, `ending` its ending.

    `draws` gives the number of each duration by the name of its stream.
    """

    queue: type[Resource] = Resource

    def __init__(self, luck: Luck, draws: Mapping[str, int]) -> None:
        self.luck, self.draws = luck, draws
        self.env = Environment()
        self.ending = self.env.event()
        self.not_chosen = (
            self.env.event()
        )  # what steps wait for that follow an option which is not the usual one
        self.over_at: dict[str, int | float] = {}
        self.begun: dict[str, int] = {}  # how often a step has begun that may come again
        self.strength, self.unity = 0, 100
        self.lawyers = Container(self.env, 3, init=3)
        self.drafting_cell = self.queue(self.env)
        self.vtc = self.queue(self.env, 3)
        self.liaison_officers = self.queue(self.env, 4)
        self.transit_officers = self.queue(self.env, 3)
        self.staging = self.queue(self.env, 2)
        self.trains = self.queue(self.env)
        self.reception = self.queue(self.env, 2)
        self.airlift = self.queue(self.env)
        self.sorties_a_day = SORTIES_A_DAY
        # When the lift is free again: the minute times the sorties a day, which is always whole.
        self.lift_free: int | Fraction = 0
        self.flight: Process | None = None  # the one that the lift serves
        # What injects wait for, what they did to steps that wait, and the steps that they may touch while they go on (None: over).
        self.heard = {name: self.env.event() for name in WATCHED}
        self.late: dict[str, int] = {}
        self.factors: dict[str, Fraction] = {}
        self.doing: dict[str, Process | None] = {}

    def process(self, steps: Steps) -> Process:
        return self.env.process(steps)

    def minutes(self, stream: str, occurrence: int = 1) -> int:
        return self.luck.minutes(self.draws[stream], occurrence)

    def again(self, name: str) -> int:
        """Which time it is that a step begins which may come again."""
        self.begun[name] = self.begun.get(name, 0) + 1
        return self.begun[name]

    def outcome(self, name: str, *chances: float, occurrence: int = 1) -> int:
        """The number of the outcome that chance picks."""
        return chosen(chances, self.luck.u32(f"{name} outcome", occurrence))

    def over(self, name: str) -> None:
        self.over_at[name] = self.env.now
        if name in self.heard:
            self.hear(name)

    def hear(self, name: str) -> None:
        """Something happens for which an inject waits: the first time counts."""
        if name in self.heard:
            self.heard.pop(name).succeed()

    def turn(self) -> Steps:
        """An inject has its turn: in the order of the written page, after all that ends in the same minute."""
        yield from ()

    def no_time(self) -> Steps:
        """Work that takes no time; what comes from outside in this minute comes before its end."""
        yield self.env.timeout(0)

    def end(self, ending: str) -> None:
        if not self.ending.triggered:
            self.ending.succeed(ending)

    def milestone(self, name: str, *after: Event) -> Steps:
        """A step that takes no time, or is passed over."""
        yield after[0] if len(after) == 1 else self.env.all_of(after)
        self.over(name)

    def work(self, name: str, *after: Event) -> Steps:
        """A step that only takes time."""
        yield after[0] if len(after) == 1 else self.env.all_of(after)
        yield self.env.timeout(self.minutes(f"{name} takes"))
        self.over(name)

    def work_with(self, name: str, resource: Resource, *after: Event) -> Steps:
        """A step that holds one unit of something for as long as it takes."""
        yield after[0] if len(after) == 1 else self.env.all_of(after)
        with resource.request() as unit:
            yield unit
            yield self.env.timeout(self.minutes(f"{name} takes"))
        self.over(name)

    def work_again(self, name: str) -> Steps:
        """A step that begins at once and may come again."""
        yield self.env.timeout(self.minutes(f"{name} takes", self.again(name)))
        self.over(name)

    def think(self, name: str, *after: Event) -> Steps:
        """A question whose usual answer comes after some thought."""
        yield after[0] if len(after) == 1 else self.env.all_of(after)
        yield self.env.timeout(self.minutes(f"{name} thinks"))
        self.over(name)

    def think_again(self, name: str) -> Steps:
        """A question that is asked at once and may be asked again."""
        yield self.env.timeout(self.minutes(f"{name} thinks", self.again(name)))
        self.over(name)
