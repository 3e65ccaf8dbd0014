"""The commands on an input, in this process or in one of their own: they say what is wrong, or work; exit 0, 1 or 2, and never a traceback."""

import contextlib
import io
import subprocess

from tests.fuzz.trial import SECONDS, Finding, _finding
from tests.fuzz.watch import TooLong, at_most
from tests.support import command

from exercise_sim.cli import main

PROCESS_SECONDS = 60


def lines(path, seed, folder):
    """The words of the commands to try on a file."""
    return [
        ["check", path],
        ["run", path, "--seed", seed, "--policy", ("usual", "weighted")[seed % 2]],
        ["run", path, "--seed", seed, "--quiet", "--json", folder / "run.json", "--initial-data", folder / "sheet.yaml", "--force"],
        ["test", path, "-n", 3],
        ["explore", path, "-n", 20],
        ["compare", path, "-n", 20, "--workers", 1],
        ["graph", path, "--to", folder / f"graph.{('svg', 'mmd', 'dot')[seed % 3]}"],
    ]  # fmt: skip


def inside(words):
    """The finding of a command that is called in this process, or None."""
    told = io.StringIO()
    try:
        with (
            at_most(SECONDS * (20 if words[0] == "explore" else 5)),
            contextlib.redirect_stdout(told),
            contextlib.redirect_stderr(told),
        ):
            status = main([str(word) for word in words])
    except (Exception, TooLong) as error:  # noqa: BLE001  # whatever it is, it is a finding
        return _finding(f"command {words[0]}", error)
    return _judged(words, status, told.getvalue())


def outside(words):
    """The finding of a command that runs as a process of its own, or None."""
    try:
        ran = command(*words, timeout=PROCESS_SECONDS)
    except subprocess.TimeoutExpired as error:
        return Finding("hang", f"process {words[0]}", str(error))
    return _judged(words, ran.returncode, ran.stdout + ran.stderr)


def _judged(words, status, told):
    if status in (0, 1, 2) and "Traceback (most recent call last)" not in told:
        return None
    return Finding("exception", f"command {words[0]} exit {status}", told[-4000:])
