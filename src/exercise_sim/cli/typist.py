"""Where typed lines come from: a person at a terminal, or a file of answers; None is the end of what is typed.

Whatever a line holds, what is handed on is printable text of one line.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Protocol

from exercise_sim.cli.output import complain
from exercise_sim.render.prompts import DONE
from exercise_sim.scenario.files import read_source


class Typist(Protocol):
    """Somebody who types; `thinks`: a person, whose time to decide means something."""

    thinks: bool

    def read(self, prompt: str, *, over: bool = False) -> str | None:
        """The next line, or None where nothing more comes; `over`: nothing more need come."""

    def wrong(self, message: str) -> None:
        """What was typed last cannot be done; the message says why, and what can."""


class WrongAnswer(Exception):
    """A line of a file of answers cannot be done. The text names its place."""


class Terminal:
    """A person at a terminal, to whom lines can be said, and sentences told. The first Ctrl-C says how to leave, a second one after it leaves."""

    thinks = True

    def __init__(self, say: Callable[[str], None], tell: Callable[[str], None]) -> None:
        self._say, self._tell = say, tell
        with suppress(ImportError):
            import readline  # noqa: F401  # lines can be edited, and those before come back
        if hasattr(sys.stdin, "reconfigure"):
            sys.stdin.reconfigure(errors="replace")

    def read(self, prompt: str, *, over: bool = False) -> str | None:
        for last in (False, True):
            try:
                return printable(input(prompt))
            except EOFError:
                self._say("")
                return None
            except KeyboardInterrupt:
                if last:
                    raise
                self._say("")
                self._tell(DONE["interrupt"])
            except OSError:  # the terminal is gone
                return None
        raise AssertionError

    def wrong(self, message: str) -> None:
        self._tell(message)


class AnswersFile:
    """The lines of a file, each as somebody would type it.

    Raises ScenarioError where the file cannot be read.
    """

    thinks = False

    def __init__(self, path: str, say: Callable[[str], None]) -> None:
        self._path, self._say = path, say
        self._lines = list(_typed_lines(path))
        self._next = 0

    def read(self, prompt: str, *, over: bool = False) -> str | None:
        if self._next == len(self._lines):
            if not over:
                complain(DONE["used_up"].format(file=self._path))
            return None
        self._next += 1
        text = printable(self._lines[self._next - 1][1])
        self._say(f"{prompt}{text}")
        return text

    def wrong(self, message: str) -> None:
        raise WrongAnswer(f"{self._path}:{self._lines[self._next - 1][0]}: error: {message}")


def printable(text: str) -> str:
    """The text on one line, with a blank for every sign that nobody sees."""
    return "".join(sign if sign.isprintable() else " " for sign in text).strip()


def _typed_lines(path: str) -> Iterator[tuple[int, str]]:
    """The lines with their numbers; empty ones, and those that begin with `#`, are left out.

    A dash before each and quotes around it are taken away, so that a YAML list of texts is such a file too.
    """
    told = [(number, line.strip()) for number, line in enumerate(read_source(path).split("\n"), 1)]
    told = [(number, line) for number, line in told if line and not line.startswith("#")]
    listed = all(line.startswith("- ") for _, line in told)
    return ((number, _bare(line[2:].strip()) if listed else line) for number, line in told)


def _bare(text: str) -> str:
    quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "\"'"
    return text[1:-1] if quoted else text
