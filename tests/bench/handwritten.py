"""The training with its usual choices as a hand-written SimPy model: the engine's oracle and its measure.

In the way SimPy's documentation teaches: a process for every activity, joined by events; resources for what is scarce; loops for
what is done again. Written from the scenario's text, not from the engine; only chance is shared, so that the minutes can be compared.
"""

from collections.abc import Generator, Mapping
from typing import Any

from simpy import Container, Environment, Event, Interrupt, Process, Resource
from tests.bench.handwritten_cast import (
    ADVANCE,
    AT_MOST,
    AUTHORISING,
    CALLED_UP,
    CARRIED,
    DAY,
    ENDEX,
    GOVERNMENTS,
    HOUR,
    MAIN_BODY,
    NOT_CALLED_UP,
    OPENS,
    PARLIAMENTS,
    PARTNERS,
    POSITIONS,
    RESERVES,
    ROUTES,
    SORTIES_A_DAY,
    STAND_IN,
    STARTEX,
    STATES,
    THEN,
    UNITY,
    VOTES,
    Contingent,
)

from exercise_sim.engine.luck import Luck, chosen

Steps = Generator[Event, Any, Any]


class Training:
    """One run. Afterwards `over_at` holds the minute at which each step was (last) over, `ending` its ending.

    `draws` gives the number of each duration by the name of its stream.
    """

    def __init__(self, luck: Luck, draws: Mapping[str, int]) -> None:
        self.luck, self.draws = luck, draws
        self.env = Environment()
        self.over_at: dict[str, int] = {}
        self.times: dict[str, int] = {}  # how often a step that may come again has begun
        self.dropped = ""
        self.lead = "norvinia"
        self.strength, self.unity = 0, 100
        self.lawyers = Container(self.env, 3, init=3)
        self.drafting_cell = Resource(self.env)
        self.vtc = Resource(self.env, 3)
        self.liaison_officers = Resource(self.env, 4)
        self.staging = Resource(self.env, 2)
        self.trains = Resource(self.env)
        self.reception = Resource(self.env, 2)
        self.airlift = Resource(self.env)
        self.sorties_a_day = SORTIES_A_DAY
        self.lift_free = 0  # when the lift is free again, in minutes times sorties a day
        self.ending = self.env.event()
        self.request_and_center()
        self.decision_and_consent()
        self.formation_and_routes()
        self.movement()
        self.assistance_and_end()

    def play(self) -> None:
        """Plays it to its ending, and what comes after the ending on a clock of its own: everything else has stopped."""
        self.env.run(until=self.ending)
        self.env = Environment(self.env.now)
        self.env.process(self.after_play())
        self.env.run()

    # What every step does

    def process(self, steps: Steps) -> Process:
        return self.env.process(steps)

    def minutes(self, stream: str, occurrence: int = 1) -> int:
        return self.luck.minutes(self.draws[stream], occurrence)

    def again(self, name: str) -> int:
        """Which time it is that a step begins that may come again."""
        self.times[name] = self.times.get(name, 0) + 1
        return self.times[name]

    def over(self, name: str) -> None:
        self.over_at[name] = self.env.now

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
        """A step that holds one unit while it takes its time."""
        yield after[0] if len(after) == 1 else self.env.all_of(after)
        with resource.request() as unit:
            yield unit
            yield self.env.timeout(self.minutes(f"{name} takes"))
        self.over(name)

    def think(self, name: str, *after: Event) -> Steps:
        """A question whose usual answer comes after some thought."""
        yield after[0] if len(after) == 1 else self.env.all_of(after)
        yield self.env.timeout(self.minutes(f"{name} thinks"))
        self.over(name)

    def think_again(self, name: str) -> Steps:
        yield self.env.timeout(self.minutes(f"{name} thinks", self.again(name)))
        self.over(name)

    def drawn(self, name: str, *chances: float, occurrence: int = 1) -> int:
        """The number of the outcome that chance picks."""
        return chosen(chances, self.luck.u32(f"{name} outcome", occurrence))

    def end(self, ending: str) -> None:
        if not self.ending.triggered:
            self.ending.succeed(ending)

    # The request, the consultations, the Center

    def request_and_center(self) -> None:
        process = self.process
        process(self.endex())
        self.over("warning_report")
        self.request = process(self.sign_request())
        process(self.milestone("supplement", self.request))
        self.qualification = process(self.qualify())
        self.case_opened = process(self.milestone("case_opened", self.qualification))
        process(self.ask_for_public_line())
        self.warning_order = process(self.warn())
        self.center_working = process(self.work("center_working", self.case_opened))
        self.linked = self.env.event()  # four groups are linked
        for state in STATES:
            process(self.link_group(state))
        self.proposals = process(self.work("proposals", self.center_working, self.linked))
        for partner in PARTNERS:
            process(self.work_with(f"liaison of {partner}", self.liaison_officers, self.case_opened))
        self.un_decision = process(self.milestone("un_decision", self.case_opened))

    def endex(self) -> Steps:
        yield self.env.timeout(ENDEX)
        self.end("out_of_time")

    def sign_request(self) -> Steps:
        yield self.env.timeout(self.minutes("request takes"))
        self.over("request")

    def qualify(self) -> Steps:
        yield self.request
        yield self.lawyers.get(2)
        yield self.env.timeout(self.minutes("qualification takes"))
        yield self.env.timeout(self.minutes("qualification thinks"))
        yield self.lawyers.put(2)
        self.over("qualification")

    def ask_for_public_line(self) -> Steps:
        yield self.request
        yield self.env.timeout(self.minutes("public_line takes"))
        yield self.env.timeout(self.minutes("public_line thinks"))
        self.over("public_line")

    def warn(self) -> Steps:
        yield self.case_opened
        yield self.env.timeout(self.minutes("warning_order thinks"))
        self.unity -= 2
        self.over("warning_order")

    def link_group(self, state: str) -> Steps:
        name = f"groups_linked of {state}"
        yield self.center_working
        yield self.env.timeout(self.minutes(f"{name} takes"))
        if state == self.dropped:
            return
        self.over(name)
        if self.again("groups_linked") == 4:
            self.linked.succeed()

    # Draft, session, decision: a loop, because the session may send the chain back

    def decision_and_consent(self) -> None:
        process, event = self.process, self.env.event
        self.decision = event()
        self.authorised = {state: event() for state in AUTHORISING}
        self.refused = {state: event() for state in AUTHORISING}
        process(self.decide())
        process(self.notify())
        governments = [process(self.government(state, chance)) for state, chance in GOVERNMENTS.items()]
        process(self.mind_the_lead(governments))
        for state, chances in PARLIAMENTS.items():
            submission = process(self.submit(state))
            process(self.sit(state, chances, submission))

    def decide(self) -> Steps:
        yield self.case_opened
        outcome, wait = "no_consensus", 0
        while outcome in AT_MOST:
            if outcome == "no_consensus":
                yield self.env.timeout(wait)
                mission, wait = False, 6 * HOUR
                yield self.process(self.consult())
                yield self.process(self.think_again("form"))
                place = self.process(self.find_place())
                yield self.proposals
                yield self.process(self.write("draft"))
                advice = self.process(self.advise())
                self.over("assessment_mission")
                self.over("rework")
            elif outcome == "mission":
                yield self.process(self.assess())
            if outcome != "no_consensus":
                yield self.process(self.write("rework"))
            yield self.env.all_of([
                self.process(self.visa("visa_foreign")),
                self.process(self.visa("visa_defence", advice)),
                self.process(self.visa("visa_security")),
                self.process(self.clear_text()),
                place,
            ])  # fmt: skip
            self.over("package_ready")
            yield self.process(self.think_again("instrument"))
            yield self.process(self.think_again("force_size"))
            yield self.process(self.think_again("lead_nation"))
            yield self.un_decision
            outcome = yield self.process(self.sit_in_council())
        self.over("mandate")
        yield self.process(self.bring_into_force(outcome))

    def consult(self) -> Steps:
        yield self.env.timeout(self.minutes("consultations takes", self.again("consultations")))
        self.over("consultations")

    def find_place(self) -> Steps:
        occurrence = self.again("place")
        yield self.env.timeout(self.minutes("place thinks", occurrence))
        yield self.env.timeout(self.minutes("place video takes", occurrence))
        self.over("place")

    def write(self, name: str) -> Steps:
        """The draft, or its rework: by the drafting cell, which begins nothing at night."""
        with self.drafting_cell.request() as cell:
            yield cell
            yield self.env.timeout(max(0, OPENS - (STARTEX + self.env.now) % DAY))
            yield self.env.timeout(self.minutes(f"{name} takes", self.again(name)))
        self.over(name)

    def advise(self) -> Steps:
        yield self.env.timeout(self.minutes("military_advice takes", self.again("military_advice")))
        self.over("military_advice")

    def assess(self) -> Steps:
        yield self.env.timeout(self.minutes("assessment_mission takes", self.again("assessment_mission")))
        self.over("assessment_mission")

    def visa(self, name: str, advice: Event | None = None) -> Steps:
        if advice is not None:
            yield advice
        with self.vtc.request() as channel:
            yield channel
            occurrence = self.again(name)
            yield self.env.timeout(self.minutes(f"{name} takes", occurrence))
            if self.drawn(name, 0.9, 0.1, occurrence=occurrence):
                objections = self.again(f"{name} objections")
                yield self.env.timeout(self.minutes(f"{name} objections takes", objections))
        self.over(name)

    def clear_text(self) -> Steps:
        while True:
            occurrence = self.again("text_clearance")
            yield self.env.timeout(self.minutes("text_clearance takes", occurrence))
            brackets = self.drawn("text_clearance", 0.8, 0.2, occurrence=occurrence)
            if not brackets or "brackets" in self.times:
                break
            self.again("brackets")
        self.over("text_clearance")

    def sit_in_council(self) -> Steps:
        """The session: what the votes carry. An option that is used up gives way to the next."""
        occurrence = self.again("mandate")
        yield self.env.timeout(self.minutes("mandate takes", occurrence))
        yield self.env.timeout(self.minutes("mandate thinks", occurrence))
        votes = {self.vote(state, occurrence) for state in POSITIONS} - {"absent"}
        outcome = next((option for option in CARRIED if option in votes), None)
        if outcome is None:
            outcome = "adopt" if votes <= {"adopt"} else "no_consensus"
        outcome = self.left(outcome)
        self.again(outcome)
        self.unity += UNITY.get(outcome, 0)
        return outcome

    def vote(self, state: str, occurrence: int) -> str:
        number = self.luck.u32(f"mandate vote of {state}", occurrence)
        return self.left(VOTES[chosen(POSITIONS[state], number)])

    def left(self, option: str) -> str:
        while self.times.get(option, 0) >= AT_MOST.get(option, 99):
            option = THEN[option]
        return option

    def bring_into_force(self, outcome: str) -> Steps:
        if outcome == "refuse":
            self.end("no_operation")
            return
        if outcome == "limited":
            self.dropped = "dervania"
            self.refused["dervania"].succeed()
            self.over("standing_aside")
        elif outcome == "accession":
            yield self.env.timeout(self.minutes("accession takes"))
            self.over("accession")
        self.over("decision")
        self.decision.succeed()

    def notify(self) -> Steps:
        yield self.decision
        yield self.lawyers.get(1)
        yield self.env.timeout(self.minutes("notification takes"))
        yield self.lawyers.put(1)
        self.over("notification")

    # National procedures

    def government(self, state: str, refusal: float) -> Steps:
        name = f"government_decision of {state}"
        yield self.decision
        yield self.env.timeout(self.minutes(f"{name} takes"))
        self.over(name)
        if self.drawn(name, 1 - refusal, refusal):
            self.lead = STAND_IN[state]
            self.refuse(state)
        else:
            self.authorise(state)

    def submit(self, state: str) -> Steps:
        name = f"submission of {state}"
        yield self.decision
        if state != self.dropped:
            yield self.env.timeout(self.minutes(f"{name} takes"))
            self.over(name)

    def sit(self, state: str, chances: tuple[float, float, float], submission: Event) -> Steps:
        """The sitting; without a quorum it comes again tomorrow, three times at most."""
        name = f"sitting of {state}"
        yield submission
        if state == self.dropped:
            return
        for occurrence in range(1, 5):
            outcome = self.drawn(name, *chances, occurrence=occurrence)
            if outcome != 1 or occurrence == 4:
                break
            yield self.env.timeout(DAY)
        self.over(name)
        if outcome:
            self.refuse(state)
        else:
            self.authorise(state)

    def authorise(self, state: str) -> None:
        self.over(f"authorised of {state}")
        self.authorised[state].succeed()

    def refuse(self, state: str) -> None:
        self.unity -= 10
        self.refused[state].succeed()

    def lead_authorised(self) -> Steps:
        """The state that leads has authorised its contingents; if it refuses, the one that stands in for it."""
        yield self.authorised["norvinia"] | self.refused["norvinia"]
        yield self.authorised[self.lead]

    def mind_the_lead(self, governments: list[Process]) -> Steps:
        """Without a lead there is no advance party, and without that no force."""
        yield self.env.all_of(governments)
        if self.refused[self.lead].triggered:
            self.end("no_force")

    # Formation, routes, host, plan

    def formation_and_routes(self) -> None:
        process = self.process
        self.commander = process(self.work("commander_appointed", self.decision))
        for contingent in CALLED_UP:
            process(self.milestone(f"not_called_up of {contingent.name}", self.decision))
        self.force_list = process(self.milestone("force_list", self.decision))
        self.first_readiness_begins = self.env.event()
        self.readiness = {
            contingent.name: process(self.get_ready(contingent.name)) for contingent in CALLED_UP
        }
        for name in NOT_CALLED_UP:
            process(self.release(name, process(self.get_ready(name))))
        self.way_open = {
            route: process(self.open_way(route, refusal, lost)) for route, (refusal, lost) in ROUTES.items()
        }
        self.host_begins = self.env.event()
        self.host_arrangements = process(self.arrange_with_host())
        self.minimum_arrangements = process(self.arrange_the_minimum())
        self.plan_begins = self.env.event()
        self.movement_plan = process(self.plan_movement())
        self.first_plan = process(self.make_first_plan())
        self.movement_allowed = process(self.go_or_wait())

    def get_ready(self, name: str) -> Steps:
        yield self.warning_order
        if not self.first_readiness_begins.triggered:
            self.first_readiness_begins.succeed()
        try:
            yield self.env.timeout(self.minutes(f"readiness of {name} takes"))
        except Interrupt:
            return
        self.over(f"readiness of {name}")

    def release(self, name: str, readiness: Process) -> Steps:
        """A contingent that is not called up: it stops getting ready."""
        yield self.decision
        self.over(f"not_called_up of {name}")
        if readiness.is_alive:
            readiness.interrupt()

    def open_way(self, route: str, refusal: float, lost: int) -> Steps:
        """The permit for a route, or the way round it."""
        transit, way_round = f"transit of {route}", f"way_round of {route}"
        yield self.warning_order
        yield self.env.timeout(self.minutes(f"{transit} takes"))
        self.over(transit)
        if self.drawn(transit, 1 - refusal, refusal):
            yield self.env.timeout(self.minutes(f"{way_round} thinks"))
            yield self.env.timeout(self.minutes(f"{way_round} go_round takes"))
            self.sorties_a_day += lost
            self.over(way_round)
        self.over(f"way_open of {route}")

    def arrange_with_host(self) -> Steps:
        yield self.decision
        yield self.lawyers.get(1)
        self.host_begins.succeed()
        yield self.env.timeout(self.minutes("host_arrangements takes"))
        yield self.env.timeout(self.minutes("host_arrangements thinks"))
        yield self.lawyers.put(1)
        self.over("host_arrangements")

    def arrange_the_minimum(self) -> Steps:
        yield self.host_begins
        lag = "minimum_arrangements lag 2h .. 3h .. 4h after host_arrangements begins"
        yield self.env.timeout(self.minutes(lag))
        self.over("minimum_arrangements")

    def plan_movement(self) -> Steps:
        yield self.commander & self.force_list & self.first_readiness_begins
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
        self.over("movement_allowed")
