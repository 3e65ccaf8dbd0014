"""The language page says what the model says, and explains every meaning."""

import re
from typing import get_args

import pytest
from docs.make_reference import OF_FIELD, PAGE, PARTS, SEE, table, written
from pydantic import BaseModel
from tests.docs.pages import anchors

from exercise_sim.scenario.model import Scenario

TEXT = PAGE.read_text("utf-8")
MEANINGS = [*range(1, 10), 12, 13, 14, 15, 16, 19, 20, 21, 22, 24, 25]


def _parts(part: type[BaseModel]) -> set[type[BaseModel]]:
    found = {part}
    for field in part.model_fields.values():
        work = [field.annotation]
        while work:
            kind = work.pop()
            if isinstance(kind, type) and issubclass(kind, BaseModel):
                found |= _parts(kind) | {base for base in kind.__bases__ if base.__name__ == "Effects"}
            work += get_args(kind)
    return found


def test_the_page_is_fresh():
    """Its tables are those of the model as it is now (else: python docs/make_reference.py)."""
    assert written(TEXT) == TEXT


def test_every_part_has_its_table():
    """Whatever the model is made of stands on the page."""
    assert _parts(Scenario) == set(PARTS.values())
    assert set(re.findall(r"<!-- fields: (\w+) -->", TEXT)) == set(PARTS)


@pytest.mark.parametrize("part", PARTS)
def test_every_field_has_its_row(part):
    """A field of the model stands in the table of its part, or of the part that this builds on, by the name an author writes."""
    rows = table(PARTS[part]) + table(PARTS["Effects"])
    for name, field in PARTS[part].model_fields.items():
        assert f"| `{field.alias or name}` |" in rows


def test_hints_name_fields_that_exist():
    """What the generator says of single fields is said of fields of the model, and points to a meaning on the page."""
    for name in (*(".".join(key) for key in OF_FIELD), *SEE):
        part, _, field = name.partition(".")
        assert field in PARTS[part].model_fields, name
    assert set(SEE.values()) <= anchors(TEXT)


@pytest.mark.parametrize("number", MEANINGS)
def test_every_meaning_is_explained_and_shown(number):
    """Each meaning has an anchor, a heading, an explanation and an example."""
    section = re.search(
        rf'<a id="m{number}"></a>\n\n#### M{number} [^\n]+\n(.*?)(?=\n<a id=|\n##|\Z)', TEXT, re.DOTALL
    )
    assert section, f"M{number}"
    assert "```yaml" in section[1]
    assert len(re.sub(r"```.*?```", "", section[1], flags=re.DOTALL).split()) > 30
