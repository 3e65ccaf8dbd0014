"""A command at a pseudo-terminal: typed to as a person types, read as a person reads. Only for POSIX."""

import contextlib
import os
import re
import select
import shutil
import subprocess
import sys
import termios
import time
from pathlib import Path

from tests.support import TERMINAL

_CODES = re.compile(rb"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|\x1b\][^\x07]*\x07|\r")


class Terminal:
    """`exercise-sim` with its words, in a folder, at a terminal of its own with so many columns."""

    def __init__(self, folder: Path, *words: object, columns: int = 80) -> None:
        self._master, slave = os.openpty()
        termios.tcsetwinsize(slave, (40, columns))
        program = shutil.which("exercise-sim", path=str(Path(sys.executable).parent))
        kept = {key: value for key, value in os.environ.items() if key not in TERMINAL}
        self.process = subprocess.Popen(
            [program, *map(str, words)], cwd=folder, stdin=slave, stdout=slave, stderr=slave,
            start_new_session=True, env=kept | {"TERM": "xterm-256color", "NO_COLOR": "1"},
            preexec_fn=_own_terminal,  # noqa: PLW1509  # the child takes the terminal as its own
        )  # fmt: skip
        os.close(slave)
        self.shown = ""
        self._read_to = 0

    def expect(self, text: str, seconds: float = 30) -> str:
        """What was shown up to and with a text that has not been expected yet."""
        until = time.monotonic() + seconds
        while text not in self.shown[self._read_to :]:
            assert time.monotonic() < until, f"'{text}' was never shown:\n{self.shown[self._read_to :]}"
            self._read(0.2)
        first, self._read_to = self._read_to, self.shown.index(text, self._read_to) + len(text)
        return self.shown[first : self._read_to]

    def type(self, text: str, end: str = "\n") -> None:
        """Types something."""
        left = (text + end).encode("utf-8", "surrogateescape")
        while left:
            left = left[os.write(self._master, left[:1000]) :]
            self._read(0.01)

    def interrupt(self, typed: str = "") -> None:
        """Ctrl-C, behind something typed, once the command waits for a key: Python hears one that comes a moment sooner only
        with the next key."""
        self.type(typed, end="")
        self.expect(typed)
        until = time.monotonic() + 30
        while (state := _state(self.process.pid)) not in {"S", "I"}:  # asleep, by Linux and by macOS
            assert time.monotonic() < until, f"it never waits: its state is {state}"
            self._read(0.05)
        self.type("", end="\x03")

    def close(self) -> None:
        """The window is closed."""
        os.close(self._master)

    def end(self) -> None:
        """Whatever still runs is killed, as after a failed test."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(5)

    def status(self) -> int:
        """The exit status; what is still shown is read."""
        until = time.monotonic() + 30
        while self.process.poll() is None and time.monotonic() < until:
            self._read(0.1)
        self._read(0.1)
        return self.process.wait(5)

    def _read(self, seconds: float) -> None:
        if select.select([self._master], [], [], seconds)[0]:
            with contextlib.suppress(OSError):  # the other end is closed
                self.shown += _CODES.sub(b"", os.read(self._master, 65536)).decode("utf-8", "replace")


def _state(pid: int) -> str:
    said = subprocess.run(["ps", "-o", "state=", "-p", str(pid)], capture_output=True, text=True, check=True)
    return said.stdout.strip()[:1]


def _own_terminal() -> None:
    import fcntl

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
