"""A record played again: the same log, or the first event at which the two part."""

from tests.records.table import NOW, TEXT, Table, jsonl, play_as_the_policy
from tests.support import plan_of

from exercise_sim.engine.events import StepBegan, StepFinished
from exercise_sim.records.head import head_lines, line
from exercise_sim.records.reading import Record, read
from exercise_sim.records.verifying import replay


def ended(text: str = TEXT, *seats: str) -> Table:
    """A session played to its end."""
    table = Table(text, *(seats or ("council", "staff")))
    play_as_the_policy(table)
    return table


def with_other(record: Record, number: int, **changed: object) -> Record:
    """The record with another entry in the place of one, by a program that lies: its sums are right."""
    lines = head_lines(record.head)
    for place, kept in enumerate(record.kept, 1):
        kind, data = kept.data()
        lines.append(line(len(lines) + 1, kind, data | changed if place == number else data))
    return read("".join(lines).encode())


def test_the_same_plan_gives_the_same_log():
    """To the end, and entry by entry."""
    table = ended()
    record = read(table.paper.content)
    again = replay(table.plan, record)
    assert (again.parted, again.done) == (None, len(record.kept))
    assert jsonl(again.session) == jsonl(table.sitting.session)


def test_a_part_of_a_ledger_gives_a_part_of_the_log():
    """From the beginning, for every number of entries."""
    table = ended()
    lines = table.paper.content.splitlines(keepends=True)
    whole = jsonl(table.sitting.session)
    for number in range(3, len(lines) + 1):
        record = read(b"".join(lines[:number]))
        again = replay(table.plan, record)
        assert again.parted is None
        assert whole.startswith(jsonl(again.session))
        assert again.session.ledger == table.sitting.session.ledger[: len(record.kept)]


def test_where_the_scenario_is_another_the_first_other_event_is_named():
    """Work that takes longer ends later: the event of its end is the first that differs, though all that follow differ too."""
    table = ended()
    record = read(table.paper.content)
    number = next(
        event.seq for event in table.sitting.session.log if isinstance(event, StepFinished) and event.element == "request"
    )  # fmt: skip
    again = replay(plan_of(TEXT.replace("takes: 1h .. 2h .. 5h", "takes: 9h")), record)
    assert (again.parted.event, again.parted.entry, again.done) == (number, 1, 0)
    assert (again.parted.now.element, again.parted.now.at) == ("request", 540)
    assert again.log == table.sitting.session.log[: number - 1]


def test_what_comes_in_addition_is_named_and_so_is_what_does_not_come():
    """An event that there was not, and one that there is not any more."""
    table = ended()
    record = read(table.paper.content)
    more = replay(
        plan_of(TEXT.replace("endings:", "  extra: {by: staff, after: request, takes: 1m}\nendings:")), record
    )
    assert isinstance(more.parted.now, StepBegan)
    assert more.parted.now.element == "extra"
    less = replay(
        plan_of(TEXT.replace("takes: 5h .. 9h", "takes: 30d").replace("endings:", "end: 20d\nendings:")),
        record,
    )
    assert less.parted.entry == len(record.kept) + 1
    assert less.done == len(record.kept)


def test_an_answer_to_a_question_that_nobody_asks_fits_no_more():
    """Entries before it were done again; what it would have answered is the place where they part."""
    table = ended()
    record = read(table.paper.content)
    again = replay(table.plan, with_other(record, 2, question="nobody"))
    assert (again.parted.entry, again.done) == (2, 1)
    assert again.log == table.sitting.session.log[: record.kept[1].entry.place]


def test_a_digest_that_is_another_is_found_though_its_pieces_agree():
    """The pieces are short; the digest at each entry is not."""
    table = ended()
    record = read(table.paper.content)
    again = replay(table.plan, with_other(record, 1, digest="0" * 16))
    assert (again.parted.event, again.parted.entry) == (record.kept[0].entry.place, 1)


def test_another_seed_parts_at_the_first_event_that_chance_moves():
    """The beginning is the same."""
    table = ended()
    record = read(table.paper.content)
    start = record.head.start.model_copy(update={"seed": 2})
    other = record.head.model_copy(update={"start": start})
    lines = head_lines(other)
    lines += [line(len(lines) + 1 + place, *kept.data()) for place, kept in enumerate(record.kept)]
    again = replay(table.plan, read("".join(lines).encode()))
    assert again.parted.event == 3
    assert again.log == table.sitting.session.log[:2]


def test_a_note_after_the_end_does_not_hide_the_end():
    """The end is verified all the same."""
    table = ended()
    table.sitting.note("that was quick", "council", NOW)
    record = read(table.paper.content)
    assert record.over is not None
    assert replay(table.plan, record).parted is None
