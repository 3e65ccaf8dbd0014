"""One input put to the test: it is refused with errors that have places, or it runs, and runs the same again. What else happens is a finding."""

import traceback
from pathlib import Path
from typing import NamedTuple

from tests.fuzz import hand
from tests.fuzz.watch import TooLong, at_most

from exercise_sim.engine.compile import compile_plan
from exercise_sim.engine.deciders import NoRule
from exercise_sim.engine.loops import LoopError
from exercise_sim.render.problems import format_problems
from exercise_sim.scenario.load import examine, load
from exercise_sim.scenario.problems import ScenarioError

SECONDS = 6.0
"""The processor time that loading, or one run, may take: the largest shipped scenario needs a tenth of it."""


class Finding(NamedTuple):
    """What is wrong: its sort, a mark by which the same fault is known again, and all that is known of it."""

    sort: str
    mark: str
    told: str


class Outcome(NamedTuple):
    """What became of an input: `refused`, `loaded` or `loops`, and what was found."""

    word: str
    findings: tuple[Finding, ...]


class _Differs(Exception):
    pass


def attempt(path, seed, *, runs=2, variants=True):
    """What becomes of the scenario in a file: it is loaded, compiled, and played with `runs` seeds from `seed` on."""
    stage = "load"
    try:
        with at_most(SECONDS):
            try:
                found = load(path)
            except ScenarioError as error:
                _tell(error)
                return Outcome("refused", ())
        stage = "compile"
        with at_most(SECONDS):
            plan = compile_plan(found.scenario)
        stage = "variants"
        with at_most(SECONDS * 3):
            for name in list(found.scenario.variants)[:3] if variants else ():
                compile_plan(load(path, name, judged=False).scenario)
        for number in range(seed, seed + runs):
            stage = "run"
            with at_most(SECONDS):
                _same_again(plan, number)
    except LoopError:
        return Outcome("loops", ())
    except (Exception, TooLong, MemoryError) as error:  # noqa: BLE001  # whatever it is, it is a finding
        return Outcome("loaded" if stage != "load" else "refused", (_finding(stage, error),))
    return Outcome("loaded", ())


def _tell(error):
    """Every problem has a text, and those of the text a place."""
    for problem in error.problems:
        assert problem.message, "a problem without a message"
    "\n".join(format_problems(error.problems, error.lines))


def examined_alike(path, loaded):
    """Whether `check` says of a file what `load` does: None, or the finding."""
    try:
        with at_most(SECONDS * 2):
            problems, _ = examine(path)
    except (Exception, TooLong) as error:  # noqa: BLE001  # whatever it is, it is a finding
        return _finding("check", error)
    errors = [problem for problem in problems if problem.severity == "error"]
    if loaded == bool(errors):
        return Finding("check", "check and load differ", "\n".join(problem.message for problem in errors))
    return None


def _same_again(plan, seed):
    try:
        session, end = hand.run(plan, seed)
    except NoRule:
        raise _Differs("a policy has no answer in a scenario that check has passed") from None
    _compare("again", session, end, *hand.run(plan, seed))
    _compare("from its ledger", session, end, *hand.again(session))
    silent, its_end = hand.run(plan, seed, log=False)
    if (end, session.place, session.ledger) != (its_end, silent.place, silent.ledger):
        raise _Differs(f"without a log: {end}, {session.place} events; {its_end}, {silent.place} events")


def _compare(how, session, end, other, its_end):
    if session.log == other.log and end == its_end:
        return
    for mine, theirs in zip(session.log, other.log, strict=False):
        if mine != theirs:
            raise _Differs(f"{how}: differs\n{mine}\n{theirs}")
    raise _Differs(f"{how}: ends otherwise\n{end}, {session.place} events\n{its_end}, {other.place} events")


def _finding(stage, error):
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "exercise_sim" in frame.filename]
    last = f"{Path(ours[-1].filename).name}:{ours[-1].name}" if ours else ""
    sort = (
        "differs"
        if isinstance(error, _Differs)
        else "hang"
        if isinstance(error, TooLong)
        else "refused late"
        if isinstance(error, ScenarioError)
        else "exception"
    )
    if sort == "hang":
        last = ""  # wherever it was broken off
    if sort == "differs":
        last = str(error).partition(":")[0]
    told = "".join(traceback.format_exception(error))
    return Finding(sort, f"{stage} {type(error).__name__} {last}".strip(), told[:3000] + told[-6000:])
