"""Command lines to copy."""

import shlex

import pytest

from exercise_sim.render.commands import typed


@pytest.mark.parametrize(
    "words",
    [["run", "a file.yaml"], ["--choose", "mandate of e=adopt"], ["it's", '"quoted"', "D+1 06:00", "a#2", "", "$x", "plain"]],
)  # fmt: skip
def test_a_shell_reads_the_same_words(words, monkeypatch):
    """Whatever stands in them."""
    monkeypatch.setattr("os.name", "posix")
    assert shlex.split(typed(words)) == words


def test_on_windows_words_stand_in_double_quotes(monkeypatch):
    """Which the command prompt and PowerShell both know."""
    monkeypatch.setattr("os.name", "nt")
    assert (
        typed(["run", "C:\\a file.yaml", "D+1 06:00", "--seed"]) == 'run "C:\\a file.yaml" "D+1 06:00" --seed'
    )
