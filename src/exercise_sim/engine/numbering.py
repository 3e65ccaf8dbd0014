"""The numbers of a plan's nodes, given in file order, because ties are settled by them: `Numbering(cast)`.

The lags that something waits for stand just before it, what hangs on it (units that are kept, the end of a hold, repetitions) just
behind it; then come the injects, the stages of gauges, and the end of play. Used only while a scenario is compiled.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from exercise_sim.engine.codes import (
    AGAIN,
    CROSSING,
    END,
    EXPECT,
    INJECT,
    KEEP,
    LAG,
    MARK,
    STEP,
    STOP,
    UNTIL,
)
from exercise_sim.scenario.cast import Cast, instance
from exercise_sim.scenario.conditions import references_asked
from exercise_sim.scenario.injects import Inject
from exercise_sim.scenario.references import Reference, references_in
from exercise_sim.scenario.steps import Effects, Step
from exercise_sim.scenario.times import parse_moment
from exercise_sim.scenario.values import Moment


def expected_name(inject: str) -> str:
    """What the action that is expected upon an inject is called among the nodes."""
    return f"{inject} expects"


def mark_name(inject: str) -> str:
    """What marks that action as done."""
    return f"{inject} answered"


def crossing_name(gauge: str, stage: str) -> str:
    """What it is called that a gauge reaches a stage."""
    return f"{gauge} reaches {stage}"


@dataclass(frozen=True, slots=True)
class Slot:
    """One number: what kind of node it is, of which element and member, what it waits for, and whose it is (`owner`)."""

    kind: int
    name: str
    member: str
    owner: int
    reference: Reference | None = None


@dataclass(slots=True)
class Numbering:
    """The slots of a plan, and where each thing stands among them.

    `lags` by their owner and reference, `keeps` by owner and resource, `timers` with their minutes, `stops` by the recurring step that they end,
    `untils` by whoever holds and by what (the place of its branch, or -1).
    """

    cast: Cast
    resource: Callable[[str, str], int]
    slots: list[Slot] = field(default_factory=list)
    ids: dict[str, int] = field(default_factory=dict)
    lags: dict[tuple[int, Reference], int] = field(default_factory=dict)
    keeps: dict[tuple[int, int], int] = field(default_factory=dict)
    untils: dict[tuple[int, int], int] = field(default_factory=dict)
    timers: dict[int, int] = field(default_factory=dict)
    stops: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        scenario = self.cast.scenario
        for name, step in scenario.chain.items():
            for member in self.cast.members(name):
                self._step(name, step, member)
        for name, inject in scenario.injects.items():
            self._inject(name, inject)
        for name, gauge in scenario.gauges.items():
            for stage in gauge.stages:
                crossing = crossing_name(name, stage)
                self.ids[crossing] = self._add(CROSSING, crossing, "")
        asked = references_asked(ending.when for ending in scenario.endings.values())
        asked += references_asked(drift.when for gauge in scenario.gauges.values() for drift in gauge.drifts)
        self.ids["ending"] = self._with_lags(END, "ending", "", asked)

    def of_kind(self, *kinds: int) -> Iterator[tuple[int, Slot]]:
        """The slots of some kinds, with their numbers."""
        return ((number, slot) for number, slot in enumerate(self.slots) if slot.kind in kinds)

    def _add(
        self, kind: int, name: str, member: str, owner: int = -1, reference: Reference | None = None
    ) -> int:
        number = len(self.slots)
        self.slots.append(Slot(kind, name, member, number if owner < 0 else owner, reference))
        return number

    def _with_lags(
        self,
        kind: int,
        name: str,
        member: str,
        references: Iterable[Reference],
        reference: Reference | None = None,
        of: int = -1,
    ) -> int:
        """Gives something (that belongs to `of`) its number, the lags that it waits for just before it."""
        lagged = list(dict.fromkeys(one for one in references if one.lag is not None))
        owner = len(self.slots) + len(lagged)
        for one in lagged:
            self.lags[owner, one] = self._add(LAG, name, member, owner, one)
        return self._add(kind, name, member, of, reference)

    def _until(self, owner: int, place: int, name: str, member: str, effects: Effects | None) -> None:
        """Gives the end of a hold its number, where it hangs on something."""
        if effects and effects.hold and isinstance(effects.until, Reference):
            end = self._with_lags(UNTIL, name, member, [effects.until], effects.until)
            self.untils[owner, place] = end

    def _step(self, name: str, step: Step, member: str) -> None:
        asked = references_asked((step.if_, step.wait_for))
        until = [step.until] if step.until is not None else []
        owner = self._with_lags(STEP, name, member, [*references_in(step.after), *asked, *until])
        self.ids[instance(name, member)] = owner
        for resource, kept in step.keeps.items():
            self.keeps[owner, self.resource(resource, member)] = self._add(KEEP, name, member, owner, kept)
        for place, branch in enumerate(step.branches.values()):
            self._until(owner, place, name, member, branch)
        self._until(owner, -1, name, member, step.when_done)
        if step.every is not None:
            again = self._add(AGAIN, name, member, owner)
            if step.until is not None:
                self.stops[owner] = self._add(STOP, name, member, again, step.until)

    def _inject(self, name: str, inject: Inject) -> None:
        asked = list(references_asked((inject.unless,)))
        if isinstance(inject.at, Reference):
            asked.append(inject.at)
        asked += references_asked((inject.condition,))
        if isinstance(inject.at, Moment):
            owner = len(self.slots) + sum(reference.lag is not None for reference in dict.fromkeys(asked)) + 1
            timer = self._add(LAG, name, "", owner)
            self.timers[timer] = parse_moment(inject.at.text, self.cast.scenario.start)
        owner = self._with_lags(INJECT, name, "", asked)
        self.ids[name] = owner
        if inject.expects:
            self.ids[expected_name(name)] = self._add(EXPECT, name, "", owner)
            answer = inject.expects.answer
            if answer is not None:
                self.ids[mark_name(name)] = self._with_lags(MARK, name, "", [answer], answer, owner)
        self._until(owner, -1, name, "", inject.effects)
