"""For the tests of other files: a folder with a scenario and what it names, and what is said of it."""

from pathlib import Path
from textwrap import dedent

from tests.support import HEAD

from exercise_sim.scenario.load import Loaded, examine, load

CHAIN = (
    "chain: {a: {by: staff, takes: 1h, question: Go?, options: [go, stay], usual: go}, b: {after: a.go}}\n"
)


def written(folder: Path, files: str, text: str = CHAIN, **others: str) -> Path:
    """A scenario that names `files`, with those beside it: `names="..."` is the text of names.yaml."""
    head = "".join(f"{key}: {value}\n" for key, value in HEAD.items())
    path = folder / "s.yaml"
    path.write_text(f"{head}files: {files}\n{dedent(text)}", encoding="utf-8")
    for name, other in others.items():
        (folder / f"{name}.yaml").write_text(dedent(other), encoding="utf-8")
    return path


def said(path: Path, severity: str = "error") -> list[str]:
    """Every problem of one severity: `names.yaml:2:3: message (hint)`, with the files as they stand in the folder."""
    problems, _ = examine(path)
    return [
        f"{Path(one.file).relative_to(path.parent).as_posix()}:{one.place.line}:{one.place.column}: {one.message}"
        + (f" ({one.hint})" if one.hint else "")
        for one in problems
        if one.severity == severity and one.place
    ]


def of(path: Path, variant: str = "") -> Loaded:
    """The scenario, which is sound."""
    return load(path, variant or ())
