"""`exercise-sim compare FILE...`: plays alternatives on the same luck and tells what differs. Exit 0; 2: bad input; 130: interrupted, in part."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import combinations
from pathlib import Path

from exercise_sim.analysis.alternatives import Alternative
from exercise_sim.analysis.comparison import Comparison
from exercise_sim.analysis.dealing import Dealer, WorkersDiedError
from exercise_sim.analysis.precision import MOST, Look, following, look
from exercise_sim.analysis.readings import Quantity
from exercise_sim.analysis.regrets import Regrets
from exercise_sim.analysis.series import Series
from exercise_sim.cli.alternatives import alternatives_of, decided, main_of, ready
from exercise_sim.cli.cluster import cluster_dealer
from exercise_sim.cli.files import STANDARD, Output, WholeFile, same_file
from exercise_sim.cli.given import Refused, checked
from exercise_sim.cli.numbers import columns, precision, runs, whole, workers
from exercise_sim.cli.output import complain, paint_for
from exercise_sim.cli.progress import Bar
from exercise_sim.cli.recorded import alternatives_of_record
from exercise_sim.cli.store import Folder
from exercise_sim.cli.table import Table
from exercise_sim.cli.watching import Watching
from exercise_sim.cli.workers import cores, dealer_of, stop_processes
from exercise_sim.engine.choices import BadChoice
from exercise_sim.engine.deciders import NoRule
from exercise_sim.engine.loops import LoopError
from exercise_sim.render.amounts import number
from exercise_sim.render.compared import Compared, called
from exercise_sim.render.compared_data import compared_as_data
from exercise_sim.render.compared_sentences import COMPARE, WORDS
from exercise_sim.render.paint import wrapped
from exercise_sim.render.problems import format_problems
from exercise_sim.render.regretted import Regretted, regrets_as_data
from exercise_sim.render.sentences_of_commands import COMMAND
from exercise_sim.scenario.problems import ScenarioError

RUNS = 2000
INTERRUPTED = 130


def add_arguments(parser: argparse.ArgumentParser) -> None:
    more = partial(parser.add_argument, action="append", default=[])
    parser.add_argument("file", metavar="FILE", help="a scenario file: as it is, it is the first alternative; or a RECORD, as it was played")  # fmt: skip
    parser.add_argument("--at", metavar="QUESTION", help="of a record: an alternative for each answer to this question, such as mandate#2")  # fmt: skip
    parser.add_argument("others", nargs="*", metavar="FILE", help="more files, each an alternative")
    more("--variant", metavar="NAME", help="an alternative with a variant of FILE, or with several: A+B (may be repeated)")  # fmt: skip
    more("--policy", metavar="NAME", help="an alternative under a policy (may be repeated)")
    more("--choose", metavar="STEP=OPTIONS", help="an alternative for each option: form=session,consultation (may be repeated)")  # fmt: skip
    more("--set", metavar="PATH=VALUES", help="an alternative for each value: chain.draft.takes=2h,4h (may be repeated)")  # fmt: skip
    parser.add_argument("--decide", metavar="STEPS", help="every combination of options of these decisions (a,b,c), or of all")  # fmt: skip
    parser.add_argument("--cross", action="store_true", help="every combination of them, not one at a time")
    parser.add_argument("-n", "--runs", type=runs, metavar="N", help="how many runs of each (2000); with --precision, the most (1048576)")  # fmt: skip
    parser.add_argument("--precision", type=precision, metavar="SHARE", help="play until the P80 of --of is known so well, such as 2%%")  # fmt: skip
    parser.add_argument("--seed", type=whole, default=1, metavar="N", help="fixes all chance (1)")
    more("--of", metavar="NAME", help="tell only of this objective or milestone (may be repeated; the first one is drawn)")  # fmt: skip
    parser.add_argument("--json", metavar="FILE", help="write all of it as JSON ('-': standard output)")
    parser.add_argument("--csv", metavar="FILE", help="write every run as a line of a table ('-': standard output)")  # fmt: skip
    parser.add_argument("--drivers", action="store_true", help="tell also what drives the result of the first alternative (--of)")  # fmt: skip
    parser.add_argument("--html", metavar="FILE", help="write a report with pictures as one page, to read and to print ('-': standard output)")  # fmt: skip
    more("--milestone", metavar="REF", help="when this was reached, such as 'first of movement' (may be repeated)")  # fmt: skip
    parser.add_argument("--workers", type=workers, metavar="K", help="how many processes play (one for each core)")  # fmt: skip
    parser.add_argument("--dask", metavar="ADDRESS", help="play on the workers of this Dask cluster, such as tcp://10.0.0.1:8786")  # fmt: skip
    parser.add_argument("--store", metavar="DIR", help="keep finished blocks there, and go on from them")
    parser.add_argument("--plain", action="store_true", help="no colours, no signs beyond ASCII")
    parser.add_argument("--width", type=columns, metavar="N", help="columns of the text (those of the terminal)")  # fmt: skip


@dataclass(slots=True)
class _Work:
    """A comparison under way. `cut` says that it is only a part of what was asked for, `why` for which reason; empty where it is all."""

    arguments: argparse.Namespace
    comparison: Comparison
    series: Series
    store: Folder | None
    table: Table
    main: Quantity
    cut: str = ""
    why: str = ""
    status: int = 0
    seen: Look | None = None
    regrets: Regrets | None = None
    left: list[str] = field(default_factory=list)
    watching: Watching | None = None

    def stop(self, why: str, status: int) -> None:
        """Notes that not all was done."""
        whole = self.comparison.runs == self.comparison.planned
        self.cut, self.why, self.status = COMPARE["unlooked" if whole else "partial"], why, status


def call(arguments: argparse.Namespace) -> int:
    """Compares, tells, and returns the exit status."""
    try:
        _check(arguments)
        with ExitStack() as files:
            outputs = Output(files, arguments.json), Output(files, arguments.csv)
            return _compare(arguments, *outputs, WholeFile(files, arguments.html))
    except ScenarioError as error:
        errors = [problem for problem in error.problems if problem.severity == "error"]
        width = paint_for(sys.stderr, width=arguments.width, plain=arguments.plain).width
        complain(format_problems(errors, error.lines, width=width))
    except (Refused, BadChoice, NoRule, LoopError) as error:
        complain(COMMAND["refused"].format(file=arguments.file, error=error))
    return 2


def _check(arguments: argparse.Namespace) -> None:
    checked(arguments.seed)
    arguments.of = [" ".join(text.split()) for text in arguments.of]
    if arguments.precision is not None and not arguments.of:
        raise Refused(WORDS["precision_of"])
    if arguments.runs is None:
        arguments.runs = RUNS if arguments.precision is None else MOST
    outputs = _outputs(arguments)
    for option, path in outputs.items():
        if any(same_file(path, file) for file in (arguments.file, *arguments.others)):
            raise Refused(COMMAND["over_scenario"].format(option=option))
    for one, other in combinations(outputs, 2):
        if same_file(outputs[one], outputs[other]):
            raise Refused(COMMAND["one_output"].format(one=one, other=other, path=outputs[other]))
    if arguments.dask is not None and arguments.workers:
        raise Refused(WORDS["dask_workers"])
    if arguments.html and arguments.decide:
        raise Refused(WORDS["decide_html"])


def _outputs(arguments: argparse.Namespace) -> dict[str, str]:
    """The files that are to be written, by their options."""
    named = {"--json": arguments.json, "--csv": arguments.csv, "--html": arguments.html}
    return {option: path for option, path in named.items() if path}


def _check_others(arguments: argparse.Namespace, alternatives: Sequence[Alternative]) -> None:
    """Refuses outputs over a file that a scenario names."""
    others = {Path(one.file).parent / file.path for one in alternatives for file in one.attached}
    for option, path in _outputs(arguments).items():
        for other in others:
            if same_file(path, str(other)):
                raise Refused(COMMAND["over_other"].format(option=option, path=other))


def _compare(arguments: argparse.Namespace, summary: Output, table: Output, page: WholeFile) -> int:
    recorded = alternatives_of_record(arguments)
    combined = decided(arguments) if arguments.decide and not recorded else None
    alternatives = recorded or (combined.alternatives if combined else alternatives_of(arguments))
    _check_others(arguments, alternatives)
    prepared = [(one, ready(one)) for one in alternatives]
    store = Folder(arguments.store, arguments.seed, alternatives) if arguments.store else None
    dealer = (
        cluster_dealer(arguments.dask, complain)
        if arguments.dask is not None
        else dealer_of(arguments.workers or cores())
    )
    main = main_of(arguments, prepared[0][1].readings.quantities)
    comparison = Comparison(prepared, arguments.runs, {main.name} if combined else None, arguments.seed)
    series = Series(alternatives, arguments.seed, dealer, store)
    work = _Work(arguments, comparison, series, store, Table(comparison, table), main)
    if combined:
        work.regrets, work.left = Regrets(comparison, main, combined.decisions), combined.left
    if arguments.drivers or arguments.html:
        work.watching = Watching(comparison, arguments.seed, main, arguments.file)
    try:
        _play(work)
        if comparison.runs:
            _watch(work, dealer)
    finally:
        dealer.close()
    title = prepared[0][1].plan.title
    if comparison.runs:
        _tell(work, title)
        if work.watching and arguments.html:
            page.write(work.watching.page(title, arguments.of, _cut(work)))
        found = compared_as_data(comparison, arguments.seed, partial=bool(work.cut))
        if work.regrets:
            found["decide"] = regrets_as_data(comparison, work.regrets, work.left)
        found.update(work.watching.data() if work.watching else {})
        summary.write(json.dumps(found, ensure_ascii=False, indent=1) + "\n")
    else:
        complain(f"{work.why} {COMPARE['nothing']}".strip())
    _tell_store(work)
    return work.status


def _play(work: _Work) -> None:
    """Plays all runs, or as many as there are before it is stopped."""
    bar = Bar()
    with _in_part(work):
        try:
            if work.arguments.precision is None:
                _play_upto(work, bar, work.arguments.runs)
            else:
                _play_precisely(work, bar)
        finally:
            bar.clear()


@contextmanager
def _in_part(work: _Work) -> Iterator[None]:
    """Whatever stops the work in the middle, what is there is told."""
    try:
        yield
    except KeyboardInterrupt:
        stop_processes()
        work.stop("", INTERRUPTED)
    except WorkersDiedError as error:
        work.stop(str(error) or COMPARE["died"], 1)


def _play_upto(work: _Work, bar: Bar, count: int) -> None:
    """Plays until there are so many runs of each alternative."""
    series, comparison = work.series, work.comparison
    for rows in series.play(comparison.runs, count - comparison.runs):
        if rows is not None:
            comparison.add(rows)
            work.table.add(rows)
            if work.watching:
                work.watching.add(rows)
            if work.regrets:
                work.regrets.add(rows)
        bar.show_work(series.played, series.played + series.found, count * len(series.alternatives))


def _play_precisely(work: _Work, bar: Bar) -> None:
    """Plays until the P80 is known as well as was asked for, or cannot be."""
    arguments, comparison = work.arguments, work.comparison
    seen = Look(None, None)
    while comparison.runs < arguments.runs and not seen.enough(arguments.precision):
        comparison.planned = following(comparison.runs, seen, arguments.precision, arguments.runs)
        _play_upto(work, bar, comparison.planned)
        seen = look(
            one.tallies[arguments.of[0]] for one in comparison.outcomes if arguments.of[0] in one.tallies
        )
    work.seen = seen


def _watch(work: _Work, dealer: Dealer) -> None:
    """Looks at what drives the result, where that was asked for."""
    if work.watching:
        with _in_part(work):
            work.watching.look()
            work.watching.look_at_loads(dealer, work.store)


def _cut(work: _Work) -> str:
    """What is missing, in words; empty where nothing is."""
    comparison = work.comparison
    cut = work.cut.format(done=number(comparison.runs), planned=number(comparison.planned))
    return f"{work.why} {cut}".strip()


def _tell(work: _Work, title: str) -> None:
    arguments, comparison = work.arguments, work.comparison
    stream = sys.stderr if STANDARD in (arguments.json, arguments.csv, arguments.html) else sys.stdout
    paint = paint_for(stream, width=arguments.width, plain=arguments.plain)
    told = Compared(paint, comparison, work.main.name, arguments.seed, title, arguments.of)
    if work.cut:
        stream.write(f"{paint('bad', _cut(work))}\n")
    if work.seen is not None:
        sentence = told.precision(work.seen, arguments.precision)
        stream.writelines(f"{line}\n" for line in wrapped(sentence, paint.width))
    lines = told.lines()
    if work.regrets:
        regretted = Regretted(paint, comparison, work.regrets, called(work.main), work.left)
        lines = regretted.lines(title, arguments.seed)
    stream.writelines(f"{line}\n" for line in lines)
    if work.watching and arguments.drivers:
        stream.writelines(f"{line}\n" for line in work.watching.lines(paint))
    stream.flush()


def _tell_store(work: _Work) -> None:
    store, series = work.store, work.series
    if store is None:
        return
    told = {"found": number(series.found), "all": number(series.found + series.played)}
    if series.found:
        complain(COMPARE["found"].format(**told))
    if store.damaged:
        complain(COMPARE["damaged"].format(count=store.damaged))
    if store.error:
        complain(COMPARE["unkept"].format(error=store.error))
        work.status = work.status or 2
