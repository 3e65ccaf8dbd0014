"""Gauges, compiled: whole numbers instead of decimals and rates, and the marks to which a run has to pay heed (M23).

Used only while a scenario is compiled. How a gauge moves in a run is the business of `gauges`.
"""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cached_property
from math import ceil, floor, lcm
from typing import Any

from exercise_sim.engine.clauses import Clause, OfGauge, gauges_asked, looked_at, marks_asked, moments
from exercise_sim.engine.nodes import Node
from exercise_sim.engine.numbering import crossing_name
from exercise_sim.engine.plan import GaugePlan, RatePlan, StagePlan
from exercise_sim.scenario.cast import Cast, instance, spoken
from exercise_sim.scenario.conditions import references_asked
from exercise_sim.scenario.gauges import Gauge
from exercise_sim.scenario.values import FieldOf

Whens = Mapping[str, tuple[Clause | None, ...]]
"""For each gauge, the conditions of its rates: those that rise, then those that fall."""


class Gauged:
    """Compiles the gauges of one scenario. A level is counted in units, of which the `scale` of its gauge make 1."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._gauges = cast.scenario.gauges
        self._places = {name: place for place, name in enumerate(self._gauges)}

    @cached_property
    def _scales(self) -> dict[str, int]:
        return {name: self._scale(name, gauge) for name, gauge in self._gauges.items()}

    def _scale(self, name: str, gauge: Gauge) -> int:
        """The least number of units in 1 in which everything that moves the gauge is whole."""
        numbers = [gauge.starts, gauge.lowest, *self._amounts(name)]
        numbers += [] if gauge.highest is None else [gauge.highest]
        rates = [Fraction(drift.rate.amount, drift.rate.per) for drift in gauge.drifts]
        return lcm(*(part.denominator for part in (*map(exact, numbers), *rates)))

    def _amounts(self, name: str) -> Iterator[int | float]:
        """What effects set it to, or add to it."""
        for effects in self._cast.scenario.effects():
            for changes in (effects.set, effects.add):
                given: Any = changes.get(name)
                if isinstance(given, FieldOf):
                    yield from filter(_counts, self._held(given.name))
                elif given is not None:
                    yield given

    def _held(self, field: str) -> Iterator[Any]:
        """What the members hold in a field."""
        return (fields.get(field) for fields in self._cast.fields.values())

    def place(self, name: str) -> int:
        """The number of a gauge."""
        return self._places[name]

    def units(self, name: str, number: float) -> int:
        """A level, or what is added to one."""
        return int(exact(number) * self._scales[name])

    def clause(self, name: str, operator: str, value: Any) -> OfGauge:
        """Whether a gauge is at least, or at most, at a number or a stage, or is at a stage."""
        names, levels = list(self._gauges[name].stages), self._levels(name)
        low: int | None
        high: int | None
        if value in names:
            place = names.index(value)
            low, high = levels[place], levels[place + 1] if place + 1 < len(levels) else None
            low, high = {"at least": (low, None), "at most": (None, high)}.get(operator, (low, high))
        else:
            units = exact(value) * self._scales[name]
            low, high = (ceil(units), None) if operator == "at least" else (None, floor(units) + 1)
        return OfGauge(self._places[name], low, high, operator != "is not", operator, value)

    def _levels(self, name: str) -> list[int]:
        """The least units of each stage."""
        return [ceil(exact(least) * self._scales[name]) for least in self._gauges[name].stages.values()]

    def plans(
        self,
        ids: Mapping[str, int],
        rates: Whens,
        nodes: Iterable[Node],
        endings: Iterable[Clause | None],
        others: Iterable[Clause | None],
    ) -> tuple[GaugePlan, ...]:
        """The gauges of a plan. `rates` are the conditions of their rates, `endings` those of the endings, `others` what is asked beside."""
        nodes, endings = tuple(nodes), tuple(endings)
        asked = [*endings, *others, *(when for whens in rates.values() for when in whens)]
        asked += [when for node in nodes for when in (node.condition, node.wait_for)]
        return tuple(self._plan(name, ids, rates[name], nodes, endings, asked) for name in self._gauges)

    def _plan(
        self,
        name: str,
        ids: Mapping[str, int],
        whens: tuple[Clause | None, ...],
        nodes: tuple[Node, ...],
        endings: tuple[Clause | None, ...],
        asked: list[Clause | None],
    ) -> GaugePlan:
        gauge, place = self._gauges[name], self._places[name]
        stages = tuple(
            StagePlan(stage, stage.replace("_", " "), level, ids[crossing_name(name, stage)])
            for stage, level in zip(gauge.stages, self._levels(name), strict=True)
        )
        crossings = {stage.crossing for stage in stages}
        return GaugePlan(
            name=name,
            title=self._cast.text(gauge.title, "") or spoken(name),
            scale=self._scales[name],
            starts=self.units(name, gauge.starts),
            lowest=self.units(name, gauge.lowest),
            highest=None if gauge.highest is None else self.units(name, gauge.highest),
            stages=stages,
            rates=self._rates(name, gauge, whens),
            marks=tuple(sorted({stage.level for stage in stages} | marks_asked(asked, place))),
            asking=frozenset(
                node.id
                for node in nodes
                if place in gauges_asked([node.wait_for]) or crossings & looked_at([node.wait_for])
            ),
            ending=place in gauges_asked(endings),
            seen=self._seen(gauge, whens),
            moments=tuple(sorted({at for when in whens if when is not None for at in moments(when)})),
            seen_by=self._seen_by(gauge),
        )

    def _rates(self, name: str, gauge: Gauge, whens: tuple[Clause | None, ...]) -> tuple[RatePlan, ...]:
        signed = [(1, drift) for drift in gauge.rises] + [(-1, drift) for drift in gauge.falls]
        scale = self._scales[name]  # every rate divides it
        return tuple(
            RatePlan(sign * (drift.rate.amount * scale // drift.rate.per), when)
            for (sign, drift), when in zip(signed, whens, strict=True)
        )

    def _seen(self, gauge: Gauge, whens: tuple[Clause | None, ...]) -> frozenset[int]:
        """The gauges at which the rates of one look, at their value or at a stage that they reached."""
        asked = references_asked(drift.when for drift in gauge.drifts)
        return gauges_asked(whens) | {self._places[one.name] for one in asked if one.stage is not None}

    def _seen_by(self, gauge: Gauge) -> tuple[str, ...]:
        """The bodies that see its stages; none for everybody."""
        bodies: list[str] = []
        for seat in gauge.seen_by:
            name, _, of = seat.partition(" of ")
            declared = self._cast.scenario.bodies.get(name)
            if declared is None or declared.for_each is None or of:
                bodies.append(seat)
            else:
                bodies += [instance(name, member) for member in self._cast.selected(declared.for_each)]
        return tuple(bodies)


def exact(number: float) -> Fraction:
    """A number as it is written: 0.1 is a tenth."""
    return Fraction(str(number))


def _counts(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
