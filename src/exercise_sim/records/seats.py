"""Which seat a question is put to. Names in, a name out; nothing here knows a session."""

from collections.abc import Collection

from exercise_sim.engine.asking import Question


def seat_for(seats: Collection[str], question: Question) -> str:
    """The seat that a question is put to: that of its body, or for a vote one that stands for the member; empty for nobody.

    What is expected upon an inject is asked of exercise control, which has a seat like every body.
    """
    return named_seat(seats, question.body, question.voter)


def named_seat(seats: Collection[str], body: str, voter: str) -> str:
    """As `seat_for`, of a body, or of one `voter` of it."""
    if body in seats:
        return body
    if not voter:
        return ""
    return next((seat for seat in seats if seat.endswith(f" of {voter}")), "")
