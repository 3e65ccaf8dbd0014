"""Long comparisons: workers, stores, stops of every kind. The bytes are always the same, or what is there is called a part."""

import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from tests.support import HEAD, ROOT, command

from exercise_sim.analysis.dealing import Dealer, WorkersDiedError
from exercise_sim.cli import main, store
from exercise_sim.cli.workers import _settle

FIRST = ROOT / "scenarios" / "first-exercise.yaml"
POSIX = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
TEXT = (
    "".join(f"{key}: {value}\n" for key, value in HEAD.items())
    + "chain: {a: {takes: 1h .. 9h}, b: {takes: 2h .. 3h}}\n"
)


@pytest.fixture
def path(tmp_path):
    """A small scenario on disk."""
    file = tmp_path / "it.yaml"
    file.write_text(TEXT, encoding="utf-8")
    return file


def compare(path, *words, code=0, **options):
    """The text and the JSON of a comparison in a process of its own."""
    ran = command("compare", path, "--set", "chain.b.takes=9h", "--json", "-", *words, code=code, **options)
    return ran.stdout


def blocks(folder: Path) -> list[Path]:
    """The files of a store's blocks."""
    return sorted(folder.rglob("*.rows"))


def test_the_same_bytes_for_any_number_of_workers(path):
    """Text, JSON and the table."""
    told = {
        (compare(path, "-n", 700, "--workers", count), command("compare", path, "-n", 700, "--workers", count, "--csv", "-").stdout)
        for count in (1, 2, 3)
    }  # fmt: skip
    assert len(told) == 1


def test_a_store_goes_on(path, tmp_path):
    """The same bytes as without one; a larger -n adds what is missing, and the same call plays nothing."""
    folder = tmp_path / "store"
    assert compare(path, "-n", 300, "--store", folder) == compare(path, "-n", 300)
    times = {file: file.stat().st_mtime_ns for file in blocks(folder)}
    assert len(times) == 4
    ran = command("compare", path, "--set", "chain.b.takes=9h", "-n", 300, "--store", folder, code=0)
    assert "600 of 600 runs were taken from the store" in ran.stderr
    assert {file: file.stat().st_mtime_ns for file in blocks(folder)} == times
    assert compare(path, "-n", 700, "--store", folder) == compare(path, "-n", 700)
    assert sum(file.stat().st_mtime_ns == times.get(file) for file in blocks(folder)) == 2


def test_another_alternative_joins_a_store(path, tmp_path, capsys):
    """What is held of the first one is taken."""
    folder = str(tmp_path / "store")
    words = ["compare", str(path), "-n", "20", "--workers", "1", "--store", folder]
    assert main(words) == 0
    assert main([*words, "--set", "chain.b.takes=9h"]) == 0
    assert "20 of 40 runs were taken from the store" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("seed", "holds runs of seed 1, and 2 was asked for"),
        ("text", "holds runs of another text of "),
        ("version", "was made by version 0.0.1, and this is "),
        ("other", "is not empty and no store"),
        ("broken", "cannot be read as what a store says of itself"),
    ],
)
def test_the_store_of_other_runs_is_refused(path, tmp_path, capsys, monkeypatch, change, said):
    """The difference is named, and nothing in the folder changes."""
    folder = tmp_path / "store"
    words = ["compare", str(path), "-n", "20", "--workers", "1", "--store", str(folder)]
    assert main(words) == 0
    manifest = folder / store.MANIFEST
    if change == "seed":
        words += ["--seed", "2"]
    elif change == "text":
        path.write_text(TEXT.replace("9h", "8h"), encoding="utf-8")
    elif change == "version":
        manifest.write_text(manifest.read_text("utf-8").replace(store.build(), "0.0.1"), encoding="utf-8")
    elif change == "other":
        manifest.unlink()
    else:
        manifest.write_text("{", encoding="utf-8")
    before = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    assert main(words) == 2
    assert said in capsys.readouterr().err
    assert {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()} == before


RESOURCES = (
    TEXT.replace("b: {takes: 2h .. 3h}", "b: {takes: 2h .. 3h, uses: {rooms: 1}}")
    + "resources: {rooms: {slots: 1}}\n"
)


@pytest.fixture
def looking(tmp_path):
    """A comparison with a resource that is looked at, in this process, with a store: its words, and the store."""
    file, folder = tmp_path / "looked.yaml", tmp_path / "looked"
    file.write_text(RESOURCES, encoding="utf-8")
    return [
        "compare",
        str(file),
        "--drivers",
        "--workers",
        "1",
        "--store",
        str(folder),
        "--json",
        "-",
        "-n",
        "300",
    ], folder


def test_a_store_keeps_what_was_looked_at(looking, capsys):
    """The looks at resources as well as the runs: a second call makes none, with the same bytes; a larger -n makes those that are missing."""
    words, folder = looking
    assert main(words) == 0
    first = capsys.readouterr().out
    times = {file: file.stat().st_mtime_ns for file in folder.rglob("*.loads")}
    assert sorted(file.name for file in times) == ["00000000.256.loads", "00000001.44.loads"]
    assert main(words) == 0
    assert capsys.readouterr().out == first
    assert {file: file.stat().st_mtime_ns for file in times} == times
    assert main([*words, "-n", "400"]) == 0
    more = capsys.readouterr().out
    assert main([one for one in [*words, "-n", "400"] if one not in ("--store", str(folder))]) == 0
    assert capsys.readouterr().out == more


def test_looks_that_were_damaged_are_made_again(looking, capsys):
    """It is said, and the bytes are the same."""
    words, folder = looking
    assert main(words) == 0
    first = capsys.readouterr().out
    file = folder.rglob("*.256.loads").__next__()
    content = file.read_bytes()
    file.write_bytes(content[:-3])
    assert main(words) == 0
    out, err = capsys.readouterr()
    assert out == first
    assert "1 blocks of the store were damaged and played again" in err
    assert file.read_bytes() == content


@pytest.mark.parametrize(
    ("error", "status", "why"),
    [(WorkersDiedError(), 1, "Worker processes died again and again. "), (KeyboardInterrupt(), 130, "")],
    ids=["death", "interrupt"],
)
def test_a_stop_while_it_looks_leaves_all_runs(looking, capsys, monkeypatch, error, status, why):
    """Drivers are told, resources are not, and it is called a part."""
    words, _ = looking
    deal = Dealer.deal

    def stopped(dealer, jobs):
        jobs = list(jobs)
        if jobs and jobs[0].loads:
            raise error
        return deal(dealer, jobs)

    monkeypatch.setattr(Dealer, "deal", stopped)
    assert main(words) == status
    out, err = capsys.readouterr()
    found = json.loads(out)
    assert (found["partial"], found["runs"], found["drivers"]["runs"], found["resources"]) == (
        True,
        300,
        300,
        [],
    )
    assert (
        f"{why}Partial: all runs are in it, but not all of them were looked at for what drives the result."
        in " ".join(err.split())
    )


@pytest.mark.parametrize("harm", ["flip", "cut", "empty", "longer"])
def test_a_damaged_block_is_played_again(path, tmp_path, harm):
    """Its checksum tells; the bytes are as ever, and the store is whole again."""
    folder = tmp_path / "store"
    wanted = compare(path, "-n", 300, "--store", folder)
    kept = {file: file.read_bytes() for file in blocks(folder)}
    file = blocks(folder)[1]
    content = kept[file]
    file.write_bytes({"flip": content[:-5] + bytes([content[-5] ^ 1]) + content[-4:], "cut": content[:-7], "empty": b"", "longer": content + b"\0"}[harm])  # fmt: skip
    ran = command(
        "compare", path, "--set", "chain.b.takes=9h", "-n", 300, "--store", folder, "--json", "-", code=0
    )
    assert ran.stdout == wanted
    assert "1 blocks of the store were damaged and played again" in ran.stderr
    assert {file: file.read_bytes() for file in blocks(folder)} == kept


def test_a_full_disk_spoils_no_result(path, tmp_path, capsys, monkeypatch):
    """It is told once, with exit 2; the comparison is there."""

    def full(path, content):
        if path.suffix == ".rows":
            raise OSError(28, "No space left on device")
        path.write_bytes(content)

    monkeypatch.setattr(store, "_write", full)
    assert (
        main(["compare", str(path), "-n", "600", "--workers", "1", "--store", str(tmp_path / "store")]) == 2
    )
    out, err = capsys.readouterr()
    assert "600 runs" in out
    assert err.count("the store takes nothing more (No space left on device)") == 1


def started(path, *words):
    """A long comparison in a process group of its own."""
    program = [sys.executable, "-c", "from exercise_sim.cli import main; raise SystemExit(main())"]
    return subprocess.Popen(
        [*program, "compare", str(path), *map(str, words)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", start_new_session=True,
    )  # fmt: skip


def wait_for(folder: Path, count: int) -> None:
    """Until a store holds so many blocks of two alternatives, the first of each among them: before that, no run is in a part."""
    for _ in range(1200):
        found = blocks(folder)
        if len(found) >= count and sum(file.stem == "00000000" for file in found) == 2:
            return
        time.sleep(0.05)
    pytest.fail("no blocks came")


@POSIX
@pytest.mark.parametrize("count", [1, 2])
def test_ctrl_c_ends_with_what_is_done(tmp_path, count):
    """Everybody in the terminal gets the signal; the text says that it is a part, and the exit is 130."""
    folder = tmp_path / "store"
    with started(FIRST, "--variant", "doubtful_council", "-n", 1_000_000, "--workers", count, "--store", folder, "--plain") as running:  # fmt: skip
        wait_for(folder, 6)
        os.killpg(running.pid, signal.SIGINT)
        out, err = running.communicate(timeout=60)
    assert running.returncode == 130, err
    assert "Partial: " in out
    assert "of 1,000,000 runs of each alternative are in it." in out
    assert "Traceback" not in err


@POSIX
def test_kill_9_loses_nothing_that_was_kept(tmp_path):
    """The next call goes on, with the bytes of one that was never stopped; no process is left behind."""
    folder, words = (
        tmp_path / "store",
        ("--variant", "doubtful_council", "-n", 1500, "--json", "-", "--workers", 2),
    )
    with started(FIRST, *words, "--store", folder) as running:
        wait_for(folder, 4)
        os.kill(running.pid, signal.SIGKILL)
        running.wait(timeout=60)
        for _ in range(200):
            try:
                os.killpg(running.pid, 0)
            except ProcessLookupError:
                break
            time.sleep(0.05)
        else:
            pytest.fail("a worker outlived the one that made it")
    ran = command("compare", FIRST, *words, "--store", folder, code=0)
    assert ran.stdout == command("compare", FIRST, *words, code=0).stdout
    assert "runs were taken from the store" in ran.stderr


@POSIX
def test_a_worker_that_is_killed_changes_no_byte(tmp_path):
    """Its block is played again by another."""
    words = ("--variant", "doubtful_council", "-n", 2000, "--json", "-", "--workers", 2)
    folder = tmp_path / "store"
    with started(FIRST, *words, "--store", folder) as running:
        wait_for(folder, 3)
        children = Path(f"/proc/{running.pid}/task/{running.pid}/children").read_text("utf-8").split()
        os.kill(int(children[0]), signal.SIGKILL)
        out, err = running.communicate(timeout=120)
    assert running.returncode == 0, err
    assert out == command("compare", FIRST, *words, code=0).stdout


def test_workers_ignore_ctrl_c():
    """Only the process that made them answers to it."""
    with ProcessPoolExecutor(1, initializer=_settle) as pool:
        assert pool.submit(signal.getsignal, signal.SIGINT).result() == signal.SIG_IGN
