"""The chain of `others_chain` in SimPy, by hand: a process for every step, joined by events, and, shorter, a process for every contingent."""

from collections.abc import Generator
from typing import Any

from simpy import Environment, Event, Process, Resource
from tests.bench.others_chain import LIFTS, MEMBERS, TEAMS, Drawn, Ways, one_by_one

Steps = Generator[Event, Any, None]


class Frame:
    """One run. Afterwards `over_at` holds the minute at which each step was over."""

    def __init__(self, drawn: Drawn) -> None:
        self.minutes, self.other = drawn
        self.env = Environment()
        self.lift, self.teams = Resource(self.env, LIFTS), Resource(self.env, TEAMS)
        self.over_at: dict[str, int] = {}

    def takes(self, name: str) -> Steps:
        yield self.env.timeout(self.minutes[name])
        self.over_at[name] = self.env.now

    def holds(self, name: str, resource: Resource) -> Steps:
        with resource.request() as unit:
            yield unit
            yield from self.takes(name)


class ByStep(Frame):
    """A process for every step: it waits for what comes before it."""

    def play(self) -> dict[str, int]:
        request = self.step("request")
        both = self.step("assessment", request) & self.step("legal_review", request)
        full, limited = self.decision("mandate", both)
        orders = self.step("full_orders", full) | self.step("limited_orders", limited)
        orders_out = self.step("orders_out", orders)
        settled = self.env.all_of([self.contingent(member, orders_out) for member in MEMBERS])
        road, rail = self.decision("route", self.step("assembled", settled))
        there = self.step("by_road", road) | self.step("by_rail", rail)
        handover = self.step("handover", self.step("deployed", there))
        self.env.run(self.step("report", handover))
        return self.over_at

    def contingent(self, member: str, orders_out: Event) -> Event:
        """Happens when the contingent is in place, or stays at home."""
        readiness = self.step(f"readiness of {member}", orders_out)
        passed, failed = self.decision(f"inspection of {member}", readiness)
        fit = passed | self.step(f"repairs of {member}", failed)
        granted, refused = self.decision(f"permit of {member}", fit)
        movement = self.step_with(f"movement of {member}", self.lift, granted)
        reception = self.step_with(f"reception of {member}", self.teams, movement)
        briefing = self.step(f"briefing of {member}", reception)
        return self.step(f"in_place of {member}", briefing) | refused

    def step(self, name: str, after: Event | None = None) -> Process:
        return self.env.process(self.work(name, after))

    def step_with(self, name: str, resource: Resource, after: Event) -> Process:
        return self.env.process(self.work_with(name, resource, after))

    def decision(self, name: str, after: Event) -> tuple[Event, Event]:
        """What happens when it comes out as usual, and otherwise."""
        usual, other = self.env.event(), self.env.event()
        self.env.process(self.decide(name, after, usual, other))
        return usual, other

    def work(self, name: str, after: Event | None) -> Steps:
        if after is not None:
            yield after
        yield self.env.timeout(self.minutes[name])
        self.over_at[name] = self.env.now

    def work_with(self, name: str, resource: Resource, after: Event) -> Steps:
        yield after
        with resource.request() as unit:
            yield unit
            yield self.env.timeout(self.minutes[name])
        self.over_at[name] = self.env.now

    def decide(self, name: str, after: Event, usual: Event, other: Event) -> Steps:
        yield after
        yield self.env.timeout(self.minutes[name])
        self.over_at[name] = self.env.now
        (other if self.other[name] else usual).succeed()


class ByContingent(Frame):
    """A process for the trunk, one for every contingent, and one for what goes on beside."""

    def play(self) -> dict[str, int]:
        self.env.run(self.env.process(self.trunk()))
        return self.over_at

    def trunk(self) -> Steps:
        yield from self.takes("request")
        beside = self.env.process(self.takes("legal_review"))
        yield from self.takes("assessment")
        yield beside
        yield from self.takes("mandate")
        yield from self.takes("limited_orders" if self.other["mandate"] else "full_orders")
        yield from self.takes("orders_out")
        yield self.env.all_of([self.env.process(self.contingent(member)) for member in MEMBERS])
        yield from self.takes("assembled")
        yield from self.takes("route")
        yield from self.takes("by_rail" if self.other["route"] else "by_road")
        for name in ("deployed", "handover", "report"):
            yield from self.takes(name)

    def contingent(self, member: str) -> Steps:
        yield from self.takes(f"readiness of {member}")
        yield from self.takes(f"inspection of {member}")
        if self.other[f"inspection of {member}"]:
            yield from self.takes(f"repairs of {member}")
        yield from self.takes(f"permit of {member}")
        if self.other[f"permit of {member}"]:
            return
        yield from self.holds(f"movement of {member}", self.lift)
        yield from self.holds(f"reception of {member}", self.teams)
        yield from self.takes(f"briefing of {member}")
        yield from self.takes(f"in_place of {member}")


WAYS: Ways = {
    "SimPy, hand-written: a process for every step": one_by_one(lambda drawn: ByStep(drawn).play()),
    "SimPy, hand-written: a process for every contingent": one_by_one(
        lambda drawn: ByContingent(drawn).play()
    ),
}
