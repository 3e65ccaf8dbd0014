"""The chain of `others_chain` in asimpy (SimPy's ideas with `async` and `await`): a process for every step, and, shorter, one for every contingent."""

from asimpy import AllOf, Environment, Event, FirstOf, Process, Resource
from tests.bench.others_chain import LIFTS, MEMBERS, TEAMS, Drawn, Ways, one_by_one


class Frame:
    """One run. Afterwards `over_at` holds the minute at which each step was over."""

    def __init__(self, drawn: Drawn) -> None:
        self.minutes, self.other = drawn
        self.env = Environment()
        self.lift, self.teams = Resource(self.env, LIFTS), Resource(self.env, TEAMS)
        self.over_at: dict[str, int] = {}

    def all_of(self, *events: Event) -> Event:
        return AllOf(self.env, **{str(number): event for number, event in enumerate(events)})

    def any_of(self, *events: Event) -> Event:
        return FirstOf(self.env, **{str(number): event for number, event in enumerate(events)})


class Step(Process):
    """Waits for an event, takes its time, and lets another one happen."""

    def init(self, run: Frame, name: str, after: Event | None) -> None:
        self.run_of, self.name, self.after, self.ends = run, name, after, Event(self._env)

    async def run(self) -> None:
        if self.after is not None:
            await self.after
        await self.timeout(self.run_of.minutes[self.name])
        self.over()

    def over(self) -> None:
        self.run_of.over_at[self.name] = self.now
        self.ends.succeed()


class StepWith(Step):
    """A step that holds one unit of something for as long as it takes."""

    def init(self, run: Frame, name: str, after: Event, resource: Resource) -> None:
        super().init(run, name, after)
        self.resource = resource

    async def run(self) -> None:
        await self.after
        async with self.resource:
            await self.timeout(self.run_of.minutes[self.name])
        self.over()


class Decision(Step):
    """A step that ends in one of two events."""

    def init(self, run: Frame, name: str, after: Event) -> None:
        super().init(run, name, after)
        self.otherwise = Event(self._env)

    def over(self) -> None:
        self.run_of.over_at[self.name] = self.now
        (self.otherwise if self.run_of.other[self.name] else self.ends).succeed()


class ByStep(Frame):
    """A process for every step."""

    def play(self) -> dict[str, int]:
        request = self.step("request")
        both = self.all_of(self.step("assessment", request), self.step("legal_review", request))
        full, limited = self.decision("mandate", both)
        orders = self.any_of(self.step("full_orders", full), self.step("limited_orders", limited))
        orders_out = self.step("orders_out", orders)
        settled = self.all_of(*(self.contingent(member, orders_out) for member in MEMBERS))
        road, rail = self.decision("route", self.step("assembled", settled))
        there = self.any_of(self.step("by_road", road), self.step("by_rail", rail))
        self.step("report", self.step("handover", self.step("deployed", there)))
        self.env.run()
        return self.over_at

    def contingent(self, member: str, orders_out: Event) -> Event:
        """Happens when the contingent is in place, or stays at home."""
        readiness = self.step(f"readiness of {member}", orders_out)
        passed, failed = self.decision(f"inspection of {member}", readiness)
        fit = self.any_of(passed, self.step(f"repairs of {member}", failed))
        granted, refused = self.decision(f"permit of {member}", fit)
        movement = StepWith(self.env, self, f"movement of {member}", granted, self.lift).ends
        reception = StepWith(self.env, self, f"reception of {member}", movement, self.teams).ends
        briefing = self.step(f"briefing of {member}", reception)
        return self.any_of(self.step(f"in_place of {member}", briefing), refused)

    def step(self, name: str, after: Event | None = None) -> Event:
        return Step(self.env, self, name, after).ends

    def decision(self, name: str, after: Event) -> tuple[Event, Event]:
        step = Decision(self.env, self, name, after)
        return step.ends, step.otherwise


class ByContingent(Frame):
    """A process for the trunk, one for every contingent, and one for what goes on beside."""

    def play(self) -> dict[str, int]:
        Trunk(self.env, self)
        self.env.run()
        return self.over_at


class Part(Process):
    """What the three kinds of process have in common."""

    def init(self, run: Frame, member: str = "") -> None:
        self.run_of, self.member, self.ends = run, member, Event(self._env)

    async def takes(self, name: str) -> None:
        await self.timeout(self.run_of.minutes[name])
        self.run_of.over_at[name] = self.now


class Trunk(Part):
    async def run(self) -> None:
        run = self.run_of
        await self.takes("request")
        beside = Beside(self._env, run)
        await self.takes("assessment")
        await beside.ends
        await self.takes("mandate")
        await self.takes("limited_orders" if run.other["mandate"] else "full_orders")
        await self.takes("orders_out")
        await run.all_of(*(Contingent(self._env, run, member).ends for member in MEMBERS))
        await self.takes("assembled")
        await self.takes("route")
        await self.takes("by_rail" if run.other["route"] else "by_road")
        for name in ("deployed", "handover", "report"):
            await self.takes(name)


class Beside(Part):
    async def run(self) -> None:
        await self.takes("legal_review")
        self.ends.succeed()


class Contingent(Part):
    async def run(self) -> None:
        await self.moves(self.run_of, self.member)
        self.ends.succeed()

    async def moves(self, run: Frame, member: str) -> None:
        await self.takes(f"readiness of {member}")
        await self.takes(f"inspection of {member}")
        if run.other[f"inspection of {member}"]:
            await self.takes(f"repairs of {member}")
        await self.takes(f"permit of {member}")
        if run.other[f"permit of {member}"]:
            return
        async with run.lift:
            await self.takes(f"movement of {member}")
        async with run.teams:
            await self.takes(f"reception of {member}")
        await self.takes(f"briefing of {member}")
        await self.takes(f"in_place of {member}")


WAYS: Ways = {
    "asimpy: a process for every step": one_by_one(lambda drawn: ByStep(drawn).play()),
    "asimpy: a process for every contingent": one_by_one(lambda drawn: ByContingent(drawn).play()),
}
