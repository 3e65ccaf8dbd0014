"""The store of finished blocks on a disk: each whole or not there, each with its checksum; a later call takes them from here.

A folder for each alternative, a file for each block (`packing` says what stands in it); another one for what the looks at its resources counted.
"""

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from exercise_sim.analysis.alternatives import Alternative
from exercise_sim.analysis.blocks import Job, Rows, types_in
from exercise_sim.analysis.packing import packed, unpacked
from exercise_sim.analysis.playing import BLOCK
from exercise_sim.cli.build import build
from exercise_sim.cli.given import Refused
from exercise_sim.render.compared_sentences import STORE
from exercise_sim.scenario.attached import digest_of

FORMAT: Final = 1
MANIFEST: Final = "store.json"


class Folder:
    """A store in a folder. `damaged` counts blocks that were not what their checksum says; `error` is why nothing more could be kept."""

    def __init__(self, path: str, seed: int, alternatives: Iterable[Alternative]) -> None:
        self._path, self._seed = Path(path), seed
        self.damaged = 0
        self.error = ""
        files = {one.file: digest_of(one.text, one.attached) for one in alternatives}
        wanted = {"format": FORMAT, "version": build(), "seed": seed, "block": BLOCK, "files": files}
        self._open(wanted)

    def _open(self, wanted: dict[str, Any]) -> None:
        """Takes the folder for these runs. Raises Refused, with what differs, for one that holds others."""
        self._path.mkdir(parents=True, exist_ok=True)
        manifest = self._path / MANIFEST
        if manifest.exists():
            held = self._manifest(manifest)
            for name in ("format", "version", "seed", "block"):
                if held[name] != wanted[name]:
                    told = {"path": self._path, "held": held[name], "wanted": wanted[name]}
                    raise Refused(STORE[name].format(**told))
            for file, text in wanted["files"].items():
                if held["files"].get(file, text) != text:
                    raise Refused(STORE["file"].format(path=self._path, file=file))
            wanted["files"] = {**held["files"], **wanted["files"]}
        elif any(self._path.iterdir()):
            raise Refused(STORE["not_empty"].format(path=self._path))
        _write(manifest, json.dumps(wanted, indent=1).encode() + b"\n")

    def _manifest(self, path: Path) -> dict[str, Any]:
        try:
            held = json.loads(path.read_text("utf-8"))
            return {"format": held["format"], "version": held["version"], "seed": held["seed"],
                    "block": held["block"], "files": dict(held["files"])}  # fmt: skip
        except (ValueError, KeyError, TypeError):
            raise Refused(STORE["no_manifest"].format(path=path)) from None

    def get(self, alternative: Alternative, block: int) -> Rows | None:
        """The rows of a block, or None where it is not there or damaged."""
        return self.done(Job(alternative, self._seed, block * BLOCK, BLOCK))

    def put(self, alternative: Alternative, block: int, rows: Rows) -> None:
        """Keeps the rows of a block."""
        self.keep(Job(alternative, self._seed, block * BLOCK, BLOCK), rows)

    def done(self, job: Job) -> Rows | None:
        """What came of a job, or None where it is not there or damaged. Rows of runs may be less than all of the block."""
        path = self._place(job)
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            return None
        rows = unpacked(content, types_in(job), job.first)
        if rows is None:
            self.damaged += 1
        return rows

    def keep(self, job: Job, rows: Rows) -> None:
        """Keeps what came of a job. What the disk does not take is told once, and not tried again."""
        if self.error:
            return
        path = self._place(job)
        try:
            path.parent.mkdir(exist_ok=True)
            _write(path, packed(rows))
        except OSError as error:
            self.error = error.strerror or str(error)

    def _place(self, job: Job) -> Path:
        kind = f"{job.count}.loads" if job.loads else "rows"
        return self._path / job.alternative.key / f"{job.block:08}.{kind}"


def _write(path: Path, content: bytes) -> None:
    """Writes a file that is whole whenever it is there: under another name first, and on the disk before it gets its own."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
