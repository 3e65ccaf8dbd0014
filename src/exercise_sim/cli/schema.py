"""`exercise-sim schema`: prints the JSON Schema of the scenario language, for editors. Exit 0."""

import argparse
import json
import sys

from exercise_sim.cli.output import for_machines
from exercise_sim.scenario.schema import json_schema


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None: there is one language."""


def call(arguments: argparse.Namespace) -> int:
    """Prints the schema and returns the exit status."""
    print(json.dumps(json_schema(), ensure_ascii=False, indent=1), file=for_machines(sys.stdout))
    return 0
