"""Watching some runs of the first alternative closely, for what drives its result; and the page that tells of all that.

With a bar, and to be stopped at any time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from exercise_sim.analysis.alternatives import Alternative
from exercise_sim.analysis.blocks import Job, Rows
from exercise_sim.analysis.comparison import Comparison
from exercise_sim.analysis.dealing import Dealer
from exercise_sim.analysis.expectations import Way
from exercise_sim.analysis.loads import LOOKED_AT, Loads
from exercise_sim.analysis.notable import Notable, retold
from exercise_sim.analysis.onward import Turn
from exercise_sim.analysis.playing import BLOCK
from exercise_sim.analysis.readings import Quantity
from exercise_sim.analysis.watched import WATCHED, Driven, Watch
from exercise_sim.cli.again import alone
from exercise_sim.cli.progress import Bar
from exercise_sim.cli.store import Folder
from exercise_sim.render.compared import called
from exercise_sim.render.compared_sentences import LOOKING
from exercise_sim.render.driven import driven_lines
from exercise_sim.render.driven_data import driven_as_data, loads_as_data
from exercise_sim.render.loaded import loads_lines
from exercise_sim.render.paint import Paint
from exercise_sim.render.report_page.document import MOST, Shown, page_of


@dataclass(slots=True)
class Watching:
    """What is watched of the first alternative, while its runs come in."""

    comparison: Comparison
    seed: int
    main: Quantity
    file: str
    notable: Notable = field(init=False)
    watch: Watch = field(init=False)
    driven: Driven | None = None
    loads: dict[Alternative, Loads] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.notable = Notable(self.main)
        self.watch = Watch(self.comparison.first.alternative, self.seed, self.main)

    def add(self, rows: Sequence[Rows]) -> None:
        """The runs of one block."""
        self.notable.add(self.comparison.first.column(self.main.name, rows[0]))

    def look(self) -> None:
        """Finds what drives the main quantity. What was found before an interrupt is there."""
        bar, many = Bar(), min(WATCHED, self.comparison.runs)
        try:
            for done in range(1, many + 1):
                self.watch.watch()
                bar.show_work(done, done, many)
        finally:
            bar.clear()
            self.driven = self.watch.driven

    def look_at_loads(self, dealer: Dealer, store: Folder | None) -> None:
        """Looks at the resources of the first alternatives. They are there when all were looked at.

        Raises WorkersDiedError as the dealer does.
        """
        outcomes = self.comparison.outcomes[:MOST]
        loads = {one.alternative: Loads(one.plan) for one in outcomes if one.plan.resources}
        many = min(LOOKED_AT, self.comparison.runs)
        jobs = [
            Job(one, self.seed, first, min(BLOCK, many - first), loads=True)
            for first in range(0, many, BLOCK)
            for one in loads
        ]
        bar = Bar()
        try:
            for done, (job, rows) in enumerate(_looked(jobs, dealer, store), 1):
                keys, counts = rows.columns
                loads[job.alternative].add(keys, counts, job.count)
                bar.show(LOOKING, done, len(jobs))
        finally:
            bar.clear()
        self.loads = loads

    def lines(self, paint: Paint) -> Iterator[str]:
        """The sections of the terminal, as far as it was looked."""
        if self.driven is not None:
            yield from driven_lines(paint, self.driven, called(self.main))
        yield from loads_lines(paint, self.loads)

    def data(self) -> dict[str, Any]:
        """All of it as plain data, as far as it was looked."""
        found = {"drivers": driven_as_data(self.driven)} if self.driven is not None else {}
        return {**found, "resources": loads_as_data(self.loads)}

    def page(self, title: str, only: Sequence[str], cut: str) -> str:
        """The page, once it was looked."""
        assert self.driven is not None
        runs = [retold(self.watch, role, place) for role, place in self.notable.found().items()]
        one = self.comparison.first.alternative
        # A record has its variants, and its answer is the first one.
        variants = one.variants if one.course is None else ()
        way = Way(policy=one.policy, variants=variants, choose=one.choose)
        at = one.course.question if isinstance(one.course, Turn) else ""
        again = {run.role: alone(self.file, self.seed, run.replication, way, at) for run in runs}
        return page_of(
            Shown(self.comparison, self.driven, runs, again, self.seed, title, only, cut, self.loads)
        )


def _looked(jobs: Sequence[Job], dealer: Dealer, store: Folder | None) -> Iterator[tuple[Job, Rows]]:
    """Each job with what came of it: from the store, where it is there, else done now and kept."""
    missing = []
    for job in jobs:
        rows = store.done(job) if store else None
        if rows is None:
            missing.append(job)
        else:
            yield job, rows
    for job, rows in dealer.deal(missing):
        if store:
            store.keep(job, rows)
        yield job, rows
