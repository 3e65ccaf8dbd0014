"""What conditions look at exists, and can have the value that it is compared with (M19)."""

import pytest
from tests.scenario.checks.telling import told

BASE = """
groups: {{states: {{a: {{tier: 1, kind: x}}, b: {{tier: two, kind: x}}}}}}
resources: {{airlift: {{slots: 3}}, trucks: {{for_each: states, slots: 1}}}}
variables: {{warning: late, strength: 0}}
chain:
  draft: {{takes: 1h}}
  mandate: {{options: {{adopt: {{}}, return: {{back_to: draft, at_most: 1, then: adopt}}}}, usual: adopt}}
  ready: {{for_each: states, after: draft}}
  last: {{after: ready, if: {0}}}
  own: {{for_each: states, after: draft, if: {1}}}
"""


@pytest.mark.parametrize(
    "condition",
    [
        "warning is early", "warning is not early", "strength at least 2", "not warning is late", "mandate.adopt", "mandate is adopt", "draft is done",
        "draft is not passed over", "ready of a is over", "first of ready", "ready", "airlift at most 2", "trucks of a is 1", "before D+1 06:00",
        "after D 12:00", "[warning is late, mandate.adopt]", "{any: [warning is late, {not: mandate.adopt}]}", "2h after draft", "draft begins",
    ],
)  # fmt: skip
def test_every_form_of_a_condition_may_stand(condition):
    """Variables, steps, resources, the clock, and their joins."""
    assert told(BASE.format(condition, "its.kind is x")) == []


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("warnin is early", "'warnin' is no variable, step or resource (did you mean 'warning'?)"),
        ("warning", "'warning' is a variable, no step (say what it should be, like 'warning is ...')"),
        ("warning at least 2", "'warning at least 2': 'warning' starts with 'late', which is no number"),
        ("strength at least many", "'strength at least many': a number is needed, not 'many'"),
        ("warning of a is late", "'warning of a is late': 'warning' is not one for each member (write 'warning')"),
        ("mandate is adoptd", "'mandate' can never be 'adoptd' (did you mean 'adopt'?)"),
        ("draft is adopt", "'draft' can never be 'adopt' (it can be waiting, under way, done, passed over, cut off, over)"),
        ("mandate is return", "nothing may wait for 'mandate.return': it goes back (wait for another result of 'mandate')"),
        ("mandate.adopt is true", "'mandate.adopt is true' asks twice (write 'mandate is adopt')"),
        ("mandate at least 2", "'mandate at least 2': a step has no number (write 'mandate is done' or 'mandate is ...')"),
        ("ready of c is done", "'states' has no member 'c' (there are 'a' and 'b')"),
        ("mandate.refuse", "'mandate' has no option or outcome 'refuse' (there are 'adopt' and 'return')"),
        ("trucks is 1", "there is one 'trucks' for each member of 'states' (say whose, like 'trucks of ...')"),
        ("trucks of c is 1", "'states' has no member 'c' (there are 'a' and 'b')"),
        ("airlift is full", "'airlift is full': a number is needed, not 'full'"),
        ("before D+1 6:00", "'6:00' is not a time of day: write hours and minutes with two digits each, like 09:05"),
        ("its.kind is x", "'its.kind' means a field of a member, and this is for no member (give the step a for_each, or write the value itself)"),
        ("its.kind", "'its.kind' is a field, no step (say what it should be, like 'its.kind is true')"),
        ("warning is its.kind", "'its.kind' means a field of a member, and this is for no member (give the step a for_each, or write the value itself)"),
        ("last is done", "'last' asks about itself: before it begins it is never over"),
        ("first of ready of a", "'first of ready of a': a condition counts all members, or looks at one"),
    ],
)  # fmt: skip
def test_a_condition_that_can_never_be_answered_is_told(condition, said):
    """With what is near, or what was probably meant."""
    assert told(BASE.format(condition, "its.kind is x")) == [f"chain.last.if: {said}"]


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("its.tier at least 1", "'its.tier at least 1': the field 'tier' of 'b' is no number"),
        ("its.size is 1", "'a' and 'b' of 'states' have no field 'size' (there are 'tier' and 'kind')"),
        ("strength at least its.tier", "'strength at least its.tier': a number is needed, not 'two'"),
        ("own is done", "'own' asks about itself: before it begins it is never over"),
    ],
)
def test_inside_a_group_every_member_is_asked(condition, said):
    """The first member whose field is wrong is named."""
    assert told(BASE.format("draft is done", condition)) == [f"chain.own.if: {said}"]


def test_the_same_step_of_other_members_may_be_asked_about():
    """`first of own` looks at all of them."""
    assert told(BASE.format("draft is done", "first of own")) == []


def test_conditions_inside_others_have_their_own_place():
    """The path leads through `any`, lists and `not`."""
    assert told(
        BASE.format("[mandate.adopt, {any: [warning is late, {not: mandat.adopt}]}]", "its.kind is x")
    ) == ["chain.last.if.1.any.1.not: there is no step 'mandat' (did you mean 'mandate'?)"]


def test_endings_ask_for_nobody():
    """An ending has no member, and cannot wait for the ending."""
    text = "groups: {g: {m: {}}}\nchain: {a: {for_each: g}}\nendings: {won: {when: WHEN}}"
    assert told(text.replace("WHEN", "a of m")) == []
    assert told(text.replace("WHEN", "ending")) == ["endings.won.when: an ending cannot wait for the ending"]
    assert told(text.replace("WHEN", "a of its.x")) == [
        "endings.won.when: 'its.x' means a field of a member, and this is for no member (give the step a for_each, or write the value itself)"
    ]
