"""`exercise-sim replay` and `fork`: a record verified, told, and gone on from."""

import json

import pytest
from tests.cli.test_play import TEXT

from exercise_sim.cli import main


@pytest.fixture
def folder(returned):
    """A folder with `help.yaml` and a record in which the council sent the draft back and then adopted it."""
    return returned(TEXT).parent


@pytest.fixture
def call(folder, capsys):
    """Runs a command: exit status, output with its line breaks as blanks, complaints."""

    def run(*words: str) -> tuple[int, str, str]:
        status = main([*words])
        out, err = capsys.readouterr()
        return status, " ".join(out.split()), err

    return run


def test_a_record_is_verified_and_its_decisions_told(call):
    """The same log, its digest, what was decided and why. Exit 0."""
    status, out, _ = call("replay", "a.record", "--plain")
    assert status == 0
    assert "Help for Zerania: seed 1, played by Council; the rest by the policy 'usual'" in out
    assert "Ended at D 12:30: All are there (success)" in out
    assert (
        "* D 02:00 Mandate: Send it back; 30 min of exercise time; Council, 0 s to decide; because it is short"
        in out
    )
    assert "* D 04:30 Mandate: Adopt it; Council, 0 s to decide" in out
    assert "The same log again: 24 events, to the last letter. Digest of the log:" in out


def test_the_events_are_those_of_the_run(call, folder):
    """`--all --jsonl -` writes the log that `run` writes with the same choices, but for who decided."""
    main(["replay", "a.record", "--all", "--jsonl", "events.jsonl"])
    chosen = ("--choose", "mandate#1=return", "--choose", "mandate#2=adopt")
    main(["run", "help.yaml", "--seed", "1", *chosen, "--jsonl", "run.jsonl", "--quiet"])
    replayed, run = ((folder / name).read_text().splitlines() for name in ("events.jsonl", "run.jsonl"))
    kinds = [
        [(event["kind"], event["element"]) for event in map(json.loads, lines)] for lines in (replayed, run)
    ]
    assert kinds[0] == kinds[1]


def test_it_tells_what_the_players_saw_and_everything_only_on_demand(call, folder):
    """The staff's question is not the council's."""
    assert "Go now?" not in call("replay", "a.record", "--log")[1]
    assert "Go now?" in call("replay", "a.record", "--log", "--view", "staff")[1]
    assert "Send it back" not in call("replay", "a.record", "--log", "--view", "staff")[1]
    assert "Go now?" in call("replay", "a.record", "--log", "--all")[1]
    main(["replay", "a.record", "--jsonl", "seen.jsonl"])
    audiences = [json.loads(line)["audience"] for line in (folder / "seen.jsonl").read_text().splitlines()]
    assert all(audience == "all" or "council" in audience for audience in audiences)


def test_in_another_scenario_it_says_where_they_part(call, folder):
    """Exit 1, and the first event that differs."""
    path = folder / "help.yaml"
    path.write_text(path.read_text().replace("takes: 3h, question", "takes: 4h, question"))
    status, out, _ = call("replay", "a.record", "--scenario", "help.yaml", "--all")
    assert status == 1
    assert "its text has changed" in out
    assert "They part at event 19 (D 08:30): now it is asked: Order." in out
    assert "Up to there 2 of 3 entries were done again; entry 3 no longer fits." in out
    status, out, _ = call("replay", "a.record", "--scenario", "help.yaml")
    assert (status, "now it is something that this seat may not see" in out, "Order" in out) == (
        1,
        True,
        False,
    )
    assert call("replay", "a.record")[0] == 0


def test_a_damaged_record_is_told_as_far_as_it_is_whole(call, folder):
    """Exit 1; what is behind the damage is named."""
    path = folder / "a.record"
    content = path.read_bytes()
    path.write_bytes(content.replace(b"it is short", b"it is shorn"))
    status, out, _ = call("replay", "a.record")
    assert (
        status,
        "Line 4 of the record is damaged, so it counts up to line 3 only; 3 lines stand behind it." in out,
    ) == (1, True)
    path.write_bytes(content[:-20])
    status, out, _ = call("replay", "a.record")
    assert (status, "The last line was not written to its end, and does not count." in out) == (1, True)


def test_bad_input_is_refused(call):
    """Exit 2, and why."""
    for words, said in (
        (("replay", "nothing"), "the record cannot be read: No such file"),
        (("replay", "help.yaml"), "no record of an exercise"),
        (("replay", "."), "the record cannot be read"),
        (("replay", "a.record", "--view", "nobody"), "there is no body 'nobody'"),
        (("replay", "a.record", "--view", "staff", "--all"), "--view and --all do not go together"),
        (("replay", "a.record", "--jsonl", "a.record"), "over the record itself"),
        (("replay", "a.record", "--scenario", "nothing"), "there is no such file"),
        (
            ("fork", "a.record", "--at", "mandat", "--record", "b"),
            "nobody was asked 'mandat' in this record (did you mean 'mandate'?)",
        ),
        (("fork", "a.record", "--at", "order", "--record", "b"), "asked were: mandate, mandate#2"),
        (("fork", "a.record", "--at", "mandate", "--record", "answers"), "a record is never written over"),
        (("fork", "a.record", "--record", "a.record"), "over the old one"),
        (("fork", "a.record", "--record", "no/b"), "the record cannot be written"),
    ):
        status, _, err = call(*words)
        assert (status, said in err) == (2, True), (words, err)


def test_a_fork_goes_on_from_a_question(call, folder):
    """The first answer stays, the second one is given anew; the old record stays as it was."""
    before = (folder / "a.record").read_bytes()
    status, out, _ = call("fork", "a.record", "--at", "mandate#2", "--record", "b.record")
    assert status == 0
    assert out.startswith(
        "b.record holds 1 of its 3 entries, and stands before the answer to 'mandate#2'. To go on:"
    )
    (folder / "answers").write_text("refuse\n")
    status, out, _ = call("play", "--resume", "b.record", "--answers", "answers", "--plain")
    assert (status, "You go on at D 02:00, after 1 answer." in out) == (0, True)
    assert "Council is asked" in out
    assert "Decision: Not at all (by Council)" in out
    assert (folder / "a.record").read_bytes() == before


def test_two_processes_cannot_play_one_record(call, folder):
    """The second one is told; to look at it is always possible."""
    from exercise_sim.records.storage import open_to_write

    file, _ = open_to_write("a.record")
    status, _, err = call("play", "--resume", "a.record", "--answers", "answers")
    assert (status, err) == (
        2,
        "a.record: error: another process is playing in this record; leave there first\n",
    )
    assert call("replay", "a.record")[0] == 0
    file.close()
