"""How the house stands: imports point one way, the rooms below `render` touch nothing outside, and start-up stays quick.

Read from the source with `ast`; only the last tests start a process.
"""

import ast
import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from tests.support import ROOT, SCENARIOS

import exercise_sim
from exercise_sim.scenario.source import parse_source

PACKAGE = ROOT / "src" / "exercise_sim"
FLOORS = ("scenario", "engine", "records", "analysis", "render", "cli", "web")
"""A room may import from its own floor and from those named before it."""
LONG = {"engine/compile.py"}
"""Files over 300 lines. None may be added."""
FILES_ARE_OPENED = {"scenario/files.py", "engine/quantiles.py", "records/storage.py"}
"""Where an author's file is read, the committed table of quantiles, and the record of a session."""

MODULES = sorted(PACKAGE.rglob("*.py"))
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in MODULES}


def place(path: Path) -> str:
    """`engine/chain.py`."""
    return path.relative_to(PACKAGE).as_posix()


def floor(path: Path) -> str:
    """The floor on which a module stands; empty for the package itself."""
    return path.relative_to(PACKAGE).parts[0] if path.parent != PACKAGE else ""


def of(*floors: str) -> list[Path]:
    """The modules of these floors."""
    return [path for path in MODULES if floor(path) in floors]


BELOW = of("scenario", "engine", "records", "analysis")
"""Everything below `render`."""


def imported(tree: ast.AST) -> Iterator[tuple[str, ast.stmt]]:
    """The full names of imported modules, with the statement."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((name.name, node) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "imports are written in full"
            yield node.module or "", node


def called(tree: ast.AST) -> Iterator[str]:
    """The names of what is called: `print`, `Path.read_text`, `datetime.now`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


def strings(tree: ast.AST) -> Iterator[str]:
    """The texts in the code; docstrings are none."""
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body and isinstance(node.body[0], ast.Expr)
    }  # fmt: skip
    bare = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)
    }  # the sentence below a constant
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in docstrings | bare
        ):
            yield node.value


def offenders(modules: list[Path], found: Callable[[Path], Iterable[str]]) -> dict[str, list[str]]:
    """What is found in each of these modules, where something is."""
    return {place(path): list(wrong) for path in modules if (wrong := list(found(path)))}


def heads(path: Path) -> list[str]:
    """The packages that a module imports from."""
    return [name.split(".")[0] for name, _ in imported(TREES[path])]


# --- who imports whom


def test_imports_point_one_way():
    """scenario < engine < records < analysis < render < cli: nothing imports from a floor above its own."""

    def above(path: Path) -> list[str]:
        allowed = FLOORS[: FLOORS.index(floor(path)) + 1]
        ours = [name.split(".")[1] for name, _ in imported(TREES[path]) if name.startswith("exercise_sim.")]
        return [name for name in ours if name not in allowed]

    assert offenders(of(*FLOORS), above) == {}


def test_every_folder_is_a_floor():
    """A new one gets its place in the order."""
    assert {floor(path) for path in MODULES} - {""} <= set(FLOORS)


def test_only_the_clock_touches_simpy():
    """SimPy is the clock, and stands in one room."""
    assert [place(path) for path in MODULES if "simpy" in heads(path)] == ["engine/clock.py"]


def test_pydantic_stays_at_the_edges():
    """Author text in, saved file in and out; never in a run."""
    assert {floor(path) for path in MODULES if "pydantic" in heads(path)} <= {"scenario", "records"}


def test_rich_is_for_people():
    """Only what is shown knows it."""
    assert {floor(path) for path in MODULES if "rich" in heads(path)} <= {"render", "cli"}


def test_numpy_is_imported_where_blocks_are_drawn():
    """Inside functions only (or for types): a single run does without it."""

    def outside(path: Path) -> list[str]:
        tree = TREES[path]
        for_types = [
            node
            for node in ast.walk(tree)
            if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        ]
        functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
        inside = {id(node) for outer in (*for_types, *functions) for node in ast.walk(outer)}
        return [
            name for name, node in imported(tree) if name.split(".")[0] == "numpy" and id(node) not in inside
        ]

    assert offenders(of("scenario", "engine"), outside) == {}


# --- nothing outside


def test_below_render_nothing_prints_or_asks():
    """No terminal, no person."""

    def talks(path: Path) -> list[str]:
        text = ast.unparse(TREES[path])
        streams = [word for word in ("sys.stdout", "sys.stderr", "sys.stdin") if word in text]
        return streams + sorted({"print", "input", "breakpoint", "getpass"} & set(called(TREES[path])))

    assert offenders(BELOW, talks) == {}


def test_up_to_render_nothing_reads_the_wall_clock():
    """The exercise clock is the only one."""
    clocks = ("now", "today", "utcnow", "monotonic", "perf_counter")

    def looks(path: Path) -> list[str]:
        modules = [name for name in heads(path) if name in ("time", "sched", "calendar", "zoneinfo")]
        return modules + [name for name in called(TREES[path]) if name.split(".")[-1] in clocks]

    assert offenders([*BELOW, *of("render")], looks) == {}


def test_up_to_render_nothing_opens_a_file():
    """Author files are read in one room; nobody else knows a file or a network."""
    opening = {"open", "io.open", "os.open"}
    reading = ("read_text", "read_bytes", "write_text", "write_bytes")
    networks = ("socket", "urllib", "http", "requests", "subprocess", "tempfile")

    def opens(path: Path) -> list[str]:
        calls = [name for name in called(TREES[path]) if name in opening or name.split(".")[-1] in reading]
        return calls + [name for name in heads(path) if name in networks]

    assert (
        offenders([path for path in (*BELOW, *of("render")) if place(path) not in FILES_ARE_OPENED], opens)
        == {}
    )


def test_chance_comes_from_named_streams_only():
    """No other source of numbers, and nothing that differs from process to process."""

    def gambles(path: Path) -> list[str]:
        modules = [name for name in heads(path) if name in ("random", "secrets", "uuid", "threading")]
        calls = [
            name
            for name in called(TREES[path])
            if name in ("hash", "id") or "default_rng" in name or "RandomState" in name
        ]
        return modules + calls

    assert offenders([*BELOW, *of("render")], gambles) == {}


def test_the_engine_has_no_functions_that_differ_between_machines():
    """Plain arithmetic and committed tables: no exp, no log, no sine of whatever library a machine has."""
    names = ("exp", "log", "log2", "log10", "log1p", "expm1", "pow", "sin", "cos", "beta", "gamma", "normal")

    def differs(path: Path) -> list[str]:
        modules = [name for name in heads(path) if name in ("cmath", "statistics", "scipy")]
        return modules + [name for name in called(TREES[path]) if name.split(".")[-1] in names]

    assert offenders(of("engine"), differs) == {}


def test_the_code_does_not_know_the_field():
    """What a scenario is about stands in the scenario: no body, country or means of it in the code."""
    words = (
        "council",
        "parliament",
        "president",
        "airlift",
        "contingent",
        "peacekeep",
        "secretar",
        "ministr",
        "troops",
        "convoy",
        "militar",
    )

    def knows(path: Path) -> list[str]:
        return [text for text in strings(TREES[path]) if any(word in text.lower() for word in words)]

    assert offenders(of("engine", "analysis", "render"), knows) == {}


def test_the_code_knows_no_name_of_a_shipped_scenario():
    """No step, body, group, resource, variable, ending or member of theirs stands alone as a text in the code."""
    ours = {
        "request",
        "draft",
        "plan",
        "report",
        "session",
        "text",
        "members",
        "states",
        "rework",
        "completed",
        "stalled",
        "out_of_time",
        "end",
        "withdrawn",
        "held",
        "answer",
        "letter",
    }
    known = set()
    for path in SCENARIOS:
        data = parse_source(path.read_text(encoding="utf-8"), path.name).data
        known |= {
            name
            for part in ("chain", "bodies", "groups", "resources", "variables", "endings")
            for name in data.get(part, {})
        }
        known |= {member for group in data.get("groups", {}).values() for member in group}

    def knows(path: Path) -> list[str]:
        return [text for text in strings(TREES[path]) if text in known - ours]

    assert offenders(of("engine", "analysis", "render"), knows) == {}


# --- the shape


def test_a_module_opens_with_what_lives_in_it():
    """A sentence or more, before anything else."""
    rooms = [path for path in MODULES if path.name != "__init__.py" or path.parent == PACKAGE]
    assert (
        offenders(
            rooms, lambda path: [] if len(ast.get_docstring(TREES[path]) or "") > 40 else ["no docstring"]
        )
        == {}
    )


def test_what_is_public_says_what_it_is():
    """Every class and every function that others may call has a docstring."""

    def bare(path: Path) -> list[str]:
        return [
            node.name
            for node in TREES[path].body
            if isinstance(node, ast.FunctionDef | ast.ClassDef)
            and not node.name.startswith("_") and node.name != "add_arguments"
            and not ast.get_docstring(node)
            and not any("dataclass" in ast.unparse(decorator) for decorator in node.decorator_list)
        ]  # fmt: skip

    assert offenders(MODULES, bare) == {}


def test_files_are_short():
    """At most 300 lines, but for the few that are named."""
    assert {
        place(path) for path in MODULES if len(path.read_text(encoding="utf-8").splitlines()) > 300
    } <= LONG


def test_functions_are_short():
    """Half of them have at most 10 lines, nine in ten at most 30, all of them at most 75."""
    lengths = sorted(
        node.end_lineno - node.lineno + 1
        for tree in TREES.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
    )
    assert lengths[len(lengths) // 2] <= 10
    assert lengths[len(lengths) * 9 // 10] <= 30
    assert lengths[-1] <= 75


# --- start-up


def modules_after(*words: str) -> set[str]:
    """The modules that are loaded when the command with these words has ended."""
    script = (
        "import contextlib, io, json, sys\nfrom exercise_sim.cli import main\n"
        "with contextlib.redirect_stdout(io.StringIO()): main(sys.argv[1:])\n"
        "print(json.dumps(sorted(sys.modules)))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, *words], capture_output=True, text=True, check=True, timeout=60
    )
    return {name.split(".")[0] for name in json.loads(ran.stdout)}


def test_help_loads_nothing_heavy():
    """It is there before anybody notices."""
    assert {"pydantic", "rich", "yaml", "simpy", "numpy"} & modules_after("--help") == set()


@pytest.mark.parametrize("command", ["run", "check"])
def test_a_run_and_a_check_load_no_numpy(command):
    """Single draws do without it."""
    loaded = modules_after(command, str(ROOT / "scenarios" / "first-exercise.yaml"))
    assert "pydantic" in loaded
    assert "numpy" not in loaded


def test_the_public_names_are_all_there_and_load_only_what_they_need():
    """`import exercise_sim` alone loads nothing of ours; each name it offers can be fetched."""
    script = "import json, sys, exercise_sim\nprint(json.dumps([name for name in sys.modules if name.startswith('exercise_sim.')]))"
    ran = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )
    assert json.loads(ran.stdout) == []
    assert all(getattr(exercise_sim, name) is not None for name in exercise_sim.__all__)
    assert dir(exercise_sim) == sorted(exercise_sim.__all__)
