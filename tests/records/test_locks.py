"""A record is written by one process at a time on Windows, too: its way, tried on a stand-in for the C library that does as documented.

(Python's `msvcrt.locking`, and `_locking` of Microsoft's C library: the stretch begins where the file stands, may lie behind its end, may
not overlap another one, belongs to the open file, and keeps others from reading and writing it.)
"""

import errno
import importlib.util
import os
import sys
from types import ModuleType

import pytest

from exercise_sim.records import locks, storage
from exercise_sim.records.storage import MOST_BYTES, create, open_to_write, read_bytes


class CLibrary(ModuleType):
    """Stretches of bytes that are locked, each with the open file that has it."""

    LK_UNLCK, LK_LOCK, LK_NBLCK, LK_RLCK, LK_NBRLCK = range(5)

    def __init__(self) -> None:
        super().__init__("msvcrt")
        self.taken: dict[tuple[int, int], tuple[int, int]] = {}
        self.refuses = 0

    def locking(self, descriptor: int, mode: int, count: int) -> None:
        if self.refuses:
            raise OSError(self.refuses, os.strerror(self.refuses))
        begin = os.lseek(descriptor, 0, os.SEEK_CUR)
        file = os.fstat(descriptor).st_ino
        stretch = (begin, begin + count)
        if mode == self.LK_UNLCK:
            if self.taken.get((file, descriptor)) != stretch:
                raise PermissionError(errno.EACCES, "Permission denied")
            del self.taken[file, descriptor]
            return
        assert mode == self.LK_NBLCK, "nobody is to be waited for"
        others = (held for (one, _), held in self.taken.items() if one == file)
        if any(first < stretch[1] and begin < last for first, last in others):
            raise PermissionError(errno.EACCES, "Permission denied")
        self.taken[file, descriptor] = stretch


@pytest.fixture
def windows(monkeypatch):
    """The locks as they are on Windows, in use; gives the stand-in for its C library."""
    library = CLibrary()
    monkeypatch.setitem(sys.modules, "msvcrt", library)
    with monkeypatch.context() as patch:
        patch.setattr(sys, "platform", "win32")
        spec = importlib.util.spec_from_file_location("locks_of_windows", locks.__file__)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    monkeypatch.setattr(module, "InUse", locks.InUse)
    monkeypatch.setattr(storage, "locks", module)
    return library


def test_the_second_one_is_told_and_may_read(windows, tmp_path):
    """While one has it open, another one cannot write and can read all of it; nothing that is ever read is locked."""
    path = str(tmp_path / "a.record")
    file = create(path, ["one\n"])
    with pytest.raises(locks.InUse):
        open_to_write(path)
    assert read_bytes(path) == b"one\n"
    [(begin, end)] = windows.taken.values()
    assert end == begin + 1
    assert begin > MOST_BYTES
    file.close()


def test_what_is_written_stands_at_its_end_though_the_lock_lies_far_behind_it(windows, tmp_path):
    """Made, added to, opened again, cut: the file is as long as its lines."""
    path = str(tmp_path / "a.record")
    file = create(path, ["one\n"])
    file.append("two\n")
    file.close()
    file, content = open_to_write(path)
    assert content == b"one\ntwo\n"
    file.cut(4)
    file.append("zwei\n")
    file.close()
    assert read_bytes(path) == b"one\nzwei\n"


def test_closed_it_is_free_at_once(windows, tmp_path):
    """The lock is given back in so many words: Windows may keep that of a closed file for a while."""
    path = str(tmp_path / "a.record")
    create(path, ["one\n"]).close()
    assert windows.taken == {}
    file, _ = open_to_write(path)
    file.close()
    file.close()
    assert windows.taken == {}


def test_one_that_is_refused_leaves_the_lock_of_the_other(windows, tmp_path):
    """The first one goes on; when it is closed, the second one can have it."""
    path = str(tmp_path / "a.record")
    file = create(path, ["one\n"])
    for _ in range(2):
        with pytest.raises(locks.InUse):
            open_to_write(path)
    file.append("two\n")
    file.close()
    file, content = open_to_write(path)
    file.close()
    assert content == b"one\ntwo\n"


def test_a_file_system_without_locks_can_be_played_on(windows, tmp_path):
    """Any other error than that somebody has it is none of the player's."""
    windows.refuses = errno.EINVAL
    path = str(tmp_path / "a.record")
    file = create(path, ["one\n"])
    file.append("two\n")
    file.close()
    assert read_bytes(path) == b"one\ntwo\n"
