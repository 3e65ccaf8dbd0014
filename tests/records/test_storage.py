"""The file of a record: made once, only added to, one writer at a time, and as it was when a disk is full."""

import os
import subprocess
import sys

import pytest

from exercise_sim.records.locks import InUse
from exercise_sim.records.storage import RecordFile, create, open_to_write, read_bytes

POSIX = pytest.mark.skipif(os.name != "posix", reason="limits and signals of POSIX")


def test_a_record_is_never_written_over(tmp_path):
    """A file that is there is refused, and stays as it is."""
    path = tmp_path / "a.record"
    path.write_text("something")
    with pytest.raises(FileExistsError):
        create(str(path), ["x\n"])
    assert path.read_text() == "something"


def test_lines_are_added_at_its_end(tmp_path):
    """And are there for others at once."""
    path = str(tmp_path / "a.record")
    file = create(path, ["one\n", "two\n"])
    file.append("three\n")
    assert read_bytes(path) == b"one\ntwo\nthree\n"
    file.close()
    file, content = open_to_write(path)
    assert content == b"one\ntwo\nthree\n"
    file.cut(4)
    file.append("zwei\n")
    file.close()
    file.close()
    assert read_bytes(path) == b"one\nzwei\n"


def test_where_it_cannot_be_made_nothing_is_left(tmp_path):
    """In a folder that there is not, or that is none."""
    (tmp_path / "file").write_text("")
    for path in (tmp_path / "no" / "a.record", tmp_path / "file" / "a.record"):
        with pytest.raises(OSError, match=r"o such file|ot a directory"):
            create(str(path), ["x\n"])


HOLD = """
import sys
from exercise_sim.records.storage import open_to_write
file, _ = open_to_write(sys.argv[1])
print("held", flush=True)
sys.stdin.readline()
"""


def holder(path: str) -> subprocess.Popen[str]:
    """Another process that has the record open to write."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_process_is_told_and_a_dead_one_holds_nothing(tmp_path):
    """While another one writes to it, it can be read only; killed, that one's lock is gone with it."""
    path = str(tmp_path / "a.record")
    create(path, ["one\n"]).close()
    with holder(path) as process:
        with pytest.raises(InUse):
            open_to_write(path)
        assert read_bytes(path) == b"one\n"
        process.kill()
        process.wait()
        file, _ = open_to_write(path)
        file.append("two\n")
        file.close()


def test_what_somebody_else_did_to_the_file_is_noticed(tmp_path):
    """Deleted, or longer than it was left: nothing is added."""
    path = tmp_path / "a.record"
    file = create(str(path), ["one\n"])
    path.write_text("one\nand more\n")
    with pytest.raises(OSError, match="somebody else"):
        file.append("two\n")
    path.write_text("one\n")
    file.append("two\n")
    path.unlink()
    with pytest.raises(OSError, match="somebody else"):
        file.append("three\n")
    file.close()


FULL = """
import resource, sys
from exercise_sim.records.storage import create
file = create(sys.argv[1], ["x" * 900 + "\\n"])
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, resource.RLIM_INFINITY))
try:
    file.append("y" * 500 + "\\n")
except OSError as error:
    print(error.strerror)
file.append("z" * 50 + "\\n")
"""


@POSIX
def test_of_a_line_that_has_no_room_nothing_stays(tmp_path):
    """What could be written of it is taken away again, and a shorter one still finds its place."""
    path = str(tmp_path / "a.record")
    ran = subprocess.run([sys.executable, "-c", FULL, path], capture_output=True, text=True, check=True)
    assert ran.stdout == "File too large\n"
    assert read_bytes(path) == b"x" * 900 + b"\n" + b"z" * 50 + b"\n"


def test_where_it_cannot_be_synced_nothing_stays(tmp_path, monkeypatch):
    """A disk may find out late that it is full: then it is as if nothing had been written."""
    path = str(tmp_path / "a.record")
    file = create(path, ["one\n"])

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        file.append("two\n")
    assert isinstance(file, RecordFile)
    assert (read_bytes(path), file.size) == (b"one\n", 4)
    file.close()
