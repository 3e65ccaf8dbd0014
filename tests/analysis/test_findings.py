"""What an exploration finds: each kind of finding in a scenario that has it, and in one that has not."""

import pytest
from tests.analysis.exploring import explored, names, results
from tests.support import ROOT

from exercise_sim.analysis.exploring import Exploration
from exercise_sim.analysis.findings import findings_of
from exercise_sim.analysis.meters import BACKWARDS, NOT_BEGUN, NOT_REACHED
from exercise_sim.engine.compile import compile_plan
from exercise_sim.scenario.load import load

SOUND = """
chain:
  draft: {takes: 1h}
  mandate: {by: staff, question: Adopt?, options: {adopt: {}, again: {back_to: draft, at_most: 1, then: adopt}, refuse: {ends: refused}}, usual: adopt}
  sitting: {takes: 1h, outcomes: {granted: {}, denied: {chance: 1%, ends: refused}}}
  report: {takes: 1h}
endings: {settled: {when: report}, refused: {}}
objectives: {quick: {from: draft begins, to: report, ratings: {P: 1d}}}
"""


def test_a_sound_scenario_has_nothing_wrong():
    """Four steps, three options, two outcomes, two endings, one objective, all of them reached, though one outcome is rare."""
    _, found = explored(SOUND)
    assert {kind: (one.found, one.of) for kind, one in found.reached.items()} == {
        "steps": (4, 4),
        "options": (3, 3),
        "outcomes": (2, 2),
        "endings": (2, 2),
        "objectives": (1, 1),
    }
    assert found.failures == 0


def test_a_step_whose_condition_never_holds_is_passed_over():
    """It is no dead end: the chain goes on."""
    exploration, found = explored(
        "variables: {mood: calm}\nchain: {a: {takes: 1h}, b: {if: mood is angry}, c: {takes: 1h}}"
    )
    assert names(exploration, found.passed) == ["b"]
    assert (found.dead_ends, found.waited, found.failures) == ((), (), 1)


def test_a_step_that_is_cut_off_in_every_run_is_a_dead_end():
    """Two outcomes of two draws are both needed, and the second is never drawn where the first is."""
    exploration, found = explored("""
      variables: {mood: calm}
      chain:
        a: {takes: 1h, outcomes: {yes_: {set: {mood: good}}, no_: {chance: 50%}}}
        b: {if: mood is calm, takes: 1h, outcomes: {up: {}, down: {chance: 50%}}}
        c: {after: [a.yes_, b.up], takes: 1h}
        d: {after: {any: [b, c]}}
    """)
    assert names(exploration, found.dead_ends) == ["c"]
    assert (found.passed, found.waited, found.failures) == ((), (), 1)


def test_a_step_that_waits_in_every_run_is_told_as_such():
    """The ending comes before it: no cut-off is ever told."""
    exploration, found = explored(
        "chain: {a: {takes: 1h}, late: {after: a, takes: 2h}, last: {takes: 1h}}\nendings: {over: {when: late begins}}"
    )
    assert names(exploration, found.waited) == ["last"]


def test_an_option_behind_a_step_that_never_comes_is_never_reached():
    """Its options are told with the step."""
    exploration, found = explored("""
      variables: {mood: calm}
      chain:
        a: {takes: 1h}
        b: {by: staff, if: mood is angry, question: Go?, options: {go: {}, stay: {}}, usual: go}
        c: {takes: 1h}
    """)
    assert results(exploration, found.options) == ["b.go", "b.stay"]
    assert not exploration.coverage.asked


def test_an_outcome_behind_a_step_that_never_comes_is_never_reached():
    """As an option is."""
    exploration, found = explored(
        "variables: {mood: calm}\nchain: {a: {takes: 1h}, b: {if: mood is angry, outcomes: {up: {}, down: {chance: 50%}}}, c: {}}"
    )
    assert results(exploration, found.outcomes) == ["b.up", "b.down"]


def test_a_rare_outcome_is_steered_to():
    """One in a million does not come in sixty runs by itself."""
    _, found = explored("chain: {a: {takes: 1h, outcomes: {usual: {}, rare: {chance: 0.000001}}}}")
    assert found.outcomes == ()


def test_an_ending_that_never_comes_is_told():
    """The other one comes each time."""
    _, found = explored(
        "variables: {mood: calm}\nchain: {a: {takes: 1h}}\nendings: {well: {when: a}, badly: {when: mood is angry}}"
    )
    assert found.endings == ("badly",)
    assert found.failures == 1


def test_an_ending_that_comes_of_itself_promises_nothing():
    """Who names `out_of_time` classifies it."""
    _, found = explored(
        "chain: {a: {takes: 1h}}\nend: 2d\nendings: {well: {when: a}, out_of_time: {class: failure}}"
    )
    assert (found.endings, found.failures) == ((), 0)


STALLS = """
variables: {mood: calm}
chain:
  a: {by: staff, takes: 1h, question: Which?, options: {well: {}, badly: {set: {mood: bad}}}, usual: well}
  b: {by: staff, takes: 1h, question: And then?, options: {forth: {}, back: {}}, usual: forth}
  c: {wait_for: mood is calm, takes: 1h}
endings: {over: {when: c}}
"""


def test_a_stalled_run_is_repeated_by_the_fewest_choices():
    """Of the two that were made, only one counts."""
    _, found = explored(STALLS)
    (stall,) = found.stalls
    assert stall.waiting == ("c",)
    assert stall.runs > 10
    assert stall.example is not None
    assert stall.example.choose == {"a": "badly"}
    assert found.failures == 1


def test_a_stall_that_the_author_has_named_is_an_ending():
    """It is classified, and no failure."""
    _, found = explored(STALLS.replace("over: {when: c}", "over: {when: c}, stalled: {class: failure}"))
    assert (found.stalls, found.failures) == ((), 0)


def test_a_stall_that_hangs_on_late_answers_has_no_example():
    """Half an hour is enough, unless the answer waits for the limit; no choice makes it do so."""
    _, found = explored("""
      chain:
        a: {by: staff, question: Now?, options: {now: {}, soon: {}}, usual: now, within: 1h, otherwise: now}
        b: {wait_for: before D+0 00:30, takes: 1h}
      endings: {over: {when: b}}
    """)
    (stall,) = found.stalls
    assert 0 < stall.runs < 30
    assert stall.example is None


@pytest.mark.parametrize(
    ("objective", "reason"),
    [
        ("{from: b, to: c, ratings: {P: 1d}}", NOT_BEGUN),
        ("{from: a, to: b, ratings: {P: 1d}}", NOT_REACHED),
        ("{from: c, to: a, ratings: {P: 1d}}", BACKWARDS),
        ("{from: a, to: c, ratings: {P: 1d}}", None),
        ("{measure: mood, ratings: {P: 1}}", None),
        ("{observe: Was it calm?}", None),
    ],
)
def test_an_objective_that_is_never_measured_is_told_with_the_reason(objective, reason):
    """`b` is passed over in every run; what people observe is measured by nobody."""
    _, found = explored(
        f"variables: {{mood: 0}}\nchain: {{a: {{takes: 1h}}, b: {{if: mood at least 1}}, c: {{takes: 1h}}}}\nobjectives: {{it: {objective}}}"
    )
    assert dict(found.untold) == ({"it": reason} if reason else {})


def test_a_loop_that_is_spent_is_a_note():
    """Sent back twice is as often as it may; where nobody goes back, there is none."""
    text = "chain: {a: {takes: 1h}, b: {by: staff, question: Well?, options: {well: {}, again: {back_to: a, at_most: 2, then: well}}, usual: well}}"
    exploration, found = explored(text)
    ((loop, runs),) = found.loops.items()
    assert results(exploration, (loop,)) == ["b.again"]
    assert 0 < runs < exploration.coverage.runs
    assert found.failures == 0
    assert not explored(text.replace("back_to: a, ", ""))[1].loops


def test_runs_that_the_clock_ends_are_a_note():
    """With what brings one: the step that takes three days."""
    text = "end: 2d\nchain: {a: {by: staff, question: How?, options: {fast: {}, slow: {takes: 3d}}, usual: fast}, b: {takes: 1h}}\nendings: {over: {when: b}}"
    _, found = explored(text)
    assert found.late > 10
    assert found.late_example is not None
    assert found.late_example.choose == {"a": "slow"}
    assert found.failures == 0
    assert explored(text.replace("3d", "1d"))[1].late == 0


def test_a_day_in_which_nothing_happens_is_an_idle_gap():
    """26 hours until `b` is done; 23 hours are none, and neither is a day with an open question."""
    text = "chain: {a: {takes: 23h}, b: {takes: 26h}, c: {by: staff, question: Well?, options: {well: {}, badly: {}}, usual: well, thinks: 30h}}"
    exploration, found = explored(text)
    ((node, gap),) = found.gaps
    assert (names(exploration, (node,)), gap.longest) == (["b"], 26 * 60)
    assert gap.runs == exploration.coverage.runs


def test_a_seat_with_nothing_to_decide_is_a_note():
    """The chair is asked, the staff only works, and who has no seat is not missed."""
    _, found = explored(
        "bodies: {chair: {seat: true}, staff: {seat: true}, guard: {}}\n"
        "chain: {a: {by: staff, takes: 1h}, b: {by: chair, question: Well?, options: {well: {}, badly: {}}, usual: well}}"
    )
    assert found.seats == ("staff",)


def test_the_same_seed_finds_the_same():
    """To the last count; another seed counts otherwise."""
    assert explored(SOUND)[1] == explored(SOUND)[1]
    assert explored(SOUND)[1].came != explored(SOUND, seed=2)[1].came


def test_what_was_found_so_far_can_be_read_at_any_moment():
    """After three runs, with these counted."""
    loaded = load(ROOT / "scenarios" / "first-exercise.yaml")
    exploration = Exploration(loaded.scenario, compile_plan(loaded.scenario), 1, 50, {})
    for _, _ in zip(range(3), exploration.go(), strict=False):
        pass
    assert sum(findings_of(exploration).came.values()) == 3


def test_a_step_that_is_sometimes_cut_off_and_else_passed_over_is_no_dead_end():
    """Where it could have come, its condition did not hold."""
    exploration, found = explored("""
      variables: {mood: calm}
      chain:
        a: {takes: 1h, outcomes: {well: {}, badly: {chance: 50%}}}
        b: {after: a.well, if: mood is angry}
        c: {after: {any: [a, b]}}
    """)
    assert (names(exploration, found.passed), found.dead_ends) == (["b"], ())
