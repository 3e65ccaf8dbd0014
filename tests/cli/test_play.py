"""`exercise-sim play` with a file of answers: what is told, what is kept, what is refused."""

import re

import pytest

from exercise_sim.cli import main
from exercise_sim.records.reading import read

TEXT = """
title: Help for <host>
names: {host: Zerania}
text: Armed groups have taken the airfield of <host>.
bodies:
  council: {title: Council, seat: true, role: "You decide."}
  staff: {title: Joint Staff, seat: true}
  press: {title: Press, seat: true}
  clerk: {title: Clerk}
chain:
  request: {phase: Asking, by: council, takes: 1h, makes: request}
  mandate:
    by: council
    needs: request
    takes: 1h
    question: Adopt the draft?
    options: {adopt: {text: Adopt it, makes: decision}, return: {text: Send it back, back_to: request, at_most: 2, then: refuse}, refuse: {text: Not at all, ends: no_operation}}
    usual: adopt
    within: 10h
    otherwise: return
  order: {by: staff, after: mandate.adopt, takes: 3h, question: Go now?, options: {go: {text: At once}, wait: {text: Later, takes: 9h}}, usual: go}
  movement: {by: staff, phase: Moving, takes: 5h, seen_by: all}
endings: {there: {title: All are there, when: movement, class: success}, no_operation: {class: failure}}
objectives: {quick: {title: A quick mandate, from: request begins, to: mandate.adopt, ratings: {P: 3h, S: 4h, M: 9h}},
  ordered: {title: The order, from: mandate, to: order, ratings: {P: 3h, S: 4h, M: 9h}}}
variants: {late: {set: {chain.request.takes: 4h}}}
"""


@pytest.fixture
def play(file, tmp_path, monkeypatch, capsys):
    """Plays TEXT with some answers in a folder of its own: exit status, output without blanks at line ends, complaints."""
    monkeypatch.chdir(tmp_path)

    def call(*words: object, answers: str | None = "", text: str = TEXT) -> tuple[int, str, str]:
        name = [file(text, "help.yaml").name] if text else []
        given = ["--answers", "answers.txt"] if answers is not None else []
        (tmp_path / "answers.txt").write_text(answers or "", encoding="utf-8")
        status = main(["play", *name, *given, "--width", "80", "--plain", *map(str, words)])
        out, err = capsys.readouterr()
        return status, re.sub(r" +\n", "\n", out), err

    return call


def record(tmp_path, name: str = "help-council.record"):
    """The record in a file of the folder."""
    return read((tmp_path / name).read_bytes())


# --- what is told


def test_a_briefing_then_the_question_and_what_comes_of_it(play):
    """Situation, role, objectives that the seat knows of, how to answer; then the log, the question, the decision, the end."""
    status, out, err = play("--as", "council", "--seed", 1, answers="1 45m because it is clear\n")
    assert (status, err) == (0, "")
    for told in (
        "Help for Zerania\nYou are: Council\nEverybody else follows the policy 'usual'.",
        "Situation\n  Armed groups have taken the airfield of Zerania.",
        "Your role\n  You decide.",
        "What is to be achieved\n  A quick mandate: P up to 3 h, S 4 h, M 9 h\n  P achieved; S achieved, improvements",
        "Everything you do is kept at once in help-council.record\n",
        "-- D 02:00 Council is asked --",
        (
            "Adopt the draft?\n  Laid before you: request v1\n  To be answered by D 12:00 (in 10 h); if not: Send it back\n"
            "  1  adopt   Adopt it\n  2  return  Send it back\n  3  refuse  Not at all\nD 02:00> 1 45m because it is clear\n"
            "On its way: Adopt it, at D 02:45.\n"
        ),
        "Decision: Adopt it (by Council) -> decision v1; it is\n",
        "All are there (success)\nAt D 10:45, 10 h 45 min after STARTEX",
        "Kept in help-council.record\nTo see it again:\n  exercise-sim replay help-council.record\n",
    ):
        assert told in out, told


def test_everything_is_kept(play, tmp_path):
    """The text of the scenario, what was decided and by whom, the end."""
    play(
        "--as",
        "council",
        "--seed",
        7,
        "--policy",
        "weighted",
        "--variant",
        "late",
        answers="1 45m because it is clear\n",
    )
    kept = record(tmp_path)
    start = kept.head.start
    assert (start.seats, start.seed, start.policy, start.variants) == (["council"], 7, "weighted", ["late"])
    assert kept.head.scenario[1] == (tmp_path / "help.yaml").read_text(encoding="utf-8")
    assert [(entry.question, entry.option, entry.by, entry.after, entry.note) for entry in kept.ledger] == [
        ("mandate", "adopt", "council", 45, "it is clear"), ("order", "go", "weighted", 0, ""),
    ]  # fmt: skip
    assert (kept.over.ending, kept.over.minute) == ("there", 345 + 180 + 300)


def test_each_session_gets_a_record_of_its_own(play, tmp_path):
    """The first free name; a name that is given is never written over."""
    for _ in range(2):
        assert play("--as", "council", "--seed", 1)[0] == 0
    play("--as", "council", "--as", "staff", "--seed", 1)
    assert sorted(path.name for path in tmp_path.glob("*.record")) == [
        "help-council-2.record", "help-council.record", "help-seats.record",
    ]  # fmt: skip
    status, _, err = play("--as", "council", "--record", "help-council.record")
    assert (status, "a record is never written over" in err) == (2, True)
    status, _, err = play("--as", "council", "--record", "help.yaml")
    assert (status, "over the scenario" in err) == (2, True)
    status, _, err = play("--as", "council", "--record", "no/a.record")
    assert (status, "the record cannot be written: No such file" in err) == (2, True)


def test_the_words_of_the_desk(play):
    """Each tells what it should, and none of them changes anything."""
    answers = "help\nknown\nnote the clerk is late\nknown\nstatus\ntimeline\nlog\nquestion\nsave\nquit\n"
    status, out, _ = play("--as", "council", "--seed", 1, answers=answers)
    assert status == 0
    for told in (
        "back           take your last answer back; 'back 3' the last three\n",
        "Documents\n  . request v1, Council, D 01:00\n",
        "Noted at D 02:00.\n",
        "Your notes\n  . D 02:00 the clerk is late\n",
        "It is D 02:00\nUnder way, as far as you know\n  . nothing that you know of\nWaiting\n  . you: Adopt the draft? (until D 12:00)\n",
        "Asking ##",
        "Question: Adopt the draft?\n",
        "Everything is on the disk already: help-council.record\n",
        "To go on:\n  exercise-sim play --resume help-council.record\n",
    ):
        assert told in out, told
    assert out.count("Council is asked") == 2


def test_status_names_what_runs_who_waits_and_what_is_on_its_way(play):
    """From what the seats know."""
    answers = "1 2h\nwait 30m\nstatus\n"
    text = TEXT.replace("endings:", "  other: {by: council, after: request, takes: 90m, question: And?, options: [so, so_not], usual: so}\n  long: {title: Long work, by: council, after: request, takes: 9d}\nendings:")  # fmt: skip
    _, out, _ = play("--as", "council", "--seed", 1, answers=answers, text=text)
    assert (
        "It is D 03:00\nUnder way, as far as you know\n  . Long work (Council), since D 01:00\n"
        "Waiting\n  . you: And?\n  . your answer 'Adopt it' arrives at D 04:00\n"
    ) in out


@pytest.mark.parametrize("seat", ["staff", "excon"])
def test_status_tells_no_answer_of_others_before_it_arrives(play, seat):
    """That they are asked may be known; what they will say knows exercise control alone."""
    text = TEXT.replace("endings:", "  ready: {by: staff, after: request, question: Ready?, options: [so, so_not], usual: so}\nendings:")  # fmt: skip
    text = text.replace("usual: adopt\n", "usual: adopt\n    thinks: 2h\n    seen_by: all\n")
    _, out, _ = play("--as", seat, "--seed", 1, answers="wait until D 02:30\nstatus\nquit\n", text=text)
    waiting = out.partition("It is D 02:30\n")[2]
    assert "Council is asked: Adopt the draft?" in waiting
    said = "the answer 'Adopt it' is given, and arrives at D 04:00" in waiting
    told = "Adopt it" in waiting.partition("To go on")[0]
    assert (said, told) == (seat == "excon", seat == "excon")


def test_several_questions_are_open_at_once(play):
    """Each is put once, the numbers go on; one may be answered before the other, or time be let pass."""
    text = TEXT.replace("endings:", "  other: {by: council, after: request, takes: 90m, question: And?, options: [so, so_not], usual: so}\nendings:")  # fmt: skip
    answers = "wait\nso\nwait until D 03:00\nquestion\n1\n"
    _, out, err = play("--as", "council", "--seed", 1, answers=answers, text=text)
    assert err == ""
    assert out.count("And?") == 1
    assert "  4  so      So\n  5  so_not  So not\n\n2 questions are open." in out
    assert "Decision on 'Other': So (by Council)\n" in out
    assert "Time has passed: it is D 03:00." in out


def test_back_takes_answers_back(play, tmp_path):
    """Any number of them, also after the end; what is told then is what is new."""
    status, out, err = play(
        "--as", "council", "--seed", 1, answers="return\nadopt\nback 2\nrefuse\nback\nadopt\nquit\n"
    )
    assert (status, err) == (0, "")
    assert "Taken back: Send it back (Mandate) and Adopt it (Mandate).\n" in out
    assert "Taken back: Not at all (Mandate).\n" in out
    assert [entry.option for entry in record(tmp_path).ledger] == ["adopt", "go"]
    assert record(tmp_path).undone == 4


def test_the_usual_exits_of_the_desk(play):
    """Letting time pass when nobody is asked, voting where there is no vote, taking back nothing: each says what can be done."""
    for answers, said in (
        ("vote\n", "'vote' opens the one vote that is put to you"),
        ("back\n", "Nothing was done yet"),
        ("back x\n", "'x' is no number of answers"),
        ("back 0\n", "Nothing was done yet"),
        ("note\n", "Type what is to be noted"),
        (f"note {'x' * 3000}\n", "This is 3,000 letters long"),
        ("wait soon\n", "'soon'"),
        ("wait D 01:00\n", "D 01:00 has gone by already; it is D 02:00."),
        ("refuse\nwait\n", "Time passes by itself"),
        ("refuse\nquestion\n", "Nothing is asked here now."),
        ("refuse\n1\n", "nobody is asked anything any more"),
    ):
        status, _, err = play("--as", "council", "--seed", 1, answers=answers)
        assert (status, said in " ".join(err.split())) == (2, True), (answers, err)


def test_an_answer_behind_the_limit_is_warned_of(play):
    """It lapses; that can be taken back."""
    _, out, _ = play("--as", "council", "--seed", 1, answers="1 11h\n")
    assert "That is behind the limit, D 12:00: it will come too late. 'back' takes it back." in out
    assert "No answer in time, so this stands: Send it back" in " ".join(out.split())


# --- who plays


def test_a_seat_is_chosen_from_a_list(play):
    """First those that are asked something; by number, name or title."""
    for line in ("1", "council", "Council", "COUNCIL"):
        status, out, _ = play("--seed", 1, answers=f"{line}\nquit\n")
        assert status == 0
        assert out.startswith(
            "Help for Zerania\n   1  Council  (council)\n   2  Joint Staff  (staff)\nSeats from which one can only watch: Press\n"
        )
        assert "You are: Council\n" in out
    _, out, _ = play("--seed", 1, answers="press\n")
    assert "You are: Press\n" in out
    status, _, err = play("--seed", 1, answers="cuoncil\n")
    assert (status, "There is no seat 'cuoncil' (did you mean 'council'?)" in err) == (2, True)
    assert play("--seed", 1, answers="quit\n")[0] == 0


def test_every_seat_can_be_taken(play):
    """Then every question is asked here."""
    _, out, err = play("--as", "all", "--seed", 1, answers="adopt\ngo\n")
    assert err == ""
    assert "You sit at every seat: Council, Joint Staff and Press\n" in out
    assert out.count(" is asked --") == 2


def test_what_is_no_seat_is_refused(play):
    """A body that nobody plays, and a name that is none."""
    for name, said in (("clerk", "'clerk' is no seat"), ("stafff", "did you mean 'staff'?")):
        status, _, err = play("--as", name)
        assert (status, said in err) == (2, True)


# --- files of answers, and none


def test_a_yaml_list_of_answers_is_the_same_as_lines(play):
    """Comments and empty lines are passed over."""
    lines = play(
        "--as", "council", "--seed", 1, answers="# what we do\n\nreturn 10m\nadopt: it is better now\n"
    )[1]
    listed = play(
        "--as",
        "council",
        "--seed",
        1,
        answers="- \"return 10m\"\n# what we do\n- 'adopt: it is better now'\n",
    )[1]
    assert listed.replace("council-2.record", "council.record") == lines


def test_a_wrong_answer_names_its_line(play, tmp_path):
    """What came before it is kept."""
    status, _, err = play("--as", "council", "--seed", 1, answers="return\n\nadpot\n")
    assert status == 2
    assert err.startswith("answers.txt:3: error: 'adpot' is no answer here (did you mean 'adopt'?).")
    assert [entry.option for entry in record(tmp_path).ledger] == ["return"]


def test_where_the_answers_end_the_record_can_be_gone_on_with(play, tmp_path):
    """It says so, and how."""
    status, out, err = play("--as", "council", "--seed", 1, answers="return\n")
    assert (status, err) == (0, "answers.txt: the answers end here; the record is kept.\n")
    assert "To go on:\n  exercise-sim play --resume help-council.record\n" in out
    status, out, err = play("--resume", "help-council.record", answers="adopt\n", text="")
    assert (status, err) == (0, "")
    assert "You go on at D 02:00, after 1 answer." in out
    straight = play("--as", "council", "--seed", 1, "--record", "other", answers="return\nadopt\n")
    assert straight[0] == 0
    assert record(tmp_path, "other").over == record(tmp_path).over.model_copy(
        update={"wall": record(tmp_path, "other").over.wall}
    )


@pytest.mark.parametrize("answers", ["nothing.txt", "."])
def test_answers_that_cannot_be_read_are_refused(play, answers):
    """As any file."""
    status, _, err = play("--as", "council", "--answers", answers, answers=None)
    assert (status, f"{answers}: error:" in err) == (2, True)


def test_without_a_terminal_and_without_answers_nobody_can_play(play, tmp_path):
    """Exit 2, with a hint; no record is begun."""
    status, _, err = play("--as", "council", answers=None)
    assert (status, err) == (
        2,
        "help.yaml: error: there is no terminal to ask you at; give your answers in a file: --answers FILE\n",
    )
    assert list(tmp_path.glob("*.record")) == []


def test_words_that_do_not_go_together(play):
    """A record brings its own scenario, seats and luck."""
    play("--as", "council", "--seed", 1)
    for words, said in (
        (("--resume", "help-council.record", "--seed", 2), "--seed stands in the record already"),
        (("--resume", "help-council.record", "--as", "staff"), "--as stands in the record already"),
        (("--resume", "nothing.record"), "the record cannot be read: No such file"),
        (("--resume", "help.yaml"), "no record of an exercise"),
        ((), "name a scenario to play, or a record to go on with"),
    ):
        status, _, err = play(*words, text="")
        assert (status, said in err) == (2, True), err
    for words in (("--policy", "nobodys"), ("--variant", "none")):
        status, _, err = play("--as", "council", *words)
        assert (status, "there is no" in err) == (2, True)


# --- records that are no longer what they were


def test_another_scenario_opens_for_reading_only(play, tmp_path):
    """The file beside the record has changed: named with --resume, it is compared, and the first other event is told."""
    play("--as", "council", "--seed", 1, answers="return\n")
    changed = TEXT.replace(
        "request: {phase: Asking, by: council, takes: 1h", "request: {phase: Asking, by: council, takes: 3h"
    )
    status, out, _ = play("--resume", "help-council.record", answers="log\nquit\n", text=changed)
    assert status == 1
    told = " ".join(out.split())
    assert "This is not the scenario that the record was played in: its text has changed." in told
    assert "They part at event 3 (D 03:00): now it is done: Request." in told
    assert "It is open for reading only." in told
    status, _, err = play("--resume", "help-council.record", answers="adopt\n", text=changed)
    assert (status, "This record is open for reading only" in err) == (2, True)
    status, out, _ = play("--resume", "help-council.record", answers="quit\n", text=TEXT + "# a remark\n")
    assert (status, "The log is the same all the same, as far as it goes." in " ".join(out.split())) == (
        1,
        True,
    )
    status, out, _ = play("--resume", "help-council.record", answers="adopt\n", text="")
    assert (status, "You go on" in out) == (0, True)


def test_a_damaged_record_opens_for_reading_only_and_can_be_forked(play, tmp_path, capsys):
    """What is whole is told; the rest is named; another line begins where it is whole."""
    play("--as", "council", "--seed", 1, answers="return\nreturn\nadopt\n")
    path = tmp_path / "help-council.record"
    path.write_bytes(
        path.read_bytes().replace(b'"return"', b'"refuse"', 2).replace(b'"refuse"', b'"return"', 1)
    )
    status, out, _ = play("--resume", path.name, answers="log\nquit\n", text="")
    assert status == 1
    assert (
        "Line 5 of the record is damaged, so it counts up to line 4 only; 3 lines stand behind it."
        in " ".join(out.split())
    )
    before = path.read_bytes()
    assert main(["fork", path.name, "--record", "new.record"]) == 0
    assert "new.record holds 1 of its 1 entries, and stands at its end." in capsys.readouterr().out
    assert path.read_bytes() == before
    status, out, _ = play("--resume", "new.record", answers="adopt\n", text="")
    assert (status, "All are there" in out) == (0, True)


def test_a_line_that_was_not_written_to_its_end_is_taken_away(play, tmp_path):
    """And said; the next one stands in its place."""
    play("--as", "council", "--seed", 1, answers="return\n")
    path = tmp_path / "help-council.record"
    whole = path.read_bytes()
    path.write_bytes(whole + b'{"n": 5, "kind": "answ')
    status, out, _ = play("--resume", path.name, answers="adopt\n", text="")
    assert (status, "was not written to its end" in out) == (0, True)
    assert path.read_bytes().startswith(whole + b'{"n": 5, "kind": "answered"')
    assert record(tmp_path).damage is None


GAUGED = """
title: A crisis that grows
bodies: {council: {seat: true, role: You decide.}, staff: {seat: true, role: You draft.}}
gauges:
  threat: {title: Threat, starts: 30, stages: {tension: 0, crisis: 40}, rises: 12 a day}
  secret: {title: Secret, starts: 1, stages: {low: 0}, seen_by: [staff]}
chain:
  draft: {by: staff, takes: 1d}
  mandate: {by: council, question: Adopt?, options: {adopt: {}, wait: {back_to: draft, at_most: 1, then: adopt}}, usual: adopt}
endings: {over: {when: mandate.adopt}}
"""


def test_the_rule_of_a_day_says_how_the_gauges_stand(play):
    """As the seat sees them: their stages, and none that others see alone."""
    _, out, _ = play("--as", "council", answers="adopt", text=GAUGED)
    rules = [line for line in out.splitlines() if "March 2024" in line]
    assert [line.strip("- ") for line in rules] == [
        "D, Tuesday 12 March 2024; Threat: tension",
        "D+1, Wednesday 13 March 2024; Threat: crisis",
    ]
