"""Slots that are kept until something is over, though the step that had them is done (M9)."""

from collections.abc import Callable

from tests.slow_model.instances import Join
from tests.slow_model.situation import Situation


class Keeping(Situation):
    """A board on which slots are kept."""

    def keep(self, place: int) -> None:
        """A step is done: it keeps slots for which what ends that was not over yet in the last part 4 (or cannot come any more)."""
        mine = frozenset((place, name) for name in self.chain.steps[place].keeps)
        self.facts.kept |= mine - self.facts.keeps_over

    def ending(self, is_over: Callable[[Join], bool]) -> frozenset[tuple[int, str]]:
        """The keepings that were not over, and of which this is so."""
        every = {(step.place, name): until for step in self.chain.steps for name, until in step.keeps.items()}
        found = (key for key, until in every.items() if key not in self.facts.keeps_over and is_over(until))
        return frozenset(found)

    def keeps_end(self, over: frozenset[tuple[int, str]]) -> None:
        """Gives back what was kept for these."""
        self.facts.keeps_over |= over
        if self.facts.kept & over:
            self.happenings += 1
        self.facts.kept -= over

    def is_there(self, until: Join) -> bool:
        """Whether what ends a keeping is met or passed now."""
        return self.view().value(until) in ("met", "passed")

    def ends_undone(self) -> frozenset[tuple[int, str]]:
        """The keepings that were over, of which that is not so any more."""
        steps = self.chain.steps
        over = self.facts.keeps_over
        return frozenset((place, name) for place, name in over if not self.is_there(steps[place].keeps[name]))
