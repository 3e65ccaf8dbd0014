"""What a log says of a gauge: value, peak, time at a stage; and what is measured of it (M20, M23)."""

import pytest
from tests.support import loaded, play

from exercise_sim.analysis.expectations import Assay, needs_log
from exercise_sim.analysis.history import history
from exercise_sim.analysis.levels import Course
from exercise_sim.analysis.measures import measured
from exercise_sim.analysis.trials import trials
from exercise_sim.engine.choices import choices
from exercise_sim.engine.compile import compile_plan

TEXT = """
gauges: {threat: {starts: 38, stages: {tension: 0, crisis: 40, conflict: 44}, rises: {1 an hour: not move begins}, falls: {2 an hour: move begins}}}
chain:
  ask: {takes: 4h}
  blow: {takes: 2h, when_done: {add: {threat: 3}}}
  move: {takes: 5h}
endings: {done: {when: move}}
"""
"""38 at first, crisis (40) in minute 120, 42 in 240; in 360 it is 44 (conflict) and jumps to 47; then it falls: 44 in 450, below it in
451, below 40 in 571, and 37 at the end in 660."""


def course() -> Course:
    plan = compile_plan(loaded(TEXT).scenario)
    return Course(plan, play(plan).log, "threat")


@pytest.mark.parametrize(
    ("minute", "value"), [(0, 38), (60, 39), (90, 39.5), (360, 47), (405, 45.5), (660, 37)]
)
def test_the_value_at_any_minute(minute, value):
    """On the line between two events; with what happened in that minute."""
    assert course().value(minute) == value


def test_the_peak_and_its_minute():
    """Up to a minute, that one included."""
    told = course()
    assert (told.peak(660), told.peak_at(660)) == (47, 360)
    assert told.peak(120) == 40


def test_the_time_at_a_stage_or_above():
    """From 120 to 571 in the crisis or worse, from 360 to 451 in the conflict."""
    told = course()
    assert [told.minutes(stage, 660) for stage in ("tension", "crisis", "conflict")] == [660, 451, 91]
    assert told.minutes("crisis", 200) == 80


@pytest.mark.parametrize(
    ("objective", "value", "rating"),
    [
        ("measure: threat, ratings: {P: 30, S: 37, M: 40}", 37, "S"),
        ("measure: threat, at: ask, ratings: {P: 30}", 42, "U"),
        ("measure: peak of threat, ratings: {P: 47}", 47, "P"),
        ("measure: peak of threat, at: ask, ratings: {P: 47}", 42, "P"),
        ("measure: time of threat at conflict, ratings: {P: 0h, S: 90m, M: 2h}", 91, "M"),
        ("measure: time of threat at crisis, at: blow, ratings: {P: 4h}", 240, "P"),
        ("from: threat reaches crisis, to: threat reaches conflict, ratings: {P: 4h}", 240, "P"),
        ("from: 1h after threat reaches crisis, to: move begins, ratings: {P: 3h}", 180, "P"),
    ],
)
def test_objectives_on_a_gauge(objective, value, rating):
    """Of a gauge, less is better where a single threshold does not say."""
    given = loaded(f"{TEXT}objectives: {{it: {{{objective}}}}}\n")
    plan = compile_plan(given.scenario)
    (found,) = measured(given.scenario, plan, history(plan, play(plan).log))
    assert (found.value, found.rating) == (value, rating)


@pytest.mark.parametrize(
    ("entry", "holds"),
    [
        ("peak of threat at most 47", True),
        ("peak of threat at most 46.9", False),
        ("peak of threat 40 .. 50", True),
        ("time of threat at conflict at most 91m", True),
        ("time of threat at conflict at most 90m", False),
        ("{measure: threat, amounts_to: 37}", True),
        ("threat at most 37", True),
        ("threat at least crisis", False),
        ("threat reaches conflict", True),
        ("not threat reaches conflict", False),
    ],
)
def test_expectations_of_a_gauge(entry, holds):
    """Measures over the whole run, conditions at its end."""
    given = loaded(f"{TEXT}expect: [{entry}]\n")
    plan = compile_plan(given.scenario)
    assay = Assay(given.scenario, plan, [0])
    for trial in trials(
        plan, "usual", choices(plan, {}), seed=0, count=2, log=needs_log(given.scenario.expect)
    ):
        assay.note(trial)
    assert assay.findings[0].share == float(holds)
