"""A session again, from what people did in it: `play(plan, seed, ledger)` (Rule 1).

Resuming, undo, fork and replay are this one call with another ledger. Nothing else of a session is ever kept.
"""

from typing import assert_never

from exercise_sim.engine.ledger import (
    Answered,
    Entry,
    Fixed,
    Given,
    Ledger,
    Noted,
    Prepared,
    Skipped,
    Waited,
    Written,
)
from exercise_sim.engine.plan import Plan
from exercise_sim.engine.session import Asked, NotPossible, Session


class LedgerError(Exception):
    """An entry cannot be applied where it says: the ledger is of another scenario, seed or version. `number` counts from 1."""

    def __init__(self, number: int, why: str) -> None:
        super().__init__(number, why)
        self.number, self.why = number, why

    def __str__(self) -> str:
        return f"entry {self.number} of the ledger does not fit: {self.why}"


def play(plan: Plan, seed: int, ledger: Ledger = (), replication: int = 0) -> Session:
    """The session to which these entries lead. It stands where the last one was applied; `advance` goes on from there.

    A part of a ledger from its beginning gives a part of the log from its beginning. Raises LedgerError.
    """
    session = Session(plan, seed, replication)
    for number, entry in enumerate(ledger, 1):
        try:
            apply(session, entry)
        except NotPossible as error:
            raise LedgerError(number, str(error)) from None
    return session


def apply(session: Session, entry: Entry) -> None:
    """Does at its place what an entry says. Raises NotPossible where it does not fit."""
    go_to(session, entry.minute, entry.place)
    match entry:
        case Answered(_, _, name, option, by, after, note):
            question = next((one for one in session.open_questions if one.id == name), None)
            if question is None:
                raise NotPossible(f"the question '{name}' is not open")
            session.answer(question, option, by, after, note)
        case Fixed(_, _, element, outcome, occurrence):
            session.fix(element, outcome, occurrence)
        case Given(_, _, inject, by):
            session.inject(inject, by)
        case Prepared(_, _, inject, at, by):
            session.prepare(inject, at, by)
        case Skipped(_, _, inject, by):
            session.skip(inject, by)
        case Written(_, _, inject, text, by):
            session.write(inject, text, by)
        case Noted(_, _, by, text):
            session.note(text, by)
        case Waited(_, _, by):
            session.waited(by)
        case _:
            assert_never(entry)


def go_to(session: Session, minute: int, place: int) -> None:
    """Lets a session go on to the quiet minute in which an entry was applied. Raises NotPossible where it does not come there."""
    asked = set()
    while (session.now, session.place) != (minute, place):
        stop = session.advance(minute)
        if not isinstance(stop, Asked) or stop.question.id in asked:
            break
        asked.add(stop.question.id)
    if (session.now, session.place) != (minute, place):
        raise NotPossible(
            f"at minute {minute} the log has {session.place} events, not {place} (the session stands at {session.now})"
        )
