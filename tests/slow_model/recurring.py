"""Recurring work: when it begins again, and what ends it (the page: Recurring work).

Its turn is done after the first time; the next times are a turn of their own within that one.
"""

from tests.slow_model.facts import Turn
from tests.slow_model.instances import Step
from tests.slow_model.keeping import Keeping


class Recurring(Keeping):
    """A board on which work is done again and again."""

    def next_time(self, place: int, begun_at: int) -> None:
        """After the end of one time: the next begins so long after the last beginning, or now, if that is over."""
        every = self.chain.steps[place].every
        assert every is not None
        due = begun_at + every
        self.facts.turns[place].again = Turn(wait_until=due if due > self.now else None)

    def has_come(self, step: Step) -> bool:
        """Whether what ends this recurring work is met or passed."""
        return step.until is not None and self.view().value(step.until) in ("met", "passed")

    def never_comes(self, step: Step) -> bool:
        """Whether it can come no more, which is found in part 2."""
        return step.until is not None and not self.has_come(step) and not self.may_come(step.until)

    def recurs_no_more(self, last: int) -> None:
        """Behind the ends of their own work: stops recurring work of places up to `last` whose end has come.

        What one ends by that is looked at from the beginning of the file again.
        """
        steps = [step for step in self.chain.steps[: last + 1] if step.until is not None]
        while (come := next((step for step in steps if self.is_to_cease(step)), None)) is not None:
            self.cease(come.place)
        for step in steps:
            if step.place in self.facts.ceased and not self.has_come(step) and not self.never_comes(step):
                self.facts.ceased.discard(step.place)

    def is_to_cease(self, step: Step) -> bool:
        """Whether what ends it has come, and it has not heard of it."""
        return step.place not in self.facts.ceased and self.has_come(step)

    def ceasing(self) -> list[int]:
        """Places of recurring work whose end can come no more, and that has not heard of it."""
        steps = [step for step in self.chain.steps if step.every is not None and self.never_comes(step)]
        return [step.place for step in steps if step.place not in self.facts.ceased]

    def cease(self, place: int) -> None:
        """What ends it has come, or never will: it is not done again; of its first time, what was released is passed over at once."""
        self.facts.ceased.add(place)
        turn = self.facts.turns[place]
        released = turn.state == "waiting" and self.view().released(self.chain.steps[place].join)
        if turn.again is not None:
            self.stop_recurring(place)
        elif turn.in_hand or released:
            self.grants.give_back(place, self.now)
            self.facts.turns[place] = Turn("passed over", begun_at=turn.begun_at)
            self.note("passed_over", place)
            self.refresh()

    def stop_recurring(self, place: int) -> None:
        """It is not done again, and work under way stops."""
        self.grants.give_back(place, self.now)
        self.facts.turns[place].again = None
        self.note("stopped", place)
        self.refresh()

    def recurring_moments(self) -> list[int]:
        """Minutes to come at which recurring work is due again, or over again, or served."""
        lives = [turn.again for turn in self.facts.turns if turn.again is not None]
        found = [minute for life in lives for minute in (life.wait_until, life.ends_at) if minute is not None]
        return found + self.grants.moments(self.now, of_recurring=True)

    def served_moments(self) -> list[int]:
        """Ends of recurring work that holds units for which somebody else waits."""
        asking = [place for place in self.grants.queue() if self.facts.turns[place].again is None]
        wanted = {name for place in asking for name in self.grants.needs(place)}
        return [
            turn.again.ends_at
            for place, turn in enumerate(self.facts.turns)
            if turn.again is not None and turn.again.ends_at is not None
            if wanted & set(self.grants.needs(place))
        ]
