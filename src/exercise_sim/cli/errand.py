"""What is sent to the worker of a cluster, and what comes back: calls as bytes, which are made where they are unpickled.

Nothing of Dask is known here. Workers import this room, and need nothing else of `cli` but `build`.
"""

import pickle
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from exercise_sim.cli.build import build


class About(NamedTuple):
    """What runs somewhere: the build of this program, and `3.11` of Python."""

    build: str
    python: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a call: its result, or what it raised."""

    result: Any
    error: Exception | None = None


class OtherBuildError(Exception):
    """The program there is another one than here."""


class _Errand:
    def __init__(self, call: Callable[..., Any], *words: Any) -> None:
        self._call, self._words = call, words

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return self._call, self._words


def question() -> bytes:
    """Unpickled, it is the About of whoever does that."""
    return pickle.dumps(_Errand(about))


def errand(call: Callable[..., Any], words: tuple[Any, ...]) -> bytes:
    """Unpickled, it is the Outcome of this call. Raises there OtherBuildError, or an ImportError where this program is not at all.

    A worker of Dask that cannot unpickle its *task* dies, and takes with it what others gave it; bytes are unpickled in the task.
    """
    return pickle.dumps(_Errand(_done, build(), call, words))


def about() -> About:
    """What runs here."""
    return About(build(), ".".join(map(str, sys.version_info[:2])))


def _done(wanted: str, call: Callable[..., Any], words: tuple[Any, ...]) -> Outcome:
    if build() != wanted:
        raise OtherBuildError(build())
    try:
        return Outcome(call(*words))
    except Exception as error:  # noqa: BLE001 - whatever the call raises is raised by whoever asked for it
        return Outcome(None, error)
