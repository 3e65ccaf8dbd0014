"""What a newcomer meets first: the README's commands, the picture, and nothing that only works on the machine of its author."""

import re
from collections.abc import Iterator
from pathlib import Path

from docs.make_pictures import CHAIN, PICTURE, chain, drawn, shown, told
from tests.docs.pages import ROOT

README = (ROOT / "README.md").read_text("utf-8")
RUN = "    python3 -m venv .venv && .venv/bin/pip install -q -c constraints.txt . && .venv/bin/exercise-sim run scenarios/central-asia-stabilisation.yaml"
TEST = "    python3 -m venv .venv && .venv/bin/pip install -q -c constraints.txt -e '.[test]' && .venv/bin/pytest -q"


def test_the_two_commands_stand_in_the_readme():
    """Each does all its set-up and stands on one line; the Windows forms say the same."""
    lines = README.splitlines()
    assert lines.count(RUN) == lines.count(TEST) == 1
    for line in (RUN, TEST):
        windows = line.replace("python3", "py").replace(".venv/bin/", ".venv\\Scripts\\").replace("'", '"')
        assert windows.replace("scenarios/", "scenarios\\") in lines


def test_the_check_in_a_clean_clone_runs_what_the_readme_says():
    """`.ci/run` finds exactly one command in the README, and it is the one that runs the tests."""
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    pattern = re.search(r"grep -E '(.*?)' README.md", script)
    assert pattern
    assert [line for line in README.splitlines() if re.search(pattern[1], line)] == [TEST]


def test_the_picture_is_of_a_real_run():
    """It is what the program draws today (else: python docs/make_pictures.py), and it asks nobody for a font."""
    text = PICTURE.read_text("utf-8")
    assert drawn(list(shown(told()))) == text
    assert re.findall(r"\w+://[^\s\"'<]+", text) == ["http://www.w3.org/2000/svg"]


def test_the_picture_of_the_chain_is_fresh():
    """It is what `graph` draws of the training today (else: python docs/make_pictures.py)."""
    assert chain() == CHAIN.read_text("utf-8")


REGISTRIES = ("pypi" + ".org", "python" + "hosted", "/simple" + "/", "index" + "-url", "npmjs" + ".")
PATHS = ("/work" + "/", "/root" + "/", "/home" + "/", "C:" + "\\Users")


def test_nothing_names_a_registry_or_a_machine():
    """No file of the project holds the address of a package registry or a path of somebody's machine."""
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in _texts()
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if any(part in line for part in (*REGISTRIES, *PATHS))
    ]
    assert found == []


def _texts() -> Iterator[Path]:
    for pattern in (
        "*.md",
        "*.txt",
        "*.toml",
        ".ci/*",
        "src/**/*.py",
        "tests/**/*.py",
        "docs/**/*.*",
        "scenarios/*.yaml",
    ):
        yield from (path for path in ROOT.glob(pattern) if path.is_file() and "__pycache__" not in path.parts)


def test_every_pin_is_exact_and_has_no_address():
    """The constraints name a version for each package, and where it is needed a marker; nothing else."""
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    assert lines
    assert all(re.fullmatch(r"[a-z0-9-]+==[0-9][0-9a-z.]*(?: ; .+)?", line) for line in lines)
