"""Effects on steps, by the state in which they find them: the table of the page.

Each function does to one step what its row says. Whom an effect names is found here, too.
"""

from fractions import Fraction

from tests.slow_model.board import EndlessError
from tests.slow_model.facts import Hold, Turn
from tests.slow_model.instances import Fields, read_minutes
from tests.slow_model.service import Service, rounded
from tests.slow_model.targets import is_meant, named
from tests.slow_model.texts import is_reference, minutes, moment, names

MOST = 10**12
"""So many times longer, or shorter, is without end."""


class Touching(Service):
    """A board on which steps are touched."""

    def touch(self, its: Fields, actor: int) -> None:
        """All effects on steps that one option, outcome, inject or end has; `actor` counts as over for them."""
        self.count(its, actor)
        for place in named(self.chain, names(its.get("cancel")), actor, also_actor=True):
            self.stop_for_good(place, but_for=actor)
        for place in named(self.chain, names(its.get("pass_over")), actor, also_actor=True):
            self.pass_over(place, but_for=actor)
        if "hold" in its:
            self.hold(self.named(names(its["hold"]), actor), its["until"], actor)
        for name, length in (its.get("delay") or {}).items():
            for place in self.named([name], actor):
                self.delay(place, minutes(length))
        for name, factor in (its.get("rescale") or {}).items():
            for place in self.named([name], actor):
                self.rescale(place, Fraction(str(factor)))

    def count(self, its: Fields, actor: int) -> None:
        """Notes which effects found steps in which states, for the table of what was played."""
        for word in ("cancel", "pass_over", "hold", "delay", "rescale"):
            for place in named(self.chain, names(list(its.get(word) or ())), actor):
                turn = self.facts.turns[place]
                ready = turn.state == "waiting" and self.is_released(place)
                held = ", held" if turn.holds else ""
                self.touched.add(f"{word}, {'ready' if ready else turn.state}{held}")

    def named(self, targets: list[str], actor: int) -> list[int]:
        """Places of the steps that are named and not over, in file order."""
        return [place for place in named(self.chain, targets, actor) if not self.is_over(place)]

    def is_over(self, place: int) -> bool:
        turn = self.facts.turns[place]
        return turn.over or turn.out

    def is_released(self, place: int) -> bool:
        """Whether a step that has not begun is past its join."""
        return self.view().released(self.chain.steps[place].join)

    def stop_for_good(self, place: int, but_for: int | None = None) -> None:
        """Cuts a step off that is not over, whatever it does; recurring work that was done is not done again."""
        turn = self.facts.turns[place]
        if turn.again is not None:
            self.stop_recurring(place)
        if self.is_over(place) or place == but_for:
            return
        self.grants.give_back(place, self.now)
        self.facts.turns[place] = Turn("cut off", begun_at=turn.begun_at)
        self.note("cut_off", place)
        self.refresh()

    def pass_over(self, place: int, but_for: int | None = None) -> None:
        turn = self.facts.turns[place]
        if turn.again is not None:
            self.stop_recurring(place)
        if self.is_over(place) or place == but_for:
            return
        if turn.state == "waiting" and not self.is_released(place):
            turn.to_pass = True
            return
        self.grants.give_back(place, self.now)
        self.facts.turns[place] = Turn("passed over", begun_at=turn.begun_at)
        self.note("passed_over", place)
        self.refresh()

    def delay(self, place: int, length: int) -> None:
        turn = self.facts.turns[place]
        if turn.state == "waiting" and not self.is_released(place):
            turn.put_off += length
        elif turn.state == "waiting":
            turn.request = None
            start = self.now if turn.wait_until is None else turn.wait_until
            turn.wait_until, turn.put_off = start + length + turn.put_off, 0
        elif turn.state == "asked":
            turn.not_before = max(turn.not_before, self.now) + length
            if turn.answer is not None:
                turn.answer = (turn.answer[0], max(turn.answer[1], turn.not_before))
            for ballot in turn.ballots.values():
                if ballot.answer is not None:
                    ballot.answer = (ballot.answer[0], max(ballot.answer[1], turn.not_before))
            turn.limit = None if turn.limit is None else turn.limit + length
            turn.limit_left = None if turn.limit_left is None else turn.limit_left + length
        elif self.is_served(place):
            self.put_off_service(place, length)
        elif turn.left is not None:
            turn.left += length
        elif turn.ends_at is not None:
            turn.ends_at += length
        self.in_bounds(place)

    def rescale(self, place: int, factor: Fraction) -> None:
        turn = self.facts.turns[place]
        if turn.state in ("waiting", "working", "executing"):
            turn.factors *= factor
            if not Fraction(1, MOST) < turn.factors < MOST:
                raise EndlessError(self.name(place))
        if self.is_served(place):
            self.stretch_service(place, factor)
        elif turn.state in ("working", "executing"):
            if turn.left is not None:
                turn.left = rounded(turn.left * factor)
            elif turn.ends_at is not None:
                self.end_in(turn, rounded((turn.ends_at - self.now) * factor))
        self.in_bounds(place)

    def takes(self, place: int) -> int:
        """How long the work of a step lasts now, without its factors."""
        return max(0, self.sum_of(place))

    def sum_of(self, place: int) -> int:
        """What was written or set, and everything that was added to it since; it may be below 0."""
        return self.facts.durations.get(place, read_minutes(self.chain.steps[place].fields, "takes"))

    def new_duration(self, name: str, value: str, actor: int, *, adds: bool) -> None:
        """Gives a step another duration (its own, too); what remains of work changes by the difference."""
        acting = self.chain.everything[actor]
        length = -minutes(value[1:]) if value.startswith("-") else minutes(value)
        for step in self.chain.steps:
            if step.step != name or not is_meant(step, acting):
                continue
            old = self.takes(step.place)
            self.facts.durations[step.place] = self.sum_of(step.place) + length if adds else length
            new = self.takes(step.place)
            turn = self.facts.turns[step.place].life
            change = rounded((new - old) * turn.factors)
            if turn.state != "working":
                continue
            if self.is_served(step.place):
                self.leave(step.place, max(0, self.own_left_signed(step.place) + change))
            elif turn.left is not None:
                turn.left = max(0, turn.left + change)
            elif turn.ends_at is not None:
                self.end_in(turn, max(0, turn.ends_at + change - self.now))

    def hold(self, places: list[int], until: str, actor: int) -> None:
        """Holds steps, unless what they are to be held until is there already."""
        at = moment(until, self.start)
        if is_reference(until):
            hold = Hold(actor, None, self.chain.untils[actor, until])
        else:
            hold = Hold(actor, self.now + minutes(until) if at is None else at, None)
        if self.hold_is_over(hold) and not self.is_found_later((actor, until), hold):
            return
        self.facts.holds.append(hold)
        for place in places:
            self.stand(place, len(self.facts.holds) - 1)

    def stand(self, place: int, number: int) -> None:
        turn = self.facts.turns[place]
        turn.holds |= {number}
        turn.request = None
        if self.is_served(place):
            if turn.left is None:  # it is not held already
                self.pause_service(place)
        elif turn.state in ("working", "executing") and turn.ends_at is not None:
            turn.left, turn.ends_at = turn.ends_at - self.now, None
        if turn.state == "asked" and turn.limit is not None:
            turn.limit_left, turn.limit = turn.limit - self.now, None

    def is_found_later(self, key: tuple[int, str], hold: Hold) -> bool:
        """Whether only the next part 2 will find that what it is until can no longer come."""
        return self.is_in_vain(hold) and key not in self.facts.in_vain

    def is_in_vain(self, hold: Hold) -> bool:
        """Whether what ends a hold can no longer come, which is found in part 2."""
        is_dated = self.hold_ends(hold) is not None or hold.until is None
        return not is_dated and self.view().value(hold.until) not in ("met", "passed")

    def hold_is_over(self, hold: Hold) -> bool:
        """Its time has come, or what it is until is met, passed, or cannot come any more."""
        ends = self.hold_ends(hold)
        if ends is not None:
            return ends <= self.now
        if hold.until is None:
            return True
        return self.view().value(hold.until) in ("met", "passed") or not self.may_come(hold.until)

    def end_in(self, turn: Turn, left: int) -> None:
        """Lets work end so much later; of which nothing is left any more, in the next round."""
        if turn.ends_at == self.now + left == self.now:
            return  # it ends where it was to end anyway
        turn.ends_at = self.now + left
        turn.round_of_rest = None if left else self.round

    def held(self, number: int) -> list[int]:
        return [place for place, turn in enumerate(self.facts.turns) if number in turn.holds]

    def let_go(self, number: int) -> None:
        """A hold is over: who is held by no other goes on."""
        self.facts.holds[number].over = True
        for place in self.held(number):
            turn = self.facts.turns[place]
            turn.holds -= {number}
            if turn.holds:
                continue
            self.happenings += 1
            if turn.left is not None and self.is_served(place):
                self.resume_service(place)
            elif turn.left is not None:
                self.end_in(turn, turn.left)
                turn.left = None
            self.in_bounds(place)
            if turn.limit_left is not None:
                turn.let_go_at_limit = not turn.limit_left
                turn.limit, turn.limit_left = self.now + turn.limit_left, None
