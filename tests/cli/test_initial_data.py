"""`exercise-sim run --initial-data`: the sheet for the exercise that follows, whole or not at all."""

import errno
import os
import stat
from pathlib import Path

import pytest
from tests.cli.small import SMALL
from tests.support import command

from exercise_sim.scenario.load import load
from exercise_sim.scenario.source import parse_source

posix = pytest.mark.skipif(os.name != "posix", reason="links and modes are those of POSIX")


def sheet(path: Path) -> dict:
    """What stands in a sheet, read as the loader reads it."""
    return parse_source(path.read_text(encoding="utf-8"), path.name).data


def test_it_can_be_read_again(file, run, tmp_path):
    """By the loader, with every section; the same run writes the same sheet."""
    first, again = tmp_path / "first.yaml", tmp_path / "again.yaml"
    for target in (first, again):
        assert run(file(), "--seed", 3, "--initial-data", target)[0] == 0
    assert first.read_bytes() == again.read_bytes()
    data = sheet(first)
    assert list(data) == [
        "initial_data",
        "agreed_state",
        "objectives",
        "times",
        "documents",
        "open_points",
        "cut_off",
        "recommended_changes",
        "run",
    ]
    assert data["initial_data"]["mood"] == {"value": "calm", "from": "scenario"}
    assert data["agreed_state"]["ending"]["value"] == "settled"
    assert data["run"]["seed"] == 3


def test_a_scenario_that_follows_reads_it(file, run, tmp_path):
    """From the first exercise to the second, with nothing in between."""
    run(file(), "--seed", 3, "--initial-data", tmp_path / "sheet.yaml")
    second = file(
        "files: {initial_data: sheet.yaml}\nvariables: {mood: from initial_data mood}\nchain: {a: {if: mood is calm, by: staff, takes: 1h}}\n",
        "second.yaml",
    )
    assert load(second).scenario.variables == {"mood": "calm"}
    assert run(second, "--seed", 1)[0] == 0


def test_it_says_what_fixed_the_run(file, run, tmp_path):
    """Seed, variants and choices, and the command that repeats it."""
    target = tmp_path / "sheet.yaml"
    run(file(), "--seed", 5, "--variant", "slow", "--choose", "sitting=denied", "--initial-data", target)
    run_ = sheet(target)["run"]
    assert (run_["seed"], run_["variants"], run_["choose"]) == (5, ["slow"], {"sitting": "denied"})
    assert "--seed 5 --variant slow --choose sitting=denied" in target.read_text("utf-8").splitlines()[1]


@pytest.mark.parametrize(
    "text",
    [
        'D+1 "quoted" \\ back',
        "yes",
        "0755",
        "a: b",
        "# no",
        "- x",
        "日本 — é",
        "{x}",
        "'",
        "12",
        "1e3",
        "tab\there",
        "null",
        "y",
    ],
)
def test_any_text_survives(file, run, tmp_path, text):
    """Whatever YAML could take it for."""
    import json

    target = tmp_path / "sheet.yaml"
    path = file(
        SMALL.replace("mood: calm", f"mood: {json.dumps(text, ensure_ascii=False)}").replace(
            "Drafting", "Draft"
        )
    )
    assert run(path, "--seed", 3, "--initial-data", target)[0] == 0
    assert sheet(target)["initial_data"]["mood"]["value"] == text


def test_a_run_that_was_stopped_has_a_sheet_too(file, run, tmp_path):
    """It says so, and what was still under way."""
    target = tmp_path / "sheet.yaml"
    assert run(file(), "--seed", 3, "--until", "30m", "--initial-data", target)[0] == 0
    data = sheet(target)
    assert "stopped" in data["agreed_state"]["ending"]
    assert data["open_points"][0]["point"] == "Still under way: Drafting"


def test_it_may_go_to_the_standard_output(file, run):
    """Then the log goes to the standard error."""
    status, out, err = run(file(), "--seed", 3, "--initial-data", "-")
    assert status == 0
    assert parse_source(out, "out").data["run"]["scenario"] == "test"
    assert "STARTEX" in err


def test_it_does_not_go_with_a_seat(file, run, tmp_path):
    """It holds what exercise control knows."""
    target = tmp_path / "sheet.yaml"
    status, _, err = run(file(), "--view", "staff", "--initial-data", target)
    assert status == 2
    assert "--view" in err
    assert not target.exists()


@posix
def test_it_is_not_written_over_anything_that_is_needed(file, run, tmp_path):
    """The scenario, a file that it names, another output: refused, and nothing is touched."""
    path = file("files: {names: n.yaml}\n" + SMALL)
    names = tmp_path / "n.yaml"
    names.write_text("names: {host: Aralia}\n", encoding="utf-8")
    before = path.read_bytes()
    (tmp_path / "link.yaml").symlink_to(names)
    for target, said in (
        (path, "itself"),
        (names, "'n.yaml', which the scenario names"),
        (tmp_path / "link.yaml", "which the scenario names"),
    ):
        status, _, err = run(path, "--initial-data", target)
        assert status == 2
        assert said in err
    assert "which the scenario names" in run(path, "--jsonl", names)[2]
    assert (
        "--json and --initial-data cannot both"
        in run(path, "--json", tmp_path / "x", "--initial-data", tmp_path / "x")[2]
    )
    assert (path.read_bytes(), names.read_text("utf-8")) == (before, "names: {host: Aralia}\n")


def test_a_place_that_cannot_be_written_is_told_at_once(file, run, tmp_path):
    """Before anything is told: a folder that is not there, or a folder itself."""
    status, out, err = run(file(), "--seed", 3, "--initial-data", tmp_path / "gone" / "sheet.yaml")
    assert (status, out) == (2, "")
    assert "No such file" in err
    status, out, err = run(file(), "--seed", 3, "--initial-data", tmp_path)
    assert (status, out) == (2, "")
    assert "directory" in err.lower()


def _left(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir() if one.name != "small.yaml")


def test_what_stood_there_stays_until_the_whole_sheet_is_written(file, run, tmp_path, monkeypatch):
    """A disk that is full, or a rename that fails, costs nothing of it and leaves nothing beside it; exit 2 with the path."""
    target = tmp_path / "sheet.yaml"
    target.write_text("before\n", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    for name in ("fsync", "replace"):
        with monkeypatch.context() as patched:
            patched.setattr(os, name, full)
            status, _, err = run(file(), "--seed", 3, "--initial-data", target)
        assert status == 2
        assert "No space left on device" in err
        assert str(target) in err
        assert target.read_text("utf-8") == "before\n"
        assert _left(tmp_path) == ["sheet.yaml"]


@posix
def test_a_device_that_is_full_is_told(file, run):
    """It is no ordinary file, and is written directly."""
    if not Path("/dev/full").exists():
        pytest.fail("this system has no /dev/full")
    assert run(file(), "--seed", 3, "--initial-data", "/dev/full")[0] == 2


def test_a_run_that_fails_leaves_no_sheet(file, run, tmp_path):
    """Neither a part of one, nor nothing in the place of the last one."""
    target = tmp_path / "sheet.yaml"
    wrong = file(
        SMALL.replace("takes: 30m, outcomes", "takes: 0m, outcomes").replace(
            "denied: {text: Forbidden, chance: 10%}", "denied: {chance: 1, back_to: sitting}"
        )
    )
    assert run(wrong, "--seed", 1, "--initial-data", target)[0] == 2
    assert not target.exists()
    assert _left(tmp_path) == []


@posix
def test_links_and_modes_stay(file, run, tmp_path):
    """The file behind a link is replaced and not the link; the mode of a file stays as it was."""
    target, link = tmp_path / "sheet.yaml", tmp_path / "link.yaml"
    target.write_text("before\n", encoding="utf-8")
    target.chmod(0o640)
    link.symlink_to(target)
    assert run(file(), "--seed", 3, "--initial-data", link)[0] == 0
    assert link.is_symlink()
    assert sheet(target)["run"]["seed"] == 3
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


@posix
def test_an_interrupt_leaves_what_stood_there(file, tmp_path):
    """Ctrl-C in the middle of the log."""
    import signal
    import subprocess
    import sys
    import time

    target = tmp_path / "sheet.yaml"
    target.write_text("before\n", encoding="utf-8")
    program = str(Path(sys.executable).parent / "exercise-sim")
    words = [program, "run", str(file()), "--seed", "3", "--pace", "60", "--initial-data", str(target)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        running.stdout.readline()
        time.sleep(0.3)
        running.send_signal(signal.SIGINT)
        running.communicate(timeout=20)
    assert running.returncode == 130
    assert target.read_text("utf-8") == "before\n"
    assert _left(tmp_path) == ["sheet.yaml"]


def test_a_file_that_changes_after_it_was_read_changes_nothing(file, run, tmp_path, monkeypatch):
    """A run plays what was read when it began."""
    from exercise_sim.cli import run as run_module

    path = file("files: {names: n.yaml}\n" + SMALL.replace("title: Drafting", "title: Drafting for <host>"))
    names = tmp_path / "n.yaml"
    names.write_text("names: {host: Aralia}\n", encoding="utf-8")
    compiled = run_module.compile_plan

    def changed(*given: object) -> object:
        names.write_text("names: {host: Elsewhere}\n", encoding="utf-8")
        return compiled(*given)

    monkeypatch.setattr(run_module, "compile_plan", changed)
    out = run(path, "--seed", 3)[1]
    assert "Drafting for Aralia" in out
    assert "Elsewhere" not in out


def test_the_shipped_training_hands_on_what_the_field_asks_for(tmp_path):
    """Lead, strengths by state and contingent, force list, sorties, routes, times, open points and changes; the rows that domain experts look for."""
    target = tmp_path / "sheet.yaml"
    command(
        "run",
        "scenarios/central-asia-stabilisation.yaml",
        "--seed",
        "4",
        "--quiet",
        "--initial-data",
        target,
        code=0,
        cwd=Path(__file__).parents[2],
    )
    values = sheet(target)["initial_data"]
    assert set(values) >= {
        "lead_nation",
        "strength",
        "strength_by_state",
        "strength_by_contingent",
        "force_list",
        "sorties",
        "routes",
    }
    assert sum(one["value"] for one in values["strength_by_state"].values()) == values["strength"]["value"]
    assert sum(values["sorties"]["per_day"].values()) == values["sorties"]["in_all"]["value"]
    assert values["routes"]["corridor"]["outcomes"]["transit"]["value"] == "cleared"
