"""What an author may say of a gauge: a value that time and events move, with named stages (M23).

Pure data, as in `steps`.
"""

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field, PlainValidator

from exercise_sim.scenario.conditions import Condition, parse_condition
from exercise_sim.scenario.durations import Rate, parse_rate
from exercise_sim.scenario.steps import Part, no_entries
from exercise_sim.scenario.values import Name, Names, Text, number, parse_name


@dataclass(frozen=True, slots=True)
class Drift:
    """That a gauge moves at a `rate`, always or while a condition holds."""

    rate: Rate
    when: Condition | None = None


def _drifts(value: object) -> tuple[Drift, ...]:
    """`6 a day`, `{20 a day: movement begins}`, or a list of `{by: 20 a day, while: ...}`."""
    if isinstance(value, str):
        return (Drift(parse_rate(value)),)
    if isinstance(value, dict) and value:
        return tuple(Drift(parse_rate(rate), parse_condition(when)) for rate, when in value.items())
    if isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
        return tuple(_drift(one) for one in value)
    raise ValueError(
        "a rate such as '6 a day' is expected, or rates with their conditions: {20 a day: movement begins}"
    )


def _drift(entry: dict[Any, Any]) -> Drift:
    if "by" not in entry or not set(entry) <= {"by", "while"}:
        raise ValueError("an entry of this list is written {by: 20 a day, while: movement begins}")
    return Drift(parse_rate(entry["by"]), parse_condition(entry["while"]) if "while" in entry else None)


def _stages(value: object) -> dict[str, int | float]:
    if not isinstance(value, dict) or not value:
        raise ValueError("stages are names with the value from which each holds: {calm: 0, crisis: 40}")
    return {parse_name(name): number(least) for name, least in value.items()}


Drifts = Annotated[tuple[Drift, ...], PlainValidator(_drifts)]
Stages = Annotated[dict[Name, int | float], PlainValidator(_stages)]
Level = Annotated[int | float, PlainValidator(number)]


class Gauge(Part):
    """A value that rises and falls with time: what delay does to the crisis."""

    title: Text | None = Field(None, description="What people read; made from the name, if left out.")
    text: Text | None = Field(None, description="What it stands for.")
    starts: Level = Field(0, description="Its value at STARTEX.")
    stages: Stages = Field(
        description="Its named stages, each with the value from which it holds: `{tension: 0, crisis: 40}`."
    )
    rises: Drifts = Field(
        (), description="Rates at which it rises: `6 a day`, or with conditions: `{12 a day: hold.publish}`."
    )
    falls: Drifts = Field((), description="Rates at which it falls: `{20 a day: movement begins}`.")
    lowest: Level = Field(0, description="It never falls below this.")
    highest: Level | None = Field(None, description="It never rises above this.")
    seen_by: Names = Field(
        default_factory=no_entries,
        description="The bodies that see its stages; everybody, if left out. Its numbers are for exercise control.",
    )
    source: Text | None = Field(None, description="Where its numbers come from.")

    @property
    def drifts(self) -> tuple[Drift, ...]:
        """Its rates: those that rise, then those that fall."""
        return (*self.rises, *self.falls)
