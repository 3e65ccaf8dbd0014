"""No word of any scenario's world is in the program: what it knows of a crisis, it has read in a file."""

import re

import pytest
from tests.support import ROOT, SCENARIOS

from exercise_sim.scenario.source import parse_source

FIELD = (
    "CSTO", "ODKB", "CSC", "CMFA", "CMD", "CSSC", "CPF", "KSOR", "CRRF", "KSBR", "UNSC", "UNRCCA", "RATS", "ICRC", "OSCE", "SCO",
    "APOE", "APOD", "United Nations", "Collective Security", "Crisis Response Center", "Peacekeeping", "Joint Staff", "Secretary General",
    "Armenia", "Belarus", "Kazakhstan", "Kyrgyzstan", "Russia", "Tajikistan", "Moscow", "Minsk", "January 2022",
)  # fmt: skip
"""Proper names of the field of the first scenarios."""

COMMON = frozenset(
    {"council", "staff", "chairman", "commander", "parliament", "president", "government", "advance"}
)
"""Words that name a body in a scenario and stand in examples of the language as well."""


def names_of(path):
    """The proper names that a scenario has given: of members, and of what stands behind `names`."""
    data = parse_source(path.read_text(encoding="utf-8"), path.name).data
    members = [
        str(fields.get("title", name))
        for group in data.get("groups", {}).values()
        for name, fields in group.items()
    ]
    words = {
        word
        for text in (*members, *map(str, data.get("names", {}).values()))
        for word in re.findall(r"[A-Z]\w{4,}", text)
    }
    return {word for word in words if word.lower() not in COMMON}


CODE = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "src").rglob("*.py")))


def said(word):
    return re.search(rf"\b{re.escape(word)}\b", CODE)


@pytest.mark.parametrize("word", FIELD)
def test_no_proper_name_of_the_field(word):
    """Neither in a rule nor in a text or a comment."""
    assert not said(word)


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_no_name_of_a_scenario(path):
    """What the shipped scenarios invent stays in them."""
    assert names_of(path) or not parse_source(path.read_text(encoding="utf-8"), path.name).data.get("groups")
    assert [word for word in sorted(names_of(path)) if said(word)] == []
