"""Golden playthroughs: what every shipped scenario does under every policy and in every variant, seed 1.

When one differs on purpose: `python -m tests.playthroughs.refresh`, then read the difference.
"""

import json

import pytest
from tests.playthroughs.cases import DIGESTS, GOLDEN, cases, handed_on

CASES = cases()
AGAIN = "(python -m tests.playthroughs.refresh writes them anew)"


def golden() -> dict[str, dict[str, object]]:
    """The digests that are kept."""
    return json.loads(DIGESTS.read_text(encoding="utf-8")) if DIGESTS.exists() else {}


def test_every_scenario_policy_and_variant_has_its_playthrough():
    """And none is kept that nothing plays any more."""
    assert sorted(golden()) == sorted(case.key for case in CASES), AGAIN
    wanted = {file for case in CASES for file in (case.story_file, case.text_file) if file} | {DIGESTS}
    assert {path for path in GOLDEN.rglob("*") if path.is_file()} == wanted, AGAIN


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.key)
def test_it_is_played_as_it_was(case):
    """Event by event, then the text that people read, then every byte of the log."""
    if case.story_file:
        assert case.story.splitlines() == case.story_file.read_text(encoding="utf-8").splitlines(), AGAIN
    if case.text_file:
        assert case.played[0].splitlines() == case.text_file.read_text(encoding="utf-8").splitlines(), AGAIN
    assert case.digest == golden()[case.key], AGAIN


@pytest.mark.parametrize("case", [case for case in CASES if case.text_file], ids=lambda case: case.key)
def test_the_text_is_good_at_its_width(case):
    """No line but the one to copy is wider than 100 columns, none ends in blanks, and two blank lines never meet."""
    text = case.played[0].splitlines()
    body = [line for line in text if not line.startswith("  exercise-sim run")]
    assert [line for line in body if len(line) > 100] == []
    assert [line for line in body[1:-1] if line != line.rstrip()] == []
    assert "\n\n\n" not in case.played[0]


def test_what_is_handed_on_is_fresh():
    """The initial data beside a scenario are what the command in its comment writes today, to the byte."""
    found = handed_on()
    assert [path.name for path in found] == ["follow-on-initial-data.yaml"]
    for path, text in found.items():
        assert path.read_text(encoding="utf-8") == text, AGAIN
