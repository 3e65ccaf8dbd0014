"""`exercise-sim compare`: alternatives, what is told of them, and words that make none."""

import csv
import json
import re

import pytest
from tests.support import HEAD, ROOT, command

from exercise_sim.cli import main

FIRST = ROOT / "scenarios" / "first-exercise.yaml"
CHAIN = """
variables: {pace: slow}
chain:
  draft: {takes: 1h .. 9h}
  vote: {by: staff, question: Go?, options: {go: {weight: 1}, stay: {ends: over, weight: 1}}, usual: go, thinks: 10m .. 2h}
  march: {takes: 10h}
objectives:
  quick: {title: Quick enough, from: draft begins, to: march, ratings: {P: 12h, S: 16h, M: 24h}}
  voted: {from: draft, to: vote}
endings: {done: {title: Done, class: success, when: march}, over: {title: Over, class: failure}}
policies: {slow: {title: Slowly, thinks: 10}}
variants:
  fast: {title: A fast draft, set: {chain.draft.takes: 1h}}
  short: {set: {chain.march.takes: 5h}}
"""


@pytest.fixture
def path(tmp_path):
    """A small scenario on disk."""
    file = tmp_path / "it.yaml"
    file.write_text("".join(f"{key}: {value}\n" for key, value in HEAD.items()) + CHAIN, encoding="utf-8")
    return file


def told(capsys, *words, code=0):
    """What a command says on the standard output."""
    assert main([str(word) for word in ("compare", *words)]) == code
    return capsys.readouterr().out


def summary(tmp_path, *words):
    """What a command writes as JSON."""
    out = tmp_path / "out.json"
    assert main([str(word) for word in ("compare", *words, "--workers", 1, "--json", out)]) == 0
    return json.loads(out.read_text("utf-8"))


def labels(found):
    """The names of the alternatives."""
    return [one["label"] for one in found["alternatives"]]


def quantity(found, alternative, name):
    """One quantity of one alternative."""
    return next(one for one in found["alternatives"][alternative]["quantities"] if one["name"] == name)


# --- what is compared


def test_every_word_makes_one_alternative(path, tmp_path, capsys):
    """The file as it is comes first; two variants can be one alternative; values and options are parted by commas."""
    found = summary(tmp_path, path, "-n", 2, "--variant", "fast", "--variant", "fast+short", "--policy", "slow",
                    "--set", "chain.draft.takes=2h, 3h .. 4h", "--set", "variables.pace=slow", "--choose", "vote=stay,go")  # fmt: skip
    assert labels(found) == ["as it is", "fast", "fast+short", "policy slow", "draft.takes=2h", "draft.takes=3h .. 4h",
                             "variables.pace=slow", "vote=stay", "vote=go"]  # fmt: skip
    assert quantity(found, 2, "quick")["quantiles"]["P50"]["value"] < 6 * 60 + 120 + 1
    assert found["alternatives"][7]["endings"][0]["name"] == "over"
    assert "A fast draft" in capsys.readouterr().out


def test_crossed_words_make_every_combination(path, tmp_path):
    """Two variants and two values, each also left out: nine."""
    found = summary(tmp_path, path, "-n", 1, "--cross", "--variant", "fast", "--variant", "short", "--set", "chain.march.takes=1h,2h")  # fmt: skip
    assert labels(found) == ["as it is", "march.takes=1h", "march.takes=2h", "fast", "fast + march.takes=1h", "fast + march.takes=2h",
                             "short", "short + march.takes=1h", "short + march.takes=2h"]  # fmt: skip
    assert quantity(found, 4, "quick")["quantiles"]["P50"]["value"] <= 60 + 60 + 120


def test_another_file_is_another_alternative(path, tmp_path):
    """What both measure is compared by its name; what only one has stands alone."""
    other = tmp_path / "other.yaml"
    other.write_text(path.read_text("utf-8").replace("takes: 10h", "takes: 12h").replace("voted:", "heard:"), encoding="utf-8")  # fmt: skip
    found = summary(tmp_path, path, other, "-n", 5)
    assert labels(found) == ["it.yaml", "other.yaml"]
    assert quantity(found, 1, "quick")["difference"]["mean"] == {"value": 120.0, "interval": [120.0, 120.0], "shown": True, "plain": 120.0}  # fmt: skip
    assert quantity(found, 1, "heard")["difference"] is None


def test_from_200_runs_on_means_are_freed_of_what_was_drawn(path, tmp_path, capsys):
    """What a fast draft saves is what the draft was drawn to take, less an hour: known to the minute. Of the plain pairs, to a quarter of an hour."""
    words = (path, "--variant", "fast")
    few = told(capsys, *words, "-n", 199)
    found = summary(tmp_path, *words, "-n", 300)
    assert "run by run on the same luck." in " ".join(few.split())
    assert "the same luck, freed of what chance happened to draw long or short." in " ".join(
        capsys.readouterr().out.split()
    )
    mean = quantity(found, 1, "quick")["difference"]["mean"]
    low, high = mean["interval"]
    assert low <= -240 <= high  # 1h .. 9h are five hours on average
    assert high - low < 1
    assert 0.5 < abs(mean["plain"] + 240) < 25


def test_the_same_alternative_stands_once(path, tmp_path):
    """Whoever names it twice reads of it once."""
    assert labels(summary(tmp_path, path, "-n", 1, "--variant", "fast", "--variant", "fast")) == ["as it is", "fast"]  # fmt: skip


# --- what is told


def test_a_row_and_a_difference_worked_out_by_hand(path, capsys):
    """A march of five hours instead of ten: five hours less in every run, and nothing else moves."""
    text = told(
        capsys,
        path,
        "--variant",
        "short",
        "-n",
        40,
        "--plain",
        "--width",
        80,
        "--of",
        "quick",
        "--workers",
        1,
    )
    assert (
        "5 h shorter on average (5 h .. 5 h); P80 -5 h" not in text
    )  # an interval of no width is told only once
    assert "    5 h shorter on average (5 h .. 5 h)" in text
    assert "Quick enough  P up to 12 h, S 16 h, M 1 d" in text


def test_a_milestone_can_be_any_reference(path, tmp_path):
    """From STARTEX."""
    found = summary(tmp_path, path, "-n", 3, "--milestone", "march begins", "--of", "10h after  march begins")
    begins, later = (quantity(found, 0, name)["quantiles"]["P50"]["value"] for name in ("march begins", "10h after march begins"))  # fmt: skip
    assert later == begins + 600


def test_what_never_comes_is_told_and_not_dropped(path, tmp_path, capsys):
    """Half of the runs stay at home: the quantiles beyond them are `never`, and nobody is left out silently."""
    found = summary(tmp_path, path, "-n", 200, "--policy", "weighted", "--choose", "vote=stay")
    weighted = quantity(found, 1, "quick")
    assert weighted["counted"] == 200
    assert 60 < weighted["reached"] < 140
    assert weighted["quantiles"]["P90"] == {"value": None, "interval": [None, None]}
    assert weighted["difference"]["only_first_reached"] == 200 - weighted["reached"]
    text = capsys.readouterr().out
    assert "never" in text
    assert "of runs never" in text
    assert "in no pair of runs did both come to it" in text


def test_one_run_is_sane(path, capsys):
    """No interval where there is none."""
    text = told(capsys, path, "--variant", "short", "-n", 1, "--plain")
    assert "5 h shorter in the one pair of runs" in text
    assert "1 run each" in text


def test_no_chance_is_sane(tmp_path, capsys):
    """Every run is the same: no curve, no width."""
    file = tmp_path / "it.yaml"
    text = "".join(f"{key}: {value}\n" for key, value in HEAD.items())
    file.write_text(
        text + "chain: {a: {takes: 2h}}\nvariants: {b: {set: {chain.a.takes: 3h}}}\n", encoding="utf-8"
    )
    shown = told(capsys, file, "--variant", "b", "-n", 30, "--plain")
    assert "1 h later on average (1 h .. 1 h)" in shown


def test_the_same_everywhere_is_told_once(path, capsys):
    """The vote does not hang on the march."""
    text = told(capsys, path, "--variant", "short", "-n", 30, "--of", "voted", "--plain")
    assert "the same in every run of all alternatives" in text


def test_the_table_has_a_line_for_every_run(path, tmp_path):
    """Each with its alternative, replication and ending; what never came says so, what is not begun is empty."""
    out = tmp_path / "out.csv"
    assert (
        main(["compare", str(path), "--choose", "vote=stay", "-n", "3", "--csv", str(out), "--workers", "1"])
        == 0
    )
    lines = [*csv.DictReader(out.read_text("utf-8").splitlines())]
    assert [(one["alternative"], one["replication"], one["ending"]) for one in lines] == [
        *(("as it is", str(k), "done") for k in range(3)),
        *(("vote=stay", str(k), "over") for k in range(3)),
    ]
    assert lines[3]["quick"] == "never"
    assert int(lines[0]["quick"]) == int(lines[0]["ended_at"])


def test_a_line_of_the_table_is_the_run_of_its_replication(path, tmp_path):
    """`run --replication` tells the same minute."""
    out, one = tmp_path / "out.csv", tmp_path / "one.json"
    assert main(["compare", str(path), "-n", "300", "--seed", "4", "--csv", str(out), "--workers", "1"]) == 0
    lines = [*csv.DictReader(out.read_text("utf-8").splitlines())]
    assert main(["run", str(path), "--seed", "4", "--replication", "299", "--quiet", "--json", str(one)]) == 0
    assert int(lines[299]["ended_at"]) == json.loads(one.read_text("utf-8"))["ended_at"]


def test_many_alternatives_are_bounded_and_said(path, capsys):
    """The first twenty are shown; more than a thousand are refused."""
    many = ",".join(f"{minutes}m" for minutes in range(1, 31))
    text = told(capsys, path, "--set", f"chain.march.takes={many}", "-n", 1, "--plain")
    assert "and 11 more alternatives" in text
    too_many = ",".join(f"{minutes}m" for minutes in range(1, 1001))
    assert main(["compare", str(path), "--set", f"chain.march.takes={too_many}", "-n", "1"]) == 2
    assert "that makes 1001 alternatives; at most 1000 can be compared" in capsys.readouterr().err


@pytest.mark.parametrize("width", [40, 80, 140])
def test_no_line_is_wider_than_the_terminal(path, capsys, width):
    """At any width."""
    text = told(capsys, path, "--variant", "fast", "--policy", "weighted", "-n", 60, "--width", width)
    assert max(map(len, text.splitlines())) <= max(width, 80)


def test_plain_output_is_ascii(path, capsys):
    """Digits stand for the blocks of the curve."""
    assert told(capsys, path, "--variant", "fast", "-n", 60, "--plain").isascii()


def test_it_plays_until_it_is_precise(path, capsys):
    """A wide precision is there at the first look, a finer one later; both say so."""
    words = [path, "--variant", "fast", "--of", "quick", "--plain", "--width", 200, "--workers", 1]
    text = told(capsys, *words, "--precision", "50%")
    assert "2 alternatives, 1,024 runs each" in text
    assert "in every alternative (asked for: 50 %)." in text
    finer = told(capsys, *words, "--precision", "0.6 %")
    assert "1,024 runs each" not in finer
    assert "P80 of 'Quick enough' is known within 0." in finer


def test_what_cannot_be_precise_says_so(path, capsys):
    """The most runs came, or it is never reached."""
    words = [
        path,
        "--of",
        "quick",
        "--precision",
        "0.1%",
        "-n",
        600,
        "--plain",
        "--width",
        200,
        "--workers",
        1,
    ]
    assert "after 600 runs of each, which is the most (asked for: 0.1 %)." in told(capsys, *words)
    assert "is never reached under 'vote=stay'" in told(capsys, *words, "--choose", "vote=stay")


# --- every combination of options

DECISIONS = "".join(
    f"  d{number}: {{by: staff, question: Well?, options: {{quick: {{takes: {number}h}}, slow: {{takes: {10 * number}h}}}}, usual: slow}}\n"
    for number in range(1, 11)
)
"""Ten decisions of two options: 1,024 combinations."""


@pytest.fixture
def asking(tmp_path):
    """A scenario that asks ten times."""
    file = tmp_path / "asking.yaml"
    text = "".join(f"{key}: {value}\n" for key, value in HEAD.items())
    file.write_text(
        f"{text}chain:\n{DECISIONS}objectives: {{it: {{from: d1 begins, to: d10}}}}\n", encoding="utf-8"
    )
    return file


def test_decisions_are_compared_in_every_combination(asking, tmp_path, capsys):
    """`quick` is best everywhere: slow costs 9 hours at the first decision and 27 at the third."""
    found = summary(tmp_path, asking, "--decide", "d1,d3", "-n", 5)
    assert len(found["alternatives"]) == 4
    assert found["decide"]["decisions"]["d3"] == {
        "quick": {"cost": 0, "best": 1, "never": 0}, "slow": {"cost": 27 * 60, "best": 0, "never": 0},
    }  # fmt: skip
    assert [one["cost"] for one in found["decide"]["combinations"]] == [0, 9 * 60, 27 * 60, 36 * 60]
    assert "4 combinations of 2 decisions, 5 runs each" in capsys.readouterr().out


def test_all_decisions_are_bounded_and_said(asking, capsys):
    """Eight of ten make 256 combinations; the other two are named."""
    text = told(capsys, asking, "--decide", "all", "-n", 1, "--plain", "--width", 200, "--workers", 1)
    assert "256 combinations of 8 decisions, 1 run each" in text
    assert "As the policy decides: d9 and d10." in text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--decide", "d1,d0"], "there is no decision 'd0' in this scenario (did you mean"),
        (
            ["--decide", "d1,d2,d3,d4,d5,d6,d7,d8,d9"],
            "that makes 512 combinations; at most 256 can be compared",
        ),
        (["--decide", "all", "--policy", "weighted"], "--decide makes the alternatives by itself"),
    ],
)
def test_decisions_that_fit_nothing_are_refused(asking, capsys, words, said):
    """With what can be done."""
    assert main(["compare", str(asking), "-n", "1", *words]) == 2
    assert said in capsys.readouterr().err


# --- what is wrong


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--variant", "fats"], "there is no variant 'fats' in this scenario (did you mean 'fast'?)"),
        (["--policy", "slw"], "there is no policy 'slw' in this scenario (did you mean 'slow'?)"),
        (["--choose", "vote=no"], "'vote' cannot be 'no'; it can be: go, stay"),
        (["--choose", "vote"], "--choose takes one thing and its values"),
        (["--set", "chain.draft.takes=2"], "--set chain.draft.takes=2: '2' has no unit: write 2h or 2m"),
        (["--set", "chain.drft.takes=2h"], "which this file does not have"),
        (["--set", "chain.draft.takes=[2h"], "the [ is never closed"),
        (["--of", "qick"], "there is no objective, step or inject 'qick' in this scenario"),
        (["--milestone", "march.gone"], "there is no outcome 'march.gone' in this scenario (it has none)"),
        (
            ["--milestone", "march of north"],
            "there is no member 'march of north' in this scenario (it has none)",
        ),
        (["--milestone", "0 of march"], "--milestone: '0 of march': 0 of them is nothing to wait for"),
        (["--seed", "-1"], "--seed takes a whole number"),
        (["--precision", "2%"], "name it with --of"),
        (["--json", "one", "--csv", "./one"], "--json and --csv cannot both be written to './one'"),
    ],
)
def test_words_that_fit_nothing_are_refused(path, capsys, words, said):
    """With what could have been meant."""
    assert main(["compare", str(path), "-n", "1", *words]) == 2
    assert said in capsys.readouterr().err


def test_an_output_never_goes_over_a_scenario(path, capsys):
    """However it is spelled."""
    assert main(["compare", str(path), "--json", str(path)]) == 2
    assert "--json would be written over the scenario itself" in capsys.readouterr().err


def test_json_on_the_standard_output_is_alone(path):
    """The text goes to the standard error."""
    ran = command("compare", path, "-n", 3, "--json", "-", code=0)
    assert json.loads(ran.stdout)["runs"] == 3
    assert "How it ends" in ran.stderr


def test_drivers_and_resources_stand_in_the_json(file, tmp_path):
    """What moves it, the numbers without a source, the path, the delays, and each resource of each alternative, all by hand.

    The draft of 1 to 9 hours is the one thing that differs: it moves the result by its own thirds, stands on every path, and nobody vouches for it.
    Two rooms of two are in use for the first hour, for the draft and the check.
    """
    text = """
end: 20h
resources: {rooms: {slots: 2}}
chain:
  draft: {by: staff, takes: 1h .. 9h, uses: {rooms: 1}}
  check: {by: staff, after: draft begins, takes: 1h, uses: {rooms: 1}}
  march: {after: draft, takes: 2h}
objectives: {quick: {from: draft begins, to: march}}
endings: {done: {when: march, class: success}}
variants: {one_room: {set: {resources.rooms.slots: 1}}}
"""
    found = summary(tmp_path, file(text), "--variant", "one_room", "-n", 300, "--drivers", "--of", "quick")
    drivers = found["drivers"]
    assert (drivers["alternative"], drivers["of"], drivers["runs"]) == ("as it is", "quick", 300)
    (moves,) = drivers["moves"]
    assert (moves["kind"], moves["element"], moves["way"], moves["correlation"]) == ("work", "draft", "", 1)
    assert (
        abs(moves["swing"] - 480 * 2 / 3) < 20
    )  # the thirds of an even spread over 8 hours lie two thirds of it apart
    assert drivers["without_source"] == [{"number": "takes", "name": "draft", "swing": moves["swing"]}]
    assert [(one["element"], one["share"]) for one in drivers["critical"]] == [("draft", 1), ("march", 1)]
    assert drivers["critical"][1]["minutes"] == 120
    assert {(one["body"], one["kind"]) for one in drivers["delays"]} == {("staff", "work"), ("", "work")}
    plain, narrow = found["resources"]
    assert (plain["alternative"], plain["runs"], plain["step"]) == ("as it is", 300, 10)
    (rooms,) = plain["resources"]
    assert (rooms["name"], rooms["kind"], rooms["amount"]) == ("rooms", "slots", 2)
    assert rooms["in_use"]["mean"][:6] == [2] * 6
    assert rooms["in_use"]["mean"][6] > 0.9
    assert set(rooms["waiting"]["P90"]) == {0}
    (rooms,) = narrow["resources"]
    assert (rooms["in_use"]["P90"][0], rooms["waiting"]["P10"][0]) == (1, 1)


def test_drivers_and_resources_are_the_same_bytes_for_any_number_of_workers(path, tmp_path):
    """One process, and three."""
    words = ("compare", FIRST, "--variant", "doubtful_council", "-n", 600, "--drivers", "--json", "-")
    one, three = (command(*words, "--workers", workers, code=0) for workers in (1, 3))
    assert one.stdout == three.stdout
    assert one.stderr == three.stderr
    assert '"resources"' in one.stdout


def test_drivers_are_told_where_they_are_asked_for(path, capsys):
    """Of the first alternative and the objective that is looked at: the draft, of 1 h to 9 h, before a vote that takes two at most."""
    text = told(capsys, path, "-n", 100, "--workers", 1, "--drivers", "--of", "quick", "--width", 120)
    assert "What drives it: Quick enough ('as it is', 100 runs)" in text
    assert "how long 'draft' takes" in text or "how long 'Draft' takes" in text
    assert "What drives it" not in told(capsys, path, "-n", 100, "--workers", 1)


def test_the_page_names_runs_that_run_tells_again(path, tmp_path, capsys):
    """The median of the runs is that of the replication which stands there, with its command."""
    page = tmp_path / "report.html"
    told(capsys, path, "-n", 60, "--workers", 1, "--of", "quick", "--html", page)
    text = page.read_text("utf-8")
    assert "60 runs (seed 1)" in text
    (command_,) = re.findall(r"median, replication \d+.*?<code>(.*?)</code>", text)
    words = command_.replace('<span class="o">', "").replace("</span>", "").split()
    out = tmp_path / "run.json"
    assert main([*words[1:], "--quiet", "--json", str(out)]) == 0
    minutes = json.loads(out.read_text("utf-8"))["objectives"]["quick"]["value"]
    found = summary(tmp_path, path, "-n", 60, "--of", "quick")["alternatives"][0]["quantities"]
    median = next(one for one in found if one["name"] == "quick")["quantiles"]["P50"]["value"]
    assert abs(minutes - median) <= 30


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--html", "PATH"], "--html"),
        (["--html", "x.html", "--json", "x.html"], "x.html"),
        (["--html", "x.html", "--decide", "all"], "--decide"),
    ],
)
def test_a_page_that_cannot_be_is_refused(path, words, why, capsys, monkeypatch, tmp_path):
    """Over the scenario, over another output, or of all combinations."""
    monkeypatch.chdir(tmp_path)
    assert main(["compare", str(path), "-n", "5", *(one.replace("PATH", str(path)) for one in words)]) == 2
    assert why in capsys.readouterr().err
    assert path.read_text("utf-8").startswith("scenario:")
    assert not (tmp_path / "x.html").exists() or not (tmp_path / "x.html").read_text()
