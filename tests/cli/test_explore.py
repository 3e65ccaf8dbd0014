"""`exercise-sim explore`: a scenario that plays by itself; what never comes, as text, as JSON and as the exit status."""

import json
import shlex

import pytest
from tests.cli.small import SMALL
from tests.support import SCENARIOS

from exercise_sim.cli import main
from exercise_sim.cli.progress import Bar

STALLS = """
variables: {mood: calm}
chain:
  a: {title: Start, by: staff, takes: 1h, question: Which?, options: {well: {text: All well}, badly: {set: {mood: bad}}}, usual: well}
  b: {title: Waiting, wait_for: mood is calm, takes: 1h}
  c: {title: Anger, if: mood is angry}
  d: {title: After it, by: staff, after: b, if: mood is angry, question: More?, options: {more: {}, less: {text: No more}}, usual: more}
endings: {over: {when: d is over and b}, never: {title: It never came, when: mood is angry}}
objectives: {cold: {title: In cold blood, from: c, to: b, ratings: {P: 1h}}}
"""
"""Everything that can be wrong but a dead end."""


@pytest.fixture
def explore(file, capsys):
    """Explores a text in this process: the exit status, what it wrote, and its complaints."""

    def call(text: str = SMALL, *words: object) -> tuple[int, str, str]:
        status = main(["explore", str(file(text)), "-n", "40", *map(str, words)])
        out, err = capsys.readouterr()
        return status, out, err

    return call


def test_a_sound_scenario_passes(explore):
    """Exit 0: three steps, three options, two outcomes, two endings, and nothing on the standard error."""
    status, out, err = explore()
    assert (status, err) == (0, "")
    rows = [line.split() for line in out.splitlines() if " of " in line and line.startswith("  ")]
    assert rows[:5] == [
        ["steps", "3", "of", "3"],
        ["options", "3", "of", "3"],
        ["outcomes", "2", "of", "2"],
        ["endings", "2", "of", "2"],
        ["objectives", "1", "of", "1"],
    ]
    assert out.splitlines()[0].endswith("40 at random; seed 1")
    assert out.splitlines()[-1] == "Everything was reached, and no run stalled."
    assert "Loop at its limit" in out


def test_what_is_wrong_is_named_by_its_titles(explore):
    """Exit 1: steps, options, an ending, an objective, each in a sentence, and how many there are."""
    status, out, _ = explore(STALLS)
    told = " ".join(out.split())
    assert status == 1
    for sentence in (
        "Passed over in every run that came to it: Anger and After it",
        "Never asked, so never taken: After it: More and No more",
        "An ending that never came: It never came",
        "this waited: Waiting",
        "Never measured, because it never began: In cold blood",
        "7 things are wrong.",
    ):
        assert sentence in told


def test_a_stalled_run_is_repeated_by_the_line_below_it(explore, capsys):
    """Copied, it stalls again: exit 1 of `run`."""
    _, out, _ = explore(STALLS)
    line = next(line for line in out.splitlines() if " run " in line and "a=badly" in line)
    words = shlex.split(line)
    assert main(words[1:]) == 1
    assert "waiting for: mood is calm" in " ".join(capsys.readouterr().out.split())


def test_json_says_the_same_for_other_programs(explore, tmp_path):
    """By names; with `-` the text goes to the standard error."""
    status, out, err = explore(STALLS, "--json", "-")
    found = json.loads(out)
    assert status == 1
    assert "What is wrong" in err
    assert found["sound"] is False
    assert found["seed"] == 1
    assert found["runs"]["random"] == found["runs"]["wanted"] == 40
    assert found["reached"]["endings"] == {"found": 1, "of": 2}
    assert found["never"]["steps"] == [
        {"step": "c", "why": "passed over"},
        {"step": "d", "why": "passed over"},
    ]
    assert found["never"]["options"][0] == {"step": "d", "option": "more", "asked": 0}
    assert found["never"]["endings"] == ["never"]
    assert found["never"]["objectives"] == [{"objective": "cold", "why": "not begun"}]
    (stall,) = found["stalled"]
    assert stall["waiting"] == ["b", "c", "d"]
    assert stall["example"]["choose"] == {"a": "badly"}
    assert " run " in stall["example"]["command"]
    assert set(found["notes"]) == {
        "out_of_time",
        "loops",
        "never_better",
        "votes",
        "gaps",
        "stages",
        "storm",
        "seats",
    }


def test_the_same_words_give_the_same_text(explore):
    """Another seed another one."""
    assert explore() == explore()
    assert explore()[1] != explore(SMALL, "--seed", "2")[1]


def test_a_variant_is_explored(explore):
    """It is named, and the line that repeats a run names it too."""
    text = STALLS + "variants: {other: {set: {variables.mood: calm}}}\n"
    _, out, _ = explore(text, "--variant", "other")
    assert "with the variant: other" in out
    assert "--variant other" in out


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["--variant", "none"], "there is no variant 'none'"),
        (["--seed", "-1"], "--seed takes"),
        (["-n", "0"], "'0' is no number of runs"),
        (["-n", "many"], "'many' is no whole number"),
    ],
)
def test_bad_words_are_refused(explore, words, complaint):
    """Exit 2, with what is wrong."""
    status, _, err = explore(SMALL, *words)
    assert status == 2
    assert complaint in err


def test_a_scenario_with_errors_is_refused(explore):
    """With the errors at their places."""
    status, _, err = explore("chain: {a: {takes: 1}}")
    assert status == 2
    assert "small.yaml:" in err


def test_the_findings_are_not_written_over_the_scenario(file, capsys):
    """Exit 2, and the file is as it was."""
    path = file()
    before = path.read_text("utf-8")
    assert main(["explore", str(path), "--json", str(path)]) == 2
    assert "over the scenario" in capsys.readouterr().err
    assert path.read_text("utf-8") == before


def test_interrupted_it_tells_what_is_done(explore, monkeypatch):
    """Exit 130, after the runs that were made."""
    shown = []

    def show(bar, what, done, of):
        shown.append(what)
        if len(shown) == 15:
            raise KeyboardInterrupt

    monkeypatch.setattr(Bar, "show", show)
    status, out, _ = explore()
    assert status == 130
    assert "Interrupted: this is what was found so far." in out
    assert ": 15 runs," in out


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_the_shipped_scenarios_are_sound(path, capsys):
    """Everything in them is reached."""
    assert main(["explore", str(path), "-n", "300"]) == 0, capsys.readouterr().out
    assert "Everything was reached" in capsys.readouterr().out


def test_what_is_never_taken_is_told_step_by_step(explore):
    """Each step with its own options."""
    text = """
variables: {mood: calm}
chain:
  a: {takes: 1h}
  b: {title: One, by: staff, if: mood is angry, question: More?, options: {more: {}, less: {}}, usual: more}
  c: {title: Other, by: staff, if: mood is angry, question: Up?, options: {up: {}, down: {}}, usual: up}
  d: {takes: 1h}
"""
    status, out, _ = explore(text)
    assert status == 1
    assert "never taken: One: More and Less\n" in out
    assert "never taken: Other: Up and Down\n" in out
