"""The chain of `others_chain` in SimPN: a coloured Petri net, a token for each contingent. The net is built once; a run puts its tokens back.

A transition begins a step: it takes what the step waits for (and a token of what is scarce) and gives it back when the step's time is over.
"""

from collections.abc import Sequence

from simpn.simulator import SimProblem, SimToken, SimVar
from tests.bench.others_chain import LIFTS, MEMBERS, TEAMS, Drawn, Ways, one_by_one


class Net:
    """The net, and one run at a time. Afterwards `over_at` holds the minute at which each step was over."""

    def __init__(self) -> None:
        self.net = SimProblem(debugging=False, binding_priority=SimProblem.PRIORITY_BINDING)
        self.lift, self.teams = self.resource("lift", LIFTS), self.resource("teams", TEAMS)
        self.build()
        self.net.store_checkpoint("before")

    def run(self, drawn: Drawn) -> dict[str, int]:
        self.minutes, self.other = drawn
        self.over_at: dict[str, int] = {}
        self.net.restore_checkpoint("before")
        self.net.simulate(10**9)
        return self.over_at

    def resource(self, name: str, units: int) -> SimVar:
        place = self.net.add_var(name)
        for number in range(units):
            place.put(number)
        return place

    def build(self) -> None:
        start = self.net.add_var("start")
        start.put("")
        assess, review = self.trunk("request", [start], 2)
        both = [*self.trunk("assessment", [assess]), *self.trunk("legal_review", [review])]
        full, limited = self.decision("mandate", both)
        (ordered,) = self.trunk("full_orders", [full])
        self.trunk("limited_orders", [limited], into=ordered)
        waiting = self.net.add_var("waiting")
        settled = self.contingents(waiting)
        self.net.add_event([ordered], [waiting] * len(MEMBERS), self.orders_out, "orders_out")
        (assembled,) = self.trunk("assembled", settled)
        road, rail = self.decision("route", [assembled])
        (there,) = self.trunk("by_road", [road])
        self.trunk("by_rail", [rail], into=there)
        for name in ("deployed", "handover", "report"):
            (there,) = self.trunk(name, [there])

    def contingents(self, waiting: SimVar) -> list[SimVar]:
        """A place for each contingent, whose token is there when it is in place, or stays at home."""
        ready, fit, unfit, granted, moved, received, briefed = (
            self.net.add_var(name)
            for name in ("ready", "fit", "unfit", "granted", "moved", "received", "briefed")
        )
        settled = [self.net.add_var(f"settled {member}") for member in MEMBERS]
        add = self.net.add_event
        add([waiting], [ready], lambda member: [self.takes("readiness", member)], "readiness")
        add([ready], [fit, unfit], lambda member: self.either("inspection", member), "inspection")
        add([unfit], [fit], lambda member: [self.takes("repairs", member)], "repairs")
        add([fit], [granted, *settled], self.permit, "permit")
        add([granted, self.lift], [moved, self.lift], self.movement, "movement")
        add([moved, self.teams], [received, self.teams], self.reception, "reception")
        add([received], [briefed], lambda member: [self.takes("briefing", member)], "briefing")
        add(
            [briefed], settled, lambda member: self.to_own(member, self.takes("in_place", member)), "in_place"
        )
        return settled

    def trunk(
        self, name: str, after: Sequence[SimVar], ways: int = 1, into: SimVar | None = None
    ) -> list[SimVar]:
        """A step of the trunk; the places of those who wait for it."""
        places = [self.net.add_var(f"{name} over {way}") for way in range(ways)] if into is None else [into]

        def begins(*_: object) -> list[SimToken]:
            return [SimToken("", delay=self.lasts(name))] * len(places)

        self.net.add_event(list(after), places, begins, name)
        return places

    def decision(self, name: str, after: Sequence[SimVar]) -> list[SimVar]:
        """A step of the trunk that gives its token to one of two places."""
        places = [self.net.add_var(f"{name} usual"), self.net.add_var(f"{name} other")]

        def begins(*_: object) -> list[SimToken | None]:
            token = SimToken("", delay=self.lasts(name))
            return [None, token] if self.other[name] else [token, None]

        self.net.add_event(list(after), places, begins, name)
        return places

    def lasts(self, name: str) -> int:
        minutes = self.minutes[name]
        self.over_at[name] = self.net.clock + minutes
        return minutes

    def takes(self, step: str, member: str) -> SimToken:
        return SimToken(member, delay=self.lasts(f"{step} of {member}"))

    def either(self, step: str, member: str) -> list[SimToken | None]:
        token = self.takes(step, member)
        return [None, token] if self.other[f"{step} of {member}"] else [token, None]

    def to_own(self, member: str, token: SimToken | None) -> list[SimToken | None]:
        return [token if member == other else None for other in MEMBERS]

    def orders_out(self, _: object) -> list[SimToken]:
        minutes = self.lasts("orders_out")
        return [SimToken(member, delay=minutes) for member in MEMBERS]

    def permit(self, member: str) -> list[SimToken | None]:
        granted, refused = self.either("permit", member)
        return [granted, *self.to_own(member, refused)]

    def movement(self, member: str, lift: int) -> list[SimToken]:
        token = self.takes("movement", member)
        return [token, SimToken(lift, delay=token.delay)]

    def reception(self, member: str, team: int) -> list[SimToken]:
        token = self.takes("reception", member)
        return [token, SimToken(team, delay=token.delay)]


WAYS: Ways = {"SimPN: a transition for every step": one_by_one(Net().run)}
