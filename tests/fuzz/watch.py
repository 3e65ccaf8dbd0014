"""A watchdog: what takes more processor time than it may is broken off, wherever it hangs; memory has a ceiling."""

import resource
import signal
from contextlib import contextmanager


class TooLong(BaseException):
    """It took more processor time than it may. No `except Exception` on the way takes it for something else."""


def _bark(number, frame):
    raise TooLong


@contextmanager
def at_most(seconds):
    """Breaks off what stands in the block after so many seconds of processor time. Raises TooLong."""
    before = signal.signal(signal.SIGPROF, _bark)
    signal.setitimer(signal.ITIMER_PROF, seconds, 0.2)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def limit_memory(gigabytes):
    """Lets this process take no more; who asks for more gets a MemoryError."""
    size = int(gigabytes * 2**30)
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
