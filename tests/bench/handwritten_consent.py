"""The national half of the decision in the hand-written model: notification, governments, parliaments, the state that leads."""

from simpy import Event, Process
from tests.bench.handwritten_cast import AUTHORISING, DAY, GOVERNMENTS, PARLIAMENTS, STAND_IN
from tests.bench.handwritten_frame import Frame, Steps


class Consent(Frame):
    """From the decision to the last national authorisation."""

    decision: Process
    setting_out: Process
    dropped = ""
    lead = "norvinia"

    def notification_and_consent(self) -> None:
        process = self.process
        self.granted = {state: self.env.event() for state in AUTHORISING}
        self.refused = {state: self.env.event() for state in AUTHORISING}
        process(self.notify())
        governments = [process(self.government(state, refusal)) for state, refusal in GOVERNMENTS.items()]
        for state, chances in PARLIAMENTS.items():
            process(self.sit(state, chances, process(self.submit(state))))
        self.authorised = {
            state: process(self.milestone(f"authorised of {state}", self.granted[state]))
            for state in AUTHORISING
        }
        process(self.mind_the_lead(governments))

    def notify(self) -> Steps:
        yield self.decision
        yield self.lawyers.get(1)
        yield self.env.timeout(self.minutes("notification takes"))
        yield self.lawyers.put(1)
        self.over("notification")

    def government(self, state: str, refusal: float) -> Steps:
        name = f"government_decision of {state}"
        yield self.decision
        yield self.env.timeout(self.minutes(f"{name} takes"))
        self.over(name)
        if self.outcome(name, 1 - refusal, refusal):
            self.lead = STAND_IN[state]
            self.refuse(state)
        else:
            self.granted[state].succeed()

    def submit(self, state: str) -> Steps:
        name = f"submission of {state}"
        yield self.decision
        if state != self.dropped:
            yield self.env.timeout(self.minutes(f"{name} takes"))
            self.over(name)

    def sit(self, state: str, chances: tuple[float, float, float], submission: Process) -> Steps:
        """The sitting; without a quorum it comes again the next day, three times at most."""
        name = f"sitting of {state}"
        yield submission
        if state == self.dropped:
            return
        for occurrence in (1, 2, 3, 4):
            outcome = self.outcome(name, *chances, occurrence=occurrence)
            if outcome != 1 or occurrence == 4:
                break
            yield self.env.timeout(DAY)
        self.over(name)
        if outcome:
            self.refuse(state)
        else:
            self.granted[state].succeed()

    def refuse(self, state: str) -> None:
        self.unity -= 10
        self.refused[state].succeed()

    def set_out(self, *ready: Event) -> Steps:
        """All is ready, and the state that leads has authorised its contingents; if it refuses, the one that stands in for it."""
        yield self.env.all_of(ready)
        yield self.authorised["norvinia"] | self.refused["norvinia"]
        yield self.authorised[self.lead]

    def mind_the_lead(self, governments: list[Process]) -> Steps:
        """Without a lead the advance party does not set out, and without that there is no force."""
        yield self.env.all_of(governments)
        if self.refused[self.lead].triggered and not self.setting_out.triggered:
            self.end("no_force")
