"""Every command, option, event and public name has its place in the docs, and the docs name none that does not exist."""

import argparse
import ast
import re
from collections.abc import Callable
from dataclasses import fields
from importlib import import_module

import pytest
from tests.docs.pages import ROOT

import exercise_sim
from exercise_sim.cli.main import COMMANDS
from exercise_sim.engine.events import Event
from exercise_sim.engine.telling import KINDS

REFERENCE = ROOT / "docs" / "reference"
COMMON = {field.name for field in fields(Event)}


def _options(command: str) -> set[str]:
    parser = argparse.ArgumentParser()
    import_module(f"exercise_sim.cli.{command}").add_arguments(parser)
    return {option for action in parser._actions for option in action.option_strings}


def _section(command: str) -> str:
    text = (REFERENCE / "commands.md").read_text("utf-8")
    return text.split(f"\n## exercise-sim {command}\n")[1].split("\n## ")[0]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_has_its_row(command):
    """The table of a command lists exactly the options that it takes."""
    rows = re.findall(r"^\| (`-.*?) \|", _section(command), re.MULTILINE)
    assert {option for row in rows for option in re.findall(r"`(--?[\w-]+)", row)} == _options(command)


def test_every_command_has_its_section():
    """The page of the commands has a section for each command, and for no other."""
    text = (REFERENCE / "commands.md").read_text("utf-8")
    assert re.findall(r"^## exercise-sim (\w+)$", text, re.MULTILINE) == list(COMMANDS)


def test_every_event_has_its_row():
    """The table of the kinds lists each kind with exactly its own fields, as they stand in a line of JSON."""
    text = (REFERENCE / "events.md").read_text("utf-8").split("### The kinds")[1].split("\n## ")[0]
    rows = {
        kind: set(re.findall(r"(?:^|; )`(\w+)`:", about))
        for kind, about in re.findall(r"^\| `(\w+)` \| .*? \|(?: (.*?))? \|$", text, re.MULTILINE)
    }
    assert rows == {kind: _own(event) for kind, event in KINDS.items()}


def _own(event: type[Event]) -> set[str]:
    return {field.name.rstrip("_") for field in fields(event)} - COMMON


def test_every_common_field_has_its_row():
    """What all events have stands in its own table, with the kind."""
    text = (REFERENCE / "events.md").read_text("utf-8").split("### What every event has")[1].split("###")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)) == COMMON | {"kind"}


def test_every_public_name_is_explained():
    """The names of the package can be imported and stand on the engineer's page."""
    text = (ROOT / "docs" / "how-to" / "engineer.md").read_text("utf-8")
    named = set(re.findall(r"`(\w+)(?:\(.*?\))?`", "".join(re.findall(r"^\| (.*?) \|", text, re.MULTILINE))))
    assert set(exercise_sim.__all__) <= named
    for public in exercise_sim.__all__:
        assert _docstring(getattr(exercise_sim, public))


def _docstring(public: type | Callable[..., object]) -> str | None:
    """As it stands in the source: a compiled engine has no docstrings."""
    source = (ROOT / "src" / f"{public.__module__.replace('.', '/')}.py").read_text("utf-8")
    defined = (ast.ClassDef, ast.FunctionDef)
    return next(
        ast.get_docstring(one)
        for one in ast.parse(source).body
        if isinstance(one, defined) and one.name == public.__name__
    )


def test_an_unknown_name_is_refused():
    """The package has no other names."""
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        exercise_sim.nothing  # noqa: B018 - asking is the test


WORDS = """
scenario chain step decision option outcome vote inject effect resource gauge document body seat variant alternative policy decider objective measure run
seed replication question answer ledger log event cause audience session record fork replay STARTEX ENDEX MSEL EXCON training_audience hot_wash AAR initial_data
"""


def test_the_glossary_holds_every_word_once_and_in_order():
    """The words on which the project agreed are explained, none of them twice, each list by the alphabet."""
    text = (REFERENCE / "glossary.md").read_text("utf-8")
    lists = [re.findall(r"^\| \*\*(.+?)\*\* \|", part, re.MULTILINE) for part in text.split("\n## ")]
    words = [word for found in lists for word in found]
    for found in lists:
        assert found == sorted(found, key=str.lower)
    assert len(words) == len(set(words))
    known = {part for word in words for part in word.split(", ")}
    assert {word.replace("_", " ") for word in WORDS.split()} - known - {"MSEL"} == set()
    assert any("MSEL" in word for word in words)
