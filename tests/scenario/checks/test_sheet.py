"""The block `initial_data`: what it puts on the sheet is there (M22)."""

import pytest
from tests.scenario.checks.telling import told, warned

AROUND = """
groups: {units: {guard: {land: north, size: 3}, watch: {land: south, size: 4}}}
resources: {lift: {slots: 3}}
variables: {force: 0, mood: calm}
chain: {a: {for_each: units, uses: {lift: 1}, when_done: {add: {force: its.size}}}, b: {if: mood is calm and force at least 3}}
"""


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("forse", "there is no 'forse' to put on the sheet (did you mean 'force'?)"),
        ("a", "there is no 'a' to put on the sheet (there are 'force', 'mood', 'units' and 'lift')"),
        ("lift by land", "only a variable is shared out, and 'lift' is none (write 'lift')"),
        ("mood by land", "only a number is shared out, and 'mood' starts with 'calm' (write 'mood')"),
        ("force by lnd", "there is no group and no field 'lnd' to share 'force' out by (did you mean 'land'?)"),
        ("force of north", "'force of north' is nothing for the sheet; write a variable, 'strength by state', a group, or a resource"),
        ("12", "12 is nothing for the sheet; write a variable, 'strength by state', a group, or a resource"),
    ],
)  # fmt: skip
def test_what_is_not_there_is_told(entry, said):
    """At its name on the sheet, with the nearest."""
    assert told(f"{AROUND}initial_data: {{x: {entry}}}") == [f"initial_data.x: {said}"]


@pytest.mark.parametrize("entry", ["force", "mood", "force by land", "force by units", "units", "lift"])
def test_variables_groups_and_resources_stand_on_it(entry):
    """A variable also shared out by a field or a group."""
    assert warned(f"{AROUND}initial_data: {{x: {entry}}}") == []


def test_what_stands_on_the_sheet_is_looked_at():
    """A variable or a group that only the follow-on exercise needs is not left over."""
    text = "groups: {units: {guard: {}}}\nvariables: {force: 0}\nchain: {a: {}}\n"
    assert len(warned(text)) == 2
    assert warned(text + "initial_data: {f: force, u: units}") == []
