"""A record opened again: its scenario loaded from the text that it carries, and what people did played once more."""

import os
from dataclasses import dataclass
from typing import Final

from exercise_sim.cli.given import Refused
from exercise_sim.cli.staging import stage_of
from exercise_sim.engine.choices import BadChoice
from exercise_sim.engine.deciders import NoRule
from exercise_sim.engine.loops import LoopError
from exercise_sim.engine.plan import Plan
from exercise_sim.records.keeping import Keeper
from exercise_sim.records.locks import InUse
from exercise_sim.records.reading import NoRecord, Record, read
from exercise_sim.records.sitting import Sitting
from exercise_sim.records.stage import Stage, written_in
from exercise_sim.records.storage import RecordFile, open_to_write, read_bytes
from exercise_sim.records.verifying import Replay, replay
from exercise_sim.render.prompts import RECORD
from exercise_sim.scenario.attached import Attached
from exercise_sim.scenario.load import Loaded, load, load_text

UNUSABLE: Final = (Refused, BadChoice, NoRule, LoopError)
"""What makes it impossible to play, or to play again; the text says why."""


@dataclass(frozen=True, slots=True)
class Reopened:
    """A record, the scenario and stage that it was played again on, and what came of it. `other`: the scenario is not its own."""

    record: Record
    loaded: Loaded
    stage: Stage
    replay: Replay
    other: bool

    @property
    def plan(self) -> Plan:
        return self.stage.plan


def record_in(path: str) -> Record:
    """The record in a file, only to be read. Raises Refused."""
    try:
        return read(read_bytes(path))
    except OSError as error:
        raise Refused(_cannot("cannot_read", error)) from None
    except NoRecord as error:
        raise Refused(str(error)) from None


def record_to_go_on(path: str) -> tuple[Record, RecordFile | None]:
    """The record in a file, and the file to go on in; None where it may only be read. Raises Refused."""
    try:
        file, content = open_to_write(path)
    except InUse:
        raise Refused(RECORD["in_use"]) from None
    except PermissionError:
        return record_in(path), None
    except OSError as error:
        return _read_only(path, error)
    try:
        return read(content), file
    except NoRecord as error:
        file.close()
        raise Refused(str(error)) from None


def _read_only(path: str, error: OSError) -> tuple[Record, None]:
    """What can still be read of a file that cannot be opened to write (on a disk for reading only, say)."""
    if os.path.isfile(path):  # noqa: PTH113  # as it was typed
        return record_in(path), None
    raise Refused(_cannot("cannot_read", error)) from None


def reopened(record: Record, scenario: str | None = None) -> Reopened:
    """A record played again, with its own scenario or with another file. Raises ScenarioError."""
    (path, text), start, written = record.head.scenario, record.head.start, written_in(record.ledger)
    if scenario is None:
        others = [Attached(held.use, held.path, held.text, held.digest) for held in record.head.texts[1:]]
        loaded = load_text(text, path, start.variants, written, judged=False, attached=others)
    else:
        loaded = load(scenario, start.variants, written, judged=False)
    stage = stage_of(loaded, start.policy, written)
    return Reopened(record, loaded, stage, replay(stage.plan, record), loaded.digest != start.digest)


class Nowhere:
    """Keeps nothing: of a record that is only read, nothing is ever written."""

    def append(self, text: str) -> None:
        raise PermissionError(RECORD["read_only"])


def sitting_of(again: Reopened, keeper: Keeper) -> Sitting:
    """The sitting of a record that was played again."""
    sitting = Sitting(again.stage, again.record.head, keeper)
    sitting.resume(again.replay, again.record)
    return sitting


def looked_at(record: Record, scenario: str | None = None) -> Reopened:
    """As `reopened`; where the log is the same, gone on to where somebody at the seats is asked next."""
    again = reopened(record, scenario)
    if again.replay.parted is None:
        sitting_of(again, Nowhere()).look_ahead()
        again.replay.trace.follow(again.replay.session)
    return again


def _cannot(sentence: str, error: OSError) -> str:
    return RECORD[sentence].format(error=error.strerror or error)
