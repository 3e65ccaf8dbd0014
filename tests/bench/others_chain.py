"""The chain that several simulators play for `tests.bench.others`: its text, its names, and the chance of one run for those who have no streams.

Six contingents between two trunks: forks and joins, two scarce resources, four decisions of fixed shares, 62 steps. Every step takes at least an hour, so that
a minute never has two rounds, and each resource is asked for by one step only.
"""

from collections.abc import Callable
from typing import NamedTuple

from exercise_sim.engine.luck import BlockLuck
from exercise_sim.engine.plan import Plan

MEMBERS = tuple(f"m{number}" for number in range(6))
LIFTS, TEAMS = 2, 2
SHARES = {"mandate": 0.3, "inspection": 0.25, "permit": 0.1, "route": 0.4}
"""How often each decision comes out in the way that is not the usual one."""

_UNITS = "".join(f"    {member}: {{title: Unit {member}}}\n" for member in MEMBERS)

CHAIN = f"""\
scenario: beside_others
title: A chain that other simulators can express
start: 2024-03-12 09:00
source: assumption
bodies: {{staff: {{title: Staff, seat: true}}}}
groups:
  units:
{_UNITS}resources: {{lift: {{slots: {LIFTS}}}, teams: {{slots: {TEAMS}}}}}
chain:
  request: {{by: staff, takes: 1h .. 2h .. 5h}}
  assessment: {{by: staff, after: request, takes: 4h .. 8h .. 24h}}
  legal_review: {{by: staff, after: request, takes: 2h .. 6h .. 30h}}
  mandate: {{by: staff, after: [assessment, legal_review], takes: 2h .. 4h .. 12h, outcomes: {{full: {{}}, limited: {{chance: {SHARES["mandate"]}}}}}}}
  full_orders: {{by: staff, after: mandate.full, takes: 6h .. 10h .. 24h}}
  limited_orders: {{by: staff, after: mandate.limited, takes: 2h .. 4h .. 8h}}
  orders_out: {{by: staff, after: {{any: [full_orders, limited_orders]}}, takes: 1h .. 2h .. 4h}}
  readiness: {{by: staff, for_each: units, after: orders_out, takes: 6h .. 12h .. 72h}}
  inspection: {{by: staff, for_each: units, takes: 1h .. 2h .. 6h, outcomes: {{passed: {{}}, failed: {{chance: {SHARES["inspection"]}}}}}}}
  repairs: {{by: staff, for_each: units, after: inspection.failed, takes: 4h .. 12h .. 48h}}
  permit: {{by: staff, for_each: units, after: {{any: [inspection.passed, repairs]}}, takes: 1h .. 6h .. 48h,
    outcomes: {{granted: {{}}, refused: {{chance: {SHARES["permit"]}}}}}}}
  movement: {{by: staff, for_each: units, after: permit.granted, takes: 8h .. 12h .. 30h, uses: {{lift: 1}}}}
  reception: {{by: staff, for_each: units, takes: 4h .. 12h .. 48h, uses: {{teams: 1}}}}
  briefing: {{by: staff, for_each: units, takes: 1h .. 2h .. 4h}}
  in_place: {{by: staff, for_each: units, takes: 1h .. 4h .. 12h}}
  assembled: {{by: staff, after: in_place, takes: 1h .. 2h .. 6h}}
  route: {{by: staff, takes: 1h .. 2h .. 5h, outcomes: {{road: {{}}, rail: {{chance: {SHARES["route"]}}}}}}}
  by_road: {{by: staff, after: route.road, takes: 12h .. 24h .. 60h}}
  by_rail: {{by: staff, after: route.rail, takes: 18h .. 20h .. 30h}}
  deployed: {{by: staff, after: {{any: [by_road, by_rail]}}, takes: 2h .. 4h .. 8h}}
  handover: {{by: staff, takes: 4h .. 8h .. 24h}}
  report: {{by: staff, takes: 1h .. 2h .. 6h}}
endings: {{over: {{when: report, class: success}}}}
"""


class Drawn(NamedTuple):
    """The chance of one run: the minutes of each step, and whether each decision comes out in the way that is not the usual one."""

    minutes: dict[str, int]
    other: dict[str, bool]


Played = list[dict[str, int]]
"""The minute at which each step was over, for each run."""
Ways = dict[str, Callable[[list[Drawn]], Callable[[], Played]]]
"""The ways of a simulator, by their titles: each takes the chance of some runs, and gives what plays them."""


def one_by_one(play: Callable[[Drawn], dict[str, int]]) -> Callable[[list[Drawn]], Callable[[], Played]]:
    """The way of a simulator that plays a single run."""
    return lambda chances: lambda: [play(chance) for chance in chances]


def drawn(plan: Plan, block: BlockLuck, runs: int) -> list[Drawn]:
    """The chance of each run of a block. Afterwards the block has drawn it, too, and only looks it up."""
    minutes = {
        draw.name.removesuffix(" takes"): block.minutes_of(number, 1)
        for number, draw in enumerate(plan.draws)
    }
    other = {
        name: [number >= (1 - share) * 2**32 for number in block.numbers_of(f"{name} outcome", 1)]
        for name, share in _decisions()
    }
    return [
        Drawn(
            {name: of_all[place] for name, of_all in minutes.items()},
            {name: of_all[place] for name, of_all in other.items()},
        )
        for place in range(runs)
    ]


def _decisions() -> list[tuple[str, float]]:
    """The decisions by name, with their shares; those of the contingents one by one."""
    single = [(name, SHARES[name]) for name in ("mandate", "route")]
    return single + [
        (f"{name} of {member}", SHARES[name]) for name in ("inspection", "permit") for member in MEMBERS
    ]


def tied(over_at: dict[str, int]) -> bool:
    """Whether two contingents asked for the same resource in the same minute: there the written order of the engine and that of an agenda differ."""
    for before in ("permit", "movement"):  # whose end is the request for a lift, and for a team
        asked = [over_at[name] for name in over_at if name.startswith(f"{before} of ")]
        if len(set(asked)) < len(asked):
            return True
    return False
