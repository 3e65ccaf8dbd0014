"""The preparations in the hand-written model: formation, routes, host, plan."""

from simpy import Event, Interrupt, Process
from tests.bench.handwritten_cast import (
    CONTINGENTS,
    HOUR,
    ROUTES,
    SIZE,
    Contingent,
)
from tests.bench.handwritten_decision import Decision
from tests.bench.handwritten_frame import Steps


class Force(Decision):
    """From the warning order to the release of the movement."""

    readiness: dict[str, Process]
    called_up: dict[str, Event]
    released: dict[str, Event]

    def formation_and_routes(self) -> None:
        process = self.process
        self.permit: dict[str, str] = {}  # the routes for which a permit takes another time
        self.commander = process(self.work("commander_appointed", self.decision))
        self.force_list = process(self.milestone("force_list", self.decision))
        self.readiness_begins = self.env.event()
        self.readiness, self.called_up, self.released = {}, {}, {}
        for contingent in CONTINGENTS:
            name = contingent.name
            self.readiness[name] = process(self.get_ready(name))
            self.called_up[name], self.released[name] = self.env.event(), self.env.event()
            process(self.call_up(contingent))
        self.movement_request = process(self.milestone("movement_request", self.warning_order))
        self.way_open = {
            route: self.open_way(route, refusal, lost) for route, (refusal, lost) in ROUTES.items()
        }
        self.host_begins, self.plan_begins = self.env.event(), self.env.event()
        self.host_arrangements = process(self.arrange_with_host())
        self.minimum_arrangements = process(self.arrange_the_minimum())
        self.movement_plan = process(self.plan_movement())
        self.first_plan = process(self.make_first_plan())
        go_or_wait = process(self.go_or_wait())
        all_authorised = process(self.milestone("all_authorised", self.not_chosen, *self.authorised.values()))
        self.movement_allowed = process(self.milestone("movement_allowed", go_or_wait | all_authorised))

    def get_ready(self, name: str) -> Steps:
        yield self.warning_order
        if not self.readiness_begins.triggered:
            self.readiness_begins.succeed()
        try:
            yield self.env.timeout(self.minutes(f"readiness of {name} takes"))
        except Interrupt:
            return
        self.over(f"readiness of {name}")

    def call_up(self, contingent: Contingent) -> Steps:
        """The decision calls the contingent up, or releases it, as its size says and where its state stands aside: then it stops getting ready."""
        name = contingent.name
        yield self.decision
        self.over(f"not_called_up of {name}")
        if contingent.tier <= SIZE and contingent.state != self.dropped:
            self.called_up[name].succeed()
        else:
            self.release(name)

    def release(self, name: str) -> None:
        if not self.released[name].triggered:
            self.released[name].succeed()
        if self.readiness[name].is_alive:
            self.readiness[name].interrupt()

    def open_way(self, route: str, refusal: float, lost_sorties: int) -> Process:
        """The permit for a route, or the way round it."""
        process, cleared, refused = self.process, self.env.event(), self.env.event()
        process(self.clear(route, refusal, cleared, refused))
        way_round = process(self.go_round(route, lost_sorties, refused))
        return process(self.milestone(f"way_open of {route}", cleared | way_round))

    def clear(self, route: str, refusal: float, cleared: Event, refused: Event) -> Steps:
        name = f"transit of {route}"
        yield self.movement_request
        with self.transit_officers.request() as officer:
            yield officer
            yield self.env.timeout(self.minutes(f"{name} takes{self.permit.get(route, '')}"))
        self.over(name)
        if self.outcome(name, 1 - refusal, refusal):
            refused.succeed()
        else:
            cleared.succeed()

    def go_round(self, route: str, lost_sorties: int, refused: Event) -> Steps:
        name = f"way_round of {route}"
        yield refused
        yield self.env.timeout(self.minutes(f"{name} thinks"))
        yield self.env.timeout(self.minutes(f"{name} go_round takes"))
        self.change_lift(lost_sorties)
        self.over(name)

    def arrange_with_host(self) -> Steps:
        yield self.decision
        yield from self.stand_aside("host_arrangements")
        yield from self.find_lawyer()
        self.host_begins.succeed()
        self.hear("host_arrangements begins")
        yield from self.last(self.minutes("host_arrangements takes"))
        yield from self.answered(self.env.timeout(self.minutes("host_arrangements thinks")))
        yield self.lawyers.put(1)
        self.done("host_arrangements")

    def find_lawyer(self) -> Steps:
        """Waits for a lawyer; whoever is delayed meanwhile asks again afterwards."""
        while True:
            lawyer = self.lawyers.get(1)
            try:
                yield lawyer
            except Interrupt as touch:
                lawyer.cancel()
                yield from self.last(touch.cause)
            else:
                return

    def arrange_the_minimum(self) -> Steps:
        lag = "minimum_arrangements lag 2h .. 3h .. 4h after host_arrangements begins"
        yield self.host_begins
        yield self.env.timeout(self.minutes(lag))
        yield from self.stand_aside("minimum_arrangements")
        self.done("minimum_arrangements")

    def plan_movement(self) -> Steps:
        yield self.env.all_of([self.commander, self.force_list, self.readiness_begins])
        self.plan_begins.succeed()
        yield self.env.timeout(self.minutes("movement_plan takes"))
        yield self.env.timeout(self.minutes("movement_plan thinks"))
        self.over("movement_plan")

    def make_first_plan(self) -> Steps:
        yield self.plan_begins
        yield self.env.timeout(2 * HOUR)
        self.over("first_plan")

    def go_or_wait(self) -> Steps:
        yield self.commander & self.env.any_of(self.authorised.values())
        yield self.env.timeout(self.minutes("go_or_wait thinks"))
        self.unity -= 5
        self.over("go_or_wait")
