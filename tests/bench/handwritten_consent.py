"""The national half of the decision in the hand-written model: notification, governments, parliaments, the state that leads."""

from simpy import Process
from tests.bench.handwritten_cast import AUTHORISING, DAY, GOVERNMENTS, PARLIAMENTS, STAND_IN
from tests.bench.handwritten_frame import Steps
from tests.bench.handwritten_threat import Threat


class Consent(Threat):
    """From the decision to the last national authorisation."""

    decision: Process
    dropped = ""
    lead = "norvinia"
    gap_filled = False

    def notification_and_consent(self) -> None:
        process = self.process
        self.granted = {state: self.env.event() for state in AUTHORISING}
        self.refused = {state: self.env.event() for state in AUTHORISING}
        process(self.notify())
        self.chances = dict(PARLIAMENTS)
        for state, refusal in GOVERNMENTS.items():
            process(self.government(state, refusal))
        for state in PARLIAMENTS:
            process(self.sit(state, process(self.submit(state))))
        self.authorised = {
            state: process(self.milestone(f"authorised of {state}", self.granted[state]))
            for state in AUTHORISING
        }
        process(self.mind_the_lead())
        self.force_gap = process(self.mind_the_gap())

    def notify(self) -> Steps:
        yield self.decision
        yield from self.write_letter()

    def write_letter(self) -> Steps:
        """The letter of notification, which may have to be written again."""
        yield self.lawyers.get(1)
        yield self.env.timeout(self.minutes("notification takes", self.again("notification")))
        yield self.lawyers.put(1)
        self.over("notification")

    def government(self, state: str, refusal: float) -> Steps:
        name = f"government_decision of {state}"
        yield self.decision
        yield self.env.timeout(self.minutes(f"{name} takes"))
        self.over(name)
        if self.outcome(name, 1 - refusal, refusal):
            self.refuse(state)
            if state in STAND_IN:
                self.pass_lead_on(state)
        else:
            self.granted[state].succeed()

    def pass_lead_on(self, state: str) -> None:
        """A state that can lead has refused: if it leads, the other one does, unless that has refused before."""
        if self.refused[STAND_IN[state]].triggered:
            return
        if self.lead == state:
            self.lead = STAND_IN[state]
        self.over(f"change_of_lead of {state}")

    def submit(self, state: str) -> Steps:
        name = f"submission of {state}"
        yield self.decision
        if state != self.dropped:
            yield self.env.timeout(self.minutes(f"{name} takes"))
            self.over(name)

    def sit(self, state: str, submission: Process) -> Steps:
        """The sitting, and the decree after it; without a quorum it comes again the next day, three times at most."""
        name = f"sitting of {state}"
        yield submission
        if state == self.dropped:
            return
        for occurrence in (1, 2, 3, 4):
            yield from self.no_time()
            outcome = self.outcome(name, *self.chances[state], occurrence=occurrence)
            if outcome != 1 or occurrence == 4:
                break
            yield self.env.timeout(DAY)
        self.over(name)
        if outcome:
            self.refuse(state)
            return
        yield self.env.timeout(self.minutes(f"decree of {state} takes"))
        self.over(f"decree of {state}")
        self.granted[state].succeed()

    def refuse(self, state: str) -> None:
        self.unity -= 10
        self.refused[state].succeed()

    def lead_authorised(self) -> Steps:
        """The state that leads has authorised its contingents; if it refuses, the one that stands in for it."""
        yield self.authorised["norvinia"] | self.refused["norvinia"]
        yield self.authorised[self.lead]

    def mind_the_lead(self) -> Steps:
        """If both states that can lead refuse, no advance party sets out, and without that there is no force."""
        yield self.env.all_of([self.refused[state] for state in STAND_IN])
        self.end("no_force")

    def mind_the_gap(self) -> Steps:
        """When the last state has decided, a refusal leaves a gap, which the state that leads fills."""
        yield self.env.all_of([self.authorised[state] | self.refused[state] for state in AUTHORISING])
        if any(self.refused[state].triggered for state in AUTHORISING if state != self.dropped):
            yield self.env.timeout(self.minutes("force_gap thinks"))
            self.gap_filled = True
        self.over("force_gap")
