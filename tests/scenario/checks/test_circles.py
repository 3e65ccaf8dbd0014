"""Circles in what steps wait for (M5)."""

import pytest
from tests.scenario.checks.telling import told

ARROWS = "an arrow means 'waits for'"


@pytest.mark.parametrize(
    ("chain", "path", "circle"),
    [
        ("{a: {after: b}, b: {after: a}}", "a.after", "a -> b -> a"),
        (
            "{s: {}, a: {after: [s, c]}, b: {after: a}, c: {after: 2h after b begins}}",
            "a.after",
            "a -> c -> b -> a",
        ),
        ("{s: {}, a: {after: {any: [s, b]}}, b: {after: a}}", "a.after", "a -> b -> a"),
        ("{s: {}, a: {after: [s, b], makes: x}, b: {after: s, needs: x}}", "a.after", "a -> b -> a"),
    ],
)
def test_a_circle_is_named_whole(chain, path, circle):
    """Through lists, `any`, lags and documents; told once, at its first step."""
    assert told(f"chain: {chain}") == [
        f"chain.{path}: these steps wait for each other in a circle: {circle} ({ARROWS})"
    ]


def test_the_step_above_counts():
    """A step without `after` waits for the step above it, and the hint says so."""
    assert told("chain: {a: {after: b}, b: {takes: 1h}}") == [
        ("chain.a.after: these steps wait for each other in a circle: a -> b -> a"
        f" ({ARROWS}; 'b' has no 'after', so it waits for the step above it)")
    ]  # fmt: skip


def test_a_step_may_not_wait_for_itself():
    """The smallest circle."""
    assert told("chain: {s: {}, a: {after: [s, a]}}") == [
        f"chain.a.after: 'a' waits for itself: a -> a ({ARROWS})"
    ]


def test_inside_a_group_every_member_has_its_own_chain():
    """A step of b may wait for the same step of a: a relay is no circle, a ring of members is one."""
    relay = """
        groups: {units: {u: {leader: v}, v: {leader: w}, w: {leader: [END]}}}
        chain: {s: {}, march: {for_each: units, after: [s, march of its.leader]}}
    """
    assert told(relay.replace("[END]", "[]")) == []
    assert told(relay.replace("[END]", "u")) == [
        "chain.march.after: these steps wait for each other in a circle: march of u -> march of v -> march of w -> march of u (an arrow means 'waits for')"
    ]


def test_a_circle_runs_through_groups():
    """From outside, a name means every member."""
    assert told("""
        groups: {units: {u: {}, v: {}}}
        chain: {s: {}, load: {for_each: units, after: [s, order]}, order: {after: first of load}}
    """) == [
        f"chain.load.after: these steps wait for each other in a circle: load -> order -> load ({ARROWS})"
    ]


def test_a_later_version_of_a_document_is_no_circle():
    """Whoever needs a document waits for the first way to come by it; a rework after it may make the next version."""
    assert (
        told(
            "chain: {draft: {makes: paper}, reading: {needs: paper}, rework: {after: reading, makes: paper}}"
        )
        == []
    )


def test_nobody_needs_what_only_he_makes():
    """The step could never begin."""
    assert told("chain: {s: {}, a: {needs: paper, makes: paper}}") == [
        "chain.a.needs: 'a' needs a document that only it makes itself"
    ]


def test_what_stands_behind_a_circle_is_not_told():
    """Only the circle has to be mended."""
    assert len(told("chain: {a: {after: b}, b: {after: a}, c: {after: b}, d: {}}")) == 1


@pytest.mark.parametrize(
    ("chain", "inject", "path"),
    [
        (
            "{a: {}, b: {after: {any: [a, i]}, when_done: {fire: i}}}",
            "{at: trainer}",
            "chain.b.when_done.fire",
        ),
        (
            "{a: {}, b: {after: i}, c: {after: [a, 2h after b], when_done: {fire: [i]}}}",
            "{at: trainer}",
            "chain.c.when_done.fire",
        ),
    ],
)
def test_who_waits_for_an_inject_does_not_fire_it(chain, inject, path):
    """Directly, or by others: it comes once, so it would never come that way."""
    found = told(f"chain: {chain}\ninjects: {{i: {inject}}}")
    step = path.split(".")[1]
    assert [line.partition(" (")[0] for line in found] == [
        f"{path}: '{step}' fires 'i', for which it waits itself"
    ]


def test_an_inject_does_not_fire_itself():
    """It has come by then."""
    found = told("chain: {a: {}}\ninjects: {i: {at: trainer, effects: {fire: i}}}")
    assert [line.partition(" (")[0] for line in found] == ["injects.i.effects.fire: 'i' fires itself"]


def test_two_injects_do_not_fire_each_other():
    """Nor by others: what brings each of them would have to come first."""
    found = told(
        "chain: {a: {}}\ninjects: {i: {at: trainer, effects: {fire: j}}, j: {at: 2h after a, effects: {fire: i}}}"
    )
    assert [line.partition(" (")[0] for line in found] == [
        "injects.i.effects.fire: 'i' fires 'j', by which it may be fired itself",
        "injects.j.effects.fire: 'j' fires 'i', by which it may be fired itself",
    ]
    assert not told(
        "chain: {a: {when_done: {fire: i}}}\ninjects: {i: {at: trainer, effects: {fire: j}}, j: {at: 2h after a}}"
    )
    found = told(
        "chain: {a: {}, b: {after: j, when_done: {fire: i}}}\ninjects: {i: {at: trainer, effects: {fire: j}}, j: {at: 2h after a}}"
    )
    assert [line.partition(":")[0] for line in found] == [
        "chain.b.when_done.fire",
        "injects.i.effects.fire",
    ]
