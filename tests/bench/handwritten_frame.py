"""What every part of the hand-written model stands on: the clock, what is scarce, and what most steps do.

A step is a SimPy process; whoever waits for it yields it. Nothing here knows a step by name.
"""

from collections.abc import Generator, Mapping
from typing import Any

from simpy import Container, Environment, Event, Process, Resource
from tests.bench.handwritten_cast import DAY, SORTIES_A_DAY

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
        self.lift_free: int | float = 0

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

    def fly(self, name: str, sorties: int, *after: Event) -> Steps:
        """A movement by air: its sorties are flown in their turn, and it lasts at least as long as it takes."""
        yield after[0] if len(after) == 1 else self.env.all_of(after)
        asked = self.env.now
        with self.airlift.request() as turn:
            yield turn
            begun, rate = self.env.now, self.sorties_a_day
            work = self.env.timeout(self.minutes(f"{name} takes"))
            # Whoever has waited is served from the very moment at which the lift was free, not from the next whole minute.
            self.lift_free = (self.lift_free if asked < begun else begun * rate) + sorties * DAY
            yield self.env.timeout(-(-self.lift_free // rate) - begun)
        yield work
        self.over(name)
