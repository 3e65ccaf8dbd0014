"""`exercise-sim`: finds the command and lets it run. Exit 0, 1, 2 as each command says; 130 when interrupted.

A command is imported only when it is called, so that `--help` is quick.
"""

import argparse
import atexit
import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType

COMMANDS = {
    "run": "play a scenario through and tell it",
    "check": "find what is wrong with scenarios",
    "graph": "draw the chain of a scenario",
    "schema": "print the JSON Schema of scenarios, for editors",
}


def main(words: Sequence[str] | None = None) -> int:
    """Runs the command that the words name (None: those of this process, which ends with it) and returns the exit status."""
    if words is None:
        # All that was imported is given back as a whole: looking for circles in it first would take 5 ms of every command.
        atexit.register(gc.freeze)
    if sys.stdout is None:  # whoever started us has closed it
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115  # open until the end
    try:
        status = _call(list(sys.argv[1:] if words is None else words))
        sys.stdout.flush()
    except KeyboardInterrupt:
        print("\ninterrupted", file=sys.stderr)
        status = 130
    except BrokenPipeError:
        # Whoever read our output has gone; the interpreter must not write to the pipe again when it ends.
        _silence()
        status = 141
    except OSError as error:
        print(
            f"exercise-sim: {error.strerror or error}{f': {error.filename}' if error.filename else ''}",
            file=sys.stderr,
        )
        _silence()
        status = 2
    return status


def _call(given: list[str]) -> int:
    # A command is short and makes few circles: looking for them less often is a tenth of its start-up.
    gc.set_threshold(200_000, 50, 50)
    arguments = _parser(given).parse_args(given)
    status: int = arguments.call(arguments)
    return status


def _silence() -> None:
    """Lets nothing more be written to an output that cannot take it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser(given: list[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="exercise-sim",
        description="Tabletop crisis-response exercises from one YAML scenario.",
        epilog="'exercise-sim COMMAND --help' tells more about a command.",
    )
    parser.add_argument("--version", action="version", version=_version() if "--version" in given else "")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, about in COMMANDS.items():
        sub = commands.add_parser(name, help=about, description=about[:1].upper() + about[1:] + ".")
        if name in given:
            module: ModuleType = import_module(f"exercise_sim.cli.{name}")
            module.add_arguments(sub)
            sub.set_defaults(call=module.call)
    return parser


def _version() -> str:
    from importlib.metadata import version

    return f"exercise-sim {version('exercise-sim')}"
