"""Prints what a whole comparison costs, beside the hand-written model, and what common luck saves.

    python -m tests.bench.compare_whole [--rounds 5] [--runs 2048]

All in one process, taking turns, so that a slow moment of the machine meets all alike; ratios are taken within a round.
"""

import argparse
import platform
import resource
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from statistics import median

from tests.bench.handwritten import Training, numbers
from tests.support import ROOT

from exercise_sim.analysis.alternatives import Alternative, prepared
from exercise_sim.analysis.blocks import Job, played
from exercise_sim.analysis.comparison import Comparison
from exercise_sim.analysis.dealing import Dealer, InPlace
from exercise_sim.analysis.readings import Quantity
from exercise_sim.analysis.samples import Sample
from exercise_sim.analysis.series import Series
from exercise_sim.analysis.tallies import PERCENTS
from exercise_sim.engine.luck import BlockLuck
from exercise_sim.scenario.load import load

FILE = ROOT / "scenarios" / "central-asia-stabilisation.yaml"
LOADED = load(FILE)
EARLY = Alternative("early", FILE.name, LOADED.source.text, attached=LOADED.attached)
LATE = replace(EARLY, label="late", choose=(("warning_order", "later"),))
SEED = 1


def timed(make: Callable[[], object]) -> float:
    """How long something takes, in seconds."""
    began = time.perf_counter()
    make()
    return time.perf_counter() - began


def compared(alternatives: list[Alternative], first: int, count: int, dealer: Dealer) -> Comparison:
    """A whole comparison: draws, runs, rows, and every number that is told."""
    found = Comparison([(one, prepared(one)) for one in alternatives], count, seed=None if first else SEED)
    for rows in Series(alternatives, SEED, dealer).play(first, count):
        if rows is not None:
            found.add(rows)
    for outcome in found.outcomes:
        for tally in outcome.tallies.values():
            _ = [tally.quantile(percent) for percent in PERCENTS], [tally.met(letter) for letter in tally.quantity.thresholds]  # fmt: skip
        for difference in outcome.differences.values():
            _ = difference.mean, difference.quantile(80)
    return found


def by_hand(first: int, count: int) -> None:
    """The same runs of the hand-written model, drawing included; no statistics."""
    plan = prepared(EARLY).plan
    draws, block = numbers(plan), BlockLuck(plan.draws, SEED, first, count)
    for replication in range(first, first + count):
        Training(block.at(replication), draws).play()


def against_hand_written(rounds: int, runs: int) -> Iterator[str]:
    """Runs a second of both, and their ratio."""
    whole, hand = [], []
    for number in range(rounds):
        whole.append(
            runs / timed(lambda first=number * runs: compared([EARLY], first, runs, Dealer(InPlace)))
        )
        hand.append(runs / timed(lambda first=number * runs: by_hand(first, runs)))
    yield "| the training, one core, drawing included | runs a second (median) | from .. to |\n|---|---|---|"
    for name, rates in (("hand-written, without statistics", hand), ("whole comparison", whole)):
        yield f"| {name} | {median(rates):,.0f} | {min(rates):,.0f} .. {max(rates):,.0f} |"
    ratios = [one / other for one, other in zip(whole, hand, strict=True)]
    yield f"| whole comparison against hand-written | {median(ratios):.2f} | {min(ratios):.2f} .. {max(ratios):.2f} |"


def common_luck(runs: int) -> Iterator[str]:
    """The interval of the paired difference, early against late warning order, against that of independent seeds: of the plain pairs, and freed of the luck of the draws. No time is in it."""
    plain, freed = (
        Comparison([(one, prepared(one)) for one in (EARLY, LATE)], runs, seed=seed) for seed in (None, SEED)
    )
    for rows in Series([EARLY, LATE], SEED, Dealer(InPlace)).play(0, runs):
        for comparison in (plain, freed) if rows is not None else ():
            comparison.add(rows)
    differences = [comparison.outcomes[1].differences for comparison in (plain, freed)]
    apart = [_samples(EARLY, SEED, runs), _samples(LATE, SEED + 1, runs)]
    yield "| early against late warning order | half width, same luck, min | freed of the draws, min | other seeds, min | ratio, same luck | ratio, freed |\n|---|---|---|---|---|---|"
    for name in (
        "first_boots",
        "first_capability_by",
        "main_body_closed",
        "full_capability_by",
        "termination",
    ):
        both = [found[name].mean for found in differences]
        halves = [gap.half for gap in both if gap is not None and gap.half is not None]
        wide = 1.96 * sum(one[name].variance() / one[name].count for one in apart) ** 0.5
        told = " | ".join(
            [*(f"{half:.1f}" for half in (*halves, wide)), *(f"{half / wide:.2f}" for half in halves)]
        )
        yield f"| {name} | {told} |"


def _samples(alternative: Alternative, seed: int, runs: int) -> dict[str, Sample]:
    rows, found = played(Job(alternative, seed, 0, runs)), {}
    quantities: tuple[Quantity, ...] = prepared(alternative).readings.quantities
    for quantity, column in zip(quantities, rows.columns[1:], strict=True):
        found[quantity.name] = Sample()
        found[quantity.name].add(column[column > quantity.unbegun])
    return found


def growth(most: int) -> Iterator[str]:
    """How a comparison grows with its runs, and what it keeps."""
    yield "| runs of one alternative | ms a run | memory of the process, MB |\n|---|---|---|"
    count = 250
    while count <= most:
        seconds = timed(lambda count=count: compared([EARLY], 0, count, Dealer(InPlace)))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        yield f"| {count:,} | {1000 * seconds / count:.2f} | {memory:.0f} |"
        count *= 2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--runs", type=int, default=2048, help="runs of each way in a round")
    given = parser.parse_args()
    print(f"{platform.python_implementation()} {platform.python_version()}, {platform.machine()}, {platform.system()}\n")  # fmt: skip
    for table in (
        against_hand_written(given.rounds, given.runs),
        common_luck(given.runs),
        growth(2 * given.runs),
    ):
        for line in table:
            print(line, flush=True)
        print()


if __name__ == "__main__":
    main()
