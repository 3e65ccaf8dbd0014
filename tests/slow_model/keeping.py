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

    def keeps_end(self, is_over: Callable[[Join], bool]) -> None:
        """Gives back what was kept until something of which this is so."""
        steps = self.chain.steps
        every = {(step.place, name): until for step in steps for name, until in step.keeps.items()}
        over = frozenset(
            key for key, until in every.items() if key not in self.facts.keeps_over and is_over(until)
        )
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
