"""The chain of `others_chain` in salabim: a component for every step that waits for states, and, shorter, a component for every contingent.

In the fast way: yield mode (no greenlets), no trace, no monitors where they can be left out, no seeds set, since chance is given.
"""

from collections.abc import Iterator
from typing import Any

import salabim as sim
from tests.bench.others_chain import LIFTS, MEMBERS, TEAMS, Drawn, Ways, one_by_one

Steps = Iterator[Any]


class Frame:
    """One run. Afterwards `over_at` holds the minute at which each step was over."""

    def __init__(self, drawn: Drawn) -> None:
        self.minutes, self.other = drawn
        self.env = sim.Environment(
            trace=False, random_seed="", set_numpy_random_seed=False, yieldless=False, time_unit="n/a"
        )
        self.env.suppress_trace_linenumbers(True)
        self.lift = sim.Resource("lift", LIFTS, monitor=False)
        self.teams = sim.Resource("teams", TEAMS, monitor=False)
        self.over_at: dict[str, int] = {}

    def over(self, name: str) -> None:
        self.over_at[name] = int(self.env.now())


class Step(sim.Component):
    """Waits for all of some states, or for one of them; takes its time; sets a state: that of its end, or of how it comes out."""

    def setup(
        self, run: Frame, step: str, after: tuple[sim.State, ...], every: bool, ends: sim.State | None
    ) -> None:
        self.run, self.step, self.after, self.every = run, step, after, every
        self.ends = sim.State(monitor=False) if ends is None else ends

    def process(self) -> Steps:
        if self.after:
            yield self.wait(*self.after, all=self.every)
        yield self.hold(self.run.minutes[self.step])
        self.over()

    def over(self) -> None:
        self.run.over(self.step)
        self.ends.set()


class StepWith(Step):
    """A step that holds one unit of something for as long as it takes."""

    def setup(self, resource: sim.Resource, **others: Any) -> None:
        super().setup(**others)
        self.resource = resource

    def process(self) -> Steps:
        yield self.wait(*self.after)
        yield self.request(self.resource)
        yield self.hold(self.run.minutes[self.step])
        self.release()
        self.over()


class Decision(Step):
    """A step that ends in one of two states."""

    def setup(self, other: sim.State | None, **others: Any) -> None:
        super().setup(**others)
        self.otherwise = sim.State(monitor=False) if other is None else other

    def over(self) -> None:
        self.run.over(self.step)
        (self.otherwise if self.run.other[self.step] else self.ends).set()


class ByStep(Frame):
    """A component for every step."""

    def play(self) -> dict[str, int]:
        request = self.step("request")
        both = self.step("assessment", request), self.step("legal_review", request)
        full, limited = self.decision("mandate", *both)
        orders = self.step("full_orders", full), self.step("limited_orders", limited)
        orders_out = self.step("orders_out", *orders, every=False)
        settled = [self.contingent(member, orders_out) for member in MEMBERS]
        road, rail = self.decision("route", self.step("assembled", *settled))
        there = self.step("by_road", road), self.step("by_rail", rail)
        self.step("report", self.step("handover", self.step("deployed", *there, every=False)))
        self.env.run()
        return self.over_at

    def contingent(self, member: str, orders_out: sim.State) -> sim.State:
        """The state of the contingent that is in place, or stays at home."""
        settled = sim.State(monitor=False)
        readiness = self.step(f"readiness of {member}", orders_out)
        passed, failed = self.decision(f"inspection of {member}", readiness)
        fit = passed, self.step(f"repairs of {member}", failed)
        granted, _ = self.decision(f"permit of {member}", *fit, every=False, other=settled)
        movement = self.step_with(f"movement of {member}", self.lift, granted)
        reception = self.step_with(f"reception of {member}", self.teams, movement)
        self.step(f"in_place of {member}", self.step(f"briefing of {member}", reception), ends=settled)
        return settled

    def step(
        self, name: str, *after: sim.State, every: bool = True, ends: sim.State | None = None
    ) -> sim.State:
        return Step(run=self, step=name, after=after, every=every, ends=ends).ends

    def step_with(self, name: str, resource: sim.Resource, *after: sim.State) -> sim.State:
        return StepWith(run=self, step=name, after=after, every=True, ends=None, resource=resource).ends

    def decision(
        self, name: str, *after: sim.State, every: bool = True, other: sim.State | None = None
    ) -> tuple[sim.State, sim.State]:
        step = Decision(run=self, step=name, after=after, every=every, ends=None, other=other)
        return step.ends, step.otherwise


class ByContingent(Frame):
    """A component for the trunk, one for every contingent, and one for what goes on beside."""

    def play(self) -> dict[str, int]:
        self.beside, self.under_way = sim.State(monitor=False), sim.State(value=len(MEMBERS), monitor=False)
        Trunk(run=self)
        self.env.run()
        return self.over_at


class Part(sim.Component):
    """What the three kinds of component have in common."""

    def setup(self, run: ByContingent) -> None:
        self.run = run

    def takes(self, name: str) -> Steps:
        yield self.hold(self.run.minutes[name])
        self.run.over(name)

    def holds(self, name: str, resource: sim.Resource) -> Steps:
        yield self.request(resource)
        yield from self.takes(name)
        self.release()


class Trunk(Part):
    def process(self) -> Steps:
        run = self.run
        yield from self.takes("request")
        Beside(run=run)
        yield from self.takes("assessment")
        yield self.wait(run.beside)
        yield from self.takes("mandate")
        yield from self.takes("limited_orders" if run.other["mandate"] else "full_orders")
        yield from self.takes("orders_out")
        for member in MEMBERS:
            Contingent(run=run, member=member)
        yield self.wait((run.under_way, 0))
        yield from self.takes("assembled")
        yield from self.takes("route")
        yield from self.takes("by_rail" if run.other["route"] else "by_road")
        for name in ("deployed", "handover", "report"):
            yield from self.takes(name)


class Beside(Part):
    def process(self) -> Steps:
        yield from self.takes("legal_review")
        self.run.beside.set()


class Contingent(Part):
    def setup(self, run: ByContingent, member: str) -> None:
        self.run, self.member = run, member

    def process(self) -> Steps:
        yield from self.moves(self.member)
        self.run.under_way.set(self.run.under_way.get() - 1)

    def moves(self, member: str) -> Steps:
        run = self.run
        yield from self.takes(f"readiness of {member}")
        yield from self.takes(f"inspection of {member}")
        if run.other[f"inspection of {member}"]:
            yield from self.takes(f"repairs of {member}")
        yield from self.takes(f"permit of {member}")
        if run.other[f"permit of {member}"]:
            return
        yield from self.holds(f"movement of {member}", run.lift)
        yield from self.holds(f"reception of {member}", run.teams)
        yield from self.takes(f"briefing of {member}")
        yield from self.takes(f"in_place of {member}")


WAYS: Ways = {
    "salabim: a component for every step": one_by_one(lambda drawn: ByStep(drawn).play()),
    "salabim: a component for every contingent": one_by_one(lambda drawn: ByContingent(drawn).play()),
}
