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

from exercise_sim.scenario.checks import _CHECKS, _CHECKS_OF_TREES, READS, check_scenario
from exercise_sim.scenario.checks.survey import Survey
from exercise_sim.scenario.checks.trees import Trees
from exercise_sim.scenario.durations import Duration
from exercise_sim.scenario.load import examine, load_text
from exercise_sim.scenario.model import Part, Resource, Scenario, validate, with_parts_of
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


def watch(patch: pytest.MonkeyPatch, part: type[Part], before: str, read: set[str]) -> None:
    """Notes which fields of the parts of a kind are read, in the words of READS."""
    words = {name: before + (field.alias or name) for name, field in part.model_fields.items()}

    def noted(one: Part, name: str) -> Any:
        if name in words:
            read.add(words[name])
        return object.__getattribute__(one, name)

    patch.setattr(part, "__getattribute__", noted)


def readings(scenario: Scenario, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[object, set[str]]]:
    """Each check with what it, its survey and its trees have read of a scenario, in the words of READS."""
    read: set[str] = set()
    watched = scenario.model_copy(update={"variables": Watched(scenario.variables, read)})
    with monkeypatch.context() as patch:
        watch(patch, Step, "", read)
        watch(patch, Resource, "resources.", read)
        for check in (*_CHECKS, *_CHECKS_OF_TREES):
            read.clear()
            survey = Survey(watched)
            check(survey, *(Trees(survey),) if check in _CHECKS_OF_TREES else ())  # type: ignore[operator]
            yield check, set(read)


OF_ALL = {"for_each", "resources.for_each"}
"""Read by the survey of every check."""


WORDS = sorted({word for words in READS.values() for word in words})


def test_every_check_says_what_it_reads(monkeypatch):
    """Whatever reads a word of a step, a field of a resource or a variable's value is asked anew when a variant sets one.

    Where a word of a step is not understood, no check of the whole chain that reads it may speak: they follow what they say, too.
    """
    random = Random(1)
    for text in SCENARIOS:
        for changes in (0, *[4] * 40):
            for check, read in readings(mutant(text, changes, random), monkeypatch):
                spoken_of = read if check in _CHECKS_OF_TREES else read.intersection(WORDS)
                unsaid = spoken_of - OF_ALL - READS.get(check, read)
                assert not unsaid, (check, unsaid)


def test_what_all_read_is_named_by_none():
    """Where whom a step is for is changed, everything is asked anew: so no check may name that for itself."""
    assert OF_ALL.isdisjoint(WORDS)


def changed_at(data: dict[str, Any], random: Random) -> Path:
    """A place that a variant may set, of those that have readers."""
    part, _, word = random.choice(WORDS).rpartition(".")
    part = part or ("variables" if word == "variables" else "chain")
    if not data.get(part):
        part, word = "chain", "takes"
    name = random.choice(list(data[part]))
    return (part, name) if part == "variables" else (part, name, word)


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
        [
            *("0m", "1h", "30 a day", "09:00-17:00", "its.takes", "its.x", 3, 0, "x", True, "ending"),
            *(
                named(data, random),
                [named(data, random)],
                {named(data, random): 1},
                {named(data, random): {}},
            ),
        ]
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
    found = [(problem.place.line, problem.message) for problem in examine(path)[0] if problem.place]
    assert found == [
        (
            13,
            "in the variant 'word': 'size at least 1': 'size' starts with 'many', which is no number (line 8)",
        ),
        (14, "in the variant 'circle': these steps wait for each other in a circle: a -> c -> a"),
        (15, "in the variant 'length': 'its.march' means a field of a member, and this is for no member"),
        (16, "in the variant 'less': 2 of 'cell' are needed, and there are only 1 (line 10)"),
        (
            17,
            "in the variant 'wrong': 'soon' is not a length of time: write it like 30m, 4h, 1h30m, 2d or 1w",
        ),
    ]


def variants_told(variants: str, chain: str = "", more: str = "") -> list[str]:
    """What is said of a small file with variants, line by line as `line: message`; the variants begin in line 9."""
    text = f"""\
scenario: test
title: A test
start: 2024-03-12 09:00
source: assumption
bodies: {{k: {{}}}}
chain:
  a: {{takes: 1h}}
  b: {{by: k, question: Well?, options: {{go: {{}}, stay: {{}}}}, usual: go, after: a{chain}}}
variants: {variants}
{more}"""
    with pytest.raises(ScenarioError) as caught:
        load_text(text, "x.yaml")
    found = caught.value.problems
    return [f"{one.place.line}: {one.message}" for one in found if one.place and one.severity == "error"]


def test_a_variant_chooses_among_what_it_sets_itself():
    """What one variant sets is nothing to another, and a variant may choose an option that only it brings."""
    assert variants_told(
        "{v: {choose: {b: stay}}, w: {set: {chain.b: {takes: 1h}}}, x: {set: {chain.a.takes: soon}}}"
    ) == ["9: in the variant 'x': 'soon' is not a length of time: write it like 30m, 4h, 1h30m, 2d or 1w"]
    assert variants_told(
        "{v: {set: {chain.b.options: {go: {}, maybe: {}}}, choose: {b: maybe}}, x: {choose: {a: go}}}"
    ) == ["9: in the variant 'x': nothing is decided at 'a'"]
    assert variants_told("{v: {choose: {b: maybe}}, x: {set: {chain.b.options.maybe: {}}}}") == [
        "9: in the variant 'v': 'b' has no option or outcome 'maybe'"
    ]


def test_the_value_that_brings_an_error_is_named():
    """Of several values that a variant sets, the one is shown without which there would be no error, and the line that it breaks."""
    assert variants_told(
        "\n  v:\n    set:\n      chain.a.takes: 2h\n      chain.b.options: [x, w]\n      chain.a.title: A"
    ) == ["13: in the variant 'v': 'b' has no option 'go' (line 8)"]


def test_what_a_variant_brings_is_told_once():
    """Those that build on a wrong variant do not say it again; what they choose in its place counts."""
    assert variants_told("{v: {choose: {b: nay}}, w: {with: v, set: {chain.a.takes: 2h}}}") == [
        "9: in the variant 'v': 'b' has no option or outcome 'nay'"
    ]
    assert variants_told("{v: {set: {chain.a.takes: soon}}, w: {with: v, set: {chain.b.takes: 2h}}}") == [
        "9: in the variant 'v': 'soon' is not a length of time: write it like 30m, 4h, 1h30m, 2d or 1w"
    ]


def test_nothing_behind_a_value_that_is_set_is_told():
    """A variant writes a whole value; to leave a word out is no value."""
    assert variants_told("{v: {set: {chain.a.takes: }}}") == ["9: nothing stands behind 'chain.a.takes'"]


def test_an_error_of_any_variant_stops_the_run_of_all():
    """What `check` calls an error stops loading too, whichever variant is asked for."""
    text = FILE.replace("  fine", "  #fine", 1)
    for variant in ("", "less"):
        with pytest.raises(ScenarioError, match="in the variant 'wrong'"):
            load_text(text, "x.yaml", variant or ())


def test_variants_may_build_on_many_and_in_many_ways():
    """However deep they stand on each other, and however often one is named, each is applied once, those it builds on first."""
    deep = "".join(f"\n  v{i}: {{with: v{i - 1}}}" for i in range(1, 1100))
    wide = "".join(f"\n  {x}{i}: {{with: [a{i - 1}, b{i - 1}]}}" for i in range(1, 60) for x in "ab")
    text = "scenario: t\ntitle: T\nstart: 09:00\nsource: none\nchain: {x: {}}\nvariants:\n"
    text += "  v0: {set: {chain.x.takes: 1h}}\n  a0: {set: {chain.x.takes: 2h}}\n  b0: {with: a0, set: {chain.x.takes: 3h}}"
    for name, minutes in (("v1099", 60), ("a59", 180)):
        takes = load_text(text + deep + wide, "x.yaml", name, judged=False).scenario.chain["x"].takes
        assert isinstance(takes, Duration)
        assert takes.low == minutes


def test_a_value_that_a_later_one_replaces_is_no_gap():
    """A variant may set a word of a step, and then the whole step."""
    text = "scenario: t\ntitle: T\nstart: 09:00\nsource: none\nchain: {x: {takes: 1h}}\nvariants: {v: {set: {chain.x.title: X, chain.x: {takes: 2h}}}}"
    assert load_text(text, "x.yaml", "v").scenario.chain["x"].title is None


def test_variants_that_only_together_are_wrong_are_told_when_they_are_asked_for():
    """Each may be right alone; what is said then names both."""
    text = """\
scenario: test
title: A test
start: 2024-03-12 09:00
source: assumption
resources: {cell: {slots: 5}}
chain: {a: {takes: 1h, uses: {cell: 3}}}
variants: {less: {set: {resources.cell.slots: 4}}, more: {set: {chain.a.uses: {cell: 5}}}}
"""
    assert load_text(text, "x.yaml", "less").scenario.resources["cell"].slots == 4
    with pytest.raises(ScenarioError, match="in the variant 'less and more': 5 of 'cell' are needed"):
        load_text(text, "x.yaml", ["less", "more"])


def test_whoever_shows_staywarnings_asks_for_none():
    """Loading that is not judged gives the same scenario without its warnings; errors stay errors."""
    text = "scenario: t\ntitle: T\nstart: 09:00\nchain: {a: {takes: 1h}}\n"
    judged, bare = load_text(text, "x.yaml"), load_text(text, "x.yaml", judged=False)
    assert [problem.message for problem in judged.warnings] == ["'a' has numbers without a source"]
    assert (bare.warnings, bare.scenario) == ((), judged.scenario)
    with pytest.raises(ScenarioError):
        load_text(text.replace("1h", "its.march"), "x.yaml", judged=False)
