"""The axis under a curve."""

from exercise_sim.analysis.readings import Quantity
from exercise_sim.render.curve import labels

TIME = Quantity("it", "It", "objective", "minutes", {}, more_is_better=False)


def test_ticks_that_would_be_told_alike_are_told_to_the_minute():
    """Quarters of an hour two days after STARTEX: rounded to hours, some would be the same."""
    assert labels(TIME, 3120, 3155, 15) == [
        (3120, "2 d 4 h"),
        (3135, "2 d 4 h 15 min"),
        (3150, "2 d 4 h 30 min"),
    ]


def test_others_are_told_in_short():
    """Half days, and hours."""
    assert labels(TIME, 2880, 4400, 700) == [(2880, "2 d"), (3600, "2 d 12 h"), (4320, "3 d")]
