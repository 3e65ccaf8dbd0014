"""The JSON Schema of the language: fresh, whole, true to the loader, and of use to an editor."""

import copy
import json
from typing import Any

import pytest
from docs.make_reference import PARTS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter, ValidationError
from tests.docs.pages import examples, name, pages
from tests.docs.test_examples import AROUND
from tests.scenario.checks.mutants import mutate, tree
from tests.scenario.checks.specimens import SCENARIOS as SPECIMENS
from tests.support import ROOT, SCENARIOS

from exercise_sim.scenario.checks import check_scenario
from exercise_sim.scenario.kinds import KINDS, OF_FIELD
from exercise_sim.scenario.model import validate
from exercise_sim.scenario.schema import json_schema
from exercise_sim.scenario.source import parse_source
from exercise_sim.scenario.spellings import SPELLINGS

COMMITTED = ROOT / "docs" / "reference" / "scenario.schema.json"
SCHEMA = json_schema()
WHOLE = Draft202012Validator(SCHEMA)
TEXTS = [*(path.read_text("utf-8") for path in SCENARIOS), *SPECIMENS]


def wrong(data: Any, definition: str = "") -> list[str]:
    """What the schema, or one of its definitions, has against some data."""
    one = {"$ref": f"#/$defs/{definition}", "$defs": SCHEMA["$defs"]} if definition else SCHEMA
    return [error.message for error in Draft202012Validator(one).iter_errors(data)]


def data(text: str) -> dict[str, Any]:
    """The tree of a piece of a scenario, with what every scenario needs."""
    given = parse_source(text, "test.yaml").data
    return parse_source("\n".join(AROUND.values()), "test.yaml").data | given


# --- fresh and whole


def test_the_committed_schema_is_fresh():
    """It is what the program prints today (else: exercise-sim schema > docs/reference/scenario.schema.json)."""
    assert json.loads(COMMITTED.read_text("utf-8")) == SCHEMA


def test_it_is_a_schema_of_the_draft_that_it_names():
    """A validator of draft 2020-12 takes it, and every definition is used."""
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    text = json.dumps(SCHEMA)
    assert [one for one in SCHEMA["$defs"] if f'"#/$defs/{one}"' not in text] == []


@pytest.mark.parametrize("part", PARTS)
def test_every_word_is_offered_with_its_sentence(part):
    """Each field stands in the schema by the name that an author writes, with its description; no other word is taken."""
    schema = SCHEMA if part == "Scenario" else SCHEMA["$defs"][part]
    fields = PARTS[part].model_fields
    assert {key: one["description"] for key, one in schema["properties"].items()} == {
        field.alias or key: field.description for key, field in fields.items()
    }
    assert schema["additionalProperties"] is False


def test_what_is_needed_is_asked_for():
    """The words without which no scenario is one, and no vote."""
    assert SCHEMA["required"] == ["scenario", "title", "start", "chain"]
    assert SCHEMA["$defs"]["Vote"]["required"] == ["of", "carried"]


def test_an_editor_needs_no_network():
    """The only address is the name of the draft."""
    assert json.dumps(SCHEMA).count("://") == 1


# --- what is right


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_what_is_shipped_validates_and_names_the_schema(path):
    """Its first line says that it holds everything; the next one leads an editor to the schema, by a relative path."""
    text = path.read_text("utf-8")
    assert wrong(parse_source(text, path.name).data) == []
    about, first = text.splitlines()[:2]
    assert about.startswith("# This file holds everything, also what players must not see")
    mark = "# yaml-language-server: $schema="
    assert first.startswith(mark)
    assert (path.parent / first.removeprefix(mark)).resolve() == COMMITTED


@pytest.mark.parametrize("page", [page for page in pages() if examples(page, "yaml")], ids=name)
def test_examples_of_the_docs_validate(page):
    """Each scenario, or piece of one, that a page does not show for its mistakes."""
    for example in examples(page, "yaml"):
        if not {"wrong", "append", "other"} & set(example.marks):
            assert wrong(data(example.text)) == [], example.text


@pytest.mark.parametrize(
    ("definition", "value"),
    [
        ("duration", "1h .. 3h .. 48h"),
        ("duration", " 1 h 30 minutes  ..\n 2h "),
        ("duration", "triangular 1h .. 3h .. 48h"),
        ("duration", "p90 12h, median 4h"),
        ("duration", {"median": "4h", "p90": "12h"}),
        ("duration", {"one of": ["1h", "2h"]}),
        ("duration", {"one of": "1h, 2h"}),
        ("duration", ["1h", "2h"]),
        ("duration", "its.transit"),
        ("reference", "2h .. 3h after first of movement.done of its.state begins"),
        ("after", "draft and 2h after request begins"),
        ("after", "telephone or mandate.adopt"),
        ("after", ["draft", {"any": ["a", {"2 of": ["b", "c", "d of lead"]}]}]),
        ("condition", "warning is early"),
        ("condition", "not mandate is adopt and strength at least 2000"),
        ("condition", "mandate.aid_only and aid_delivery"),
        ("condition", {"any": ["before D+2 06:00", {"not": "its.procedure is none"}, ["a", "b is c"]]}),
        ("selection", "states where procedure is executive or its.size at least 2"),
        ("body", "parliament of its.state"),
        ("number", "-5%"),
        ("votes", "2/3"),
        ("rate", "1 every 1h30m"),
        ("until", "until flight begins"),
        ("branches", ["adopt", "refuse"]),
        ("branches", {"adopt": None, "refuse": "Never", "return": {"back_to": "draft"}}),
        ("start", "2024-03-12 09:00 +03:00"),
        ("start", "09:00"),
        ("end", "D+14 09:00"),
        ("end", "14d"),
        ("hours", "22:00-06:00"),
        ("ratings", {"P": "24h", "S": 36, "M": 4.5}),
        ("yes_or_no", "yes"),
        ("stretch", "D 09:00 .. D+1 12:00"),
        ("stretch", "D+4 ..  ending"),
        ("on_sheet", "strength  by state"),
        ("on_sheet", "contingents"),
        ("span", "2h .. 30h"),
        ("span", "at most 1h30m"),
        ("shares", "80%"),
        ("shares", "at most 2.5%"),
        ("shares", "20% .. 40%"),
        ("shares", 0.8),
        ("expectations", ["request to first of movement begins lasts at least 2h in 80% of runs"]),
        ("expectations", ["quick rated S or better in 60% of runs", "quick rated P"]),
        ("expectations", ["ends as handed_over in no run under policy bold"]),
        (
            "expectations",
            ["draft and not plan.done in 20% of runs", "draft or plan under variant early", "draft"],
        ),
        ("expectations", ["strength at least 2000 in every run", {"ending": "over", "variant": ["a", "b"]}]),
    ],
)
def test_short_forms_are_taken(definition, value):
    """Each spelling that the loader reads."""
    assert wrong(value, definition) == []


# --- what is wrong


@pytest.mark.parametrize(
    "text",
    [
        "titel: Example",
        "chain: {}",
        "chain: {request: {take: 1h}}",
        "chain: {request: {takes: 4 hurs}}",
        "chain: {request: {takes: 4}}",
        "chain: {request: {takes: 1h .. }}",
        "chain: {request: {takes: {medan: 4h, p90: 12h}}}",
        "chain: {request: {after: first off draft}}",
        "chain: {request: {after: draft and plan or press}}",
        "chain: {request: {after: {either: [draft]}}}",
        "chain: {request: {after: []}}",
        "chain: {request: {if: true}}",
        "chain: {request: {if: warning equals early}}",
        "chain: {request: {kind: moving}}",
        "chain: {2nd_request: {}}",
        "chain: {first: {}}",
        "chain: {request: {options: {adopt: {backto: request}}}}",
        "chain: {request: {outcomes: {granted: {chance: 20}}}}",
        "chain: {request: {outcomes: {granted: {at_most: 0}}}}",
        "chain: {request: {vote: {of: states, carried: {adopt: most}}}}",
        "chain: {request: {vote: {of: states}}}",
        "chain: {request: {uses: {lawyers: two}}}",
        "chain: {request: {keeps: {lawyers: movement}}}",
        "bodies: {staff: {seats: true}}",
        "bodies: {staff: {seat: 2}}",
        "resources: {airlift: {flow: 30 daily}}",
        "resources: {airlift: {slots: 1.5}}",
        "resources: {airlift: {slots: 1, open: always}}",
        "endings: {over: {class: victory}}",
        "objectives: {quick: {ratings: {A: 1h}}}",
        "policies: {bold: {thinks: -1}}",
        "expect: [draft lasting long]",
        "expect: [{endings: over}]",
        "expect: [{ending: over, share: 80}]",
        "expect: [{from: a, to: b, lasts: soon}]",
        "exercise: {agenda: [{session: A, plays: all day}]}",
        "exercise: {agenda: [{session: A}]}",
        "files: {nams: a.yaml}",
        "initial_data: {strength: [a]}",
        "provisions: {A: {}}",
        "start: tomorrow",
        "end: 14",
    ],
)
def test_what_is_wrong_is_flagged(text):
    """Misspelt words, values that nobody can read, what is missing."""
    assert wrong(data("source: assumption")) == []
    assert wrong(data(text)) != []


# --- never less than the loader


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(TEXTS), st.integers(1, 3), st.randoms(use_true_random=False))
def test_whatever_checks_clean_validates(text, changes, random):
    """Mutants of the shipped scenarios and of small ones: the schema refuses none that has no error."""
    mutant = tree(text)
    for _ in range(changes):
        changed = copy.deepcopy(mutant)
        mutate(changed, random)
        try:
            problems = check_scenario(validate(changed), judged=False)
        except ValidationError:
            continue
        if not any(problem.severity == "error" for problem in problems):
            mutant = changed
            assert wrong(mutant) == []


WORDS = [
    "4h", "30", "m", "1.5h", "2d", "..", ",", "pert", "triangular", "uniform", "median", "p90", "one of", "first", "2", "of", "draft", "draft.adopt",
    "its.state", "its", "begins", "after", "before", "D+1", "06:00", "-", "and", "or", "not", "is", "at least", "at most", "early", "where", "states",
    "until", "all", "majority", "2/3", "60%", "-5%", "a", "per", "day", "every", "24:00", "2024-03-12", "+03:00", "Z", "\n", "  ", "0", "h", "D",
]  # fmt: skip
TEXT = st.lists(st.sampled_from(WORDS), max_size=9).flatmap(
    lambda words: st.sampled_from([" ".join(words), "".join(words)])
)
VALUES = st.recursive(
    TEXT | st.sampled_from([0, 1, 2, 0.5, -1, 1e9, True, False, None]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["any", "all", "not", "2 of", "1  of", "one of", "median", "p90", "pert", "P", "S", "draft"]
            )
            | TEXT,
            inner,
            max_size=2,
        )
    ),
    max_leaves=5,
)
PARSERS = {definition: TypeAdapter(kind) for kind, definition in KINDS}


@pytest.mark.parametrize("definition", PARSERS)
def test_a_value_that_the_loader_reads_is_taken(definition):
    """Words of the grammar in any order: whatever the parser of a value takes, its definition takes."""

    @settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
    @given(VALUES)
    def held(value):
        try:
            PARSERS[definition].validate_python(value)
        except ValidationError:
            return
        assert wrong(value, definition) == []

    held()


@pytest.mark.parametrize("field", OF_FIELD, ids=".".join)
def test_a_field_with_a_spelling_of_its_own_is_never_stricter_than_the_loader(field):
    """Start, end, opening hours and thresholds: whatever has no error is taken."""
    start = {"scenario": "a", "title": "A", "start": "09:00", "chain": {"work": {"takes": "1h"}}}
    holders: dict[tuple[str, str], Any] = {
        ("Scenario", "start"): lambda value: {**start, "start": value},
        ("Scenario", "end"): lambda value: {**start, "end": value},
        ("Resource", "open"): lambda value: {**start, "resources": {"desk": {"slots": 1, "open": value}}},
        ("Objective", "ratings"): lambda value: {
            **start,
            "objectives": {"quick": {"from": "work", "to": "work", "ratings": value}},
        },
    }

    @settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
    @given(VALUES)
    def held(value):
        whole = holders[field](value)
        try:
            problems = check_scenario(validate(whole), judged=False)
        except ValidationError:
            return
        if not any(problem.severity == "error" for problem in problems):
            assert wrong(whole) == []

    held()


def test_every_type_of_the_model_has_a_spelling():
    """And each of these a definition."""
    assert {definition for _, definition in KINDS} | set(OF_FIELD.values()) <= set(SPELLINGS)
