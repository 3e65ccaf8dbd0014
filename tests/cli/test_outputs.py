"""`exercise-sim run`: the events and the summary that it writes for other programs."""

import json
import os
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from tests.cli.small import SMALL, events
from tests.support import loaded

from exercise_sim.cli.files import EventFile, Output


def test_an_output_over_the_scenario_itself_is_refused(file, run):
    """A slip of the hand does not cost the file."""
    path = file()
    before = path.read_bytes()
    for option in ("--jsonl", "--json"):
        status, _, err = run(path, option, path.parent / "." / path.name)
        assert status == 2
        assert option in err
    assert path.read_bytes() == before


@pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")
def test_two_outputs_in_one_file_are_refused(file, run, tmp_path):
    """However it is spelled: another path, a symbolic or a hard link, there already or not; nothing is written."""
    path, target = file(), tmp_path / "out"
    other = tmp_path / "other"
    assert run(path, "--jsonl", target, "--json", f"{tmp_path}/./out")[0] == 2
    other.symlink_to(target)
    assert "cannot both" in run(path, "--jsonl", target, "--json", other)[2]
    target.write_text("kept", encoding="utf-8")
    hard = tmp_path / "hard"
    hard.hardlink_to(target)
    assert "cannot both" in run(path, "--jsonl", hard, "--json", target)[2]
    assert target.read_text(encoding="utf-8") == "kept"


def test_what_stood_in_a_file_goes_when_the_first_line_comes(file, run, tmp_path):
    """Not before: a run that is refused costs nothing. Then it holds the new run and nothing else."""
    log, summary = tmp_path / "log.jsonl", tmp_path / "summary.json"
    for path in (log, summary):
        path.write_text("what stood there\n" * 5000, encoding="utf-8")
    wrong = file("chain: {a: {question: Well?, options: {go: {}, stay: {}}}}\nbodies: {}\n", "wrong.yaml")
    run(wrong, "--jsonl", log, "--json", summary)
    assert all(path.read_text(encoding="utf-8").startswith("what stood") for path in (log, summary))
    run(file(), "--seed", 3, "--jsonl", log, "--json", summary)
    assert len(events(log.read_text(encoding="utf-8"))) > 5
    assert json.loads(summary.read_text(encoding="utf-8"))["seed"] == 3


def test_jsonl_is_one_event_a_line(file, run, tmp_path):
    """Numbered from 1, each with minute, kind, element, cause and audience; UTF-8 with plain line ends."""
    target = tmp_path / "log.jsonl"
    status, out, _ = run(
        file(SMALL.replace("So be it", "So be it — \u2014 да")), "--seed", 3, "--jsonl", target
    )
    assert status == 0
    assert "It is settled" in out
    raw = target.read_bytes()
    assert b"\r" not in raw
    found = events(raw.decode())
    assert [event["seq"] for event in found] == list(range(1, len(found) + 1))
    assert all(list(event)[:6] == ["seq", "at", "kind", "element", "cause", "audience"] for event in found)
    assert (found[0]["kind"], found[0]["at"], found[0]["audience"]) == ("startex", 0, "all")
    assert (found[-1]["kind"], found[-1]["ending"], found[-1]["class"]) == ("ended", "settled", "success")
    assert {event["audience"][0] for event in found if event["element"] == "mandate"} == {"council"}


def test_jsonl_to_the_standard_output_moves_the_log_to_the_standard_error(file, run):
    """So that a pipe carries nothing but events."""
    _, out, err = run(file(), "--seed", 3, "--jsonl", "-")
    assert len(events(out)) > 5
    assert "It is settled" in err


def test_json_is_the_run_in_numbers(file, run, tmp_path):
    """Scenario, digest, seed, ending and its minute, the minute at which each step was finished, objectives with their rating."""
    target = tmp_path / "summary.json"
    run(file(), "--seed", 3, "--replication", 2, "--variant", "slow", "--json", target)
    data = json.loads(target.read_text(encoding="utf-8"))
    assert data["digest"] == loaded((file()).read_text(encoding="utf-8")).digest
    assert (data["scenario"], data["seed"], data["replication"]) == ("test", 3, 2)
    assert (data["variants"], data["policy"]) == (["slow"], "usual")
    assert (data["ending"], data["class"], data["ended_at"]) == ("settled", "success", 1230)
    assert data["finished"] == {"draft": 1200, "mandate": 1200, "sitting": 1230}
    assert data["objectives"] == {"quick": {"value": 1200, "unit": "minutes", "rating": "P"}}


def test_json_of_a_run_that_was_stopped_has_no_ending(file, run):
    """What has not come is null or missing, not 0."""
    data = json.loads(run(file(), "--seed", 3, "--variant", "slow", "--until", "30m", "--json", "-")[1])
    assert (data["ending"], data["class"], data["ended_at"], data["finished"]) == (None, None, None, {})


def test_what_is_done_again_is_not_finished(file, run):
    """The draft was done at 20 hours and came back: at 25 hours it is under way."""
    words = ("--variant", "slow", "--choose", "mandate#1=again", "--until", "25h", "--json", "-")
    assert json.loads(run(file(), "--seed", 3, *words)[1])["finished"] == {}


def test_json_says_the_same_as_jsonl(file, run):
    """The minutes of the summary are those of the log."""
    path = file()
    for seed in range(5):
        log = events(run(path, "--seed", seed, "--policy", "weighted", "--jsonl", "-")[1])
        data = json.loads(run(path, "--seed", seed, "--policy", "weighted", "--json", "-")[1])
        assert data["ended_at"] == log[-1]["at"]
        assert data["finished"] == {event["element"]: event["at"] for event in log if event["kind"] == "done"}


def test_both_may_be_written_at_once(file, run, tmp_path):
    """One to a file, one to the standard output."""
    target = tmp_path / "log.jsonl"
    _, out, _ = run(file(), "--seed", 3, "--json", "-", "--jsonl", target)
    assert json.loads(out)["ended_at"] == events(target.read_text(encoding="utf-8"))[-1]["at"]


def test_no_event_is_put_into_words_that_nobody_reads():
    """Without a file, nobody asks for the lines; with one, they are written as their minutes come."""
    asked: list[int] = []

    def lines() -> Iterator[tuple[int, str]]:
        for minute in (0, 60):
            asked.append(minute)
            yield minute, f"{minute}\n"

    with ExitStack() as files:
        EventFile(Output(files, None), lines()).write()
        assert asked == []
        EventFile(Output(files, os.devnull), lines()).write(0)
        assert asked == [0, 60]
