"""What comes from outside in the hand-written model: a process for each inject, with the contingency that follows it.

Left out is what usual choices never meet: the neighbour that asks again (the offer is answered within 12 hours), and what only a trainer gives.
"""

from fractions import Fraction

from simpy import Event
from tests.bench.handwritten_cast import AFRESH, AT_BORDER, CONTINGENTS, HOUR, PARLIAMENTS
from tests.bench.handwritten_frame import Steps
from tests.bench.handwritten_movement import Movement

from exercise_sim.engine.luck import chosen


class Injects(Movement):
    """The injects of the training. `came` holds the minute in which each one came."""

    def injects(self) -> None:
        self.came: dict[str, int | float] = {}
        heard = self.heard
        for inject in (
            self.outage(heard["request"]),
            self.false_story(heard["request"]),
            self.vtc_attack(heard["mandate begins"]),
            self.quorum_in_doubt(heard["submission of kestria"]),
            self.assessment_demanded(heard["package_ready"]),
            self.absent_member(heard["place"]),
            self.rival_offer(heard["decision"]),
            self.outsider_first(heard["decision"]),
            self.host_delays(heard["host_arrangements begins"]),
            self.full_procedure(heard["movement_request"]),
            self.airlift_shortage(heard["airfield_open"]),
            self.border_incident(heard["decision"]),
            self.refugees(self.crisis),
            self.legal_questions(heard["notification"]),
            self.armed_group(self.conflict),
        ):
            self.process(inject)

    def comes(self, name: str, at: Event, chance: float = 1.0, *, lag: int = 0, by: str = "") -> Steps:
        """Waits for the turn of an inject (`lag` minutes after something, or as many as chance says); its value is whether it comes."""
        yield at
        if lag or by:
            yield self.env.timeout(lag or self.minutes(f"{name} lag {by}"))
        yield from self.turn()
        if chance < 1 and chosen((chance, 1 - chance), self.luck.u32(f"{name} chance", 1)):
            return False
        self.came[name] = self.env.now
        return True

    def missed(self, name: str, then: str, *, within: int, chance: float = 1.0) -> Steps:
        """Waits for an action of somebody; its value is whether it does not come in time, and then something else comes."""
        takes = self.minutes(f"{name} expected")
        in_time = takes <= within and not chosen((chance, 1 - chance), self.luck.u32(f"{name} choice", 1))
        yield self.env.timeout(takes if in_time else within)
        if in_time:
            return False
        yield from self.turn()
        self.came[then] = self.env.now
        return True

    def delay_by_luck(self, inject: str, *names: str) -> None:
        for name in names:
            self.delay(name, self.minutes(f"{inject} delay {name}"))

    # ---- Before the decision

    def outage(self, request: Event) -> Steps:
        if (yield from self.comes("outage", request, 0.2, lag=30)):
            self.delay_by_luck("outage", "qualification")
            self.delay("groups_linked of zerania", 7 * HOUR)
            if (yield from self.missed("outage", "unverified", within=4 * HOUR, chance=0.75)):
                self.delay("qualification", 2 * HOUR)
                self.unity -= 3

    def false_story(self, request: Event) -> Steps:
        if (yield from self.comes("false_story", request, 0.5, by="2h .. 9h after request")) and (
            yield from self.missed("false_story", "outcry", within=6 * HOUR)
        ):
            for state in PARLIAMENTS:
                self.lean(state, 2, 0.05)
            self.shift(6)
            self.delay("visa_foreign", 4 * HOUR)

    def vtc_attack(self, session: Event) -> Steps:
        """The lines are down: the session stands still until the chairman has found something to fall back on."""
        if (yield from self.comes("vtc_attack", session, 0.15)):
            self.doing["mandate"].interrupt(self.process(self.fall_back()))

    def fall_back(self) -> Steps:
        yield self.env.timeout(self.minutes("fallback thinks"))
        self.over("fallback")
        self.unity -= 1
        self.delay_by_luck("fallback telephone", "mandate")

    def assessment_demanded(self, package_ready: Event) -> Steps:
        if (yield from self.comes("assessment_demanded", package_ready, 0.06)):
            self.unity -= 5
            self.deciding.interrupt()

    def absent_member(self, place: Event) -> Steps:
        if (yield from self.comes("absent_member", place, 0.08)):
            self.delay_by_luck("absent_member", "mandate")
            if (yield from self.missed("absent_member", "empty_chair", within=6 * HOUR)):
                self.delay("mandate", 12 * HOUR)
                self.unity -= 5

    def refugees(self, crisis: Event) -> Steps:
        if (yield from self.comes("refugees", crisis)):
            self.delay_by_luck("refugees", "draft")
            for contingent in CONTINGENTS:
                if contingent.mode == "road":
                    self.stretch(f"by_road of {contingent.name}", Fraction(13, 10))

    # ---- After it

    def quorum_in_doubt(self, submission: Event) -> Steps:
        if (yield from self.comes("quorum_in_doubt", submission, 0.2)):
            self.lean("kestria", 1, 0.4)

    def lean(self, state: str, place: int, more: float) -> None:
        """One outcome of a parliament is likelier; the others share what is left as before."""
        chances = self.chances[state]
        new = min(1.0, chances[place] + more)
        rest = sum(chances) - chances[place]
        self.chances[state] = tuple(
            new if at == place else chance * (1.0 - new) / rest for at, chance in enumerate(chances)
        )

    def legal_questions(self, notification: Event) -> Steps:
        """The letter is to be written again."""
        if (yield from self.comes("legal_questions", notification, 0.25)):
            self.process(self.write_letter())

    def rival_offer(self, decision: Event) -> Steps:
        if (yield from self.comes("rival_offer", decision, 0.35, by="4h .. 12h after decision")):
            yield self.env.timeout(self.minutes("mediation thinks"))
            self.over("mediation")
            self.unity -= 1

    def outsider_first(self, decision: Event) -> Steps:
        if (yield from self.comes("outsider_first", decision, 0.08, lag=24 * HOUR)):
            self.shift(4)
            self.delay_by_luck("outsider_first", "host_arrangements", "airfield_open")

    def host_delays(self, host_begins: Event) -> Steps:
        if (yield from self.comes("host_delays", host_begins, 0.1, lag=HOUR)):
            self.delay_by_luck("host_delays", "host_arrangements", "minimum_arrangements")
            if (yield from self.missed("host_delays", "agreement_stuck", within=12 * HOUR, chance=0.85)):
                self.shift(3)
                self.delay("host_arrangements", 48 * HOUR)

    def full_procedure(self, movement_request: Event) -> Steps:
        if (yield from self.comes("full_procedure", movement_request, 0.08)):
            self.permit["pass"] = AFRESH

    def airlift_shortage(self, airfield_open: Event) -> Steps:
        if (yield from self.comes("airlift_shortage", airfield_open, 0.2, lag=6 * HOUR)):
            self.change_lift(-12)
            yield self.env.timeout(72 * HOUR)
            yield from self.turn()
            self.came["airlift_back"] = self.env.now
            self.change_lift(12)

    def border_incident(self, decision: Event) -> Steps:
        if (yield from self.comes("border_incident", decision, 0.06, by="12h .. 48h after decision")):
            self.gap_filled = True
            self.unity -= 10
            self.shift(5)
            for name in AT_BORDER:
                self.drop(name)

    def armed_group(self, conflict: Event) -> Steps:
        if (yield from self.comes("armed_group", conflict)):
            parties = "advance_party of advance", "advance_party of hal_advance"
            self.delay_by_luck("armed_group", "proposals", *parties)
            for contingent in CONTINGENTS:
                if contingent.mode == "air":
                    self.stretch(f"by_air of {contingent.name}", Fraction(12, 10))
            if (yield from self.missed("armed_group", "no_airfield", within=8 * HOUR, chance=0.9)):
                for party in parties:
                    self.delay(party, 12 * HOUR)
                self.delay("airfield_open", 6 * HOUR)
