"""What is read of every run for a comparison is what the measures find in its log (M20)."""

import pytest
from tests.support import SCENARIOS, loaded

from exercise_sim.analysis.alternatives import Alternative, prepared
from exercise_sim.analysis.blocks import Job, played
from exercise_sim.analysis.history import history
from exercise_sim.analysis.measures import Measured, measured
from exercise_sim.analysis.playing import BLOCK
from exercise_sim.analysis.readings import Quantity
from exercise_sim.analysis.trials import trials
from exercise_sim.scenario.load import load

CHAIN = """
groups: {units: {north: {time: 1h}, south: {time: 3h}, west: {time: 5h}}}
variables: {strength: 0, mood: calm, morale: 1}
chain:
  s: {takes: 10m}
  draft: {after: s, takes: 50m .. 2h}
  mandate:
    by: staff
    takes: 30m
    question: Adopt?
    options:
      adopt: {weight: 2}
      again: {back_to: draft, at_most: 2, then: adopt, weight: 2, set: {mood: grave}, add: {morale: -0.25}}
      refuse: {ends: over, weight: 1}
    usual: adopt
  permit: {for_each: units, after: mandate.adopt, outcomes: {given: {}, refused: {chance: 30%}}}
  march: {for_each: units, after: permit.given, takes: its.time, when_done: {add: {strength: 100}}}
  skipped: {after: s, if: mood is grave}
  never: {after: mandate.refuse}
  report: {after: march, takes: 1h}
endings: {done: {when: report}, over: {}}
"""
OBJECTIVES = """
objectives:
  a: {from: s, to: mandate, ratings: {P: 1h, S: 2h, M: 3h}}
  b: {from: draft, to: draft, ratings: {P: 0m}}
  c: {from: mandate.adopt, to: march of west, ratings: {P: 1h}}
  d: {from: mandate.adopt, to: first of march, ratings: {P: 1h}}
  e: {from: 20m after s, to: 2 of march, ratings: {P: 1h}}
  f: {from: march, to: draft, ratings: {P: 1h}}
  g: {from: never, to: report, ratings: {P: 1h}}
  h: {from: s, to: skipped, ratings: {P: 1h}}
  i: {margin: draft, before: report, ratings: {P: 3h, S: 2h, M: 1h}}
  j: {margin: report, before: draft, ratings: {P: 3h}}
  k: {measure: strength, ratings: {P: 300, S: 200, M: 100}}
  l: {measure: morale, ratings: {P: 1, S: 0.5}}
  m: {observe: Was it well?}
"""
ONLY_LOG = """
  o: {from: draft begins, to: mandate begins, ratings: {P: 1h}}
  p: {from: first of march begins, to: march begins, ratings: {P: 1h}}
  q: {measure: strength, at: first of march, ratings: {P: 100}}
  r: {measure: morale, at: draft, ratings: {P: 1}}
"""


MORE = """
  u: {from: rumour, to: rumour.met, ratings: {P: 1h}}
  v: {from: rumour, to: rumour.missed, ratings: {P: 1h}}
  w: {from: first of looks, to: mandate, ratings: {P: 1h}}
  x: {from: first of looks begins, to: 1h after first of looks, ratings: {P: 1h}}
"""
RECURRING = CHAIN.replace(
    "  s: {takes: 10m}", "  s: {takes: 10m}\n  looks: {after: s, takes: 20m, every: 1h, until: mandate}"
).replace(
    "endings:",
    "injects: {rumour: {at: 30m after s, chance: 70%, to: [staff], text: Well, expects: {answer: mandate, within: 2h}}}\nendings:",
)
"""With a step that recurs and an inject upon which something is expected."""


def alternative(text: str, policy: str = "weighted", milestones: tuple[str, ...] = ()) -> Alternative:
    """An alternative of a text, which may leave out what stands in HEAD."""
    return Alternative("it", "it.yaml", loaded(text).source.text, policy=policy, milestones=milestones)


def wanted(found: Measured, quantity: Quantity) -> int:
    """What a column holds of what was measured."""
    if found.backwards or (found.value is None and found.rating is None):
        return quantity.unbegun
    if found.value is None:
        return quantity.never
    return round(found.value * (1000 if quantity.unit == "number" else 1))


def compare(given: Alternative, count: int) -> set[str]:
    """Holds the columns against the measures; the names of the columns."""
    ready = prepared(given)
    rows = played(Job(given, 3, 0, count))
    for trial in trials(ready.plan, given.policy, ready.chosen, seed=3, count=count):
        told = history(ready.plan, trial.session.log)
        found = {one.name: one for one in measured(ready.loaded.scenario, ready.plan, told)}
        row = [int(column[trial.replication]) for column in rows.columns]
        assert (ready.readings.endings[row[0]], row[1]) == (trial.ended.ending, trial.ended.minute)
        for quantity, number in zip(ready.readings.quantities, row[1:], strict=True):
            if quantity.kind == "objective":
                assert number == wanted(found[quantity.name], quantity), (quantity.name, trial.replication)
    return {one.name for one in ready.readings.quantities if one.kind == "objective"}


def test_columns_hold_what_the_log_says():
    """With what only a log can say, each run keeps one: every kind of objective, with steps done again, refused and passed over."""
    given = alternative(CHAIN + OBJECTIVES + ONLY_LOG)
    assert prepared(given).readings.needs_log
    assert compare(given, 150) == set("abcdefghijkl") | set("opqr")


def test_what_recurs_and_what_is_injected_is_read_from_the_log():
    """Further times of a step, and what is expected upon an inject, happen to hidden nodes of the same name."""
    given = alternative(RECURRING + OBJECTIVES + MORE)
    assert prepared(given).readings.needs_log
    assert compare(given, 150) == set("abcdefghijkl") | set("uvwx")


GAUGED = CHAIN.replace(
    "variables:",
    "gauges: {threat: {starts: 20, stages: {calm: 0, crisis: 30, war: 45}, rises: 48 a day, falls: {70 a day: march begins}}}\nvariables:",
).replace("over: {}}", "over: {}, lost: {when: threat reaches war}}")
"""With a crisis that grows while people deliberate."""
LEVELS = """
  u: {from: s, to: threat reaches crisis, ratings: {P: 1h}}
  v: {measure: threat, ratings: {P: 10, S: 30}}
  w: {measure: peak of threat, ratings: {P: 30, S: 40}}
  x: {measure: time of threat at crisis, ratings: {P: 1h, S: 3h}}
  z: {measure: threat, at: mandate, ratings: {P: 25}}
"""


def test_gauges_are_read_from_the_log():
    """Values, peaks, times at a stage, and when a stage was reached."""
    given = alternative(GAUGED + OBJECTIVES + LEVELS)
    assert prepared(given).readings.needs_log
    assert compare(given, 150) == set("abcdefghijkl") | set("uvwxz")
    assert "threat reaches war" in [one.name for one in prepared(given).readings.quantities]


def test_without_logs_columns_hold_the_same():
    """Where the end of a run says everything, no log is kept, but of runs in which something went back."""
    given = alternative(CHAIN + OBJECTIVES)
    assert not prepared(given).readings.needs_log
    assert compare(given, 150) == set("abcdefghijkl")


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
@pytest.mark.parametrize("policy", ["usual", "weighted"])
def test_columns_of_the_shipped_scenarios_hold_what_the_log_says(path, policy):
    """The objectives of the training are of many kinds."""
    given = load(path)
    assert compare(
        Alternative("it", path.name, given.source.text, policy=policy, attached=given.attached), 25
    )


def test_milestones_are_what_endings_wait_for_and_what_is_asked_for():
    """From STARTEX; what must not be is none, and what is asked for twice stands once."""
    given = alternative(
        "chain: {a: {takes: 1h}, b: {takes: 2h}, c: {after: a}}\n"
        "endings: {done: {when: {all: [b, a, {not: c}]}}, none: {}}\n",
        milestones=("b begins", "a", "2h after b"),
    )
    columns = dict(zip((q.name for q in prepared(given).readings.quantities), played(Job(given, 0, 0, 2)).columns[1:], strict=True))  # fmt: skip
    assert {name: column.tolist() for name, column in columns.items()} == {
        "ending": [180, 180],
        "b": [180, 180],
        "a": [60, 60],
        "b begins": [60, 60],
        "2h after b": [300, 300],
    }


def test_a_row_takes_at_most_eight_bytes_for_each_quantity():
    """Minutes take four, other numbers eight."""
    rows = played(Job(alternative(CHAIN + OBJECTIVES), 0, 0, 5))
    assert {column.dtype.str for column in rows.columns} == {"<i4", "<i8"}


def test_a_block_is_the_same_in_parts():
    """Who plays which replications does not matter, also over the seam of two blocks."""
    given = alternative(CHAIN + OBJECTIVES)
    whole = [played(Job(given, 1, first, BLOCK)) for first in (0, BLOCK)]
    part = played(Job(given, 1, 40, 100))
    assert [column[40:140].tolist() for column in whole[0].columns] == [column.tolist() for column in part.columns]  # fmt: skip
    assert any((one != other).any() for one, other in zip(whole[0].columns, whole[1].columns, strict=True))


def test_a_run_that_went_back_is_read_without_a_log_where_no_step_is_asked_for():
    """Its ending, and values at its end, need no moments. a, b, a again and b again take an hour each."""
    given = alternative(
        "chain: {a: {takes: 1h}, b: {takes: 1h, when_done: {redo: a, at_most: 1}}, c: {}}\n"
        "variables: {v: 3}\nobjectives: {w: {measure: v, ratings: {P: 1}}}\n"
    )
    ready = prepared(given)
    assert not ready.readings.needs_log
    assert [column.tolist() for column in played(Job(given, 0, 0, 2)).columns[1:2]] == [[240, 240]]
