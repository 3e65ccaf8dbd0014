"""Another line from a record: a new one with its head and the first of its entries. Data in, lines out."""

from exercise_sim.engine.data import sees
from exercise_sim.engine.events import QuestionAsked
from exercise_sim.engine.ledger import Answered
from exercise_sim.engine.plan import Plan
from exercise_sim.records.head import Forked, head_lines, line
from exercise_sim.records.reading import Record
from exercise_sim.records.trace import MARK
from exercise_sim.records.verifying import Replay


def asked(plan: Plan, record: Record, again: Replay) -> dict[str, int]:
    """The questions of which the players knew, by their id, each with the number of entries before its answer (or, where nobody
    answered, before anything that was done after it was asked). Votes that were cast are among them."""
    places: dict[str, int] = {}
    seats = record.head.start.seats
    known = [event for event in again.log if isinstance(event, QuestionAsked) and sees(seats, event)]
    ledger = record.ledger[: again.done]
    for event in known:
        name = event.element if event.occurrence == 1 else f"{event.element}#{event.occurrence}"
        after = (number for number, entry in enumerate(ledger) if entry.place >= event.seq)
        places[name] = next(after, len(ledger))
    for number, kept in enumerate(record.kept[: again.done]):
        if isinstance(kept.entry, Answered) and (kept.move or kept.entry.question in places):
            places[kept.entry.question] = number
    return places


def forked(record: Record, again: Replay, kept: int, path: str, question: str, wall: str) -> list[str]:
    """The lines of a new record that holds so many entries of another one."""
    place = record.kept[kept - 1].entry.place if kept else 0
    origin = Forked(record=path, digest=again.trace.digest(place)[:MARK], question=question)
    start = record.head.start.model_copy(update={"forked": origin, "wall": wall})
    lines = head_lines(record.head.model_copy(update={"start": start}))
    for entry in record.kept[:kept]:
        lines.append(line(len(lines) + 1, *entry.data()))
    return lines
