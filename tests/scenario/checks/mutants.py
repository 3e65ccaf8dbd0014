"""Random changes to the specimens: words, names and values are taken out, put in, and exchanged.

Used by the tests of the contract between the checks and the engine. A change that the model refuses is taken back.
"""

import copy
from random import Random
from textwrap import dedent
from typing import Any

from pydantic import ValidationError
from tests.scenario.checks.specimens import HEAD

from exercise_sim.scenario.model import Scenario, validate
from exercise_sim.scenario.source import parse_source

WORDS: list[Any] = [
    "its", "its.takes", "its.partner", "its.ways", "its.x", "its.places", "its.refusal", "ending", "ending.done", "all", "first of consent",
    "2 of chance", "draft begins", "2h after draft", "2h .. 5h after vote.adopt", "mandate.adopt", "mandate.return", "sitting.none", "consent of a",
    "allowed of lead", "consent of its.partner", "warning is early", "not mandate is adopt", "count at least 2", "before D+1 00:00", "draft is done",
    "states", "states where procedure is none", "routes", "30m", "0m", "2h .. 7h", "40w", "5 a day", "2/3", "majority", 0, 1, 2, 7, -1, 0.5, 1.0, 2.5,
    1000, True, "usual", "weighted", "a", "b", "lead", "strength", "cell", "places of r1", "until plan", "x", "<its.title>", "<host>", "", [], {},
    {"any": ["draft", "opening"]}, {"all": ["vote.adopt", "vote.again"]}, float("nan"), float("inf"),
]  # fmt: skip

FIELDS: dict[str, Any] = {
    "after": "draft", "at_most": 1, "then": "refuse", "back_to": "draft", "redo": "draft", "wait": "1h", "wait_for": "draft", "if": "draft is done",
    "for_each": "states", "of": "routes", "usual": "adopt", "otherwise": "adopt", "within": "1h", "thinks": "1h", "takes": "1h", "drop": "its",
    "ends": "done", "when": "draft", "set": {"strength": 2}, "add": {"cell": 1}, "needs": "draft", "makes": "draft", "chance": 0.5, "weight": 3,
    "uses": {"cell": 1}, "keeps": {"cell": "until plan"}, "vote": {"of": "states", "carried": {"adopt": 1}}, "options": {"adopt": {}, "no_more": {}},
    "outcomes": {"granted": {}, "again": {"back_to": "draft"}}, "choose": {"mandate": "adopt"}, "by": "council", "seen_by": "all", "open": "08:00-12:00",
    "slots": 1, "stock": 1, "flow": "2 an hour", "measure": "strength", "from": "draft", "to": "vote", "when_done": {"redo": "draft", "at_most": 1},
}  # fmt: skip


def tree(text: str) -> dict[str, Any]:
    """The plain data of a scenario."""
    return {**HEAD, **parse_source(dedent(text), "test.yaml").data}


def places(data: Any) -> list[tuple[Any, Any]]:
    """Every container with each of its keys."""
    found: list[tuple[Any, Any]] = []
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        found += [(data, key), *places(value)]
    return found


def named(data: dict[str, Any], random: Random) -> str:
    """The name of something in the scenario: mostly a step, some with an outcome or a member."""
    chain = data.get("chain")
    step = random.choice(list(chain)) if isinstance(chain, dict) and chain else "draft"
    steps = chain.get(step) if isinstance(chain, dict) else None
    branches = [
        key for word in ("options", "outcomes") if isinstance(steps, dict) for key in steps.get(word) or ()
    ]
    key = str(random.choice(places(data))[1])
    forms = [
        step,
        key,
        f"{step} begins",
        f"first of {step}",
        f"{step} of {key}",
        f"{step} is done",
        f"2h after {step}",
    ]
    forms += [f"{step}.{random.choice(branches)}", f"{step} is {random.choice(branches)}"] if branches else []
    return random.choice([step, *forms])


def mutate(data: dict[str, Any], random: Random) -> None:
    """One change, somewhere in the tree, by chance."""
    spots = places(data)
    inside, key = random.choice(spots)
    other, other_key = random.choice(spots)
    kind = random.randrange(8)
    if kind == 0:
        del inside[key]
    elif kind == 1:
        inside[key] = copy.deepcopy(random.choice([*WORDS, named(data, random)]))
    elif kind == 2:
        inside[key] = copy.deepcopy(other[other_key])
    elif kind == 3 and isinstance(inside, dict):
        inside[str(other_key)] = inside.pop(key)
    elif kind in (4, 5) and isinstance(inside[key], dict):
        name = random.choice(list(FIELDS))
        value = random.choice([FIELDS[name], named(data, random), [named(data, random), named(data, random)]])
        inside[key][name] = copy.deepcopy(value)
    elif kind == 6 and isinstance(inside[key], dict) and inside[key]:
        new = random.choice(["extra", "draft", "a", "adopt"])
        inside[key][new] = copy.deepcopy(random.choice(list(inside[key].values())))
    elif isinstance(inside[key], str):
        words = inside[key].split(" ")
        words[random.randrange(len(words))] = str(
            random.choice([other_key, random.choice(WORDS), named(data, random)])
        )
        inside[key] = " ".join(words)


def mutant(text: str, changes: int, random: Random) -> Scenario:
    """A scenario after some changes; those that the model refuses are taken back."""
    data = tree(text)
    scenario = validate(data)
    for _ in range(changes):
        changed = copy.deepcopy(data)
        mutate(changed, random)
        try:
            scenario = validate(changed)
        except ValidationError:
            continue
        data = changed
    return scenario
