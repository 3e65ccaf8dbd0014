"""Lists that ask for two results of one decision through the steps between them (M3)."""

import pytest
from tests.scenario.checks.telling import told

CHAIN = """
groups: {{states: {{u: {{}}, v: {{}}}}}}
chain:
  a: {{takes: 1h, outcomes: {{x: {{}}, z: {{chance: 0.5}}, w: {{chance: 0.1{0}}}}}}}
  b: {{after: a.x, takes: 1h, makes: paper}}
  c: {{after: a.z, takes: 2h, makes: plan}}
  {1}
"""


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ("d: {after: [b, c]}", ["chain.d.after: 'b' and 'c' can never both come: 'b' comes only after 'a.x', and 'c' comes only after 'a.z' (write 'any: [b, c]' if either will do)"]),
        ("d: {after: [b, a.z]}", ["chain.d.after: 'b' and 'a.z' can never both come: 'b' comes only after 'a.x' (write 'any: [b, a.z]' if either will do)"]),
        ("d: {after: b, needs: plan}", ["chain.d.needs: 'b' and 'plan' can never both come: 'b' comes only after 'a.x', and 'plan' comes only after 'a.z'"]),
        ("d: {after: b}\n  e: {after: d, if: c is waiting}\n  f: {after: [e, {any: [c]}]}",
         ["chain.f.after: 'e' and 'c' can never both come: 'e' comes only after 'a.x', and 'c' comes only after 'a.z' (write 'any: [e, c]' if either will do)"]),
        ("d: {after: {2 of: [b, c]}}", ["chain.d.after: 'b' and 'c' can never both come: 'b' comes only after 'a.x', and 'c' comes only after 'a.z' (write 'any: [b, c]' if either will do)"]),
        ("d: {after: {2 of: [b, c, a]}}", []),
        ("d: {after: [b, c]}\n  e: {after: d}\n  f: {after: [d, c]}", ["d"]),
        ("d: {after: {any: [b, c]}}", []),
        ("d: {after: [{any: [b, c]}, a.z]}", []),
        ("d: {after: [{any: [b, c]}, a]}", []),
        ("d: {after: [b, 2h after b begins]}", []),
        ("d: {after: {any: [a, c]}}\n  e: {after: [d, b]}", []),
        ("d: {after: [b, e]}\n  e: {after: {any: [c, f]}}\n  f: {after: a}", []),
        ("d: {after: [b, e]}\n  e: {after: {2 of: [c, f, g]}}\n  f: {after: a}\n  g: {after: a}", []),
    ],
)  # fmt: skip
def test_both_results_of_one_decision_are_never_there(steps, said):
    """A list wants what all its entries want, `any` only what they have in common; the root is told, not what follows."""
    found = told(CHAIN.format("", steps))
    assert found == said or (said == ["d"] and len(found) == 1 and found[0].startswith("chain.d.after"))


@pytest.mark.parametrize(
    "back",
    [", redo: a, at_most: 1, then: x", ", back_to: a, at_most: 1, then: x"],
)
def test_a_decision_that_is_gone_back_to_may_come_out_both_ways(back):
    """One after the other: what waits for both results may then be met."""
    assert told(CHAIN.format(back, "d: {after: [b, c]}")) == []


def test_each_member_decides_for_itself():
    """Two results of two members are no contradiction; those of one member are."""
    text = """
        groups: {states: {u: {friend: v}, v: {friend: u}}}
        chain:
          s: {}
          a: {for_each: states, after: s, outcomes: {x: {}, z: {chance: 0.5}}}
          b: {for_each: states, after: a.x}
          c: {for_each: states, after: a.z}
          d: {for_each: states, after: [b, WHO]}
    """
    assert told(text.replace("WHO", "c of its.friend")) == []
    (said,) = told(text.replace("WHO", "c"))
    assert said.startswith(
        "chain.d.after: 'b' and 'c' can never both come: 'b' comes only after 'a.x of u', and"
    )
