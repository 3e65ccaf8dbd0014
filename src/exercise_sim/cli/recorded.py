"""What is compared of a record: each answer to one of its questions (`--at`), or what was played against what the policy would have done."""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import replace

from exercise_sim.analysis.alternatives import Alternative
from exercise_sim.analysis.decisions import Decision, decisions
from exercise_sim.analysis.onward import replayed, turns
from exercise_sim.cli.again import program
from exercise_sim.cli.alternatives import milestones_of, ready
from exercise_sim.cli.files import is_record, same_file
from exercise_sim.cli.given import Refused
from exercise_sim.cli.reopening import Reopened, looked_at, record_in
from exercise_sim.engine.events import QuestionAsked
from exercise_sim.records.stage import written_in
from exercise_sim.render.commands import typed
from exercise_sim.render.compared_sentences import RECORDED
from exercise_sim.render.prompts import RECORD
from exercise_sim.render.sentences_of_commands import COMMAND
from exercise_sim.scenario.problems import nearest


def alternatives_of_record(arguments: argparse.Namespace) -> list[Alternative]:
    """The alternatives of a record, the first one as it was played; none where the file is no record. Raises Refused, ScenarioError."""
    if not is_record(arguments.file):
        if arguments.at is not None:
            raise Refused(COMMAND["at_of_scenario"])
        return []
    _check(arguments)
    again = looked_at(record_in(arguments.file))
    policies = [*dict.fromkeys(arguments.policy)] or [again.record.head.start.policy]
    milestones = milestones_of(arguments, ready(_base(again)))
    return alternatives_of(again, arguments.at, policies, arguments.file, milestones)


def alternatives_of(
    again: Reopened, at: str | None, policies: Sequence[str], path: str, milestones: tuple[str, ...]
) -> list[Alternative]:
    """Those of a record that was played again, from a question on or (None) from STARTEX. Raises Refused."""
    if again.other:
        raise Refused(RECORDED["changed"])
    base = replace(_base(again), milestones=milestones)
    if at is None:
        return [*_as_played(again, base, policies, path)]
    return [*_at(again, base, policies, " ".join(at.split()), path)]


def _check(arguments: argparse.Namespace) -> None:
    given = {
        "--variant": arguments.variant, "--set": arguments.set, "--choose": arguments.choose,
        "--decide": arguments.decide, "--cross": arguments.cross, "the other file": arguments.others,
    }  # fmt: skip
    words = [word for word, value in given.items() if value]
    if words:
        raise Refused(RECORDED["alone"].format(words=", ".join(words)))
    outputs = {"--json": arguments.json, "--csv": arguments.csv, "--html": arguments.html}
    for option, path in outputs.items():
        if path and same_file(path, arguments.file):
            raise Refused(RECORDED["over_record"].format(option=option))


def _base(again: Reopened) -> Alternative:
    """The scenario that a record carries, with its variants and the injects that were written while it was played."""
    path, text = again.record.head.scenario
    return Alternative(
        "",
        path,
        text,
        tuple(again.record.head.start.variants),
        again.stage.written,
        attached=again.loaded.attached,
    )


def _made(again: Reopened) -> tuple[Decision, ...]:
    """What was decided in the record as far as it can be followed, by people and by the policy."""
    plan, log = again.plan, again.replay.log
    asked = (plan.nodes[plan.by_name[one.element]].body for one in log if isinstance(one, QuestionAsked))
    bodies = dict.fromkeys([*again.record.head.start.seats, *(body for body in asked if body)])
    return decisions(plan, [*bodies], again.record.kept[: again.replay.done], log)


def _at(
    again: Reopened, base: Alternative, policies: Sequence[str], name: str, path: str
) -> Iterator[Alternative]:
    found = {one.question: one for one in _made(again)}
    if name not in found:
        raise Refused(_never(again, name, found, path))
    one, start = found[name], again.record.head.start
    ledger = again.record.ledger[: again.replay.done]
    base = replace(base, sets=written_in(ledger[: one.number]))  # what was written later is not there yet
    answers = turns(again.plan, start.seed, start.replication, ledger, one)
    if len(answers) < 2:
        raise Refused(RECORDED["only_one"].format(name=name))
    for turn in answers:
        label = RECORDED["answer" if turn.option else "silent"].format(question=name, option=turn.option)
        for policy in policies:
            told = label if len(policies) == 1 else RECORDED["policy"].format(label=label, policy=policy)
            yield replace(base, label=told, policy=policy, course=turn)


def _never(again: Reopened, name: str, found: dict[str, Decision], path: str) -> str:
    """Why a question is not there."""
    hint = nearest(name, found) or RECORD["asked_were"].format(names=", ".join(found))
    told = {"name": name, "hint": hint if found else RECORD["nobody_asked"]}
    return _broken(again, RECORDED["lost_question"].format(**told), path) or RECORDED["not_asked"].format(
        **told
    )


def _broken(again: Reopened, lost: str, path: str) -> str:
    """Where a record cannot be followed (any more); empty where it can."""
    parted, damage = again.replay.parted, again.record.damage
    if parted is not None:
        return RECORDED["parted"].format(event=parted.event, replay=typed([program(), "replay", path]))
    return RECORDED["damaged"].format(line=damage.line, lost=lost) if damage is not None else ""


def _as_played(
    again: Reopened, base: Alternative, policies: Sequence[str], path: str
) -> Iterator[Alternative]:
    """What the players did, on the luck of each replication, and what each policy does instead.

    Where they decided nothing, their policy does the same, and is no alternative of its own.
    """
    if broken := _broken(again, RECORDED["lost_end"], path):
        raise Refused(broken)
    start = again.record.head.start
    made = decisions(again.plan, start.seats, again.record.kept, again.replay.log)
    course = replayed(start.seats, again.record.ledger, made)
    played = replace(base, label=RECORDED["as_played"], policy=start.policy, course=course)
    yield played
    for policy in policies:
        label = RECORDED["as_usual"].format(policy=policy)
        one = replace(base, label=label, policy=policy, course=course.bare)
        if one != played:
            yield one
