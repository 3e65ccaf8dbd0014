"""`exercise-sim`: finds the command and lets it run. Exit 0, 1, 2 as each command says; 130 when interrupted.

A command is imported only when it is called, so that `--help` is quick.
"""

import argparse
import atexit
import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from types import ModuleType
from typing import Any, TextIO

COMMANDS = {
    "run": "play a scenario through and tell it",
    "play": "take a seat, decide, and see what comes of it",
    "replay": "play the record of an exercise again, and verify it",
    "review": "debrief the record of an exercise: what each choice cost, luck and choice, where the time went",
    "fork": "begin another record where a question was asked",
    "check": "find what is wrong with scenarios",
    "test": "see whether scenarios do what their authors expect",
    "explore": "play a scenario through by itself, and find what never comes",
    "compare": "play alternatives on the same luck, and tell what differs",
    "graph": "draw the chain of a scenario",
    "schema": "print the JSON Schema of scenarios, for editors",
}


def main(words: Sequence[str] | None = None) -> int:
    """Runs the command that the words name (None: those of this process, which ends with it) and returns the exit status."""
    if words is None:
        # All that was imported is given back as a whole: looking for circles in it first would take 5 ms of every command.
        atexit.register(gc.freeze)
    # Whoever started us may have closed them; they stay open until the end.
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    try:
        status = _call(list(sys.argv[1:] if words is None else words))
        sys.stdout.flush()
        sys.stderr.flush()
    except KeyboardInterrupt:
        return _failed(130, "\ninterrupted")
    except BrokenPipeError:
        return _failed(141)
    except OSError as error:
        about = f": {error.filename}" if error.filename else ""
        return _failed(2, f"exercise-sim: {error.strerror or error}{about}")
    return status


def _failed(status: int, complaint: str = "") -> int:
    """The status, after a complaint where it can be written; behind it, the interpreter writes to no output that cannot take it."""
    with suppress(OSError):
        if complaint:
            print(complaint, file=sys.stderr, flush=True)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            _silence(stream)
    return status


def _call(given: list[str]) -> int:
    # A command is short and makes few circles: looking for them less often is a tenth of its start-up.
    gc.set_threshold(200_000, 50, 50)
    try:
        arguments = _parser(given).parse_args(given)
    except SystemExit as leaving:  # it has shown its help, or what is wrong with the words
        return int(leaving.code or 0)
    status: int = arguments.call(arguments)
    return status


def _silence(stream: TextIO) -> None:
    """Lets nothing more be written to an output that cannot take it."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


class _Parser(argparse.ArgumentParser):
    """The parser of the library, which would pass over an output that cannot take its help."""

    def _print_message(self, message: str, file: Any = None) -> None:
        (file or sys.stderr).write(message)


def _parser(given: list[str]) -> argparse.ArgumentParser:
    parser = _Parser(
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
    """The version; and whether the engine is the compiled one (docs/how-to/engineer.md)."""
    from importlib.metadata import version
    from importlib.util import find_spec

    chain = find_spec("exercise_sim.engine.chain")
    compiled = "" if chain is None or str(chain.origin).endswith(".py") else " (compiled)"
    return f"exercise-sim {version('exercise-sim')}{compiled}"
