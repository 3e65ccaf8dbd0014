"""The random chains: valid, mixed, the same for a seed; and the slow evaluator plays every one of them to its end."""

from collections import Counter
from itertools import pairwise
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from tests.slow_model.chains import Case, chains, compare, instances, random_chain, shrunk_repr, standing
from tests.slow_model.evaluator import evaluate
from tests.slow_model.instances import Result, choices, goes_back, parts
from tests.slow_model.reading import Reader

CASES = 400
BATCH = 50


def troubles(log: list[tuple[Any, ...]]) -> list[str]:
    """What cannot be in any log: time running back, ends without beginnings, life after being cut off, two endings."""
    found = ["time runs back" for a, b in pairwise(log) if b[0] < a[0]]
    found += ["two endings"] * (sum(entry[1] == "ended" for entry in log) > 1)
    state: dict[str, str] = {}
    allowed = {
        "begun": ("", "reopened", "went_back"),
        "asked": ("begun",),
        "lapsed": ("asked",),
        "done": ("begun", "asked", "lapsed"),
        "went_back": ("begun", "asked", "lapsed"),
        "passed_over": ("", "reopened", "went_back"),
        "cut_off": ("", "reopened", "went_back"),
        "reopened": ("", "begun", "asked", "lapsed", "done", "passed_over", "reopened", "went_back"),
    }
    for minute, word, name, *_ in log:
        if word != "ended" and state.get(name, "") not in allowed[word]:
            found.append(f"{minute} {word} {name} after {state[name]}")
        state[name] = word
    return found


@pytest.mark.parametrize("first", range(0, CASES, BATCH))
def test_every_random_chain_is_played_to_its_end(first):
    """400 chains (those played against the engine are more): no exception, no endless minute, and no log that cannot be."""
    for seed in range(first, first + BATCH):
        data, answers, drawn, _ = random_chain(seed)
        log = evaluate(data, answers, drawn)
        assert not troubles(log), f"seed {seed}\n{shrunk_repr(data)}"


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(chains())
def test_the_strategy_gives_chains_that_play(case: Case):
    """What hypothesis writes is played like what a seed writes."""
    assert not troubles(evaluate(*case))


def test_a_seed_gives_the_same_chain_and_log_twice():
    """The chain, the script and the log are functions of the seed."""
    assert random_chain(7) == random_chain(7)
    assert evaluate(*random_chain(7)) == evaluate(*random_chain(7))
    assert random_chain(7) != random_chain(8)


@pytest.mark.parametrize("first", range(0, 400, 100))
def test_random_chains_are_valid(first):
    """References look upward and never at an outcome that goes back; loops have `at_most`, `then` and time; needs fit capacities."""
    for seed in range(first, first + 100):
        data, *_ = random_chain(seed)
        chain = Reader(data).read()
        for step in chain.steps:
            assert all(place < step.place for place in chain.inputs[step.place])
            for part in parts(step.join) if step.join else ():
                if isinstance(part, Result) and part.place is not None and part.outcome is not None:
                    assert not goes_back(choices(chain.steps[part.place].fields)[part.outcome])
            valid_choices(step.fields)
            valid_loops(chain, step)
            for name, units in step.fields.get("uses", {}).items():
                its = data["resources"][name]
                assert units <= its.get("slots", its.get("stock", units))


def valid_choices(fields: Any) -> None:
    options = choices(fields)
    if not options:
        return
    assert any(not goes_back(its) for its in options.values())
    assert sum(its.get("chance", 0) for its in options.values()) < 1
    for its in options.values():
        assert "at_most" not in its or its["then"] in options
    if "options" in fields:
        assert fields["usual"] in options
        assert fields.get("otherwise", fields["usual"]) in options


def valid_loops(chain: Any, step: Any) -> None:
    for way in chain.ways_back[step.place]:
        assert way.fields["at_most"] >= 1
        targets_work = way.back_to and all("takes" in chain.steps[t].fields for t in way.back_to)
        assert "takes" in step.fields or "wait" in way.fields or targets_work


def test_random_chains_mix_every_feature():
    """Each feature of the language that the slow evaluator knows comes up often in 150 chains, and each kind of entry too."""
    said: Counter[str] = Counter()
    for seed in range(150):
        data, answers, drawn, _ = random_chain(seed)
        text = shrunk_repr(data)
        words = (
            "any",
            "all",
            "2 of:",
            "2 of s",
            "first of",
            " begins",
            " after s",
            " of a",
            "where",
            "if:",
            "wait_for:",
            "within:",
            "back_to",
            "redo",
            "wait:",
            "when_done",
            "slots",
            "stock",
            "flow",
            "endings",
            "end:",
            "ending",
            "ends",
            "then:",
            ": 0",
        )
        said.update(word for word in words if word in text)
        said.update({entry[1] for entry in evaluate(data, answers, drawn)})
    entries = ("begun", "asked", "done", "went_back", "passed_over", "cut_off", "reopened", "lapsed", "ended")
    assert {word for word in (*words, *entries) if said[word] < 10} == set()


def test_a_difference_is_told_in_words():
    """The first entry that differs, from both sides, with what went before; nothing where the logs are equal."""
    slow = [(0, "begun", "request"), (60, "done", "request", None)]
    assert compare(slow, slow) is None
    assert compare(slow[:1], slow) == (
        "entry 2 differs, after\n"
        "  (0, 'begun', 'request')\n"
        "engine:     nothing more\n"
        "slow model: (60, 'done', 'request', None)"
    )


def test_a_chain_is_shown_as_the_yaml_of_its_author():
    """The shown text, read again, is the chain without its frame and without what is empty."""
    data, *_ = random_chain(3)
    shown = yaml.safe_load(shrunk_repr(data))
    assert shown == {key: data[key] for key in shown}
    assert list(shown["chain"]) == list(data["chain"])
    assert "title" not in shown


def test_an_option_used_up_is_answered_by_what_stands_in_its_place():
    """Where the scripted option is not offered, `then` is followed until one is."""
    data = {
        "chain": {"vote": {"options": {"again": {"then": "later"}, "later": {"then": "fine"}, "fine": {}}}}
    }
    assert standing(data, "vote of b", "again", ["again", "fine"]) == "again"
    assert standing(data, "vote of b", "again", ["fine"]) == "fine"


def test_instances_are_named_by_member():
    """`readiness of b` for each member that `where` selects, in the group's order."""
    data = {
        "groups": {"states": {"b": {"kind": "x"}, "a": {"kind": "x"}, "c": {"kind": "z"}}},
        "chain": {"readiness": {"for_each": "states where kind is x"}, "plan": {}},
    }
    assert instances(data, "readiness") == ["readiness of b", "readiness of a"]
    assert instances(data, "plan") == ["plan"]
