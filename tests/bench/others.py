"""Prints how many runs a second other simulators make of one chain, beside the engine and beside hand-written SimPy.

    pip install salabim asimpy simpn cimba
    python -m tests.bench.others [--rounds 7] [--runs 150] [--compiled .venv-compiled/bin/python]

No part of the project needs those packages (SimPN brings Qt and pygame along, Cimba numba); what is not installed is named and left out. All play the same replications, with the
same draws, and the table is printed only if every step ends in the same minute in all of them. They take turns, each simulator in a process of its own; ratios are
taken within a round, in time of the processor.
"""

import argparse
import gc
import platform
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import cache, partial
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from multiprocessing import get_context
from statistics import median

from tests.bench.compare_speed import ENGINE, LOGGING, SEED, Elsewhere, lap, serve, ways
from tests.bench.others_chain import CHAIN, Drawn, Played, Ways, drawn, tied

from exercise_sim.engine.compile import compile_plan
from exercise_sim.engine.deciders import Usual, run_through
from exercise_sim.engine.luck import BlockLuck
from exercise_sim.engine.plan import Plan
from exercise_sim.engine.session import Session
from exercise_sim.scenario.load import load_text

SIMULATORS = ("simpy", "asimpy", "simpn", "salabim", "cimba")
AGREE = 50
"""In so many replications all must agree before anything is measured."""
Turn = Callable[[int, int], float]
"""How long some runs take, from a replication on."""


class Alone:
    """A simulator in a process of its own: what the others have imported does not make it slower (salabim looks through all modules)."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._process = ProcessPoolExecutor(1, get_context("spawn"))
        self.titles = self._process.submit(titles, name).result()

    def plays(self, title: str, chances: list[Drawn]) -> Played:
        """The minute at which each step was over, in each of some runs."""
        return self._process.submit(plays, self.name, title, chances).result()

    def seconds(self, title: str, first: int, runs: int) -> float:
        """How long a way takes for some runs, in time of the processor; their chance is drawn beforehand."""
        return self._process.submit(seconds, self.name, title, first, runs).result()


def ways_of(name: str) -> Ways:
    """The ways in which a simulator plays the chain. (Only ever asked within the simulator's own process.)"""
    found: Ways = import_module(f"tests.bench.others_{name}").WAYS
    return found


def titles(name: str) -> list[str]:
    return list(ways_of(name))


def plays(name: str, title: str, chances: list[Drawn]) -> Played:
    return ways_of(name)[title](chances)()


def seconds(name: str, title: str, first: int, runs: int) -> float:
    """In a thread of its own, whose callers are few: salabim goes through all that there are for each run, which costs it a third of its time."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(_seconds, name, title, first, runs).result()


def _seconds(name: str, title: str, first: int, runs: int) -> float:
    plan, way = the_plan(), ways_of(name)[title]
    chances = drawn(plan, BlockLuck(plan.draws, SEED, first, runs), runs)
    gc.collect()  # nobody clears up behind the one before
    play = way(chances)
    began = time.process_time()
    play()
    return time.process_time() - began


@cache
def the_plan() -> Plan:
    return compile_plan(load_text(CHAIN, "beside_others.yaml").scenario)


def agreed(plan: Plan, simulators: list[Alone]) -> int:
    """How many replications had to be left out, because two contingents asked for the same in the same minute, until AGREE were compared.

    Raises SystemExit where a step ends in another minute than in the engine, or ends in one of them only.
    """
    ours, chances, left_out = [], [], 0
    block = BlockLuck(plan.draws, SEED, 0, 2 * AGREE)
    for replication, chance in enumerate(drawn(plan, block, 2 * AGREE)):
        session = Session(plan, SEED, log=False, luck=block.at(replication))
        run_through(session, Usual())
        if tied(session.over_at()):
            left_out += 1
        elif len(ours) < AGREE:
            ours.append(session.over_at())
            chances.append(chance)
    assert len(ours) == AGREE
    for simulator in simulators:
        for title in simulator.titles:
            for mine, theirs in zip(ours, simulator.plays(title, chances), strict=True):
                _demand_same(mine, theirs, title)
    return left_out


def _demand_same(ours: dict[str, int], theirs: dict[str, int], where: str) -> None:
    for step in ours | theirs:
        if ours.get(step) != theirs.get(step):
            raise SystemExit(
                f"{where}: {step} is over at {theirs.get(step)}, in the engine at {ours.get(step)}"
            )


def turns(plan: Plan, simulators: list[Alone], compiled: Elsewhere | None) -> dict[str, Turn]:
    """All that is compared, by its title in the table."""
    found: dict[str, Turn] = {
        title: partial(simulator.seconds, title) for simulator in simulators for title in simulator.titles
    }
    engine = ways(plan)
    for name in (ENGINE, LOGGING):
        found[name] = partial(lap, plan, engine[name], drawn=True)
    if compiled is not None:
        for name in (ENGINE, LOGGING):
            found[f"compiled {name}"] = partial(compiled.lap, name, drawn=True)
    return found


def measured(turns: dict[str, Turn], rounds: int, runs: int) -> dict[str, list[float]]:
    """Runs a second of each in each round."""
    rates: dict[str, list[float]] = {title: [] for title in turns}
    for first in range(0, rounds * runs, runs):
        for title, turn in turns.items():
            rates[title].append(runs / turn(first, runs))
    return rates


def row(title: str, rates: list[float], measure: list[float]) -> str:
    """A line of the table. `measure` are the rates of hand-written SimPy in the same rounds."""
    ratios = [one / other for one, other in zip(rates, measure, strict=True)]
    return (
        f"| {title} | {median(rates):,.0f} | {min(rates):,.0f} .. {max(rates):,.0f} "
        f"| {median(ratios):.2f} | {min(ratios):.2f} .. {max(ratios):.2f} |"
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--runs", type=int, default=150, help="runs of each way in a round")
    parser.add_argument(
        "--compiled", metavar="PYTHON", help="an interpreter with the compiled build, measured beside"
    )
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    plan = the_plan()
    if given.serve:
        serve(plan)
        return
    there = [name for name in SIMULATORS if find_spec(name)]
    versions = (f"{name} {version(name)}" for name in there)
    print(f"CPython {platform.python_version()}", platform.machine(), platform.system(), *versions, sep=", ")
    if len(there) < len(SIMULATORS):
        print("Not installed, so left out:", *(name for name in SIMULATORS if name not in there))
    simulators = [Alone(name) for name in there]
    left_out = agreed(plan, simulators)
    print(
        f"Every step ends in the same minute in all, in {AGREE} replications; {left_out} with a tie were left out.\n"
    )
    compiled = Elsewhere(given.compiled, "tests.bench.others") if given.compiled else None
    rates = measured(turns(plan, simulators, compiled), given.rounds, given.runs)
    measure = next(iter(rates.values()))
    print(
        "| the same chain | runs a second (median) | from .. to | against the first | from .. to |\n|---|---|---|---|---|"
    )
    print(*(row(title, told, measure) for title, told in rates.items()), sep="\n")


if __name__ == "__main__":
    main()
