"""`exercise-sim fork RECORD --at QUESTION --record NEW`: begins another record where a question was asked. Exit 0: made; 2: bad input."""

import argparse
import sys

from exercise_sim.cli.again import program
from exercise_sim.cli.files import same_file
from exercise_sim.cli.given import Refused
from exercise_sim.cli.output import complain, paint_for
from exercise_sim.cli.reopening import UNUSABLE, Reopened, looked_at, record_in
from exercise_sim.cli.screen import Screen
from exercise_sim.cli.wall import moment
from exercise_sim.records.forking import asked, forked
from exercise_sim.records.storage import create
from exercise_sim.render.commands import typed
from exercise_sim.render.problems import format_problems
from exercise_sim.render.prompts import DONE, RECORD
from exercise_sim.render.records import damage_lines, parted_lines
from exercise_sim.render.sentences_of_commands import COMMAND
from exercise_sim.render.view import view_of
from exercise_sim.scenario.problems import ScenarioError, nearest


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("old", metavar="RECORD", help="the record of an exercise")
    parser.add_argument(
        "--at", metavar="QUESTION", help="stand before the answer to this question, such as mandate#2 (at the end)"
    )  # fmt: skip
    parser.add_argument("--record", metavar="NEW", required=True, help="the new record")


def call(arguments: argparse.Namespace) -> int:
    """Makes the new record, and returns the exit status."""
    screen = Screen(paint_for(sys.stdout, width=None, plain=False), sys.stdout)
    try:
        return _fork(arguments, screen)
    except ScenarioError as error:
        errors = [problem for problem in error.problems if problem.severity == "error"]
        complain(format_problems(errors, error.lines, width=screen.paint.width))
    except UNUSABLE as error:
        complain(COMMAND["refused"].format(file=arguments.old, error=error))
    return 2


def _fork(arguments: argparse.Namespace, screen: Screen) -> int:
    if same_file(arguments.old, arguments.record):
        raise Refused(RECORD["same_file"])
    again = looked_at(record_in(arguments.old))
    kept = _place(again, arguments.at)
    lines = forked(again.record, again.replay, kept, arguments.old, arguments.at or "", moment().wall)
    try:
        create(arguments.record, lines).close()
    except FileExistsError:
        raise Refused(f"{arguments.record}: {RECORD['exists']}") from None
    except OSError as error:
        raise Refused(RECORD["cannot_write"].format(error=error.strerror or error)) from None
    screen.tell(*damage_lines(again.record))
    if again.replay.parted is not None:
        screen.tell(*parted_lines(again.plan, again.record, again.replay.parted, view_of(tuple(again.record.head.start.seats))))  # fmt: skip
    where = RECORD["at_question"].format(question=arguments.at) if arguments.at else RECORD["at_end"]
    entries = len(again.record.kept)
    screen.tell(RECORD["forked"].format(path=arguments.record, entries=kept, count=entries, where=where))
    screen.tell(DONE["go_on"])
    screen.say(f"  {typed([program(), 'play', '--resume', arguments.record])}")
    return 0


def _place(again: Reopened, question: str | None) -> int:
    """How many entries stand before a question was answered; all that are the same, where none is named. Raises Refused."""
    if question is None:
        return again.replay.done
    places = asked(again.plan, again.record, again.replay)
    key = " ".join(question.split())
    if key not in places:
        names = RECORD["asked_were"].format(names=", ".join(places)) if places else RECORD["nobody_asked"]
        raise Refused(RECORD["no_question"].format(name=question, hint=nearest(key, places) or names))
    return places[key]
