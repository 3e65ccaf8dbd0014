"""References to steps: behind `after`, in conditions and objectives (M3, M6, M7)."""

import pytest
from tests.scenario.checks.telling import told

BASE = """
groups: {{states: {{a: {{partner: b, both: [a, b]}}, b: {{partner: c, both: [a]}}, e: {{partner: a, both: [a], kind: no_one, odd: e}}}}}}
variables: {{lead: a, other: z}}
chain:
  request: {{takes: 1h}}
  mandate: {{after: request, options: {{adopt: {{}}, return: {{back_to: request, at_most: 1, then: adopt}}}}, usual: adopt}}
  ready: {{for_each: states, after: request}}
  some: {{for_each: states where kind is no_one, after: request}}
  last: {{{0}}}
endings: {{done: {{}}}}
"""


@pytest.mark.parametrize(
    ("after", "said"),
    [
        ("requst", "there is no step 'requst' (did you mean 'request'?)"),
        ("lead", "'lead' is a variable, no step (say what it should be, like 'lead is ...')"),
        ("states", "'states' is a group, no step"),
        ("mandate.adpt", "'mandate' has no option or outcome 'adpt' (did you mean 'adopt'?)"),
        ("mandate.return", "nothing may wait for 'mandate.return': it goes back (wait for another result of 'mandate')"),
        ("request.done", "'request' has no options and no outcomes, so there is no 'request.done' (write 'request')"),
        ("mandate.adopt begins", "'mandate.adopt begins': an outcome does not begin (write 'mandate begins' or 'mandate.adopt')"),
        ("request of a", "'request' is not one for each member, so there is no 'request of a' (write 'request')"),
        ("ready of bb", "'states' has no member 'bb' (did you mean 'b'?)"),
        ("ready of its", "'states' has no member 'its' (write 'ready': inside a group that is the same member's)"),
        ("some of a", "there is no 'some of a': 'some' is for states where kind is no_one"),
        ("ready of its.partner", "'its.partner' means a field of a member, and this is for no member (give the step a for_each, or write the value itself)"),
        ("first of request", "'first of request': there is only one 'request' (write 'request', or give 'request' a for_each)"),
        ("4 of ready", "'4 of ready' can never be met: there are only 3"),
        ("2 of some", "'2 of some' can never be met: there is only one"),
        ("first of ending", "'first of ending': there is one ending, and it is for everyone (write 'ending')"),
        ("ending.won", "there is no ending 'won' under 'endings' (there is 'done')"),
    ],
)  # fmt: skip
def test_what_a_step_waits_for_exists(after, said):
    """A wrong reference is told where it stands, with what is near or what would be right."""
    assert told(BASE.format(f"after: {after}")) == [f"chain.last.after: {said}"]


@pytest.mark.parametrize(
    "after",
    [
        "mandate.adopt", "request begins", "2h after request", "1h .. 2h after mandate.adopt", "ready", "first of ready", "3 of ready",
        "ready of a", "ready of lead", "ending", "ending.done", "[request, ready]", "{any: [mandate.adopt, ready]}", "{2 of: [request, ready, some]}",
    ],
)  # fmt: skip
def test_every_form_of_a_reference_may_stand_behind_after(after):
    """The grammar of M7 as it stands in the reference."""
    assert told(BASE.format(f"after: {after}")) == []


def test_a_problem_in_a_list_stands_at_its_entry():
    """Lists and `any` lead to the entry that is wrong, however deep."""
    assert told(BASE.format("after: [request, {any: [ready, redy]}]")) == [
        "chain.last.after.1.any.1: there is no step 'redy' (did you mean 'ready'?)"
    ]


def test_every_wrong_reference_is_told_at_once():
    """An author mends a file in one go."""
    assert len(told(BASE.format("after: [requst, mandate.adpt, redy]"))) == 3


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("its.partner", []),
        ("its.both", []),
        (
            "its.odd",
            [
                "chain.last.after: 'a' and 'b' of 'states' have no field 'odd' (give them one, or leave these members out with a 'where')"
            ],
        ),
        (
            "its.partnr",
            [
                "chain.last.after: 'a', 'b' and 'e' of 'states' have no field 'partnr' (did you mean 'partner'?)"
            ],
        ),
    ],
)
def test_a_field_names_members_of_the_group(field, said):
    """Every member for whom the step runs has the field, and it names members of the group that is asked."""
    text = BASE.replace("partner: c", "partner: a")
    assert told(text.format(f"for_each: states, after: ready of {field}")) == said


def test_a_field_that_names_no_member_is_told():
    """The message names the member whose field it is."""
    assert told(BASE.format("for_each: states, after: ready of its.partner")) == [
        "chain.last.after: the field 'partner' of 'b' names 'c', which is no member of 'states' (there are 'a', 'b' and 'e')"
    ]


def test_no_more_of_a_field_than_it_names():
    """`2 of ready of its.both` needs two names in the field of every member."""
    assert told(
        BASE.replace("partner: c", "partner: a").format("for_each: states, after: 2 of ready of its.both")
    ) == ["chain.last.after: '2 of ready of its.both' can never be met: there is only one"]


def test_a_variable_behind_of_starts_with_a_member():
    """It is looked up when the step waits, so it must name somebody from the start."""
    assert told(BASE.format("after: ready of other")) == [
        "variables.other: 'other' stands for a member of 'states' in 'after', and 'z' is none for whom there is 'ready' (there are 'a', 'b' and 'e')"
    ]


def test_a_variable_behind_of_is_set_to_members():
    """Whatever sets it names a member too."""
    assert told(BASE.format("after: ready of lead, when_done: {set: {lead: bb}}")) == [
        "chain.last.when_done.set.lead: 'lead' stands for a member of 'states', and 'bb' is none (did you mean 'b'?)"
    ]


@pytest.mark.parametrize(
    ("after", "said"),
    [
        ("[mandate.adopt, mandate.refuse]", True),
        ("[mandate.adopt, [request, mandate.refuse]]", True),
        ("[2h after mandate.adopt, mandate.refuse]", True),
        ("{2 of: [mandate.adopt, mandate.refuse]}", True),
        ("[sitting.yes_go of a, sitting.stay of a]", True),
        ("[sitting.yes_go of a, sitting.stay of b]", False),
        ("[sitting.yes_go, sitting.stay]", False),
        ("[mandate.adopt, {any: [mandate.refuse, request]}]", False),
        ("{any: [mandate.adopt, mandate.refuse]}", False),
    ],
)
def test_a_list_cannot_wait_for_two_outcomes_of_one_decision(after, said):
    """One decision ends one way; the decisions of several members may end both ways."""
    found = told(f"""
        groups: {{states: {{a: {{}}, b: {{}}}}}}
        chain:
          request: {{}}
          mandate: {{options: {{adopt: {{}}, refuse: {{}}}}, usual: adopt}}
          sitting: {{for_each: states, outcomes: [yes_go, stay]}}
          last: {{after: {after}}}
    """)
    assert bool(found) is said
    assert all("can never both be met" in problem for problem in found)


def test_inside_a_group_two_outcomes_of_the_same_member_cannot_both_come():
    """A bare name means the same member's instance there."""
    assert told("""
        groups: {states: {a: {}, b: {}}}
        chain:
          sitting: {for_each: states, outcomes: [granted, refused]}
          last: {for_each: states, after: [sitting.granted, sitting.refused]}
    """) == [
        ("chain.last.after.1: 'sitting.granted' and 'sitting.refused' can never both be met"
        " (write 'any: [sitting.granted, sitting.refused]' if either will do)")
    ]  # fmt: skip
