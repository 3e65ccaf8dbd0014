"""The fewest choices that bring a run back."""

from tests.support import plan_of

from exercise_sim.analysis.facts import Facts
from exercise_sim.analysis.playing import Player
from exercise_sim.analysis.repeating import Example, Kind, example

PLAN = plan_of("""
  variables: {mood: calm}
  chain:
    a: {by: staff, takes: 1h, question: Which?, options: {well: {}, badly: {set: {mood: bad}}}, usual: well}
    b: {by: staff, takes: 1h, question: And then?, options: {forth: {}, back: {}}, usual: forth}
    c: {wait_for: mood is calm, takes: 1h}
  endings: {over: {when: c}}
""")


def stalled(facts: Facts) -> bool:
    """Whether it is a run of that kind."""
    return facts.ending == "stalled"


def test_what_a_run_does_not_need_is_left_out():
    """Only the first choice counts, whatever stands beside it; the replication stays."""
    kind = Kind()
    kind.add({"a#1": "badly", "b#1": "back"}, 7)
    assert example(Player(PLAN, 1, {}), kind, stalled) == Example(7, {"a#1": "badly"})


def test_a_run_that_its_choices_do_not_bring_back_gives_way_to_the_next():
    """And where none is left, there is no example."""
    kind = Kind()
    kind.add({"b#1": "back"}, 1)
    player = Player(PLAN, 1, {})
    assert example(player, kind, stalled) is None
    kind.add({"a#1": "badly", "b#1": "back"}, 2)
    assert example(player, kind, stalled) == Example(2, {"a#1": "badly"})
    assert kind.runs == 2
