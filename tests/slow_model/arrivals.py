"""Injects: whose turn it is, whether it comes, and what becomes of what is expected upon it.

An inject is never reopened; what it goes back to is reopened as by a step that is not reopened itself.
"""

from tests.slow_model.conditions import is_true
from tests.slow_model.facts import Turn
from tests.slow_model.instances import Inject
from tests.slow_model.texts import minutes
from tests.slow_model.voting import Voting


class Arrivals(Voting):
    """A board on which injects come."""

    def injects_due(self) -> None:
        """Part 1, 5: whoever has its turn, the first in the file first, until nobody has."""
        while due := [inject for inject in self.chain.injects if self.has_turn(inject)]:
            self.take_turn(due[0])
            self.come_later()

    def has_turn(self, inject: Inject) -> bool:
        turn = self.facts.turns[inject.place]
        if turn.state != "waiting":
            return False
        if turn.by_hand is not None:
            return turn.by_hand <= self.now
        is_time = inject.minute is not None and inject.minute <= self.now
        is_met = inject.reference is not None and self.view().value(inject.reference) == "met"
        return turn.given or is_time or is_met

    def take_turn(self, inject: Inject) -> None:
        """Asks `unless`, then chance; not of one that the trainer has laid down."""
        if self.facts.turns[inject.place].by_hand is not None:
            self.come(inject)
        elif inject.unless is not None and is_true(inject.unless, self.view()):
            self.stay_away(inject, "unless")
        elif "chance" in inject.fields and self.drawn.get((inject.name, 1), "comes") != "comes":
            self.stay_away(inject, "chance")
        else:
            self.come(inject)

    def stay_away(self, inject: Inject, why: str) -> None:
        self.facts.turns[inject.place] = Turn("cut off")
        self.note("stayed_away", inject.place, why)
        self.refresh()

    def come(self, inject: Inject) -> None:
        """Is told, is done, has its effects, goes back, ends the run; then what it expects begins to be waited for."""
        turn = self.facts.turns[inject.place] = Turn("done")
        self.note("came", inject.place)
        self.refresh()
        its = inject.fields.get("effects") or {}
        expects = inject.fields.get("expects")
        if expects is not None:  # open from now on, for what can still come
            turn.limit = self.now + minutes(expects["within"])
            self.coming = None
        self.effects(its, inject.place)
        if inject.way is not None:
            self.reopen(inject.way, None, self.released())
        self.named_ending = self.named_ending or its.get("ends")
        if expects is not None:
            self.note("expected", inject.place)
            if inject.answer is None:
                self.note("asked", inject.place)
                turn.question = self.next_number()
            self.refresh()

    def settle_expected(self, place: int, outcome: str) -> None:
        """What is expected of somebody was done, or was missed; that stays."""
        turn = self.facts.turns[place]
        turn.outcome, turn.answer = outcome, None
        self.note(
            "acted" if outcome == "met" else "missed", place, *(["in time"] if outcome == "met" else [])
        )
        self.refresh()

    def come_later(self) -> None:
        """Behind each thing that is due after the ends: holds that it ended, and what was expected."""
        before = None
        while before != self.happenings:
            before = self.happenings
            self.let_go_up_to(len(self.facts.turns))
            self.limits_at_an_end()
            self.recurs_no_more(len(self.chain.steps))
            self.watch()

    def limits_at_an_end(self) -> None:
        """Lets limits run out of which nothing was left when a hold ended: the business of whoever plays the rounds."""
        raise NotImplementedError

    def let_go_up_to(self, owner: int) -> None:
        """Ends holds: the business of whoever plays the rounds."""
        raise NotImplementedError

    def watch(self, last: int | None = None) -> None:
        """What is expected is met when its reference is; what was missed may still come, late. Of injects up to a place, or of all.

        Looked at in the place of each inject among the ends of a round, and of all behind each thing that is due after them.
        """
        injects = [inject for inject in self.chain.injects if last is None or inject.place <= last]
        while any(self.is_answered(inject) for inject in injects):
            pass

    def is_to_be_told(self, inject: Inject) -> bool:
        """Whether what was expected of somebody is met now, in time or late, and that was not told."""
        turn = self.facts.turns[inject.place]
        if inject.answer is None or turn.limit is None or turn.outcome == "met" or turn.late:
            return False
        return self.view().value(inject.answer) == "met"

    def is_answered(self, inject: Inject) -> bool:
        """Tells what was expected of somebody and is met now, in time or late, where that was not told."""
        turn = self.facts.turns[inject.place]
        if not self.is_to_be_told(inject):
            return False
        if turn.outcome is None:
            self.settle_expected(inject.place, "met")
        else:
            turn.late = True
            self.note("acted", inject.place, "late")
        return True

    def expected_lapse(self, inject: Inject) -> None:
        """Part 1, 2: the limit of what is expected."""
        turn = self.facts.turns[inject.place]
        if turn.expects and turn.limit is not None and turn.limit <= self.now:
            if inject.answer is None:
                self.note("lapsed", inject.place)
            self.settle_expected(inject.place, "missed")
