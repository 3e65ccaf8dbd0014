"""The trainer's hand: injects that are given, taken out, or laid down for a later minute, at a quiet minute."""

from tests.slow_model.arrivals import Arrivals

Hand = tuple[int, str, str]
"""The minute; `inject`, `skip` or `in 90` (minutes); and the name."""


class Hands(Arrivals):
    """A board with a trainer; what cannot be done is not done."""

    def lend_a_hand(self, hand: Hand) -> None:
        """Gives or takes out an inject that still waits, or lays down when it is given."""
        _, word, name = hand
        inject = next(inject for inject in self.chain.injects if inject.name == name)
        if self.facts.turns[inject.place].state != "waiting" or self.facts.ended is not None:
            return
        if word.startswith("in "):
            self.facts.turns[inject.place].by_hand = self.now + int(word[3:])
        elif word == "inject":
            self.come(inject)
        else:
            self.stay_away(inject, "skipped")
