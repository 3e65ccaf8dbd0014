"""A record gone on with; or only looked at, where it is damaged, in the wrong place, or gives another log now."""

import argparse
from importlib.metadata import version

from exercise_sim.cli.again import program
from exercise_sim.cli.reopening import Nowhere, Reopened, record_to_go_on, reopened, sitting_of
from exercise_sim.cli.screen import Screen, sit_down
from exercise_sim.cli.typist import Typist
from exercise_sim.records.storage import RecordFile
from exercise_sim.render.briefing import briefing
from exercise_sim.render.close import marking
from exercise_sim.render.commands import typed
from exercise_sim.render.prompts import BRIEFING, RECORD
from exercise_sim.render.records import damage_lines, parted_lines
from exercise_sim.render.view import view_of
from exercise_sim.scenario.times import format_moment


def resume(arguments: argparse.Namespace, screen: Screen, typist: Typist) -> int:
    """Goes on with a record, and returns the exit status: 1 where it can only be looked at."""
    record, file = record_to_go_on(arguments.resume)
    try:
        again = reopened(record, arguments.file)
        screen.tell(*damage_lines(record))
        if file is None or record.damage or again.other or again.replay.parted:
            return _look(arguments.resume, screen, typist, again, writable=file is not None)
        return _go_on(screen, typist, again, file)
    finally:
        if file is not None:
            file.close()


def _go_on(screen: Screen, typist: Typist, again: Reopened, file: RecordFile) -> int:
    if again.record.torn:
        file.cut(again.record.size)
    sitting = sitting_of(again, file)
    if sitting.moves:
        screen.say(marking(screen.paint))
        screen.say(screen.paint("title", again.plan.title))
    else:
        scenario, policy = again.loaded.scenario, again.record.head.start.policy
        screen.lines(briefing(screen.paint, scenario, again.plan, sitting.seats, policy))
        screen.say("")
    count = "no_answers" if not sitting.moves else "one_answer" if sitting.moves == 1 else "answers"
    answers = BRIEFING[count].format(count=sitting.moves)
    where = format_moment(sitting.session.now, again.plan.start)
    screen.tell(BRIEFING["resumed"].format(moment=where, answers=answers))
    place = sitting.session.place
    return sit_down(sitting, screen, typist, file.path, tell_from=place)


def _look(path: str, screen: Screen, typist: Typist, again: Reopened, *, writable: bool) -> int:
    """Says why it can only be looked at, and lets the person look at what is the same."""
    record, parted = again.record, again.replay.parted
    if again.other:
        screen.tell(RECORD["other_scenario"])
    if parted is not None:
        screen.tell(*other_program(record.head.opening.program))
        screen.tell(*parted_lines(again.plan, record, parted, view_of(tuple(record.head.start.seats))))
    elif again.other:
        screen.tell(RECORD["same_so_far"])
    if not writable:
        screen.tell(RECORD["read_only"])
    screen.tell(RECORD["reading_only"])
    screen.say(f"  {typed([program(), 'fork', path, '--record', 'NEW'])}")
    sitting = sitting_of(again, Nowhere())
    sit_down(sitting, screen, typist, path, read=again.replay.log)
    return 1


def other_program(written: str) -> list[str]:
    """That another version of the program wrote a record, if one did."""
    ours = version("exercise-sim")
    return [RECORD["other_program"].format(old=written, new=ours)] if written != ours else []
