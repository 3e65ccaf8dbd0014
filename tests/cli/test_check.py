"""`exercise-sim check`: every problem of a file at its place, then the exit status."""

import json

import pytest
from tests.support import HEAD, SCENARIOS

from exercise_sim.cli import main

SOUND = "chain: {a: {takes: 1h}, b: {by: staff, question: Adopt?, options: {adopt: {}, refuse: {ends: over}}, usual: adopt}}\nendings: {over: {}, well: {when: b}}\n"
WRONG = SOUND.replace("takes: 1h", "takes: 1").replace("usual: adopt", "usual: adopt, thinkz: 1h")
DOUBTFUL = "# nobody names a source for the hour\nchain: {a: {takes: 1h .. 3h}}\n"


@pytest.fixture
def check(capsys, tmp_path):
    """Checks texts in this process: the exit status, what it wrote, its complaints."""

    def call(*texts: str, words: tuple[str, ...] = ()) -> tuple[int, str, str]:
        paths = []
        for number, text in enumerate(texts):
            head = "".join(
                f"{key}: {value}\n" for key, value in HEAD.items() if key != "source" or text != DOUBTFUL
            )
            paths.append(tmp_path / f"file{number}.yaml")
            paths[-1].write_text(head + text, encoding="utf-8")
        status = main(["check", *map(str, paths), *words])
        out, err = capsys.readouterr()
        return status, out, err

    return call


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_what_is_shipped_has_no_problems(path, capsys):
    """Not even a warning."""
    assert main(["check", str(path), "--strict"]) == 0
    assert "no problems" in capsys.readouterr().out


def test_a_sound_file_is_said_to_be_so(check):
    """Exit 0, with the name of the file."""
    status, out, err = check(SOUND)
    assert (status, err) == (0, "")
    assert "file0.yaml: no problems" in out


def test_all_errors_are_told_at_once_with_their_places(check):
    """File, line, column, the source line, a caret under the word, the nearest name; then how many there are. Exit 2."""
    status, out, _ = check(WRONG)
    assert status == 2
    assert "file0.yaml:6:" in out
    assert out.count("error: ") == 2
    assert "^" in out
    assert "thinks" in out.split("thinkz")[-1]
    assert "2 errors" in out


def test_several_files_are_checked_each_by_itself(check):
    """The worst one gives the status."""
    status, out, _ = check(SOUND, WRONG, SOUND)
    assert status == 2
    assert out.count("no problems") == 2
    assert "file1.yaml:6:" in out


def test_warnings_are_for_judgement_and_count_only_under_strict(check):
    """Exit 0, or 1 under --strict."""
    status, out, _ = check(DOUBTFUL)
    assert status == 0
    assert "warning: " in out
    assert "error" not in out
    assert check(DOUBTFUL, words=("--strict",))[0] == 1


def test_json_is_a_list_of_problems_with_their_places(check):
    """One flat record each, over all files; an empty list for none."""
    status, out, _ = check(SOUND, WRONG, words=("--format", "json"))
    found = json.loads(out)
    assert status == 2
    assert {problem["severity"] for problem in found} == {"error"}
    assert [problem["file"].endswith("file1.yaml") for problem in found] == [True] * len(found)
    assert all(
        set(problem) == {"file", "line", "column", "end_column", "severity", "message", "hint", "path"}
        for problem in found
    )
    assert json.loads(check(SOUND, words=("--format", "json"))[1]) == []


def test_run_refuses_what_check_refuses(check, capsys, tmp_path):
    """With the same errors, on the standard error."""
    _, out, _ = check(WRONG)
    assert main(["run", str(tmp_path / "file0.yaml")]) == 2
    assert capsys.readouterr().err.strip() == out.strip()


def test_run_does_not_stop_for_warnings(check, capsys, tmp_path):
    """They are the author's to judge."""
    check(DOUBTFUL)
    assert main(["run", str(tmp_path / "file0.yaml"), "--seed", "1"]) == 0
    capsys.readouterr()
