"""The session of the council in the hand-written model: the votes of its members, what they carry, and what follows."""

from simpy import Event
from tests.bench.handwritten_cast import AT_MOST, CARRIED, POSITIONS, THEN, UNITY, VOTES
from tests.bench.handwritten_consent import Consent
from tests.bench.handwritten_frame import Steps

from exercise_sim.engine.luck import chosen


class Council(Consent):
    """The session. What it decides is told by one of three events, or goes back."""

    adopted: Event
    limited: Event
    acceding: Event

    def sit_in_council(self) -> Steps:
        """The session, in which each member votes; its value is the option that the votes carry."""
        yield from self.stand_aside("mandate")
        channel = yield from self.queue_for(self.vtc)
        self.hear("mandate begins")
        occurrence = self.again("mandate")
        yield from self.last(self.minutes("mandate takes", occurrence))
        ballots = [self.process(self.vote(state, occurrence)) for state in POSITIONS]
        yield from self.answered(self.env.all_of(ballots))
        self.vtc.release(channel)
        votes = {ballot.value for ballot in ballots}
        carried = next((option for option in CARRIED if option in votes), None)
        outcome = self.left(carried or ("accession" if "absent" in votes else "adopt"))
        self.again(outcome)
        self.unity += UNITY.get(outcome, 0)
        return outcome

    def vote(self, state: str, occurrence: int) -> Steps:
        """The vote of one member, after some thought; its value is what it votes for."""
        yield self.env.timeout(self.minutes("mandate thinks", occurrence))
        number = self.luck.u32(f"mandate vote of {state}", occurrence)
        return self.left(VOTES[chosen(POSITIONS[state], number)])

    def left(self, option: str) -> str:
        """The option, or what is left once it was taken as often as it may be."""
        while option in AT_MOST and self.begun.get(option, 0) >= AT_MOST[option]:
            option = THEN[option]
        return option

    def carry_out(self, outcome: str) -> None:
        if outcome == "refuse":
            self.end("no_operation")
        elif outcome.startswith("without_"):
            self.dropped = outcome.removeprefix("without_")
            self.refused[self.dropped].succeed()
            self.limited.succeed()
        elif outcome == "accession":
            self.acceding.succeed()
        else:
            self.adopted.succeed()
