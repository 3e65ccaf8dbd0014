"""The examples of a page, run one after the other in a folder of their own, as a reader would type them.

`told(page, folder)` gives what each command really said; the tests compare it, `refresh` writes it into the page.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.docs.pages import ROOT, Change, Example, items

CUT = "..."


@dataclass(frozen=True, slots=True)
class Told:
    """One command of a page: where it stands, what the page shows of its output, what it really said."""

    example: Example
    command: str
    shown: list[str]
    said: list[str]


def told(page: Path, folder: Path) -> Iterator[Told]:
    """What the commands of a page say in a folder that holds the scenarios, step by step."""
    shutil.copytree(ROOT / "scenarios", folder / "scenarios")
    for item in items(page.read_text("utf-8")):
        if isinstance(item, Change):
            _change(folder / item.file, item)
        elif item.language == "console":
            for command, shown in commands(item):
                yield Told(item, command, shown, _run(command, folder))
        elif "file" in item.marks or "append" in item.marks:
            _write(item, folder)
        elif item.language == "python":
            yield Told(item, "python", [], _python(item.text, folder))


def commands(example: Example) -> Iterator[tuple[str, list[str]]]:
    """The commands of a console example, each with the output that the page shows."""
    command, shown = "", list[str]()
    for line in example.text.splitlines():
        if line.startswith("$ "):
            if command:
                yield command, shown
            command, shown = line[2:], []
        else:
            shown.append(line)
    yield command, shown


def matches(shown: list[str], said: list[str]) -> bool:
    """Whether a page shows what a command said; a line of three dots stands for any lines, also for none."""
    pattern = "".join(r"(?:.*\n)*?" if line == CUT else re.escape(line.rstrip()) + "\n" for line in shown)
    return re.fullmatch(pattern, "".join(f"{line.rstrip()}\n" for line in said)) is not None


def cut(said: list[str], show: str) -> list[str]:
    """The lines that a mark lets a page show: stretches as in `Objectives +2; Why it .. Draft; * done in`.

    The first line with a text and two more; from a line with one text to the next with another; every line with a text.
    """
    kept: set[int] = set()
    for part in show.split("; "):
        kept |= _stretch(said, part.strip())
    found: list[str] = []
    for number, line in enumerate(said):
        if number in kept:
            found.append(line)
        elif not found or found[-1] != CUT:
            found.append(CUT)
    return found


def _stretch(said: list[str], part: str) -> set[int]:
    if part.startswith("* "):
        return {number for number, line in enumerate(said) if part[2:] in line}
    if match := re.fullmatch(r"(.*) \+(\d+)", part):
        first = _find(said, match[1], 0)
        return set(range(first, first + int(match[2]) + 1))
    start, dots, end = part.partition("..")
    first = _find(said, start.strip(), 0)
    last = first if not dots else len(said) - 1 if not end.strip() else _find(said, end.strip(), first)
    return set(range(first, last + 1))


def _find(said: list[str], text: str, first: int) -> int:
    found = next((number for number in range(first, len(said)) if text in said[number]), None)
    if found is None:
        raise ValueError(f"no line holds '{text}' any more:\n" + "\n".join(said[first:]))
    return found


def _write(item: Example, folder: Path) -> None:
    if "file" in item.marks:
        (folder / item.marks["file"]).write_text(item.text, "utf-8")
    else:
        with (folder / item.marks["append"]).open("a", encoding="utf-8") as file:
            file.write(item.text)


def _change(file: Path, change: Change) -> None:
    text = file.read_text("utf-8")
    assert text.count(change.old) == 1, f"'{change.old}' should stand once in {change.file}"
    file.write_text(text.replace(change.old, change.new), "utf-8")


def _run(command: str, folder: Path) -> list[str]:
    return _lines(command, folder, shell=True)


def _python(text: str, folder: Path) -> list[str]:
    return _lines([sys.executable, "-c", text], folder, shell=False)


def _lines(command: str | list[str], folder: Path, *, shell: bool) -> list[str]:
    """Output and complaints of a command, as lines; of Python, a failure fails the test."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    kept = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR", "TZ")}
    environment = {**kept, "PATH": path, "COLUMNS": "80", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        command, shell=shell, cwd=folder, env=environment, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", timeout=60,
    )  # fmt: skip
    if not shell and done.returncode:
        raise AssertionError(done.stdout)
    return done.stdout.splitlines()
