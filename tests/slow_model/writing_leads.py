"""Writes random scenarios with everything, in which variables hold members, and others wait for the steps of those."""

from dataclasses import replace

from tests.slow_model.dice import chance, pick
from tests.slow_model.writing import Data
from tests.slow_model.writing_clock import ClockWriter

OF_GROUP = {"states": "lead", "routes": "way"}


class LeadWriter(ClockWriter):
    """Writes one scenario in which somebody leads, and the lead changes."""

    def frame(self) -> None:
        super().frame()
        for group, members in self.data["groups"].items():
            self.data["variables"][OF_GROUP[group]] = pick(self.dice, list(members))

    def step(self, name: str) -> Data:
        fields = super().step(name)
        step = self.written[-1]
        if step.group is not None and not step.recurs:
            self.written[-1] = replace(step, leads=(OF_GROUP[step.group],))
        return fields

    def effects(self) -> Data:
        """As before; often another one leads from then on."""
        found = super().effects()
        for group, members in self.data["groups"].items():
            if chance(self.dice, 18):
                found["set"] = {**found.get("set", {}), OF_GROUP[group]: pick(self.dice, list(members))}
        return found
