"""What the end of a step's work causes, at once: a question, an outcome with its effects, going back, or being done.

Knows nothing of rounds; the minute is the board's.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from tests.slow_model.coming import is_released
from tests.slow_model.effects import Effects
from tests.slow_model.facts import Ballot, Turn
from tests.slow_model.instances import Fields, WayBack, choices, goes_back, read_minutes
from tests.slow_model.reopening import reopened


class Outcomes(Effects):
    """A board on which steps end."""

    def work_is_over(self, place: int) -> None:
        fields = self.chain.steps[place].fields
        if "options" in fields:
            self.note("asked", place)
            turn = self.facts.turns[place]
            turn.state, turn.asked_at, turn.question = "asked", self.now, self.next_number()
            turn.limit = self.now + read_minutes(fields, "within") if "within" in fields else None
            turn.ballots = {
                one: Ballot() for one in self.chain.steps[place].voters if one not in self.facts.dropped
            }
            self.refresh()
        elif "outcomes" in fields:
            self.drawings.append(place)
            first = next(iter(fields["outcomes"]))
            self.take(place, self.drawn.get((self.name(place), self.drawings.count(place)), first))
        else:
            self.finish(place, None, {})

    def take(self, place: int, outcome: str) -> None:
        """Takes an option or outcome, or what stands in the place of one that is used up; it is settled after its `takes`."""
        its = choices(self.chain.steps[place].fields)
        outcome = self.standing(place, outcome)
        turn = self.facts.turns[place]
        turn.ballots = {}
        turn.state, turn.outcome, turn.answer = "executing", outcome, None
        length = read_minutes(its[outcome], "takes")
        turn.ends_at, turn.left = (None, length) if turn.holds else (self.now + length, None)
        self.refresh()
        if not length:
            self.outcome_settled(place, outcome)

    def standing(self, place: int, outcome: str) -> str:
        """The option or outcome itself, or what stands in its place once it is used up."""
        its = choices(self.chain.steps[place].fields)
        while not self.facts.can_take(place, outcome, its[outcome]):
            outcome = its[outcome]["then"]
        return outcome

    def outcome_settled(self, place: int, outcome: str) -> None:
        """The outcome counts, is told, and has its effects. Gap: with `takes`, all this at the end of it."""
        its = choices(self.chain.steps[place].fields)[outcome]
        self.facts.taken.append((place, outcome))
        if goes_back(its):
            self.go_back(place, self.chain.way_back(place, outcome), outcome, (its,))
        else:
            self.finish(place, outcome, its)

    def finish(self, place: int, outcome: str | None, its: Fields) -> None:
        """Makes the step done, unless its `when_done` goes back. Gap: what that changes, it changes each time."""
        end: Fields = self.chain.steps[place].fields.get("when_done") or {}
        if goes_back(end) and self.facts.can_take(place, None, end):
            self.facts.taken.append((place, None))
            self.go_back(place, self.chain.way_back(place, None), outcome, (its, end))
            return
        begun_at = self.facts.turns[place].begun_at
        self.facts.turns[place] = Turn("done", begun_at=begun_at, outcome=outcome)
        if self.chain.steps[place].every is not None:
            assert begun_at is not None
            self.next_time(place, begun_at)
        self.keep(place)
        self.note("done", place, outcome)
        self.refresh()
        self.effects(its, place)
        self.effects(end, place)
        self.named_ending = self.named_ending or its.get("ends")

    def finish_again(self, place: int) -> None:
        """A further time of recurring work is over: told, and with its effects."""
        life = self.facts.turns[place].life
        assert life.begun_at is not None
        self.next_time(place, life.begun_at)
        self.note("done", place, None)
        self.refresh()
        self.effects(self.chain.steps[place].fields.get("when_done") or {}, place)

    def released(self) -> AbstractSet[int]:
        """Every step whose join is met or passed now (nobody falls out of one before the round's cutting off)."""
        return {step.place for step in self.chain.steps if is_released(self.view(), step.place)}

    def go_back(self, place: int, way: WayBack, outcome: str | None, effects: Sequence[Fields]) -> None:
        """`back_to` reopens R; `redo` withdraws its target alone and then reopens as by `back_to` of the deciding step."""
        self.note("went_back", place, outcome)
        for its in effects:
            self.effects(its, place)
        self.reopen(way, place, self.released() | {place})

    def reopen(self, way: WayBack, place: int | None, released: AbstractSet[int]) -> None:
        """Takes back what the step at `place` (None: an inject, which is not reopened itself) goes back to."""
        decider = set() if place is None else {place}
        redone = {target for target in way.redo if self.begun_or_over(target)}
        self.withdraw(redone - decider)
        repeated = (
            self.ends_undone()
        )  # what is repeated alone does not let anything be kept that was given back
        again = reopened(decider | way.back_to, self.view)
        self.withdraw(again)
        self.facts.keeps_over -= self.ends_undone() - repeated
        for other in sorted(((again & released) | redone) - decider):
            if self.facts.turns[other].out:  # by an effect of the same
                continue
            self.note("reopened", other)
        self.wait(again | redone, read_minutes(way.fields, "wait"))

    def begun_or_over(self, place: int) -> bool:
        """Whether `redo` finds something to withdraw. Gap: in the queue counts as waiting, so it keeps its place there."""
        turn = self.facts.turns[place]
        return turn.in_hand or turn.over

    def withdraw(self, places: AbstractSet[int]) -> None:
        """Stops these steps; units go back and they wait again, except those that are out for good."""
        for place in places:
            if not self.facts.turns[place].out:
                self.grants.give_back(place, self.now)
                self.facts.kept -= {key for key in self.facts.kept if key[0] == place}
                self.facts.turns[place] = Turn()
        self.refresh()

    def wait(self, places: AbstractSet[int], length: int) -> None:
        """Holds back those whose join is still released."""
        for place in places:
            turn = self.facts.turns[place]
            if length and turn.state == "waiting" and self.view().released(self.chain.steps[place].join):
                turn.wait_until = self.now + length
