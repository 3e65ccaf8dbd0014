"""M21: variants set whole values, choose options, and build on other variants; everything else stays as it is."""

import pytest
from tests.support import begun, done, loaded, plan_of, play

from exercise_sim.engine.compile import compile_plan
from exercise_sim.scenario.problems import ScenarioError

FILE = """
resources: {cell: {slots: 2}}
variables: {warning: late}
groups: {states: {ara: {march: 1h}, bor: {march: 2h}}}
chain:
  s: {}
  a: {after: s, takes: 1h .. 9h, uses: {cell: 1}}
  b: {after: s, takes: 1h .. 9h, uses: {cell: 1}}
  early: {after: s, if: warning is early}
  march: {for_each: states, after: s, takes: its.march}
  mandate: {by: staff, after: march, question: Adopt?, options: {adopt: {}, refuse: {}}, usual: adopt}
variants:
  early_warning: {set: {variables.warning: early}}
  one_cell: {set: {resources.cell.slots: 1}}
  fixed: {set: {chain.a.takes: 4h}}
  after_b: {set: {chain.a.after: b}}
  slow_march: {set: {groups.states.bor.march: 9h}}
  quick_march: {set: {groups.states.bor.march: 10m}}
  refused: {choose: {mandate: refuse}}
  slow_refused: {with: [slow_march, refused]}
  slower: {with: slow_refused, set: {groups.states.bor.march: 20h}}
"""


def run(*variants: str):
    """A run of the file with these variants."""
    given = loaded(FILE, variants)
    return play(compile_plan(given.scenario), given.choose, seed=7)


def test_set_gives_a_whole_value():
    """A variable, a capacity, a field of a member, a duration, a join."""
    assert "early" in begun(run("early_warning"))
    assert begun(run("one_cell"))["b"] == done(run("one_cell"))["a"]
    assert done(run("fixed"))["a"] == 240
    assert begun(run("after_b"))["a"] == done(run("after_b"))["b"]
    assert done(run("slow_march"))["march of bor"] == 540


def test_a_variant_changes_nothing_else():
    """What it does not touch keeps its minutes, and its luck."""
    plain, other = done(run()), done(run("fixed", "slow_march"))
    assert (other["b"], other["march of ara"]) == (plain["b"], plain["march of ara"])


def test_choose_fixes_options():
    """As `--choose` does."""
    assert loaded(FILE, "refused").choose == {"mandate": "refuse"}
    assert [
        event.outcome
        for event in run("refused").log
        if event.element == "mandate" and hasattr(event, "outcome")
    ] == ["refuse"]


def test_with_builds_on_other_variants():
    """Theirs first, so that its own values stand."""
    assert loaded(FILE, "slower").choose == {"mandate": "refuse"}
    assert done(run("slow_refused"))["march of bor"] == 540
    assert done(run("slower"))["march of bor"] == 1200


def test_several_variants_are_applied_in_their_order():
    """The last one stands."""
    assert done(run("quick_march", "slow_march"))["march of bor"] == 540
    assert done(run("slow_march", "quick_march"))["march of bor"] == 10
    assert done(run("slow_march", "slower"))["march of bor"] == 1200


def test_the_file_itself_is_not_changed():
    """The text, its digest and the plain run stay what they were."""
    assert loaded(FILE, "slower").digest == loaded(FILE).digest
    assert done(run())["march of bor"] == 120


def test_a_variant_that_does_not_exist_is_an_error_that_names_the_nearest():
    """At the place where the variants stand."""
    with pytest.raises(ScenarioError) as caught:
        plan_of(FILE, "slowre")
    (problem,) = caught.value.problems
    assert problem.message == "there is no variant 'slowre' in this file"
    assert "slower" in problem.hint


@pytest.mark.parametrize(
    ("variant", "message"),
    [
        ("{set: {variables.warnin: early}}", "sets 'variables.warnin', which this file does not have"),
        ("{set: {chain.a.take: 4h}}", "'take'"),
        ("{set: {chain.nothing.takes: 4h}}", "which this file does not have"),
        ("{set: {chain.a.takes: 4 parsecs}}", "parsecs"),
        ("{set: {chain.a.takes: 9h .. 4h}}", "out of order"),
    ],
)
def test_what_a_variant_cannot_set_is_an_error_at_its_own_place(variant, message):
    """The problem stands where the variant sets it, not in the chain that it would change."""
    text = FILE + f"  wrong: {variant}\n"
    with pytest.raises(ScenarioError) as caught:
        loaded(text, "wrong")
    problem = next(one for one in caught.value.problems if one.severity == "error")
    assert message in problem.message
    assert problem.place is not None
    assert "wrong:" in caught.value.lines[problem.place.line - 1]


def test_variants_that_build_on_each_other_in_a_circle_are_an_error():
    """It is found without running into it."""
    with pytest.raises(ScenarioError):
        loaded(FILE + "  one: {with: two}\n  two: {with: one}\n", "one")
