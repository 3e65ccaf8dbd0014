"""Real names in texts for players: where they are found, and that no message carries them further (M22)."""

from typing import Any, get_args, get_type_hints

import pytest
from docs.make_reference import PARTS
from pydantic import BaseModel
from tests.scenario.folder import CHAIN, of, said, written

from exercise_sim.scenario.model import validate
from exercise_sim.scenario.provisions import ProvisionName
from exercise_sim.scenario.sealed import Sealed, found_in, texts_of
from exercise_sim.scenario.values import Names, Text, Texts

MESSAGE = "this holds a real name that players must not see"


def holds(text: str, *names: str) -> bool:
    """Whether a text of a scenario is found to hold one of these names."""
    tree = {"scenario": "s", "title": text, "start": "09:00", "chain": {"a": {}}}
    return bool(found_in(validate(tree), Sealed("real.yaml", tuple((name, 1) for name in names))))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The army of Realand", "Realand"),
        ("THE ARMY OF REALAND.", "realand"),
        ("Réalånd's army", "Realand"),
        ("the Łódź-group", "Lodz"),
        ("Republic\nof   Realand", "Republic of Realand"),
        ("Rea\u00adland", "Realand"),
        ("Rea\u200bland", "Realand"),
        ("Re\u0301aland", "Réaland"),
        ("\uff32ealand", "Realand"),
        ("(U.N.*)", "U.N.*"),
        ("What? [a-z]+ (x", "[a-z]+"),
        ("Ёлкино", "Елкино"),
        ("STRASSE", "straße"),
        ("realand_air", "Realand"),
        ("in Realand", "Realand "),
    ],
)
def test_a_real_name_is_found(text, name):
    """Whole words, whatever their case and accents, also behind signs that nobody sees; signs of patterns are ordinary ones."""
    assert holds(text, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Realandia", "Realand"),
        ("Surrealand", "Realand"),
        ("U.N. x", "U.N.*"),
        ("abc", "[a-z]+"),
        ("Republic of land", "Republic of Realand"),
    ],
)
def test_part_of_a_word_is_none(text, name):
    """Nor is what a pattern would match."""
    assert not holds(text, name)


PLACES = """
names: {x: Realand}
exercise: {director: Realand, audience: Realand, idea: Realand, notes: [ok, Realand], agenda: [{session: Realand, plays: D 09:00 .. ending, notes: Realand}]}
groups: {states: {realand: {title: Realand, note: Realand, list: [Realand]}}}
bodies: {staff: {title: Realand, seat: true, role: Realand}}
resources: {lift: {title: Realand, slots: 1}}
variables: {lead: Realand}
provisions: {"Realand": {title: Realand, text: Realand, measure: Realand}}
chain:
  a:
    title: Realand
    text: Realand
    phase: Realand
    by: staff
    ref: Realand
    makes: [Realand, other]
    knows: Realand
    question: Realand
    options: {go: {text: Realand, teaches: Realand, makes: Realand}, realand: {}}
    usual: go
  b: {if: lead is Realand, needs: Realand}
endings: {over: {title: Realand, text: Realand, when: b}}
policies: {p: {title: Realand, choose: {a: go}}}
objectives: {o: {title: Realand, observe: Realand, provision: Realand}}
variants: {v: {title: Realand, set: {variables.lead: Realand}}}
"""


def test_every_text_is_found_wherever_it_stands(tmp_path):
    """So many places as the name stands in, but for those inside names of a member that are one place: counted in the text itself."""
    found = {
        line.split(": ")[0]
        for line in said(written(tmp_path, "{sealed: real.yaml}", PLACES, real="sealed: [Realand]\n"))
        if MESSAGE in line
    }
    places = set()
    for number, line in enumerate((tmp_path / "s.yaml").read_text("utf-8").splitlines(), 1):
        at = line.lower().find("realand")
        while at >= 0:
            quoted = line[at - 1] == '"'
            before = line.rfind("lead is ", 0, at)
            column = before if before >= 0 and before + 8 == at else at - quoted
            places.add(f"s.yaml:{number}:{column + 1}")
            at = line.lower().find("realand", at + 1)
    missing = places - found
    assert {place for place in missing if not _of_a_title(tmp_path, place)} == set()


def _of_a_title(folder, place: str) -> bool:
    """Whether a place is one of a value that a list holds without a place of its own."""
    number, column = map(int, place.split(":")[1:])
    line = (folder / "s.yaml").read_text("utf-8").splitlines()[number - 1]
    return "list: [" in line and column > line.index("list: [")


def text_fields(part: type[BaseModel]) -> dict[str, Any]:
    """The fields of a part that hold texts, each with a value that holds a real name."""
    found = {}
    for name, kind in get_type_hints(part, include_extras=True).items():
        kinds = {kind, *get_args(kind)}
        if kinds & {Text, ProvisionName} or str in kinds:
            found[name] = "Realand"
        elif Texts in kinds or Names in kinds:
            found[name] = ["Realand"]
    return found


@pytest.mark.parametrize("part", PARTS.values(), ids=lambda part: part.__name__)
def test_every_text_of_the_model_is_walked(part):
    """Of each part that the reference has a table of: what is a text is looked at, also in a field that is new tomorrow. Only sources are not."""
    held = text_fields(part)
    seen = {
        path[0]
        for text, path, _ in texts_of(part.model_construct(**(dict.fromkeys(part.model_fields) | held)), ())
        if text == "Realand"
    }
    wanted = {part.model_fields[name].alias or name for name in held if name != "source"}
    assert seen == wanted


def test_no_message_repeats_the_name(tmp_path):
    """It names the line of the sealed file; the line of the scenario is shown, where its author wrote it."""
    file = written(
        tmp_path,
        "{sealed: real.yaml}",
        "chain: {a: {title: March on Realand}}\n",
        real="sealed:\n  - Otherland\n  - Realand\n",
    )
    (line,) = said(file)
    assert (
        line
        == "s.yaml:7:20: this holds a real name that players must not see (line 3 of real.yaml) (write another name, or a word of 'names' such as <host>)"
    )


def test_a_name_put_together_from_a_word_is_found(tmp_path):
    """A text with its words filled in counts as well."""
    text = "names: {land: Realand}\nchain: {a: {title: Republic of <land>}}\n"
    assert (
        len(said(written(tmp_path, "{sealed: real.yaml}", text, real="sealed: [Republic of Realand]\n"))) == 1
    )


def test_a_variant_is_looked_at_too(tmp_path):
    """Where it sets the text."""
    text = CHAIN + "variants: {v: {set: {title: Realand calls}}}\n"
    (line,) = said(written(tmp_path, "{sealed: real.yaml}", text, real="sealed: [Realand]\n"))
    assert MESSAGE in line


def test_a_name_that_only_the_words_of_a_variant_make_is_found(tmp_path):
    """At the word that makes it, although neither the word nor the text is the name."""
    text = (
        "names: {land: Nowhere}\n"
        "chain: {a: {title: Republic of <land>}}\n"
        "variants: {fine: {set: {names.land: Elsewhere}}, bad: {set: {names.land: Realand}}}\n"
    )
    (line,) = said(written(tmp_path, "{sealed: real.yaml}", text, real="sealed: [Republic of Realand]\n"))
    assert line.startswith("s.yaml:9:")
    assert f"in the variant 'bad': {MESSAGE}" in line


def test_names_of_another_file_are_looked_at_too(tmp_path):
    """At their place there."""
    found = said(
        written(
            tmp_path,
            "{sealed: real.yaml, names: n.yaml}",
            real="sealed: [Realand]\n",
            n="names: {host: Realand}\n",
        )
    )
    assert [line.split(": ")[0] for line in found] == ["n.yaml:1:15"]


def test_where_numbers_come_from_is_for_no_player(tmp_path):
    """A source may name what it must."""
    text = CHAIN.replace("takes: 1h", "takes: 1h, source: a report of Realand")
    of(written(tmp_path, "{sealed: real.yaml}", text, real="sealed: [Realand]\n"))


@pytest.mark.parametrize(
    ("real", "message"),
    [
        ("sealed: Realand", "s.yaml:6:17: a sealed file holds a list of names: 'sealed: [..., ...]'"),
        ("sealed: {Realand: x}", "s.yaml:6:17: a sealed file holds a list of names: 'sealed: [..., ...]'"),
        (
            "sealed:\n  - Realand\n  - 12\n",
            "s.yaml:6:17: line 3 of real.yaml holds no name (each entry of the list is a text)",
        ),
        (
            "sealed: ['--']",
            "s.yaml:6:17: line 1 of real.yaml holds no name (each entry of the list is a text)",
        ),
        ("sealed: [&Realand x]", "real.yaml:1:10: a text without quotes cannot begin with &"),
    ],
)
def test_what_is_wrong_with_a_sealed_file_is_told_without_its_names(tmp_path, real, message):
    """Nobody who has not opened it reads one."""
    found = said(written(tmp_path, "{sealed: real.yaml}", real=real))
    assert found == [message]
    assert "Realand" not in found[0]
