"""A whole scenario as the author wrote it, validated: pure, frozen data. The engine never sees it; it runs a plan.

Small parts of a step stand in `steps`, small values in `values`.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, PlainValidator

from exercise_sim.scenario.durations import parse_minutes
from exercise_sim.scenario.expectations import Expectations
from exercise_sim.scenario.frame import Exercise
from exercise_sim.scenario.gauges import Gauge
from exercise_sim.scenario.injects import Inject
from exercise_sim.scenario.provisions import Files, Provision, ProvisionName
from exercise_sim.scenario.sheet import SheetValue
from exercise_sim.scenario.steps import Effects, Part, Step, no_entries
from exercise_sim.scenario.times import Start, parse_start
from exercise_sim.scenario.values import (
    Amount,
    ConditionValue,
    Name,
    Names,
    Plain,
    RateValue,
    ReferenceValue,
    SelectionValue,
    Text,
    number,
)

EndingClass = Literal["success", "partial", "failure", "neutral"]
BUILT_IN_ENDINGS = ("stalled", "out_of_time", "completed")


class Body(Part):
    """Someone who acts: a person, a council, a staff."""

    title: Text | None = Field(None, description="What people read; made from the name, if left out.")
    seat: bool = Field(False, description="Whether a person can play it.")
    for_each: SelectionValue | None = Field(None, description="One body for each member of a group.")
    role: Text | None = Field(None, description="What whoever plays it has to know.")


class Resource(Part):
    """Something scarce. Exactly one of `slots`, `stock` and `flow`."""

    title: Text | None = Field(None, description="What people read; made from the name, if left out.")
    slots: Amount | None = Field(None, description="Units that are held and given back.")
    stock: Amount | None = Field(None, description="Units that are used up.")
    flow: RateValue | None = Field(
        None, description="Units served at a rate, first come first served: `30 a day`."
    )
    open: Text | None = Field(None, description="Hours in which work with it can start: `06:00-24:00`.")
    for_each: SelectionValue | None = Field(None, description="One resource for each member of a group.")
    source: Text | None = Field(None, description="Where the number comes from.")


class Ending(Part):
    """One way in which the exercise can end."""

    title: Text | None = Field(None, description="What people read; made from the name, if left out.")
    text: Text | None = Field(None, description="A sentence about what it means.")
    when: ConditionValue | None = Field(
        None, description="When it is reached; left out where an option says `ends`."
    )
    class_: EndingClass = Field(
        "neutral", alias="class", description="How it counts: success, partial, failure or neutral."
    )


class Policy(Part):
    """What decides for those whom nobody plays."""

    title: Text | None = Field(None, description="What people read.")
    choose: dict[str, str] = Field(
        default_factory=dict,
        description="The option for a question: `mediation: pause`, `mandate#2: adopt`, `mandate of e: return`.",
    )
    others: Literal["usual", "weighted"] = Field(
        "usual", description="What decides the questions that `choose` does not name."
    )
    thinks: float = Field(1.0, ge=0, le=100, description="Deliberation times are multiplied by this.")


class Ratings(dict[str, int | float]):
    """Thresholds by their letter. `times` and `numbers` say which of them were written with a unit, and which without."""

    def __init__(self, written: Mapping[str, object]) -> None:
        counts = {letter: _plain_number(value) for letter, value in written.items()}
        super().__init__(
            (letter, parse_minutes(written[letter]) if count is None else count)
            for letter, count in counts.items()
        )
        self.times = tuple(letter for letter, count in counts.items() if count is None)
        self.numbers = tuple(letter for letter in counts if letter not in self.times)


def _plain_number(value: object) -> int | float | None:
    try:
        return number(value)
    except ValueError:
        return None


def _ratings(value: object) -> Ratings:
    if not isinstance(value, dict) or not value or not set(value) <= {"P", "S", "M"}:
        raise ValueError(
            "ratings give a threshold for P, S and M (U is what reaches none), such as {P: 24h, S: 36h, M: 48h}"
        )
    return Ratings(value)


class Objective(Part):
    """Something to be achieved, measured from the log, or observed by the evaluator."""

    title: Text | None = Field(None, description="What people read; made from the name, if left out.")
    from_: ReferenceValue | None = Field(
        None, alias="from", description="Where the time begins: the first end of this (or `request begins`)."
    )
    to: ReferenceValue | None = Field(None, description="Where the time stops: the last end of this.")
    measure: str | None = Field(
        None,
        description="What is measured beside times: a variable or a gauge (`threat`), `peak of threat`, or `time of threat at conflict` (at that stage or above).",
    )
    at: ReferenceValue | None = Field(
        None, description="When `measure` is read, or up to when; at the end, if left out."
    )
    margin: ReferenceValue | None = Field(
        None, description="What should come early: the measure is how long before `before` it came."
    )
    before: ReferenceValue | None = Field(None, description="What `margin` is measured against.")
    observe: Text | None = Field(None, description="What the evaluator looks for; rated by hand.")
    ratings: Annotated[dict[str, int | float] | None, PlainValidator(_ratings)] = Field(
        None,
        description="Thresholds of P, S and M: times (`24h`), or numbers for a `measure`. Falling thresholds mean: more is better.",
    )
    provision: ProvisionName | None = Field(
        None,
        description="The provision that it tests: its name, or words where the scenario has no provisions.",
    )
    source: Text | None = Field(None, description="Where the thresholds come from.")


class Variant(Part):
    """Another way to run the same file."""

    title: Text | None = Field(None, description="What people read.")
    set: dict[str, Any] = Field(
        default_factory=dict,
        description="Whole values by path: `variables.warning: early`, `chain.transit.takes: 24h`.",
    )
    choose: dict[str, str] = Field(
        default_factory=dict,
        description="Options, votes and outcomes that are fixed: `mandate: return`, `mandate#1: return`.",
    )
    with_: Names = Field(
        default_factory=no_entries, alias="with", description="Other variants that this one builds on."
    )


def _end(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("write it like 14d or D+14 09:00")
    return value


class Scenario(Part):
    """What an author writes, from STARTEX to the endings."""

    scenario: Name = Field(description="The short name of the scenario.")
    title: Text = Field(description="The title that people read.")
    text: Text | None = Field(None, description="The opening situation, in a few sentences.")
    start: Annotated[Start, PlainValidator(parse_start)] = Field(
        description="STARTEX: date, clock time and zone of minute 0. This day is D."
    )
    end: Annotated[str | None, BeforeValidator(_end)] = Field(
        None, description="ENDEX at the latest: `14d` after STARTEX, or `D+14 09:00`."
    )
    source: Text | None = Field(None, description="For every number that names no source of its own.")
    names: dict[str, Text] = Field(default_factory=dict, description="Words that stand in texts as `<host>`.")
    files: Files | None = Field(None, description="Other files that belong to the scenario.")
    exercise: Exercise | None = Field(
        None, description="The frame: director, audience, idea, teaching notes, agenda."
    )
    groups: dict[Name, dict[Name, dict[Name, Any]]] = Field(
        default_factory=dict, description="Groups of members, each with its fields."
    )
    bodies: dict[Name, Body] = Field(default_factory=dict, description="Who acts.")
    resources: dict[Name, Resource] = Field(default_factory=dict, description="What is scarce.")
    variables: dict[Name, Plain] = Field(
        default_factory=dict, description="Values that choices and effects change."
    )
    gauges: dict[Name, Gauge] = Field(
        default_factory=dict, description="The situation: values that time and events move."
    )
    chain: dict[Name, Step] = Field(min_length=1, description="The steps, in the order of the file.")
    injects: dict[Name, Inject] = Field(
        default_factory=dict, description="What reaches the players from outside the chain."
    )
    endings: dict[Name, Ending] = Field(
        default_factory=dict, description="How it can end. Built in: stalled, out_of_time."
    )
    policies: dict[Name, Policy] = Field(
        default_factory=dict, description="Named ways to decide. Built in: usual, weighted."
    )
    objectives: dict[Name, Objective] = Field(
        default_factory=dict, description="What is to be achieved, and how it is rated."
    )
    provisions: dict[Text, Provision] = Field(
        default_factory=dict,
        description="The rules of the algorithm that the exercise tests, by their names.",
    )
    initial_data: dict[Name, SheetValue] = Field(
        default_factory=dict,
        description="What `run --initial-data` hands to the exercise that follows: names, each with a variable, `strength by state`, a group or a resource; every variable, if left out.",
    )
    variants: dict[Name, Variant] = Field(
        default_factory=dict, description="Other ways to run the same file."
    )
    expect: Expectations = Field(
        default_factory=no_entries,
        description="What must hold in a share of runs; `exercise-sim test` plays them.",
    )

    def effects(self) -> Iterator[Effects]:
        """Everything that anything may do, in file order."""
        for step in self.chain.values():
            yield from step.branches.values()
            if step.when_done is not None:
                yield step.when_done
        yield from (inject.effects for inject in self.injects.values() if inject.effects is not None)


def validate(data: Mapping[str, Any]) -> Scenario:
    """The scenario of plain data. Raises pydantic's ValidationError; `load` turns that into an author's problems."""
    return Scenario.model_validate(data)


def with_parts_of(scenario: Scenario, data: Mapping[str, Any], tree: Mapping[str, Any]) -> dict[str, Any]:
    """The tree, with those of its parts that stand in `data` too as the scenario of `data` has them.

    A part is valid by itself alone, and pydantic takes one that is made already as it is.
    """
    return {word: _shared(getattr(scenario, word, None), data.get(word), tree[word]) for word in tree}


def _shared(parts: object, before: object, now: Any) -> Any:
    if not (isinstance(parts, dict) and isinstance(before, dict) and isinstance(now, dict)):
        return now
    return {
        name: parts[name] if entry is before.get(name) and isinstance(parts.get(name), Part) else entry
        for name, entry in now.items()
    }


# The parts are put together once, when this module is imported, and not at the first file.
Scenario.model_rebuild()
