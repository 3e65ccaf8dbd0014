"""Runs that are worth telling, by their replications."""

import numpy as np

from exercise_sim.analysis.notable import Notable
from exercise_sim.analysis.readings import Quantity

TIME = Quantity("it", "It", "objective", "minutes", {}, more_is_better=False)
NUMBER = Quantity("it", "It", "objective", "number", {}, more_is_better=True)


def found(quantity, *values):
    """What is notable of these values, which come in two blocks."""
    notable = Notable(quantity)
    notable.add(np.array(values[:2]))
    notable.add(np.array(values[2:]))
    return notable.found()


def test_the_best_is_the_shortest_and_the_median_that_of_the_runs_in_order():
    """Of 50, 10, 30, 20, 40 the median is 30."""
    assert found(TIME, 50, 10, 30, 20, 40) == {"median": 2, "best": 1, "worst": 0}


def test_where_more_is_better_the_best_is_the_most():
    """And of equals the first."""
    assert found(NUMBER, 5, 9, 9, 1) == {"median": 0, "best": 1, "worst": 3}


def test_the_worst_never_came_to_it():
    """What never began is neither; the median is that of those that came."""
    assert found(TIME, TIME.unbegun, 10, TIME.never, 30, 20) == {"median": 4, "best": 1, "worst": 2}


def test_where_no_run_came_to_it_there_is_none():
    """Nor where there is no run."""
    assert found(TIME, TIME.never, TIME.unbegun, TIME.never) == {}
    assert Notable(TIME).found() == {}
