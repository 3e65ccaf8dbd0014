"""Writes random scenarios with everything, whose conditions look at the clock, too."""

from tests.slow_model.dice import chance, pick
from tests.slow_model.writing import Data
from tests.slow_model.writing_council import FlowWriter

HOURS = (
    "D 09:30",
    "D 10:00",
    "D 11:00",
    "D 12:00",
    "D 13:30",
    "D 16:00",
    "D 21:00",
    "D+1 07:00",
    "D+1 09:00",
)


class ClockWriter(FlowWriter):
    """Writes one scenario in which steps, injects, endings and gauges wait for a time of the clock."""

    def condition(self) -> object:
        """As before, a time of the clock, or both."""
        return self.timed(super().condition()) if chance(self.dice, 35) else super().condition()

    def turn(self) -> object:
        """As before; sometimes on a condition that looks at the clock."""
        return self.timed(super(FlowWriter, self).condition()) if chance(self.dice, 15) else super().turn()

    def endings(self) -> Data:
        """As before; some of them come at a time of the clock, whatever else holds."""
        found = super().endings()
        for its in found.values():
            if "when" in its and chance(self.dice, 30):
                its["when"] = self.timed(its["when"])
        return found

    def timed(self, other: object) -> object:
        """A time of the clock alone, or beside another condition."""
        test = f"{pick(self.dice, ('before', 'after', 'after'))} {pick(self.dice, HOURS)}"
        form = pick(self.dice, ("alone", "all", "any", "not"))
        if form == "alone":
            return test
        return {"not": test} if form == "not" else {form: [other, test]}
