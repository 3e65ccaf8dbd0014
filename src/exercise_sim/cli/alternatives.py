"""What is compared, out of the words of the command: each word that changes something makes one alternative beside the file as it is."""

import argparse
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import prod
from pathlib import PurePath
from typing import Final

from exercise_sim.analysis.alternatives import Alternative, Prepared, prepared
from exercise_sim.analysis.readings import END, Quantity
from exercise_sim.cli.given import Refused, unknown
from exercise_sim.engine.plan import Plan
from exercise_sim.render.compared_sentences import COMPARE, WORDS
from exercise_sim.scenario.load import load
from exercise_sim.scenario.problems import ScenarioError
from exercise_sim.scenario.references import parse_reference

MOST: Final = 1000
"""Alternatives at most."""
MOST_COMBINATIONS: Final = 256
"""Combinations of options at most."""
_OPEN, _CLOSE = "[{(", ")}]"

Change = Alternative
"""What one word changes, as an alternative of a file that is none yet."""


@dataclass(frozen=True, slots=True)
class Decided:
    """Alternatives that are all combinations of options of `decisions`; `left` are decisions for which there would be too many."""

    alternatives: list[Alternative]
    decisions: dict[str, list[str]]
    left: list[str]


def decided(arguments: argparse.Namespace) -> Decided:
    """The combinations that `--decide` asks for. Raises Refused for a step that decides nothing, or too many combinations."""
    if arguments.others or any(getattr(arguments, name) for name in ("variant", "policy", "set", "choose")):
        raise Refused(WORDS["decide_alone"])
    base = _base(arguments)
    plan = ready(base).plan
    known = {
        node.step: [branch.name for branch in node.branches]
        for node in plan.nodes
        if node.asked and not node.hidden and len(node.branches) > 1
    }
    wanted = [*known] if arguments.decide == "all" else [one.strip() for one in arguments.decide.split(",")]
    for step in wanted:
        if step not in known:
            raise Refused(unknown("decision", step, known))
    varied: dict[str, list[str]] = {}
    for step in dict.fromkeys(wanted):
        if prod(map(len, varied.values())) * len(known[step]) <= MOST_COMBINATIONS:
            varied[step] = known[step]
        elif arguments.decide != "all":
            count = prod(len(known[one]) for one in dict.fromkeys(wanted))
            raise Refused(WORDS["too_many_combinations"].format(count=count, most=MOST_COMBINATIONS))
    if not varied:
        raise Refused(WORDS["no_decisions"])
    pairs = [[(step, option) for option in options] for step, options in varied.items()]
    found = [
        replace(base, label=", ".join("=".join(one) for one in some), choose=some) for some in product(*pairs)
    ]
    return Decided(found, varied, [step for step in wanted if step not in varied])


def _base(arguments: argparse.Namespace) -> Alternative:
    """The file as it is."""
    base = _of_file(COMPARE["as_it_is"], arguments.file)
    return replace(base, milestones=milestones_of(arguments, ready(base)))


def _of_file(label: str, path: str) -> Alternative:
    """A file as it is, with the texts of the other files that it names."""
    loaded = load(path, judged=False)
    return Alternative(label, path, loaded.source.text, attached=loaded.attached)


def alternatives_of(arguments: argparse.Namespace) -> list[Alternative]:
    """The alternatives, the first one first. Raises Refused for words that make none, or too many."""
    base = _base(arguments)
    if arguments.others:
        base = replace(base, label=PurePath(arguments.file).name)
    axes = [[*axis] for axis in _axes(arguments)]
    many = (prod(len(axis) + 1 for axis in axes) if arguments.cross else 1 + sum(map(len, axes))) + len(
        arguments.others
    )
    if many > MOST:
        raise Refused(WORDS["too_many_alternatives"].format(count=many, most=MOST))
    if arguments.cross:
        combined = product(*([None, *axis] for axis in axes))
        found = [_changed(base, [one for one in some if one]) for some in combined]
    else:
        found = [base, *(_changed(base, [change]) for axis in axes for change in axis)]
    for path in arguments.others:
        found.append(replace(_of_file(PurePath(path).name, path), milestones=base.milestones))
    return [*dict.fromkeys(found)]


def _axes(arguments: argparse.Namespace) -> Iterator[list[Change]]:
    """The things that are changed, each with its changes."""
    yield [Change(text, "", "", variants=tuple(text.split("+"))) for text in arguments.variant]
    yield [Change(f"policy {name}", "", "", policy=name) for name in arguments.policy]
    for path, values in _pairs(arguments.set, "--set"):
        short = ".".join(path.split(".")[-2:])
        yield [Change(f"{short}={value}", "", "", sets=((path, value),)) for value in values]
    for key, options in _pairs(arguments.choose, "--choose"):
        yield [Change(f"{key}={option}", "", "", choose=((key, option),)) for option in options]


def _pairs(texts: Iterable[str], option: str) -> Iterator[tuple[str, list[str]]]:
    for text in texts:
        key, sign, values = text.partition("=")
        found = [value for value in _parted(values) if value]
        if not sign or not key.strip() or not found:
            raise Refused(WORDS["bad_sweep"].format(option=option, text=text))
        yield " ".join(key.split()), found


def _parted(text: str) -> Iterator[str]:
    """What stands between the commas; those in brackets or quotes part nothing."""
    depth, quote, word = 0, "", ""
    for sign in text:
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "'\"":
            quote = sign
        depth += (sign in _OPEN) - (sign in _CLOSE) if not quote else 0
        if sign == "," and not depth and not quote:
            yield word.strip()
            word = ""
        else:
            word += sign
    yield word.strip()


def _changed(base: Alternative, changes: Sequence[Change]) -> Alternative:
    found = base
    for change in changes:
        found = replace(
            found,
            variants=found.variants + change.variants,
            sets=found.sets + change.sets,
            policy=change.policy if change.policy != base.policy else found.policy,
            choose=found.choose + change.choose,
        )
    return replace(found, label=" + ".join(change.label for change in changes)) if changes else base


def ready(alternative: Alternative) -> Prepared:
    """An alternative that can run. Raises ScenarioError or BadChoice for what is wrong in it, Refused for names that do not exist."""
    try:
        found = prepared(alternative)
    except ScenarioError:
        base = replace(alternative, variants=(), sets=(), choose=(), milestones=())
        known = prepared(base).loaded.scenario.variants
        for name in alternative.variants:
            if name not in known:
                raise Refused(unknown("variant", name, known)) from None
        raise
    plan, policy = found.plan, alternative.policy
    if policy not in ("usual", "weighted", *plan.policies):
        raise Refused(unknown("policy", policy, ["usual", "weighted", *plan.policies]))
    return found


def milestones_of(arguments: argparse.Namespace, found: Prepared) -> tuple[str, ...]:
    """The references that are read beside the objectives: those asked for, and what `--of` names where it is no objective."""
    known = [quantity.name for quantity in found.readings.quantities]
    of = [text for text in arguments.of if text not in known]
    for option, text in (
        *(("--milestone", one) for one in arguments.milestone),
        *(("--of", one) for one in of),
    ):
        _check_reference(found.plan, option, text)
    return tuple(" ".join(text.split()) for text in (*arguments.milestone, *of))


def _check_reference(plan: Plan, option: str, text: str) -> None:
    """Raises Refused for what is no reference, or one to a step, outcome or member that does not exist."""
    try:
        reference = parse_reference(text)
    except ValueError as error:
        raise Refused(WORDS["bad_reference"].format(option=option, error=error)) from None
    if reference.stage is not None:
        gauges = {gauge.name: [stage.name for stage in gauge.stages] for gauge in plan.gauges}
        if reference.name not in gauges:
            raise Refused(unknown("gauge", reference.name, gauges))
        if reference.stage not in gauges[reference.name]:
            raise Refused(unknown("stage", reference.stage, gauges[reference.name]))
        return
    injects = [plan.nodes[node].name for node in plan.injects]
    if reference.name in injects:
        if reference.outcome not in (None, "met", "missed"):
            raise Refused(unknown("outcome", f"{reference.name}.{reference.outcome}", ["met", "missed"]))
        return
    if reference.name not in plan.by_step:
        kind = "step or inject" if option == "--milestone" else "objective, step or inject"
        raise Refused(unknown(kind, reference.name, [*plan.by_step, *injects]))
    nodes = [plan.nodes[one] for one in plan.by_step[reference.name]]
    outcomes = [branch.name for branch in nodes[0].branches]
    if reference.outcome is not None and reference.outcome not in outcomes:
        raise Refused(unknown("outcome", f"{reference.name}.{reference.outcome}", outcomes))
    members = [node.member for node in nodes if node.member]
    if reference.member is not None and reference.member not in members:
        raise Refused(unknown("member", f"{reference.name} of {reference.member}", members))


def main_of(arguments: argparse.Namespace, quantities: Sequence[Quantity]) -> Quantity:
    """The quantity that is looked at most: the one that was named, or the first time among the objectives, or the end."""
    times = [one.name for one in quantities if one.kind == "objective" and one.unit == "minutes"]
    name = next(iter([*arguments.of, *times, END]))
    return next(one for one in quantities if one.name == name)
