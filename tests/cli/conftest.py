"""For the tests of commands: a scenario in a file, and a command run in this process."""

import pytest
from tests.cli.small import SMALL
from tests.support import HEAD

from exercise_sim.cli import main


@pytest.fixture
def file(tmp_path):
    """Writes a scenario, SMALL or another text, and gives its path."""

    def write(text: str = SMALL, name: str = "small.yaml"):
        head = "".join(f"{key}: {value}\n" for key, value in HEAD.items() if f"\n{key}:" not in f"\n{text}")
        path = tmp_path / name
        path.write_text(head + text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def run(capsys):
    """Runs the command in this process: its exit status, what it wrote, and its complaints."""

    def call(*words: object) -> tuple[int, str, str]:
        status = main(["run", *map(str, words)])
        out, err = capsys.readouterr()
        return status, out, err

    return call
