"""`exercise-sim test`: plays scenarios and sees whether they do what `expect` says."""

import json
import os
import shlex

import pytest
from tests.cli.small import SMALL
from tests.support import SCENARIOS

from exercise_sim.cli import main, progress

HOLDS = "expect:\n  - ends as settled in 80% of runs\n  - draft to mandate lasts 0m in every run\n"
FAILS = "expect:\n  - ends as settled in 80% of runs\n  - {ending: refused, share: 50%, policy: stern, variant: slow}\n  - draft begins to sitting lasts at most 3h\n"


@pytest.fixture
def test(capsys):
    """Tests files in this process: the exit status, what it wrote, and its complaints."""

    def call(*words: object) -> tuple[int, str, str]:
        status = main(["test", *map(str, words)])
        out, err = capsys.readouterr()
        return status, out, err

    return call


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_what_is_shipped_does_what_it_says(path, test):
    """Each has expectations, and they hold."""
    status, out, err = test(path, "-n", 60)
    assert (status, err) == (0, "")
    assert "all held" in out


def test_expectations_that_hold_exit_0(test, file):
    """A line for each, with the default seed and number of runs."""
    status, out, err = test(file(SMALL + HOLDS), "--width", 120)
    assert (status, err) == (0, "")
    assert "small.yaml: 2 expectations, 500 runs each (seed 0)" in out
    assert out.endswith("2 expectations: all held\n")


def test_one_that_fails_exits_1_and_names_a_run_that_shows_it(test, file, capsys):
    """With its place; the command that it prints tells a run that is not as expected."""
    path = file(SMALL + FAILS)
    status, out, _ = test(path, "-n", 20, "--seed", 7, "--width", 400)
    assert status == 1
    assert out.endswith("3 expectations: 1 failed\n")
    line = path.read_text("utf-8").splitlines().index("  - draft begins to sitting lasts at most 3h") + 1
    assert f"at {path}:{line}:5; not as expected with seed 7, replication" in out
    words = shlex.split(next(row for row in out.splitlines() if " run " in row and "--seed 7" in row))
    assert main([*words[1:], "--json", "-"]) == 0
    finished = json.loads(capsys.readouterr().out)["finished"]
    assert finished["sitting"] > 180


def test_the_command_names_variant_policy_and_choices(test, file):
    """Whatever else makes that run."""
    entry = "expect: [{ending: settled, policy: stern, variant: slow, choose: {sitting: denied}}]\n"
    _, out, _ = test(file(SMALL + entry), "-n", 3)
    assert "--seed 0 --variant slow --policy stern --choose sitting=denied\n" in out


def test_the_same_seed_finds_the_same(test, file):
    """To the byte; another seed gives other runs."""
    path = file(SMALL + FAILS)
    first, again, other = (test(path, "-n", 30, "--seed", seed)[1] for seed in (1, 1, 2))
    assert first == again != other


def test_a_scenario_without_expectations_says_so(test, file):
    """Exit 0: nothing has failed."""
    status, out, _ = test(file(SMALL))
    assert status == 0
    assert "nothing is expected of this scenario" in out.replace("\n", " ")


def test_errors_exit_2_and_the_other_files_are_still_tested(test, file):
    """Each error at its place on the standard error."""
    bad = file(SMALL + "expect:\n  - ends as setled\n", "bad.yaml")
    status, out, err = test(bad, file(SMALL + FAILS), "-n", 5)
    assert status == 2
    assert "bad.yaml:" in err
    assert "there is no ending 'setled'" in err
    assert "FAILED" in out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["-n", "0"], "'0' is no number of runs from 1 to 10000000"),
        (["-n", "many"], "'many' is no whole number"),
        (["--seed", "-1"], "--seed takes a whole number from 0"),
        (["nowhere.yaml"], "nowhere.yaml"),
    ],
)
def test_words_that_do_not_fit_exit_2(words, said, test, file):
    """With what would."""
    status, _, err = test(file(SMALL + HOLDS), *words)
    assert status == 2
    assert said in err


def test_json_goes_where_it_is_told(test, file, tmp_path):
    """To a file beside the text, or to the standard output; then the text goes to the standard error."""
    path, to = file(SMALL + HOLDS), tmp_path / "found.json"
    _, out, _ = test(path, "-n", 5, "--json", to)
    status, alone, err = test(path, "-n", 5, "--json", "-")
    assert status == 0
    assert out == err
    assert json.loads(alone) == json.loads(to.read_text("utf-8"))
    (series,) = json.loads(alone)
    assert (series["file"], series["seed"], series["runs"]) == (str(path), 0, 5)
    assert [one["passed"] for one in series["expectations"]] == [True, True]


def test_the_findings_stand_in_the_order_of_the_file(test, file):
    """Though those that share their runs are played together."""
    _, alone, _ = test(file(SMALL + FAILS), "-n", 2, "--json", "-")
    (series,) = json.loads(alone)
    assert [one["says"].split(" in ")[0] for one in series["expectations"]] == [
        "ends as settled",
        "ends as refused",
        "draft begins to sitting lasts at most 3h",
    ]


def test_json_is_not_written_over_a_scenario(test, file):
    """It is refused, and nothing is lost."""
    path = file(SMALL + HOLDS)
    before = path.read_text("utf-8")
    status, _, err = test(path, "--json", path)
    assert status == 2
    assert "--json would be written over the scenario itself" in err
    assert path.read_text("utf-8") == before


def test_an_interruption_exits_130(test, file, monkeypatch):
    """Ctrl-C in the middle of the runs."""

    def interrupted(self: object, *_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(progress.Bar, "show", interrupted)
    status, _, err = test(file(SMALL + HOLDS))
    assert status == 130
    assert "interrupted" in err


@pytest.mark.parametrize(("terminal", "shown"), [(True, True), (False, False)])
def test_progress_is_for_people_who_wait(terminal, shown, test, file, monkeypatch):
    """On the standard error, where it is a terminal; the line is gone at the end."""
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    monkeypatch.setattr(progress, "EVERY", 0.0)
    monkeypatch.setattr("sys.stderr.isatty", lambda: terminal, raising=False)
    _, out, err = test(file(SMALL + HOLDS), "-n", 7)
    assert ("7 / 7" in err) is shown
    assert "7 / 7" not in out
    assert not shown or err.endswith("\r\x1b[K")


def test_nobody_who_waits_less_than_a_second_is_told(test, file, monkeypatch):
    """A short test leaves the standard error empty."""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    assert test(file(SMALL + HOLDS), "-n", 2)[2] == ""


def test_a_path_with_blanks_can_be_copied(test, file):
    """It is quoted as the shell wants it."""
    path = file(SMALL + "expect: [ends as refused]\n", "two words.yaml")
    _, out, _ = test(path, "-n", 1)
    quoted = f"'{path}'" if os.name == "posix" else f'"{path}"'
    assert f"run {quoted} --seed 0\n" in out
