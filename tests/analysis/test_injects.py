"""Injects in what is drawn from logs: measures, facts, what an exploration reaches and finds."""

from tests.analysis.exploring import explored, names
from tests.support import loaded, play

from exercise_sim.analysis.facts import facts_of
from exercise_sim.analysis.history import history
from exercise_sim.analysis.measures import measured
from exercise_sim.engine.compile import compile_plan

TEXT = """
chain: {a: {takes: 9h}, answer: {after: story, takes: %s}}
injects: {story: {at: D 02:00, expects: {answer: answer, within: 3h}}}
objectives:
  answered: {from: story, to: story.met, ratings: {P: 1h, S: 2h, M: 3h}}
  late: {from: story, to: story.missed, ratings: {P: 4h}}
"""


def ratings(takes):
    given = loaded(TEXT % takes)
    plan = compile_plan(given.scenario)
    found = measured(given.scenario, plan, history(plan, play(plan).log))
    return {one.name: (one.value, one.rating) for one in found}


def test_an_answer_in_time_is_measured():
    """From the inject to what was expected; what was never missed is not reached."""
    assert ratings("90m") == {"answered": (90, "S"), "late": (None, "U")}


def test_an_answer_that_came_too_late_is_not_reached():
    """The limit is 3 h after it came; that it was missed is a moment, too."""
    assert ratings("4h") == {"answered": (None, "U"), "late": (180, "P")}


def test_facts_know_when_injects_came_and_how_many_together():
    """Three within one hour, the fourth later."""
    session = play("""
        chain: {a: {takes: 9h}}
        injects: {one: {at: D 01:00}, two: {at: D 01:30}, three: {at: D 02:00}, four: {at: D 02:01}}
    """)
    facts = facts_of(session.noted)
    assert sorted(facts.injects.values()) == [60, 90, 120, 121]
    assert facts.storm == 3


def test_an_exploration_brings_injects_by_chance_and_by_hand():
    """A rare one, one by hand, one upon a missed action, one that something fires: all are reached."""
    _, found = explored("""
        chain:
          a: {takes: 3h}
          b: {by: staff, question: So?, options: {tell: {fire: leak}, hush: {}}, usual: hush, thinks: 1h}
          c: {takes: 9h}
        injects:
          rare: {at: 1h after a, chance: 0.001}
          rumour: {at: trainer}
          story: {at: D 01:00, expects: {action: Denied, within: 1h, chance: 0.99}}
          outcry: {at: story.missed}
          leak: {at: trainer}
    """)
    assert found.injects == ()
    assert (found.reached["injects"].found, found.reached["injects"].of) == (5, 5)
    assert found.failures == 0


def test_an_inject_that_never_comes_fails():
    """After an outcome that no chance brings, or under a condition that never holds."""
    exploration, found = explored("""
        variables: {strength: 0}
        chain: {a: {takes: 3h, outcomes: {good: {}, bad: {chance: 0}}}}
        injects: {sad: {at: 1h after a.bad}, strong: {at: strength at least 5}, fine: {at: a}}
    """)
    assert "strong" in names(exploration, found.injects)
    assert "fine" not in names(exploration, found.injects)


def test_a_storm_of_injects_is_worth_a_look():
    """Four within an hour; three are none."""
    text = (
        "chain: {a: {takes: 9h}}\ninjects: {one: {at: D 01:00}, two: {at: D 01:10}, three: {at: D 01:20}%s}"
    )
    assert explored(text % "")[1].storm == (0, 0)
    most, runs = explored(text % ", four: {at: D 02:00}")[1].storm
    assert (most, runs > 0) == (4, True)
