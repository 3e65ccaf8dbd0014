"""What an option, an outcome, an inject or a finished step does, in the order of the page.

Documents need no fact of their own: who made one is read off what is done. Going back is with the outcomes.
"""

from tests.slow_model.board import Board
from tests.slow_model.facts import Turn
from tests.slow_model.instances import Fields
from tests.slow_model.texts import names


class Effects(Board):
    """A board on which effects happen."""

    def effects(self, its: Fields) -> None:
        """All but going back and endings."""
        for name, value in (its.get("set") or {}).items():
            self.facts.variables[name] = value
        for name, units in (its.get("add") or {}).items():
            self.facts.variables[name] += units
        for member in names(its.get("drop")):
            self.drop(member)
        for name in names(its.get("fire")):
            self.fire(name)
        self.refresh()

    def drop(self, member: str) -> None:
        """Cuts off whatever the member had still to do."""
        if member not in self.facts.dropped:
            self.facts.dropped.append(member)
            for step in self.chain.steps:
                if step.member == member:
                    self.stop_for_good(step.place)

    def stop_for_good(self, place: int) -> None:
        """Cuts a step off that is not over, whatever it does."""
        turn = self.facts.turns[place]
        if turn.over or turn.out:
            return
        self.grants.give_back(place, self.now)
        self.facts.turns[place] = Turn("cut off", begun_at=turn.begun_at)
        self.note("cut_off", place)
        self.refresh()

    def fire(self, name: str) -> None:
        """Gives an inject that still waits its turn."""
        for inject in self.chain.injects:
            turn = self.facts.turns[inject.place]
            if inject.name == name and turn.state == "waiting":
                turn.given = True
                self.happenings += 1
