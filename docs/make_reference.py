# ruff: noqa: INP001 - a script, no package
"""Writes the tables of docs/reference/language.md from the model of the scenario: words, values, defaults, meanings.

The page's own text is written by hand around them. A table stands between `<!-- fields: Step -->` and `<!-- end -->`; everything
there is replaced. `python docs/make_reference.py` writes the page, and the suite fails when it is not fresh.
"""

import re
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from exercise_sim.scenario import (
    expectations,
    frame,
    gauges,
    injects,
    model,
    provisions,
    sheet,
    steps,
    values,
)

PAGE = Path(__file__).resolve().parent / "reference" / "language.md"

PARTS: dict[str, type[BaseModel]] = {
    part.__name__: part
    for part in (
        model.Scenario, provisions.Files, frame.Exercise, frame.Sitting, model.Body, model.Resource, gauges.Gauge, steps.Step, steps.Outcome, steps.Effects, steps.Vote,
        injects.Inject, injects.Expected, model.Ending, model.Policy, model.Objective, provisions.Provision, model.Variant, expectations.Expectation,
    )
}  # fmt: skip
"""The parts that have a table. A part that builds on another shows only what it adds."""

WORDS: list[tuple[Any, str]] = [
    (values.Name, "name"),
    (provisions.ProvisionName, "text"),
    (values.Text, "text"),
    (values.Texts, "text, or a list"),
    (values.Names, "name, or a list"),
    (values.Takes, "[duration](#m8)"),
    (values.Minutes, "[length of time](#m8)"),
    (values.AfterValue, "[reference](#m7), a list, or a [join](#m3)"),
    (values.ReferenceValue, "[reference](#m7)"),
    (values.ConditionValue, "[condition](#m19)"),
    (values.SelectionValue, "[group](#m6), or a part of it"),
    (values.MemberName, "body"),
    (values.Amount, "whole number"),
    (values.Addend, "number or [length of time](#m8)"),
    (values.Value, "word or number"),
    (values.Plain, "word, number, true or false"),
    (values.Chance, "[chance](#m13)"),
    (values.Share, "[chance](#m13)"),
    (values.VotesNeeded, "[number of votes](#m15)"),
    (values.RateValue, "[rate](#m9)"),
    (values.Until, "`until` and a [reference](#m7)"),
    (sheet.SheetValue, "variable, `variable by field`, group, or resource"),
    (frame.StretchValue, "[stretch of exercise time](#m25)"),
    (values.Factor, "factor"),
    (values.TurnValue, "[time](#m8), [reference](#m7), [condition](#m19), or `trainer`"),
    (values.HoldEnd, "[reference](#m7), [time](#m8), or [length of time](#m8)"),
    (gauges.Drifts, "[rate](#m9), or rates with their [conditions](#m19)"),
    (gauges.Stages, "names, each with a number"),
    (gauges.Level, "number"),
    (steps.Branches, "names, each with an [option or outcome](#options-and-outcomes)"),
    (expectations.Expectations, "list, each an [expectation](#expectation) or a sentence"),
    (expectations.SpanValue, "[length of time](#m8), or two with `..` between"),
    (expectations.AmountValue, "number, or two with `..` between"),
    (expectations.SharesValue, "share of the runs"),
    (str, "name"),
    (bool, "true or false"),
    (int, "whole number"),
    (float, "number"),
    (Any, "anything"),
]
"""What an author calls the types of the model. `its.field` may stand for a value of some of them (M6)."""

OF_FIELD = {
    ("Scenario", "start"): "[day and time](#m8)",
    ("Scenario", "end"): "[length of time](#m8), or [day and time](#m8)",
    ("Scenario", "groups"): "groups, each with members and their fields",
    ("Objective", "ratings"): "`{P: ..., S: ..., M: ...}`",
    ("Objective", "measure"): "variable, or what of a [gauge](#m23)",
    ("Policy", "choose"): "questions, each with an option",
    ("Variant", "with_"): "variant, or a list",
    ("Variant", "set"): "paths, each with a value",
    ("Variant", "choose"): "questions, each with an option",
    ("Expectation", "measure"): "variable, or what of a [gauge](#m23)",
    ("Expectation", "ending"): "ending",
    ("Expectation", "objective"): "objective",
    ("Expectation", "variant"): "variant, or a list",
    ("Expectation", "policy"): "policy",
    ("Expectation", "choose"): "questions, each with an option",
    ("Vote", "positions"): "members, each with chances",
    ("Vote", "carried"): "options, each with a [number of votes](#m15)",
}
"""Where the type alone says too little."""

SEE: dict[str, str] = {
    "Scenario.groups": "m6", "Scenario.resources": "m9", "Scenario.chain": "m1", "Scenario.exercise": "m25", "Scenario.files": "m22", "Scenario.initial_data": "m22", "Scenario.provisions": "m22", "Objective.provision": "m22", "Sitting.plays": "m25", "Scenario.endings": "m12",
    "Scenario.policies": "m13", "Scenario.objectives": "m20", "Scenario.variants": "m21", "Scenario.expect": "m21", "Scenario.variables": "m19",
    "Body.for_each": "m6", "Resource.slots": "m9", "Resource.stock": "m9", "Resource.flow": "m9", "Resource.open": "m9",
    "Resource.for_each": "m6", "Step.kind": "m1", "Step.for_each": "m6", "Step.after": "m3", "Step.needs": "m24", "Step.if_": "m2",
    "Step.wait_for": "m19", "Step.takes": "m8", "Step.uses": "m9", "Step.keeps": "m9", "Step.makes": "m24", "Step.question": "m14",
    "Step.options": "m13", "Step.outcomes": "m13", "Step.usual": "m13", "Step.vote": "m15", "Step.thinks": "m14",
    "Step.within": "m14", "Step.otherwise": "m14", "Step.when_done": "m5", "Step.knows": "m14", "Step.seen_by": "m14",
    "Outcome.takes": "m14", "Outcome.chance": "m13", "Outcome.weight": "m13", "Outcome.then": "m5", "Effects.drop": "m6",
    "Effects.makes": "m24", "Effects.back_to": "m5", "Effects.redo": "m5", "Effects.wait": "m5", "Effects.at_most": "m5",
    "Effects.ends": "m12", "Effects.add": "m13", "Vote.quorum": "m15", "Vote.carried": "m15", "Vote.positions": "m15",
    "Ending.when": "m12", "Ending.class_": "m12", "Policy.choose": "m13", "Policy.others": "m13", "Policy.thinks": "m14",
    "Objective.from_": "m20", "Objective.to": "m20", "Objective.measure": "m20", "Objective.ratings": "m20",
    "Scenario.injects": "m17", "Scenario.gauges": "m23", "Inject.at": "m17", "Inject.unless": "m17", "Inject.chance": "m17", "Inject.expects": "m17",
    "Inject.effects": "m18", "Expected.answer": "m17", "Expected.action": "m17", "Effects.fire": "m17", "Effects.hold": "m11", "Effects.until": "m11",
    "Effects.delay": "m18", "Effects.rescale": "m18", "Effects.cancel": "m18", "Effects.pass_over": "m18", "Step.every": "m10", "Step.until": "m10",
    "Gauge.stages": "m23", "Gauge.rises": "m23", "Gauge.falls": "m23",
    "Variant.set": "m21", "Variant.choose": "m21", "Variant.with_": "m21",
    "Expectation.from_": "m20", "Expectation.to": "m20", "Expectation.holds": "m19", "Expectation.objective": "m20", "Expectation.share": "m21",
    "Expectation.not_begun": "m21", "Expectation.choose": "m13",
}  # fmt: skip
"""The meaning that tells more about a field."""


def word_for(kind: Any, part: str, name: str) -> str:
    """What stands behind a word of a part, as an author would say it. Raises LookupError for a type that has no words yet."""
    if (part, name) in OF_FIELD:
        return OF_FIELD[part, name]
    for known, words in WORDS:
        if kind == known:
            return words
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return _part(kind)
    return _made_of(get_origin(kind), get_args(kind), part, name)


def _made_of(origin: Any, inner: tuple[Any, ...], part: str, name: str) -> str:
    if origin in (Union, UnionType):
        return " or ".join(word_for(one, part, name) for one in inner if one is not type(None))
    if origin is Literal:
        return ", ".join(f"`{one}`" for one in inner)
    if origin is Annotated:
        return word_for(inner[0], part, name)
    if origin is list:
        return f"list, each {_each(inner[0], part, name)}"
    if origin is dict:
        return f"names, each with {_each(inner[1], part, name)}"
    raise LookupError(f"docs/make_reference.py has no words for the type of {part}.{name}")


def _each(kind: Any, part: str, name: str) -> str:
    word = word_for(kind, part, name)
    article = "an" if word.lstrip("[`")[0] in "aeiou" else "a"
    return word if word.split(" ")[0] in ("a", "an", "names,") else f"{article} {word}"


def _part(part: type[BaseModel]) -> str:
    title = {
        "Outcome": "options-and-outcomes",
        "Effects": "what-changes",
        "Sitting": "session-in-the-room",
    }.get(part.__name__, part.__name__.lower())
    words = {"Outcome": "option or outcome", "Effects": "what changes", "Sitting": "session in the room"}.get(
        part.__name__, part.__name__.lower()
    )
    return f"[{words}](#{title})"


def table(part: type[BaseModel]) -> str:
    """The table of a part: one row a field, in the order of the model, without what it has from the part it builds on."""
    rows = ["| word | what stands there | if left out | meaning |", "| --- | --- | --- | --- |"]
    hints = get_type_hints(part, include_extras=True)
    above = {
        name
        for base in part.__bases__
        if base.__name__ in PARTS
        for name in getattr(base, "model_fields", {})
    }
    for name, field in part.model_fields.items():
        if name not in above:
            rows.append(_row(part.__name__, name, field, hints[name]))
    return "\n".join(rows)


def _row(part: str, name: str, field: FieldInfo, kind: Any) -> str:
    assert field.description, f"{part}.{name} has no description"
    see = SEE.get(f"{part}.{name}")
    meaning = field.description + (f" [{see.upper()}](#{see})" if see else "")
    cells = (f"`{field.alias or name}`", word_for(kind, part, name), _default(field), meaning)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "**needed**"
    value = field.default
    if value is None or field.default_factory:  # what is made anew each time is empty
        return ""
    return (
        f"`{str(value).lower()}`"
        if isinstance(value, bool)
        else f"`{value:g}`"
        if isinstance(value, float)
        else f"`{value}`"
    )


def written(text: str) -> str:
    """The page with every table as the model has it now."""

    def filled(match: re.Match[str]) -> str:
        return f"<!-- fields: {match[1]} -->\n\n{table(PARTS[match[1]])}\n\n<!-- end -->"

    return re.sub(r"<!-- fields: (\w+) -->\n.*?<!-- end -->", filled, text, flags=re.DOTALL)


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text("utf-8")), "utf-8")
