"""How much of a resource was used on which day."""

import pytest
from tests.support import plan_of, play

from exercise_sim.analysis.history import history
from exercise_sim.analysis.usage import usage


def used(text: str, name: str, until: int | None = None) -> dict[int, int]:
    """The units of a resource by day, of one run that begins at midnight."""
    plan = plan_of(text)
    return usage(plan, history(plan, play(plan, until=until).log), name).by_day


def test_a_flow_is_spread_over_the_days_that_it_serves():
    """48 a day is two an hour: from 12:00 on 24 until midnight, 48 on the next day, and the rest on the third."""
    text = "resources: {lift: {flow: 48 a day}}\nchain: {a: {takes: 12h}, b: {uses: {lift: 80}}}"
    assert used(text, "lift") == {0: 24, 1: 48, 2: 8}


def test_whole_units_only_and_together_what_was_served():
    """Seven a day, begun at 06:00: three quarters of a day serve five whole ones."""
    text = "resources: {lift: {flow: 7 a day}}\nchain: {a: {takes: 6h}, b: {uses: {lift: 10}}}"
    assert used(text, "lift") == {0: 5, 1: 5}


def test_a_rate_that_changes_is_followed():
    """24 a day are one an hour; at 06:00 the flow doubles, so of 30 six are served before, and 24 in the twelve hours after."""
    text = """
        resources: {lift: {flow: 24 a day}}
        chain:
          a: {uses: {lift: 30}}
          b: {after: 6h after a begins, when_done: {add: {lift: 24}}}
          c: {after: [a, b]}
    """
    assert used(text, "lift") == {0: 30}
    assert used(text.replace("lift: 30", "lift: 60"), "lift") == {0: 6 + 36, 1: 18}


def test_a_flow_counts_only_what_it_served():
    """Play that ends, or work that is gone back to, stops it."""
    text = "end: 6h\nresources: {lift: {flow: 24 a day}}\nchain: {a: {uses: {lift: 30}}}"
    assert used(text, "lift") == {0: 6}


@pytest.mark.parametrize("kind", ["slots", "stock"])
def test_what_is_held_or_used_up_counts_when_work_begins(kind):
    """Each time it begins."""
    text = f"resources: {{store: {{{kind}: 9}}}}\nchain: {{a: {{takes: 30h, uses: {{store: 4}}}}, b: {{takes: 1h, uses: {{store: 3}}}}}}"
    assert used(text, "store") == {0: 4, 1: 3}


def test_a_resource_of_each_member_counts_together():
    """And one that nobody used has no days."""
    text = """
        groups: {ways: {xa: {}, ya: {}}}
        resources: {gate: {slots: 2, for_each: ways}, idle: {slots: 1}}
        chain: {a: {for_each: ways, takes: 1h, uses: {gate: 1}}, b: {uses: {idle: 0}}}
    """
    assert used(text, "gate") == {0: 2}
    assert used(text, "idle") == {}
