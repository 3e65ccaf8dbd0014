"""`exercise-sim compare RECORD`: what can come from a question of it, and what was played on other luck."""

import csv
import json
import re
from html import unescape

import pytest
from tests.cli.test_play import TEXT
from tests.support import command

from exercise_sim.cli import main
from exercise_sim.records.sums import opened, sealed


@pytest.fixture
def record(returned):
    """A record in which the council sent the draft back after half an hour and then adopted it at once; request and march are drawn."""
    text = TEXT.replace("by: council, takes: 1h, makes", "by: council, takes: 1h .. 3h, makes").replace("takes: 5h,", "takes: 1h .. 9h,")  # fmt: skip
    return returned(text)


def told(capsys, *words, code=0):
    """What a command says, its lines as one, and its complaints."""
    assert main([str(word) for word in ("compare", *words, "--workers", 1, "--plain")]) == code
    out, err = capsys.readouterr()
    return " ".join(out.split()), err


def summary(tmp_path, *words):
    """What a command writes as JSON."""
    assert (
        main([str(word) for word in ("compare", *words, "--workers", 1, "--json", tmp_path / "out.json")])
        == 0
    )
    return json.loads((tmp_path / "out.json").read_text("utf-8"))


def test_every_option_of_a_question_is_an_alternative_the_recorded_one_first(record, tmp_path, capsys):
    """The council had sent it back, half an hour after it was asked; all answers come in that minute."""
    found = summary(tmp_path, record, "--at", "mandate", "-n", 4)["alternatives"]
    assert [one["label"] for one in found] == ["mandate=return", "mandate=adopt", "mandate=refuse"]
    asked = found[0]["record"]["minute"]
    assert [one["record"] for one in found] == [
        {"question": "mandate", "minute": asked, "option": option, "after": 30, "how": how}
        for option, how in (("return", "answered"), ("adopt", None), ("refuse", None))
    ]
    assert found[2]["endings"][0]["name"] == "no_operation"
    out = " ".join(capsys.readouterr().out.split())
    assert "From the question 'Mandate' at D 0" in out
    assert "mandate=return Send it back (as in the record)" in out


def test_the_past_stands_in_every_run_and_the_march_is_new(record, tmp_path):
    """At the second asking, request, work and half an hour are those of the record: its mandate took as long in each run."""
    rows = tmp_path / "rows.csv"
    assert (
        main(["compare", str(record), "--at", "mandate#2", "-n", "50", "--workers", "1", "--csv", str(rows)])
        == 0
    )
    lines = [*csv.DictReader(rows.read_text(encoding="utf-8").splitlines())]
    adopted = [line for line in lines if line["alternative"] == "mandate#2=adopt"]
    assert len({line["quick"] for line in adopted}) == 1
    assert len({line["ended_at"] for line in adopted}) > 30
    # The order takes three hours, the march one to nine; the mandate is measured from STARTEX.
    quick = int(adopted[0]["quick"])
    assert all(180 + 60 <= int(line["ended_at"]) - quick <= 180 + 540 for line in adopted)
    assert 180 + 60 <= main_end(record) - quick <= 180 + 540


def main_end(record):
    """The minute at which the record ended."""
    return opened(record.read_bytes().splitlines()[-1])["minute"]


def test_several_policies_make_each_answer_under_each(record, tmp_path, capsys):
    """Two options of three are left, as two returns are allowed: three under two policies."""
    found = summary(tmp_path, record, "--at", "mandate", "--policy", "usual", "--policy", "weighted", "-n", 1)
    assert [one["label"] for one in found["alternatives"]] == [
        f"mandate={option} + policy {policy}" for option in ("return", "adopt", "refuse") for policy in ("usual", "weighted")
    ]  # fmt: skip
    out, _ = told(capsys, record, "--at", "mandate", "--policy", "weighted", "-n", 1)
    assert "the policy 'weighted' decide" in out


def test_a_record_without_a_question_is_played_on_other_luck(record, tmp_path, capsys):
    """As played: returned and adopted, which costs a second request, an hour of work and half an hour; the policy adopts at once."""
    found = summary(tmp_path, record, "-n", 300)["alternatives"]
    assert [one["label"] for one in found] == ["as played", "policy usual"]
    assert found[0]["record"] == {"answers": {"mandate": "return", "mandate#2": "adopt"}}
    assert found[1]["record"] == {"answers": {}}
    quick = next(one for one in found[1]["quantities"] if one["name"] == "quick")
    low, high = quick["difference"]["mean"]["interval"]
    # A request of 1 to 3 hours, 2 hours on average, an hour of work, half an hour of thought.
    assert low < -(120 + 60 + 30) < high
    assert high - low < 30


def test_the_same_bytes_for_any_number_of_workers_and_from_a_store(record, tmp_path):
    """One process, three, and half of it from a store."""
    words = ("compare", record, "--at", "mandate", "--json", "-", "--csv", tmp_path / "rows.csv")
    outputs = []
    for more in (("-n", 600, "--workers", 1), ("-n", 600, "--workers", 3)):
        ran = command(*words, *more, code=0)
        outputs.append((ran.stdout, (tmp_path / "rows.csv").read_bytes()))
    command(*words, "-n", 300, "--store", tmp_path / "store", "--workers", 1, code=0)
    ran = command(*words, "-n", 600, "--store", tmp_path / "store", "--workers", 1, code=0)
    assert "900 of 1,800 runs were taken from the store" in ran.stderr
    assert outputs == [(ran.stdout, (tmp_path / "rows.csv").read_bytes())] * 2


def test_the_page_tells_from_where(record, tmp_path, capsys):
    """The question, its moment, and what each alternative answers."""
    page = tmp_path / "page.html"
    told(capsys, record, "--at", "mandate", "-n", 40, "--html", page)
    text = " ".join(unescape(page.read_text("utf-8")).replace("\xa0", " ").split())
    assert "From the question 'Mandate' at D" in text
    assert "Send it back (as in the record)" in text


# --- what is refused


def test_a_question_that_was_not_asked_is_refused_with_the_nearest(record, capsys):
    """Neither one that does not exist, nor a third asking; exit 2."""
    assert "a.record: error: 'mandat' was not asked in this record (did you mean 'mandate'?)" in told(capsys, record, "--at", "mandat", code=2)[1]  # fmt: skip
    _, err = told(capsys, record, "--at", "withdrawal", code=2)
    assert "'withdrawal' was not asked in this record (asked were: mandate, mandate#2, order)" in err


def test_words_that_make_other_alternatives_do_not_go_with_a_record(record, capsys):
    """A record has its scenario and its variants."""
    _, err = told(capsys, record, "--at", "mandate", "--variant", "late", "--choose", "order=wait", code=2)
    assert "leave out --variant, --choose" in err
    _, err = told(capsys, record, "help.yaml", code=2)
    assert "leave out the other file" in err
    _, err = told(capsys, "help.yaml", "--at", "mandate", code=2)
    assert "--at names a question of a record, and this is a scenario" in err
    _, err = told(capsys, record, "--policy", "usal", code=2)
    assert "did you mean 'usual'" in err


def test_outputs_do_not_go_over_the_record(record, capsys):
    """Its bytes stay."""
    before = record.read_bytes()
    _, err = told(capsys, record, "--csv", record, code=2)
    assert "over" in err
    assert record.read_bytes() == before


def test_a_damaged_record_is_followed_as_far_as_it_is_whole(record, capsys):
    """The second answer is damaged: the first question can be compared, the second and the whole cannot."""
    lines = record.read_bytes().splitlines(keepends=True)
    place = next(number for number, line in enumerate(lines) if b'"question": "mandate#2"' in line)
    record.write_bytes(
        b"".join([*lines[:place], lines[place].replace(b"adopt", b"bdopt"), *lines[place + 1 :]])
    )
    told(capsys, record, "--at", "mandate", "-n", 2)
    _, err = told(capsys, record, "--at", "order", code=2)
    assert f"line {place + 1} of this record is not what was written" in err
    assert "'order' was not asked before it (asked were: mandate, mandate#2)" in err
    _, err = told(capsys, record, code=2)
    assert "without its end it cannot be compared" in err


def test_a_record_with_another_scenario_is_refused(record, capsys):
    """Somebody changed the text in it, and made its sums and its digest right: it is not what was played."""
    lines = record.read_bytes().splitlines(keepends=True)
    data = opened(lines[1].rstrip(b"\n"))
    data["text"] = data["text"].replace("takes: 3h", "takes: 4h")
    record.write_bytes(b"".join([lines[0], sealed(data).encode(), *lines[2:]]))
    assert "the head of this record is not whole" in told(capsys, record, "--at", "mandate", code=2)[1]
    from exercise_sim.records.head import digest_of

    data["digest"] = digest_of(data["text"])
    record.write_bytes(b"".join([lines[0], sealed(data).encode(), *lines[2:]]))
    _, err = told(capsys, record, "--at", "mandate", code=2)
    assert "the scenario in this record is not the one that was played" in err


def test_a_record_that_goes_another_way_is_refused_behind_that(record, capsys):
    """An answer that leads elsewhere, with right sums: the log is not the one of the record any more."""
    lines = record.read_bytes().splitlines(keepends=True)
    place = next(number for number, line in enumerate(lines) if b'"question": "mandate"' in line)
    data = opened(lines[place].rstrip(b"\n"))
    data["option"] = "adopt"
    record.write_bytes(b"".join([*lines[:place], sealed(data).encode(), *lines[place + 1 :]]))
    told(capsys, record, "--at", "mandate", "-n", 2)
    _, err = told(capsys, record, "--at", "mandate#2", code=2)
    assert "this record cannot be followed up to there: it goes another way at event" in err
    assert "replay" in err


# --- one run of it, told alone


def test_every_run_can_be_told_alone(record, tmp_path, capsys):
    """Replication 7 of each answer, and as played: `run` ends where the table of the comparison says."""
    for words, answers in (
        (("--at", "mandate"), [("--choose", "mandate=adopt"), ("--choose", "mandate = return"), ()]),
        ((), [()]),
    ):
        rows = tmp_path / "rows.csv"
        told(capsys, record, *words, "-n", 9, "--csv", rows)
        ends = {
            one["alternative"]: one["ended_at"]
            for one in csv.DictReader(rows.read_text("utf-8").splitlines())
            if one["replication"] == "7"
        }
        for answer in answers:
            out = tmp_path / "run.json"
            status = main(
                ["run", str(record), *words, *answer, "--replication", "7", "--quiet", "--json", str(out)]
            )
            assert status == 0
            label = answer[1].replace(" ", "") if answer else "mandate=return" if words else "as played"
            assert json.loads(out.read_text("utf-8"))["ended_at"] == int(ends[label])


def test_the_page_of_a_record_names_commands_that_run_again(record, tmp_path, capsys):
    """The best run takes as long as the page says, and tells how it is run again."""
    page = tmp_path / "page.html"
    told(capsys, record, "--at", "order", "-n", 40, "--of", "ending", "--html", page)
    text = unescape(page.read_text("utf-8")).replace("\xa0", " ")
    name, value, line = re.search(
        r"best, (replication \d+)</td><td class=\"t\">(.*?)</td>.*?<code>(.*?)</code>", text
    ).groups()
    words = line.replace('<span class="o">', "").replace("</span>", "").split()
    assert words[1:] == [
        "run",
        str(record),
        "--at",
        "order",
        "--seed",
        "1",
        "--replication",
        name.split()[1],
        "--policy",
        "usual",
    ]
    assert main([*words[1:], "--quiet"]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "a.record --at order --seed 1" in out
    assert value


def test_what_does_not_go_with_a_record_is_refused(record, capsys):
    """Exit 2, with the words that would do."""
    for words, why in (
        (("--until", "3h"), "leave out --until"),
        (("--choose", "mandate=adopt"), "--choose names one answer to the question of --at"),
        (("--at", "mandate", "--choose", "mandate=adapt"), "did you mean 'mandate=adopt'?"),
        (("--at", "mandat"), "did you mean 'mandate'?"),
        (("--jsonl", record), "would be written over the record"),
    ):
        assert main(["run", str(record), *map(str, words)]) == 2
        assert why in capsys.readouterr().err
    assert main(["run", "help.yaml", "--at", "mandate"]) == 2
    assert "this is a scenario" in capsys.readouterr().err


def test_where_nobody_decided_the_policy_is_no_alternative_of_its_own(file, tmp_path):
    """Exercise control only let the clock run: what was played is what the policy decides, and is told alone."""
    (tmp_path / "it.txt").write_text("run\n", encoding="utf-8")
    record, words = tmp_path / "it.record", ("--seed", "1", "--as", "excon", "--answers", str(tmp_path / "it.txt"))  # fmt: skip
    assert main(["play", str(file(TEXT, "it.yaml")), *words, "--record", str(record)]) == 0
    found = summary(tmp_path, record, "-n", 8)["alternatives"]
    assert [one["label"] for one in found] == ["as played"]
    found = summary(tmp_path, record, "-n", 8, "--policy", "usual", "--policy", "weighted")["alternatives"]
    assert [one["label"] for one in found] == ["as played", "policy weighted"]
