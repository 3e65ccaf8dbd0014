"""One process at a time writes to a record: the system's lock on an open file. It goes when the process does, however that ends.

Windows locks a stretch of bytes from where the file stands, for whoever else reads or writes them; so one byte is locked that lies
far behind every record. Elsewhere the whole file is, and only those who ask heed it.
"""

import contextlib
import os
import sys
from typing import Final


class InUse(Exception):
    """Another process has this record open for writing."""


FAR: Final = 1 << 40
"""The byte that is locked on Windows: no record is so long."""

if sys.platform == "win32":
    import msvcrt

    def lock(descriptor: int) -> None:
        """Takes the lock; the file stands at its beginning then. Raises InUse."""
        try:
            _locking(descriptor, msvcrt.LK_NBLCK)
        except PermissionError:  # the C library says EACCES where another one has it
            raise InUse from None
        except OSError:  # a file system without locks: better no lock than no exercise
            return

    def unlock(descriptor: int) -> None:
        """Gives the lock back: Windows itself may do so only some time after the file is closed."""
        with contextlib.suppress(OSError):
            _locking(descriptor, msvcrt.LK_UNLCK)

    def _locking(descriptor: int, mode: int) -> None:
        os.lseek(descriptor, FAR, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, mode, 1)
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)

else:
    import fcntl

    def lock(descriptor: int) -> None:
        """Takes the lock. Raises InUse."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InUse from None
        except OSError:  # a file system without locks: better no lock than no exercise
            return

    def unlock(descriptor: int) -> None:
        """Closing the file gives the lock back."""
