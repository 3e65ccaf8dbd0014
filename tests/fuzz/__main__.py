"""Hours of inputs that nobody would write: python -m tests.fuzz --minutes 60 --seed N [--to DIR] [--first K].

Prints counts by kind, and keeps every finding as a file. Each input is fixed by the seed and its number.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.fuzz.campaign import Campaign
from tests.fuzz.watch import limit_memory


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=60, help="how long, by the wall clock (60)")
    parser.add_argument("--seed", type=int, default=1, help="fixes every input (1)")
    parser.add_argument("--first", type=int, default=0, help="the number of the first input (0)")
    parser.add_argument("--only", type=int, help="how many inputs at most")
    parser.add_argument("--to", type=Path, default=Path("fuzz-findings"), help="where findings are kept")
    given = parser.parse_args()
    limit_memory(6)
    given.to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        campaign = Campaign(given.seed, Path(folder), given.to)
        began = told = time.monotonic()
        number = given.first
        while time.monotonic() - began < given.minutes * 60 and (
            given.only is None or number < given.first + given.only
        ):
            campaign.one(number)
            number += 1
            if time.monotonic() - told > 60:
                told = time.monotonic()
                print(
                    f"after {(told - began) / 60:.1f} minutes, up to input {number}\n{campaign.report()}",
                    flush=True,
                )
        (given.to / f"current-{given.seed}.yaml").unlink(
            missing_ok=True
        )  # what is left there killed the process
        print(
            f"{(time.monotonic() - began) / 60:.1f} minutes, inputs {given.first} to {number - 1}\n{campaign.report()}"
        )
    return 1 if campaign.marks else 0


if __name__ == "__main__":
    sys.exit(main())
