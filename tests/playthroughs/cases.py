"""Every playthrough there is: each shipped scenario under each policy, and each of its variants, with seed 1.

Found from the files, so that a scenario, a policy or a variant without its golden playthrough fails the suite.
"""

import contextlib
import hashlib
import io
import json
import os
import re
import shlex
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.support import ROOT, SCENARIOS, retold

from exercise_sim.cli import main
from exercise_sim.scenario.source import parse_source

GOLDEN = Path(__file__).parent / "golden"
DIGESTS = GOLDEN / "digests.json"


@dataclass(frozen=True)
class Case:
    """One playthrough: `words` are what `run` is given beside the file."""

    scenario: str
    name: str
    words: tuple[str, ...]

    @property
    def key(self) -> str:
        """Its name among all of them: `first-exercise, usual`."""
        return f"{self.scenario}, {self.name}"

    @property
    def story_file(self) -> Path | None:
        """Where its events stand, one short line each; only for policies."""
        return None if self.name.startswith("variant") else GOLDEN / self.scenario / f"{self.name}.log"

    @property
    def text_file(self) -> Path | None:
        """Where the text stands that people read; only for what is usual."""
        return GOLDEN / self.scenario / f"{self.name}.txt" if self.name == "usual" else None

    @cached_property
    def played(self) -> tuple[str, str]:
        """The text (`--plain --width 100`) and the events (`--jsonl`), as the command writes them."""
        text = io.StringIO()
        with TemporaryDirectory() as folder, contextlib.redirect_stdout(text), in_root():
            log = Path(folder) / "log.jsonl"
            told = ("run", f"scenarios/{self.scenario}.yaml", "--seed", "1", *self.words)
            status = main([*told, "--plain", "--width", "100", "--jsonl", str(log)])
            assert status in (0, 1), f"{self.key}: exit {status}"
            return text.getvalue(), log.read_text(encoding="utf-8")

    @property
    def story(self) -> str:
        """Its events, one short line each."""
        return "".join(
            f"{line}\n" for line in retold(json.loads(line) for line in self.played[1].splitlines())
        )

    @property
    def digest(self) -> dict[str, Any]:
        """How it ended, and the digest of its events."""
        last = next(
            event for line in self.played[1].splitlines() if (event := json.loads(line))["kind"] == "ended"
        )
        digest = hashlib.sha256(self.played[1].encode()).hexdigest()
        return {"ending": last["ending"], "minute": last["at"], "events": digest}


@contextlib.contextmanager
def in_root():
    """With the project's folder as the current one, so that paths in the text are the same everywhere."""
    before = Path.cwd()
    os.chdir(ROOT)
    try:
        yield
    finally:
        os.chdir(before)


def cases() -> list[Case]:
    """All of them, in the order of the files."""
    return [case for path in SCENARIOS for case in _of(path)]


HANDED_ON = re.compile(r"^#   exercise-sim (run .* --initial-data (\S+))$", re.MULTILINE)


def handed_on() -> dict[Path, str]:
    """What scenarios say that an earlier exercise has written for them: each file, with what the command in their comment writes today."""
    found = {}
    for path in SCENARIOS:
        for words, name in HANDED_ON.findall(path.read_text(encoding="utf-8")):
            with TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()), in_root():
                sheet = Path(folder) / "sheet.yaml"
                status = main([*shlex.split(words)[:-1], str(sheet)])
                assert status in (0, 1), f"{path.name}: exit {status}"
                found[ROOT / name] = sheet.read_text(encoding="utf-8")
    return found


def _of(path: Path) -> list[Case]:
    data = parse_source(path.read_text(encoding="utf-8"), path.name).data
    policies = ["usual", "weighted", *data.get("policies", {})]
    variants = list(data.get("variants", {}))
    return [Case(path.stem, policy, ("--policy", policy)) for policy in policies] + [
        Case(path.stem, f"variant {variant}", ("--variant", variant)) for variant in variants
    ]
