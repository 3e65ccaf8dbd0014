"""Prints how many runs a second the engine makes, beside the hand-written model, and how a run grows with the scenario.

    python -m tests.bench.compare_speed [--rounds 7] [--runs 150]

In one process, taking turns, so that a slow moment of the machine meets all alike; ratios are taken within a round.
"""

import argparse
import platform
import time
from collections.abc import Callable, Iterator
from functools import partial
from statistics import median
from typing import TypeVar

from tests.bench.chains import chain_of_members, chain_of_steps
from tests.bench.handwritten import Training, numbers
from tests.support import ROOT

from exercise_sim.engine.compile import compile_plan
from exercise_sim.engine.deciders import Usual, run_through
from exercise_sim.engine.luck import BlockLuck, Luck
from exercise_sim.engine.plan import Plan
from exercise_sim.engine.session import Session
from exercise_sim.scenario.load import load, load_text

SEED = 1
Made = TypeVar("Made")
SIZES = (10, 30, 100, 300, 1000)
Way = Callable[[Luck], object]
"""Plays one run with a luck."""


def ways(plan: Plan) -> dict[str, Way]:
    """The three ways to play a run that are compared."""
    draws, usual = numbers(plan), Usual()
    return {
        "hand-written": lambda luck: Training(luck, draws).play(),
        "engine": lambda luck: run_through(Session(plan, SEED, log=False, luck=luck), usual),
        "engine with its log": lambda luck: run_through(Session(plan, SEED, luck=luck), usual),
    }


def seconds(way: Way, block: BlockLuck, first: int, runs: int) -> float:
    """How long a way takes for some runs from a block of chance."""
    began = time.perf_counter()
    for replication in range(first, first + runs):
        way(block.at(replication))
    return time.perf_counter() - began


def measured(plan: Plan, rounds: int, runs: int, *, drawn: bool) -> dict[str, list[float]]:
    """Runs a second of each way in each round. Chance is `drawn` beforehand, or by each way anew."""
    told: dict[str, list[float]] = {name: [] for name in ways(plan)}
    for first in range(0, rounds * runs, runs):
        block = BlockLuck(plan.draws, SEED, first, runs)
        if drawn:
            for way in ways(plan).values():
                seconds(way, block, first, runs)
        for name, way in ways(plan).items():
            given = block if drawn else BlockLuck(plan.draws, SEED, first, runs)
            told[name].append(runs / seconds(way, given, first, runs))
    return told


def compared(told: dict[str, list[float]]) -> Iterator[str]:
    """The table of a measurement."""
    hand, engine, logging = told.values()
    for name, rates in told.items():
        yield f"| {name} | {median(rates):,.0f} | {min(rates):,.0f} .. {max(rates):,.0f} |"
    yield f"| engine against hand-written | {_ratio(engine, hand)} |"
    yield f"| with the log against without | {_ratio(logging, engine)} |"


def _ratio(above: list[float], below: list[float]) -> str:
    ratios = [one / other for one, other in zip(above, below, strict=True)]
    return f"{median(ratios):.2f} | {min(ratios):.2f} .. {max(ratios):.2f}"


def growth(name: str, text: Callable[[int], str]) -> Iterator[str]:
    """The table of one kind of generated chain."""
    for size in SIZES:
        loading, loaded = _timed(partial(load_text, text(size), f"{name}.yaml"))
        compiling, plan = _timed(partial(compile_plan, loaded.scenario))
        steps = sum(not node.hidden for node in plan.nodes)
        run = _one_run(plan, max(3, 3000 // steps))
        yield (
            f"| {size:,} {name} | {steps:,} | {1e3 * loading:,.0f} | {1e3 * compiling:,.1f} "
            f"| {1e3 * run:,.2f} | {1e6 * run / steps:,.1f} |"
        )


def _timed(make: Callable[[], Made]) -> tuple[float, Made]:
    """The median time of five, and what was made: in one of them the garbage collector may look through all that there is."""
    times = []
    for _ in range(5):
        began = time.perf_counter()
        made = make()
        times.append(time.perf_counter() - began)
    return median(times), made


def _one_run(plan: Plan, runs: int) -> float:
    """The median time of a run, its chance drawn beforehand."""
    block, usual, times = BlockLuck(plan.draws, SEED, 0, runs), Usual(), []
    for warm in (True, False):
        for replication in range(runs):
            began = time.perf_counter()
            run_through(Session(plan, SEED, log=False, luck=block.at(replication)), usual)
            if not warm:
                times.append(time.perf_counter() - began)
    return median(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--runs", type=int, default=150, help="runs of each way in a round")
    parser.add_argument("--no-growth", action="store_true", help="only the training")
    given = parser.parse_args()
    plan = compile_plan(load(ROOT / "scenarios" / "central-asia-stabilisation.yaml").scenario)
    print(
        f"{platform.python_implementation()} {platform.python_version()}, {platform.machine()}, {platform.system()}"
    )
    for drawn, about in ((True, "chance drawn beforehand"), (False, "drawing chance included")):
        print(f"\n| the training, {about} | runs a second (median) | from .. to |\n|---|---|---|")
        print(*compared(measured(plan, given.rounds, given.runs, drawn=drawn)), sep="\n")
    if not given.no_growth:
        print(
            "\n| a chain of | steps | load and check, ms | compile, ms | a run, ms | a step, us |\n|---|---|---|---|---|---|"
        )
        print(*growth("steps", chain_of_steps), *growth("members", chain_of_members), sep="\n")


if __name__ == "__main__":
    main()
