"""Opening hours that never meet (M9)."""

import pytest
from tests.scenario.checks.telling import told

NIGHT = "night: {slots: 2, open: 22:00-02:00}"


@pytest.mark.parametrize(
    ("resources", "uses", "said"),
    [
        ("other: {slots: 1, open: 10:00-11:00}", "night: 1, other: 1", "'night' (22:00-02:00) and 'other' (10:00-11:00)"),
        ("other: {stock: 1, open: 02:00-22:00}", "night: 1, other: 1", "'night' (22:00-02:00) and 'other' (02:00-22:00)"),
        ("other: {flow: 30 a day, open: 01:59-03:00}", "night: 1, other: 1", None),
        ("other: {slots: 1, open: 23:00-01:00}", "night: 1, other: 1", None),
        ("other: {slots: 1, open: 00:00-24:00}", "night: 1, other: 1", None),
        ("other: {slots: 1}", "night: 1, other: 1", None),
        ("other: {slots: 1, open: 10:00-11:00}", "night: 1, other: 0", None),
        ("one: {slots: 1, open: 20:00-23:00}, two: {slots: 1, open: 01:00-21:00}", "night: 1, one: 1, two: 1",
         "'night' (22:00-02:00), 'one' (20:00-23:00) and 'two' (01:00-21:00)"),
    ],
)  # fmt: skip
def test_what_is_used_at_once_is_sometimes_open_together(resources, uses, said):
    """Over midnight too, down to a single minute; what is needed in no amount may be closed."""
    found = told(f"resources: {{{NIGHT}, {resources}}}\nchain: {{a: {{uses: {{{uses}}}}}}}")
    assert found == (
        [
            f"chain.a.uses: {said} are never open together, so 'a' could not begin (let their hours overlap, or make a step for each)"
        ]
        if said
        else []
    )


def test_hours_are_looked_at_member_by_member():
    """Whoever needs only one of two resources is not kept by the hours of the other."""
    text = f"""
        groups: {{units: {{u: {{trucks: 0, boats: 1}}, v: {{trucks: 1, boats: VALUE}}}}}}
        resources: {{{NIGHT}, day: {{slots: 5, open: 08:00-16:00}}}}
        chain: {{a: {{for_each: units, uses: {{night: its.trucks, day: its.boats}}}}}}
    """
    assert told(text.replace("VALUE", "0")) == []
    assert len(told(text.replace("VALUE", "1"))) == 1
