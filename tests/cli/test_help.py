"""Every command and every option explains itself."""

import argparse
import importlib.util
from importlib import import_module
from importlib.machinery import ModuleSpec
from importlib.metadata import version

import pytest

from exercise_sim.cli import main
from exercise_sim.cli.main import COMMANDS


def helped(capsys, *words: str) -> str:
    """What `--help` says."""
    assert main([*words, "--help"]) == 0
    return capsys.readouterr().out


def options(command: str) -> list[argparse.Action]:
    """The arguments of a command."""
    parser = argparse.ArgumentParser(add_help=False)
    import_module(f"exercise_sim.cli.{command}").add_arguments(parser)
    return parser._actions


def test_help_names_every_command(capsys):
    """With a sentence each."""
    text = " ".join(helped(capsys).split())
    assert all(f"{name} {about}" in text for name, about in COMMANDS.items())


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_and_every_option_a_sentence(command, capsys):
    """An option without help, or help without its option, fails here."""
    text = " ".join(helped(capsys, command).split())
    for option in options(command):
        assert option.help, option.dest
        name = option.option_strings[-1] if option.option_strings else option.metavar
        assert name in text
        assert " ".join((option.help % vars(option)).split())[:30] in text


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_that_takes_something_says_what(command):
    """A name in capitals, not the name of a Python variable."""
    for option in options(command):
        takes = option.nargs != 0
        assert not takes or option.metavar or option.choices, option.dest


@pytest.mark.parametrize("words", [[], ["walk"], ["run"], ["check"], ["run", "a", "b"]])
def test_words_that_make_no_command_say_how_one_looks(words, capsys):
    """Usage and exit 2."""
    assert main(words) == 2
    assert "usage: exercise-sim" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("file", "more"), [("chain.py", ""), ("chain.cpython-311-x86_64-linux-gnu.so", " (compiled)")]
)
def test_the_version_is_the_packages(file, more, monkeypatch, capsys):
    """`--version` says it, and whether the engine is compiled."""
    spec = ModuleSpec("exercise_sim.engine.chain", None, origin=f"/somewhere/{file}")
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: spec if name == spec.name else None)
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.strip() == f"exercise-sim {version('exercise-sim')}{more}"
