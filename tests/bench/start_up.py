"""Prints how long the commands take to start, beside what they cannot do without.

    python -m tests.bench.start_up [--pairs 15]

`--help` beside pip's; `check` and `run` of the training beside a process that only imports the modules which that command had
imported when it was done. Pairs of processes take turns; ratios are taken within a pair.
"""

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from statistics import median

from tests.support import ROOT

Words = Sequence[str]

ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""That of whoever measures; modules are compiled once and kept, as they are for users."""

LIST = "import sys\nfrom exercise_sim.cli import main\ntry: main(sys.argv[1:])\nfinally: print(*sys.modules, file=sys.stderr)"
"""Runs a command in this process and names what it has imported."""
IMPORT = "import sys\nfrom importlib import import_module\nfor name in sys.argv[1:]: import_module(name)"
"""Imports what is named, and ends."""


def script(name: str) -> str:
    """A program of the environment in which this runs."""
    found = shutil.which(name, path=str(Path(sys.executable).parent))
    if found is None:
        raise SystemExit(f"{name} is not installed beside {sys.executable}")
    return found


def needed(words: Words) -> list[str]:
    """The modules that a command imports, in their order."""
    command = [sys.executable, "-c", LIST, *words]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=ENVIRONMENT)
    names = done.stderr.splitlines()[-1].split()
    return [name for name in names if not name.startswith("__") and _found(name)]


def _found(name: str) -> bool:
    """Whether a module can be imported by its name (some put themselves under names of their own)."""
    try:
        return name in sys.builtin_module_names or find_spec(name) is not None
    except (ImportError, ValueError):
        return False


def milliseconds(command: Words) -> float:
    """How long a process takes from its start to its end."""
    began = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True, env=ENVIRONMENT)
    return 1e3 * (time.perf_counter() - began)


def row(name: str, command: Words, beside: str, other: Words, pairs: int) -> str:
    """One line of the table: both medians, and the ratio with its quartiles."""
    for words in (command, other):
        milliseconds(words)
    times = [(milliseconds(command), milliseconds(other)) for _ in range(pairs)]
    ratios = sorted(ours / theirs for ours, theirs in times)
    low, high = ratios[pairs // 4], ratios[-1 - pairs // 4]
    ours, theirs = median(one for one, _ in times), median(two for _, two in times)
    return (
        f"| {name} | {ours:.0f} | {beside} | {theirs:.0f} | {median(ratios):.2f} | {low:.2f} .. {high:.2f} |"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=15)
    pairs = parser.parse_args().pairs
    os.chdir(ROOT)
    program, training = script("exercise-sim"), str(Path("scenarios", "central-asia-stabilisation.yaml"))
    print("| command | ms | beside | ms | ratio (median) | quartiles |\n|---|---|---|---|---|---|")
    print(row("--help", [program, "--help"], "pip --help", [script("pip"), "--help"], pairs))
    for words in (["check", training], ["run", training, "--plain", "--seed", "1"]):
        modules = needed(words)
        imports = [sys.executable, "-c", IMPORT, *modules]
        print(row(words[0], [program, *words], f"{len(modules)} imports", imports, pairs))
    print(row("python -c pass", [sys.executable, "-c", "pass"], "--help", [program, "--help"], pairs))


if __name__ == "__main__":
    main()
