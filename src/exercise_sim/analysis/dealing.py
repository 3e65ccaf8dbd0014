"""Jobs are dealt out to an executor, and come back as they are done: one way for one process, many processes, or a cluster.

Who is given what does not matter (`blocks`). What was under way when a worker died is dealt again.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from typing import Any, Final

from exercise_sim.analysis.blocks import Job, Rows, played

PATIENCE: Final = 3
"""How often workers may die, one after the other, without any of them finishing a job."""


class WorkersDiedError(Exception):
    """Workers died again and again, or there are none any more (the text says why); what they were given is not done."""


class InPlace(Executor):
    """An executor that does at once, in this process, what it is given."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """The result is there when this returns."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - as every executor, it hands on whatever goes wrong
            future.set_exception(error)
        return future


class Dealer:
    """Deals jobs to an executor that `start` makes, at most `width` at a time; the first one may be there already."""

    def __init__(
        self, start: Callable[[], Executor], width: int = 1, executor: Executor | None = None
    ) -> None:
        self._start, self.width, self._executor = start, width, executor
        self.deaths = 0

    def deal(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Rows]]:
        """Each job with its rows, in the order in which they are done.

        Raises what a job raises, and WorkersDiedError when workers die and none gets on.
        """
        waiting, again = iter(jobs), deque[Job]()
        flying: dict[Future[Rows], Job] = {}
        idle = 0
        while True:
            self._fill(flying, waiting, again)
            if not flying:
                return
            lost: list[Job] = []
            for future in wait(flying, return_when=FIRST_COMPLETED).done:
                job = flying.pop(future)
                try:
                    rows = future.result()
                except BrokenExecutor:
                    lost.append(job)
                    continue
                idle = 0
                yield job, rows
            if lost:
                idle += 1
                self._renew(idle)
                again.extend(sorted([*lost, *flying.values()], key=lambda job: job.first))
                flying.clear()

    def _fill(self, flying: dict[Future[Rows], Job], waiting: Iterator[Job], again: deque[Job]) -> None:
        while len(flying) < self.width:
            job = again.popleft() if again else next(waiting, None)
            if job is None:
                return
            try:
                flying[self._running().submit(played, job)] = job
            except BrokenExecutor:
                broken: Future[Rows] = Future()
                broken.set_exception(BrokenExecutor())
                flying[broken] = job
                return

    def _running(self) -> Executor:
        self._executor = self._executor or self._start()
        return self._executor

    def _renew(self, idle: int) -> None:
        self.deaths += 1
        self.close()
        if idle >= PATIENCE:
            raise WorkersDiedError

    def close(self) -> None:
        """Lets the executor go; what was not begun is not done."""
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=True)
            self._executor = None
