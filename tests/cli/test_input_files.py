"""What the commands are given to read: files that are missing, unreadable, no files at all, or no scenarios."""

import os
import stat

import pytest
from tests.support import ROOT, command

FIRST = ROOT / "scenarios" / "first-exercise.yaml"


POSIX = pytest.mark.skipif(os.name != "posix", reason="signals, pipes and device files of POSIX")


def test_a_file_that_is_not_there_is_a_clear_error(tmp_path):
    """Missing, or gone meanwhile; run and check say it alike, exit 2."""
    for name in ("run", "check"):
        ran = command(name, tmp_path / "gone.yaml", code=2)
        assert "gone.yaml" in ran.stderr + ran.stdout
        assert "no such file" in ran.stderr + ran.stdout
        assert "Traceback" not in ran.stderr


def test_a_folder_is_a_clear_error(tmp_path):
    """It is no scenario."""
    for name in ("run", "check"):
        ran = command(name, tmp_path, code=2)
        assert "folder" in ran.stderr + ran.stdout
        assert "Traceback" not in ran.stderr


@POSIX
@pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_a_clear_error(tmp_path):
    """Permission denied."""
    path = tmp_path / "locked.yaml"
    path.write_text("scenario: x", encoding="utf-8")
    path.chmod(0)
    ran = command("run", path, code=2)
    path.chmod(stat.S_IRWXU)
    assert "locked.yaml" in ran.stderr
    assert "Traceback" not in ran.stderr


@POSIX
def test_a_pipe_without_a_writer_does_not_hang(tmp_path):
    """A FIFO is no file; opening it would wait for ever."""
    path = tmp_path / "pipe.yaml"
    os.mkfifo(path)
    for name in ("run", "check"):
        ran = command(name, path, code=2, timeout=20)
        assert "pipe.yaml" in ran.stderr + ran.stdout


@pytest.mark.parametrize(
    "content",
    [
        b"scenario: \0",
        b"\xff\xfe\x00",
        b"",
        b"\xef\xbb\xbf",
        b"[" * 5000,
        b"a: &a [*a]",
        b"x: " + b"9" * 6000,
        b"- just\n- a list\n",
        b"text",
        b"a: b\na: c\n",
    ],
    ids=[
        "NUL",
        "not UTF-8",
        "empty",
        "only a BOM",
        "deep",
        "itself",
        "long number",
        "a list",
        "a text",
        "double key",
    ],
)
def test_what_is_no_scenario_is_a_clear_error(content, tmp_path):
    """Exit 2 with the name of the file, never a traceback."""
    path = tmp_path / "odd.yaml"
    path.write_bytes(content)
    ran = command("run", path, code=2)
    assert "odd.yaml" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert ran.stdout == ""
