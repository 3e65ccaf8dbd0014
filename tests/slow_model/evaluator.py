"""The slow, obvious reference evaluator: plays a chain minute by minute, round by round, as `time-and-ties.md` says.

Written from that page alone; shares no code with the engine it is held against. Nothing is counted down or kept up:
joins, what can come, and who is free are worked out from the facts every time they are needed.
What the page leaves open is marked "Gap" where it is decided.
"""

from collections.abc import Sequence
from typing import Any

from tests.slow_model.board import Answers, Drawn, EndlessError, Entry
from tests.slow_model.coming import over_for_good
from tests.slow_model.conditions import is_true
from tests.slow_model.facts import LagRun, Turn
from tests.slow_model.hands import Hand, Hands
from tests.slow_model.instances import Condition, Inject, Lag, Step, parts
from tests.slow_model.joins import View
from tests.slow_model.service import rounded
from tests.slow_model.situation import MINUTES_FOR_GAUGES

# Gap: the page lists ENDEX among what is due, M4 says a run in which nothing can come ends as stalled. So: stalled, at once.
ENDEX_KEEPS_A_RUN_ALIVE = False


MOST_ROUNDS = 20_000
"""Rounds of one minute: a step may begin 1,000 times in it."""


class Run(Hands):
    """One run: the clock, and the four parts of a round. It is played to no minute after `last_minute`."""

    last_minute = 10_000_000

    def play(self, hands: Sequence[Hand]) -> list[Entry]:
        left = list(hands)
        while True:
            self.settle()
            self.hear_answers()
            moments = self.moments()
            is_alone = self.stands_still(moments)
            if is_alone and not self.goes_on_for_gauges():
                self.end(self.standstill())
                continue
            if left and left[0][0] <= self.now:
                self.lend_a_hand(left.pop(0))
                continue
            if self.endex is not None and self.facts.ended is None:
                moments.append(self.endex)
            if not moments and self.facts.ended is not None:
                return self.log
            moments += [hand[0] for hand in left[:1]]
            if self.facts.ended is None:
                moments += self.recurring_moments() + self.gauge_moments() + self.idle_moments()
            if not moments or min(moments) > self.last_minute:
                return self.log
            if is_alone:
                self.for_gauges.add(self.now)
            self.now = min(moments)

    def idle_moments(self) -> list[int]:
        """Minutes to come in which a lag is over on which only holds wait, perhaps holds of nobody: they keep no run going."""
        lags = [(lag, self.facts.lags[lag.nth].since) for lag in self.chain.lags if lag.owner < 0]
        ends = [since + lag.minutes for lag, since in lags if since is not None]
        return [end for end in ends if end > self.now]

    def settle(self) -> None:
        """Rounds until the minute is quiet."""
        self.refresh()
        for _ in range(MOST_ROUNDS):
            before = self.happenings
            self.what_is_due()
            self.votes_are_in()
            self.cut_off()
            self.test_endings()
            self.switch_rates()
            self.beginnings()
            self.round += 1
            if self.happenings == before and not self.something_is_left():
                return
        raise AssertionError(f"minute {self.now} does not end: the slow model is wrong")

    def moments(self) -> list[int]:
        """Minutes to come at which something of the chain is due."""
        found = [lag.minutes + run.since for lag, run in self.running_lags() if run.since is not None]
        for step in self.chain.steps:
            turn = self.facts.turns[step.place]
            found += [turn.wait_until] if turn.wait_until is not None else []
            found += (
                [turn.ends_at] if turn.state in ("working", "executing") and turn.ends_at is not None else []
            )
            found += [turn.answer[1]] if turn.state == "asked" and turn.answer is not None else []
            found += [ballot.answer[1] for ballot in turn.ballots.values() if ballot.answer is not None]
            limit = self.limit(step)
            found += [limit] if limit is not None else []
        for inject in self.chain.injects:
            turn = self.facts.turns[inject.place]
            comes = inject.minute if turn.by_hand is None else turn.by_hand
            found += [comes] if comes is not None and turn.state == "waiting" else []
            found += [turn.limit] if turn.limit is not None and turn.expects else []
            found += [turn.answer[1]] if turn.answer is not None else []
        ends = [self.hold_ends(hold) for number, hold in enumerate(self.facts.holds) if self.held(number)]
        found += [end for end in ends if end is not None]
        return found + self.clock_moments() + self.served_moments() + self.grants.moments(self.now)

    def something_is_left(self) -> bool:
        """Whether more is due in this minute although nothing happened in the last round.

        Holds that are over; an inject, what one expects, or the end of recurring work, where somebody's falling out brings it; work of
        which an answer from outside left nothing.
        """
        lives = [turn.life for turn in self.facts.turns]
        at_work = [turn for turn in lives if turn.state in ("working", "executing")]
        rests = [turn for turn in at_work if turn.round_of_rest is not None and turn.ends_at == self.now]
        has_turn = any(self.has_turn(inject) or self.is_to_be_told(inject) for inject in self.chain.injects)
        ends = any(self.has_come(step) and step.place not in self.facts.ceased for step in self.chain.steps)
        return bool(self.holds_over()) or has_turn or ends or bool(rests)

    def holds_over(self) -> list[int]:
        """The holds that hold somebody, and are over now."""
        holds = enumerate(self.facts.holds)
        return [number for number, hold in holds if self.held(number) and self.hold_is_over(hold)]

    def let_go_up_to(self, owner: int) -> None:
        """Ends the holds that are over, of which the place of who brought them has come in part 1."""
        for number in self.holds_over():
            hold = self.facts.holds[number]
            if hold.owner <= owner and not self.is_in_vain(hold):
                self.let_go(number)

    def let_go_in_vain(self) -> None:
        """Part 2: what a hold is until, or what units are kept until, can no longer come."""
        self.keeps_end(self.ending(lambda until: not self.may_come(until)))
        for number in self.holds_over():
            if self.is_in_vain(self.facts.holds[number]):
                self.let_go(number)
        untils = self.chain.untils.items()
        self.facts.in_vain = frozenset(key for key, until in untils if not self.may_come(until))

    def stands_still(self, moments: list[int]) -> bool:
        """Nothing is due any more, no question is open, and no ending was reached."""
        endex_is_due = ENDEX_KEEPS_A_RUN_ALIVE and self.endex is not None
        return not (moments or endex_is_due or self.facts.ended is not None or self.open_questions())

    def goes_on_for_gauges(self) -> bool:
        """Whether the run goes on to a mark of a gauge for which somebody waits; not to more than so many minutes."""
        return len(self.for_gauges) < MINUTES_FOR_GAUGES and bool(self.marks(self.waited_for()))

    def standstill(self) -> str:
        turns = [self.facts.turns[step.place] for step in self.chain.steps]
        all_over = all(turn.over or turn.out for turn in turns)
        return "completed" if all_over and not self.chain.endings else "stalled"

    def open_questions(self) -> list[int]:
        """Places of open questions, in the order in which they were asked."""
        asked = [
            (turn.question, place)
            for place, turn in enumerate(self.facts.turns)
            if turn.state == "asked" or (turn.question is not None and turn.expects)
        ]
        return [place for _, place in sorted(asked)]

    def hear_answers(self) -> None:
        """Reports each question once, in the order of asking, and takes its answer before the next is reported."""
        while unreported := self.unreported():
            place, voter = unreported[0]
            turn = self.facts.turns[place]
            asked = turn if voter is None else turn.ballots[voter]
            asked.reported = True
            name = self.name(place) if voter is None else f"{self.name(place)} vote of {voter}"
            answer = self.answers.get((name, self.times(place, "asked")))
            if answer is None:
                continue
            option, cost = answer
            if cost or turn.not_before > self.now:
                asked.answer = (option, max(self.now + cost, turn.not_before))
            else:
                self.hear(place, voter, option)
                self.settle()

    def unreported(self) -> list[tuple[int, str | None]]:
        """Questions that nobody has heard of yet, in the order of asking: of a vote that of the whole, then those of the members."""
        found: list[tuple[int, str | None]] = []
        for place in self.open_questions():
            turn = self.facts.turns[place]
            found += [] if turn.reported else [(place, None)]
            found += [(place, voter) for voter, ballot in turn.ballots.items() if not ballot.reported]
        return found

    def hear(self, place: int, voter: str | None, option: str) -> None:
        """Takes a vote, the answer to a step's question, or to what an inject expects."""
        if voter is not None:
            self.cast(place, voter, option)
        elif place < len(self.chain.steps):
            self.take(place, option)
        else:
            self.settle_expected(place, option)

    def what_is_due(self) -> None:
        for step in self.chain.steps:
            self.lags_over(step.place)
            self.recurs_no_more(step.place - 1)
            self.ends(step.place)
            self.let_go_up_to(step.place)
            self.recurs_no_more(step.place)
        for inject in self.chain.injects:
            self.lags_over(inject.place)
            self.ends(inject.place)
            self.let_go_up_to(inject.place)
            self.watch(inject.place)
            self.recurs_no_more(inject.place)
        self.lags_over(None)
        self.come_later()
        for step in self.chain.steps:
            if self.lapses(step):
                self.come_later()
        for inject in self.chain.injects:
            self.expected_lapse(inject)
            self.come_later()
        for gauge in self.chain.gauges if self.facts.ended is None else ():
            self.come_to_marks(gauge)
            self.come_later()
        self.injects_due()

    def lapses(self, step: Step) -> bool:
        """Takes what stands where no answer came, if the limit runs out now."""
        limit = self.limit(step)
        if limit is None or limit > self.now:
            return False
        self.note("lapsed", step.place)
        self.take(step.place, self.result(step.place) if step.voters else step.fields["otherwise"])
        return True

    def limits_at_an_end(self) -> None:
        """What is left of a limit is nothing when a hold ends: it runs out before the next thing that is due."""
        for step in self.chain.steps:
            if self.facts.turns[step.place].let_go_at_limit:
                self.facts.turns[step.place].let_go_at_limit = False
                self.lapses(step)

    def limit(self, step: Step) -> int | None:
        """The minute in which the open question of this step runs out."""
        turn = self.facts.turns[step.place]
        return turn.limit if turn.state == "asked" else None

    def running_lags(self) -> list[tuple[Lag, LagRun]]:
        """Lags that run. Gap: those of a step that is over run on (it may be reopened), those of one cut off do not."""
        return [
            (lag, run)
            for lag in self.chain.lags
            if (run := self.facts.lags[lag.nth]).since is not None and not run.over
            if self.is_wanted(lag)
        ]

    def is_wanted(self, lag: Lag) -> bool:
        """Whether somebody still waits, or may wait again, for this lag."""
        steps = len(self.chain.steps)
        if lag.owner < 0:  # of a hold, which looks after itself
            return False
        if lag.owner >= len(self.facts.turns):
            return self.facts.ended is None
        turn = self.facts.turns[lag.owner]
        if lag.owner < steps or turn.state != "done":
            return not turn.out
        inject = self.chain.injects[lag.owner - steps]
        is_expected = inject.answer is not None and lag in parts(inject.answer)
        return is_expected and turn.limit is not None and turn.outcome != "met" and not turn.late

    def lags_over(self, owner: int | None) -> None:
        """Ends the lags of this step (None: of the endings) whose time has come."""
        for lag, run in self.running_lags():
            mine = lag.owner == owner or (owner is None and lag.owner >= len(self.facts.turns))
            if mine and run.since is not None and run.since + lag.minutes <= self.now:
                run.over = True
                self.refresh()

    def ends(self, place: int) -> None:
        """Whatever of this step ends in this minute: a wait, its work, the execution of an option, an answer on its way."""
        turn = self.facts.turns[place]
        if turn.ends_at is not None and turn.round_of_rest == self.round:
            return
        if turn.wait_until is not None and turn.wait_until <= self.now:
            turn.wait_until = None
            self.refresh()
        elif turn.state == "working" and turn.ends_at is not None and turn.ends_at <= self.now:
            self.work_is_over(place)
        elif turn.state == "executing" and turn.ends_at is not None and turn.ends_at <= self.now:
            assert turn.outcome is not None
            self.outcome_settled(place, turn.outcome)
        elif turn.state == "asked" and turn.answer is not None and turn.answer[1] <= self.now:
            self.take(place, turn.answer[0])
        elif turn.state == "asked" and turn.ballots:
            self.votes_due(place)
        elif turn.expects and turn.answer is not None and turn.answer[1] <= self.now:
            self.settle_expected(place, turn.answer[0])
        elif turn.again is not None:
            self.ends_again(place, turn.again)

    def ends_again(self, place: int, life: Turn) -> None:
        """A further time of recurring work ends, or is due."""
        if life.round_of_rest == self.round:
            return
        if life.wait_until is not None and life.wait_until <= self.now:
            life.wait_until = None
        elif life.state == "working" and life.ends_at is not None and life.ends_at <= self.now:
            self.finish_again(place)

    def cut_off(self) -> None:
        """First results that stand for good fall out, until no more do; then the first step that cannot come is cut off; and so on.

        What fell out in this part stays out, even where those whom that released may bring it again.
        """
        before = self.facts.final, self.facts.fallen
        self.facts.final = over_for_good(self.facts, self.what_comes())
        while True:
            self.facts.fallen = frozenset(
                place for place, turn in enumerate(self.facts.turns) if turn.state == "cut off"
            )
            if before != (self.facts.final, self.facts.fallen):
                before = self.facts.final, self.facts.fallen
                self.refresh()
            coming = self.what_comes()
            more = over_for_good(self.facts, coming) - self.facts.final
            self.facts.final |= more
            lost = [
                place
                for place, turn in enumerate(self.facts.turns)
                if turn.state == "waiting" and place not in coming
            ]
            ceasing = self.ceasing()
            if not (more or lost or ceasing):
                self.let_go_in_vain()
                return
            if not more:
                self.settle_found(lost, ceasing)

    def settle_found(self, lost: list[int], ceasing: list[int]) -> None:
        """Cuts off, or stops, what was found at once, in file order."""
        for place in sorted({*lost, *ceasing}):
            if place in ceasing:
                self.cease(place)
            if place in lost and self.facts.turns[place].state == "waiting":
                self.facts.turns[place] = Turn("cut off")
                self.facts.fallen |= {place}  # at once: whoever ceases behind it may be released by that
                self.coming = None
                if place < len(self.chain.steps):  # an inject that cannot come any more is not told
                    self.note("cut_off", place)

    def test_endings(self) -> None:
        if self.facts.ended is not None:
            return
        reached = [self.named_ending] if self.named_ending else []
        reached += [ending.name for ending in self.chain.endings if self.holds(ending.when)]
        reached += ["out_of_time"] if self.endex is not None and self.now >= self.endex else []
        if reached:
            self.end(reached[0])

    def holds(self, when: Condition | None) -> bool:
        """Whether the condition of an ending holds."""
        return when is not None and is_true(when, self.view())

    def end(self, ending: str) -> None:
        """Ends the run: everything stops and gives its units back, except what waits for `ending` and what follows."""
        self.log.append((self.now, "ended", ending))
        self.happenings += 1
        self.facts.ended = ending
        self.stop_gauges()
        for place, turn in enumerate(self.facts.turns):
            if place not in self.tail and not turn.over and not turn.out:
                self.grants.give_back(place, self.now)
                self.facts.turns[place] = Turn("stopped", begun_at=turn.begun_at)
            elif place not in self.tail:
                if turn.again is not None:
                    self.grants.give_back(place, self.now)
                    turn.again = None
                turn.limit = turn.answer = None  # nobody watches what injects expected
        self.refresh()

    def beginnings(self) -> None:
        self.start_delays()
        view = self.view()
        free = [step for step in self.chain.steps if self.is_free(view, step)]
        passed = [
            step.place
            for step in self.chain.steps
            if self.is_to_pass(step)
            or self.comes_too_late(step)
            or (step in free and not self.if_is_true(step))
        ]
        ready = [step for step in free if step.place not in passed and self.condition(step, "wait_for")]
        ready = [step for step in self.chain.steps if step in ready or self.is_due_again(step)]
        found = [inject for inject in self.chain.injects if self.condition_holds(inject)]
        over = self.ending(self.is_there)
        for place in passed:
            self.facts.turns[place] = Turn("passed over")
            self.note("passed_over", place)
            self.refresh()
        for inject in found:
            self.facts.turns[inject.place].given = True
            self.coming = None
            self.happenings += 1
        for step in ready:
            self.facts.turns[step.place].life.request = (self.next_number(), self.now)
        for place in sorted(self.grants.grant_all(self.now)):
            self.begin(place)
            self.refresh()
        self.keeps_end(over)

    def condition_holds(self, inject: Inject) -> bool:
        """Whether an inject waits for a condition, and it holds now."""
        turn = self.facts.turns[inject.place]
        asked = inject.at is not None and inject.reference is None
        return asked and turn.state == "waiting" and not turn.given and is_true(inject.at, self.view())

    def is_free(self, view: View, step: Step) -> bool:
        """Released, held back by no `wait`, and not yet in the queue."""
        turn = self.facts.turns[step.place]
        pending = turn.state == "waiting" and turn.wait_until is None and turn.request is None
        return pending and not turn.holds and view.released(step.join)

    def is_to_pass(self, step: Step) -> bool:
        """Whether an effect said that it is to be passed over, and its turn has come."""
        turn = self.facts.turns[step.place]
        return turn.to_pass and turn.state == "waiting" and self.is_released(step.place)

    def comes_too_late(self, step: Step) -> bool:
        """Whether recurring work has its turn when what ends it is over already; later on it ends in part 1, as it does at work."""
        is_asked = self.facts.turns[step.place].if_was_true
        is_turn = step.every is not None and not is_asked and self.is_free(self.view(), step)
        return is_turn and (self.has_come(step) or self.never_comes(step))

    def is_due_again(self, step: Step) -> bool:
        """Whether a further time of recurring work asks for its units now."""
        life = self.facts.turns[step.place].again
        return (
            life is not None and life.state == "waiting" and life.wait_until is None and life.request is None
        )

    def start_delays(self) -> None:
        """Delays that came before the release begin to run."""
        for step in self.chain.steps:
            turn = self.facts.turns[step.place]
            if turn.put_off and turn.state == "waiting" and self.is_released(step.place):
                start = self.now if turn.wait_until is None else turn.wait_until
                turn.wait_until, turn.put_off = start + turn.put_off, 0

    def if_is_true(self, step: Step) -> bool:
        """Asks the `if`, once a turn."""
        turn = self.facts.turns[step.place]
        turn.if_was_true = turn.if_was_true or self.condition(step, "if")
        return turn.if_was_true

    def condition(self, step: Step, key: str) -> bool:
        return is_true(step.conditions.get(key), self.view())

    def begin(self, place: int) -> None:
        turn = self.facts.turns[place].life
        assert turn.ends_at is not None
        turn.state, turn.begun_at = "working", self.now
        turn.own_end = self.now + rounded(self.takes(place) * turn.factors)
        turn.ends_at = max(turn.ends_at, turn.own_end)
        self.in_bounds(place)
        self.note("begun", place)
        if self.log.count((self.now, "begun", self.name(place))) > 1000:
            raise EndlessError(self.name(place))


def evaluate(
    data: dict[str, Any],
    answers: Answers,
    drawn: Drawn,
    hands: Sequence[Hand] = (),
    last_minute: int = Run.last_minute,
) -> list[Entry]:
    """The log of one run, up to a minute. Occurrences in `answers` and `drawn` count from 1; a run left with an open question just stops.

    `hands` is what the trainer does, in order of time.
    """
    run = Run(data, answers, drawn)
    run.last_minute = last_minute
    return run.play(hands)
