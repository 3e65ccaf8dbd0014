"""What came of expectations: a line for each, and the same as plain data for programs. Findings in, text out; nothing is played here."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from exercise_sim.analysis.expectations import Finding
from exercise_sim.analysis.shares import wilson
from exercise_sim.render.amounts import length, number
from exercise_sim.render.paint import Paint, padded, wrapped
from exercise_sim.render.sentences import COUNTED, EXPECT
from exercise_sim.scenario.expectations import Expectation, Shares, in_words
from exercise_sim.scenario.problems import Place

_VERDICT = 8
"""Columns of the verdict."""


@dataclass(frozen=True, slots=True)
class Placed:
    """One finding with its place in the file, and the command that plays a run which stands against it (empty where none does)."""

    finding: Finding
    place: Place
    command: str


@dataclass(frozen=True, slots=True)
class Series:
    """What was played of one file: so many runs for each way, all of one seed."""

    file: str
    seed: int
    runs: int
    tested: Sequence[Placed]


def series_lines(paint: Paint, series: Series) -> Iterator[str]:
    """The file, and each expectation with its verdict; what failed with its place and a run that shows it."""
    if not series.tested:
        yield EXPECT["none"].format(file=series.file)
        return
    count, runs = counted("expectations", len(series.tested)), counted("runs_each", series.runs)
    yield paint("title", EXPECT["head"].format(file=series.file, count=count, runs=runs, seed=series.seed))
    for tested in series.tested:
        yield from _lines(paint, series, tested)


def _lines(paint: Paint, series: Series, tested: Placed) -> Iterator[str]:
    finding = tested.finding
    style, word = ("good", "held") if finding.passed else ("bad", "failed")
    mark = paint.mark("done" if finding.passed else "cut")
    indent = " " * (5 + _VERDICT)
    first, *others = wrapped(_told(finding), paint.width - len(indent))
    yield f"  {paint(style, f'{mark}  {padded(EXPECT[word], _VERDICT)}')}{first}"
    yield from (indent + text for text in others)
    if not finding.passed:
        yield from (indent + text for text in wrapped(_where(series, tested), paint.width - len(indent)))
        if tested.command:
            yield f"{indent}{tested.command}"


def _where(series: Series, tested: Placed) -> str:
    place = f"{series.file}:{tested.place.line}:{tested.place.column}"
    sentence = "at" if tested.finding.witness is None else "against"
    return EXPECT[sentence].format(place=place, seed=series.seed, replication=tested.finding.witness)


def _told(finding: Finding) -> str:
    """The share with its interval, what was expected, and how long it took."""
    parts = [f"{_share(finding)}  {said(finding.expectation)}"]
    if spread := finding.spread:
        least, middle, greatest = (number(one) if finding.amounts else length(int(one)) for one in spread)
        parts.append(EXPECT["spread"].format(median=middle, least=least, greatest=greatest))
    if finding.silent:
        parts.append(counted("silent", len(finding.silent)))
    return "; ".join(parts)


def _share(finding: Finding) -> str:
    if finding.share is None:
        return EXPECT["no_share"]
    low, high = wilson(len(finding.held), finding.counted)
    return EXPECT["share"].format(
        share=percent(finding.share), low=percent(low).removesuffix(" %"), high=percent(high)
    )


def said(expectation: Expectation) -> str:
    """An expectation as one sentence."""
    what = _in_share(_what(expectation), expectation.shares)
    for name in expectation.variant:
        what = EXPECT["variant"].format(what=what, name=name)
    if expectation.policy != "usual":
        what = EXPECT["policy"].format(what=what, name=expectation.policy)
    for key, option in expectation.choose.items():
        what = EXPECT["choose"].format(what=what, choice=f"{key}={option}")
    return what


def _what(expectation: Expectation) -> str:
    if expectation.ending is not None:
        return EXPECT["ends"].format(ending=expectation.ending)
    if expectation.objective is not None:
        sentence = "rated_best" if expectation.rated == "P" else "rated"
        return EXPECT[sentence].format(objective=expectation.objective, rated=expectation.rated)
    if expectation.measure is not None:
        bound = expectation.amounts_to or expectation.lasts
        assert bound
        return EXPECT["measured"].format(measure=expectation.measure, bound=bound.text)
    if expectation.holds is not None:
        return EXPECT["holds"].format(condition=in_words(expectation.holds))
    begin, end, span = expectation.from_, expectation.to, expectation.lasts
    assert begin
    assert end
    assert span
    return EXPECT["lasts"].format(begin=begin.text, end=end.text, span=span.text)


def _in_share(what: str, shares: Shares) -> str:
    low, high = (f"{number(round(100 * share, 4))} %" for share in (shares.low, shares.high))
    sentence = {(1.0, 1.0): "every", (0.0, 0.0): "no"}.get((shares.low, shares.high))
    if sentence is None:
        sentence = "at least" if shares.high == 1 else "at most" if not shares.low else "between"
    return EXPECT[sentence].format(what=what, low=low, high=high)


def percent(share: float) -> str:
    """A share to a tenth of a percent; what is not quite none, or not quite all, is not told as that."""
    text = f"{100 * share:.1f} %"
    if text == "100.0 %" and share < 1:
        return "> 99.9 %"
    return "< 0.1 %" if text == "0.0 %" and share > 0 else text


def counted(what: str, count: int) -> str:
    """`1 run`, `500 runs`."""
    one, several = COUNTED[what]
    return one if count == 1 else several.format(count=number(count))


def verdict(series: Iterable[Series]) -> str:
    """The last line: how many expectations there were, and how many failed; empty where there was none."""
    passed = [tested.finding.passed for one in series for tested in one.tested]
    if not passed:
        return ""
    sentence = "all_held" if all(passed) else "some_failed"
    failed = passed.count(False)
    return EXPECT[sentence].format(count=counted("expectations", len(passed)), failed=failed)


def series_as_json(series: Series) -> dict[str, Any]:
    """One file's series as plain data; times in minutes, shares from 0 to 1."""
    return {
        "file": series.file,
        "seed": series.seed,
        "runs": series.runs,
        "expectations": [_record(tested) for tested in series.tested],
    }


def _record(tested: Placed) -> dict[str, Any]:
    finding, expectation = tested.finding, tested.finding.expectation
    least, middle, greatest = finding.spread or (None, None, None)
    return {
        "line": tested.place.line,
        "column": tested.place.column,
        "says": said(expectation),
        "variant": list(expectation.variant),
        "policy": expectation.policy,
        "choose": expectation.choose,
        "at_least": expectation.shares.low,
        "at_most": expectation.shares.high,
        "passed": finding.passed,
        "share": finding.share,
        "interval": list(wilson(len(finding.held), finding.counted)),
        "held": len(finding.held),
        "counted": finding.counted,
        "least": least,
        "median": middle,
        "greatest": greatest,
        "replication": finding.witness,
        "command": tested.command or None,
    }
