"""`write` at the hand of exercise control: an inject that stands in no file, kept, taken back, played again, and what is refused."""

import pytest
from tests.cli.test_play import play, record  # noqa: F401  # a fixture

from exercise_sim.cli import main
from exercise_sim.cli.written import inject_of
from exercise_sim.engine.ledger import Given, Written

TEXT = """
title: Airfield
bodies: {council: {title: Council, seat: true}, cell: {title: Movement cell, seat: true}}
chain:
  request: {by: council, takes: 1h, outcomes: {heard: {}, lost: {chance: 0}}}
  again: {by: council, after: request.lost}
  mandate: {by: council, after: request.heard, takes: 1h, question: "Adopt?", options: {adopt: {text: Adopt it}, return: {takes: 5h}}, usual: adopt}
  movement: {by: cell, takes: 20h, seen_by: all}
endings: {there: {title: All are there, when: movement, class: success}}
"""
"""The council is asked at 02:00, and all are there at 22:00. From 01:00 on nobody asks `again`."""
BRIDGE = "write bridge to cell by telephone from Road police: The bridge is closed. {delay: {movement: 3h}}"


@pytest.fixture
def control(play):  # noqa: F811
    """Sits as exercise control and types some lines: exit status, output, complaints."""

    def call(*lines: str, seats: tuple[str, ...] = ("excon",)):
        who = [word for seat in seats for word in ("--as", seat)]
        return play(*who, "--seed", 1, answers="\n".join(lines) + "\n", text=TEXT)

    return call


def test_an_inject_that_stands_in_no_file_comes_by_hand_and_does_what_it_says(control):
    """Written at 01:00 and given at 03:00, when the movement is under way: it ends three hours later, at D+1 01:00."""
    _, out, err = control("wait 1h", BRIDGE, "injects", "inject bridge at D 03:00", "run")
    told = " ".join(out.split())
    assert (
        "Written: Bridge. It comes by your hand: 'inject bridge', or 'inject bridge in 2h'. To Movement cell; by telephone; from Road police; what it does: delay."
        in told
    )
    assert "  . bridge  Bridge\n      comes only by your hand; to Movement cell\n" in out
    assert (
        "D 03:00 ! Movement cell INJECT. Bridge (from Road police; by telephone); ends 3 h later: Movement The bridge is closed."
        in told
    )
    assert "At D+1 01:00" in out
    assert err == ""


def test_it_may_say_all_that_an_inject_of_a_file_can_say(control):
    """A title, a time of its own, what is expected upon it."""
    line = "write late {title: Too late, at: D 04:00, to: [cell], expects: {action: A detour is found, within: 2h}}"
    _, out, _ = control(line, "run", "met", "run")
    assert "Written: Too late. It is on the list, and comes by itself." in out
    assert "-- D 04:00 Exercise control is asked" in out
    assert "Done in time, as expected upon 'Too late'" in out


def test_an_open_question_keeps_its_number(control):
    """The question is asked once; its answer is taken as before the inject was written."""
    _, out, _ = control("run", BRIDGE, "1", "inject bridge", "run", seats=("council", "excon"))
    assert out.count("Council is asked") == 1
    assert "Decision on 'Mandate': Adopt it (by Council)" in " ".join(out.split())
    assert "At D+1 01:00" in out


def test_what_was_written_is_taken_back(control, tmp_path):
    """With what was done with it; then the name is free again."""
    _, out, _ = control(BRIDGE, "inject bridge", "back 2", "injects", seats=("excon",))
    assert "Taken back: that the inject 'Bridge' was written and the inject 'Bridge'." in " ".join(
        out.split()
    )
    _, out, _ = control(BRIDGE, "back", BRIDGE, "run")
    assert "At D 22:00" in out
    held = record(tmp_path, "help-excon-2.record").ledger
    assert [entry.inject for entry in held if isinstance(entry, Written | Given)] == ["bridge"]


def test_a_record_with_it_goes_on_replays_is_compared_and_told_apart(control, tmp_path, capsys):
    """Resumed, replayed, reviewed, forked and compared: the inject is there each time, at its minute."""
    control("run", BRIDGE, "inject bridge at D 03:00", seats=("council", "excon"))
    name = "help-seats.record"
    (tmp_path / "more.txt").write_text("injects\nadopt\nrun\n", encoding="utf-8")
    assert main(["play", "--resume", name, "--answers", "more.txt", "--width", "80", "--plain"]) == 0
    out = capsys.readouterr().out
    assert "will be given by hand at D 03:00" in out
    assert "At D+1 01:00" in out
    assert main(["replay", name, "--plain", "--width", "80"]) == 0
    out = capsys.readouterr().out
    assert "  ! D 02:00 Written on the spot: Bridge\n" in out
    assert "The same log again" in out
    assert main(["review", name, "--runs", "3", "--plain", "--width", "120"]) == 0
    out = capsys.readouterr().out
    assert "D 02:00 Wrote the inject 'Bridge', which stands in no file" in out
    # Sent back, the mandate takes effect at 07:00; the bridge was closed at 03:00, before the movement: it begins at 10:00.
    assert "All are there (success), 5 h later" in out
    assert (
        main(["compare", name, "--at", "mandate", "-n", "3", "--workers", "1", "--plain", "--width", "120"])
        == 0
    )
    assert "5 h later on average" in capsys.readouterr().out
    assert main(["fork", name, "--at", "mandate", "--record", "new.record"]) == 0
    assert [
        entry.inject for entry in record(tmp_path, "new.record").ledger if isinstance(entry, Written)
    ] == ["bridge"]


def test_what_was_written_later_is_not_there_from_a_question_on(control, capsys):
    """`run --at` and `compare --at` go on from the question as it stood; the whole record holds it."""
    control("run", "adopt", "write late {at: D 05:00, to: [cell]}", "run", seats=("council", "excon"))
    capsys.readouterr()
    assert main(["run", "help-seats.record", "--at", "mandate", "--plain"]) == 0
    assert "INJECT" not in capsys.readouterr().out
    assert main(["replay", "help-seats.record", "--log", "--plain"]) == 0
    assert "INJECT. Late" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (("injects",), "This scenario has no injects; 'write' makes one of your own"),
        (("write",), "write bridge to staff by telephone: The bridge is closed."),
        (("write bridge",), "Name the inject, say to whom"),
        (("write bridge to cell:",), "What they hear is missing"),
        (("write bridge to cell: {delay: {movement: 3h}}",), "What they hear is missing"),
        (("write bridge to cell: It is closed. {delay: {movement: 3h}}.",), "Braces stand at the very end"),
        (("write bridge to : x",), "Nobody and nothing is named behind 'to'."),
        (("write bridge to cell to council: x",), "'to' stands there twice."),
        (('write bridge from "Road: police": x',), "cannot stand before the colon"),
        (("write bridge: x {at: D 03:00}",), "'at' is no effect; it goes into the other form"),
        (("write bridge {text: x, delay: {movement: 3h}}",), "'delay' is an effect, and stands under effects"),
        (("write bridge cell: It is closed.",), "'cell' cannot stand before the colon"),
        (("write bridge to cel: It is closed.",), "This is no inject: there is no body 'cel' (did you mean 'cell'?)."),
        (("write bridge: x {delay: {movment: 1h}}",), "This is no inject: there is no step, phase or member 'movment'"),
        (("write request: x",), "This is no inject: the inject 'request' is named like a step"),
        (("write bri-dge: x",), "'bri-dge' is no name for an inject"),
        (("write bridge {to: [cell], txt: x}",), "This is no inject: 'txt' is not a word of the language here"),
        (("write bridge {to: [cell}",), "This is no inject: "),
        (("write bridge: x", "write bridge: y"), "There is an inject 'bridge' already; take another name ('back' takes back what you wrote)."),
        (("wait 1h", "write late {at: D 00:30}"), "D 00:30 has come already; it is D 01:00."),
        (("wait 1h", "write late {at: request}"), "what has happened so far would have come another way"),
        (("wait 1h", "write over: x {back_to: request}"), "another way, from D 01:00 on (there stands now: cut off: Again)."),
        (("run", "write bridge: x"), "The exercise is over."),
        ((f"write bridge: {'x' * 2000}",), "This is 2,008 letters long; at most 2,000 are taken."),
    ],
)  # fmt: skip
def test_what_cannot_be_written_is_told_why(control, lines, told):
    """As an author is told, or why the past would be another one."""
    status, _, err = control(*lines)
    assert status == 2
    assert told in " ".join(err.split())


def test_what_would_change_the_past_leaves_all_as_it_was(control, tmp_path, capsys):
    """At a terminal one goes on; a record that a file of answers left there is whole, and goes on."""
    control("wait 1h", "write over: x {back_to: request}")
    (tmp_path / "more.txt").write_text("write bridge: x\nrun\n", encoding="utf-8")
    assert main(["play", "--resume", "help-excon.record", "--answers", "more.txt", "--plain"]) == 0
    assert "At D 22:00" in capsys.readouterr().out


def test_a_students_seat_writes_nothing(control):
    """The word means nothing there."""
    status, out, err = control(BRIDGE, seats=("council",))
    assert (status, "'write' is no answer here" in err) == (2, True)
    _, out, _ = control("help", seats=("council",))
    assert "write NAME" not in out


def test_a_real_name_is_refused_also_when_a_record_goes_on(play, tmp_path):  # noqa: F811
    """The record does not hold the names; as long as their file lies beside the scenario, they are looked up there."""
    text = TEXT.replace("title: Airfield\n", "title: Airfield\nfiles: {sealed: real.yaml}\n")
    (tmp_path / "real.yaml").write_text("sealed: [Realand]\n", encoding="utf-8")
    line = "write army to cell: The army of Realand comes.\n"
    status, _, err = play("--seed", 1, "--as", "excon", "--record", "a.record", answers=line, text=text)
    assert (status, "this holds a real name" in " ".join(err.split())) == (2, True)
    status, _, err = play("--resume", "a.record", answers=line, text="")
    assert (status, "this holds a real name" in " ".join(err.split())) == (2, True)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("bridge: It is closed.", '{at: trainer, text: "It is closed."}'),
        ("bridge to cell: 08:00: closed", '{at: trainer, to: ["cell"], text: "08:00: closed"}'),
        ("bridge to a, b by post from the mayor: x", '{at: trainer, to: ["a", "b"], channel: "post", from: "the mayor", text: "x"}'),
        ('bridge: "No," he said: never', '{at: trainer, text: "\\"No,\\" he said: never"}'),
        ("bridge: x {set: {a: b}}", '{at: trainer, text: "x", effects: {set: {a: b}}}'),
        ("bridge {text: x}", "{at: trainer, text: x}"),
        ("bridge {at: D 03:00, text: x}", "{at: D 03:00, text: x}"),
        ("bridge {text: x, at: 1h after request}", "{text: x, at: 1h after request}"),
        ('bridge {"at": D 03:00, text: x}', '{"at": D 03:00, text: x}'),
        ('bridge {title: "Meet, at: home", text: x}', '{at: trainer, title: "Meet, at: home", text: x}'),
        ("bridge by 10:00 to a,: x", '{at: trainer, channel: "10:00", to: ["a"], text: "x"}'),
    ],
)  # fmt: skip
def test_plain_words_become_the_words_of_an_author(line, text):
    """To whom, by which way, from whom, what they hear, what it does."""
    assert inject_of(line) == ("bridge", text)
