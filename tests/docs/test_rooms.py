"""The house is built as its plan says: rooms import only from rooms above them (docs/explanation/architecture.md)."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.docs.pages import ROOT

SOURCE = ROOT / "src" / "exercise_sim"
ROOMS = {
    "scenario": {"yaml", "pydantic"},
    "engine": {"simpy", "numpy"},
    "records": {"pydantic"},
    "analysis": {"numpy"},
    "render": {"rich"},
    "cli": {"rich"},
}
"""Each room, the highest first, and the libraries that it may import beside the standard one."""


def _imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.module, f"{file}: imports name the whole path"
            yield node.module


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_from_rooms_above(room):
    """No file of a room imports from a room below it, nor a library that is none of its business."""
    above = [*ROOMS][: [*ROOMS].index(room) + 1]
    for file in (SOURCE / room).rglob("*.py"):
        for module in _imports(file):
            first, *inner = module.split(".")
            if first == "exercise_sim":
                assert inner[0] in above, f"{file.name} imports {module}"
            else:
                assert first in ROOMS[room] | sys.stdlib_module_names, f"{file.name} imports {module}"


def test_every_room_stands_in_the_plan():
    """The page names the rooms that there are, in the order in which they may import."""
    text = (ROOT / "docs" / "explanation" / "architecture.md").read_text("utf-8")
    assert re.findall(r"^\| `(\w+)/` \|", text, re.MULTILINE) == [*ROOMS]
    assert {path.name for path in SOURCE.iterdir() if (path / "__init__.py").exists()} == {*ROOMS}


def test_only_the_commands_print_and_read_the_clock():
    """No room above the commands prints, asks, or knows the time of day."""
    for room in [*ROOMS][:-1]:
        for file in (SOURCE / room).rglob("*.py"):
            tree = ast.parse(file.read_text("utf-8"))
            called = {
                node.func.id
                for node in ast.walk(tree)
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            }
            assert not called & {"print", "input"}, file.name
            assert not {"time", "random", "secrets"} & {*_imports(file)}, file.name
            assert not re.search(r"\b(?:date|datetime)\.(?:now|today|utcnow)\b", file.read_text("utf-8")), (
                file.name
            )


def test_every_file_of_the_engine_is_named():
    """The engine's files stand in its table, so that a reader finds the room of a rule."""
    text = (ROOT / "docs" / "explanation" / "architecture.md").read_text("utf-8")
    files = {path.name for path in (SOURCE / "engine").glob("*.py")} - {"__init__.py"}
    assert files == set(re.findall(r"`(\w+\.py)`", text.split("## The engine, from inside")[1]))
