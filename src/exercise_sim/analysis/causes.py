"""Why it came when it came: the chain of events from the end back to STARTEX, each released by the one before.

A walk over `cause` (Rule 6), and nothing more: at a join the last input to come is the one that released it.
"""

from dataclasses import dataclass

from exercise_sim.engine.events import (
    Decided,
    Event,
    ExerciseEnded,
    LimitLapsed,
    QuestionAsked,
    StepBegan,
    StepFinished,
    StepQueued,
    StepWentBack,
)
from exercise_sim.engine.plan import Plan

CRITICAL = (StepBegan, StepFinished, StepWentBack)


@dataclass(frozen=True, slots=True)
class Link:
    """One step of the critical path: it waited from `ready` to `began` (for `wait`), worked, and ended at `ended`.

    `thought` is the part of its time between its question and the decision. `outcome` is how it ended; `back` whether it went back.
    `queued` is the minute from which on it had all it needed but `resources` (or its condition), None where it never queued.
    """

    element: str
    ready: int
    began: int
    ended: int
    wait: str
    thought: int
    outcome: str | None
    back: bool
    queued: int | None = None
    resources: tuple[str, ...] = ()


def critical_path(log: tuple[Event, ...]) -> tuple[Link, ...]:
    """The links from STARTEX to the ending; empty while the exercise goes on, or when it ended by the clock."""
    ended = next((event for event in log if isinstance(event, ExerciseEnded)), None)
    if ended is None:
        return ()
    walked = _walk(log, ended)
    links: list[Link] = []
    for position, event in enumerate(walked):
        if isinstance(event, StepFinished | StepWentBack):
            links.append(_link(log, walked[: position + 1]))
        elif (
            isinstance(event, StepBegan)
            and position
            and isinstance(before := walked[position - 1], StepBegan)
        ):
            # It had to wait for somebody whose work goes on: so long did that one have what it needed.
            links.append(
                Link(before.element, before.at, before.at, event.at, before.wait, 0, None, back=False)
            )
    return tuple(links)


def _walk(log: tuple[Event, ...], last: Event) -> list[Event]:
    """The events that led to `last`, the first one first."""
    path: list[Event] = [last]
    while path[-1].cause:
        path.append(log[path[-1].cause - 1])
    return path[::-1]


def _link(log: tuple[Event, ...], walked: list[Event]) -> Link:
    done = walked[-1]
    assert isinstance(done, StepFinished | StepWentBack)
    own = [event for event in walked if event.element == done.element]
    began = next((event for event in reversed(own) if isinstance(event, StepBegan)), None)
    start = began.at if began else done.at
    index = walked.index(began) if began else len(walked) - 1
    ready = walked[index - 1].at if index and not isinstance(walked[index - 1], StepBegan) else start
    asked = next((event for event in reversed(own) if isinstance(event, QuestionAsked)), None)
    answered = next((event for event in reversed(own) if isinstance(event, Decided | LimitLapsed)), None)
    thought = answered.at - asked.at if asked and answered else 0
    queued = _queued(log, began) if began else None
    return Link(
        done.element,
        ready,
        start,
        done.at,
        began.wait if began else "",
        thought,
        done.outcome,
        isinstance(done, StepWentBack),
        queued.at if queued else None,
        queued.resources if queued else (),
    )


def _queued(log: tuple[Event, ...], began: StepBegan) -> StepQueued | None:
    """The beginning of the wait that this beginning of work ended; None where it was another kind of wait."""
    if began.wait not in ("queue", "opening hours", "condition"):
        return None
    before = (event for event in reversed(log[: began.seq]) if event.element == began.element)
    return next((event for event in before if isinstance(event, StepQueued)), None)


def longest(plan: Plan, links: tuple[Link, ...], most: int = 3) -> tuple[Link, ...]:
    """The links that took most time, the longest first."""
    return tuple(sorted(links, key=lambda link: link.ready - link.ended)[:most])
