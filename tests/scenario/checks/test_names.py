"""Names that clash, or that cannot be written where they are needed; groups and their selections (M6)."""

import pytest
from tests.scenario.checks.telling import told
from tests.support import loaded

from exercise_sim.scenario.problems import ScenarioError


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("bodies: {excon: {}}", "bodies.excon: 'excon' is exercise control: no body can bear that name (give it another name)"),
        ("groups: {g: {m: {}}, h: {m: {}}}", "groups.h.m: 'm' is a member of 'g' and of 'h' (a member has one name and one group: give one of them another name)"),
        ("variables: {start: 1}", "variables.start: the variable 'start' is named like a step (give one of them another name)"),
        ("resources: {start: {slots: 1}}", "resources.start: the resource 'start' is named like a step (give one of them another name)"),
        ("resources: {x: {slots: 1}}\nvariables: {x: 1}", "variables.x: the variable 'x' is named like a resource (give one of them another name)"),
        ("groups: {g: {m: {}}}\nvariables: {m: 1}", "variables.m: the variable 'm' is named like a member (give one of them another name)"),
        ("names: {host country: Aralia}", "names.host country: 'host country' cannot stand in a text as <host country> (use letters, digits and underscores)"),
    ],
)  # fmt: skip
def test_a_name_means_one_thing(text, said):
    """Where several kinds of things may be named, a name stands for one of them."""
    assert told(f"{text}\nchain: {{start: {{}}}}") == [said]


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("go on", "'go on' cannot be the name of an option or outcome (use letters, digits and underscores, a letter first; what people read goes behind `text`)"),
        ("done", "'done' can be said of every step, so no option or outcome may bear that name"),
        ("adopt", None),
    ],
)  # fmt: skip
def test_options_have_names_that_can_be_referred_to(option, said):
    """`mandate.go on` could not be read, and `mandate is done` would mean two things."""
    expected = [f"chain.a.options.{option}: {said}"] if said else []
    assert told(f"chain: {{a: {{options: {{'{option}': {{}}, stay: {{}}}}, usual: stay}}}}") == expected


GROUPS = "groups: {states: {a: {kind: x, tier: 1}, b: {kind: z}}, none: {}}"


@pytest.mark.parametrize(
    ("selection", "said"),
    [
        ("states", None),
        ("states where kind is x", None),
        ("states where kind is x or tier at least 2", None),
        ("stats", "there is no group 'stats' (did you mean 'states'?)"),
        ("none", "the group 'none' has no members"),
        ("states where kind is q", "'states where kind is q' selects no member (look at the fields of the members)"),
        ("states where knd is x", "no member of 'states' has a field 'knd' (did you mean 'kind'?)"),
        ("states where tier at least many", "'tier at least many': 'at least' compares with a number"),
        ("states where kind is its.tier", "'kind is its.tier': a 'where' compares a field with a word or a number, not with another field"),
        ("states where before D+1 00:00", "'states where before D+1 00:00': a 'where' compares fields of the members (write it like 'states where procedure is executive')"),
    ],
)  # fmt: skip
def test_a_selection_selects_members_by_their_fields(selection, said):
    """The group exists, the field exists, and somebody is left; the same for steps, bodies, resources and votes."""
    expected = [f"chain.a.for_each: {said}"] if said else []
    assert told(f"{GROUPS}\nchain: {{a: {{for_each: {selection}}}}}") == expected
    bodies = told(f"{GROUPS}\nbodies: {{x: {{for_each: {selection}}}}}\nchain: {{s: {{}}}}")
    assert bodies == ([f"bodies.x.for_each: {said}"] if said else [])


def test_a_scenario_has_an_end_to_its_size():
    """More instances than anybody can watch are refused at once."""
    members = ", ".join(f"m{number}: {{}}" for number in range(300))
    chain = ", ".join(f"s{number}: {{for_each: g}}" for number in range(200))
    assert told(f"groups: {{g: {{{members}}}}}\nchain: {{{chain}}}") == [
        "chain: these are 60000 steps, each counted once for each member; 50000 are the most"
    ]


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ("by: council", None),
        ("by: concil", "by: there is no body 'concil' (did you mean 'council'?)"),
        ("by: council of a", "by: there is one 'council' for all (write 'council')"),
        ("by: parliament", "by: there is one 'parliament' for each member of 'states' (say whose, like 'parliament of ...')"),
        ("by: parliament of a", None),
        ("by: parliament of b", "by: there is no 'parliament' of 'b' (it is for states where kind is x)"),
        ("by: parliament of q", "by: 'states' has no member 'q' (there are 'a' and 'b')"),
        ("for_each: states, by: parliament", "by: there is no 'parliament' of 'b' (it is for states where kind is x)"),
        ("for_each: states, by: parliament of its.kind", "by: the field 'kind' of 'a' names 'x', which is no member of 'states' (there are 'a' and 'b')"),
        ("for_each: states where kind is x, by: parliament", None),
        ("seen_by: [council, parliament]", None),
        ("seen_by: all", None),
        ("seen_by: [council, staf]", "seen_by.1: there is no body 'staf' (there are 'council' and 'parliament')"),
    ],
)  # fmt: skip
def test_whoever_acts_or_sees_exists(step, said):
    """A body of each member is named with a member, or inside its group."""
    found = told(f"""
        groups: {{states: {{a: {{kind: x}}, b: {{kind: z}}}}}}
        bodies: {{council: {{}}, parliament: {{for_each: states where kind is x}}}}
        chain: {{a: {{{step}}}}}
    """)
    assert [problem.removeprefix("chain.a.") for problem in found][:1] == ([said] if said else [])


@pytest.mark.parametrize(("sign", "number"), [("\\e", "001B"), ("\\a", "0007"), ("\\0", "0000"), ("\\u202e", "202E"), ("\\u2066", "2066")])  # fmt: skip
def test_a_text_holds_no_sign_that_steers_what_shows_it(sign, number):
    """Neither a terminal's signs nor those that turn the order of what is read; new lines and tabs are fine."""
    with pytest.raises(ScenarioError, match=rf"this holds a sign that cannot be shown \(U\+{number}\)"):
        loaded(f'chain: {{a: {{title: "A {sign} red", takes: 1h}}}}')
    assert loaded('chain: {a: {title: "two\\nlines\\tand a tab", takes: 1h}}').scenario.chain["a"].title
