"""`exercise-sim graph`: the chain as a picture, in a file or on the standard output."""

import pytest
from tests.cli.small import SMALL

from exercise_sim.cli import main

BEGIN = {"svg": "<svg xmlns=", "mmd": "flowchart TB\n", "dot": "digraph chain {\n"}


@pytest.fixture
def graph(capsys):
    """Draws in this process: the exit status, what it wrote, its complaints."""

    def call(*words: object) -> tuple[int, str, str]:
        status = main(["graph", *map(str, words)])
        out, err = capsys.readouterr()
        return status, out, err

    return call


@pytest.mark.parametrize("kind", BEGIN)
def test_the_ending_of_the_file_says_how_it_is_drawn(graph, file, tmp_path, kind):
    """In large letters too; nothing is said, exit 0."""
    for ending in (kind, kind.upper()):
        target = tmp_path / f"chain.{ending}"
        assert graph(file(), "--to", target) == (0, "", "")
        assert target.read_text("utf-8").startswith(BEGIN[kind])


@pytest.mark.parametrize("kind", BEGIN)
def test_a_format_that_is_named_comes_before_the_ending(graph, file, tmp_path, kind):
    """The file may be called anything."""
    target = tmp_path / "chain.txt"
    assert graph(file(), "--to", target, "--format", kind) == (0, "", "")
    assert target.read_text("utf-8").startswith(BEGIN[kind])


def test_a_dash_is_the_standard_output(graph, file):
    """With a named format, as there is no ending."""
    status, out, err = graph(file(), "--to", "-", "--format", "mmd")
    assert (status, err) == (0, "")
    assert out.startswith(BEGIN["mmd"])
    assert 'n1{{"Extraordinary session<br/>Grand Council<br/>Adopt the draft?"}}' in out
    status, out, err = graph(file(), "--to", "-")
    assert (status, out) == (2, "")
    assert "--format svg or mmd or dot" in err


def test_a_variant_is_drawn_with_its_own_values_and_named(graph, file):
    """What it sets stands in the picture."""
    _, plain, _ = graph(file(), "--to", "-", "--format", "svg")
    _, slow, _ = graph(file(), "--to", "-", "--format", "svg", "--variant", "slow")
    assert (">1h .. 9h<" in plain, ">20h<" in plain, "variant: slow" in plain) == (True, False, False)
    assert (">1h .. 9h<" in slow, ">20h<" in slow, "variant: slow" in slow) == (False, True, True)


def test_an_unknown_variant_is_refused(graph, file, tmp_path):
    """At its place, with those that there are; exit 2."""
    status, _, err = graph(file(), "--to", tmp_path / "a.svg", "--variant", "slower")
    assert status == 2
    assert "there is no variant 'slower'" in err
    assert "slow" in err


def test_an_unknown_ending_is_refused(graph, file, tmp_path):
    """With those that are known; nothing is written."""
    for name in ("chain.png", "chain", ".svg"):
        status, out, err = graph(file(), "--to", tmp_path / name)
        assert (status, out) == (2, "")
        assert ".svg, .mmd, .dot" in err
        assert not (tmp_path / name).exists()


def test_a_file_with_errors_is_refused(graph, file, tmp_path):
    """As `check` tells them; nothing is written."""
    path = file(SMALL.replace("takes: 1h .. 9h", "takes: 1"))
    status, out, err = graph(path, "--to", tmp_path / "a.svg")
    assert (status, out) == (2, "")
    assert "'1' has no unit" in err
    assert "1 error" in err
    assert not (tmp_path / "a.svg").exists()
    assert graph(tmp_path / "none.yaml", "--to", tmp_path / "a.svg")[0] == 2


def test_the_picture_is_never_written_over_the_scenario(graph, file, tmp_path):
    """Exit 2, and the scenario is as it was."""
    path = file(name="chain.svg")
    before = path.read_text("utf-8")
    status, _, err = graph(path, "--to", path)
    assert status == 2
    assert "over the scenario" in err
    assert path.read_text("utf-8") == before


def test_a_target_that_cannot_be_written_is_told(file, tmp_path):
    """A folder that is not there, a folder instead of a file: one sentence, exit 2."""
    from tests.support import command

    ran = command("graph", file(), "--to", tmp_path / "nowhere" / "a.svg", code=2)
    assert ran.stderr.startswith("exercise-sim: No such file or directory")
    (tmp_path / "folder.svg").mkdir()
    ran = command("graph", file(), "--to", tmp_path / "folder.svg", code=2)
    assert "folder.svg" in ran.stderr
    assert "Traceback" not in ran.stderr
