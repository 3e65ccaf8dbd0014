"""Resources over time, against what was worked out on paper."""

import pytest
from tests.support import HEAD, plan_of

from exercise_sim.analysis.alternatives import Alternative, prepared
from exercise_sim.analysis.blocks import Job, played
from exercise_sim.analysis.loads import CELLS, Loads, grid_of
from exercise_sim.analysis.runs import Runs

TEXT = """
end: 10h
resources: {rooms: {slots: 2}, fuel: {stock: 10}, lift: {flow: 2 an hour}}
chain:
  a: {takes: 2h, uses: {rooms: 1}}
  b: {after: a begins, takes: 3h, uses: {rooms: 1}}
  c: {after: a begins, takes: 1h, uses: {rooms: 1, fuel: 4}}
  fly: {after: c, uses: {lift: 3}}
endings: {there: {when: fly, class: success}}
"""
WHOLE = "".join(f"{key}: {value}\n" for key, value in HEAD.items())


def alternative(text):
    """An alternative of a text."""
    return Alternative("it", "test.yaml", WHOLE + text)


def loads(text, *blocks, seed=1):
    """The loads of a text from these blocks of replications, each (first, count), taken in as they stand."""
    one = alternative(text)
    found = Loads(prepared(one).plan)
    for first, count in blocks:
        keys, counts = played(Job(one, seed, first, count, loads=True)).columns
        found.add(keys, counts, count)
    return found


def by_hour(load, which="use"):
    """The mean at each full hour from 0 to 6."""
    course = getattr(load, which)
    return [course.mean[hour * 12] for hour in range(7)]


def test_units_in_use_and_waiting_by_hand():
    """Two rooms: a from 0 to 2 h, b from 0 to 3 h, so that c waits until 2 h and has one to 3 h. Then the lift serves 3 at 2 an hour: to 4:30.

    What ends in a minute is no more in use at that minute; c takes four of ten of the fuel when it begins. The run ends at 4:30.
    """
    found = loads(TEXT, (0, 4))
    assert (found.grid.step, found.grid.cells) == (5, 121)
    rooms, fuel, lift = found.loads
    assert by_hour(rooms) == [2, 2, 2, 0, 0, 0, 0]
    assert by_hour(rooms, "waiting") == [1, 1, 0, 0, 0, 0, 0]
    assert by_hour(fuel) == [10, 10, 6, 6, 6, 6, 6]
    assert by_hour(lift) == [0, 0, 0, 2, 2, 0, 0]
    assert (lift.use.mean[4 * 12 + 5], lift.use.mean[4 * 12 + 6]) == (2, 0)  # 4:25, 4:30


def test_means_and_quantiles_over_runs_by_hand():
    """A step of 1 or 3 hours, each as likely by a list: at 2 h it is in use in the share of long ones; P10 is 0, P90 is 1 where it is half of them."""
    text = "end: 4h\nresources: {r: {slots: 1}}\nchain: {a: {takes: {one of: [1h, 3h]}, uses: {r: 1}}}\nendings: {done: {when: a, class: success}}\n"
    (load,) = loads(text, (0, 256)).loads
    runs = Runs(alternative(text), prepared(alternative(text)), 1)
    long = sum(runs.play(number).ended.minute == 180 for number in range(256))
    at = 2 * 12
    assert 90 < long < 166
    assert load.use.mean[at] == long / 256
    assert (load.use.p10[at], load.use.p90[at]) == (0, 1)
    assert (load.use.p10[11], load.use.p10[12]) == (1, 0)  # at 0:55 everybody, at 1:00 only the long ones
    assert load.use.most == 1


def test_blocks_merge_exactly_in_any_order():
    """Blocks of 100, 56 and 44 runs, backwards or in parts: the same numbers as at once."""
    text = TEXT.replace("takes: 2h", "takes: 1h .. 4h")
    whole = loads(text, (0, 200)).loads
    assert loads(text, (156, 44), (0, 100), (100, 56)).loads == whole
    assert loads(text, (100, 100), (0, 100)).loads == whole


def test_looking_changes_nothing():
    """A run that is looked at has the same log."""
    one = alternative(TEXT.replace("takes: 2h", "takes: 1h .. 4h"))
    runs = Runs(one, prepared(one), 3)
    for number in range(20):
        seen = []
        looked = runs.play(number, look=lambda run, minute, seen=seen: seen.append(minute))
        assert looked.session.log == runs.play(number).session.log
        assert seen == sorted(seen)
        assert seen[-1] == looked.ended.minute


@pytest.mark.parametrize(
    ("end", "step", "cells"),
    [("end: 10h\n", 5, 121), ("end: 14d\n", 120, 169), ("end: 30d\n", 360, 121), ("", 120, 169)],
)
def test_the_grid_follows_from_the_plan_alone(end, step, cells):
    """The finest of the steps with at most 200 looks up to ENDEX: 10 h in 5 min, 14 days in 2 h (168 of 1 h 24 min would do), 30 days in 6 h."""
    grid = grid_of(plan_of(f"{end}chain: {{a: {{takes: 1h}}}}"))
    assert (grid.step, grid.cells) == (step, cells)
    assert cells <= CELLS
