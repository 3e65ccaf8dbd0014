"""The file of a record on a disk: made once, then only added to, each line on the disk before anything goes on.

One process at a time writes to it (`locks`).
"""

import contextlib
import os
from typing import Final

from exercise_sim.records import locks

_BINARY: Final = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
MOST_BYTES: Final = 200_000_000


class RecordFile:
    """A record that this process writes to."""

    def __init__(self, descriptor: int, path: str, size: int) -> None:
        self._descriptor, self.path, self.size = descriptor, path, size

    def append(self, text: str) -> None:
        """Adds lines; when it returns, they are on the disk. Raises OSError, and leaves the file as it was."""
        content = text.encode()
        state = os.fstat(self._descriptor)
        if not state.st_nlink or state.st_size != self.size:
            raise OSError(None, "somebody else has deleted or changed the record", self.path)
        try:
            os.lseek(self._descriptor, self.size, os.SEEK_SET)
            _write(self._descriptor, content)
            os.fsync(self._descriptor)
        except OSError as error:
            with contextlib.suppress(OSError):
                os.ftruncate(self._descriptor, self.size)
            raise OSError(error.errno, error.strerror or str(error), self.path) from None
        self.size += len(content)

    def cut(self, size: int) -> None:
        """Takes away what stands behind so many bytes: a line that was not written to its end."""
        os.ftruncate(self._descriptor, size)
        self.size = size

    def close(self) -> None:
        """Gives the record free for others."""
        if self._descriptor >= 0:
            locks.unlock(self._descriptor)
            os.close(self._descriptor)
            self._descriptor = -1


def create(path: str, lines: list[str]) -> RecordFile:
    """A new record with its head. Raises FileExistsError where there is a file already, and OSError where it cannot be written."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _BINARY, 0o666)
    file = RecordFile(descriptor, path, 0)
    try:
        locks.lock(descriptor)
        file.append("".join(lines))
        _settle(os.path.dirname(path) or ".")  # noqa: PTH120  # a path of the user's
    except BaseException:
        file.close()
        with contextlib.suppress(OSError):
            os.unlink(path)  # noqa: PTH108
        raise
    return file


def open_to_write(path: str) -> tuple[RecordFile, bytes]:
    """A record that is there, and what is in it. Raises locks.InUse while another process writes to it, and OSError."""
    descriptor = os.open(path, os.O_RDWR | _BINARY | getattr(os, "O_NONBLOCK", 0))
    try:
        locks.lock(descriptor)
        content = _read(descriptor)
    except BaseException:
        os.close(descriptor)
        raise
    return RecordFile(descriptor, path, len(content)), content


def read_bytes(path: str) -> bytes:
    """What is in a record. Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY | _BINARY | getattr(os, "O_NONBLOCK", 0))
    try:
        return _read(descriptor)
    finally:
        os.close(descriptor)


def _read(descriptor: int) -> bytes:
    with open(descriptor, "rb", closefd=False) as file:
        return file.read(MOST_BYTES)


def _write(descriptor: int, content: bytes) -> None:
    left = memoryview(content)
    while left:
        left = left[os.write(descriptor, left) :]


def _settle(folder: str) -> None:
    """The name of a new file is on the disk too, where a system can say so."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        except OSError:  # some file systems have no such thing
            pass
        finally:
            os.close(descriptor)
