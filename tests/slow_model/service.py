"""Work that a flow serves: its own time, the exact moment at which the service is over, and what moves them (the page: Effects)."""

from fractions import Fraction
from math import ceil, floor

from tests.slow_model.board import EndlessError
from tests.slow_model.facts import Server
from tests.slow_model.recurring import Recurring


def rounded(value: Fraction) -> int:
    """The nearest whole number, halves up."""
    return floor(value + Fraction(1, 2))


LONGEST = 10_000 * 365 * 1440
"""Work that ends later than in so many minutes is put off without end."""


class Service(Recurring):
    """A board on which flows serve work; it ends when its own time is over, and it was served."""

    def in_bounds(self, place: int) -> None:
        """Stops a run in which the end of work is put off without end."""
        ends_at = self.facts.turns[place].life.ends_at
        if ends_at is not None and ends_at - self.now > LONGEST:
            raise EndlessError(self.name(place))

    def is_served(self, place: int) -> bool:
        """Whether it is at work that uses a flow; the execution of an option does not."""
        is_at_work = self.facts.turns[place].life.state == "working"
        return is_at_work and any("flow" in self.grants.resources[name] for name in self.grants.needs(place))

    def servers(self, place: int) -> list[Server]:
        """The flows that serve it, or did so last."""
        return [server for server in self.facts.servers.values() if server.serves == place]

    def service_left(self, place: int) -> Fraction:
        """What is left of its service, in exact minutes at the rates of now; a flow without a rate counts for nothing."""
        servers = [server for server in self.servers(place) if server.amount]
        return max((server.units_left(self.now) / server.rate for server in servers), default=Fraction(0))

    def new_rate(self, name: str, amount: int) -> None:
        """An effect gives a flow another rate: what it has still to serve goes on at that."""
        server = self.facts.servers[name]
        units = server.units_left(self.now)
        server.amount = max(0, amount)
        server.serve(units, self.now)
        place = server.serves
        if place is not None and self.is_served(place) and self.facts.turns[place].life.left is None:
            self.leave(place, self.own_left_signed(place))

    def own_left(self, place: int) -> int:
        """What is left of its own time."""
        return max(0, self.own_left_signed(place))

    def own_left_signed(self, place: int) -> int:
        """What is left of its own time; below 0 where that was over before the service."""
        turn = self.facts.turns[place].life
        assert turn.own_end is not None
        return turn.own_end - self.now if turn.left is None else turn.left

    def leave(self, place: int, own: int) -> None:
        """From now on so much of its own time is left."""
        turn = self.facts.turns[place].life
        if turn.left is not None:
            turn.left = own
            return
        before = turn.ends_at
        turn.own_end = self.now + own
        if any(server.left and not server.amount for server in self.servers(place)):
            turn.ends_at = None  # for want of a rate
            return
        turn.ends_at = max(turn.own_end, self.now + ceil(self.service_left(place)))
        if turn.ends_at == self.now != before:
            turn.round_of_rest = self.round
        elif turn.ends_at != self.now:
            turn.round_of_rest = None

    def put_off_service(self, place: int, length: int) -> None:
        """It ends so much later than it would as things stand."""
        self.leave(place, max(self.own_left(place), ceil(self.service_left(place))) + length)

    def stretch_service(self, place: int, factor: Fraction) -> None:
        """What is left of its service takes so many times as long, and what is left of its own time."""
        for server in self.servers(place):
            if units := server.units_left(self.now):
                server.serve(units * factor, self.now)
        self.leave(place, rounded(self.own_left(place) * factor))

    def pause_service(self, place: int) -> None:
        """The work stands, and the flows that serve it serve nobody else."""
        turn = self.facts.turns[place].life
        turn.left, turn.ends_at = self.own_left(place), None
        for server in self.servers(place):
            if units := server.units_left(self.now):
                server.held = True
                server.serve(units, self.now)

    def resume_service(self, place: int) -> None:
        """The work goes on, and its service."""
        turn = self.facts.turns[place].life
        for server in self.servers(place):
            if server.held:
                server.held = False
                server.serve(server.units_left(self.now), self.now)
        assert turn.left is not None
        own, turn.left = turn.left, None
        self.leave(place, own)
