"""`python -m tests.bench.kill_play [TIMES]`: a session is killed (kill -9) at many points, gone on with, and compared.

Each time the process is killed at another moment: after so many bytes of what it shows, and a few microseconds more. Whatever it
had taken note of must be in the record; gone on with, the session must come to the same bytes.
"""

import json
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from exercise_sim import cli
from exercise_sim.cli import play, replay  # noqa: F401  # imported before the forks, so that each begins at once

ANSWERS = (
    "return 10m because it is short", "note the clerk is late", "back", "return 20m", "wait 1h", "return",
    "back 2", "return 5m", "adopt 3h", "go 30m because they are ready",
)  # fmt: skip
CONTROL = (
    "inject rumour in 90m", "skip storm", "run", "met because it is known", "back", "missed", "inject group", "run", "return",
    "back 3", "skip group", "note the clerk is late", "run", "adopt 3h", "wait 2h", "run", "go", "run",
)  # fmt: skip
"""What is typed, whole, by players and by exercise control; a part of it leads to a part of the session."""
SEATS = ("council", "staff")

SCENARIO = """scenario: killed
title: A session that is killed
start: 2024-03-12 00:00
source: assumption
bodies: {council: {title: Council, seat: true}, staff: {title: Staff, seat: true}}
chain:
  request: {by: council, takes: 1h .. 2h .. 5h, makes: request}
  mandate:
    by: council
    needs: request
    takes: 1h
    question: Adopt?
    options: {adopt: {makes: decision}, return: {back_to: request, at_most: 4, then: refuse}, refuse: {ends: no_operation}}
    usual: adopt
  order: {by: staff, after: mandate.adopt, takes: 3h, question: Go?, options: [go, stay], usual: go}
  movement: {by: staff, takes: 5h .. 9h, seen_by: all}
injects:
  rumour: {at: trainer, to: [council], expects: {action: It is denied, within: 30m}}
  group: {at: D+1 06:00, to: [staff], effects: {delay: {movement: 1h}}}
  storm: {at: D 04:00, to: all, effects: {delay: {movement: 9h}}}
endings: {there: {when: movement, class: success}, no_operation: {class: failure}}
"""


class Killing:
    """A folder with the scenario, and how the session goes when nobody kills it."""

    def __init__(self, folder: Path, answers: tuple[str, ...], seats: tuple[str, ...]) -> None:
        self.folder, self.answers = folder, answers
        self.seats = [word for seat in seats for word in ("--as", seat)]
        (folder / "killed.yaml").write_text(SCENARIO, encoding="utf-8")
        self.bytes = len(self._read(*self._play("whole.record", self.answers)))
        self.log = self._log("whole.record")

    def kill(self, after: int, delay: float) -> tuple[int, int]:
        """Kills a session when it has shown so many bytes, and a moment later; gives the answers that had been shown as typed,
        and those that the record held. Raises AssertionError where something is lost, or the rest comes to another log."""
        name = f"{after}-{random.randrange(10**9)}.record"
        child, output = self._play(name, self.answers)
        shown = b""
        while len(shown) < after and (more := os.read(output, after - len(shown))):
            shown += more
        time.sleep(delay)
        os.kill(child, signal.SIGKILL)
        self._read(child, output)
        if not (self.folder / name).exists() or (self.folder / name).read_bytes().count(b"\n") < 3:
            assert b"> " not in shown, "something was asked before there was a record"
            return 0, 0
        typed, held = shown.count(b"> ") - 1, self._held(name)
        assert held >= typed, f"{typed} answers were taken, the record holds {held}"
        self._read(*self._play("", self.answers[held:], "--resume", name))
        assert self._log(name) == self.log, f"killed after {after} bytes it came to another log"
        return max(typed, 0), held

    def _held(self, name: str) -> int:
        """How many of the typed lines the record holds."""
        done = 0
        for line in (self.folder / name).read_bytes().split(b"\n")[:-1]:
            data = json.loads(line)
            done += data.get("took") is not None or data["kind"] in ("back", "noted")
        return done

    def _play(self, name: str, answers: tuple[str, ...], *words: str) -> tuple[int, int]:
        file = self.folder / f"{random.randrange(10**9)}.txt"
        file.write_text("".join(f"{answer}\n" for answer in answers) or "quit\n", encoding="utf-8")
        given = words or ("killed.yaml", *self.seats, "--seed", "1", "--record", name)
        return self._start("play", *given, "--answers", file.name)

    def _log(self, name: str) -> bytes:
        self._read(*self._start("replay", name, "--all", "--jsonl", f"{name}.jsonl"))
        return (self.folder / f"{name}.jsonl").read_bytes()

    def _start(self, *words: str) -> tuple[int, int]:
        """A process of its own, forked from this one so that it begins at once; its number, and what it shows."""
        output, theirs = os.pipe()
        child = os.fork()
        if not child:
            try:
                os.chdir(self.folder)
                os.dup2(theirs, 1)
                sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
                os._exit(cli.main([*words]))
            finally:
                os._exit(99)
        os.close(theirs)
        return child, output

    def _read(self, child: int, output: int) -> bytes:
        """What a process shows until its end."""
        with open(output, "rb") as file:
            shown = file.read()
        os.waitpid(child, 0)
        return shown


def killed(
    times: int,
    folder: Path,
    seed: int = 1,
    answers: tuple[str, ...] = ANSWERS,
    seats: tuple[str, ...] = SEATS,
) -> Iterator[tuple[int, int]]:
    """Kills a session so many times, at points spread over all of it."""
    random.seed(seed)
    killing = Killing(folder, answers, seats)
    for number in range(times):
        after = (number * killing.bytes) // times + random.randrange(max(1, killing.bytes // times))
        yield killing.kill(after, random.choice((0, 0, 0.0005, 0.002, 0.01)))


def main(times: int) -> None:
    """Kills, and tells what was held."""
    began, ahead, done = time.monotonic(), 0, 0
    for answers, seats in ((ANSWERS, SEATS), (CONTROL, (*SEATS, "excon"))):
        with tempfile.TemporaryDirectory() as folder:
            for typed, held in killed(times, Path(folder), 1, answers, seats):
                done += 1
                ahead += held > typed
                if done % 50 == 0:
                    print(f"{done} killed, {time.monotonic() - began:.0f} s", flush=True)
    print(
        f"{done} sessions killed and gone on with: nothing lost, the same log each time ({ahead} had written more than was shown)"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
