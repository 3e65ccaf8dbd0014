"""Luck apart from choice: places among other runs, against what was worked out on paper."""

import pytest
from tests.records.table import Table
from tests.support import loaded, play

from exercise_sim.analysis.debrief import Debrief, Reviewer
from exercise_sim.analysis.fortune import Fortune
from exercise_sim.analysis.readings import NEVER, Quantity
from exercise_sim.records.reading import read
from exercise_sim.records.verifying import replay

TIME = Quantity("it", "It", "objective", "minutes", {}, more_is_better=False)
COUNT = Quantity("it", "It", "objective", "number", {}, more_is_better=True)


def test_less_time_is_better_and_never_is_the_worst():
    """Against 100: 90 is better; 110, and what was never reached, are worse; 100 is alike; what never began does not count."""
    never, unbegun = NEVER["minutes"], NEVER["minutes"] + 1
    one = Fortune(TIME, 100, (90, 110, never, 100, unbegun), (80, 120, never, 90, 70))
    assert (one.place.counted, one.place.better, one.place.worse, one.place.like) == (4, 1, 2, 1)
    # Pair by pair: 80 beats 90; 120 is worse than 110; never is like never; 90 beats 100; the last pair does not count.
    assert (one.choices.counted, one.choices.better, one.choices.worse) == (4, 2, 1)


def test_a_few_minutes_of_thought_are_no_other_choice():
    """The runs go from 100 to 1000: nine tenths lie below 900, the tenth is 100, and a tenth of that spread is 80. 80 minutes more are alike, 81 worse."""
    same = tuple(range(100, 1001, 100))
    assert Fortune(TIME, 100, same, tuple(one + 80 for one in same)).choices.like == 10
    assert Fortune(TIME, 100, same, tuple(one + 81 for one in same)).choices.worse == 10
    assert Fortune(TIME, 100, same, tuple(one - 81 for one in same)).choices.better == 10


def test_more_is_better_where_the_objective_says_so():
    """Of a strength, 3 is better than 2; 'never' is worse than nothing at all."""
    one = Fortune(COUNT, 2000, (3000, 1000, NEVER["number"], 0), (0, 0, 0, 0))
    assert (one.place.better, one.place.worse) == (1, 3)


TEXT = """
bodies: {council: {title: Council, seat: true}}
chain:
  mandate:
    by: council
    question: Adopt?
    options: {adopt: {}, study: {takes: 10h}}
    usual: adopt
    thinks: 1h
  movement: {after: mandate, outcomes: {calm: {chance: 0.5}, rough: {chance: 0.5}}}
  calm_way: {after: movement.calm, takes: 2h}
  rough_way: {after: movement.rough, takes: 8h}
  arrived: {after: {any: [calm_way, rough_way]}}
endings: {there: {when: arrived, class: success}}
objectives: {way: {from: mandate begins, to: arrived}}
"""


def reviewed(table: Table, runs: int = 200) -> Debrief:
    """The debrief of a table."""
    record = read(table.paper.content)
    again = replay(table.plan, record)
    return Reviewer(table.plan, loaded(TEXT).scenario, record, again, "usual", table.decider).debrief(
        runs, lambda *_: None
    )


@pytest.fixture(params=["calm", "rough"])
def table(request) -> Table:
    """The council studies at once, which takes 10 h; how the way was is fixed in the record of this run only by its seed."""
    for seed in range(20):
        table = Table(TEXT, "council", seed=seed)
        table.ask()
        table.say("study", 0)
        table.ask()
        told = [
            event for event in table.sitting.session.log if getattr(event, "outcome", "") == request.param
        ]
        if told:
            return table
    raise AssertionError


def test_the_same_choices_on_other_luck_and_the_usual_ones(table):
    """With the same choices, 600 + 120 or 600 + 480 minutes, each about half of the runs; with the usual ones 60 + 120 or 60 + 480. On the same
    luck the usual ones are 540 minutes quicker, in every run."""
    luck = reviewed(table).luck
    (way,) = luck.fortunes
    assert set(way.same) == {720, 1080}
    assert set(way.policy) == {180, 540}
    assert all(same - usual == 540 for same, usual in zip(way.same, way.policy, strict=True))
    assert (way.choices.better, way.choices.worse) == (200, 0)
    # Where this run was rough, those that were calm are better, and none is worse.
    calm, rough = way.same.count(720), way.same.count(1080)
    assert 70 <= calm <= 130
    assert (way.place.better, way.place.worse) == ((calm, 0) if way.mine == 1080 else (0, rough))
    assert luck.endings == luck.policy_endings == {"there": 200}


def test_none_of_the_runs_is_this_one():
    """Of 3 runs beside replication 0, 1, 2 and 3 are played, and nothing else."""
    table = Table(TEXT, "council", seed=3)
    table.ask()
    table.say("study", 0)
    table.ask()
    (way,) = reviewed(table, 3).luck.fortunes
    alone = [play(table.plan, {"mandate": "study"}, seed=3, replication=number) for number in (1, 2, 3)]
    # The policy thinks for an hour before it studies, the council did not: 60 minutes less.
    assert way.same == tuple(session.now - 60 for session in alone)


def test_an_exercise_that_is_not_over_has_no_luck_yet():
    """Nothing is said of it."""
    table = Table(TEXT, "council")
    table.ask()
    found = reviewed(table)
    assert (found.finished, found.luck) == (False, None)
    assert found.result.ended.ending == "there"
