"""Effects: what is set, added to and dropped (M18)."""

import pytest
from tests.scenario.checks.telling import told

from exercise_sim.scenario.checks import check_scenario
from exercise_sim.scenario.model import validate

BASE = """
groups:
  units: {{u: {{men: 3, chief: v, word: x, both: [u, v]}}, v: {{men: 2.5, chief: u, word: z, both: []}}}}
resources: {{airlift: {{flow: 30 a day}}, trucks: {{for_each: units, slots: 2}}}}
variables: {{strength: 0, mood: good, lead: u}}
chain:
  sitting: {{outcomes: {{granted: {{}}, refused: {{chance: 0.1}}}}}}
  sure: {{outcomes: {{only: {{}}}}}}
  mandate: {{options: [adopt, refuse], usual: adopt}}
  each: {{for_each: units, outcomes: {{good: {{}}, bad: {{chance: 0.1}}}}}}
  last: {{{0}}}
"""


@pytest.mark.parametrize(
    "effects",
    [
        "set: {strength: 5, mood: bad, lead: v, airlift: 20, trucks of u: 3, sitting.refused: 0.5, each.bad of v: 0, each.bad: 1}",
        "add: {strength: -2.5, airlift: -9, trucks of v: 1, sitting.refused: -0.05}", "drop: u", "drop: [u, lead]",
    ],
)  # fmt: skip
def test_what_exists_can_be_changed(effects):
    """Variables, resources, chances of outcomes, and members that leave."""
    assert told(BASE.format(f"when_done: {{{effects}}}")) == []


@pytest.mark.parametrize(
    "effects",
    [
        "set: {lead: its, trucks: 1}",
        "add: {trucks of its.chief: 1}",
        "drop: its",
        "drop: its.chief",
        "set: {mood: its.word}",
    ],
)
def test_inside_a_group_fields_can_be_used(effects):
    """`its`, and every field that holds what is needed."""
    assert told(BASE.format(f"for_each: units, when_done: {{{effects}}}")) == []


@pytest.mark.parametrize(
    ("effects", "said"),
    [
        ("set: {strenght: 1}", "set.strenght: there is no variable or resource 'strenght' (did you mean 'strength'?)"),
        ("set: {sitting: 1}", "set.sitting: 'sitting' is a step; it has no value of its own (name one of its chances, like 'sitting.granted', or its duration, 'sitting.takes')"),
        ("set: {mandate: adopt}", "set.mandate: 'mandate' is a step; it has no value of its own (name its duration, 'mandate.takes')"),
        ("set: {sitting.refusd: 0.1}", "set.sitting.refusd: 'sitting' has no outcome 'refusd' with a chance (did you mean 'refused'?)"),
        ("set: {mandate.adopt: 0.1}", "set.mandate.adopt: 'mandate' has no outcome 'adopt' with a chance (options are decided by somebody)"),
        ("set: {sure.only: 0.1}", "set.sure.only: 'only' is the only outcome of 'sure', so it always comes (add another outcome to share the chance with)"),
        ("set: {sitting.refused: 1.5}", "set.sitting.refused: a chance takes a number from 0 to 1, not 1.5"),
        ("set: {sitting.refused: high}", "set.sitting.refused: a chance takes a number from 0 to 1, not 'high'"),
        ("add: {sitting.refused: -2}", "add.sitting.refused: a chance takes a number from -1 to 1, not -2"),
        ("set: {each.bad of w: 0.1}", "set.each.bad of w: 'units' has no member 'w' (there are 'u' and 'v')"),
        ("set: {strength: many}", "set.strength: 'strength' is a number, it cannot become 'many'"),
        ("set: {strength of u: 1}", "set.strength of u: there is one 'strength' for all (write 'strength')"),
        ("add: {mood: 1}", "add.mood: 'mood' starts with 'good', and only numbers can be added to"),
        ("set: {airlift: 2.5}", "set.airlift: a resource has whole units, not 2.5"),
        ("set: {airlift: -1}", "set.airlift: a resource has whole units, not -1"),
        ("set: {airlift: many}", "set.airlift: a resource has whole units, not 'many'"),
        ("add: {trucks: 1}", "add.trucks: there is one 'trucks' for each member of 'units' (say whose, like 'trucks of ...')"),
        ("set: {mood: its.word}", "set.mood: 'its.word' means a field of a member, and this is for no member (give the step a for_each, or write the value itself)"),
        ("drop: w", "drop: there is no member 'w' (there are 'u', 'v' and 'its')"),
        ("drop: [u, mood]", "drop.1: 'mood' starts with 'good', which is no member that could be dropped (there are 'u' and 'v')"),
        ("drop: its", "drop: 'its' means the member itself, and this is for no member (name the member)"),
    ],
)  # fmt: skip
def test_what_cannot_be_changed_is_told(effects, said):
    """The target, or the value that it cannot take."""
    assert told(BASE.format(f"when_done: {{{effects}}}")) == [f"chain.last.when_done.{said}"]


@pytest.mark.parametrize(
    ("effects", "said"),
    [
        ("add: {airlift: its.men}", "add.airlift: a resource has whole units, not 2.5 (of 'v')"),
        ("add: {strength: its.word}", "add.strength: 'strength' is a number, it cannot become 'x' (of 'u')"),
        ("set: {mood: its.both}", "set.mood: a variable holds one value, not [u, v] (of 'u')"),
        ("drop: its.both", "drop: the field 'both' of 'u' and 'v' is a list; one member is needed here"),
        (
            "drop: its.word",
            "drop: the field 'word' of 'u' names 'x', which is no member of any group (there are 'u' and 'v')",
        ),
    ],
)
def test_the_member_whose_field_is_wrong_is_named(effects, said):
    """Each member's own value is looked at."""
    assert (
        told(BASE.format(f"for_each: units, when_done: {{{effects}}}"))[0] == f"chain.last.when_done.{said}"
    )


def test_options_and_outcomes_have_effects_too():
    """Not only finished steps."""
    assert told(BASE.format("options: {go: {set: {mod: bad}}, stay: {drop: x}}, usual: go")) == [
        "chain.last.options.go.set.mod: there is no variable or resource 'mod' (did you mean 'mood'?)",
        "chain.last.options.stay.drop: there is no member 'x' (there are 'u', 'v' and 'its')",
    ]


@pytest.mark.parametrize("value", [".nan", ".inf"])
def test_variables_start_with_numbers_to_count_with(value):
    """YAML can spell numbers that are none; a file with one does not load, and a variant cannot bring one in."""
    data = {"scenario": "test", "title": "A test", "start": "09:00", "source": "x", "chain": {"a": {}}}
    found = check_scenario(validate({**data, "variables": {"n": float(value.removeprefix("."))}}))
    assert [problem.path for problem in found if problem.severity == "error"] == [("variables", "n")]
