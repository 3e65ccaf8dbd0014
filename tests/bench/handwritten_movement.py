"""The movement in the hand-written model: regrouping, movement, reception, assistance, withdrawal."""

from fractions import Fraction

from simpy import Event, Interrupt, Process
from tests.bench.handwritten_cast import (
    ADVANCE,
    AT_BORDER,
    CONTINGENTS,
    DAY,
    MAIN_BODY,
    REPLACEMENT,
    RESERVES,
    Contingent,
)
from tests.bench.handwritten_force import Force
from tests.bench.handwritten_frame import Steps
from tests.bench.handwritten_touch import scaled


class Movement(Force):
    """From the order to regroup to the withdrawal."""

    def movement(self) -> None:
        process = self.process
        self.steps_of: dict[str, list[Process]] = {name: [] for name in AT_BORDER}
        self.leads = {party.name: self.env.event() for party in ADVANCE}
        for party in ADVANCE:
            process(self.stand_down(party))
        parties = [self.set_out(party) for party in ADVANCE]
        self.airfield_open = process(self.open_airfield(parties))
        settled = []  # a contingent is received, or it is out: released, or refused by its state
        transfers = [self.receive(party, landed) for party, landed in zip(ADVANCE, parties, strict=True)]
        transfers += [self.receive(one, self.move(one, self.regroup(one))) for one in MAIN_BODY]
        for contingent, transfer in zip(CONTINGENTS, transfers, strict=True):
            out = self.refused[contingent.state], self.released[contingent.name]
            settled.append(self.env.any_of([transfer, *out]))
        replacement = process(self.replace())
        first_capability = process(self.report("first_capability", self.env.any_of(transfers)))
        self.situation_report = process(self.work("situation_report", first_capability))
        self.daily_reports = process(self.report_daily(first_capability))
        ready = *settled, replacement, self.host_arrangements
        self.full_capability = process(self.report("full_capability", *ready))

    def open_airfield(self, parties: list[Process]) -> Steps:
        yield self.env.any_of(parties)
        yield from self.stand_aside("airfield_open")
        self.done("airfield_open")
        self.shift()

    def report(self, name: str, *after: Event) -> Steps:
        """The report of a capability, which presses the threat down."""
        yield from self.work(name, *after)
        self.shift()

    def report_daily(self, first_capability: Process) -> Steps:
        """The situation report again, a day after it was begun last, until the review."""
        yield first_capability
        yield self.env.timeout(DAY)
        try:
            while True:
                occurrence = self.again("situation_report")
                another = self.env.timeout(DAY)
                yield self.env.timeout(self.minutes("situation_report again takes", occurrence))
                self.over("situation_report")
                yield another
        except Interrupt:
            return

    def drop(self, name: str) -> None:
        """A contingent goes home, wherever it is, unless it has been received."""
        self.release(name)
        self.doing[f"by_road of {name}"] = None
        for step in self.steps_of[name]:
            if step.is_alive:
                step.interrupt()

    def step_of(self, name: str, steps: Steps) -> Process:
        """A step of a contingent, which may be dropped."""
        if name not in AT_BORDER:
            return self.process(steps)
        self.steps_of[name].append(self.process(self.droppable(steps)))
        return self.steps_of[name][-1]

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
        """A company that fills the gap in the force; as long as no gap is to be filled, nothing of it is needed."""
        of = f"of {REPLACEMENT.name}"
        yield self.force_gap
        if self.gap_filled:
            yield self.env.timeout(self.minutes(f"replacement_readiness {of} takes"))
        self.over(f"replacement_readiness {of}")
        yield self.airfield_open & self.way_open[REPLACEMENT.route]
        if self.gap_filled:
            yield from self.fly(f"replacement_movement {of}", REPLACEMENT.sorties)
            self.over(f"replacement_arrived {of}")
            yield from self.work_with(f"replacement_transfer {of}", self.reception)
            self.grow(REPLACEMENT.persons)
        else:
            self.over(f"replacement_movement {of}")
            self.over(f"replacement_arrived {of}")
            self.over(f"replacement_transfer {of}")

    def regroup(self, contingent: Contingent) -> Process:
        """The hand-over to the lift, with all that comes before it."""
        name, step_of = contingent.name, self.step_of
        ready = self.readiness[name], self.called_up[name], self.movement_plan
        order = step_of(name, self.work(f"regrouping_order of {name}", *ready))
        march = step_of(name, self.work(f"march of {name}", order))
        loading = step_of(name, self.load(contingent, march))
        return step_of(name, self.hand_over(name, loading))

    def load(self, contingent: Contingent, march: Process) -> Steps:
        """The loading; its value is the place in the staging area, which is held until the hand-over."""
        yield self.env.all_of([march, self.authorised[contingent.state], self.movement_allowed])
        place = self.staging.request()
        try:
            yield place
            yield self.env.timeout(self.minutes(f"loading of {contingent.name} takes"))
        except Interrupt:
            place.cancel()
            self.staging.release(place)
            raise
        self.over(f"loading of {contingent.name}")
        return place

    def hand_over(self, name: str, loading: Process) -> Steps:
        place = yield loading
        try:
            yield self.env.timeout(self.minutes(f"handing_over of {name} takes"))
            self.over(f"handing_over of {name}")
        finally:
            self.staging.release(place)

    def move(self, contingent: Contingent, handed_over: Process) -> Process:
        name, process, way = contingent.name, self.process, self.way_open[contingent.route]
        if contingent.mode == "air":
            ready = handed_over, self.airfield_open, way
            return process(self.fly(f"by_air of {name}", contingent.sorties, *ready))
        if contingent.mode == "road":
            return self.step_of(name, self.drive(f"by_road of {name}", handed_over, way))
        not_by_air = handed_over, self.airfield_open, self.way_open["corridor"]
        process(self.milestone(f"heavy_by_air of {name}", *not_by_air))
        return process(self.work_with(f"by_rail of {name}", self.trains, handed_over, way))

    def drive(self, name: str, *after: Event) -> Steps:
        """A movement by road, which refugees on the road slow down."""
        yield self.env.all_of(after)
        self.doing[name] = self.env.active_process
        yield from self.last(scaled(self.minutes(f"{name} takes"), self.factors.get(name, Fraction(1))))
        self.done(name)

    def receive(self, contingent: Contingent, moved: Process) -> Process:
        name = contingent.name
        arrived = self.step_of(name, self.milestone(f"arrived of {name}", moved))
        return self.step_of(name, self.transfer(contingent, arrived))

    def transfer(self, contingent: Contingent, arrived: Process) -> Steps:
        yield from self.work_with(f"transfer of {contingent.name}", self.reception, arrived)
        self.grow(contingent.persons)

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
        yield review
        self.daily_reports.interrupt()
        yield from self.fly("termination", 100)
        self.end("stabilised")
