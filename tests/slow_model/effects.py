"""What an option, an outcome, an inject or a finished step does, in the order of the page.

Documents need no fact of their own: who made one is read off what is done. Going back is with the outcomes.
"""

from tests.slow_model.instances import Fields
from tests.slow_model.texts import names, number
from tests.slow_model.touching import Touching


class Effects(Touching):
    """A board on which effects happen."""

    def effects(self, its: Fields, actor: int) -> None:
        """All but going back and endings; `actor` is the place of whoever has them."""
        for name, value in (its.get("set") or {}).items():
            if name.endswith(".takes"):
                self.new_duration(name.removesuffix(".takes"), value, actor, adds=False)
            elif name in self.facts.gauges:
                self.jump(name, number(value), adds=False)
            elif name in self.facts.servers:
                self.new_rate(name, value)
            elif name in self.facts.units:
                self.facts.units[name] = max(0, value)
            else:
                self.facts.variables[name] = value
        for name, units in (its.get("add") or {}).items():
            if name.endswith(".takes"):
                self.new_duration(name.removesuffix(".takes"), units, actor, adds=True)
            elif name in self.facts.gauges:
                self.jump(name, number(units), adds=True)
            elif name in self.facts.servers:
                self.new_rate(name, self.facts.servers[name].amount + units)
            elif name in self.facts.units:
                self.facts.units[name] = max(0, self.facts.units[name] + units)
            else:
                self.facts.variables[name] += units
        for member in names(its.get("drop")):
            self.drop(member)
        self.touch(its, actor)
        for name in names(its.get("fire")):
            self.fire(name)
        self.refresh()

    def drop(self, member: str) -> None:
        """Cuts off whatever the member had still to do."""
        if member not in self.facts.dropped:
            self.facts.dropped.append(member)
            for turn in self.facts.turns:  # what it cast stays cast; else nobody waits for its vote
                if member in turn.ballots and turn.ballots[member].vote is None:
                    del turn.ballots[member]
            for step in self.chain.steps:
                if step.member == member:
                    self.stop_for_good(step.place)

    def fire(self, name: str) -> None:
        """Gives an inject that still waits its turn."""
        for inject in self.chain.injects:
            turn = self.facts.turns[inject.place]
            if inject.name == name and turn.state == "waiting":
                turn.given = True
                self.coming = None
                self.happenings += 1
