"""What the players of a record were asked, and what they did about it, in the order in which it was asked. A pure function of entries and a log.

A vote that a member's seat cast is a decision of its own; one that whoever holds the chair let the members take is one of the chair.
Where exercise control had a seat, what it was asked of an expected action (a tick) is among them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from exercise_sim.engine.events import (
    EXCON,
    Decided,
    Event,
    LimitLapsed,
    QuestionAsked,
    QuestionWithdrawn,
    VoteCast,
)
from exercise_sim.engine.ledger import Answered, Noted
from exercise_sim.engine.plan import Plan
from exercise_sim.records.entries import Kept
from exercise_sim.records.seats import named_seat

How = Literal["answered", "voted", "lapsed", "withdrawn", "open"]


@dataclass(frozen=True, slots=True)
class Decision:
    """One question to the players. `number` entries stand before what was done about it; `asked` and `settled` are minutes.

    `how`: a person answered, let the members vote, let the limit run out, was too late because the question was withdrawn, or has not
    answered. `option` is what was answered, or what stands; empty where nothing does. `given`: when the answer was typed, `after` how long
    it then took; `took` the seconds on the wall, None where nobody typed.
    """

    question: str
    element: str
    occurrence: int
    voter: str
    seat: str
    options: tuple[str, ...]
    number: int
    asked: int
    limit: int | None
    how: How
    option: str = ""
    settled: int | None = None
    given: int | None = None
    after: int = 0
    took: float | None = None
    reason: str = ""

    @property
    def tick(self) -> bool:
        """Whether it is exercise control's word on what was expected upon an inject."""
        return self.seat == EXCON

    @property
    def thought(self) -> int | None:
        """The exercise minutes from the question to its end; None while it is open."""
        return None if self.settled is None else self.settled - self.asked


def decisions(
    plan: Plan, seats: Sequence[str], kept: Sequence[Kept], log: Sequence[Event]
) -> tuple[Decision, ...]:
    """Every question to these seats that the log tells of, the first one first."""
    found = _Asked(plan, tuple(seats), kept, log)
    return tuple(one for event in log if isinstance(event, QuestionAsked) for one in found.decisions(event))


def notes(kept: Iterable[Kept]) -> tuple[Noted, ...]:
    """What was written down."""
    return tuple(one.entry for one in kept if isinstance(one.entry, Noted))


class _Asked:
    def __init__(
        self, plan: Plan, seats: tuple[str, ...], kept: Sequence[Kept], log: Sequence[Event]
    ) -> None:
        self._plan, self._seats, self._kept, self._log = plan, seats, kept, log
        self._answers = {
            one.entry.question: (number, one)
            for number, one in enumerate(kept)
            if isinstance(one.entry, Answered)
        }

    def decisions(self, event: QuestionAsked) -> Iterator[Decision]:
        """The decisions that one question asked for: of its body, or of the members that vote."""
        node = self._plan.nodes[self._plan.by_name[event.element]]
        if node.id in self._plan.injects:
            node = self._plan.nodes[self._plan.injects[node.id].expects]
        name = event.element if event.occurrence == 1 else f"{event.element}#{event.occurrence}"
        voters = node.vote.voters if node.vote else ()
        cast = [(voter, f"{name} of {voter}") for voter in voters]
        chair = node.body if node.body in self._seats else ""
        if chair:
            yield self._of_body(event, name, chair, [ballot for _, ballot in cast])
        for voter, ballot in cast:
            seat = named_seat(self._seats, node.body, voter)
            given = self._answers.get(ballot)
            by_hand = given is not None and getattr(given[1].entry, "by", "") in self._seats
            if by_hand or (seat and not chair):
                yield self._of_voter(event, ballot, voter, seat)

    def _of_body(self, event: QuestionAsked, name: str, seat: str, ballots: list[str]) -> Decision:
        end = self._end(event)
        own = self._answers.get(name)
        voted = [self._answers[one] for one in ballots if one in self._answers]
        if own is not None and isinstance(end, Decided | None):
            return self._made(event, name, seat, "answered", own, end)
        if voted and not isinstance(end, QuestionWithdrawn):
            return self._made(event, name, seat, "voted", min(voted, key=lambda one: one[0]), end)
        return self._made(event, name, seat, _without(end), own, end)

    def _of_voter(self, event: QuestionAsked, name: str, voter: str, seat: str) -> Decision:
        own = self._answers.get(name)
        cast = next(
            (one for one in self._since(event) if isinstance(one, VoteCast) and one.voter == voter), None
        )
        end = cast or self._end(event)
        how: How = "answered" if own is not None else _without(end)
        return self._made(event, name, seat, how, own, end, voter)

    def _made(
        self, event: QuestionAsked, name: str, seat: str, how: How, own: tuple[int, Kept] | None,
        end: Event | None, voter: str = "",
    ) -> Decision:  # fmt: skip
        entry = own[1].entry if own else None
        answer = entry if isinstance(entry, Answered) else None
        option = getattr(end, "option", "") if how != "answered" or answer is None else answer.option
        return Decision(
            name, event.element, event.occurrence, voter, seat, event.options,
            own[0] if own else self._number(event), event.at, event.limit, how, option,
            end.at if end else None,
            answer.minute if answer else None,
            answer.after if answer and how == "answered" else 0,
            own[1].beside.took if own else None,
            answer.note if answer else "",
        )  # fmt: skip

    def _since(self, event: QuestionAsked) -> Iterator[Event]:
        """What became of a question, up to its end."""
        for one in self._log[event.seq :]:
            if one.element == event.element:
                yield one
                if isinstance(one, Decided | LimitLapsed | QuestionWithdrawn):
                    return

    def _end(self, event: QuestionAsked) -> Event | None:
        ends = (
            one for one in self._since(event) if isinstance(one, Decided | LimitLapsed | QuestionWithdrawn)
        )
        return next(ends, None)

    def _number(self, event: QuestionAsked) -> int:
        """How many entries were made before a question was asked."""
        later = (number for number, one in enumerate(self._kept) if one.entry.place >= event.seq)
        return next(later, len(self._kept))


def _without(end: Event | None) -> How:
    """How a question ended that nobody answered in time."""
    if end is None:
        return "open"
    return "withdrawn" if isinstance(end, QuestionWithdrawn) else "lapsed"
