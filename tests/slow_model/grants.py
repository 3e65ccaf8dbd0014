"""Resources: who of the queue is granted what it asks for, and how long a flow serves it.

Slots in use are counted from the turns each time. A request is granted whole, and never past an earlier one on any of
its resources.
"""

from collections.abc import Mapping
from fractions import Fraction
from math import ceil
from typing import Any

from tests.slow_model.facts import Facts, Server
from tests.slow_model.texts import hours, moment


class Grants:
    """The resources of a scenario, read against the facts of a run."""

    def __init__(self, resources: Mapping[str, Mapping[str, Any]], facts: Facts, start: str) -> None:
        self.resources = resources
        self.facts = facts
        self.startex = -(moment("D 00:00", start) or 0)  # minute of the day

    def needs(self, place: int) -> dict[str, int]:
        """Units by resource; a use of 0 units is no use."""
        uses = self.facts.chain.steps[place].fields.get("uses") or {}
        return {name: units for name, units in uses.items() if units > 0}

    def queue(self) -> list[int]:
        """Places of the requests not yet granted, in the order in which they were made."""
        waiting = [
            (turn.life.request, place)
            for place, turn in enumerate(self.facts.turns)
            if turn.life.request is not None
        ]
        return [place for _, place in sorted(waiting)]

    def grant_all(self, now: int) -> list[int]:
        """Grants what can be granted, in the order of the queue; gives the places granted."""
        granted: list[int] = []
        barred: set[str] = set()
        for place in self.queue():
            needs = self.needs(place)
            if barred.isdisjoint(needs) and all(self._has(name, units, now) for name, units in needs.items()):
                self._take(place, now)
                granted.append(place)
            else:
                barred |= set(needs)
        return granted

    def give_back(self, place: int, now: int) -> None:
        """Ends a service that the stopped step was still having; slots are free as soon as the turn is over."""
        for server in self.facts.servers.values():
            if server.serves == place:
                server.free, server.left, server.held = min(server.free, Fraction(now)), None, False

    def moments(self, now: int, *, of_recurring: bool = False) -> list[int]:
        """Minutes to come at which a server, for which a request waits, is free; those of further times of recurring work apart."""
        waiting = [
            place for place in self.queue() if (self.facts.turns[place].again is not None) is of_recurring
        ]
        wanted = {name for place in waiting for name in self.needs(place)}
        moving = [(name, server) for name, server in self.facts.servers.items() if server.moves]
        free = [ceil(server.free) for name, server in moving if name in wanted]
        return [minute for minute in free if minute > now] + self.openings(now, of_recurring=of_recurring)

    def is_open(self, name: str, minute: int) -> bool:
        """Whether work with this resource may begin in a minute."""
        its = self.resources[name]
        begin, end = hours(its["open"]) if "open" in its else (0, 1440)
        return begin <= (self.startex + minute) % 1440 < end

    def openings(self, now: int, *, of_recurring: bool = False) -> list[int]:
        """Minutes to come at which a resource opens for somebody who then has what he asks for; those of further times of recurring work apart.

        Who waits in vain bars those behind him, so nobody waits for an opening there either.
        """
        found: list[int] = []
        barred: set[str] = set()
        for place in self.queue():
            needs = self.needs(place)
            if barred.isdisjoint(needs) and all(
                self._fits(name, units, now) for name, units in needs.items()
            ):
                minutes = (
                    minute
                    for minute in range(now + 1, now + 1441)
                    if all(self.is_open(name, minute) for name in needs)
                )
                first = next(minutes, None)
                if (self.facts.turns[place].again is not None) is of_recurring and first is not None:
                    found.append(first)
            else:
                barred |= set(needs)
        return found

    def _has(self, name: str, units: int, now: int) -> bool:
        return self.is_open(name, now) and self._fits(name, units, now)

    def _fits(self, name: str, units: int, now: int) -> bool:
        its = self.resources[name]
        if "flow" in its:
            return self.facts.servers[name].moves and self.facts.servers[name].free <= now
        if "stock" in its:
            return units <= self.facts.units[name]
        held = [
            self.needs(place).get(name, 0) for place, turn in enumerate(self.facts.turns) if turn.life.in_hand
        ]
        held += [self.needs(place).get(name, 0) for place, kept in self.facts.kept if kept == name]
        return units + sum(held) <= self.facts.units[name]

    def _take(self, place: int, now: int) -> None:
        turn = self.facts.turns[place].life
        assert turn.request is not None
        made = turn.request[1]
        turn.state, turn.request, turn.ends_at = "granted", None, now
        for name, units in self.needs(place).items():
            if "stock" in self.resources[name]:
                self.facts.units[name] -= units
            if "flow" in self.resources[name]:
                server = self.facts.servers[name]
                service = units / server.rate * turn.factors
                server.free = self._from(server, made, now) + service
                server.serves = place
                turn.ends_at = max(turn.ends_at, ceil(server.free))

    def _from(self, server: Server, made: int, now: int) -> Fraction:
        """The exact moment at which the service begins: the free moment, for a request that waited for just that."""
        waited_for_it = made < server.free and server.free > now - 1
        return server.free if waited_for_it else Fraction(now)
