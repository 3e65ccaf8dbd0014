"""Several records on a terminal, one column each. Data in, lines out."""

from collections.abc import Iterator, Sequence

from exercise_sim.analysis.peers import Peers, Row
from exercise_sim.render.amounts import length, short
from exercise_sim.render.paint import Paint, padded, wrapped
from exercise_sim.render.records import took_text
from exercise_sim.render.review.differences import measured_text
from exercise_sim.render.review.lens import Lens
from exercise_sim.render.review.sentences import REVIEW

MOST_NAME = 30
LEAST_COLUMN = 12


def letter(place: int) -> str:
    """A, B, ... Z, AA, ... for the records in their order."""
    before, last = divmod(place, 26)
    return (letter(before - 1) if before else "") + "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[last]


def legend(lens: Lens, place: int, name: str) -> str:
    """Which record a letter stands for."""
    start = lens.debrief.record.head.start
    seats = ", ".join(lens.names.seat(seat) for seat in start.seats)
    return REVIEW["legend"].format(letter=letter(place), name=name, seats=seats, seed=start.seed)


def luck_text(peers: Peers) -> str:
    """Whether their times can be compared."""
    return REVIEW["same_luck" if peers.same_luck else "other_luck"]


def parting_text(lens: Lens, peers: Peers) -> str:
    """Where their paths part."""
    row = peers.parting
    if row is None:
        return REVIEW["parts_nowhere"]
    return REVIEW["parts"].format(question=question_text(lens, row), moment=lens.moment(row.asked.asked))


def question_text(lens: Lens, row: Row) -> str:
    """The step of a question, with its occurrence and its voter."""
    one = row.asked
    number = f" #{one.occurrence}" if one.occurrence > 1 else ""
    voter = f", {lens.names.member(one.voter)}" if one.voter else ""
    return f"{lens.names.title(one.element)}{number}{voter}"


Cells = tuple[str, list[str]]


def choice_rows(lens: Lens, peers: Peers) -> list[Cells]:
    """What was chosen at each question."""
    return [
        (
            question_text(lens, row),
            [REVIEW["no_choice"] if one is None else lens.option(one, one.option) if one.option else REVIEW["open"] for one in row.decisions],
        )
        for row in peers.rows
    ]  # fmt: skip


def time_rows(lens: Lens, peers: Peers) -> list[Cells]:
    """How long each question took: in exercise time, and at the keyboard."""
    return [
        (
            question_text(lens, row),
            [
                REVIEW["no_choice"]
                if one is None or one.thought is None
                else short(one.thought) + (f"; {took_text(one.took)}" if one.took is not None else "")
                for one in row.decisions
            ],
        )
        for row in peers.rows
    ]


def objective_rows(lens: Lens, peers: Peers) -> list[Cells]:
    """What came of it."""
    found = [
        (one.title, [measured_text(debrief.result.objectives[place]) for debrief in peers.debriefs])
        for place, one in enumerate(lens.debrief.result.objectives)
        if one.unit != "observed"
    ]
    ends = [
        f"{lens.ending(debrief.result.ended.ending, own=True)}, {length(debrief.result.ended.minute)}"
        for debrief in peers.debriefs
    ]
    return [*found, (REVIEW["ended_as"], ends)]


def class_lines(paint: Paint, lens: Lens, peers: Peers) -> Iterator[str]:
    """All of it, behind the legend."""
    for name, rows in (("choices", choice_rows), ("times", time_rows), ("objectives", objective_rows)):
        yield ""
        yield paint("title", paint.rule(REVIEW[name]))
        yield from _table(paint, rows(lens, peers), len(peers.debriefs))


def _table(paint: Paint, rows: Sequence[Cells], count: int) -> Iterator[str]:
    """Columns under the letters; below each other where the screen has no room for them."""
    name = min(MOST_NAME, max([len(one) for one, _ in rows], default=0))
    column = (paint.width - name) // count - 2
    if column < LEAST_COLUMN:
        for title, cells in rows:
            yield from (paint("title", part) for part in wrapped(title, paint.width))
            for place, cell in enumerate(cells):
                yield from (f"  {part}" for part in wrapped(f"{letter(place)}  {cell}", paint.width - 2))
        return
    yield (
        " " * name
        + "".join(f"  {paint('title', padded(letter(place), column))}" for place in range(count)).rstrip()
    )
    for title, cells in rows:
        parts = [[*wrapped(title, name)], *([*wrapped(cell, column)] for cell in cells)]
        for line in range(max(map(len, parts))):
            texts = [part[line] if line < len(part) else "" for part in parts]
            yield (
                padded(texts[0], name) + "".join(f"  {padded(text, column)}" for text in texts[1:])
            ).rstrip()
