"""Prints how many runs a second the engine makes, beside the hand-written model, and how a run grows with the scenario.

    python -m tests.bench.compare_speed [--rounds 7] [--runs 150] [--compiled .venv-compiled/bin/python]

In one process, taking turns, so that a slow moment of the machine meets all alike; ratios are taken within a round. The compiled engine, where one is
named, runs in a process of its own that takes its turn like the others.
"""

import argparse
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from statistics import median
from typing import TypeVar

from tests.bench.chains import chain_of_injects, chain_of_members, chain_of_steps
from tests.bench.handwritten import Training, numbers
from tests.support import ROOT

from exercise_sim.engine import chain
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


HAND, ENGINE, LOGGING = "hand-written", "engine", "engine with its log"
Lap = Callable[[int, int, bool], float]
"""How long some runs take, from a replication on, their chance drawn beforehand or not."""


def ways(plan: Plan) -> dict[str, Way]:
    """The three ways to play a run that are compared."""
    draws, usual = numbers(plan), Usual()
    return {
        HAND: lambda luck: Training(luck, draws).play(),
        ENGINE: lambda luck: run_through(Session(plan, SEED, log=False, luck=luck), usual),
        LOGGING: lambda luck: run_through(Session(plan, SEED, luck=luck), usual),
    }


def lap(plan: Plan, way: Way, first: int, runs: int, drawn: bool) -> float:
    """How long a way takes for some runs. Where chance is to be `drawn` beforehand, the same runs draw it."""
    block = BlockLuck(plan.draws, SEED, first, runs)
    if drawn:
        seconds(way, block, first, runs)
    return seconds(way, block, first, runs)


def seconds(way: Way, block: BlockLuck, first: int, runs: int) -> float:
    """How long a way takes for some runs from a block of chance, in time of the processor: what else the machine does costs less of it."""
    began = time.process_time()
    for replication in range(first, first + runs):
        way(block.at(replication))
    return time.process_time() - began


def laps(plan: Plan, compiled: "Elsewhere | None") -> dict[str, Lap]:
    """All that is compared, by its name in the table."""
    found: dict[str, Lap] = {name: partial(lap, plan, way) for name, way in ways(plan).items()}
    if compiled is not None:
        found |= {f"compiled {name}": partial(compiled.lap, name) for name in (ENGINE, LOGGING)}
    return found


def measured(
    plan: Plan, rounds: int, runs: int, compiled: "Elsewhere | None", *, drawn: bool
) -> dict[str, list[float]]:
    """Runs a second of each way in each round. Chance is `drawn` beforehand, or by each way anew."""
    turns = laps(plan, compiled)
    told: dict[str, list[float]] = {name: [] for name in turns}
    for first in range(0, rounds * runs, runs):
        for name, turn in turns.items():
            told[name].append(runs / turn(first, runs, drawn))
    return told


class Elsewhere:
    """The engine of another interpreter, which runs this very module (or another that serves) and is told by lines what to play."""

    def __init__(self, python: str, module: str = "tests.bench.compare_speed") -> None:
        command = [python, "-m", module, "--serve"]
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        if not self._said().endswith(" compiled"):
            raise SystemExit(f"the engine of {python} is not compiled")

    def lap(self, way: str, first: int, runs: int, drawn: bool) -> float:
        assert self._process.stdin is not None
        print(way, first, runs, int(drawn), sep="\t", file=self._process.stdin, flush=True)
        return float(self._said())

    def _said(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()


def serve(plan: Plan) -> None:
    """Plays what the lines of the standard input say, and tells how long each took."""
    print("the engine is", "interpreted" if str(chain.__file__).endswith(".py") else "compiled", flush=True)
    for line in sys.stdin:
        way, first, runs, drawn = line.rstrip("\n").split("\t")
        print(lap(plan, ways(plan)[way], int(first), int(runs), drawn == "1"), flush=True)


def compared(told: dict[str, list[float]]) -> Iterator[str]:
    """The table of a measurement."""
    for name, rates in told.items():
        yield f"| {name} | {median(rates):,.0f} | {min(rates):,.0f} .. {max(rates):,.0f} |"
    yield f"| engine against hand-written | {_ratio(told[ENGINE], told[HAND])} |"
    yield f"| with the log against without | {_ratio(told[LOGGING], told[ENGINE])} |"
    if f"compiled {ENGINE}" in told:
        fast, logging = told[f"compiled {ENGINE}"], told[f"compiled {LOGGING}"]
        yield f"| compiled engine against hand-written | {_ratio(fast, told[HAND])} |"
        yield f"| compiled engine against interpreted | {_ratio(fast, told[ENGINE])} |"
        yield f"| compiled, with the log against without | {_ratio(logging, fast)} |"


def _ratio(above: list[float], below: list[float]) -> str:
    ratios = [one / other for one, other in zip(above, below, strict=True)]
    return f"{median(ratios):.2f} | {min(ratios):.2f} .. {max(ratios):.2f}"


def growth(name: str, text: Callable[[int], str]) -> Iterator[str]:
    """The table of one kind of generated chain."""
    for size in SIZES:
        loading, loaded = _timed(partial(load_text, text(size), f"{name}.yaml"))
        compiling, plan = _timed(partial(compile_plan, loaded.scenario))
        steps = sum(not node.hidden for node in plan.nodes) + len(plan.injects)
        run = _one_run(plan, max(3, 3000 // steps))
        yield (
            f"| {size:,} {name} | {steps:,} | {1e3 * loading:,.0f} | {1e3 * compiling:,.1f} "
            f"| {1e3 * run:,.2f} | {1e6 * run / steps:,.1f} |"
        )


def _timed(make: Callable[[], Made]) -> tuple[float, Made]:
    """The median time of five, and what was made: in one of them the garbage collector may look through all that there is."""
    times = []
    for _ in range(5):
        began = time.process_time()
        made = make()
        times.append(time.process_time() - began)
    return median(times), made


def _one_run(plan: Plan, runs: int) -> float:
    """The median time of a run, its chance drawn beforehand."""
    block, usual, times = BlockLuck(plan.draws, SEED, 0, runs), Usual(), []
    for warm in (True, False):
        for replication in range(runs):
            began = time.process_time()
            run_through(Session(plan, SEED, log=False, luck=block.at(replication)), usual)
            if not warm:
                times.append(time.process_time() - began)
    return median(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--runs", type=int, default=150, help="runs of each way in a round")
    parser.add_argument("--no-growth", action="store_true", help="only the training")
    parser.add_argument(
        "--compiled", metavar="PYTHON", help="an interpreter with the compiled build, measured beside"
    )
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    plan = compile_plan(load(ROOT / "scenarios" / "central-asia-stabilisation.yaml").scenario)
    if given.serve:
        serve(plan)
        return
    compiled = Elsewhere(given.compiled) if given.compiled else None
    print(
        f"{platform.python_implementation()} {platform.python_version()}, {platform.machine()}, {platform.system()}"
    )
    for drawn, about in ((True, "chance drawn beforehand"), (False, "drawing chance included")):
        print(f"\n| the training, {about} | runs a second (median) | from .. to |\n|---|---|---|")
        print(*compared(measured(plan, given.rounds, given.runs, compiled, drawn=drawn)), sep="\n")
    if not given.no_growth:
        print(
            "\n| a chain of | steps and injects | load and check, ms | compile, ms | a run, ms | a step or inject, us |\n|---|---|---|---|---|---|"
        )
        print(*growth("steps", chain_of_steps), *growth("members", chain_of_members), sep="\n")
        print(*growth("injects", chain_of_injects), sep="\n")


if __name__ == "__main__":
    main()
