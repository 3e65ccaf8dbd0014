"""`exercise-sim run FILE`: plays a scenario through and tells it. Exit 0: an ending of the author's; 1: stalled or out of time; 2: bad input."""

import argparse
import sys
from contextlib import ExitStack
from typing import TextIO

from exercise_sim.cli.again import again, go_on
from exercise_sim.cli.arguments import add_variant
from exercise_sim.cli.files import EventFile, Output, WholeFile, is_record
from exercise_sim.cli.given import (
    Refused,
    check_outputs,
    choices_of,
    policy_of,
    scenario_of,
    seat_of,
    seed_of,
    times_of,
)
from exercise_sim.cli.numbers import columns, rate, whole
from exercise_sim.cli.output import complain, paint_for
from exercise_sim.cli.pacing import Pace
from exercise_sim.engine.asking import Question
from exercise_sim.engine.choices import BadChoice, Choices
from exercise_sim.engine.compile import compile_plan
from exercise_sim.engine.deciders import (
    Answer,
    Choosing,
    Decider,
    NoRule,
    keys_of,
    run_through,
)
from exercise_sim.engine.loops import LoopError
from exercise_sim.engine.plan import Plan
from exercise_sim.engine.session import Ended, Session
from exercise_sim.render.paint import Paint
from exercise_sim.render.problems import format_problems
from exercise_sim.render.report import Report
from exercise_sim.render.sentences import CLOSE
from exercise_sim.render.sentences_of_commands import COMMAND
from exercise_sim.scenario.load import Loaded
from exercise_sim.scenario.problems import ScenarioError
from exercise_sim.scenario.times import format_moment


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar="FILE", help="a scenario file, or a RECORD: then a run of 'compare RECORD'"
    )
    parser.add_argument("--at", metavar="QUESTION", help="of a record: go on from this question, with the answer of --choose")  # fmt: skip
    parser.add_argument(
        "--seed", type=whole, metavar="N", help="fixes all chance (else one is drawn and printed)"
    )
    parser.add_argument(
        "--replication", type=whole, default=0, metavar="K", help="the K-th run of that seed (0)"
    )
    add_variant(parser)
    parser.add_argument(
        "--policy",
        metavar="NAME",
        help="what decides: usual, weighted, or a policy of the file (usual; that of a record)",
    )
    parser.add_argument("--choose", action="append", default=[], metavar="STEP=OPTION",
                        help="fix a result, a vote, one occurrence: mandate=adopt, 'mandate of e=return', mandate#2=adopt")  # fmt: skip
    parser.add_argument(
        "--from", metavar="WHEN", help="tell only what happens from a time on: 36h, or 'D+2 06:00'"
    )
    parser.add_argument("--until", metavar="WHEN", help="stop at a time: 36h, or 'D+2 06:00'")
    parser.add_argument(
        "--pace", type=rate, metavar="N", help="exercise seconds per second of the wall clock (at once)"
    )
    parser.add_argument("--view", metavar="SEAT", help="tell only what this body may see")
    parser.add_argument(
        "--jsonl", metavar="FILE", help="write every event as one line of JSON ('-': standard output)"
    )
    parser.add_argument("--json", metavar="FILE", help="write a summary as JSON ('-': standard output)")
    parser.add_argument(
        "--initial-data",
        metavar="FILE",
        help="write the sheet for the exercise that follows, as YAML ('-': standard output)",
    )
    parser.add_argument("--plain", action="store_true", help="no colours, no signs beyond ASCII")
    parser.add_argument("--quiet", action="store_true", help="only the close, not the log")
    parser.add_argument(
        "--width", type=columns, metavar="N", help="columns of the text (those of the terminal)"
    )


def call(arguments: argparse.Namespace) -> int:
    """Runs a scenario and returns the exit status."""
    to_files = "-" in (arguments.jsonl, arguments.json, arguments.initial_data)
    stream = sys.stderr if to_files else sys.stdout
    paint = paint_for(stream, width=arguments.width, plain=arguments.plain)
    try:
        if is_record(arguments.file):
            return _run_on(arguments, paint, stream)
        loaded = scenario_of(arguments)
        plan = compile_plan(loaded.scenario, loaded.digest)
        return _run(arguments, loaded, plan, paint, stream)
    except ScenarioError as error:
        errors = [problem for problem in error.problems if problem.severity == "error"]
        complain(format_problems(errors, error.lines, width=paint.width))
    except (Refused, BadChoice, NoRule, LoopError) as error:
        complain(COMMAND["refused"].format(file=arguments.file, error=error))
    return 2


def _run(arguments: argparse.Namespace, loaded: Loaded, plan: Plan, paint: Paint, stream: TextIO) -> int:
    if arguments.at is not None:
        raise Refused(COMMAND["at_of_scenario"])
    arguments.policy = arguments.policy or "usual"
    seed = seed_of(arguments)
    session = Session(plan, seed, arguments.replication)
    view = seat_of(plan, arguments.view)
    first, until = times_of(plan, arguments)
    chosen = choices_of(plan, loaded.choose, arguments.choose)
    chosen.fix(session)
    decider = _Listening(policy_of(plan, arguments.policy, chosen))
    check_outputs(arguments, loaded)
    with ExitStack() as files:
        jsonl, summary = Output(files, arguments.jsonl), Output(files, arguments.json)
        sheet = WholeFile(files, arguments.initial_data)
        stop = run_through(session, decider, until)
        report = Report(loaded, plan, session.log, paint, view, seed, arguments.replication, arguments.policy)
        events = EventFile(jsonl, report.jsonl())
        _tell(arguments, report, stream, events, first, (session.now, format_moment(session.now, plan.start)))
        if summary:
            summary.write(report.summary())
        if arguments.initial_data:
            sheet.write(report.sheet(again(arguments, seed, places=("until",)), _fixed(chosen)))
    if isinstance(stop, Ended):
        _tell_unused(chosen, session, decider)
    return 0 if not isinstance(stop, Ended) or plan.declares(stop.ending) else 1


def _run_on(arguments: argparse.Namespace, paint: Paint, stream: TextIO) -> int:
    """Runs on from a record, and tells that."""
    from exercise_sim.cli.run_on import gone_on  # what runs a scenario does without all that

    gone = gone_on(arguments)
    plan, session, ended = gone.plan, gone.trial.session, gone.trial.ended
    view, (first, _) = seat_of(plan, arguments.view), times_of(plan, arguments)
    with ExitStack() as files:
        jsonl, summary = Output(files, arguments.jsonl), Output(files, arguments.json)
        log, replication = session.log, arguments.replication
        report = Report(gone.loaded, plan, log, paint, view, arguments.seed, replication, arguments.policy)
        events = EventFile(jsonl, report.jsonl())
        _tell(arguments, report, stream, events, first, (session.now, format_moment(session.now, plan.start)))
        if summary:
            summary.write(report.summary())
    return 0 if plan.declares(ended.ending) else 1


def _fixed(chosen: Choices) -> dict[str, str]:
    """What was chosen for a run, by its keys."""
    drawn = {
        f"{element}#{number}" if number else element: outcome for element, outcome, number in chosen.fixed
    }
    return {**chosen.answers, **drawn}


class _Listening:
    """Another decider, and the keys by which what it was asked could have been chosen."""

    def __init__(self, other: Decider) -> None:
        self.other = other
        self.heard: set[str] = set()

    def decide(self, question: Question, session: Session) -> Answer | None:
        self.heard.update(keys_of(question))
        return self.other.decide(question, session)


def _tell(
    arguments: argparse.Namespace,
    report: Report,
    stream: TextIO,
    events: EventFile,
    first: int,
    stop: tuple[int, str],
) -> None:
    """Tells a run from the minute `first` on, and writes its events as their minutes come; `stop` is where it stands, as minute and as moment."""
    pace, repeat = Pace(arguments.pace, first), again(arguments, report.seed)
    try:
        for minute, lines in report.head_and_log(quiet=arguments.quiet, first=first):
            pace.wait(minute)
            stream.writelines(f"{line}\n" for line in lines)
            events.write(minute)
            if arguments.pace:
                stream.flush()
                events.flush()
    except KeyboardInterrupt:
        complain(f"\n{CLOSE['repeat']}: {repeat}")
        raise
    events.write()
    now, moment = stop
    stream.writelines(
        f"{line}\n" for line in report.close(repeat, go_on(arguments, report.seed, moment), now)
    )
    stream.flush()


def _tell_unused(chosen: Choices, session: Session, decider: _Listening) -> None:
    """What was chosen in vain: because it was never asked, or because another choice says more."""
    used = decider.other.used if isinstance(decider.other, Choosing) else ()
    unused = chosen.unused(session, used)
    overruled = [key for key in unused if key in decider.heard]
    never = [key for key in unused if key not in overruled]
    for sentence, keys in (("unused", never), ("overruled", overruled)):
        if keys:
            complain(CLOSE[sentence].format(keys=", ".join(keys)))
