"""A Dask cluster of a scheduler and workers, each a process of its own that may be killed; all are forked from one that has imported everything.

    python -m tests.cli.small_cluster FILE WORKERS

Writes the scheduler's address and the process numbers into FILE, and ends when its standard input does.
"""

import asyncio
import json
import os
import signal
import sys
from pathlib import Path

from distributed import Scheduler, Worker

import exercise_sim.cli.compare  # noqa: F401  # so that workers need not


async def _schedule(pipe):
    async with Scheduler(
        host="127.0.0.1", port=0, dashboard=False, dashboard_address="127.0.0.1:0"
    ) as scheduler:
        os.write(pipe, scheduler.address.encode())
        os.close(pipe)
        await scheduler.finished()


async def _work(address):
    async with Worker(address, nthreads=1, dashboard=False) as worker:
        await worker.finished()


def _forked(work, *words):
    """The number of a process that does this, and nothing else."""
    pid = os.fork()
    if not pid:
        try:
            asyncio.run(work(*words))
        finally:
            os._exit(0)
    return pid


def main():
    file, count = Path(sys.argv[1]), int(sys.argv[2])
    out, into = os.pipe()
    pids = [_forked(_schedule, into)]
    address = os.read(out, 1000).decode()
    pids += [_forked(_work, address) for _ in range(count)]
    part = file.with_suffix(".part")
    part.write_text(json.dumps([address, pids]), "utf-8")
    part.replace(file)
    sys.stdin.read()
    for pid in pids:
        os.kill(pid, signal.SIGKILL)


if __name__ == "__main__":
    main()
