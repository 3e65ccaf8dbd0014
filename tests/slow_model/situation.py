"""The situation of a run: gauges that come to marks, jump, change their rates; and whether somebody waits for one.

The values are `levels.py`'s; here is what happens with them on the board (the page: Gauges).
"""

from collections.abc import Iterator
from fractions import Fraction

from tests.slow_model.board import Board
from tests.slow_model.conditions import is_true
from tests.slow_model.instances import Clock, Condition, Gauge, Mixed, Reaches, clock_minutes, parts
from tests.slow_model.levels import at_its_bound, bounded, next_mark, stage_of, value_now
from tests.slow_model.texts import compared

MINUTES_FOR_GAUGES = 1000
"""To so many minutes, at most, a run goes on for gauges alone."""


class Situation(Board):
    """A board with gauges."""

    def come_to_marks(self, gauge: Gauge) -> None:
        """Stages that are reached now are reached for good; one event tells where it came to."""
        value = value_now(gauge, self.facts)
        level = self.facts.gauges[gauge.name]
        level.reached |= {stage for stage, least in gauge.stages.items() if value >= least}
        stage = stage_of(gauge, value)
        if stage != level.stage:
            names = [None, *gauge.stages]
            rises = names.index(stage) > names.index(level.stage)
            level.stage = stage
            self.log.append((self.now, "stage", gauge.name, stage or "", "rises" if rises else "falls"))
            self.happenings += 1
        self.refresh()

    def jump(self, name: str, amount: Fraction, *, adds: bool) -> None:
        """An effect changes the value at once, within its bounds; the marks that it comes to by that are come to at once."""
        gauge = next(one for one in self.chain.gauges if one.name == name)
        level = self.facts.gauges[name]
        value = value_now(gauge, self.facts) + amount if adds else amount
        level.value, level.since = bounded(gauge, value), self.now
        self.come_to_marks(gauge)

    def switch_rates(self) -> None:
        """Part 3, after the endings: the rates whose conditions hold, all asked on the same values, hold from now on."""
        if self.facts.ended is not None:
            return
        view = self.view()
        rates = [
            sum((rate.by for rate in gauge.rates if is_true(rate.condition, view)), Fraction(0))
            for gauge in self.chain.gauges
        ]
        for gauge, rate in zip(self.chain.gauges, rates, strict=True):
            level = self.facts.gauges[gauge.name]
            level.value, level.since, level.rate = value_now(gauge, self.facts), self.now, rate

    def stop_gauges(self) -> None:
        """With the ending every gauge stops where it is."""
        for gauge in self.chain.gauges:
            level = self.facts.gauges[gauge.name]
            level.value, level.since, level.rate = value_now(gauge, self.facts), self.now, Fraction(0)

    def marks(self, names: set[str] | None = None) -> list[int]:
        """Minutes to come in which these gauges (None: all) come to marks, or their rates may change by the clock."""
        found = [
            next_mark(gauge, self.facts.gauges[gauge.name], self.facts)
            for gauge in self.chain.gauges
            if names is None or gauge.name in names
        ]
        times = [
            minute
            for gauge in self.chain.gauges
            if names is None or gauge.name in names
            for rate in gauge.rates
            for minute in clock_minutes(rate.condition)
        ]
        return [minute for minute in [*found, *times] if minute is not None and minute > self.now]

    def clock_moments(self) -> list[int]:
        """Minutes to come at which the clock may change a condition for which a step, an inject or an ending waits."""
        ends = [ending.when for ending in self.chain.endings] if self.facts.ended is None else []
        minutes = [minute for one in (*self.asking(), *ends) for minute in clock_minutes(one)]
        return [minute for minute in minutes if minute > self.now]

    def gauge_moments(self) -> list[int]:
        """Minutes to come in which a gauge comes to a mark, or can rise or fall no further."""
        levels = [(gauge, self.facts.gauges[gauge.name]) for gauge in self.chain.gauges]
        found = [at_its_bound(gauge, level, self.facts) for gauge, level in levels]
        return self.marks() + [minute for minute in found if minute is not None]

    # --- who waits for a gauge -------------------------------------------------------------------------------

    def waited_for(self) -> set[str]:
        """The gauges for which somebody waits, and those at which the rates of one of them look."""
        found = {name for condition in self.waiting() for name in self.looked_at(condition)}
        found |= {name for condition in self.asking() for name in self.named_in(condition)}
        while True:
            more = {
                name
                for gauge in self.chain.gauges
                if gauge.name in found
                for rate in gauge.rates
                if rate.condition is not None
                for name in self.named_in(rate.condition)
            }
            if more <= found:
                return found
            found |= more

    def waiting(self) -> Iterator[Condition]:
        """What is waited for, by steps, injects, holds and endings, where a stage that was reached keeps nobody."""
        for step in self.chain.steps:
            if self.facts.turns[step.place].state != "waiting":
                continue
            if step.join is not None and not self.view().released(step.join):
                yield step.join
        for inject in self.chain.injects:
            if self.facts.turns[inject.place].state == "waiting" and inject.reference is not None:
                yield inject.reference
        for number, hold in enumerate(self.facts.holds):
            if hold.until is not None and any(number in turn.holds for turn in self.facts.turns):
                yield hold.until
        asking = [place for place in self.grants.queue() if self.facts.turns[place].again is None]
        wanted = {name for place in asking for name in self.grants.needs(place)}
        yield from (self.chain.steps[place].keeps[name] for place, name in self.facts.kept if name in wanted)
        for ending in self.chain.endings:
            if ending.when is not None:
                yield ending.when

    def asking(self) -> Iterator[Condition]:
        """The conditions for which released steps, and injects, wait."""
        for step in self.chain.steps:
            turn = self.facts.turns[step.place]
            waits = turn.state == "waiting" and turn.request is None
            stands_aside = bool(turn.holds) or turn.wait_until is not None
            if (
                "wait_for" in step.conditions
                and waits
                and not stands_aside
                and self.view().released(step.join)
            ):
                yield step.conditions["wait_for"]
        for inject in self.chain.injects:
            turn = self.facts.turns[inject.place]
            asks = turn.state == "waiting" and not turn.given and inject.reference is None
            if asks and inject.at is not None:
                yield inject.at

    def named_in(self, condition: Condition) -> set[str]:
        """The gauges at which this looks."""
        if isinstance(condition, str):
            return {compared(condition)[0]} & set(self.facts.gauges)
        if isinstance(condition, Mixed):
            return {name for part in condition.inputs for name in self.named_in(part)}
        if isinstance(condition, Clock):
            return set()
        return {part.gauge for part in parts(condition) if isinstance(part, Reaches)}

    def looked_at(self, condition: Condition) -> set[str]:
        """The gauges at whose value, or at a stage of which that they have not reached, this looks."""
        if isinstance(condition, str):
            return {compared(condition)[0]} & set(self.facts.gauges)
        if isinstance(condition, Mixed):
            return {name for part in condition.inputs for name in self.looked_at(part)}
        if isinstance(condition, Clock):
            return set()
        return {
            part.gauge
            for part in parts(condition)
            if isinstance(part, Reaches) and part.stage not in self.facts.gauges[part.gauge].reached
        }
