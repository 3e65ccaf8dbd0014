"""Records out of bytes: what is whole is kept, whatever happened to the file."""

import json

import pytest
from tests.records.table import NOW, TEXT, Table, jsonl, resumed

from exercise_sim.records.head import Text, head_lines, line, text_of
from exercise_sim.records.reading import Damage, NoRecord, read
from exercise_sim.records.sums import opened, sealed

NOTE = 'Umlaute: äöü; a quote: " and a newline: \n'


def played() -> Table:
    """A session with seven lines behind its head: answers, one of them taken back, the end."""
    table = Table(TEXT, "council", "staff")
    table.ask()
    table.say("return", 30, NOTE)
    table.ask()
    table.say("adopt")
    table.ask()
    table.sitting.back(1, NOW)
    table.ask()
    table.say("adopt", 45)
    table.ask()
    table.say("go")
    assert table.ask() == ""
    return table


WHOLE = played()
CONTENT = WHOLE.paper.content
HEAD = len(b"".join(CONTENT.splitlines(keepends=True)[:3]))


def test_the_first_line_says_what_it_holds():
    """Whoever opens it reads that before any of the scenario."""
    first = json.loads(CONTENT.splitlines()[0])
    assert "holds the whole scenario, also what players must not see" in first["about"]
    assert (first["kind"], first["format"], first["program"]) == ("record", 1, "0.1.0")


def test_a_record_is_read_as_it_was_kept():
    """Head, entries, end; nothing is wrong with it."""
    record = read(CONTENT)
    assert record.head == WHOLE.head
    assert record.ledger == WHOLE.sitting.session.ledger
    assert list(record.kept) == WHOLE.sitting.kept
    assert (record.undone, record.over.ending, record.damage, record.torn) == (1, "there", None, False)
    assert (record.lines, record.size) == (len(CONTENT.splitlines()), len(CONTENT))


def test_cut_anywhere_it_holds_what_was_whole_and_goes_on_to_the_same_end():
    """Killed at any byte behind the head: every line before it counts; with the same answers again it ends as it did."""
    lines = CONTENT.splitlines(keepends=True)
    for size in range(HEAD, len(CONTENT)):
        record = read(CONTENT[:size])
        whole = CONTENT[:size].rpartition(b"\n")[0].count(b"\n") + 1
        assert (record.lines, record.damage) == (whole, None)
        assert record.torn == (size not in _ends(lines))


def _ends(lines: list[bytes]) -> set[int]:
    return {sum(map(len, lines[:number])) for number in range(len(lines) + 1)}


def test_cut_behind_every_line_it_goes_on_to_the_same_end():
    """The entries that are left lead where they led; the rest is answered again."""
    answers = [("return", 30), ("adopt", 45), ("go", 0)]
    lines = CONTENT.splitlines(keepends=True)
    wanted = jsonl(WHOLE.sitting.session)
    for number in range(3, len(lines) + 1):
        table = Table(TEXT, "council", "staff")
        table.paper.content = b"".join(lines[:number])
        table.sitting = resumed(table.stage, table.paper)
        while table.ask():
            option, after = answers[table.sitting.moves]
            note = "" if table.sitting.moves else NOTE
            if table.sitting.moves == 2 and table.sitting.kept[1].entry.after == 0:
                table.sitting.back(1, NOW)
                continue
            table.say(option, after, note)
        assert jsonl(table.sitting.session) == wanted


def test_a_flipped_byte_anywhere_is_found():
    """What stands before it is kept, and the line is named with the number of those behind it."""
    starts = sorted(_ends(CONTENT.splitlines(keepends=True)))
    for place in range(HEAD, len(CONTENT)):
        content = bytearray(CONTENT)
        content[place] ^= 1 << (place % 8)
        record = read(bytes(content))
        line_hit = sum(start <= place for start in starts)
        assert record.ledger == read(CONTENT[: starts[line_hit - 1]]).ledger
        assert record.lines == line_hit - 1
        assert record.torn or record.damage is not None
        assert record.damage is None or record.damage.line == line_hit


def test_in_the_head_it_is_no_record_any_more():
    """Without its head nothing can be played again; it says so, and does not fail otherwise."""
    for place in range(0, HEAD, 7):
        content = bytearray(CONTENT)
        content[place] ^= 4
        with pytest.raises(NoRecord):
            read(bytes(content))
    for size in range(0, HEAD, 11):
        with pytest.raises(NoRecord):
            read(CONTENT[:size])


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"\0" * 5000, b"{}\n", b"[1]\n", b'{"sum": "0"}\n', bytes(range(256)) * 9]
)
def test_what_is_no_record_is_refused(content):
    """Empty, zeros, other JSON, any bytes."""
    with pytest.raises(NoRecord, match="no record of an exercise"):
        read(content)


def test_lines_that_are_gone_twice_or_in_another_order_are_found():
    """Their numbers say so."""
    lines = CONTENT.splitlines(keepends=True)
    last = len(lines)
    for changed, damage in (
        ([*lines[:4], *lines[5:]], Damage(5, last - 6)),
        ([*lines[:5], lines[4], *lines[5:]], Damage(6, last - 5)),
        ([*lines[:4], lines[5], lines[4], *lines[6:]], Damage(5, last - 5)),
    ):
        record = read(b"".join(changed))
        assert (record.damage, record.lines) == (damage, damage.line - 1)


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("answered", {"minute": "soon"}),
        ("nonsense", {}),
        ("back", {"to": 1}),
        ("answered", {"minute": 1, "place": 1, "question": "q", "option": "o", "by": "b", "log": "", "digest": "", "wall": "", "took": None, "more": 1}),
    ],
)  # fmt: skip
def test_a_line_that_is_sound_but_says_what_no_line_says_is_damage(kind, data):
    """Somebody made a sum for it; it does not count, and nothing fails."""
    record = read(CONTENT[:HEAD] + line(4, kind, data).encode())
    assert record.damage == Damage(4, 0)


def test_another_format_is_refused_with_its_number():
    """A later program may write what this one does not know."""
    data = json.loads(CONTENT.splitlines()[0])
    data.pop("sum")
    with pytest.raises(NoRecord, match="the format 7; this program reads the format 1"):
        read(sealed({**data, "format": 7}).encode() + CONTENT[HEAD:])


def test_a_sum_is_over_the_text_as_it_stands():
    """A line that says the same in other words was not written by us."""
    text = sealed({"n": 1, "kind": "back"})
    assert opened(text.rstrip("\n").encode()) == {"n": 1, "kind": "back"}
    assert opened(text.replace('"n": 1', '"n":  1').rstrip("\n").encode()) is None


def test_other_files_are_kept_too_and_may_be_withheld():
    """Each with its use, path, text and digest; of what players may not see, the digest alone."""
    texts = [
        *WHOLE.head.texts,
        text_of("names", "names.yaml", "host: Aralia\n"),
        Text(use="sealed", path="real.yaml", digest="0" * 64, text=None),
    ]
    head = WHOLE.head.model_copy(update={"texts": tuple(texts)})
    lines = head_lines(head)
    assert read("".join(lines).encode()).head == head
    wrong = head.model_copy(
        update={"texts": (texts[0], texts[1].model_copy(update={"text": "host: Other\n"}))}
    )
    with pytest.raises(NoRecord, match="not whole"):
        read("".join(head_lines(wrong)).encode())
