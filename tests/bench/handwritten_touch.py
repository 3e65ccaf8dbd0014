"""How the hand-written model lets injects and options touch what goes on: in SimPy's way, by interrupts.

The cause of an interrupt says what happens: minutes delay, a fraction stretches what is left, an event holds until it has happened, nothing
says that somebody has dropped out (or, to a flight, that the lift has another rate). Only what the training touches goes through here; everything else is a plain timeout.
"""

from fractions import Fraction
from math import floor

from simpy import Event, Interrupt, Resource
from simpy.resources.resource import Request
from tests.bench.handwritten_cast import DAY
from tests.bench.handwritten_frame import Frame, Steps


def scaled(minutes: int, factor: Fraction) -> int:
    """To the nearest whole minute, halves up."""
    return floor(minutes * factor + Fraction(1, 2))


class Touched(Frame):
    """Steps that may be delayed, held, stretched or dropped while they wait, work or think."""

    def delay(self, name: str, minutes: int) -> None:
        """What waits begins later, what goes on ends later; for what is over it is too late."""
        if name not in self.doing:
            self.late[name] = self.late.get(name, 0) + minutes
        elif (process := self.doing[name]) is not None:
            process.interrupt(minutes)

    def stretch(self, name: str, factor: Fraction) -> None:
        """What waits will take so many times as long, and so will what is left of what goes on."""
        if name not in self.doing:
            self.factors[name] = factor
        elif (process := self.doing[name]) is not None:
            process.interrupt(factor)

    def done(self, name: str) -> None:
        """A step that may be touched is over; from now on it is too late."""
        self.doing[name] = None
        self.over(name)

    def reopen(self, *names: str) -> None:
        """Steps to which the chain goes back wait again."""
        for name in names:
            self.doing.pop(name, None)

    def stand_aside(self, name: str) -> Steps:
        """A step has its turn; if it was delayed before, it stands aside first."""
        self.doing[name] = self.env.active_process
        if name in self.late:
            yield from self.last(self.late.pop(name))

    def last(self, minutes: int) -> Steps:
        """Time that passes, whatever touches it."""
        until = self.env.now + minutes
        while self.env.now < until:
            try:
                yield self.env.timeout(until - self.env.now)
            except Interrupt as touch:
                if isinstance(touch.cause, Event):
                    left = yield from self.stand_still(until - self.env.now, touch.cause)
                    until = self.env.now + left
                elif isinstance(touch.cause, Fraction):
                    until = self.env.now + scaled(until - self.env.now, touch.cause)
                elif touch.cause is None:
                    raise
                else:
                    until += touch.cause

    def stand_still(self, left: int, over: Event) -> Steps:
        """Work is held until something is over; its value is what is left then."""
        while not over.processed:
            try:
                yield over
            except Interrupt as touch:
                left += touch.cause
        return left

    def answered(self, answer: Event) -> Steps:
        """An answer that may be delayed: it does not come before the delays are over."""
        earliest = 0
        while not answer.processed or self.env.now < earliest:
            try:
                yield self.env.timeout(earliest - self.env.now) if answer.processed else answer
            except Interrupt as touch:
                earliest = max(earliest, self.env.now) + touch.cause

    def queue_for(self, resource: Resource) -> Steps:
        """Waits for a unit; whoever is delayed in the queue leaves it and asks again. Its value is the request."""
        while True:
            request: Request = resource.request()
            try:
                yield request
            except Interrupt as touch:
                request.cancel()
                resource.release(request)
                yield from self.last(touch.cause)
            else:
                return request

    def late_work(self, name: str, *after: Event) -> Steps:
        """A step that only takes time, and may be touched."""
        yield after[0] if len(after) == 1 else self.env.all_of(after)
        yield from self.stand_aside(name)
        yield from self.last(self.minutes(f"{name} takes"))
        self.done(name)

    def droppable(self, steps: Steps) -> Steps:
        """Steps of somebody who may drop out: whoever waits for them then waits for ever."""
        try:
            return (yield from steps)
        except Interrupt:
            yield self.not_chosen

    # ---- The airlift

    def fly(self, name: str, sorties: int, *after: Event) -> Steps:
        """A movement by air: its sorties are flown in their turn, and it lasts at least as long as it takes."""
        yield after[0] if len(after) == 1 else self.env.all_of(after)
        if name in self.late:
            yield from self.stand_aside(name)
        env, asked = self.env, self.env.now
        with self.airlift.request() as turn:
            yield turn
            self.doing[name] = self.flight = env.active_process
            factor = self.factors.get(name, Fraction(1))
            until = env.now + scaled(self.minutes(f"{name} takes"), factor)
            # Whoever has waited is served from the very moment at which the lift was free, not from the next whole minute.
            begins = self.lift_free if asked < env.now else env.now * self.sorties_a_day
            self.lift_free = begins + (sorties * DAY if factor == 1 else sorties * DAY * factor)
            while env.now < (served := self.lift_served()):
                try:
                    yield env.timeout(served - env.now)
                except Interrupt as touch:
                    until = self.touched_in_flight(until, touch.cause, served)
            self.flight = None
        while env.now < until:
            try:
                yield env.timeout(until - env.now)
            except Interrupt as touch:
                until = self.touched_in_flight(until, touch.cause, 0)
        self.done(name)

    def lift_served(self) -> int:
        return int(-(-self.lift_free // self.sorties_a_day))

    def touched_in_flight(self, until: int, cause: int | Fraction | None, served: int) -> int:
        """When the own time of a flight is over that was touched; while the lift serves it, the service is stretched, too."""
        if cause is None:  # the lift has another rate
            return until
        now = self.env.now
        if isinstance(cause, int):
            return max(until, served) + cause
        if served:
            begun = now * self.sorties_a_day
            self.lift_free = begun + (self.lift_free - begun) * cause
        return now + scaled(max(0, until - now), cause)

    def change_lift(self, sorties: int) -> None:
        """So many sorties a day more; what is left to fly does not depend on that."""
        now = self.env.now
        left = max(0, self.lift_free - now * self.sorties_a_day)
        self.sorties_a_day += sorties
        self.lift_free = now * self.sorties_a_day + left
        if self.flight is not None:
            self.flight.interrupt()
