"""The files that a run writes for other programs. What stood in one goes only when the first line is written to it."""

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from typing import TextIO

from exercise_sim.cli.output import for_machines

STANDARD = "-"
"""The name of the standard output."""
_RECORD = b'{"n": 1, "kind": "record"'


def same_file(one: str, other: str) -> bool:
    """Whether two paths lead to one file, which need not be there yet."""
    if STANDARD in (one, other):
        return one == other
    if os.path.exists(one) and os.path.exists(other):  # noqa: PTH110  # as they were typed
        return os.path.samefile(one, other)  # noqa: PTH121
    return os.path.normcase(os.path.realpath(one)) == os.path.normcase(os.path.realpath(other))


class Output:
    """One file, or the standard output; None is nowhere. Opened at once, so that a place that cannot be written is known early."""

    def __init__(self, files: ExitStack, path: str | None) -> None:
        self._file: TextIO | None = None
        self._whole = False
        if path == STANDARD:
            self._file = for_machines(sys.stdout)
        elif path is not None:
            opened = open(path, "a", encoding="utf-8", newline="\n")  # noqa: PTH123, SIM115  # a path of the user's
            self._file = files.enter_context(opened)
            self._whole = stat.S_ISREG(os.fstat(opened.fileno()).st_mode)

    def __bool__(self) -> bool:
        """Whether anybody reads what is written."""
        return self._file is not None

    def write(self, text: str) -> None:
        if self._file is None:
            return
        if self._whole:  # what stood there before
            self._file.truncate(0)
            self._whole = False
        self._file.write(text)

    def flush(self) -> None:
        if self._file is not None:
            self._file.flush()


class EventFile:
    """The events of a run as lines, each of which is written when its minute has come."""

    def __init__(self, output: Output, events: Iterator[tuple[int, str]]) -> None:
        self._output, self._events = output, events if output else iter(())
        self._next = next(self._events, None)

    def write(self, until: int | None = None) -> None:
        """Writes the events up to a minute (None: all that are left) and hands them over."""
        while self._next is not None and (until is None or self._next[0] <= until):
            self._output.write(self._next[1])
            self._next = next(self._events, None)

    def flush(self) -> None:
        self._output.flush()


class WholeFile:
    """A file that is there whole or not at all: written beside its place, and moved there when all of it stands on the disk.

    The place beside it is opened at once, so that one that cannot be written is known early. What is no ordinary file (a device, a
    pipe, the standard output) is written directly.
    """

    def __init__(self, files: ExitStack, path: str | None) -> None:
        self._path, self._beside = path, ""
        self._output: Output | None = None
        if path is None:
            return
        real = os.path.realpath(path)
        if path == STANDARD or (os.path.exists(real) and not os.path.isfile(real)):  # noqa: PTH110, PTH113
            self._output = Output(files, path)
            return
        self._real, self._beside = real, f"{real}.{os.getpid()}.part"
        # Made anew and for us alone; the mode is that of the file whose place it takes, or what the machine gives a new one.
        try:
            number = os.open(self._beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        except OSError as error:  # told with the place that was asked for
            raise OSError(error.errno, error.strerror, path) from None
        files.callback(self._remove)
        self._file = files.enter_context(os.fdopen(number, "w", encoding="utf-8", newline="\n"))

    def write(self, text: str) -> None:
        """Puts the text in its place. Raises OSError with that path; what stood there is then still there."""
        if self._output is not None:
            self._output.write(text)
        elif self._beside:
            try:
                self._file.write(text)
                self._file.flush()
                os.fsync(self._file.fileno())
                if os.path.exists(self._real):  # noqa: PTH110
                    os.chmod(self._beside, stat.S_IMODE(os.stat(self._real).st_mode))  # noqa: PTH101, PTH116
                self._file.close()
                os.replace(self._beside, self._real)  # noqa: PTH105
            except OSError as error:
                raise OSError(error.errno, error.strerror, self._path) from None

    def _remove(self) -> None:
        with suppress(OSError):
            os.unlink(self._beside)  # noqa: PTH108


def is_record(path: str) -> bool:
    """Whether a file begins as a record does. (One that cannot be read is told by whoever reads it; a pipe is not read twice.)"""
    if not os.path.isfile(path):  # noqa: PTH113  # as it was typed
        return False
    with suppress(OSError), open(path, "rb") as file:  # noqa: PTH123
        return file.read(len(_RECORD)) == _RECORD
    return False
