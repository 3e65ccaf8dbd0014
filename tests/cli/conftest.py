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


@pytest.fixture
def returned(file, tmp_path, monkeypatch, capsys):
    """Plays a text, as `help.yaml`, in a folder of its own: the council sends the draft back after half an hour and then adopts it. Gives the record."""

    def keep(text: str):
        monkeypatch.chdir(tmp_path)
        file(text, "help.yaml")
        (tmp_path / "answers").write_text("return 30m because it is short\nadopt\n", encoding="utf-8")
        words = "play help.yaml --as council --seed 1 --answers answers --record a.record"
        assert main(words.split()) == 0
        capsys.readouterr()
        return tmp_path / "a.record"

    return keep
