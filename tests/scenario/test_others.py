"""What other files mean for a scenario: its names, provisions, and the values of an earlier exercise (M22)."""

import pytest
from tests.scenario.folder import CHAIN, of, said, written
from tests.support import play

from exercise_sim.analysis.history import history
from exercise_sim.analysis.measures import measured
from exercise_sim.engine.compile import compile_plan
from exercise_sim.scenario.initial_data import Origin

# --- names


def test_names_stand_in_texts(tmp_path):
    """Those of the file beside those of the scenario."""
    text = "names: {river: Talva}\nchain: {a: {title: Help for <host> on the <river>}}\n"
    one = of(written(tmp_path, "{names: n.yaml}", text, n="names: {host: Aralia}\n"))
    assert compile_plan(one.scenario).nodes[0].title == "Help for Aralia on the Talva"


def test_a_table_may_say_more_of_a_name(tmp_path):
    """Its short form and others are words of their own; what only exercise control may read is none."""
    table = """
        names:
          - {id: REQ, kind: state, conv_name: Republic of Aralia, conv_short: Aralia, forms: {people: Aralians}, real_ref: null}
          - {id: SPY, kind: person-post, conv_name: The source, classification: excon}
    """
    text = "chain: {a: {title: '<REQ>, <REQ.short>, the <REQ.people>'}}\n"
    one = of(written(tmp_path, "{names: n.yaml}", text, n=table))
    assert compile_plan(one.scenario).nodes[0].title == "Republic of Aralia, Aralia, the Aralians"
    bad = written(tmp_path, "{names: n.yaml}", "chain: {a: {title: <SPY>}}\n", n=table)
    assert said(bad)[0].startswith("s.yaml:7:20: nothing is named <SPY>")


def test_the_same_as_names_of_their_own(tmp_path):
    """Behind its id instead of in a list."""
    one = of(
        written(
            tmp_path, "{names: n.yaml}", n="names: {REQ: {conv_name: Aralia, conv_short: Ara}, host: Boria}\n"
        )
    )
    assert one.scenario.names == {"REQ": "Aralia", "REQ.short": "Ara", "host": "Boria"}


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("names: {host: Boria}", "s.yaml:7:9: 'host' stands in n.yaml too (line 1) (let it stand in one of them)"),
        ("names: [{id: A, conv_name: X}, {id: A, conv_name: Z}]", "n.yaml:1:32: 'A' stands here twice (give one of them another id)"),
        ("names: [{conv_name: X}]", "n.yaml:1:9: 'id' is missing (add 'id: ...' here)"),
        ("names: [{id: A, conv_nam: X}]", "n.yaml:1:9: 'conv_name' is missing (add 'conv_name: ...' here)"),
        ("names: [{id: A, conv_name: X, kind: planet}]", "n.yaml:1:37: 'planet' is not one of 'state', 'org', 'body', 'place' or 'person-post'"),
        ("names: [{id: A, conv_name: X, real_ref: Realand}]", "n.yaml:1:31: a real name does not stand in a table of names (write null here, and the real name into the sealed file)"),
        ("names: [Aralia]", "n.yaml:1:9: a text is expected here, not 'Aralia' (or more of it, with 'conv_name')"),
        ("names: Aralia", "n.yaml:1:8: names are expected here, each with what it is called (such as {host: Aralia}, or a list of names with their id)"),
        ("names: {no way: X}", "n.yaml:1:9: 'no way' cannot stand in a text as <no way> (use letters, digits and underscores)"),
        ("names: {its.x: X}", "n.yaml:1:9: 'its.x' cannot stand in a text as <its.x> (use letters, digits and underscores)"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_table_of_names(tmp_path, table, message):
    """Stands in the table; a name that the scenario has too, in the scenario."""
    assert message in said(written(tmp_path, "{names: n.yaml}", "names: {host: Aralia}\n" + CHAIN, n=table))


# --- provisions

CHAIN_OF_TWO = "chain: {a: {takes: 1h}, b: {takes: 2h}}\n"
TESTED = CHAIN_OF_TWO + 'objectives: {quick: {from: a, to: b, ratings: {P: 3h}, provision: "4.2"}}\n'


def test_an_objective_is_told_with_the_title_of_its_provision(tmp_path):
    """Its name and its title."""
    one = of(
        written(
            tmp_path,
            "{provisions: p.yaml}",
            TESTED,
            p='provisions: {"4.2": {title: Immediate notification}}\n',
        )
    )
    plan = compile_plan(one.scenario)
    (found,) = measured(one.scenario, plan, history(plan, play(plan).log))
    assert found.provision == "4.2 Immediate notification"


def test_the_source_of_the_file_is_that_of_provisions_without_one(tmp_path):
    """As in a scenario."""
    text = 'source: assumption\nprovisions: {"4.2": {title: A}, "5": {title: B, source: treaty}}\n'
    one = of(written(tmp_path, "{provisions: p.yaml}", TESTED, p=text))
    assert {name: each.source for name, each in one.scenario.provisions.items()} == {
        "4.2": "assumption",
        "5": "treaty",
    }


def test_provisions_may_stand_in_the_scenario_itself(tmp_path):
    """A small exercise needs no file for them; with a file, both count, and none stands in both."""
    inline = TESTED + 'provisions: {"4.2": {title: Notify}}\n'
    assert of(written(tmp_path, "{}", inline)).scenario.provisions["4.2"].title == "Notify"
    both = written(tmp_path, "{provisions: p.yaml}", inline, p='provisions:\n  "4.2": {title: A}\n')
    assert said(both) == ["s.yaml:9:14: '4.2' stands in p.yaml too (line 2) (let it stand in one of them)"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('provisions: {"4.3": {title: A}, "5": {title: B}}', "s.yaml:8:67: there is no provision '4.2' (did you mean '4.3'?)"),
        ('provisions: {"4.2": {titel: A}}', "p.yaml:1:22: 'titel' is not a word of the language here (did you mean 'title'?)"),
        ('provisions: {"4.2": {}}', "p.yaml:1:14: 'title' is missing (add 'title: ...' here)"),
        ('provisions: {"4.2": {title: <who>}}', "p.yaml:1:29: nothing is named <who> (declare it under 'names')"),
        ("provisions: [a]", 'p.yaml:1:13: provisions are expected here, each with its title (such as {"4.2": {title: Immediate notification}})'),
    ],
)  # fmt: skip
def test_what_is_wrong_with_provisions(tmp_path, text, message):
    """In the file where they stand; a name that no provision has, where the objective says it."""
    assert message in said(written(tmp_path, "{provisions: p.yaml}", TESTED, p=text))


def test_a_provision_that_nothing_tests_is_a_warning(tmp_path):
    """In the file of the provisions."""
    text = 'provisions:\n  "4.2": {title: A}\n  "5.1": {title: B}\n'
    found = said(written(tmp_path, "{provisions: p.yaml}", TESTED, p=text), "warning")
    assert [line for line in found if line.startswith("p.yaml")] == [
        "p.yaml:3:3: no objective tests the provision '5.1' (add 'provision: \"5.1\"' to the objective that tests it)"
    ]


def test_a_number_is_no_name_of_a_provision(tmp_path):
    """4.10 would be 4.1."""
    found = said(written(tmp_path, "{}", TESTED.replace('"4.2"', "4.10")))
    assert found == ['s.yaml:8:67: 4.1 is read as a number: put it in quotes, like "4.1"']


# --- initial data

SHEET = """
initial_data:
  lead: {value: guard, title: The guard, from: {event: 7, minute: 90}}
  strength: {value: 320, from: scenario}
  ready: true
  forces:
    guard: {persons: {value: 300, from: scenario}, title: The guard}
"""
FOLLOWING = """
names: {chief: from initial_data lead.title, count: from initial_data strength}
variables: {lead: from initial_data lead, strength: from initial_data strength, ready: from initial_data ready}
groups: {contingents: {guard: {persons: from initial_data forces.guard.persons, mode: air}}}
chain:
  a: {title: <chief> has <count> persons, for_each: contingents, when_done: {add: {strength: its.persons}}}
  b: {after: a of lead, if: ready is true}
variants: {other: {set: {variables.strength: from initial_data forces.guard.persons}}}
"""


def test_values_stand_where_plain_ones_may(tmp_path):
    """Behind variables, fields of members, names, and where a variant sets one; each with where it came from."""
    file = written(tmp_path, "{initial_data: d.yaml}", FOLLOWING, d=SHEET)
    one = of(file)
    assert one.scenario.variables == {"lead": "guard", "strength": 320, "ready": True}
    assert one.scenario.groups["contingents"]["guard"]["persons"] == 300
    assert compile_plan(one.scenario).nodes[0].title == "The guard has 320 persons, The guard".replace(
        ", The guard", ", Guard"
    )
    assert of(file, "other").scenario.variables["strength"] == 300
    known = {origin.path: origin for origin in one.origins}
    assert known["variables", "lead"] == Origin(("variables", "lead"), "lead", "d.yaml", "event 7, minute 90")
    assert known["groups", "contingents", "guard", "persons"].said == "scenario"
    assert len(known) == 7


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("strenth", "d.yaml has no value 'strenth' (did you mean 'strength'?)"),
        ("forces.gard.persons", "d.yaml has no value 'forces.gard.persons' (did you mean 'forces.guard'?)"),
        ("forces", "'forces' is no single value in d.yaml (say which: forces.guard)"),
        ("ready.more", "d.yaml has no value 'ready.more'"),
        ("zzz", "d.yaml has no value 'zzz' (it has: lead, strength, ready, forces)"),
    ],
)  # fmt: skip
def test_a_value_that_is_not_there_is_told_with_the_nearest(tmp_path, name, message):
    """Where it is asked for; nothing is told that only follows from it."""
    text = f"variables: {{strength: from initial_data {name}}}\nchain: {{a: {{if: strength at least 5}}}}\n"
    found = said(written(tmp_path, "{initial_data: d.yaml}", text, d=SHEET))
    assert found == [f"s.yaml:7:23: {message}"]


def test_initial_data_has_to_be_named(tmp_path):
    """Else there is no sheet to take a value from."""
    text = "variables: {strength: from initial_data strength}\nchain: {a: {if: strength at least 5}}\n"
    assert said(written(tmp_path, "{}", text)) == [
        "s.yaml:7:23: this scenario names no initial data (add 'files: {initial_data: ...}', the sheet that an earlier exercise wrote)"
    ]


@pytest.mark.parametrize("sheet", ["", "nothing: {}\n", "initial_data: [a]\n", "initial_data:\n"])
def test_a_sheet_that_holds_nothing(tmp_path, sheet):
    """Is told once, or once for each value; a value that nobody knows breaks nothing else."""
    text = "variables: {strength: from initial_data strength}\nchain: {a: {if: strength at least 5}}\n"
    found = said(written(tmp_path, "{initial_data: d.yaml}", text, d=sheet))
    assert len(found) == 1
    assert found[0].startswith(("d.yaml:1:1:", "s.yaml:7:23:"))
