"""Votes: each member is asked by itself; when all have voted, or the limit runs out, the result is found (M15)."""

from collections.abc import Sequence
from fractions import Fraction

from tests.slow_model.instances import Step
from tests.slow_model.outcomes import Outcomes

ABSTAIN, ABSENT = "abstain", "absent"


class Voting(Outcomes):
    """A board on which votes are held."""

    def cast(self, place: int, voter: str, option: str) -> None:
        """Counts a vote; the last one brings the result."""
        ballot = self.facts.turns[place].ballots[voter]
        said = option if option in (ABSTAIN, ABSENT) else self.standing(place, option)
        ballot.answer, ballot.vote = None, said
        self.note("voted", place, voter, said)
        if not self.awaited(place):
            self.take(place, self.result(place))

    def awaited(self, place: int) -> list[str]:
        """Who has not voted yet."""
        return [voter for voter, ballot in self.facts.turns[place].ballots.items() if ballot.vote is None]

    def votes_are_in(self) -> None:
        """Before the cutting off: votes in which nobody is left to be waited for, because members are out, have their result.

        The first in the file first; what it brings may leave nobody in another.
        """
        while (step := next((one for one in self.chain.steps if self.is_voted(one)), None)) is not None:
            self.happenings += 1
            self.take(step.place, self.result(step.place))

    def is_voted(self, step: Step) -> bool:
        """Whether it is put to a vote in which nobody is left to be waited for."""
        asked = bool(step.voters) and self.facts.turns[step.place].state == "asked"
        return asked and not self.awaited(step.place)

    def votes_due(self, place: int) -> None:
        """Votes that arrive in this minute, in the order of the members; with the last one the question is settled."""
        turn = self.facts.turns[place]
        for voter, ballot in list(turn.ballots.items()):
            if ballot.answer is not None and ballot.answer[1] <= self.now and self.facts.turns[place] is turn:
                self.cast(place, voter, ballot.answer[0])

    def result(self, place: int) -> str:
        """The first option that is carried by those present; `otherwise` where none is, or too few are present."""
        fields = self.chain.steps[place].fields
        cast = [ballot.vote or ABSENT for ballot in self.facts.turns[place].ballots.values()]
        present = [vote for vote in cast if vote != ABSENT]
        if len(present) >= fields["vote"].get("quorum", 1):
            for option, need in fields["vote"]["carried"].items():
                if is_carried(option, need, present):
                    return str(option)
        return str(fields["otherwise"])


def is_carried(option: str, need: object, present: Sequence[str]) -> bool:
    """Whether so many of those present voted for an option as it needs."""
    votes = present.count(option)
    if need == "all":
        return votes > 0 and set(present) <= {option, ABSTAIN}
    if need == "majority":
        return 2 * votes > len(present)
    if isinstance(need, int):
        return votes >= need
    share = Fraction(str(need)) if "/" in str(need) else Fraction(str(need).rstrip("%")) / 100
    return votes > 0 and votes >= share * len(present)
