"""The processes that play blocks: made, shielded from Ctrl-C, and gone when the one that made them is gone."""

import os
import signal
from concurrent.futures import Executor, ProcessPoolExecutor
from multiprocessing import active_children, parent_process
from multiprocessing.connection import wait
from threading import Thread

from exercise_sim.analysis.dealing import Dealer, InPlace


def cores() -> int:
    """How many processes can work at a time on this machine."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def dealer_of(workers: int) -> Dealer:
    """Deals to so many processes; to this one where it is one."""
    if workers == 1:
        return Dealer(InPlace)
    return Dealer(lambda: _processes(workers), width=2 * workers)


def _processes(workers: int) -> Executor:
    return ProcessPoolExecutor(workers, initializer=_settle)


def stop_processes() -> None:
    """Ends the processes that are still at work: what they would bring is waited for no longer."""
    for child in active_children():
        child.terminate()


def _settle() -> None:
    """Ctrl-C goes to all processes of a terminal: only the first one answers to it, and ends the others. If it dies, they go too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
