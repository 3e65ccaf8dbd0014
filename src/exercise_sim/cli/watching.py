"""Watching some runs of the first alternative closely, for what drives its result; with a bar, and to be stopped at any time."""

from exercise_sim.analysis.comparison import Comparison
from exercise_sim.analysis.readings import Quantity
from exercise_sim.analysis.watched import WATCHED, Driven, Watch
from exercise_sim.cli.progress import Bar


def watched(comparison: Comparison, seed: int, main: Quantity) -> tuple[Driven, bool]:
    """What drives the main quantity, and whether all runs were watched that were to be."""
    watch = Watch(comparison.first.alternative, seed, main)
    bar, many = Bar(), min(WATCHED, comparison.runs)
    try:
        for done in range(many):
            watch.watch()
            bar.show_work(done + 1, done + 1, many)
    except KeyboardInterrupt:
        return watch.driven, False
    finally:
        bar.clear()
    return watch.driven, True
