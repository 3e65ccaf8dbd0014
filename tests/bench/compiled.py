"""Builds the compiled engine into an environment of its own, and demands of it the very bytes of the interpreted one.

    python -m tests.bench.compiled [--into .venv-compiled] [--suite]

For every shipped scenario and policy, runs are played in both, and their logs, ledgers and lines of JSON compared. `--suite` then runs the whole test suite
against the compiled engine. Needs a C compiler, so it is no part of the suite itself; after a change of a compiled module it is to be run.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from tests.support import ROOT, SCENARIOS

from exercise_sim.engine import chain
from exercise_sim.engine.compile import compile_plan
from exercise_sim.engine.deciders import decider_for, run_through
from exercise_sim.engine.luck import BlockLuck
from exercise_sim.engine.session import Session
from exercise_sim.scenario.load import load

RUNS = 100


def bytes_of_all() -> Iterator[str]:
    """A line for each scenario and policy: the digest of its runs, from single draws and from a block of them."""
    yield "interpreted" if str(chain.__file__).endswith(".py") else "compiled"
    for file in SCENARIOS:
        loaded = load(file)
        plan = compile_plan(loaded.scenario, loaded.digest)
        for policy in ("usual", "weighted", *plan.policies):
            digest, block = sha256(), BlockLuck(plan.draws, 2, 0, RUNS)
            for replication in range(RUNS):
                for luck in (None, block.at(replication)):
                    session = Session(plan, 1, replication, luck=luck)
                    end = run_through(session, decider_for(plan, policy, loaded.choose))
                    told = (session.noted, session.ledger, session.log, session.over_at(), end)
                    digest.update(repr(told).encode())
            yield f"{file.name} {policy} {digest.hexdigest()}"


def built(into: Path) -> str:
    """The interpreter of an environment with the compiled engine, made from the sources as they stand."""
    subprocess.run([sys.executable, "-m", "venv", "--clear", into], check=True)
    python = into / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    install = [python, "-m", "pip", "install", "-q", "--no-cache-dir", "-c", "constraints.txt", ".[test]"]
    subprocess.run(install, check=True, cwd=ROOT, env=os.environ | {"EXERCISE_SIM_COMPILE": "1"})
    return str(python)


def said(python: str) -> list[str]:
    """What an interpreter's engine gives."""
    command = [python, "-m", "tests.bench.compiled", "--digests"]
    return subprocess.run(command, check=True, cwd=ROOT, capture_output=True, text=True).stdout.splitlines()


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--into", type=Path, default=ROOT / ".venv-compiled", help="where the environment is made"
    )
    parser.add_argument("--suite", action="store_true", help="runs the test suite against it as well")
    parser.add_argument("--digests", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.digests:
        print(*bytes_of_all(), sep="\n")
        return 0
    python = built(given.into.resolve())
    (mine, *ours), (kind, *theirs) = said(sys.executable), said(python)
    if (mine, kind) != ("interpreted", "compiled"):
        print(
            f"to be compared are the interpreted and the compiled engine, not the {mine} and the {kind} one"
        )
        return 1
    print(*ours, sep="\n")
    if ours != theirs:
        print("\nThe compiled engine gives something else:", *(set(theirs) - set(ours)), sep="\n")
        return 1
    print(f"\nThe same bytes from the compiled engine: {python}")
    return (
        subprocess.run([python, "-m", "pytest", "-q"], cwd=ROOT, check=False).returncode if given.suite else 0
    )


if __name__ == "__main__":
    raise SystemExit(main())
