"""What a console can show: encodings, colours, escape codes."""

import os
import pty

import pytest
from tests.support import ROOT, SCENARIOS, command

FIRST = ROOT / "scenarios" / "first-exercise.yaml"


POSIX = pytest.mark.skipif(os.name != "posix", reason="signals, pipes and device files of POSIX")


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_a_cp1252_console_shows_a_run(path):
    """Redirected output on Windows is cp1252: our signs have ASCII twins there, and nothing crashes."""
    ran = command(
        "run", path, "--seed", 1, env={"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}, encoding="cp1252"
    )
    assert ran.returncode in (0, 1)
    assert "STARTEX" in ran.stdout
    assert "Traceback" not in ran.stderr


TITLE = "\u0421\u043e\u0432\u0435\u0442 \u2014 \u4f1a\u8b70"


@pytest.fixture
def foreign(tmp_path):
    """The first exercise with a title of signs that few consoles have."""
    path = tmp_path / "words.yaml"
    path.write_text(
        FIRST.read_text(encoding="utf-8")
        .replace("Allied Council", TITLE)
        .replace("text: Adopt it", f"text: {TITLE}"),
        encoding="utf-8",
    )
    return path


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_titles_that_a_console_cannot_show_do_not_stop_a_run(encoding, foreign):
    """They come out with question marks."""
    ran = command(
        "run",
        foreign,
        "--seed",
        3,
        env={"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
        encoding=encoding,
        code=0,
    )
    assert "????" in ran.stdout


def test_json_is_utf_8_whatever_the_console_has(foreign):
    """It is read by programs; the name of a document may be in any letters."""
    foreign.write_text(foreign.read_text(encoding="utf-8").replace("draft decision", TITLE), encoding="utf-8")
    place = {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    ran = command("run", foreign, "--seed", 3, "--jsonl", "-", env=place, encoding=None, code=0)
    assert f'"document": "{TITLE}"' in ran.stdout.decode("utf-8")
    assert b"\r" not in ran.stdout


@pytest.mark.parametrize("words", [("check",), ("check", "--format", "json"), ("run",)])
def test_problems_can_be_told_on_every_console(words, foreign):
    """With the lines of the file in them."""
    foreign.write_text(
        foreign.read_text(encoding="utf-8").replace("takes: 24h", f"takes: {TITLE}"), encoding="utf-8"
    )
    ran = command(
        *words, foreign, env={"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}, encoding="cp1252", code=2
    )
    assert "Traceback" not in ran.stderr


def in_a_terminal(*words: object, **environment: str) -> str:
    """What the command writes to a terminal of its own."""
    master, slave = pty.openpty()
    env = {"TERM": "xterm-256color", "PYTHONIOENCODING": "utf-8", "COLUMNS": "100"} | environment
    command(*words, stdout=slave, stderr=slave, capture_output=False, env=env, code=0)
    os.close(slave)
    parts = []
    try:
        while part := os.read(master, 65536):
            parts.append(part)
    except OSError:
        pass  # the end of a terminal whose last writer has gone
    os.close(master)
    return b"".join(parts).decode("utf-8")


@POSIX
def test_a_terminal_has_colours_unless_it_asks_for_none():
    """NO_COLOR and --plain are kept; nothing but styles is ever sent: no cursor moves."""
    words = ("run", FIRST, "--seed", "3", "--quiet", "--until", "1h")
    coloured = in_a_terminal(*words)
    assert "\x1b[" in coloured
    sequences = {part.split("m")[0] for part in coloured.split("\x1b[")[1:]}
    assert all(set(sequence) <= set("0123456789;") for sequence in sequences)
    bare = in_a_terminal(*words, NO_COLOR="1")
    codes = {code for part in bare.split("\x1b[")[1:] for code in part.split("m")[0].split(";")}
    assert codes <= {"0", "1", "2", "7"}  # bold, dim and reverse are no colours
    assert "\x1b" not in in_a_terminal(*words, "--plain")
    assert "\x1b" not in in_a_terminal(*words, TERM="dumb")


def test_redirected_output_has_no_escape_codes():
    """Whatever the terminal of whoever started it can do."""
    for env in (
        {"TERM": "xterm-256color"},
        {"TERM": "xterm-256color", "COLORTERM": "truecolor"},
        {"TERM": "dumb"},
    ):
        assert "\x1b" not in command("run", FIRST, "--seed", 3, env=env, code=0).stdout
