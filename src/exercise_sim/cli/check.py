"""`exercise-sim check FILE...`: every error at its place, then warnings. Exit 0; 1 for warnings under --strict; 2 for errors."""

import argparse
import json
import sys

from exercise_sim.cli.numbers import columns
from exercise_sim.cli.output import paint_for
from exercise_sim.render.problems import format_problems, problems_as_json
from exercise_sim.scenario.load import examine
from exercise_sim.scenario.problems import Problem


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE", help="scenario files")
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="how problems are written (text)"
    )
    parser.add_argument("--strict", action="store_true", help="exit 1 if there are warnings")
    parser.add_argument(
        "--width", type=columns, metavar="N", help="columns of the text (those of the terminal)"
    )


def call(arguments: argparse.Namespace) -> int:
    """Checks every file and returns the exit status."""
    found: list[Problem] = []
    paint = paint_for(sys.stdout, width=arguments.width, plain=False)
    for path in arguments.files:
        problems, lines = examine(path)
        found += problems
        if arguments.format == "text":
            print(format_problems(problems, lines, width=paint.width) if problems else f"{path}: no problems")
    if arguments.format == "json":
        print(json.dumps(problems_as_json(found), ensure_ascii=False, indent=1))
    if any(problem.severity == "error" for problem in found):
        return 2
    return 1 if found and arguments.strict else 0
