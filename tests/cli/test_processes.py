"""The commands as processes: the same bytes everywhere, pipes that close, disks that are full, consoles that cannot show much."""

import os
import pty
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support import ROOT, SCENARIOS, command

from exercise_sim.cli import main

FIRST = ROOT / "scenarios" / "first-exercise.yaml"
POSIX = pytest.mark.skipif(os.name != "posix", reason="signals, pipes and device files of POSIX")
FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
PLACES = (
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C", "LANG": "C"},
    {
        "PYTHONHASHSEED": "1",
        "TZ": "America/New_York",
        "LC_ALL": "C.UTF-8",
        "LANG": "C.UTF-8",
        "PYTHONUTF8": "1",
    },
    {
        "PYTHONHASHSEED": "4242",
        "TZ": "Asia/Kathmandu",
        "LC_ALL": "de_DE.UTF-8",
        "LANG": "de_DE.UTF-8",
        "HOME": "/nowhere",
    },
)
"""Three machines that differ in whatever could leak into a run."""


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_the_same_seed_gives_the_same_bytes_everywhere(path, tmp_path):
    """Log, events and summary, across hash seeds, time zones and languages; another seed gives others."""
    told = set()
    for number, place in enumerate(PLACES):
        out, log = tmp_path / f"{number}.json", tmp_path / f"{number}.jsonl"
        ran = command(
            "run",
            path,
            "--seed",
            7,
            "--policy",
            "weighted",
            "--plain",
            "--jsonl",
            log,
            "--json",
            out,
            env=place,
            encoding=None,
        )
        assert ran.returncode in (0, 1), ran.stderr
        told.add((ran.stdout, log.read_bytes(), out.read_bytes()))
    assert len(told) == 1
    other = command("run", path, "--seed", 8, "--policy", "weighted", "--plain", encoding=None)
    assert other.stdout != told.pop()[0]


def test_a_check_gives_the_same_bytes_everywhere(tmp_path):
    """Problems come in one order, whatever the hash seed."""
    path = tmp_path / "wrong.yaml"
    path.write_text(
        FIRST.read_text(encoding="utf-8")
        .replace("needs: draft decision", "need: draft")
        .replace("takes: 24h", "takes: 24"),
        encoding="utf-8",
    )
    assert (
        len({command("check", path, "--format", "json", env=place, code=2).stdout for place in PLACES}) == 1
    )


# --- whoever reads goes away


@POSIX
@pytest.mark.parametrize(
    "words",
    [("run", FIRST, "--seed", "1"), ("run", SCENARIOS[0], "--seed", "1", "--jsonl", "-"), ("check", FIRST)],
)
def test_a_closed_pipe_is_no_traceback(words):
    """`| head -1` ends the program quietly, with the status of a closed pipe."""
    read, write = os.pipe()
    os.close(read)
    ran = command(*words, stdout=write, stderr=subprocess.PIPE, capture_output=False)
    os.close(write)
    assert "Traceback" not in ran.stderr
    assert "Exception" not in ran.stderr
    assert ran.returncode == 141


@POSIX
def test_a_closed_standard_output_is_no_traceback():
    """Whoever starts a program without any wants to read nothing; the run goes on and writes its files."""
    ran = subprocess.run(
        ["/bin/sh", "-c", '"$0" run "$1" --seed 1 --json - >&-', str(Path(sys.executable).parent / "exercise-sim"), str(FIRST)],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert (ran.returncode, "Traceback" in ran.stderr) == (0, False)


@POSIX
@FULL
@pytest.mark.parametrize(
    "words", [("--jsonl", "/dev/full"), ("--json", "/dev/full"), ("--jsonl", "/dev/full", "--quiet")]
)
def test_a_full_disk_is_a_clear_error(words):
    """Exit 2 and one sentence, for every file that is written."""
    ran = command("run", FIRST, "--seed", 1, *words, code=2)
    assert "No space left on device" in ran.stderr
    assert "Traceback" not in ran.stderr


@POSIX
@FULL
@pytest.mark.parametrize(
    "words",
    [
        ("run", FIRST, "--seed", "1"),
        ("run", FIRST, "--seed", "1", "--jsonl", "-"),
        ("check", FIRST),
        ("check", FIRST, "--format", "json"),
    ],
)
def test_a_full_disk_behind_the_standard_output_is_a_clear_error(words):
    """For every command."""
    with Path("/dev/full").open("w") as full:
        ran = command(*words, stdout=full, stderr=subprocess.PIPE, capture_output=False, code=2)
    assert "No space left on device" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert "Exception ignored" not in ran.stderr


@pytest.mark.parametrize("option", ["--jsonl", "--json"])
def test_a_file_that_cannot_be_written_is_a_clear_error(option, tmp_path):
    """A folder that is missing, a folder instead of a file: exit 2, with its name, before anything is told."""
    for target in (tmp_path / "missing" / "out", tmp_path):
        ran = command("run", FIRST, "--seed", 1, option, target, code=2)
        assert str(target) in ran.stderr
        assert "Traceback" not in ran.stderr
        assert ran.stdout == ""


# --- whoever watches interrupts


@POSIX
def test_an_interrupted_run_leaves_the_log_so_far_readable():
    """SIGINT in the middle of `--pace`: whole lines, no traceback, exit 130."""
    program = str(Path(sys.executable).parent / "exercise-sim")
    with subprocess.Popen(
        [program, "run", str(FIRST), "--seed", "3", "--pace", "3600"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdout is not None
        first = [running.stdout.readline()]
        while "STARTEX" not in first[-1]:
            first.append(running.stdout.readline())
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=30)
    assert running.returncode == 130
    assert "Traceback" not in err
    assert "interrupted" in err
    assert not out or out.endswith("\n")
    assert "ENDING" not in out


def test_an_interrupted_start_is_no_traceback(monkeypatch, capsys):
    """Ctrl-C while the command is still being loaded."""

    def interrupted(name: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(sys.modules["exercise_sim.cli.main"], "import_module", interrupted)
    assert main(["run", str(FIRST)]) == 130
    assert capsys.readouterr().err.strip() == "interrupted"


# --- what is read


def test_a_file_that_is_not_there_is_a_clear_error(tmp_path):
    """Missing, or gone meanwhile; run and check say it alike, exit 2."""
    for name in ("run", "check"):
        ran = command(name, tmp_path / "gone.yaml", code=2)
        assert "gone.yaml" in ran.stderr + ran.stdout
        assert "no such file" in ran.stderr + ran.stdout
        assert "Traceback" not in ran.stderr


def test_a_folder_is_a_clear_error(tmp_path):
    """It is no scenario."""
    for name in ("run", "check"):
        ran = command(name, tmp_path, code=2)
        assert "folder" in ran.stderr + ran.stdout
        assert "Traceback" not in ran.stderr


@POSIX
@pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_a_clear_error(tmp_path):
    """Permission denied."""
    path = tmp_path / "locked.yaml"
    path.write_text("scenario: x", encoding="utf-8")
    path.chmod(0)
    ran = command("run", path, code=2)
    path.chmod(stat.S_IRWXU)
    assert "locked.yaml" in ran.stderr
    assert "Traceback" not in ran.stderr


@POSIX
def test_a_pipe_without_a_writer_does_not_hang(tmp_path):
    """A FIFO is no file; opening it would wait for ever."""
    path = tmp_path / "pipe.yaml"
    os.mkfifo(path)
    for name in ("run", "check"):
        ran = command(name, path, code=2, timeout=20)
        assert "pipe.yaml" in ran.stderr + ran.stdout


@pytest.mark.parametrize(
    "content",
    [
        b"scenario: \0",
        b"\xff\xfe\x00",
        b"",
        b"\xef\xbb\xbf",
        b"[" * 5000,
        b"a: &a [*a]",
        b"x: " + b"9" * 6000,
        b"- just\n- a list\n",
        b"text",
        b"a: b\na: c\n",
    ],
    ids=[
        "NUL",
        "not UTF-8",
        "empty",
        "only a BOM",
        "deep",
        "itself",
        "long number",
        "a list",
        "a text",
        "double key",
    ],
)
def test_what_is_no_scenario_is_a_clear_error(content, tmp_path):
    """Exit 2 with the name of the file, never a traceback."""
    path = tmp_path / "odd.yaml"
    path.write_bytes(content)
    ran = command("run", path, code=2)
    assert "odd.yaml" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert ran.stdout == ""


# --- what a console can show


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
    """It is read by programs."""
    ran = command(
        "run",
        foreign,
        "--seed",
        3,
        "--jsonl",
        "-",
        env={"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"},
        encoding=None,
        code=0,
    )
    assert ran.stdout.decode("utf-8").count('"kind"') > 10
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


def test_redirected_output_has_no_escape_codes():
    """Whatever the terminal of whoever started it can do."""
    for env in (
        {"TERM": "xterm-256color"},
        {"TERM": "xterm-256color", "COLORTERM": "truecolor"},
        {"TERM": "dumb"},
    ):
        assert "\x1b" not in command("run", FIRST, "--seed", 3, env=env, code=0).stdout
