"""`exercise-sim run --from`, and the commands that a run prints: what is told again, what is new, how to go on."""

import shlex
import time

import pytest
from tests.cli.small import events
from tests.support import ROOT, command

WAITING = """
resources: {cell: {title: The cell, slots: 1}}
chain:
  s: {phase: First}
  holder: {phase: Second, after: s, takes: 2h, uses: {cell: 1}}
  queued: {phase: Third, after: s, takes: 1h, uses: {cell: 1}}
endings: {over: {when: queued}}
"""


def log(out: str) -> list[str]:
    """The lines of the log, by their times."""
    return [line for line in out.splitlines() if line.startswith("D ") and ":" in line[:8]]


def commands(out: str) -> list[list[str]]:
    """The command lines that a run printed, as words."""
    return [shlex.split(line) for line in out.splitlines() if line.startswith("  exercise-sim run")]


@pytest.mark.parametrize("when", ["2h", "D 02:00"])
def test_only_what_happens_from_that_time_on_is_told(file, run, when):
    """Between head and close, which stay; a wait that began before is told whole."""
    _, out, _ = run(file(WAITING), "--seed", 1, "--from", when)
    assert [line[11:] for line in log(out)] == [
        "\u2713       Holder: done in 2 h",
        "\u00bb       Phase begins: Third",
        "\u25b8       Queued: started, after 2 h in the queue for The cell",
        "\u2713       Queued: done in 1 h",
        "\u25a0       ENDING: Over",
    ]
    assert "told from D 02:00 on" in out
    assert out.count("EXERCISE   EXERCISE") == 2
    assert "Phases" in out


def test_the_events_for_other_programs_are_all_there(file, run):
    """It is a matter of telling."""
    whole = run(file(), "--seed", 3, "--jsonl", "-")[1]
    assert run(file(), "--seed", 3, "--jsonl", "-", "--from", "3h")[1] == whole
    assert events(whole)[0]["at"] == 0


def test_where_nothing_happens_any_more_that_is_said(file, run):
    """No empty log without a word."""
    _, out, _ = run(file(WAITING), "--seed", 1, "--from", "9d")
    assert log(out) == []
    assert "Nothing happens from D+9 00:00 on." in out


def test_after_a_stop_the_printed_command_tells_what_is_new(file, run):
    """With the choice added: together the two logs are that of one run with this choice."""
    first = run(file(), "--seed", 3, "--until", "D 00:30")[1]
    again, go_on = commands(first)
    assert again[-2:] == ["--until", "D 00:30"]
    second = run(*go_on[2:], "--choose", "mandate=refuse")[1]
    whole = run(file(), "--seed", 3, "--choose", "mandate=refuse")[1]
    assert log(first) + log(second) == log(whole)
    assert len(log(second)) > 2


def test_a_run_that_ended_cannot_go_on(file, run):
    """One command is printed: the one that repeats it."""
    assert len(commands(run(file(), "--seed", 3)[1])) == 1


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--from", "D 02:00"),
        ("--from", "30m", "--until", "D 10:00"),
        ("--variant", "slow", "--policy", "stern"),
        ("--choose", " mandate #1 = again", "--choose", "sitting=denied", "--replication", "3"),
        ("--view", "council", "--until", "2h"),
        ("--policy", "weighted"),
    ],
)  # fmt: skip
def test_the_printed_line_repeats_the_run(file, run, words):
    """Copied into a shell, whatever blanks and quotes are in it: the same text again."""
    path = file(name='it\'s "my" file.yaml')
    out = run(path, "--seed", 5, *words)[1]
    again = commands(out)[0]
    assert run(*again[2:])[1] == out


def test_paced_what_is_not_told_is_not_waited_for(file, run, monkeypatch):
    """The clock begins at the first minute that is told."""
    slept: list[float] = []
    monkeypatch.setattr(time, "sleep", slept.append)
    monkeypatch.setattr(time, "monotonic", lambda: 100.0 + sum(slept))
    run(file(WAITING), "--seed", 1, "--from", "2h", "--pace", 600)
    assert slept == pytest.approx([6.0])


def test_the_printed_line_names_the_program_by_which_it_was_called():
    """By its name alone only where that is found; else the path as it was typed, so that the line works when it is copied."""
    first = ROOT / "scenarios" / "first-exercise.yaml"
    out = command("run", first, "--seed", 1, "--quiet", env={"PATH": "/nowhere"}, code=0).stdout
    (line,) = (line for line in out.splitlines() if " run " in line and "--seed 1" in line)
    program = shlex.split(line)[0]
    assert program.endswith("exercise-sim")
    assert len(program) > len("exercise-sim")
