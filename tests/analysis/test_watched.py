"""Runs that are watched: their results, the way to them, and the guesses behind what drives them."""

import pytest
from tests.support import loaded

from exercise_sim.analysis.alternatives import Alternative, prepared
from exercise_sim.analysis.criticality import Critical
from exercise_sim.analysis.watched import Watch

TEXT = """
resources: {teams: {slots: 1, source: assumption}}
chain:
  s: {}
  draft: {after: s, takes: 1h .. 9h, source: assumption}
  beside: {after: s, takes: 1h .. 20h, source: a public text}
  decide: {after: draft, takes: 1h, source: a public text}
  luck: {after: draft, outcomes: {good: {}, bad: {chance: 0.3, takes: 10h, source: assumption}}}
  march: {after: [decide, luck], takes: 2h .. 30h, source: a public text}
objectives: {it: {from: s, to: decide}, whole: {from: s, to: march}}
endings: {over: {when: march}}
"""


def driven(name, count=200):
    """What drives a quantity."""
    alternative = Alternative("it", "it.yaml", loaded(TEXT).source.text)
    quantities = prepared(alternative).readings.quantities
    watch = Watch(alternative, 1, next(one for one in quantities if one.name == name))
    for _ in range(count):
        watch.watch()
    return watch.driven


def test_only_what_can_move_a_result_is_found():
    """A decision comes an hour after the draft. What runs beside it, and what comes later, has no part."""
    found = driven("it")
    assert [(one.kind, one.element) for one in found.drivers] == [("work", "draft")]
    assert found.drivers[0].correlation == pytest.approx(1)
    # Evenly from 1 h to 9 h, the thirds of the runs are 16/3 hours apart.
    assert found.drivers[0].swing == pytest.approx(16 / 3 * 60, rel=0.08)


def test_the_path_leads_to_what_is_asked_about():
    """Not to the end of the run."""
    found = driven("it", 40)
    assert [(one.element, one.share) for one in found.critical] == [("draft", 1), ("decide", 1)]
    assert found.critical[1] == Critical("decide", 1, 60)
    assert sum(one.minutes for one in found.spent) == pytest.approx(
        sum(one.minutes for one in found.critical)
    )


def test_the_numbers_without_a_source_stand_in_the_order_of_their_drivers():
    """The march has a source, so it is no guess; chance and the draft have none. What an outcome takes is drawn with it."""
    found = driven("whole", 400)
    assert {(one.kind, one.element) for one in found.drivers} == {
        ("work", "march"), ("work", "draft"), ("outcome", "luck"), ("work", "luck"),
    }  # fmt: skip
    assert {(one.number, one.name) for one in found.guesses} == {("takes", "draft"), ("chance", "luck")}
    behind = [one.driver for one in found.guesses]
    assert behind == [one for one in found.drivers if one in behind]


def test_the_end_of_the_run_has_the_path_to_the_end():
    """The last step is on it in every run."""
    assert ("march", 1) in [(one.element, one.share) for one in driven("ending", 40).critical]
