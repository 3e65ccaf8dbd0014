"""Facts of runs, counted."""

from tests.support import plan_of

from exercise_sim.analysis.coverage import Coverage
from exercise_sim.analysis.facts import Facts

PLAN = plan_of("chain: {a: {takes: 1h}, b: {takes: 1h}}")
A, B = 0, 1


def test_a_run_is_new_if_it_reached_what_none_had_reached():
    """A step, a result or an ending; once more it is not."""
    coverage = Coverage(PLAN)
    told = [
        Facts(begun={A}, ending="over"),
        Facts(begun={A}, ending="over"),
        Facts(begun={A, B}, ending="over"),
        Facts(begun={B}, came={(B, "well")}, ending="over"),
        Facts(begun={A}, ending="well"),
    ]
    assert [coverage.add(facts) for facts in told] == [True, False, True, True, True]
    assert (coverage.runs, coverage.begun[A], coverage.endings["over"]) == (5, 4, 4)


def test_of_idle_gaps_the_longest_is_kept():
    """By the step that ended them; two in one run are one run."""
    coverage = Coverage(PLAN)
    for gaps in ([(1500, A), (2000, A), (1600, B)], [(1441, A)]):
        coverage.add(Facts(gaps=gaps))
    assert {node: (gap.runs, gap.longest) for node, gap in coverage.gaps.items()} == {
        A: (2, 2000),
        B: (1, 1600),
    }
