"""The military half of the hand-written model: formation, routes, regrouping, movement, reception, assistance, withdrawal."""

from simpy import Event, Interrupt, Process
from tests.bench.handwritten_cast import (
    ADVANCE,
    CONTINGENTS,
    HOUR,
    MAIN_BODY,
    REPLACEMENT,
    RESERVES,
    ROUTES,
    SIZE,
    Contingent,
)
from tests.bench.handwritten_decision import Decision
from tests.bench.handwritten_frame import Steps


class Force(Decision):
    """From the warning order to the withdrawal."""

    readiness: dict[str, Process]
    called_up: dict[str, Event]
    released: dict[str, Event]

    def formation_and_routes(self) -> None:
        process = self.process
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
        yield from self.work_with(name, self.transit_officers, self.movement_request)
        if self.outcome(name, 1 - refusal, refusal):
            refused.succeed()
        else:
            cleared.succeed()

    def go_round(self, route: str, lost_sorties: int, refused: Event) -> Steps:
        name = f"way_round of {route}"
        yield refused
        yield self.env.timeout(self.minutes(f"{name} thinks"))
        yield self.env.timeout(self.minutes(f"{name} go_round takes"))
        self.sorties_a_day += lost_sorties
        self.over(name)

    def arrange_with_host(self) -> Steps:
        yield self.decision
        yield self.lawyers.get(1)
        self.host_begins.succeed()
        yield self.env.timeout(self.minutes("host_arrangements takes"))
        yield self.env.timeout(self.minutes("host_arrangements thinks"))
        yield self.lawyers.put(1)
        self.over("host_arrangements")

    def arrange_the_minimum(self) -> Steps:
        lag = "minimum_arrangements lag 2h .. 3h .. 4h after host_arrangements begins"
        yield self.host_begins
        yield self.env.timeout(self.minutes(lag))
        self.over("minimum_arrangements")

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

    # ---- Regrouping, movement, reception

    def movement(self) -> None:
        process = self.process
        self.leads = {party.name: self.env.event() for party in ADVANCE}
        for party in ADVANCE:
            process(self.stand_down(party))
        parties = [self.set_out(party) for party in ADVANCE]
        self.airfield_open = process(self.milestone("airfield_open", self.env.any_of(parties)))
        settled = []  # a contingent is received, or it is out: released, or refused by its state
        transfers = [self.receive(party, landed) for party, landed in zip(ADVANCE, parties, strict=True)]
        transfers += [self.receive(one, self.move(one, self.regroup(one))) for one in MAIN_BODY]
        for contingent, transfer in zip(CONTINGENTS, transfers, strict=True):
            out = self.refused[contingent.state], self.released[contingent.name]
            settled.append(self.env.any_of([transfer, *out]))
        replacement = process(self.replace())
        first_capability = process(self.work("first_capability", self.env.any_of(transfers)))
        self.situation_report = process(self.work("situation_report", first_capability))
        ready = *settled, replacement, self.host_arrangements
        self.full_capability = process(self.work("full_capability", *ready))

    def stand_down(self, party: Contingent) -> Steps:
        """When the state that leads has authorised its own advance party, the other one is released."""
        name = party.name
        yield from self.lead_authorised()
        self.over(f"stood_down of {name}")
        if party.state == self.lead:
            self.leads[name].succeed()
        elif not self.released[name].triggered:
            self.release(name)

    def set_out(self, party: Contingent) -> Process:
        ready = (
            self.readiness[party.name],
            self.force_list,
            self.leads[party.name],
            self.movement_allowed,
            self.way_open[party.route],
            self.minimum_arrangements,
            self.first_plan,
        )
        return self.process(self.fly(f"advance_party of {party.name}", party.sorties, *ready))

    def replace(self) -> Steps:
        """A company that fills the gap in the force; without a gap nothing of it is needed."""
        of = f"of {REPLACEMENT.name}"
        gap = yield self.force_gap
        if gap:
            yield self.env.timeout(self.minutes(f"replacement_readiness {of} takes"))
        self.over(f"replacement_readiness {of}")
        yield self.airfield_open & self.way_open[REPLACEMENT.route]
        if gap:
            yield from self.fly(f"replacement_movement {of}", REPLACEMENT.sorties)
            self.over(f"replacement_arrived {of}")
            yield from self.work_with(f"replacement_transfer {of}", self.reception)
            self.strength += REPLACEMENT.persons
        else:
            self.over(f"replacement_movement {of}")
            self.over(f"replacement_arrived {of}")
            self.over(f"replacement_transfer {of}")

    def regroup(self, contingent: Contingent) -> Process:
        """The hand-over to the lift, with all that comes before it."""
        name, process = contingent.name, self.process
        ready = self.readiness[name], self.called_up[name], self.movement_plan
        order = process(self.work(f"regrouping_order of {name}", *ready))
        march = process(self.work(f"march of {name}", order))
        return process(self.hand_over(name, process(self.load(contingent, march))))

    def load(self, contingent: Contingent, march: Process) -> Steps:
        """The loading; its value is the place in the staging area, which is held until the hand-over."""
        yield self.env.all_of([march, self.authorised[contingent.state], self.movement_allowed])
        place = self.staging.request()
        yield place
        yield self.env.timeout(self.minutes(f"loading of {contingent.name} takes"))
        self.over(f"loading of {contingent.name}")
        return place

    def hand_over(self, name: str, loading: Process) -> Steps:
        place = yield loading
        yield self.env.timeout(self.minutes(f"handing_over of {name} takes"))
        self.over(f"handing_over of {name}")
        self.staging.release(place)

    def move(self, contingent: Contingent, handed_over: Process) -> Process:
        name, process, way = contingent.name, self.process, self.way_open[contingent.route]
        if contingent.mode == "air":
            ready = handed_over, self.airfield_open, way
            return process(self.fly(f"by_air of {name}", contingent.sorties, *ready))
        if contingent.mode == "road":
            return process(self.work(f"by_road of {name}", handed_over, way))
        not_by_air = handed_over, self.airfield_open, self.way_open["corridor"]
        process(self.milestone(f"heavy_by_air of {name}", *not_by_air))
        return process(self.work_with(f"by_rail of {name}", self.trains, handed_over, way))

    def receive(self, contingent: Contingent, moved: Process) -> Process:
        arrived = self.process(self.milestone(f"arrived of {contingent.name}", moved))
        return self.process(self.transfer(contingent, arrived))

    def transfer(self, contingent: Contingent, arrived: Process) -> Steps:
        yield from self.work_with(f"transfer of {contingent.name}", self.reception, arrived)
        self.strength += contingent.persons

    # ---- Assistance, review, withdrawal

    def assistance_and_end(self) -> None:
        process = self.process
        aid_list = process(self.work("aid_list", self.case_opened))
        aid_approval = process(self.approve_aid(aid_list))
        process(self.fly("aid_delivery", 20, aid_approval, self.airfield_open))
        for name in RESERVES:
            readiness = process(self.milestone(f"reserve_readiness of {name}", self.full_capability))
            movement = process(self.milestone(f"reserve_movement of {name}", readiness))
            process(self.milestone(f"reserve_transfer of {name}", movement))
        review = process(self.think("operation_review", self.full_capability, self.situation_report))
        process(self.work("extension", self.not_chosen))
        process(self.withdraw(review))

    def approve_aid(self, aid_list: Process) -> Steps:
        yield from self.work("aid_approval", aid_list, self.decision)
        self.outcome("aid_approval", 0.85, 0.15)

    def withdraw(self, review: Process) -> Steps:
        yield from self.fly("termination", 100, review)
        self.end("handed_over")
