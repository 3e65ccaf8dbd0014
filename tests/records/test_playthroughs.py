"""Every shipped playthrough again, with people at every seat, saved and loaded at every question: the same bytes (Rule 1)."""

import json
from functools import cache

import pytest
from tests.playthroughs.cases import Case, cases
from tests.records.table import Table, jsonl, play_as_the_policy
from tests.support import ROOT

from exercise_sim.engine.compile import compile_plan
from exercise_sim.scenario.load import Loaded, load


@cache
def shipped(scenario: str, variant: str) -> tuple[Loaded, object]:
    """A shipped scenario (or a variant of it), and its plan."""
    loaded = load(ROOT / "scenarios" / f"{scenario}.yaml", variant or (), judged=False)
    return loaded, compile_plan(loaded.scenario, loaded.digest)


def table(case: Case) -> Table:
    """The case with a person at every seat."""
    kind, name = case.words
    loaded, plan = shipped(case.scenario, name if kind == "--variant" else "")
    seats = [body for body, about in plan.bodies.items() if about.seat]
    policy = name if kind == "--policy" else "usual"
    return Table(loaded, *seats, policy=policy, choose=loaded.choose)


def without_names(log: bytes) -> list[dict[str, object]]:
    """The events, without who gave a decision: a person, or the policy that they follow here."""
    events = [json.loads(line) for line in log.splitlines()]
    return [{key: value for key, value in event.items() if key != "by"} for event in events]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.key)
def test_saved_and_loaded_at_every_question_it_is_the_same(case):
    """As it was played at one go, to the byte; and as `run` plays it, but for the names of those who decide."""
    straight, often = table(case), table(case)
    log = jsonl(play_as_the_policy(straight))
    assert jsonl(play_as_the_policy(often, often.reload)) == log
    assert often.paper.content == straight.paper.content
    assert without_names(log) == without_names(case.played[1].encode())
