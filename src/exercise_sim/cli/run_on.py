"""`run RECORD`: a run of `compare RECORD` told alone: from a question on with one answer to it, or what was played, on the luck of a replication."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, replace

from exercise_sim.analysis.alternatives import Alternative
from exercise_sim.analysis.playing import Trial
from exercise_sim.analysis.runs import Runs
from exercise_sim.cli.alternatives import ready
from exercise_sim.cli.files import same_file
from exercise_sim.cli.given import Refused, checked, unknown
from exercise_sim.cli.recorded import alternatives_of
from exercise_sim.cli.reopening import looked_at, record_in
from exercise_sim.engine.plan import Plan
from exercise_sim.render.compared_sentences import RECORDED
from exercise_sim.render.sentences_of_commands import COMMAND
from exercise_sim.scenario.load import Loaded

SEED = 1
"""The seed of `compare`, if nobody names another."""


@dataclass(frozen=True, slots=True)
class GoneOn:
    """A run that went on from a record."""

    loaded: Loaded
    plan: Plan
    trial: Trial


def gone_on(arguments: argparse.Namespace) -> GoneOn:
    """The run that the words name; what they leave out is filled in: the seed, and the policy of the record. Raises Refused, ScenarioError."""
    _check(arguments)
    again = looked_at(record_in(arguments.file))
    arguments.seed = SEED if arguments.seed is None else checked(arguments.seed)
    arguments.policy = arguments.policy or again.record.head.start.policy
    found = alternatives_of(again, arguments.at, [arguments.policy], arguments.file, ())
    one = _chosen(found, arguments)
    prepared = ready(one)
    return GoneOn(
        prepared.loaded, prepared.plan, Runs(one, prepared, arguments.seed).play(arguments.replication)
    )


def _check(arguments: argparse.Namespace) -> None:
    given = {
        "--variant": arguments.variant,
        "--until": arguments.until,
        "--initial-data": arguments.initial_data,
    }
    if words := [word for word, value in given.items() if value]:
        raise Refused(RECORDED["run_alone"].format(words=", ".join(words)))
    if arguments.choose and (arguments.at is None or len(arguments.choose) > 1):
        raise Refused(RECORDED["choose_at"])
    if not 0 <= arguments.replication < 2**48:
        raise Refused(COMMAND["bad_replication"])
    for option, path in (("--json", arguments.json), ("--jsonl", arguments.jsonl)):
        if path and same_file(path, arguments.file):
            raise Refused(RECORDED["over_record"].format(option=option))
    if arguments.json and arguments.jsonl and same_file(arguments.json, arguments.jsonl):
        raise Refused(COMMAND["one_output"].format(one="--jsonl", other="--json", path=arguments.json))


def _chosen(found: Sequence[Alternative], arguments: argparse.Namespace) -> Alternative:
    """The answer that was named; the first one, which is that of the record, where none was."""
    if not arguments.choose:
        return found[0]
    labels = {one.label.replace(" ", ""): one for one in found}
    wanted = "".join(arguments.choose[0].split())
    if wanted not in labels:
        raise Refused(unknown("answer", arguments.choose[0], [one.label for one in found]))
    return replace(labels[wanted])
