"""A file's text, or one problem that says why it cannot be read. Nothing of YAML is known here, and nothing hangs."""

import os
import pathlib
import re
import stat
from itertools import islice

from exercise_sim.scenario.problems import Place, Problem, ScenarioError, nearest
from exercise_sim.scenario.ruler import BREAK, Ruler

MOST_BYTES = 4_000_000

# What YAML 1.2.2 (section 5.1) does not take for text, and what looks like nothing or like a line's end.
_INVISIBLE = re.compile(
    r"[^\t\n\r -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)


def read_source(path: str | os.PathLike[str]) -> str:
    """The file's text; every line ends in a newline sign, whatever the machine that wrote it.

    Raises ScenarioError with one problem when there is no such text.
    """
    name = os.fspath(path)
    try:
        content = _content(name)
    except (OSError, ValueError) as error:
        raise refused(name, *_reason(name, error)) from None
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise _not_utf8(name, content, error.start) from None
    refuse_invisible(text, name, most=1)
    return text


def _content(name: str) -> bytes:
    """Opened without waiting, so that a pipe without a writer is refused rather than waited for."""
    with open(name, "rb", opener=lambda it, flags: os.open(it, flags | getattr(os, "O_NONBLOCK", 0))) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise refused(name, "this is a device or a pipe, not a file")
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise refused(name, f"the file is larger than {MOST_BYTES // 1_000_000} MB")
    return content


def _reason(name: str, error: OSError | ValueError) -> tuple[str, str | None]:
    if isinstance(
        error, FileNotFoundError | NotADirectoryError | ValueError
    ):  # ValueError: no name of a file
        return "there is no such file", _beside(pathlib.Path(name))
    if os.path.isdir(name):  # noqa: PTH112  # Path.is_dir raises where a folder on the way is closed
        return "this is a folder, not a file", "name the scenario file in it"
    if isinstance(error, PermissionError):
        return "you are not allowed to read this file", None
    return f"the file cannot be read: {error.strerror or error}", None


def _beside(file: pathlib.Path) -> str | None:
    try:
        return nearest(file.name, (found.name for found in file.parent.iterdir()))
    except (OSError, ValueError):
        return None


def refused(name: str, message: str, hint: str | None = None) -> ScenarioError:
    """The error that a file cannot be read, with its one reason."""
    return ScenarioError([Problem("error", message, hint=hint, file=name)])


def _not_utf8(name: str, content: bytes, at: int) -> ScenarioError:
    before = BREAK.split(content[:at].decode("utf-8-sig"))
    place = Place(len(before), len(before[-1]) + 1, len(before[-1]) + 2)
    message, hint = f"byte {at + 1} of the file is not UTF-8 text", "save the file in the encoding UTF-8"
    lines = BREAK.split(content.decode("utf-8-sig", errors="replace"))
    return ScenarioError([Problem("error", message, hint=hint, file=name, place=place)], tuple(lines))


def refuse_invisible(text: str, name: str, most: int) -> None:
    """Raises ScenarioError for signs that nobody sees; at most `most` of them are named."""
    signs = list(islice(_INVISIBLE.finditer(text), most))
    if not signs:
        return
    ruler, hint = Ruler(text), "delete it; was the file saved as plain text?"
    problems = [
        Problem(
            "error", f"an invisible sign (U+{ord(it[0]):04X})", (), hint, False, name, ruler.place(it.span())
        )
        for it in signs
    ]
    raise ScenarioError(problems, ruler.lines)
