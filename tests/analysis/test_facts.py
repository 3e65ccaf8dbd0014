"""What one run reached, read from the log as the run keeps it."""

from tests.support import plan_of, play

from exercise_sim.analysis.facts import Facts, facts_of

TEXT = """
variables: {mood: calm}
chain:
  a: {takes: 1h}
  b: {by: staff, question: Well?, options: {well: {}, again: {back_to: a, at_most: 1, then: well}, stop: {ends: over}}, usual: well}
  c: {if: mood is angry}
  d: {outcomes: {up: {}, down: {chance: 10%}}}
  e: {after: d.down}
  f: {after: {any: [d, e]}, takes: 30h}
endings: {over: {}, well: {when: f}}
"""
PLAN = plan_of(TEXT)
A, B, C, D, E, F = (PLAN.by_name[name] for name in "abcdef")


def facts(**choose: str) -> Facts:
    """Of the run of these choices."""
    return facts_of(play(PLAN, {key.replace("_", "#"): option for key, option in choose.items()}).noted)


def test_a_run_is_told_in_facts():
    """Back once, `c` passed over, `e` cut off; 30 hours of nothing until `f`."""
    found = facts(b_1="again", d="up")
    assert found.begun == {A, B, D, F}
    assert (found.passed, found.cut, found.asked) == ({C}, {E}, {B, D})
    assert found.came == {(B, "again"), (B, "well"), (D, "up")}
    assert found.back == {(B, "again"): 1}
    assert found.gaps == [(30 * 60, F)]
    assert (found.ending, found.minute, found.waiting) == ("well", 32 * 60, ())


def test_what_comes_after_the_end_is_no_gap():
    """Nothing waits for it."""
    assert facts(b="stop").gaps == []


def test_a_stalled_run_tells_who_waited():
    """By name, in file order."""
    text = "variables: {mood: calm}\nchain: {a: {wait_for: mood is angry}, b: {takes: 1h}}\nendings: {over: {when: b}}"
    found = facts_of(play(text).noted)
    assert (found.ending, found.waiting) == ("stalled", ("a", "b"))


def test_the_time_after_the_ending_is_nobodys_gap():
    """Thirty hours of clearing up."""
    text = "chain: {a: {takes: 1h}, wash: {after: ending, takes: 30h}}\nendings: {over: {when: a}}"
    assert facts_of(play(text).noted).gaps == []
