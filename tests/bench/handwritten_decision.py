"""The political half of the hand-written model: request, consultations, Center, draft, session."""

from simpy import Event
from tests.bench.handwritten_cast import (
    AT_MOST,
    CARRIED,
    DAY,
    HOUR,
    OPENS,
    PARTNERS,
    POSITIONS,
    STARTEX,
    STATES,
    THEN,
    UNITY,
    VOTES,
)
from tests.bench.handwritten_consent import Consent
from tests.bench.handwritten_frame import Steps

from exercise_sim.engine.luck import chosen


class Decision(Consent):
    """From the request to the decision in force."""

    def request_and_center(self) -> None:
        process = self.process
        warning_report = process(self.report())
        self.request = process(self.work("request", warning_report))
        supplement = process(self.milestone("supplement", self.request))
        qualification = process(self.qualify(supplement))
        self.case_opened = process(self.milestone("case_opened", qualification))
        process(self.work("political_consultations", self.not_chosen))
        process(self.find_public_line())
        process(self.decide())
        self.warning_order = process(self.warn())
        self.center_working = process(self.work("center_working", self.case_opened))
        self.four_linked = self.env.event()
        for state in STATES:
            process(self.link_group(state))
        self.proposals = process(self.work("proposals", self.center_working, self.four_linked))
        for partner in PARTNERS:
            process(self.work_with(f"liaison of {partner}", self.liaison_officers, self.case_opened))
        self.un_decision = process(self.milestone("un_decision", self.case_opened))

    def report(self) -> Steps:
        self.over("warning_report")
        return
        yield

    def qualify(self, supplement: Event) -> Steps:
        yield supplement
        yield self.lawyers.get(2)
        yield self.env.timeout(self.minutes("qualification takes"))
        yield self.env.timeout(self.minutes("qualification thinks"))
        yield self.lawyers.put(2)
        self.over("qualification")

    def find_public_line(self) -> Steps:
        yield self.request
        yield self.env.timeout(self.minutes("public_line takes"))
        yield self.env.timeout(self.minutes("public_line thinks"))
        self.over("public_line")

    def warn(self) -> Steps:
        yield from self.think("warning_order", self.case_opened)
        self.unity -= 2

    def link_group(self, state: str) -> Steps:
        name = f"groups_linked of {state}"
        yield self.center_working
        yield self.env.timeout(self.minutes(f"{name} takes"))
        if state == self.dropped:
            return
        self.over(name)
        if self.again("groups_linked") == 4:
            self.four_linked.succeed()

    # ---- From the consultations to the decision: a loop, because the session may send the chain back

    def decide(self) -> Steps:
        yield self.case_opened
        process, outcome, wait = self.process, "no_consensus", 0
        while outcome in AT_MOST:
            if outcome == "no_consensus":
                yield self.env.timeout(wait)
                wait = 6 * HOUR
                yield process(self.work_again("consultations"))
                yield process(self.think_again("form"))
                place = process(self.find_place())
                yield self.proposals
                yield process(self.write("draft"))
                advice = process(self.work_again("military_advice"))
                self.over("assessment_mission")
                self.over("rework")
            else:
                if outcome == "mission":
                    yield process(self.work_again("assessment_mission"))
                yield process(self.write("rework"))
            visas = [
                process(self.visa("visa_foreign")),
                process(self.visa("visa_defence", advice)),
                process(self.visa("visa_security")),
            ]
            yield self.env.all_of([*visas, process(self.clear_text()), place])
            self.over("package_ready")
            yield process(self.think_again("instrument"))
            yield process(self.think_again("force_size"))
            yield process(self.think_again("lead_nation"))
            yield self.un_decision
            outcome = yield process(self.sit_in_council())
        self.over("mandate")
        yield process(self.bring_into_force(outcome))

    def find_place(self) -> Steps:
        occurrence = self.again("place")
        yield self.env.timeout(self.minutes("place thinks", occurrence))
        yield self.env.timeout(self.minutes("place video takes", occurrence))
        self.over("place")

    def write(self, name: str) -> Steps:
        """The draft or its rework, by the drafting cell, which begins nothing at night."""
        with self.drafting_cell.request() as cell:
            yield cell
            yield self.env.timeout(max(0, OPENS - (STARTEX + self.env.now) % DAY))
            yield self.env.timeout(self.minutes(f"{name} takes", self.again(name)))
        self.over(name)

    def visa(self, name: str, advice: Event | None = None) -> Steps:
        if advice is not None:
            yield advice
        with self.vtc.request() as channel:
            yield channel
            occurrence = self.again(name)
            yield self.env.timeout(self.minutes(f"{name} takes", occurrence))
            if self.outcome(name, 0.9, 0.1, occurrence=occurrence):
                yield self.env.timeout(self.minutes(f"{name} objections takes", occurrence))
        self.over(name)

    def clear_text(self) -> Steps:
        """The clearance line by line; once in a run, words that stay in brackets mean one more reading."""
        name, brackets = "text_clearance", True
        while brackets:
            occurrence = self.again(name)
            yield self.env.timeout(self.minutes(f"{name} takes", occurrence))
            drawn = self.outcome(name, 0.8, 0.2, occurrence=occurrence)
            brackets = bool(drawn) and self.again("brackets") == 1
        self.over(name)

    def sit_in_council(self) -> Steps:
        """The session; its value is the option that the votes carry."""
        occurrence = self.again("mandate")
        yield self.env.timeout(self.minutes("mandate takes", occurrence))
        yield self.env.timeout(self.minutes("mandate thinks", occurrence))
        votes = {self.vote(state, occurrence) for state in POSITIONS} - {"absent"}
        carried = next((option for option in CARRIED if option in votes), None)
        outcome = self.left(carried or ("adopt" if votes <= {"adopt"} else "no_consensus"))
        self.again(outcome)
        self.unity += UNITY.get(outcome, 0)
        return outcome

    def vote(self, state: str, occurrence: int) -> str:
        number = self.luck.u32(f"mandate vote of {state}", occurrence)
        return self.left(VOTES[chosen(POSITIONS[state], number)])

    def left(self, option: str) -> str:
        """The option, or what is left once it was taken as often as it may be."""
        while option in AT_MOST and self.begun.get(option, 0) >= AT_MOST[option]:
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
