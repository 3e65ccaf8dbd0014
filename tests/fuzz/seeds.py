"""What is mutated: the shipped scenarios, and the small ones that stand in the tests and in the reference. Read from their files, never changed."""

import ast
import re
from functools import cache
from textwrap import dedent

from tests.support import HEAD, ROOT, SCENARIOS

from exercise_sim.scenario.problems import ScenarioError
from exercise_sim.scenario.source import read_tree

_BLOCK = re.compile(r"^```yaml\n(.*?)^```", re.MULTILINE | re.DOTALL)


@cache
def shipped():
    """The texts of the shipped scenarios, by the names of their files."""
    return {path.name: path.read_text(encoding="utf-8") for path in SCENARIOS}


@cache
def beside():
    """The other files that shipped scenarios name, by their names."""
    folder = ROOT / "scenarios"
    return {
        path.name: path.read_text(encoding="utf-8")
        for path in folder.glob("*.yaml")
        if path.name not in shipped()
    }


@cache
def small():
    """The small scenarios of the tests and of the reference, each with the head that it leaves out."""
    found = [
        node.value
        for folder in ("engine", "scenario", "analysis", "records")
        for path in sorted((ROOT / "tests" / folder).glob("test_*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "chain:" in node.value
    ]
    found += _BLOCK.findall((ROOT / "docs/reference/language.md").read_text(encoding="utf-8"))
    return tuple(text for one in found if (text := _whole(one)) is not None)


def _whole(given):
    text = dedent(given)
    head = [
        f"{key}: {value}\n" for key, value in HEAD.items() if not re.search(rf"^{key}:", text, re.MULTILINE)
    ]
    try:
        read_tree("".join(head) + text, "small.yaml")
    except ScenarioError:
        return None
    return "".join(head) + text
