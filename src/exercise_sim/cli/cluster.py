"""A Dask cluster as an executor like any other: looked over before it is given anything, and never waited for in vain.

Where it can no longer be relied upon, all that is under way breaks, as in a pool of which a process died (`dealing` deals it again).
The only room that knows Dask, which is an extra.
"""

import logging
import pickle
import warnings
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future, InvalidStateError
from contextlib import suppress
from functools import partial
from importlib import import_module
from threading import Event, Thread
from time import monotonic
from typing import Any, Final

from exercise_sim.analysis.dealing import Dealer, WorkersDiedError
from exercise_sim.cli.errand import About, Outcome, about, errand, question
from exercise_sim.cli.given import Refused
from exercise_sim.render.compared_sentences import CLUSTER

CONNECT: Final = 5.0
"""Seconds in which a scheduler has to answer."""
JOIN: Final = 5.0
"""Seconds in which a first worker has to be there."""
LEAVE: Final = 5.0
"""Seconds after which a cluster that cannot be left in good order is left all the same."""
ASK: Final = 30.0
"""Seconds in which all workers have to say what they are: the first question makes them import this program."""
EVERY: Final = 2.0
"""Seconds between two looks at the cluster while it works."""
PATIENCE: Final = 30.0
"""Seconds without an answer of the scheduler, or without any worker, until the cluster counts as gone."""
QUIET: Final = ("distributed", "distributed.client", "tornado.application", "asyncio")
"""Whose own messages are not shown: what matters of them is told in our words."""
SHOWN: Final = 3
"""How many workers a complaint names."""


def cluster_dealer(address: str, say: Callable[[str], None]) -> Dealer:
    """Deals to the cluster at an address, which is reached at once. Raises Refused where it is not there or not fit.

    If it breaks later, it is looked for once more; WorkersDiedError says why there is none.
    """
    cluster = Cluster(address, say)

    def start() -> Executor:
        try:
            return Cluster(address, lambda _: None)
        except Refused as error:
            raise WorkersDiedError(CLUSTER["gone"].format(why=error)) from None

    return Dealer(start, max(8, 2 * cluster.threads), cluster)


class Cluster(Executor):
    """`threads` is how many jobs its workers do at a time, when it was reached."""

    def __init__(self, address: str, say: Callable[[str], None]) -> None:
        self._address, self._say = address, say
        self._client = _reached(address)
        self._flying: set[Future[Any]] = set()
        self._closed, self._broken = Event(), False
        try:
            self.threads = self._look_over()
        except BaseException:
            self.shutdown()
            raise
        self._executor = self._client.get_executor(pure=False)
        Thread(target=self._watch, daemon=True).start()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """As of any executor; BrokenExecutor stands for whatever comes of the cluster, and not of the call."""
        outer: Future[Any] = Future()
        self._flying.add(outer)
        if self._broken:  # asked behind the line above: else the watch could have gone through them before
            raise BrokenExecutor
        try:
            inner = self._executor.submit(pickle.loads, errand(partial(fn, **kwargs), args))
        except Exception as error:
            raise BrokenExecutor(str(error)) from error
        inner.add_done_callback(partial(self._hand_on, outer))
        return outer

    def _hand_on(self, outer: Future[Any], inner: Future[Any]) -> None:
        self._flying.discard(outer)
        outcome = None if inner.cancelled() or inner.exception() else inner.result()
        with suppress(InvalidStateError):  # it was given up before
            if not isinstance(outcome, Outcome):
                outer.set_exception(BrokenExecutor())
            elif outcome.error is not None:
                outer.set_exception(outcome.error)
            else:
                outer.set_result(outcome.result)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leaves the cluster at once: what nobody waits for any more is forgotten there."""
        self._closed.set()
        with suppress(Exception):  # a cluster that is gone cannot be left in good order
            self._client.close(timeout=LEAVE)

    def _look_over(self) -> int:
        """How many threads its workers have. Raises Refused where there is none, or one that is not fit; says where one differs otherwise."""
        try:
            self._client.wait_for_workers(1, timeout=JOIN)
        except Exception as error:
            raise Refused(CLUSTER["no_workers"].format(address=self._address)) from error
        try:
            threads = self._ask(self._client.nthreads, seconds=ASK)
            found = self._ask(lambda: self._client.run(pickle.loads, question(), on_error="return"), ASK)
        except Exception as error:
            raise Refused(CLUSTER["silent"].format(address=self._address, seconds=f"{ASK:.0f}")) from error
        self._compare(found)
        return sum(threads.values())

    def _compare(self, found: dict[str, Any]) -> None:
        here = about()
        bad = [
            _complaint(worker, said, here) for worker, said in sorted(found.items()) if not _fits(said, here)
        ]
        if bad:
            more = CLUSTER["more"].format(count=len(bad) - SHOWN) if len(bad) > SHOWN else ""
            raise Refused("; ".join(bad[:SHOWN]) + more)
        others = [said.python for said in found.values() if said.python != here.python]
        if others:
            told = {"count": len(others), "all": len(found), "python": ", ".join(sorted(set(others)))}
            self._say(CLUSTER["python"].format(here=here.python, **told))

    def _ask(self, call: Callable[[], Any], seconds: float) -> Any:
        return self._client.sync(call, callback_timeout=seconds)

    def _lost(self) -> bool:
        return bool(self._client.status != "running")

    def _watch(self) -> None:
        """Breaks what is under way once the cluster counts as gone: else it would be waited for for ever."""
        heard = monotonic()
        while not self._closed.wait(EVERY):
            if self._lost():
                break
            with suppress(Exception):  # no answer is an answer
                if self._ask(self._client.nthreads, seconds=PATIENCE):
                    heard = monotonic()
            if monotonic() - heard > PATIENCE:
                break
        self._broken = True
        for outer in [*self._flying]:
            with suppress(InvalidStateError):  # it was done meanwhile
                outer.set_exception(BrokenExecutor())


def _fits(said: Any, here: About) -> bool:
    return isinstance(said, About) and said.build == here.build


def _complaint(worker: str, said: Any, here: About) -> str:
    """What is wrong with a worker, by its answer: another build, or an error that says that there is none."""
    if isinstance(said, About):
        return CLUSTER["build"].format(worker=worker, there=said.build, here=here.build)
    return CLUSTER["nothing"].format(worker=worker)


def _reached(address: str) -> Any:
    """A client of Dask. Raises Refused where Dask is not installed, or no scheduler answers."""
    try:
        distributed = import_module("distributed")
    except ModuleNotFoundError:
        raise Refused(CLUSTER["no_dask"]) from None
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # other versions of Dask: what of it matters shows
            return distributed.Client(address.strip() or "-", timeout=CONNECT, set_as_default=False)
    except Exception as error:  # noqa: BLE001 - whatever Dask raises for an address that is none
        reason = (
            CLUSTER["no_answer"].format(seconds=f"{CONNECT:.0f}") if isinstance(error, OSError) else error
        )
        raise Refused(CLUSTER["address"].format(address=address, reason=reason)) from None
