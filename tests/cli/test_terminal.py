"""`exercise-sim play` at a terminal: a whole session as a person types it, and whatever else a keyboard can send."""

import os
import signal

import pytest
from tests.cli.test_control import TEXT as CONTROLLED
from tests.cli.test_play import TEXT

from exercise_sim.records.reading import read

if os.name != "posix":
    pytest.skip("needs a terminal of POSIX", allow_module_level=True)

from tests.cli.terminal import Terminal


@pytest.fixture
def play(file, tmp_path):
    """Opens a terminal in which `exercise-sim play` runs, in the folder with `help.yaml`; all are ended with the test."""
    file(TEXT, "help.yaml")
    opened = []

    def at_a_terminal(*words: object, columns: int = 80) -> Terminal:
        opened.append(Terminal(tmp_path, "play", *words, columns=columns))
        return opened[-1]

    yield at_a_terminal
    for terminal in opened:
        terminal.end()


@pytest.fixture
def asked(play):
    """Opens a terminal at which the council is asked."""

    def at_the_question(**how: int) -> Terminal:
        terminal = play("help.yaml", "--as", "council", "--seed", 1, **how)
        terminal.expect("D 02:00> ")
        return terminal

    return at_the_question


def ledger(tmp_path) -> list[str]:
    """The options in the record, in the order in which they were answered."""
    record = read((tmp_path / "help-council.record").read_bytes())
    assert record.damage is None
    return [getattr(entry, "option", "") for entry in record.ledger]


def test_a_whole_session(play, tmp_path):
    """Seat, help, an answer with its time and reason, undo, another answer, what is known, the end, leaving."""
    terminal = play("help.yaml", "--seed", 1)
    terminal.expect("Which seat do you take?")
    terminal.expect("seat> ")
    terminal.type("cuoncil")
    terminal.expect("did you mean 'council'?")
    terminal.type("1")
    terminal.expect("You are: Council")
    terminal.expect("help-council.record")
    terminal.expect("D 02:00> ")
    terminal.type("help")
    terminal.expect("take your last answer back")
    terminal.type("adpot")
    terminal.expect("did you mean 'adopt'?")
    terminal.type("return 30m because it is short")
    terminal.expect("On its way: Send it back, at D 02:30.")
    terminal.expect("D 04:30> ")
    terminal.type("back")
    terminal.expect("Taken back: Send it back (Mandate).")
    terminal.expect("D 02:00> ")
    terminal.type("known")
    terminal.expect("request v1, Council, D 01:00")
    terminal.type("1")
    terminal.expect("All are there (success)")
    terminal.expect("The exercise is over.")
    terminal.type("quit")
    terminal.expect("To see it again:")
    assert terminal.status() == 0
    assert ledger(tmp_path) == ["adopt", "go"]


def test_exercise_control_at_a_terminal(play, file, tmp_path):
    """The list, a wrong name, an inject now and one at a time, a tick, undo, another way, killed in the middle, gone on with, the end."""
    file(CONTROLLED, "airfield.yaml")
    terminal = play("airfield.yaml", "--as", "excon", "--seed", 1)
    terminal.expect("The clock stands at D 00:00")
    terminal.expect("D 00:00> ")
    terminal.type("injects")
    terminal.expect("comes only by your hand; to Movement cell")
    terminal.type("inject gruop")
    terminal.expect("did you mean 'group'?")
    terminal.type("inject group in 4h")
    terminal.expect("Laid down: An armed group will be given at D 04:00.")
    terminal.type("inject story")
    terminal.expect("Given: A false story.")
    terminal.type("run")
    terminal.expect("D 04:00 Exercise control is asked")
    terminal.expect("D 04:00> ")
    terminal.type("missed because nobody called")
    terminal.expect("INJECT. Too late")
    terminal.expect("D 04:00> ")
    terminal.process.kill()
    terminal.process.wait(5)
    again = play("--resume", "airfield-excon.record")
    again.expect("You go on at D 04:00, after 4 answers.")
    again.expect("D 04:00> ")
    again.type("back")
    again.expect("Taken back: It has not, and does not count any more (An armed group).")
    again.expect("D 04:00> ")
    again.type("1")
    again.expect("Done in time")
    again.type("run")
    again.expect("All are there (success)")
    again.type("quit")
    assert again.status() == 0
    kept = read((tmp_path / "airfield-excon.record").read_bytes())
    done = [type(entry).__name__ for entry in kept.ledger if getattr(entry, "by", "") == "excon"]
    assert done == ["Prepared", "Given", "Waited", "Waited", "Answered", "Waited", "Waited"]


def test_ctrl_c_says_how_to_leave_and_a_second_one_leaves(asked, tmp_path):
    """What was done is kept either way; typing something else in between counts anew."""
    terminal = asked()
    terminal.type("return 10m")
    terminal.expect("D 04:10> ")
    terminal.interrupt("half a line")
    terminal.expect("Everything you did is kept. Type 'quit' to leave (or Ctrl-C once more).")
    terminal.expect("D 04:10> ")
    terminal.type("status")
    terminal.expect("you: Adopt the draft?")
    terminal.expect("04:10>")
    terminal.interrupt()
    terminal.expect("Everything you did is kept.")
    terminal.expect("D 04:10> ")
    terminal.interrupt()
    terminal.expect("interrupted")
    assert terminal.status() == 130
    assert ledger(tmp_path) == ["return"]


def test_the_end_of_input_leaves(asked, tmp_path):
    """Ctrl-D is `quit`."""
    terminal = asked()
    terminal.type("", end="\x04")
    terminal.expect("To go on:")
    assert terminal.status() == 0
    assert ledger(tmp_path) == []


def test_whatever_is_typed_leaves_the_session_as_it_is(asked, tmp_path):
    """Control signs, bytes that are no text, ten thousand letters, escape sequences: it is asked again, and then answered."""
    terminal = asked()
    before = (tmp_path / "help-council.record").read_bytes()
    for junk in (
        "\x00\x01\x02",
        "\x1b[A\x1b[B\x1bOP",
        "\udcff\udcfe\udc80",
        "\t\t\t",
        "a\x07b",
        "{}[]()$`\\|&;<>!*?~",
        "x" * 10_000,
    ):
        terminal.type(junk)
        terminal.type("status")
        terminal.expect("you: Adopt the draft?")
    assert (tmp_path / "help-council.record").read_bytes() == before
    terminal.type("note " + "ä" * 1500)
    terminal.expect("Noted at D 02:00.")
    terminal.type("refuse")
    terminal.expect("The exercise is over.")
    terminal.type("q")
    assert terminal.status() == 0
    assert ledger(tmp_path) == ["", "refuse"]


@pytest.mark.parametrize("how", ["closed", "hung up", "killed", "ended"])
def test_a_terminal_that_goes_away_loses_nothing(play, asked, tmp_path, how):
    """Closed in the middle of a line, or the process ended: the record is whole, and is gone on with."""
    terminal = asked()
    terminal.type("return 10m")
    terminal.expect("D 04:10> ")
    terminal.type("adop", end="")
    if how == "closed":
        terminal.close()
        assert terminal.process.wait(20) is not None
    else:
        os.kill(
            terminal.process.pid,
            {"hung up": signal.SIGHUP, "killed": signal.SIGKILL, "ended": signal.SIGTERM}[how],
        )
        assert terminal.status() < 0
    assert ledger(tmp_path) == ["return"]
    again = play("--resume", "help-council.record")
    again.expect("You go on at D 02:00, after 1 answer.")
    again.expect("D 04:10> ")
    again.type("adopt")
    again.expect("The exercise is over.")
    again.type("quit")
    assert again.status() == 0
    assert ledger(tmp_path) == ["return", "adopt", "go"]


def test_a_second_terminal_is_told(play, asked):
    """Exit 2, while the first one plays on."""
    first = asked()
    second = play("--resume", "help-council.record")
    second.expect("another process is playing in this record")
    assert second.status() == 2
    first.type("adopt")
    first.expect("The exercise is over.")
    first.type("quit")
    assert first.status() == 0


@pytest.mark.parametrize("columns", [40, 80, 140])
def test_no_line_is_wider_than_the_terminal(asked, columns):
    """But those that are to be copied."""
    terminal = asked(columns=columns)
    for word in ("help", "known", "status", "log", "timeline"):
        terminal.type(word)
        terminal.expect("D 02:00> ")
    terminal.type("quit")
    assert terminal.status() == 0
    lines = [line for line in terminal.shown.split("\n") if "exercise-sim" not in line]
    assert [line for line in lines if len(line) > columns] == []
