"""`exercise-sim test FILE...`: plays scenarios and sees whether they do what `expect` says. Exit 0; 1 where something failed; 2 for errors."""

import argparse
import json
import sys
from collections.abc import Callable
from contextlib import ExitStack

from exercise_sim.analysis.expectations import Assay, Finding, Way, needs_log, ways
from exercise_sim.analysis.trials import trials
from exercise_sim.cli.again import alone
from exercise_sim.cli.files import Output, same_file
from exercise_sim.cli.given import Refused, checked, choices_of
from exercise_sim.cli.numbers import columns, runs, whole
from exercise_sim.cli.output import complain, paint_for
from exercise_sim.cli.progress import Bar
from exercise_sim.engine.choices import BadChoice
from exercise_sim.engine.compile import compile_plan
from exercise_sim.engine.deciders import NoRule
from exercise_sim.engine.loops import LoopError
from exercise_sim.render.expectations import Placed, Series, series_as_json, series_lines, verdict
from exercise_sim.render.problems import format_problems
from exercise_sim.render.sentences_of_commands import COMMAND
from exercise_sim.scenario.load import Loaded, load
from exercise_sim.scenario.problems import ScenarioError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE", help="scenario files")
    parser.add_argument(
        "-n", "--runs", type=runs, default=500, metavar="N", help="how many runs for each expectation (500)"
    )
    parser.add_argument("--seed", type=whole, default=0, metavar="N", help="fixes all chance (0)")
    parser.add_argument("--json", metavar="FILE", help="write the findings as JSON ('-': standard output)")
    parser.add_argument("--plain", action="store_true", help="no colours, no signs beyond ASCII")
    parser.add_argument(
        "--width", type=columns, metavar="N", help="columns of the text (those of the terminal)"
    )


def call(arguments: argparse.Namespace) -> int:
    """Tests every file and returns the exit status."""
    stream = sys.stderr if arguments.json == "-" else sys.stdout
    paint = paint_for(stream, width=arguments.width, plain=arguments.plain)
    done: list[Series] = []
    with ExitStack() as files:
        try:
            output = _output(files, arguments)
        except Refused as error:
            complain(COMMAND["refused"].format(file=arguments.files[0], error=error))
            return 2
        for path in arguments.files:
            series = _tested(path, arguments, paint.width)
            if series is not None:
                done.append(series)
                stream.writelines(f"{line}\n" for line in series_lines(paint, series))
                stream.flush()
        if told := verdict(done):
            stream.write(f"\n{told}\n")
        records = [series_as_json(series) for series in done]
        output.write(json.dumps(records, ensure_ascii=False, indent=1) + "\n")
    return _status(arguments, done)


def _status(arguments: argparse.Namespace, done: list[Series]) -> int:
    if len(done) < len(arguments.files):
        return 2
    return 0 if all(tested.finding.passed for series in done for tested in series.tested) else 1


def _output(files: ExitStack, arguments: argparse.Namespace) -> Output:
    """Where the findings go. Raises Refused for a seed that is none, and for an output over a scenario."""
    checked(arguments.seed)
    if arguments.json and any(same_file(arguments.json, path) for path in arguments.files):
        raise Refused(COMMAND["over_scenario"].format(option="--json"))
    return Output(files, arguments.json)


def _tested(path: str, arguments: argparse.Namespace, width: int) -> Series | None:
    """What came of one file; None where it has errors, which are told."""
    try:
        return _series(path, arguments.seed, arguments.runs)
    except ScenarioError as error:
        errors = [problem for problem in error.problems if problem.severity == "error"]
        complain(format_problems(errors, error.lines, width=width))
    except (Refused, BadChoice, NoRule, LoopError) as error:
        complain(COMMAND["refused"].format(file=path, error=error))
    return None


def _series(path: str, seed: int, count: int) -> Series:
    loaded = load(path, judged=False)
    needed = ways(loaded.scenario.expect)
    tested: list[Placed] = []
    bar = Bar()
    try:
        for number, (way, numbers) in enumerate(needed.items()):

            def step(done: int, before: int = number * count) -> None:
                bar.show(path, before + done, count * len(needed))

            found = _findings(loaded, way, numbers, seed, count, step)
            tested += [_placed(loaded, finding, way, seed) for finding in found]
    finally:
        bar.clear()
    tested.sort(key=lambda one: one.finding.number)
    return Series(path, seed, count, tested)


def _findings(
    loaded: Loaded, way: Way, numbers: list[int], seed: int, count: int, step: Callable[[int], None]
) -> tuple[Finding, ...]:
    """What the runs of one way say of the expectations with these numbers."""
    varied = load(loaded.source.name, way.variants, judged=False) if way.variants else loaded
    plan = compile_plan(varied.scenario)
    chosen = choices_of(plan, varied.choose, [f"{key}={option}" for key, option in way.choose])
    assay = Assay(varied.scenario, plan, numbers)
    log = needs_log(loaded.scenario.expect[number] for number in numbers)
    for done, trial in enumerate(trials(plan, way.policy, chosen, seed=seed, count=count, log=log), 1):
        assay.note(trial)
        step(done)
    return assay.findings


def _placed(loaded: Loaded, finding: Finding, way: Way, seed: int) -> Placed:
    place = loaded.source.place(("expect", finding.number))
    command = "" if finding.witness is None else alone(loaded.source.name, seed, finding.witness, way)
    return Placed(finding, place, command)
