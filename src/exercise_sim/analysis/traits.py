"""What one run had that may have moved its result: times of each step, waits, thought, and which way choices and chance went.

A pure function of a log. Nothing is counted over runs here.

What had begun by the minute of the result is taken whole, also what ended later: to take only what was over by then would make short
times of everything that runs beside it.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from exercise_sim.analysis.history import History, StepHistory
from exercise_sim.engine.events import (
    Decided,
    Event,
    InjectCame,
    InjectStayedAway,
    LimitLapsed,
    OutcomeDrawn,
    QuestionAsked,
    StepBegan,
    StepResumed,
    VoteCast,
)
from exercise_sim.engine.plan import Plan

Kind = Literal["work", "queue", "deciding", "hold", "inject", "option", "outcome", "vote"]
Trait = tuple[Kind, str]
"""A kind and the element that has it; of a vote, the element and the voter with a tab between them."""

CAME = "came"
STAYED = "stayed away"


@dataclass(slots=True)
class Traits:
    """`minutes` are those that a step spent in a way, all its times together; `ways` the results to which something came, at least once.

    What did not take place in a run has neither; so an inject whose time had not come.
    """

    minutes: Counter[Trait] = field(default_factory=Counter)
    ways: dict[Trait, set[str]] = field(default_factory=dict)


def traits(plan: Plan, told: History, until: int) -> Traits:
    """What one run had that had begun by a minute, but for work that recurs: how often that comes follows from how long all the rest takes."""
    found = Traits()
    for event in told.log:
        if event.at <= until:
            _note_way(found.ways, event)
    stood = _standing(told.log)
    for step in told.steps.values():
        if not plan.nodes[plan.by_name[step.name]].every:
            _note_minutes(found.minutes, step, until, stood.get(step.name, []))
    return found


def _note_way(ways: dict[Trait, set[str]], event: Event) -> None:
    match event:
        case InjectCame():
            ways["inject", event.element] = {CAME}
        case InjectStayedAway():
            ways.setdefault(("inject", event.element), {STAYED})
        case OutcomeDrawn():
            ways.setdefault(("outcome", event.element), set()).add(event.outcome)
        case VoteCast():
            ways.setdefault(("vote", f"{event.element}\t{event.voter}"), set()).add(event.vote)
        case Decided() | LimitLapsed():
            ways.setdefault(("option", event.element), set()).add(event.option)
        case _:
            return


Stood = tuple[int, Literal["deciding", "hold"], int]
"""The number of the event that ended it, why a step's work stood still, and for how many minutes."""


def _standing(log: tuple[Event, ...]) -> dict[str, list[Stood]]:
    """The thought and the holds of each step, in the order in which they ended."""
    asked: dict[str, int] = {}
    found: dict[str, list[Stood]] = {}
    for event in log:
        if isinstance(event, QuestionAsked):
            asked[event.element] = event.at
        elif isinstance(event, Decided | LimitLapsed) and event.element in asked:
            minutes = event.at - asked.pop(event.element)
            found.setdefault(event.element, []).append((event.seq, "deciding", minutes))
        elif isinstance(event, StepResumed):
            found.setdefault(event.element, []).append((event.seq, "hold", event.stood))
    return found


def _note_minutes(minutes: Counter[Trait], step: StepHistory, until: int, stood: list[Stood]) -> None:
    """The minutes of each time that a step began by then and ended: its wait, its thought, its holds, and the rest, which is its work."""
    for began, done in _times(step):
        if began.at > until:
            return
        queued = [one.at for one in step.queued if one.seq < began.seq]
        minutes["queue", step.name] += began.at - queued[-1] if queued else 0
        within = [one for one in stood if began.seq < one[0] <= done.seq]
        for _, kind, lost in within:
            minutes[kind, step.name] += lost
        work = done.at - began.at - sum(lost for _, _, lost in within)
        minutes["work", step.name] += max(0, work)


def _times(step: StepHistory) -> Iterator[tuple[StepBegan, Event]]:
    """Each end of a step, or going back with it, with the last beginning before it."""
    for done in sorted([*step.ends, *step.returns], key=lambda one: one.seq):
        began = [one for one in step.begins if one.seq < done.seq]
        if began:
            yield began[-1], done
