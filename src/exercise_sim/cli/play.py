"""`exercise-sim play FILE`: a person sits at a seat and decides; the rest plays by itself. Exit 0: played, or left and kept; 2: bad input."""

import argparse
import os
import pathlib
import sys
from contextlib import closing
from importlib.metadata import version

from exercise_sim.cli.arguments import add_variant
from exercise_sim.cli.files import same_file
from exercise_sim.cli.given import Refused, choices_of, scenario_of, seed_of
from exercise_sim.cli.numbers import columns, whole
from exercise_sim.cli.output import complain, paint_for
from exercise_sim.cli.reopening import UNUSABLE
from exercise_sim.cli.resuming import resume
from exercise_sim.cli.screen import Screen, sit_down
from exercise_sim.cli.seats import chosen_seats
from exercise_sim.cli.staging import stage_of
from exercise_sim.cli.typist import AnswersFile, Terminal, Typist, WrongAnswer
from exercise_sim.cli.wall import moment
from exercise_sim.records.head import Start, Text, head_lines, head_of, text_of
from exercise_sim.records.keeping import NotKept
from exercise_sim.records.sitting import Sitting
from exercise_sim.records.storage import RecordFile, create
from exercise_sim.render.briefing import briefing
from exercise_sim.render.problems import format_problems
from exercise_sim.render.prompts import BRIEFING, RECORD
from exercise_sim.render.sentences_of_commands import COMMAND
from exercise_sim.scenario.problems import ScenarioError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", nargs="?", help="a scenario file")
    parser.add_argument(
        "--as", action="append", default=[], metavar="SEAT",
        help="the seat that you take, or 'all'; may be repeated (you are asked)",
    )  # fmt: skip
    parser.add_argument(
        "--policy", metavar="NAME", help="what decides for the others: usual, weighted, or a policy of the file (usual)"
    )  # fmt: skip
    add_variant(parser)
    parser.add_argument("--seed", type=whole, metavar="N", help="fixes all chance (else one is drawn)")
    parser.add_argument("--replication", type=whole, metavar="K", help="the K-th exercise of that seed (0)")
    parser.add_argument("--record", metavar="FILE", help="where everything is kept (a new file in this folder)")  # fmt: skip
    parser.add_argument("--resume", metavar="RECORD", help="go on with a record")
    parser.add_argument("--answers", metavar="FILE", help="take what is typed from a file, line by line")
    parser.add_argument("--plain", action="store_true", help="no colours, no signs beyond ASCII")
    parser.add_argument("--width", type=columns, metavar="N", help="columns of the text (those of the terminal)")  # fmt: skip


def call(arguments: argparse.Namespace) -> int:
    """Plays, and returns the exit status."""
    paint = paint_for(sys.stdout, width=arguments.width, plain=arguments.plain)
    screen = Screen(paint, sys.stdout)
    try:
        _check(arguments)
        typist = (
            AnswersFile(arguments.answers, screen.say)
            if arguments.answers
            else Terminal(screen.say, screen.tell)
        )
        return resume(arguments, screen, typist) if arguments.resume else _begin(arguments, screen, typist)
    except ScenarioError as error:
        errors = [problem for problem in error.problems if problem.severity == "error"]
        complain(format_problems(errors, error.lines, width=paint.width))
    except WrongAnswer as error:
        complain(str(error))
    except UNUSABLE as error:
        about = arguments.resume or arguments.file or "exercise-sim play"
        complain(COMMAND["refused"].format(file=about, error=error))
    return 2


def _check(arguments: argparse.Namespace) -> None:
    """Refuses words that do not go together, and to ask where nobody can answer."""
    if not arguments.resume and not arguments.file:
        raise Refused(RECORD["file_or_resume"])
    fixed = ("as", "policy", "variant", "seed", "replication", "record")
    for name in fixed if arguments.resume else ():
        if getattr(arguments, name) not in (None, []):
            raise Refused(RECORD["not_with_resume"].format(option=f"--{name}"))
    if not arguments.answers and not sys.stdin.isatty():
        raise Refused(RECORD["no_terminal"])
    arguments.policy = arguments.policy or "usual"
    arguments.replication = arguments.replication or 0


def _begin(arguments: argparse.Namespace, screen: Screen, typist: Typist) -> int:
    loaded = scenario_of(arguments)
    stage, seed = stage_of(loaded, arguments.policy), seed_of(arguments)
    plan, _ = stage.plan, stage.decider  # a policy that there is not is refused before anybody is asked
    seats = chosen_seats(plan, getattr(arguments, "as"), typist, screen)
    if not seats:
        return 0
    start = Start(
        scenario=plan.scenario, digest=loaded.digest, seats=list(seats), policy=arguments.policy, variants=list(loaded.variants),
        seed=seed, replication=arguments.replication, wall=moment().wall,
    )  # fmt: skip
    texts = [text_of("scenario", os.fspath(arguments.file), loaded.source.text)]
    others = (other.for_players() for other in loaded.attached)
    texts += [Text(use=one.kind, path=one.path, digest=one.digest, text=one.text) for one in others]
    head = head_of(version("exercise-sim"), texts, start)
    file = _new_file(arguments, seats, head_lines(head))
    sitting = Sitting(stage, head, file)
    try:
        sitting.fix(choices_of(plan, loaded.choose, []), moment())
    except NotKept as error:
        raise Refused(RECORD["cannot_write"].format(error=error)) from None
    with closing(file):
        screen.lines(briefing(screen.paint, loaded.scenario, plan, seats, arguments.policy))
        screen.say("")
        screen.tell(BRIEFING["kept"].format(path=file.path), BRIEFING["holds"])
        return sit_down(sitting, screen, typist, file.path)


def _new_file(arguments: argparse.Namespace, seats: tuple[str, ...], lines: list[str]) -> RecordFile:
    """The record that was named, or the first free name for this scenario and seat in the current folder."""
    try:
        if arguments.record:
            if same_file(arguments.record, arguments.file):
                raise Refused(COMMAND["over_scenario"].format(option="--record"))
            return create(arguments.record, lines)
        who = seats[0].replace(" ", "-") if len(seats) == 1 else "seats"
        stem, number = f"{pathlib.Path(arguments.file).stem}-{who}", 1
        while True:
            name = f"{stem}-{number}.record" if number > 1 else f"{stem}.record"
            try:
                return create(name, lines)
            except FileExistsError:
                number += 1
    except FileExistsError:
        raise Refused(f"{arguments.record}: {RECORD['exists']}") from None
    except OSError as error:
        told = RECORD["cannot_write"].format(error=error.strerror or error)
        raise Refused(told if arguments.record else f"{told} {RECORD['name_one']}") from None
