"""Ways to what a scenario holds: along what leads to a question, and in pairs where one result is not enough."""

from tests.analysis.exploring import explored, names
from tests.support import plan_of

from exercise_sim.analysis.leading import leading_to

TWO = """
variables: {morning: calm, evening: calm}
chain:
  a: {takes: 1h, outcomes: {well: {}, badly: {chance: 0.0001, set: {morning: bad}}}}
  b: {takes: 1h, outcomes: {well: {}, badly: {chance: 0.0001, set: {evening: bad}}}}
  c: {if: morning is bad and evening is bad, takes: 1h}
"""


def test_what_needs_two_rare_results_is_found_in_pairs():
    """One time in a hundred million it would come by itself."""
    exploration, found = explored(TWO)
    assert found.passed == ()
    assert exploration.coverage.begun[exploration.plan.by_name["c"]] >= 1


def test_pairs_are_only_tried_while_something_is_missing():
    """Five runs alone: the usual one, and each of four outcomes."""
    assert explored(TWO.replace("morning is bad and evening is bad", "morning is bad"))[0].steered == 5


def test_a_question_behind_a_question_is_come_to_along_the_way():
    """Three in a row, each behind the rare outcome of the one before."""
    chain = ["q0: {takes: 1h, outcomes: {no_: {}, yes_: {chance: 0.0001}}}"]
    chain += [
        f"q{n}: {{after: q{n - 1}.yes_, takes: 1h, outcomes: {{no_: {{}}, yes_: {{chance: 0.0001}}}}}}"
        for n in (1, 2)
    ]
    exploration, found = explored(
        "chain: {" + ", ".join([*chain, "z: {after: {any: [q0, q1, q2]}}"]) + "}", runs=10
    )
    assert names(exploration, tuple(exploration.coverage.goals.steps)) == ["q0", "q1", "q2", "z"]
    assert found.failures == 0


def test_every_vote_of_every_member_is_cast():
    """The usual run; three results, each every time; everyone for one of three or abstaining; two members with five votes each."""
    exploration, _ = explored("""
      groups: {states: {d: {}, e: {}}}
      chain:
        m:
          by: staff
          question: Adopt?
          vote: {of: states, carried: {adopt: 2}}
          options: {adopt: {}, refuse: {}, wait: {}}
          otherwise: refuse
    """)
    assert exploration.steered == 1 + 3 + 4 + 2 * 5


def test_what_a_step_hangs_on_is_found_with_its_distance():
    """Through a join, a condition and the variable that it asks for; what stands beside is none of it."""
    plan = plan_of("""
      variables: {mood: calm}
      chain:
        a: {takes: 1h, outcomes: {up: {}, down: {chance: 10%, set: {mood: bad}}}}
        b: {takes: 1h}
        c: {if: mood is bad}
        d: {takes: 1h}
        beside: {after: a, takes: 1h}
    """)
    found = leading_to(plan, [plan.by_name["d"]], [])
    assert {plan.nodes[node].name: far for node, far in found.items()} == {"d": 0, "c": 1, "a": 2, "b": 2}


def test_what_hangs_on_luck_is_tried_with_other_lucks():
    """Half of the usual runs come to `b` in time; the first one with this seed does not, and neither does the one run at random."""
    text = "chain: {a: {takes: 1h .. 3h}, b: {if: before D+0 02:00}, c: {takes: 1h}}"
    exploration, found = explored(text, runs=1, seed=1)
    assert found.passed == ()
    assert exploration.coverage.passed[exploration.plan.by_name["b"]] >= 1


def test_what_a_condition_looks_at_is_hung_on():
    """`d` waits for `b` and asks about `a`."""
    plan = plan_of("chain: {a: {takes: 1h}, b: {takes: 1h}, d: {after: b, if: a is done}}")
    found = leading_to(plan, [plan.by_name["d"]], [])
    assert {plan.nodes[node].name: far for node, far in found.items()} == {"d": 0, "a": 1, "b": 1}
