"""The commands as processes: the same bytes everywhere, pipes that close, disks that are full, interruptions."""

import gc
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


@pytest.mark.parametrize("option", ["--jsonl", "--json"])
def test_a_file_that_cannot_be_written_is_a_clear_error(option, tmp_path):
    """A folder that is missing, a folder instead of a file: exit 2, with its name, before anything is told."""
    for target in (tmp_path / "missing" / "out", tmp_path):
        ran = command("run", FIRST, "--seed", 1, option, target, code=2)
        assert str(target) in ran.stderr
        assert "Traceback" not in ran.stderr
        assert ran.stdout == ""


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
        time.sleep(0.5)  # the next event is four seconds away: the program waits for it
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


def test_only_a_process_of_its_own_leaves_out_the_search_for_circles(monkeypatch):
    """A command that ends its process gives everything back unsearched; one that a program calls leaves that program's memory alone."""
    told: list[object] = []
    monkeypatch.setattr("atexit.register", told.append)
    monkeypatch.setattr(sys, "argv", ["exercise-sim", "check", "there-is-no-such-file.yaml"])
    assert main(["check", "there-is-no-such-file.yaml"]) == 2
    assert told == []
    assert main() == 2
    assert told == [gc.freeze]
