"""A Dask cluster instead of processes: the same bytes, or a part that says so, and never a wait without an end."""

import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager
from threading import Thread

import pytest
from tests.cli.test_compare_store import FIRST, POSIX, TEXT, blocks, wait_for
from tests.support import ROOT

from exercise_sim.analysis.alternatives import Alternative
from exercise_sim.analysis.blocks import Job
from exercise_sim.analysis.dealing import WorkersDiedError
from exercise_sim.cli import cluster, errand, main
from exercise_sim.cli.cluster import Cluster, cluster_dealer
from exercise_sim.cli.given import Refused
from exercise_sim.engine.deciders import NoRule

WORDS = ("--variant", "doubtful_council", "--json", "-")
PATIENT = "from exercise_sim.cli import cluster, main; cluster.CONNECT = 30.0; raise SystemExit(main())"
"""The command, which waits longer than usual for a scheduler on a machine that is busy with tests."""


@pytest.fixture
def small(tmp_path):
    """A small scenario on disk."""
    file = tmp_path / "it.yaml"
    file.write_text(TEXT, encoding="utf-8")
    return str(file)


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    """A machine that is busy with tests takes its time; who waits in vain says so where it does."""
    monkeypatch.setattr(cluster, "CONNECT", 30.0)


@contextmanager
def local(workers=1, threads=1):
    """A cluster within this process."""
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=workers, threads_per_worker=threads, processes=False, protocol="tcp://",
        host="127.0.0.1", dashboard_address="127.0.0.1:0", silence_logs=60,
    ) as made:  # fmt: skip
        yield made


@contextmanager
def processes(folder, workers):
    """A cluster of processes: its address, and the numbers of the scheduler and of the workers."""
    file = folder / "cluster.json"
    words = [sys.executable, "-m", "tests.cli.small_cluster", file, str(workers)]
    options = {"stdin": subprocess.PIPE, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(words, cwd=ROOT, **options) as first:
        until = time.monotonic() + 60
        while not file.exists():
            assert time.monotonic() < until, "no cluster came up"
            assert first.poll() is None, "the cluster did not start"
            time.sleep(0.05)
        yield json.loads(file.read_text("utf-8"))


@contextmanager
def killed(monkeypatch, pid, folder, count):
    """Kills a process as soon as a store holds so many blocks; for what is gone then, nobody needs to wait long."""

    def kill():
        wait_for(folder, count)
        monkeypatch.setattr(cluster, "CONNECT", 1.0)
        os.kill(pid, signal.SIGKILL)

    killer = Thread(target=kill)
    killer.start()
    yield
    killer.join()


def started(*words):
    """A comparison on a cluster, in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", PATIENT, "compare", *map(str, words)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip


@POSIX
def test_a_cluster_of_processes_loses_a_worker_and_then_goes_away(tmp_path, capsys, monkeypatch):
    """Without the worker the bytes are the same; without the scheduler there is a part, which is kept."""
    first, second = tmp_path / "first", tmp_path / "second"
    with processes(tmp_path, 2) as (address, (scheduler, worker, _)):
        words = ["compare", str(FIRST), *WORDS, "--dask", address]
        with killed(monkeypatch, worker, first, 3):
            assert main([*words, "-n", "1000", "--store", str(first)]) == 0
        told = capsys.readouterr()
        monkeypatch.setattr(cluster, "CONNECT", 30.0)
        with killed(monkeypatch, scheduler, second, 3):
            assert main([*words, "-n", "300000", "--store", str(second)]) == 1
        part = capsys.readouterr()
    here = ["compare", str(FIRST), *WORDS, "--workers", "1"]
    assert main([*here, "-n", "1000"]) == 0
    assert capsys.readouterr() == told
    assert (
        f"The cluster went away: no Dask cluster at '{address}' (no scheduler answered within 1 " in part.err
    )
    assert "of 300,000 runs of each alternative are in it." in part.err
    wanted = json.loads(part.out)
    assert wanted["partial"]
    assert main([*here, "-n", str(wanted["runs"]), "--store", str(second)]) == 0
    assert json.loads(capsys.readouterr().out) == wanted | {"partial": False, "planned": wanted["runs"]}


@POSIX
def test_ctrl_c_leaves_the_cluster(tmp_path):
    """What is done is told as a part, with exit 130; the cluster works on for others."""
    store = tmp_path / "store"
    with local() as made:
        address = made.scheduler_address
        with started(FIRST, *WORDS, "-n", 300_000, "--dask", address, "--store", store) as running:
            wait_for(store, 4)
            os.kill(running.pid, signal.SIGINT)
            out, err = running.communicate(timeout=60)
        assert running.returncode == 130, err
        assert "Partial: " in err
        assert "Traceback" not in err
        assert json.loads(out)["partial"]
        again = Cluster(address, pytest.fail)
        assert again.submit(divmod, 7, 2).result(timeout=30) == (3, 1)
        again.shutdown()


@pytest.mark.parametrize(("workers", "threads"), [(1, 1), (2, 1), (1, 3)])
def test_the_same_bytes_for_any_cluster(small, tmp_path, capsys, workers, threads):
    """Text, JSON, table and blocks; whether a worker plays one block at a time or several."""

    def all_of(name, *words):
        folder = tmp_path / name
        words = ["compare", small, "--set", "chain.b.takes=9h", "-n", "700", "--store", str(folder), *words]
        for more in ("--json", "--csv", "--html"):
            words += [more, str(tmp_path / f"{name}{more}")]
        assert main(words) == 0
        text = capsys.readouterr().out
        kept = [(file.relative_to(folder), file.read_bytes()) for file in blocks(folder)]
        return (
            text,
            kept,
            [(tmp_path / f"{name}{more}").read_bytes() for more in ("--json", "--csv", "--html")],
        )

    with local(workers, threads) as made:
        found = all_of("cluster", "--dask", made.scheduler_address)
    assert found == all_of("here", "--workers", "1")


def test_what_a_block_raises_is_raised_here():
    """As with processes: no cluster is broken by it, and none keeps what it was given."""
    with local() as made:
        one = Cluster(made.scheduler_address, pytest.fail)
        assert isinstance(one.submit(_refuse).exception(timeout=30), NoRule)
        assert one.submit(divmod, 7, 2).result(timeout=30) == (3, 1)
        until = time.monotonic() + 30
        while made.scheduler.tasks:
            assert time.monotonic() < until, "the cluster still keeps what is done"
            time.sleep(0.02)
        one.shutdown()


def _refuse():
    raise NoRule("nobody", "go")


@pytest.mark.parametrize("address", ["127.0.0.1:1", "localhost", "", "http://x:1", "{}"])
def test_an_address_without_a_cluster(small, capsys, monkeypatch, address):
    """One line, exit 2, and soon."""
    monkeypatch.setattr(cluster, "CONNECT", 0.3)
    assert main(["compare", small, "--dask", address]) == 2
    err = capsys.readouterr().err
    assert f"no Dask cluster at '{address}' (" in err
    assert "such as tcp://10.0.0.1:8786" in err
    assert err.count("\n") == 1


def test_a_cluster_without_workers(small, capsys, monkeypatch):
    """Nobody would ever play."""
    monkeypatch.setattr(cluster, "JOIN", 0.3)
    with local(workers=0) as made:
        assert main(["compare", small, "--dask", made.scheduler_address]) == 2
    assert "has no workers: start some with 'dask worker" in capsys.readouterr().err


def test_dask_is_an_extra(small, capsys, monkeypatch):
    """Who has not installed it is told how."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert main(["compare", small, "--dask", "127.0.0.1:1"]) == 2
    assert "pip install 'exercise-sim[dask]'" in capsys.readouterr().err


def test_processes_or_a_cluster(small, capsys):
    """Not both."""
    assert main(["compare", small, "--dask", "127.0.0.1:1", "--workers", "2"]) == 2
    assert "leave one of them out" in capsys.readouterr().err


def test_workers_with_another_build_are_refused(monkeypatch):
    """Each is named with both builds; so is one that has none."""
    monkeypatch.setattr(errand, "build", lambda: "0.0.9 (abc)")
    with local() as made:
        (worker,) = made.scheduler.workers
        monkeypatch.setattr(cluster, "about", lambda: errand.About("0.1.0 (def)", "3.11"))
        with pytest.raises(
            Refused, match=rf"{worker} has exercise-sim 0.0.9 \(abc\), and this is 0.1.0 \(def\)"
        ):
            Cluster(made.scheduler_address, pytest.fail)
        monkeypatch.setattr(cluster, "question", lambda: b"cexercise_sim.nothing\nhere\n.")
        with pytest.raises(Refused, match=f"{worker} has no exercise-sim, or another one"):
            Cluster(made.scheduler_address, pytest.fail)


def test_workers_with_another_python_are_told(monkeypatch):
    """The numbers are the same, so it goes on."""
    told = []
    with local() as made:
        monkeypatch.setattr(cluster, "about", lambda: errand.About(errand.build(), "3.99"))
        Cluster(made.scheduler_address, told.append).shutdown()
    assert len(told) == 1
    assert told[0].startswith("1 of 1 workers run Python 3.")
    assert "and this is 3.99" in told[0]


def test_a_worker_that_comes_later_with_another_build_plays_nothing(monkeypatch):
    """It is found at its first block; the cluster is looked over again, and what is there is a part."""
    with local() as made:
        dealer = cluster_dealer(made.scheduler_address, pytest.fail)
        builds = iter(["this", "that"])  # the block is made here, and arrives there
        monkeypatch.setattr(errand, "build", lambda: next(builds, "that"))
        monkeypatch.setattr(cluster, "about", lambda: errand.About("this", "3.11"))
        with pytest.raises(
            WorkersDiedError,
            match=r"The cluster went away: worker .* has exercise-sim that, and this is this",
        ):
            list(dealer.deal([Job(Alternative("one", "it.yaml", TEXT), 1, 0, 1)]))
        dealer.close()


@pytest.mark.parametrize("why", ["no workers", "no answer"])
def test_a_cluster_that_does_nothing_any_more_breaks(monkeypatch, why):
    """All its workers have gone, or its scheduler is silent: what is under way is given up after a while."""
    monkeypatch.setattr(cluster, "PATIENCE", 0.4)
    monkeypatch.setattr(cluster, "EVERY", 0.05)
    with local() as made:
        one = Cluster(made.scheduler_address, pytest.fail)
        if why == "no workers":
            made.sync(made.scheduler.retire_workers)
        else:
            monkeypatch.setattr(one, "_ask", lambda call, seconds: time.sleep(seconds))
        slow = one.submit(time.sleep, 1 if why == "no answer" else 0)
        with pytest.raises(BrokenExecutor):
            slow.result(timeout=30)
        with pytest.raises(BrokenExecutor):
            one.submit(divmod, 7, 2)
        one.shutdown()
