"""The commands that a run prints: the one that repeats it, and the one that goes on where it was stopped."""

import argparse
import os
import shutil
import sys
from collections.abc import Iterator

from exercise_sim.analysis.expectations import Way
from exercise_sim.render.commands import typed

NAME = "exercise-sim"


def again(
    arguments: argparse.Namespace, seed: int, places: tuple[str, ...] = ("from", "until", "view")
) -> str:
    """The line that repeats this run, with what is told of it where `places` name that."""
    return typed([*_run(arguments, seed), *_places(arguments, places)])


def go_on(arguments: argparse.Namespace, seed: int, moment: str) -> str:
    """The line that goes on from a moment to the end, and tells nothing from before it."""
    return typed([*_run(arguments, seed), "--from", moment, *_places(arguments, ("view",))])


def alone(file: str, seed: int, replication: int, way: Way, at: str = "") -> str:
    """The line that plays one run of a series alone; `at` is the question of a record from which it goes on."""
    choose = [f"{key}={option}" for key, option in way.choose]
    words = argparse.Namespace(
        file=file, at=at, replication=replication, variant=way.variants, policy=way.policy, choose=choose
    )
    return typed([*_run(words, seed)])


def _run(arguments: argparse.Namespace, seed: int) -> Iterator[str]:
    at = getattr(arguments, "at", None)
    yield from (program(), "run", arguments.file, *(("--at", at) if at else ()), "--seed", str(seed))
    if arguments.replication:
        yield from ("--replication", str(arguments.replication))
    for name in arguments.variant:
        yield from ("--variant", name)
    if arguments.policy != "usual" or at:
        yield from ("--policy", arguments.policy)
    for text in arguments.choose:
        yield from ("--choose", text)


def _places(arguments: argparse.Namespace, names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        value = getattr(arguments, name)
        if value:
            yield from (f"--{name}", value)


def program() -> str:
    """`exercise-sim`, or the path by which it was called where that name alone would not find it."""
    called = sys.argv[0] if sys.argv else NAME
    if os.path.splitext(os.path.basename(called))[0] != NAME:  # noqa: PTH119, PTH122  # as it was typed
        return NAME
    found = shutil.which(NAME)
    same = found is not None and os.path.exists(called) and os.path.samefile(found, called)  # noqa: PTH110, PTH121
    return NAME if same else called
