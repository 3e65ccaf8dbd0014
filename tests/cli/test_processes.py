"""The commands as processes: the same bytes everywhere, pipes that close, disks that are full, interruptions."""

import gc
import json
import os
import signal
import subprocess
import sys
import time
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


@POSIX
@FULL
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize(
    ("words", "output"),
    [
        (("--help",), "stdout"),
        (("--version",), "stdout"),
        (("run", "--help"), "stdout"),
        (("run", FIRST, "--seed", "1", "--json", "-"), "stderr"),
        (("run", "nofile"), "stderr"),
        (("run", FIRST, "--choose", "nothing"), "stderr"),
        (("run", FIRST, "--seed", "1", "--choose", "mandate#9=adopt"), "stderr"),
        (("run", "--colour"), "stderr"),
    ],
)
def test_a_full_disk_behind_either_output_is_bad_output(words, output, unbuffered):
    """Exit 2, for help and complaints as for the log, whether or not Python keeps lines back."""
    with Path("/dev/full").open("w") as full:
        given = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, output: full}
        ran = command(*words, **given, capture_output=False, env={"PYTHONUNBUFFERED": unbuffered}, code=2)
    assert "Traceback" not in (ran.stderr or "")


@POSIX
@pytest.mark.parametrize(
    ("words", "status"), [((str(FIRST), "--seed", "1", "--json", "-"), 0), (("nofile",), 2)]
)
def test_a_closed_standard_error_is_no_traceback(words, status):
    """Nobody reads the log or the complaint; it does not get among what is written for programs."""
    ran = subprocess.run(
        ["/bin/sh", "-c", '"$0" run "$@" 2>&-', str(Path(sys.executable).parent / "exercise-sim"), *words],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert ran.returncode == status
    assert ran.stdout.startswith("{") == (status == 0)
    assert "error" not in ran.stdout


@pytest.mark.parametrize("option", ["--jsonl", "--json"])
def test_a_file_that_cannot_be_written_is_a_clear_error(option, tmp_path):
    """A folder that is missing, a folder instead of a file: exit 2, with its name, before anything is told."""
    for target in (tmp_path / "missing" / "out", tmp_path):
        ran = command("run", FIRST, "--seed", 1, option, target, code=2)
        assert str(target) in ran.stderr
        assert "Traceback" not in ran.stderr
        assert ran.stdout == ""


@pytest.fixture
def heard():
    """A child hears SIGINT as in a terminal, though a test run in the background ignores it: what is caught here is not ignored there."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@POSIX
@pytest.mark.parametrize(
    ("sign", "status"),
    [(signal.SIGINT, 130), (signal.SIGTERM, -signal.SIGTERM), (signal.SIGKILL, -signal.SIGKILL)],
)
def test_a_run_that_is_stopped_leaves_the_log_so_far_readable(sign, status, tmp_path, heard):
    """In the middle of `--pace`: whole lines of the log and of the events, no traceback; a summary is not begun."""
    program = str(Path(sys.executable).parent / "exercise-sim")
    log, summary = tmp_path / "log.jsonl", tmp_path / "summary.json"
    for path in (log, summary):
        path.write_text("what stood there\n", encoding="utf-8")
    with subprocess.Popen(
        [
            program,
            "run",
            str(FIRST),
            "--seed",
            "3",
            "--pace",
            "3600",
            "--jsonl",
            str(log),
            "--json",
            str(summary),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdout is not None
        first = [running.stdout.readline()]
        while "STARTEX" not in first[-1]:
            first.append(running.stdout.readline())
        time.sleep(0.5)  # the next event is four seconds away: the program waits for it
        running.send_signal(sign)
        out, err = running.communicate(timeout=30)
    assert running.returncode == status
    assert "Traceback" not in err
    assert ("interrupted" in err) == (sign == signal.SIGINT)
    assert not out or out.endswith("\n")
    assert "ENDING" not in out
    told = log.read_text(encoding="utf-8")
    assert told.endswith("\n")
    assert {json.loads(line)["at"] for line in told.splitlines()} == {0}
    assert summary.read_text(encoding="utf-8") == "what stood there\n"


@POSIX
def test_a_job_in_the_background_stays_deaf_to_the_interrupt(tmp_path):
    """Whoever started it so meant it: the key press is for what runs in front."""
    ran = subprocess.run(
        ["/bin/sh", "-c", 'trap "" INT; "$0" run "$1" --seed 3 --pace 86400 --quiet & child=$!; sleep 0.1; kill -INT $child; wait $child',
         str(Path(sys.executable).parent / "exercise-sim"), str(FIRST)],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert (ran.returncode, "interrupted" in ran.stderr) == (0, False)


def test_an_interrupted_start_is_no_traceback(monkeypatch, capsys):
    """Ctrl-C while the command is still being loaded."""

    def interrupted(name: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(sys.modules["exercise_sim.cli.main"], "import_module", interrupted)
    assert main(["run", str(FIRST)]) == 130
    assert capsys.readouterr().err.strip() == "interrupted"


def test_only_a_process_of_its_own_leaves_out_the_search_for_circles(monkeypatch):
    """A command that ends its process gives everything back unsearched; one that a program calls leaves that program's memory alone."""
    told: list[object] = []
    monkeypatch.setattr("atexit.register", told.append)
    monkeypatch.setattr(sys, "argv", ["exercise-sim", "check", "there-is-no-such-file.yaml"])
    assert main(["check", "there-is-no-such-file.yaml"]) == 2
    assert told == []
    assert main() == 2
    assert told == [gc.freeze]
