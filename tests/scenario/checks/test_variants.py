"""What a variant changes is examined anew, what it leaves is not; and nothing is missed by it (M21)."""

import copy
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from tests.scenario.checks.mutants import mutant, named, tree
from tests.scenario.checks.specimens import SCENARIOS

from exercise_sim.scenario.checks import _CHECKS, _CHECKS_OF_TREES, READERS, check_scenario
from exercise_sim.scenario.checks.survey import Survey
from exercise_sim.scenario.checks.trees import Trees
from exercise_sim.scenario.load import examine, load_text
from exercise_sim.scenario.model import Scenario, validate, with_parts_of
from exercise_sim.scenario.problems import Path, ScenarioError
from exercise_sim.scenario.steps import Step


class Watched(dict[str, Any]):
    """Variables that note when somebody reads the value of one."""

    def __init__(self, values: dict[str, Any], read: set[str]) -> None:
        super().__init__(values)
        self.read = read

    def __getitem__(self, name: str) -> Any:
        self.read.add("variables")
        return super().__getitem__(name)

    def get(self, name: str, default: Any = None) -> Any:
        self.read.add("variables")
        return super().get(name, default)

    def items(self) -> Any:
        self.read.add("variables")
        return super().items()

    def values(self) -> Any:
        self.read.add("variables")
        return super().values()


def readings(scenario: Scenario, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[object, set[str]]]:
    """Each check with what it has read of a scenario, in the words of READERS."""
    read: set[str] = set()

    def noted(step: Step, word: str) -> Any:
        read.add(f"chain.{word}")
        return object.__getattribute__(step, word)

    watched = scenario.model_copy(update={"variables": Watched(scenario.variables, read)})
    with monkeypatch.context() as patch:
        patch.setattr(Step, "__getattribute__", noted)
        for check in (*_CHECKS, *_CHECKS_OF_TREES):
            survey = Survey(watched)
            trees = (Trees(survey),) if check in _CHECKS_OF_TREES else ()
            read.clear()
            check(survey, *trees)  # type: ignore[operator]
            yield check, set(read)


def test_every_check_that_reads_a_word_is_named_as_its_reader(monkeypatch):
    """Whatever reads a variable's value, a step's `takes` or its `after` is asked anew when a variant sets one."""
    random = Random(1)
    for text in SCENARIOS:
        for changes in (0, *[4] * 40):
            for check, read in readings(mutant(text, changes, random), monkeypatch):
                missing = {word for word in read & set(READERS) if check not in READERS[word]}
                assert not missing, (check, missing)


def changed_at(data: dict[str, Any], random: Random) -> Path:
    """A place that a variant may set, of those that have readers."""
    word = random.choice(["variables", "takes", "after"])
    if word == "variables" and data.get("variables"):
        return ("variables", random.choice(list(data["variables"])))
    return ("chain", random.choice(list(data["chain"])), "takes" if word == "takes" else "after")


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(SCENARIOS), st.randoms(use_true_random=False))
def test_asking_the_readers_finds_what_asking_all_finds(text, random):
    """Where the scenario without a variant is sound, the errors of one that sets a value are those of the whole scenario."""
    data = tree(text)
    place = changed_at(data, random)
    changed = copy.deepcopy(data)
    inside: Any = changed
    for word in place[:-1]:
        inside = inside[word]
    inside[place[-1]] = random.choice(
        ["0m", "1h", "its.takes", "its.x", 3, "x", True, "ending", named(data, random), named(data, random)]
    )
    try:
        scenario = validate(changed)
    except ValidationError:
        return
    assert check_scenario(scenario, judged=False, changed=[place]) == check_scenario(scenario, judged=False)


@pytest.mark.parametrize("text", SCENARIOS)
def test_a_part_that_is_shared_is_taken_as_it_is(text):
    """With the parts of another scenario, a tree gives what it gives alone, and the parts are the very same."""
    data = tree(text)
    plain, first = validate(data), next(iter(data["chain"]))
    changed = {**data, "chain": {**data["chain"], first: {**data["chain"][first], "takes": "9h"}}}
    made = validate(with_parts_of(plain, data, changed))
    assert made == validate(changed)
    assert [made.chain[name] is step for name, step in plain.chain.items()].count(False) == 1


FILE = """\
scenario: test
title: A test
start: 2024-03-12 09:00
source: assumption
variables: {size: 1, who: early}
chain:
  a: {takes: 1h}
  b: {if: size at least 1}
  c: {after: [a, b], uses: {cell: 1}}
  d: {if: who is early, uses: {cell: 2}}
resources: {cell: {slots: 2}}
variants:
  word: {set: {variables.size: many}}
  circle: {set: {chain.a.after: c}}
  length: {set: {chain.a.takes: its.march}}
  less: {set: {resources.cell.slots: 1}}
  wrong: {set: {chain.a.takes: soon}}
  fine: {set: {chain.a.takes: 2h}}
"""


def test_each_variant_tells_what_it_breaks(tmp_path):
    """Whatever the kind of value, an error that only a variant brings stands where the variant sets it, or where it shows."""
    path = tmp_path / "x.yaml"
    path.write_text(FILE, encoding="utf-8")
    found = [
        (problem.place.line, problem.message.partition(":")[0])
        for problem in examine(path)[0]
        if problem.place
    ]
    assert found == [
        (8, "'size at least 1'"),
        (10, "2 of 'cell' are needed, and there are only 1"),
        (14, "these steps wait for each other in a circle"),
        (15, "'its.march' means a field of a member, and this is for no member"),
        (17, "'soon' is not a length of time"),
    ]


def test_whoever_shows_no_warnings_asks_for_none():
    """Loading that is not judged gives the same scenario without its warnings; errors stay errors."""
    text = "scenario: t\ntitle: T\nstart: 09:00\nchain: {a: {takes: 1h}}\n"
    judged, bare = load_text(text, "x.yaml"), load_text(text, "x.yaml", judged=False)
    assert [problem.message for problem in judged.warnings] == ["'a' has numbers without a source"]
    assert (bare.warnings, bare.scenario) == ((), judged.scenario)
    with pytest.raises(ScenarioError):
        load_text(text.replace("1h", "its.march"), "x.yaml", judged=False)
