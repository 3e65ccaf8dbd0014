"""M3: what a step waits for, and when that is met, passed or dead (docs/explanation/time-and-ties.md, Joins)."""

import pytest
from tests.support import begun, plan_of, play, story

BRANCHES = """
variables: {mood: calm}
chain:
  s: {}
  one: {after: s, takes: 1h}
  two: {after: s, takes: 2h}
  three: {after: s, takes: 3h}
  skipped: {after: s, if: mood is grave}
  skipped_late: {after: 90m after s, if: mood is grave}
  fork: {after: s, takes: 30m, outcomes: [taken, other]}
  dead: {after: fork.other}
  maybe: {after: fork.taken, if: mood is grave}
"""
"""Done at minute 60, 120 and 180; passed over at 0 and 90; at minute 30 `fork.other` can no longer come, and `dead` is cut off."""


def life(after: str) -> list[str]:
    """What becomes of a step that waits for this: `60 begun x`, or `30 cut off x`."""
    return story(play(f"{BRANCHES}  x: {{after: {after}}}\n"), "begun", "cut off", of="x")


@pytest.mark.parametrize(
    ("after", "fate"),
    [
        ("one", "60 begun"),
        ("[one, two]", "120 begun"),
        ("{all: [one, two]}", "120 begun"),
        ("one and two", "120 begun"),
        ("[one, skipped_late]", "90 begun"),
        ("[one, dead]", "30 cut off"),
        ("[one, fork.other]", "30 cut off"),
        ("[skipped, dead]", "30 cut off"),
    ],
)
def test_a_list_waits_for_all(after, fate):
    """Every input must be done or passed over; one that is cut off cuts the step off."""
    assert life(after) == [f"{fate} x"]


@pytest.mark.parametrize(("after", "fate"), [("skipped", "0 begun"), ("[skipped, skipped_late]", "90 begun")])
def test_a_list_of_which_all_were_passed_over_goes_on(after, fate):
    """Passed over is no reason to stop: the chain goes on behind it."""
    assert life(after) == [f"{fate} x"]


@pytest.mark.parametrize(
    ("after", "fate"),
    [
        ("{any: [one, two]}", "60 begun"),
        ("one or two", "60 begun"),
        ("{any: [two, dead]}", "120 begun"),
        ("{any: [dead, fork.other]}", "30 cut off"),
        ("{any: [fork.taken, fork.other]}", "30 begun"),
    ],
)
def test_any_goes_on_with_the_first(after, fate):
    """One input is enough; those that are cut off do not matter while another can come."""
    assert life(after) == [f"{fate} x"]


@pytest.mark.parametrize(
    ("after", "fate"),
    [
        ("{any: [skipped, two]}", "120 begun"),
        ("{any: [skipped, skipped_late]}", "90 begun"),
        ("{any: [skipped, dead]}", "30 cut off"),
    ],
)
def test_passed_over_does_not_count_for_any_unless_all_were(after, fate):
    """An input that was passed over is not the one that was waited for; only when all were does the chain go on."""
    assert life(after) == [f"{fate} x"]


@pytest.mark.parametrize(
    ("after", "fate"),
    [
        ("{2 of: [one, two, three]}", "120 begun"),
        ("{3 of: [one, two, three]}", "180 begun"),
        ("{2 of: [three, dead, two]}", "180 begun"),
        ("{2 of: [dead, fork.other, one]}", "30 cut off"),
        ("{2 of: [skipped, one, three]}", "180 begun"),
        ("{2 of: [skipped, skipped_late]}", "90 begun"),
        ("{2 of: [skipped, skipped_late, three]}", "90 cut off"),
        ("{2 of: [one, skipped, skipped_late]}", "90 cut off"),
    ],
)
def test_n_of_a_list_goes_on_with_the_nth(after, fate):
    """It is dead as soon as fewer than n can come and not all were passed over."""
    assert life(after) == [f"{fate} x"]


@pytest.mark.parametrize(
    ("after", "fate"),
    [("fork.taken", "30 begun"), ("fork.other", "30 cut off"), ("[fork.taken, one]", "60 begun")],
)
def test_an_outcome_is_required(after, fate):
    """`x.o` is met when x is done with o, and dead when it is over otherwise."""
    assert life(after) == [f"{fate} x"]


def test_an_outcome_of_a_step_that_was_passed_over_never_comes():
    """`x.o` is never passed: what waits for an outcome is cut off when x is passed over."""
    session = play("""
        variables: {mood: calm}
        chain:
          a: {if: mood is grave, outcomes: [granted, refused]}
          b: {after: a.granted}
          c: {after: a}
    """)
    assert story(session, "begun", "cut off") == ["0 cut off b", "0 begun c"]


@pytest.mark.parametrize(
    ("after", "fate"),
    [
        ("two begins", "0 begun"),
        ("skipped_late begins", "90 begun"),
        ("dead begins", "30 cut off"),
        ("[two begins, one]", "60 begun"),
        ("20m after two begins", "20 begun"),
    ],
)
def test_the_beginning_of_a_step_can_be_waited_for(after, fate):
    """`x begins` is met when x begins, passed when x is passed over, dead when x is cut off before."""
    assert life(after) == [f"{fate} x"]


@pytest.mark.parametrize(
    ("after", "fate"),
    [
        ("45m after one", "105 begun"),
        ("45m after fork.taken", "75 begun"),
        ("45m after skipped", "0 begun"),
        ("45m after dead", "30 cut off"),
        ("45m after fork.other", "30 cut off"),
        ("[45m after one, 1h after two]", "180 begun"),
        ("{any: [45m after one, two]}", "105 begun"),
    ],
)
def test_a_lag_counts_from_the_moment_it_lags_behind(after, fate):
    """The lag runs from the end (or outcome, or beginning) it names; behind what was passed over it does not run at all."""
    assert life(after) == [f"{fate} x"]


@pytest.mark.parametrize(
    ("after", "fate"),
    [
        ("[one, {any: [dead, two]}]", "120 begun"),
        ("{any: [[one, dead], [two, three]]}", "180 begun"),
        ("{2 of: [[one, two], {any: [dead, three]}, dead]}", "180 begun"),
        ("[one, {any: [dead, fork.other]}]", "30 cut off"),
    ],
)
def test_joins_stand_inside_joins(after, fate):
    """A list or an `any` may stand wherever a reference may."""
    assert life(after) == [f"{fate} x"]


def test_an_any_that_was_met_is_not_met_again():
    """The second input of an `any` finds the step begun: it runs once."""
    session = play(f"{BRANCHES}  x: {{after: one or two, takes: 10m}}\n")
    assert story(session, of="x") == ["60 begun x", "70 done x"]


def test_without_after_a_step_waits_for_the_one_above():
    """Above is the step that stands above in the file, whatever that waits for."""
    session = play(f"{BRANCHES}  x: {{after: two, takes: 1h}}\n  below: {{}}\n")
    assert begun(session)["below"] == 180


def test_the_step_above_that_is_cut_off_cuts_off_what_stands_below():
    """No `after` is the same as `after` the step above, in every way."""
    session = play(f"{BRANCHES}  x: {{after: dead}}\n  below: {{}}\n  z: {{after: one or below}}\n")
    assert story(session, "cut off") == ["30 cut off dead", "30 cut off x", "30 cut off below"]
    assert begun(session)["z"] == 60


def test_a_later_step_may_stand_above_in_the_file():
    """`after` may name a step further down: the order of the file only settles ties."""
    assert begun(play("chain: {s: {}, b: {after: a}, a: {after: s, takes: 1h}}"))["b"] == 60


def test_a_lag_is_drawn_once_for_each_step_that_waits():
    """A lag with a range has its own draw, by the name of the step that waits."""
    plan = plan_of("chain: {s: {}, a: {after: 1h .. 9h after s}, b: {after: 1h .. 9h after s}}")
    assert [draw.name for draw in plan.draws] == ["a lag 1h .. 9h after s", "b lag 1h .. 9h after s"]
    minutes = begun(play(plan, seed=5))
    assert all(60 <= minutes[name] <= 540 for name in "ab")
    assert minutes["a"] != minutes["b"]
