"""Watching some runs of the first alternative closely, for what drives its result; and the page that tells of all that.

With a bar, and to be stopped at any time.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from exercise_sim.analysis.blocks import Rows
from exercise_sim.analysis.comparison import Comparison
from exercise_sim.analysis.expectations import Way
from exercise_sim.analysis.notable import Notable, retold
from exercise_sim.analysis.readings import Quantity
from exercise_sim.analysis.watched import WATCHED, Driven, Watch
from exercise_sim.cli.again import alone
from exercise_sim.cli.progress import Bar
from exercise_sim.render.report_page.document import Shown, page_of


@dataclass(slots=True)
class Watching:
    """What is watched of the first alternative, while its runs come in."""

    comparison: Comparison
    seed: int
    main: Quantity
    notable: Notable = field(init=False)
    watch: Watch = field(init=False)
    driven: Driven | None = None

    def __post_init__(self) -> None:
        self.notable = Notable(self.main)
        self.watch = Watch(self.comparison.first.alternative, self.seed, self.main)

    def add(self, rows: Sequence[Rows]) -> None:
        """The runs of one block."""
        self.notable.add(self.comparison.first.column(self.main.name, rows[0]))

    def look(self) -> bool:
        """Finds what drives the main quantity; whether all runs were watched that were to be."""
        bar, many, whole = Bar(), min(WATCHED, self.comparison.runs), True
        try:
            for done in range(1, many + 1):
                self.watch.watch()
                bar.show_work(done, done, many)
        except KeyboardInterrupt:
            whole = False
        finally:
            bar.clear()
        self.driven = self.watch.driven
        return whole

    def page(self, title: str, only: Sequence[str], cut: str) -> str:
        """The page, once it was looked."""
        assert self.driven is not None
        runs = [retold(self.watch, role, place) for role, place in self.notable.found().items()]
        one = self.comparison.first.alternative
        way = Way(policy=one.policy, variants=one.variants, choose=one.choose)
        again = {run.role: alone(one.file, self.seed, run.replication, way) for run in runs}
        return page_of(Shown(self.comparison, self.driven, runs, again, self.seed, title, only, cut))
