"""`exercise-sim explore FILE`: plays a scenario by itself and tells what never comes. Exit 0: sound; 1: something is wrong; 2: bad input."""

import argparse
import sys
from contextlib import ExitStack
from functools import partial

from exercise_sim.analysis.exploring import Exploration
from exercise_sim.analysis.findings import Findings, findings_of
from exercise_sim.analysis.repeating import Example
from exercise_sim.cli.again import again
from exercise_sim.cli.arguments import add_variant
from exercise_sim.cli.files import STANDARD, Output, same_file
from exercise_sim.cli.given import Refused, scenario_of
from exercise_sim.cli.numbers import runs, whole
from exercise_sim.cli.output import complain, paint_for
from exercise_sim.cli.progress import Bar
from exercise_sim.engine.choices import BadChoice
from exercise_sim.engine.compile import compile_plan
from exercise_sim.engine.deciders import NoRule
from exercise_sim.engine.loops import LoopError
from exercise_sim.render.amounts import number
from exercise_sim.render.explored import Explored
from exercise_sim.render.explored_data import explored_as_json
from exercise_sim.render.problems import format_problems
from exercise_sim.render.sentences import EXPLORE, EXPLORING
from exercise_sim.render.sentences_of_commands import COMMAND
from exercise_sim.scenario.cast import Cast, spoken
from exercise_sim.scenario.load import Loaded
from exercise_sim.scenario.problems import ScenarioError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="a scenario file")
    parser.add_argument("-n", type=runs, default=10_000, metavar="N", help="how many runs at random (10000)")
    parser.add_argument("--seed", type=whole, default=1, metavar="N", help="fixes all chance (1)")
    add_variant(parser)
    parser.add_argument("--json", metavar="FILE", help="write the findings as JSON ('-': standard output)")


def call(arguments: argparse.Namespace) -> int:
    """Explores a scenario and returns the exit status."""
    try:
        _check(arguments)
        loaded = scenario_of(arguments)
        with ExitStack() as files:
            return _explore(arguments, loaded, Output(files, arguments.json))
    except ScenarioError as error:
        errors = [problem for problem in error.problems if problem.severity == "error"]
        width = paint_for(sys.stderr, width=None, plain=False).width
        complain(format_problems(errors, error.lines, width=width))
    except (Refused, BadChoice, NoRule, LoopError) as error:
        complain(COMMAND["refused"].format(file=arguments.file, error=error))
    return 2


def _check(arguments: argparse.Namespace) -> None:
    if not 0 <= arguments.seed < 2**64:
        raise Refused(COMMAND["bad_seed"])
    if arguments.json and same_file(arguments.json, arguments.file):
        raise Refused(COMMAND["over_scenario"].format(option="--json"))


def _explore(arguments: argparse.Namespace, loaded: Loaded, output: Output) -> int:
    plan = compile_plan(loaded.scenario, loaded.digest)
    exploration = Exploration(loaded.scenario, plan, arguments.seed, arguments.n, loaded.choose)
    finished = _play(exploration)
    findings = findings_of(exploration)
    _tell(arguments, loaded, exploration, findings, finished=finished)
    line = partial(_line, arguments)
    output.write(explored_as_json(exploration, findings, tuple(loaded.variants), line))
    if not finished:
        return 130
    return 1 if findings.failures else 0


def _play(exploration: Exploration) -> bool:
    """Plays all runs; False where it was interrupted."""
    bar = Bar()
    try:
        for part, done, of in exploration.go():
            bar.show(EXPLORING[part], done, of)
    except KeyboardInterrupt:
        return False
    finally:
        bar.clear()
    return True


def _tell(
    arguments: argparse.Namespace,
    loaded: Loaded,
    exploration: Exploration,
    findings: Findings,
    *,
    finished: bool,
) -> None:
    stream = sys.stderr if arguments.json == STANDARD else sys.stdout
    paint, plan = paint_for(stream, width=None, plain=False), exploration.plan
    head = EXPLORE["head"].format(
        title=plan.title,
        count=number(exploration.steered + exploration.random),
        steered=number(exploration.steered),
        random=number(exploration.random),
        seed=arguments.seed,
    )
    told = [paint("title", head)]
    if arguments.variant:
        told.append(EXPLORE["variants"].format(names=", ".join(arguments.variant)))
    if not finished:
        told.append(paint("bad", EXPLORE["interrupted"]))
    asked = exploration.coverage.asked
    explored = Explored(plan, findings, asked.__getitem__, partial(_line, arguments), _titles(loaded))
    stream.writelines(f"{line}\n" for line in (*told, *explored.lines(paint)))
    stream.flush()


def _titles(loaded: Loaded) -> dict[str, str]:
    """What people call the objectives."""
    cast, objectives = Cast(loaded.scenario), loaded.scenario.objectives
    return {name: cast.text(one.title, "") or spoken(name) for name, one in objectives.items()}


def _line(arguments: argparse.Namespace, example: Example) -> str:
    """The command that repeats an example."""
    words = argparse.Namespace(
        file=arguments.file,
        replication=example.replication,
        variant=arguments.variant,
        policy="usual",
        choose=[f"{key}={option}" for key, option in example.choose.items()],
        until=None,
        view=None,
    )
    setattr(words, "from", None)
    return again(words, arguments.seed)
