"""Writes random scenarios with everything, in which flows come to be faster and slower, and stand."""

from tests.slow_model.dice import chance, pick
from tests.slow_model.writing import Data
from tests.slow_model.writing_leads import LeadWriter


class RateWriter(LeadWriter):
    """Writes one scenario in which effects change the rates of flows, and conditions look at them."""

    def frame(self) -> None:
        super().frame()
        self.data["resources"].setdefault(
            "lift", {"flow": pick(self.dice, ("24 a day", "7 a day", "2 an hour", "1 every 45m"))}
        )

    def condition(self) -> object:
        """As before, or a test of a rate."""
        if chance(self.dice, 94):
            return super().condition()
        return f"lift {pick(self.dice, ('at least', 'at most'))} {pick(self.dice, (0, 1, 5, 24))}"

    def effects(self) -> Data:
        """As before; often with another rate of the flow."""
        found = super().effects()
        if chance(self.dice, 25):
            word = pick(self.dice, ("set", "set", "add"))
            amounts = (0, 0, 1, 5, 12, 50) if word == "set" else (-30, -2, 1, 20)
            found[word] = {**found.get(word, {}), "lift": pick(self.dice, amounts)}
        return found
