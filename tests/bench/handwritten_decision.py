"""The political half of the hand-written model: request, consultations, Center, draft, session."""

from simpy import Event, Interrupt, Process
from tests.bench.handwritten_cast import DAY, HOUR, OPENS, PARTNERS, STARTEX, STATES
from tests.bench.handwritten_council import Council
from tests.bench.handwritten_frame import Steps


class Decision(Council):
    """From the request to the decision in force."""

    def request_and_center(self) -> None:
        process = self.process
        self.over("national_reports")
        self.over("warning_report")
        self.request = process(self.sign_request())
        supplement = process(self.milestone("supplement", self.request))
        qualification = process(self.qualify(supplement))
        self.case_opened = process(self.milestone("case_opened", qualification))
        process(self.work("political_consultations", self.not_chosen))
        process(self.find_public_line())
        self.warning_order = process(self.warn())
        self.center_working = process(self.work_with("center_working", self.vtc, self.case_opened))
        self.four_linked = self.env.event()
        for state in STATES:
            process(self.link_group(state))
        self.proposals = process(self.late_work("proposals", self.center_working, self.four_linked))
        for partner in PARTNERS:
            process(self.work_with(f"liaison of {partner}", self.liaison_officers, self.case_opened))
        self.un_decision = process(self.milestone("un_decision", self.case_opened))

    def sign_request(self) -> Steps:
        yield self.env.timeout(self.minutes("request takes"))
        self.over("request")

    def qualify(self, supplement: Event) -> Steps:
        yield supplement
        yield from self.stand_aside("qualification")
        yield self.lawyers.get(2)
        yield from self.last(self.minutes("qualification takes"))
        yield from self.answered(self.env.timeout(self.minutes("qualification thinks")))
        yield self.lawyers.put(2)
        self.done("qualification")

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
        if name in self.late:
            yield from self.stand_aside(name)
        yield self.env.timeout(self.minutes(f"{name} takes"))
        if state == self.dropped:
            return
        self.over(name)
        if self.again("groups_linked") == 4:
            self.four_linked.succeed()

    # ---- From the consultations to the session: a loop, because the session may send the chain back

    def draft_and_session(self) -> None:
        process, event = self.process, self.env.event
        self.adopted, self.limited, self.acceding = event(), event(), event()
        self.deciding = process(self.decide())
        approval = process(self.think("approval", self.not_chosen))
        conciliation = process(self.milestone("conciliation", self.acceding))
        accession = process(self.work("accession", conciliation))
        limited = process(self.milestone("limited_participation", self.limited))
        ways = self.env.any_of([approval, self.adopted, limited, accession])
        self.decision = process(self.milestone("decision", ways))
        process(self.work("review_session", approval, self.decision, self.proposals))
        process(self.milestone("public_statement", self.not_chosen, self.decision))

    def decide(self) -> Steps:
        yield self.case_opened
        process, outcome, wait = self.process, "no_consensus", 0
        while outcome in ("no_consensus", "mission", "return", "assessment"):
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
            yield self.env.all_of([*self.coordinate(advice), place])
            self.over("package_ready")
            try:
                yield from self.no_time()
                yield from self.think_again("instrument")
            except Interrupt:  # a member wants an assessment first
                self.reopen("visa_foreign")
                outcome = "assessment"
                continue
            yield process(self.think_again("force_size"))
            yield process(self.think_again("lead_nation"))
            yield self.un_decision
            outcome = yield process(self.sit_in_council())
            self.reopen("visa_foreign", "mandate")
            if outcome == "no_consensus":
                self.reopen("draft")
        self.done("mandate")
        self.carry_out(outcome)

    def find_place(self) -> Steps:
        occurrence = self.again("place")
        yield self.env.timeout(self.minutes("place thinks", occurrence))
        yield self.env.timeout(self.minutes("place video takes", occurrence))
        self.over("place")

    def write(self, name: str) -> Steps:
        """The draft or its rework, by the drafting cell, which begins nothing at night."""
        yield from self.stand_aside(name)
        while (closed := OPENS - (STARTEX + self.env.now) % DAY) > 0:
            yield from self.in_the_queue(closed)
        cell = yield from self.queue_for(self.drafting_cell)
        yield from self.last(self.minutes(f"{name} takes", self.again(name)))
        self.drafting_cell.release(cell)
        self.done(name)

    def in_the_queue(self, minutes: int) -> Steps:
        """Waits until the cell opens; whoever is delayed leaves the queue and stands aside from then on."""
        try:
            yield self.env.timeout(minutes)
        except Interrupt as touch:
            yield from self.last(touch.cause)

    def coordinate(self, advice: Process) -> list[Process]:
        """The three visas and the clearance of the text, side by side."""
        process = self.process
        return [
            process(self.visa("visa_foreign")),
            process(self.visa("visa_defence", advice)),
            process(self.visa("visa_security")),
            process(self.clear_text()),
        ]

    def visa(self, name: str, advice: Event | None = None) -> Steps:
        if advice is not None:
            yield advice
        yield from self.stand_aside(name)
        channel = yield from self.queue_for(self.vtc)
        occurrence = self.again(name)
        yield from self.last(self.minutes(f"{name} takes", occurrence))
        if self.outcome(name, 0.9, 0.1, occurrence=occurrence):
            yield from self.last(self.minutes(f"{name} objections takes", occurrence))
        self.vtc.release(channel)
        self.done(name)

    def clear_text(self) -> Steps:
        """The clearance line by line; once in a run, words that stay in brackets mean one more reading."""
        name, brackets = "text_clearance", True
        while brackets:
            occurrence = self.again(name)
            yield self.env.timeout(self.minutes(f"{name} takes", occurrence))
            drawn = self.outcome(name, 0.8, 0.2, occurrence=occurrence)
            brackets = bool(drawn) and self.again("brackets") == 1
        self.over(name)
