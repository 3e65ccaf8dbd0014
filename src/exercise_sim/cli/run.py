"""`exercise-sim run FILE`: plays a scenario through and tells it. Exit 0: an ending of the author's; 1: stalled or out of time; 2: bad input."""

import argparse
import os
import sys
from contextlib import ExitStack
from typing import TextIO

from exercise_sim.cli.again import again, go_on
from exercise_sim.cli.output import complain, for_machines, paint_for
from exercise_sim.cli.pacing import Pace
from exercise_sim.engine.choices import BadChoice, choices
from exercise_sim.engine.compile import compile_plan
from exercise_sim.engine.deciders import Choosing, NoRule, decider_for, run_through
from exercise_sim.engine.life import LoopError
from exercise_sim.engine.plan import Plan
from exercise_sim.engine.session import Ended, Session
from exercise_sim.render.paint import Paint
from exercise_sim.render.problems import format_problems
from exercise_sim.render.report import Report
from exercise_sim.render.sentences import CLOSE
from exercise_sim.scenario.durations import parse_minutes
from exercise_sim.scenario.load import Loaded, load
from exercise_sim.scenario.problems import ScenarioError, nearest
from exercise_sim.scenario.times import format_moment, parse_moment


class Refused(Exception):
    """The words of the command do not fit the scenario; the text says why."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="a scenario file")
    parser.add_argument(
        "--seed", type=int, metavar="N", help="fixes all chance (else one is drawn and printed)"
    )
    parser.add_argument(
        "--replication", type=int, default=0, metavar="K", help="the K-th run of that seed (0)"
    )
    parser.add_argument(
        "--variant",
        action="append",
        default=[],
        metavar="NAME",
        help="a variant of the file (may be repeated)",
    )
    parser.add_argument(
        "--policy",
        default="usual",
        metavar="NAME",
        help="what decides: usual, weighted, or a policy of the file (usual)",
    )
    parser.add_argument("--choose", action="append", default=[], metavar="STEP=OPTION",
                        help="fix a result, a vote, one occurrence: mandate=adopt, 'mandate of e=return', mandate#2=adopt")  # fmt: skip
    parser.add_argument(
        "--from", metavar="WHEN", help="tell only what happens from a time on: 36h, or 'D+2 06:00'"
    )
    parser.add_argument("--until", metavar="WHEN", help="stop at a time: 36h, or 'D+2 06:00'")
    parser.add_argument(
        "--pace", type=_rate, metavar="N", help="exercise seconds per second of the wall clock (at once)"
    )
    parser.add_argument("--view", metavar="SEAT", help="tell only what this body may see")
    parser.add_argument(
        "--jsonl", metavar="FILE", help="write every event as one line of JSON ('-': standard output)"
    )
    parser.add_argument("--json", metavar="FILE", help="write a summary as JSON ('-': standard output)")
    parser.add_argument("--plain", action="store_true", help="no colours, no signs beyond ASCII")
    parser.add_argument("--quiet", action="store_true", help="only the close, not the log")
    parser.add_argument("--width", type=int, metavar="N", help="columns of the text (those of the terminal)")


def _rate(text: str) -> float:
    """A number of exercise seconds per second: from one in a thousand seconds to a year in one."""
    try:
        rate = float(text)
    except ValueError:
        rate = 0.0
    if not 0.001 <= rate <= 366 * 86_400:
        raise argparse.ArgumentTypeError(f"'{text}' is no number of exercise seconds per second, such as 600")
    return rate


def call(arguments: argparse.Namespace) -> int:
    """Runs a scenario and returns the exit status."""
    to_files = "-" in (arguments.jsonl, arguments.json)
    stream = sys.stderr if to_files else sys.stdout
    paint = paint_for(stream, width=arguments.width, plain=arguments.plain)
    try:
        loaded = load(arguments.file, arguments.variant, judged=False)
        plan = compile_plan(loaded.scenario, loaded.digest)
        return _run(arguments, loaded, plan, paint, stream)
    except ScenarioError as error:
        errors = [problem for problem in error.problems if problem.severity == "error"]
        complain(format_problems(errors, error.lines, width=paint.width))
    except (Refused, BadChoice, NoRule, LoopError) as error:
        complain(f"{arguments.file}: error: {error}")
    return 2


def _run(arguments: argparse.Namespace, loaded: Loaded, plan: Plan, paint: Paint, stream: TextIO) -> int:
    seed = _seed(arguments)
    session = Session(plan, seed, arguments.replication)
    view = _seat(plan, arguments.view)
    first, until = _told_times(plan, arguments)
    chosen = choices(plan, {**loaded.choose, **dict(_pair(text) for text in arguments.choose)})
    chosen.fix(session)
    try:
        decider = decider_for(plan, arguments.policy, chosen.answers)
    except KeyError:
        raise Refused(_unknown("policy", arguments.policy, ["usual", "weighted", *plan.policies])) from None
    _check_outputs(arguments)
    with ExitStack() as files:
        outputs = {name: _open(files, getattr(arguments, name)) for name in ("jsonl", "json")}
        stop = run_through(session, decider, until)
        report = Report(loaded, plan, session.log, paint, view, seed, arguments.replication, arguments.policy)
        _tell(arguments, report, stream, first, (session.now, format_moment(session.now, plan.start)))
        if outputs["jsonl"]:
            outputs["jsonl"].writelines(report.jsonl())
        if outputs["json"]:
            outputs["json"].write(report.summary())
    if isinstance(stop, Ended):
        _tell_unused(chosen.unused(session, decider.used if isinstance(decider, Choosing) else ()))
    return 0 if not isinstance(stop, Ended) or plan.declares(stop.ending) else 1


def _tell(
    arguments: argparse.Namespace, report: Report, stream: TextIO, first: int, stop: tuple[int, str]
) -> None:
    """Tells a run from the minute `first` on; `stop` is where it stands, as minute and as moment."""
    pace, repeat = Pace(arguments.pace, first), again(arguments, report.seed)
    try:
        for minute, lines in report.head_and_log(quiet=arguments.quiet, first=first):
            pace.wait(minute)
            stream.writelines(f"{line}\n" for line in lines)
            if arguments.pace:
                stream.flush()
    except KeyboardInterrupt:
        complain(f"\n{CLOSE['repeat']}: {repeat}")
        raise
    now, moment = stop
    stream.writelines(
        f"{line}\n" for line in report.close(repeat, go_on(arguments, report.seed, moment), now)
    )
    stream.flush()


def _tell_unused(keys: list[str]) -> None:
    if keys:
        complain(CLOSE["unused"].format(keys=", ".join(keys)))


def _seed(arguments: argparse.Namespace) -> int:
    if not 0 <= arguments.replication < 2**48:
        raise Refused("--replication takes a whole number from 0 to 281474976710655")
    if arguments.seed is not None:
        if not 0 <= arguments.seed < 2**64:
            raise Refused("--seed takes a whole number from 0 to 18446744073709551615")
        seed: int = arguments.seed
        return seed
    import secrets

    return secrets.randbelow(1_000_000)


def _seat(plan: Plan, name: str | None) -> str | None:
    if name is None or name in plan.bodies:
        return name
    raise Refused(_unknown("body", name, list(plan.bodies)))


def _unknown(kind: str, name: str, known: list[str]) -> str:
    hint = nearest(name, known)
    return f"there is no {kind} '{name}' in this scenario ({hint or 'there are: ' + ', '.join(known)})"


def _told_times(plan: Plan, arguments: argparse.Namespace) -> tuple[int, int | None]:
    """The first minute that is told, and the one at which the run stops (None: at its end)."""
    first = _time(plan, "--from", getattr(arguments, "from")) or 0
    until = _time(plan, "--until", arguments.until)
    if until is not None and until < first:
        raise Refused("--from lies behind --until: nothing would be told")
    return first, until


def _time(plan: Plan, option: str, text: str | None) -> int | None:
    if text is None:
        return None
    try:
        return parse_moment(text, plan.start) if text.strip().startswith("D") else parse_minutes(text)
    except ValueError as error:
        moment = (
            "; for a moment of the exercise write 'D+1 06:00', in quotes"
            if ":" in text or "-" in text
            else ""
        )
        raise Refused(f"{option}: {error}{moment}") from None


def _pair(text: str) -> tuple[str, str]:
    key, sign, option = text.partition("=")
    if not sign or not key.strip() or not option.strip():
        raise Refused(f"--choose takes STEP=OPTION, such as mandate=adopt, not '{text}'")
    return " ".join(key.split()), option.strip()


def _check_outputs(arguments: argparse.Namespace) -> None:
    """Refuses outputs that would be written over each other, or over the scenario."""
    if arguments.jsonl and arguments.jsonl == arguments.json:
        raise Refused(f"--jsonl and --json cannot both be written to '{arguments.json}'")
    for name in ("jsonl", "json"):
        path = getattr(arguments, name)
        if path and path != "-" and os.path.exists(path) and os.path.samefile(path, arguments.file):  # noqa: PTH110, PTH121
            raise Refused(f"--{name} would be written over the scenario itself")


def _open(files: ExitStack, path: str | None) -> TextIO | None:
    if path is None:
        return None
    if path == "-":
        return for_machines(sys.stdout)
    return files.enter_context(open(path, "w", encoding="utf-8", newline="\n"))  # noqa: PTH123  # a path of the user's
