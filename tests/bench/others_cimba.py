"""The chain of `others_chain` in Cimba (its Python models are compiled for a simulator written in C): a process for every contingent.

All runs of a block are the points of one experiment, which takes their chance as tables. Compiling (a second) and making the experiment are no part of what is measured; running it
and taking the minutes back are.
"""

from collections.abc import Callable
from math import isnan, nan
from typing import Any

import cimba as cb
from tests.bench.others_chain import LIFTS, MEMBERS, TEAMS, Drawn, Ways

TRUNK = (
    "request", "assessment", "legal_review", "mandate", "full_orders", "limited_orders", "orders_out",
    "assembled", "route", "by_road", "by_rail", "deployed", "handover", "report",
)  # fmt: skip
ALONG = (
    "readiness", "inspection", "repairs", "permit", "movement", "reception", "briefing", "in_place",
)  # fmt: skip
# Places in a run's table: the minutes of the trunk, how its decisions come out, and the same for each contingent.
(
    REQUEST, ASSESSMENT, LEGAL_REVIEW, MANDATE, FULL_ORDERS, LIMITED_ORDERS, ORDERS_OUT,
    ASSEMBLED, ROUTE, BY_ROAD, BY_RAIL, DEPLOYED, HANDOVER, REPORT, LIMITED, RAIL, FIRST,
) = range(17)  # fmt: skip
(
    READINESS, INSPECTION, REPAIRS, PERMIT, MOVEMENT, RECEPTION, BRIEFING, IN_PLACE, FAILED, REFUSED, EACH,
) = range(11)  # fmt: skip


class Contingent(cb.Model):
    """Each step's minute is an output; nan where it did not come."""

    chain: cb.Ref["Chain"]
    first: int = 0
    readiness: cb.Output[float] = nan
    inspection: cb.Output[float] = nan
    repairs: cb.Output[float] = nan
    permit: cb.Output[float] = nan
    movement: cb.Output[float] = nan
    reception: cb.Output[float] = nan
    briefing: cb.Output[float] = nan
    in_place: cb.Output[float] = nan

    def attached(self, owner: "Chain", field: str) -> None:
        self.chain = owner

    @cb.process
    def moves(self) -> None:
        chain = self.chain
        chain.told.wait_until(chain.orders_are_out)
        cb.hold(chain.drawn[self.first + READINESS])
        self.readiness = cb.now()
        cb.hold(chain.drawn[self.first + INSPECTION])
        self.inspection = cb.now()
        if chain.drawn[self.first + FAILED]:
            cb.hold(chain.drawn[self.first + REPAIRS])
            self.repairs = cb.now()
        cb.hold(chain.drawn[self.first + PERMIT])
        self.permit = cb.now()
        if not chain.drawn[self.first + REFUSED]:
            chain.lift.acquire()
            cb.hold(chain.drawn[self.first + MOVEMENT])
            chain.lift.release()
            self.movement = cb.now()
            chain.teams.acquire()
            cb.hold(chain.drawn[self.first + RECEPTION])
            chain.teams.release()
            self.reception = cb.now()
            cb.hold(chain.drawn[self.first + BRIEFING])
            self.briefing = cb.now()
            cb.hold(chain.drawn[self.first + IN_PLACE])
            self.in_place = cb.now()
        chain.under_way -= 1
        chain.told.signal()


class Chain(cb.Model):
    """The trunk, and what goes on beside it."""

    drawn: cb.Array[int]
    contingents: list[Contingent]
    lift: cb.Resource = cb.Resource(capacity=LIFTS)
    teams: cb.Resource = cb.Resource(capacity=TEAMS)
    told: cb.Condition
    under_way: int = len(MEMBERS)
    requested: bool = False
    reviewed: bool = False
    out: bool = False
    request: cb.Output[float] = nan
    assessment: cb.Output[float] = nan
    legal_review: cb.Output[float] = nan
    mandate: cb.Output[float] = nan
    full_orders: cb.Output[float] = nan
    limited_orders: cb.Output[float] = nan
    orders_out: cb.Output[float] = nan
    assembled: cb.Output[float] = nan
    route: cb.Output[float] = nan
    by_road: cb.Output[float] = nan
    by_rail: cb.Output[float] = nan
    deployed: cb.Output[float] = nan
    handover: cb.Output[float] = nan
    report: cb.Output[float] = nan

    @cb.predicate
    def is_requested(self) -> bool:
        return self.requested

    @cb.predicate
    def is_reviewed(self) -> bool:
        return self.reviewed

    @cb.predicate
    def orders_are_out(self) -> bool:
        return self.out

    @cb.predicate
    def all_are_settled(self) -> bool:
        return self.under_way == 0

    @cb.process
    def beside(self) -> None:
        self.told.wait_until(self.is_requested)
        cb.hold(self.drawn[LEGAL_REVIEW])
        self.legal_review = cb.now()
        self.reviewed = True
        self.told.signal()

    @cb.process
    def trunk(self) -> None:
        cb.hold(self.drawn[REQUEST])
        self.request = cb.now()
        self.requested = True
        self.told.signal()
        cb.hold(self.drawn[ASSESSMENT])
        self.assessment = cb.now()
        self.told.wait_until(self.is_reviewed)
        cb.hold(self.drawn[MANDATE])
        self.mandate = cb.now()
        if self.drawn[LIMITED]:
            cb.hold(self.drawn[LIMITED_ORDERS])
            self.limited_orders = cb.now()
        else:
            cb.hold(self.drawn[FULL_ORDERS])
            self.full_orders = cb.now()
        cb.hold(self.drawn[ORDERS_OUT])
        self.orders_out = cb.now()
        self.out = True
        self.told.signal()
        self.told.wait_until(self.all_are_settled)
        cb.hold(self.drawn[ASSEMBLED])
        self.assembled = cb.now()
        cb.hold(self.drawn[ROUTE])
        self.route = cb.now()
        if self.drawn[RAIL]:
            cb.hold(self.drawn[BY_RAIL])
            self.by_rail = cb.now()
        else:
            cb.hold(self.drawn[BY_ROAD])
            self.by_road = cb.now()
        cb.hold(self.drawn[DEPLOYED])
        self.deployed = cb.now()
        cb.hold(self.drawn[HANDOVER])
        self.handover = cb.now()
        cb.hold(self.drawn[REPORT])
        self.report = cb.now()
        cb.end_trial()


def row(drawn: Drawn) -> list[int]:
    """The chance of a run as numbers, in the order of the places above."""
    minutes, other = drawn
    found = [minutes[step] for step in TRUNK] + [int(other["mandate"]), int(other["route"])]
    for member in MEMBERS:
        found += [minutes[f"{step} of {member}"] for step in ALONG]
        found += [int(other[f"inspection of {member}"]), int(other[f"permit of {member}"])]
    return found


def ready(chances: list[Drawn]) -> Callable[[], list[dict[str, int]]]:
    """An experiment with a point for each run, to be played."""
    chain = Chain()
    contingents = [Contingent() for _ in MEMBERS]
    for number, contingent in enumerate(contingents):
        contingent.first = FIRST + EACH * number
    chain.contingents = contingents
    chain.drawn = cb.sweep(*(cb.Array(row(chance)) for chance in chances))
    experiment = cb.Experiment(chain, window=cb.Window.until_idle())
    names = [(chain, step, step) for step in TRUNK] + [
        (contingent, step, f"{step} of {member}")
        for contingent, member in zip(contingents, MEMBERS, strict=True)
        for step in ALONG
    ]
    return lambda: _over_at(experiment.run(), names, len(chances))


def _over_at(results: Any, names: list[tuple[cb.Model, str, str]], runs: int) -> list[dict[str, int]]:
    found: list[dict[str, int]] = [{} for _ in range(runs)]
    for model, step, name in names:
        for over_at, minute in zip(found, getattr(results[model], step).values.flat, strict=True):
            if not isnan(minute):
                over_at[name] = int(minute)
    return found


WAYS: Ways = {"Cimba: a process for every contingent": ready}
