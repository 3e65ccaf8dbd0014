"""`exercise-sim review`: a debrief in the terminal and as a page, of one record and of several, whole and damaged."""

import io
import json
import re
from contextlib import redirect_stdout
from html.parser import HTMLParser

import pytest
from tests.cli.test_play import TEXT
from tests.cli.test_secrets import CASES, hidden, seats, spoken
from tests.support import ROOT

from exercise_sim.cli import main

MORE = "1\n" * 9
"""More answers than a seat may be asked for."""


def played(name: str, answers: str, *words: str, file: str = "help.yaml", seed: str = "1") -> None:
    """A record of this name, in this folder."""
    with open("answers", "w", encoding="utf-8") as opened:  # noqa: PTH123
        opened.write(answers)
    who = words or ("--as", "council")
    with redirect_stdout(io.StringIO()):
        status = main(["play", file, *who, "--seed", seed, "--answers", "answers", "--record", name])
    assert status == 0 or answers == MORE  # then there is an answer to nothing


@pytest.fixture
def folder(file, tmp_path, monkeypatch):
    """A folder with `help.yaml` and the record of a council that sent the draft back, and then adopted it after 20 minutes."""
    monkeypatch.chdir(tmp_path)
    teaching = TEXT.replace("text: Send it back,", "text: Send it back, teaches: A return costs time.,")
    file(teaching.replace("time.,", "time,"), "help.yaml")
    played("a.record", "note the draft is <thin>\nreturn 30m because it is <b>short</b>\nadopt 20m\n")
    return tmp_path


@pytest.fixture
def review(folder, capsys):
    """Runs the command: exit status, output with its line breaks as blanks, complaints."""

    def call(*words: str) -> tuple[int, str, str]:
        status = main(["review", *words, "--plain"])
        out, err = capsys.readouterr()
        return status, " ".join(out.split()), err

    return call


def test_the_decisions_are_told_with_all_that_belongs_to_them(review):
    """Question, seat, choice, both times, reason, lesson, what else was offered, notes. STARTEX is midnight: asked at 02:00."""
    status, out, _ = review("a.record")
    assert status == 0
    assert "This debrief tells everything, also what nobody at the table could know" in out
    assert "1. D 02:00 Council: Adopt the draft? * Send it back; at D 02:30, after 30 min; 0 s at the keyboard because it is <b>short</b> What it teaches: A return costs time Offered too: Adopt it; Not at all" in out  # fmt: skip
    assert "2. D 04:30 Council: Adopt the draft? * Adopt it; at D 04:50, after 20 min" in out
    assert "D 02:00 Council: the draft is <thin>" in out


def test_the_other_answers_are_those_worked_out_on_paper(review):
    """Adopted at 02:30 instead, the order takes 3 h and is given at once (05:30), the movement ends at 10:30. In truth it was adopted at 04:50, two
    hours and 20 minutes later, and so everything else."""
    out = review("a.record")[1]
    assert "1. Adopt it, instead of Send it back All are there (success), 2 h 20 min earlier ^ A quick mandate: P 2 h 30 min instead of M 4 h 50 min nothing was asked" in out  # fmt: skip
    assert "1. Not at all, instead of Send it back No operation (failure), at D 02:30" in out
    # Returned once more at 04:50: request and work take 2 h, and the policy adopts at 06:50.
    assert "2. Send it back, instead of Adopt it All are there (success), 2 h later v A quick mandate: M 6 h 50 min instead of M 4 h 50 min later questions to the players: 0 answered as they had been, 1 by the policy" in out  # fmt: skip


def test_luck_and_the_delay_ledger_stand_below(review):
    """There is no chance in this exercise. The way to the mandate: one hour each of request and work, 30 min of deciding, and all of it again."""
    out = review("a.record", "--runs", "20")[1]
    assert "20 runs with the same choices on other luck" in out
    assert "With the same choices, nearly every run comes out like this one" in out
    assert "All are there (success): 100 of 100 with the same choices, 100 of 100 with the policy's (as this run)" in out  # fmt: skip
    assert re.search(r"A quick mandate: 4 h 50 min deciding 30 min #* working 2 h #* redoing 2 h 20 min", out)
    assert re.search(r"Who had the ball Joint Staff 8 h #* Council 4 h 50 min", out)
    assert "Luck and choice" not in review("a.record", "--runs", "0")[1]


def test_another_policy_answers_what_does_not_carry_over(review):
    """Refused names what there is; the policy of the record is the usual one."""
    assert review("a.record", "--policy", "weighted")[0] == 0
    status, _, err = review("a.record", "--policy", "bold")
    assert (status, err) == (2, "a.record: error: there is no policy 'bold' in this scenario (there are: usual, weighted)\n")  # fmt: skip


def test_a_record_that_is_not_finished_is_reviewed_as_far_as_it_goes(review):
    """What was decided stands; its other answers are played to the end."""
    played("b.record", "return\n")
    status, out, _ = review("b.record")
    assert status == 0
    assert "The exercise was not played to its end." in out
    assert "2. D 04:00 Council: Adopt the draft? ! Not answered" in out
    assert "1. Adopt it, instead of Send it back All are there (success), 2 h earlier" in out
    assert "Luck is told from choice only where the exercise was played to its end." in out


def test_a_damaged_record_is_reviewed_as_far_as_it_is_whole(review, folder):
    """The second answer is damaged: the first one counts. Exit 1."""
    lines = (folder / "a.record").read_bytes().splitlines(keepends=True)
    place = max(
        number for number, line in enumerate(lines) if b'"answered"' in line and b'"option": "adopt"' in line
    )
    lines[place] = lines[place].replace(b'"adopt"', b'"adapt"')
    (folder / "a.record").write_bytes(b"".join(lines))
    status, out, _ = review("a.record")
    assert status == 1
    assert f"Line {place + 1} of the record is damaged" in out
    assert "1. D 02:00 Council: Adopt the draft? * Send it back" in out


def test_records_side_by_side(review):
    """What each chose, how long they thought, what came of it, and where they part."""
    played("b.record", "adopt 1h\n")
    status, out, _ = review("a.record", "b.record")
    assert status == 0
    assert "A: a.record (Council; seed 1) B: b.record (Council; seed 1) All had the same luck" in out
    assert "Their paths part at: Mandate (D 02:00)" in out
    assert "Mandate Send it back Adopt it Mandate #2 Adopt it -" in out
    assert "Mandate 30 min; 0 s 1 h; 0 s" in out
    assert "A quick mandate M 4 h 50 min P 3 h" in out
    played("c.record", "adopt 1h\n", seed="2")
    assert "They had different luck (seeds)" in review("b.record", "c.record")[1]
    assert "Nobody answered anything differently." in review("b.record", "c.record")[1]


def test_records_of_different_exercises_are_refused(review, file, folder):
    """By the name of the scenario, then by its text."""
    file(TEXT.replace("takes: 3h", "takes: 4h"), "changed.yaml")
    played("b.record", "adopt\n", file="changed.yaml")
    status, _, err = review("a.record", "b.record")
    assert (status, err) == (2, "a.record: error: these records are not of the same text of 'test': a.record and b.record differ in it, or in their variants\n")  # fmt: skip
    file("scenario: other\n" + TEXT, "other.yaml")
    played("c.record", "adopt\n", file="other.yaml")
    err = review("a.record", "c.record")[2]
    assert err == "a.record: error: these records are of different exercises: a.record is of 'test', c.record of 'other'\n"  # fmt: skip


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nothing.record",), "nothing.record: error: the record cannot be read: No such file or directory"),
        (("a.record", "nothing.record"), "the record cannot be read"),
        (("help.yaml",), "this is no record of an exercise"),
        (("a.record", "--view", "press"), "'press' did not play in this record (those who did: council)"),
        (
            ("a.record", "a.record", "--view", "council"),
            "--view goes with one record only",
        ),
        (("a.record", "--html", "a.record"), "--html would be written over a record"),
        (("a.record", "--runs", "-1"), "--runs takes a whole number from 0 to 100000, not '-1'"),
    ],
)
def test_what_cannot_be_reviewed_is_refused(review, words, said):
    """Exit 2, and the reason."""
    status, _, err = review(*words)
    assert status == 2
    assert said in err


class Page(HTMLParser):
    """Every element is closed in its order, and nothing is fetched."""

    VOID = ("meta", "rect", "line", "path", "polyline", "br")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.told: list[str] = []
        self.names: set[str] = set()
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        self.names.add(tag)
        assert not {"src", "href", "onclick"} & {name for name, _ in attributes}
        if tag not in self.VOID or (tag == "rect"):
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.names.add(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, text):
        if "style" not in self.open:
            self.told.append(text)


def test_the_page_is_one_file_that_needs_nothing(review, folder):
    """Its markup is sound, what people typed is text in it, and it says what the terminal says."""
    status, out, _ = review("a.record", "--html", "a.html")
    assert status == 0
    assert "Written to a.html" in out
    text = (folder / "a.html").read_text(encoding="utf-8")
    page = Page(text)
    assert not {"script", "link", "img", "b>short"} & page.names
    told = " ".join(" ".join(page.told).split())
    assert "because it is <b>short</b>" in told
    assert "D 02:00 Council: the draft is <thin>" in told
    assert "A quick mandate: P 2 h 30 min instead of M 4 h 50 min" in told
    assert "Made by exercise-sim from a.record. This file needs no network." in told
    assert "url(" not in text
    assert "http" not in text
    assert "prefers-color-scheme:dark" in text
    assert "@media print" in text


def test_the_page_of_a_class(review, folder):
    """Its markup is sound too."""
    played("b.record", "adopt 1h\n")
    assert review("a.record", "b.record", "--html", "class.html")[0] == 0
    told = " ".join(" ".join(Page((folder / "class.html").read_text(encoding="utf-8")).told).split())
    assert "Mandate Send it back Adopt it" in told


def test_the_page_goes_to_the_standard_output(folder, capsys):
    """Then everything else goes to the standard error."""
    assert main(["review", "a.record", "--html", "-", "--runs", "0"]) == 0
    out, err = capsys.readouterr()
    Page(out)
    assert "What was decided" in err


def test_a_seat_is_told_its_own_only(review, folder):
    """Two seats played: each reads its own decisions, and what its own other answers would have led to."""
    played("two.record", "return\nadopt\ngo 5m\n", "--as", "council", "--as", "staff")
    whole = review("two.record")[1]
    staff = review("two.record", "--view", "staff", "--html", "staff.html")[1]
    assert "Go now?" in whole
    assert "Send it back" in whole
    assert "1. D 07:00 Joint Staff: Go now?" in staff
    page = (folder / "staff.html").read_text(encoding="utf-8")
    for told in (staff, page):
        assert "Send it back" not in told
        assert "Adopt the draft" not in told
    assert "of Joint Staff: it tells what this seat decided" in staff


ONE_SEAT = [(path, seat) for path, seat in CASES if seat in (*seats(path)[:1], "council", "staff")]


@pytest.mark.parametrize(("path", "seat"), ONE_SEAT, ids=[f"{path.stem}, {seat}" for path, seat in ONE_SEAT])
def test_the_review_of_a_seat_holds_nothing_that_is_not_for_it(path, seat, tmp_path, monkeypatch, capsys):
    """In every shipped scenario, in the terminal and in the page: no step of which it knows nothing."""
    monkeypatch.chdir(tmp_path)
    played("a.record", MORE, "--as", seat, file=str(path), seed="4")
    assert main(["review", "a.record", "--view", seat, "--html", "a.html", "--plain", "--width", "4000", "--runs", "20"]) == 0  # fmt: skip
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert spoken(f"{capsys.readouterr().out} {page}", hidden(path, seat)) == []


def test_the_page_of_the_training_is_small(tmp_path, monkeypatch, capsys):
    """Less than 150 KB, with every decision of the Council in it."""
    monkeypatch.chdir(tmp_path)
    file = str(ROOT / "scenarios" / "central-asia-stabilisation.yaml")
    played("t.record", "1 30m because speed matters\n1\n1\n", file=file, seed="4")
    assert main(["review", "t.record", "--html", "t.html"]) == 0
    capsys.readouterr()
    text = (tmp_path / "t.html").read_text(encoding="utf-8")
    Page(text)
    assert len(text.encode()) < 150_000
    assert json.dumps("speed matters")[1:-1] in text
