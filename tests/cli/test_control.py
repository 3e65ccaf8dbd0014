"""`exercise-sim play --as excon`: the clock, injects by hand, what is expected upon them, and that no student's seat has any of it."""

import pytest
from tests.cli.test_play import play, record  # noqa: F401  # a fixture

from exercise_sim.cli import main
from exercise_sim.engine.ledger import Answered, Given, Prepared, Skipped

TEXT = """
title: Airfield
bodies: {council: {title: Council, seat: true}, cell: {title: Movement cell, seat: true}}
chain:
  request: {by: council, takes: 1h}
  mandate: {by: council, takes: 1h, question: "Adopt?", options: {adopt: {text: Adopt it}, return: {text: Send it back, takes: 5h}}, usual: adopt}
  movement: {by: cell, takes: 20h, seen_by: all}
injects:
  story: {title: A false story, at: D 06:00, to: [council], text: They lie about us.}
  group: {title: An armed group, at: trainer, to: [cell], text: They hold the airfield., expects: {action: A second airfield is planned, within: 3h}, effects: {delay: {movement: 2h}}}
  late: {title: Too late, at: group.missed, to: [cell], effects: {delay: {movement: 9h}}}
  maybe: {title: Rain, at: D 05:00, chance: 30%, unless: mandate is done, to: all}
endings: {there: {title: All are there, when: movement, class: success}}
objectives: {quick: {title: All are there in time, from: request begins, to: movement, ratings: {P: 1d, S: 2d, M: 3d}}}
"""
"""Without a hand: the council is asked at 02:00, and at 22:00 all are there."""


@pytest.fixture
def control(play):  # noqa: F811
    """Sits as exercise control and types some lines: exit status, output, complaints."""

    def call(*lines: str, seats: tuple[str, ...] = ("excon",), more: tuple[str, ...] = ()):
        who = [word for seat in seats for word in ("--as", seat)]
        return play(*who, "--seed", 1, *more, answers="\n".join(lines) + "\n", text=TEXT)

    return call


def kinds(tmp_path, name: str = "help-excon.record") -> list[str]:
    """What exercise control did, in short."""
    told = {Given: "given", Prepared: "prepared", Skipped: "skipped", Answered: "answered"}
    return [
        f"{entry.minute} {told[type(entry)]} {getattr(entry, 'inject', '') or entry.question}"
        for entry in record(tmp_path, name).ledger
        if type(entry) in told and entry.by == "excon"
    ]


# --- the clock


def test_the_clock_stands_until_exercise_control_lets_it_go_on(control):
    """At STARTEX, and where it stops; `wait` lets so much time pass, `run` the rest."""
    _, out, err = control("wait 3h", "status", "run")
    assert "The clock stands at D 00:00: 'run' lets it go on" in out
    assert "D 02:00    * Council       Decision: Adopt it (policy 'usual')\n" in out
    assert "The clock stands at D 03:00" in out
    assert "At D 22:00, 22 h after STARTEX" in out
    assert err == ""


def test_exercise_control_may_hold_seats_too(control):
    """Then `run` goes on to the next question of theirs, and an answer lets no time pass by itself."""
    _, out, _ = control("run", "adopt", "run", seats=("all", "excon"))
    assert "You sit at every seat: Council, Movement cell and Exercise control" in out
    assert "D 02:00> adopt" in out
    assert "The clock stands at D 02:00" in out
    assert "At D 22:00" in out


def test_it_sees_everything(control):
    """Also what became of an inject that did not come."""
    _, out, _ = control("run")
    assert "D 05:00    -               Inject not needed: Rain\n" in out


def test_run_does_not_pass_by_an_open_decision(control):
    """It would cost days in a word; `wait` lets time pass all the same. A tick may stand open meanwhile."""
    status, out, err = control("run", "wait 1h", "run", seats=("council", "excon"))
    assert "Time has passed: it is D 03:00." in out
    assert (status, "'Adopt?' is open: answer it, or let time pass all the same with 'wait 2h'." in err) == (
        2,
        True,
    )
    status, out, _ = control("inject group", "run", "adopt", seats=("council", "excon"))
    assert (status, "D 02:00> adopt" in out) == (0, True)


def test_nothing_passes_behind_the_end(control):
    """Neither time nor injects; `back` goes back into it."""
    status, _, err = control("run", "wait 2h")
    assert (status, "The exercise is over. 'back' goes back into it." in err) == (2, True)
    status, _, err = control("run", "inject group")
    assert (status, "The exercise is over." in err) == (2, True)
    status, out, _ = control("run", "back", "inject group")
    assert (status, "Given: An armed group." in out) == (0, True)


# --- injects


def test_the_list_of_injects_says_when_each_is_planned_and_what_has_become_of_it(control):
    """By hand, at a time, with a chance, unless something; given, laid down, taken out."""
    _, out, _ = control("injects", "inject group", "skip story", "inject maybe at D 09:00", "injects")
    before, after = out.split("> injects\n")[1:]
    assert before.startswith(
        "Injects\n"
        "  . story  A false story\n      still to come; at D 06:00; to Council\n"
        "  . group  An armed group\n      comes only by your hand; to Movement cell\n"
        "  . late  Too late\n      still to come; after group.missed; to Movement cell\n"
        "  . maybe  Rain\n      still to come; at D 05:00; with a chance of 30 %; unless mandate is done;\n      to all\n"
    )
    assert "  - story  A false story\n      taken out by hand at D 00:00; to Council\n" in after
    assert "  ! group  An armed group\n      came at D 00:00; to Movement cell\n" in after
    assert "  . maybe  Rain\n      will be given by hand at D 09:00; to all\n" in after


def test_an_inject_is_given_now_or_at_a_time(control, tmp_path):
    """`inject NAME`, `at` a time, `in` so long; what is laid down comes then, whatever its own time says, and the last word on it stands."""
    _, out, _ = control("inject group", "inject story in 2h", "inject story at d 08:00", "missed", "run")
    assert "Given: An armed group." in out
    assert "Laid down: A false story will be given at D 08:00." in out
    assert "D 08:00    ! Council       INJECT. A false story\n" in out
    assert out.count("INJECT. A false story") == 1
    assert kinds(tmp_path) == ["0 given group", "0 prepared story", "0 prepared story", "0 answered group"]


def test_what_is_taken_out_does_not_come(control):
    """And what waits for it is cut off."""
    _, out, _ = control("skip story", "skip group", "run")
    assert "Inject taken out by the trainer: A false story" in out
    assert "INJECT." not in out


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (("inject gruop",), "There is no inject 'gruop' (did you mean 'group'?)."),
        (("inject xyzzy",), "There is no inject 'xyzzy' ('injects' lists them)."),
        (("inject",), "inject story at D+1 06:00"),
        (("skip",), "Name the inject that is to be taken out: skip story"),
        (("inject group", "inject group"), "'An armed group' came at D 00:00; an inject comes once."),
        (("skip group", "inject group"), "'An armed group' stayed away at D 00:00, so it cannot come any more."),
        (("inject group", "met", "inject late"), "'Too late' cannot come any more"),
        (("inject group soon",), "'soon' is no time for an inject"),
        (("wait 3h", "inject group at D 02:00"), "D 02:00 has gone by already; it is D 03:00."),
        (("inject group in soon",), "'soon'"),
    ],
)  # fmt: skip
def test_what_cannot_be_given_is_told_why(control, lines, told):
    """The nearest name, or why an inject cannot come now; the record holds what was done before."""
    status, _, err = control(*lines)
    assert status == 2
    assert told in err


def test_what_is_expected_is_asked_of_exercise_control(control, tmp_path):
    """With its limit and of whom; its word may have a reason; unanswered it is missed at the limit."""
    _, out, _ = control("inject group", "met because the plan is here", "run")
    assert (
        "-- D 00:00 Exercise control is asked -------------------------------------------\n"
        "A second airfield is planned\n  Expected of Movement cell upon the inject 'An armed group'\n"
        "  To be said by D 03:00 (in 3 h); if not, it counts as not done.\n"
        "  1  met     It has been done\n  2  missed  It has not, and does not count any more\n"
    ) in out
    assert "Done in time, as expected upon 'An armed group'" in out
    assert kinds(tmp_path) == ["0 given group", "0 answered group"]


def test_an_expected_action_that_is_not_ticked_is_missed_at_its_limit(control):
    """And its contingency comes."""
    _, out, _ = control("inject group", "run")
    assert "D 03:00    !               Not done in time, expected upon 'An armed group'" in out
    assert "INJECT. Too late" in out


# --- taken back, kept, played again


def test_what_was_given_is_taken_back_and_named(control, tmp_path):
    """Word by word; what stays is what the record holds."""
    _, out, _ = control("inject group", "inject story at D 08:00", "skip maybe", "met", "back 4", "injects")
    assert (
        "Taken back: the inject 'An armed group', that 'A false story' is given at D 08:00, that 'Rain' is taken out "
        "and It has been done (An armed group)."
    ) in " ".join(out.split())
    assert out.endswith("play --resume help-excon.record\n")
    assert kinds(tmp_path) == []


def test_a_record_with_injects_goes_on_where_it_stood_and_replays_to_the_byte(control, tmp_path, capsys):
    """Resumed, forked and replayed: what was given, laid down and taken out stands in it."""
    control("inject group", "skip maybe", "inject story in 3h")
    answers = tmp_path / "more.txt"
    answers.write_text("injects\nmet\nrun\n", encoding="utf-8")
    words = ("--answers", str(answers), "--width", "80", "--plain")
    assert main(["play", "--resume", "help-excon.record", *words]) == 0
    out = capsys.readouterr().out
    assert "You go on at D 00:00, after 3 answers." in out
    assert "will be given by hand at D 03:00" in out
    assert "D 03:00    ! Council       INJECT. A false story" in out
    assert main(["replay", "help-excon.record", "--plain", "--width", "80"]) == 0
    out = capsys.readouterr().out
    assert (
        "What was decided\n  ! D 00:00 Given: An armed group\n  ! D 00:00 Taken out: Rain\n"
        "  ! D 00:00 Laid down: A false story will be given at D 03:00\n  * D 00:00 An armed group: It has been done;"
    ) in out
    assert main(["fork", "help-excon.record", "--at", "group", "--record", "new.record"]) == 0
    assert kinds(tmp_path, "new.record") == ["0 given group", "0 skipped maybe", "0 prepared story"]


# --- the debrief


def test_the_debrief_tells_what_exercise_control_did(control, tmp_path, capsys):
    """In the order in which it was done; a tick is no decision of the players."""
    control("inject group", "skip maybe", "missed because nothing came", "run")
    capsys.readouterr()
    assert (
        main(["review", "help-excon.record", "--plain", "--width", "120", "--runs", "5", "--html", "a.html"])
        == 0
    )
    out, page = capsys.readouterr().out, (tmp_path / "a.html").read_text(encoding="utf-8")
    assert "Nobody at the table was asked anything." in out
    told = (
        "D 00:00 Gave the inject 'An armed group'",
        "D 00:00 Took the inject 'Rain' out",
        "D 00:00 Said that it was not done, though expected upon 'An armed group': A second airfield is planned; because nothing came",
    )
    for one in told:
        assert one in " ".join(out.replace("\n     ", " ").split())
    assert "<h2>What exercise control did</h2>" in page


def test_another_answer_meets_the_same_injects_in_their_minutes(control, capsys):
    """What was given by hand and said of expected actions comes again: the way back costs five hours and nothing else."""
    control("run", "inject group at D 04:00", "adopt", "run", "missed", "run", seats=("council", "excon"))
    capsys.readouterr()
    assert main(["review", "help-seats.record", "--plain", "--width", "120", "--runs", "0"]) == 0
    out = capsys.readouterr().out
    # Adopted at 02:00 the movement of 20 h is delayed by 2 h and by 9 h: 33 h. Sent back it begins at 07:00 instead, 5 h later.
    assert (
        "All are there (success), 5 h later\n   v All are there in time: S 1 d 14 h instead of S 1 d 9 h"
        in out
    )
    assert "nothing was asked of the players after it" in out


# --- a student's seat


def test_a_students_seat_has_no_hand(control):
    """No word of it is understood, listed in the help, or told; `all` is every seat but exercise control."""
    for seats in (("council",), ("all",)):
        status, out, err = control("inject group", seats=seats)
        assert (status, "'inject group' is not understood here." in err) == (2, True)
        for word in ("injects", "skip group", "run"):
            assert control(word, seats=seats)[0] == 2
        _, out, _ = control("help", "known", "status", "log", seats=seats)
        assert [
            one for one in ("inject", "armed group", "Rain", "excon", "Exercise control") if one in out
        ] == []


def test_a_students_record_of_what_exercise_control_did_is_told_to_exercise_control_only(control, capsys):
    """`replay --view` and `review --view` of a seat leave it out."""
    control("inject group", "missed", "run", "adopt", "run", seats=("council", "excon"))
    capsys.readouterr()
    for words in (("replay", "help-seats.record", "--log"), ("review", "help-seats.record", "--runs", "3")):
        assert main([*words, "--view", "council", "--plain", "--width", "120"]) == 0
        out = capsys.readouterr().out
        assert [one for one in ("armed group", "airfield is planned", "Gave", "Given") if one in out] == []


def test_the_seat_is_offered_in_the_list(play):  # noqa: F811
    """And taken by its name."""
    status, out, _ = play("--seed", 1, answers="excon\nquit\n", text=TEXT)
    assert status == 0
    assert "The trainer's seat is 'excon'" in out
    assert "You are: Exercise control" in out
