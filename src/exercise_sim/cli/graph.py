"""`exercise-sim graph FILE --to FILE.svg|.mmd|.dot`: draws the chain of a scenario. Exit 0; 2 for bad input."""

import argparse
import os
import sys
from pathlib import Path

from exercise_sim.cli.arguments import add_variant
from exercise_sim.cli.output import complain, for_machines, paint_for
from exercise_sim.render.graph.dot import dot
from exercise_sim.render.graph.mermaid import mermaid
from exercise_sim.render.graph.svg import svg
from exercise_sim.render.problems import format_problems
from exercise_sim.scenario.graph import graph_of
from exercise_sim.scenario.load import load
from exercise_sim.scenario.problems import ScenarioError

FORMATS = {"svg": svg, "mmd": mermaid, "dot": dot}


class Refused(Exception):
    """The words of the command do not fit; the text says why."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="a scenario file")
    parser.add_argument(
        "--to", required=True, metavar="FILE", help="where to: FILE.svg, .mmd or .dot ('-': standard output)"
    )
    parser.add_argument("--format", choices=[*FORMATS], help="how it is drawn (what FILE ends with)")
    add_variant(parser)


def call(arguments: argparse.Namespace) -> int:
    """Draws a chain and returns the exit status."""
    try:
        draw = FORMATS[_format(arguments)]
        scenario = load(arguments.file, arguments.variant).scenario
        _write(draw(graph_of(scenario), arguments.variant), arguments)
    except ScenarioError as error:
        errors = [problem for problem in error.problems if problem.severity == "error"]
        width = paint_for(sys.stderr, width=None, plain=False).width
        complain(format_problems(errors, error.lines, width=width))
    except Refused as error:
        complain(f"{arguments.file}: error: {error}")
    else:
        return 0
    return 2


def _format(arguments: argparse.Namespace) -> str:
    known = ", ".join(f".{name}" for name in FORMATS)
    if arguments.format:
        return str(arguments.format)
    if arguments.to == "-":
        raise Refused(f"for the standard output, say how it is drawn: --format {' or '.join(FORMATS)}")
    ending = Path(arguments.to).suffix.lower().removeprefix(".")
    if ending not in FORMATS:
        raise Refused(
            f"'{arguments.to}' does not say how it is drawn: let it end with {known}, or give --format"
        )
    return ending


def _write(text: str, arguments: argparse.Namespace) -> None:
    """Writes the picture. Raises OSError where it cannot be written."""
    if arguments.to == "-":
        for_machines(sys.stdout).write(text)
        return
    if os.path.exists(arguments.to) and os.path.samefile(arguments.to, arguments.file):  # noqa: PTH110, PTH121
        raise Refused("the picture would be written over the scenario itself")
    Path(arguments.to).write_text(text, encoding="utf-8", newline="\n")
