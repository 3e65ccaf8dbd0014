"""Everything that a page shows is true: commands say what is shown, scripts run, scenarios are sound."""

import re
from pathlib import Path

import pytest
from tests.docs.examples import cut, matches, told
from tests.docs.pages import Example, examples, items, name, pages

from exercise_sim.scenario.attached import Attached, attached
from exercise_sim.scenario.load import load_text
from exercise_sim.scenario.others import KINDS
from exercise_sim.scenario.problems import ScenarioError

RUN = [page for page in pages() if any(examples(page, language) for language in ("console", "python"))]
SCENARIOS = [page for page in pages() if examples(page, "yaml")]
AROUND = {
    "scenario": "scenario: example",
    "title": "title: Example",
    "start": "start: 2024-03-12 09:00",
    "source": "source: assumption",
    "chain": "chain: {first_step: {takes: 1h}}",
}
"""What a piece of a file needs around it to be a whole one."""


@pytest.mark.parametrize("page", RUN, ids=name)
def test_a_page_shows_what_the_program_says(page, tmp_path):
    """Each command of a page, run in its order, says what stands below it; each script runs without an error."""
    for one in told(page, tmp_path / "exercise"):
        if one.example.language == "console" and not matches(one.shown, one.said):
            said = "\n".join(one.said)
            pytest.fail(
                f"$ {one.command}\n{said}\n(python -m tests.docs.refresh {name(page)})", pytrace=False
            )


@pytest.mark.parametrize("page", SCENARIOS, ids=name)
def test_scenarios_on_a_page_are_sound(page):
    """Each scenario or piece of one has neither errors nor warnings, unless the page shows it for its mistakes."""
    others = _others(page)
    for example in examples(page, "yaml"):
        if {"append", "other"} & set(example.marks):
            continue  # run with the file that it belongs to
        if "wrong" in example.marks:
            with pytest.raises(ScenarioError):
                load_text(_whole(example), name(page), attached=others)
        else:
            loaded = load_text(_whole(example), f"{name(page)} line {example.first + 1}", attached=others)
            assert not loaded.warnings, [problem.message for problem in loaded.warnings]


def _others(page: Path) -> list[Attached]:
    """The other files that a page shows (`<!-- other: names.yaml -->`)."""
    shown = [example for example in examples(page, "yaml") if "other" in example.marks]
    return [
        attached(next(kind for kind in KINDS if f"{kind}:" in one.text), one.marks["other"], one.text)
        for one in shown
    ]


def _whole(example: Example) -> str:
    written = set(re.findall(r"^(\w+):", example.text, re.MULTILINE))
    return "\n".join([line for key, line in AROUND.items() if key not in written] + [example.text])


SAID = ["head", "", "Objectives", "  P  one", "  S  two", "Why", "  a", "end"]


@pytest.mark.parametrize(
    ("show", "kept"),
    [
        ("Objectives +1", ["...", "Objectives", "  P  one", "..."]),
        ("head; Why ..", ["head", "...", "Why", "  a", "end"]),
        (".. Objectives; end", ["head", "", "Objectives", "...", "end"]),
        ("*   P; *   S", ["...", "  P  one", "  S  two", "..."]),
        ("P .. Why", ["...", "  P  one", "  S  two", "Why", "..."]),
    ],
)
def test_a_mark_cuts_an_output_to_stretches(show, kept):
    """What a mark names stays, every gap becomes one line of three dots, and the result matches the whole output."""
    assert cut(SAID, show) == kept
    assert matches(kept, SAID)


@pytest.mark.parametrize("shown", [["head"], ["...", "Objectives"], ["head", "...", "  P  1", "..."], []])
def test_an_output_that_is_not_shown_does_not_match(shown):
    """Missing, changed and uncut lines are told apart from real output."""
    assert not matches(shown, SAID)


def test_marks_belong_to_the_example_below_them():
    """A page's items come in order, with the marks that stand right above each."""
    text = "<!-- file: a.yaml -->\n\n```yaml\nx: 1\n```\n<!-- change: a.yaml | x: 1 | x: 2 -->\ntext\n```console\n$ ls\n```\n"
    first, change, last = items(text)
    assert isinstance(first, Example)
    assert (first.marks, first.text) == ({"file": "a.yaml"}, "x: 1\n")
    assert (change.file, change.old, change.new) == ("a.yaml", "x: 1", "x: 2")
    assert (last.language, last.marks) == ("console", {})


def test_there_are_pages_with_examples():
    """The parametrised tests above look at something."""
    assert Path("docs/tutorial/your-first-exercise.md").name in {page.name for page in RUN}
    assert Path("docs/reference/language.md").name in {page.name for page in SCENARIOS}
