"""`exercise-sim replay RECORD`: plays a record again and says whether the same log comes of it. Exit 0: it does; 1: not, or damaged; 2: bad input."""

import argparse
import json
import sys
from contextlib import ExitStack

from exercise_sim.cli.files import STANDARD, Output, same_file
from exercise_sim.cli.given import Refused, seat_of
from exercise_sim.cli.numbers import columns
from exercise_sim.cli.output import complain, paint_for
from exercise_sim.cli.reopening import UNUSABLE, Reopened, looked_at, record_in
from exercise_sim.cli.resuming import other_program
from exercise_sim.cli.screen import Screen
from exercise_sim.cli.telling import Telling
from exercise_sim.engine.data import as_data
from exercise_sim.engine.events import EXCON
from exercise_sim.render.close import marking
from exercise_sim.render.paint import wrapped
from exercise_sim.render.problems import format_problems
from exercise_sim.render.prompts import RECORD
from exercise_sim.render.records import damage_lines, decision_lines, head_line, parted_lines, standing_line
from exercise_sim.render.sentences_of_commands import COMMAND
from exercise_sim.render.view import View, seen, view_of
from exercise_sim.scenario.problems import ScenarioError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("record", metavar="RECORD", help="the record of an exercise")
    parser.add_argument("--scenario", metavar="FILE", help="play it again in this file (in its own text)")
    parser.add_argument("--view", metavar="SEAT", help="tell what this body may see (the seats that were played)")  # fmt: skip
    parser.add_argument("--all", action="store_true", help="tell everything, as exercise control sees it")
    parser.add_argument("--log", action="store_true", help="tell the whole log too")
    parser.add_argument("--jsonl", metavar="FILE", help="write every event as one line of JSON ('-': standard output)")  # fmt: skip
    parser.add_argument("--plain", action="store_true", help="no colours, no signs beyond ASCII")
    parser.add_argument("--width", type=columns, metavar="N", help="columns of the text (those of the terminal)")  # fmt: skip


def call(arguments: argparse.Namespace) -> int:
    """Plays a record again, tells what came of it, and returns the exit status."""
    stream = sys.stderr if arguments.jsonl == STANDARD else sys.stdout
    screen = Screen(paint_for(stream, width=arguments.width, plain=arguments.plain), stream)
    try:
        return _replay(arguments, screen)
    except ScenarioError as error:
        errors = [problem for problem in error.problems if problem.severity == "error"]
        complain(format_problems(errors, error.lines, width=screen.paint.width))
    except UNUSABLE as error:
        complain(COMMAND["refused"].format(file=arguments.record, error=error))
    return 2


def _replay(arguments: argparse.Namespace, screen: Screen) -> int:
    if arguments.jsonl and same_file(arguments.jsonl, arguments.record):
        raise Refused(RECORD["over_record"])
    again = looked_at(record_in(arguments.record), arguments.scenario)
    view = _view(arguments, again)
    with ExitStack() as files:
        output = Output(files, arguments.jsonl)
        status = _tell(arguments, screen, again, view)
        for event in seen(again.plan, again.replay.log, view):
            output.write(json.dumps(as_data(event), ensure_ascii=False) + "\n")
    return status


def _view(arguments: argparse.Namespace, again: Reopened) -> View:
    """Who looks: a body that was named, exercise control, or else those who played."""
    if arguments.all and arguments.view:
        raise Refused(RECORD["view_or_all"])
    if arguments.all:
        return None
    seats = tuple(seat for seat in again.record.head.start.seats if seat in (*again.plan.bodies, EXCON))
    return seat_of(again.plan, arguments.view) or view_of(seats)


def _tell(arguments: argparse.Namespace, screen: Screen, again: Reopened, view: View) -> int:
    record, plan, replay = again.record, again.plan, again.replay
    screen.say(marking(screen.paint))
    screen.lines(screen.paint("title", part) for part in wrapped(head_line(plan, record), screen.paint.width))
    if arguments.log:
        Telling(screen.paint, plan, view, screen.say).again(replay.log)
        screen.say("")
    now = replay.session.now if replay.parted is None else replay.log[-1].at if replay.log else 0
    screen.tell(standing_line(plan, replay.log, now))
    screen.lines(decision_lines(screen.paint, plan, record, view))
    screen.say("")
    if record.undone:
        screen.tell(RECORD["undone_one" if record.undone == 1 else "undone"].format(count=record.undone))
    screen.tell(*damage_lines(record))
    screen.tell(*([RECORD["other_scenario"]] if again.other else []))
    if replay.parted is not None:
        screen.tell(*other_program(record.head.opening.program))
        screen.tell(*parted_lines(plan, record, replay.parted, view))
    else:
        place = replay.session.place
        screen.tell(RECORD["same"].format(events=place))
        screen.say(RECORD["digest"].format(digest=replay.trace.digest(place)))
    return 1 if replay.parted or record.damage or record.torn else 0
