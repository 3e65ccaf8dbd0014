"""A comparison for people: endings, then each objective and milestone with its quantiles and what every alternative changes.

Comparison in, lines out. As much as stands beside each other fits the width; what is the same everywhere is told once.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from exercise_sim.analysis.comparison import Comparison, Outcome
from exercise_sim.analysis.differences import Difference
from exercise_sim.analysis.precision import Look
from exercise_sim.analysis.readings import END, SCALE, Quantity
from exercise_sim.analysis.shares import wilson
from exercise_sim.analysis.tallies import PERCENTS, Quantile, Tally
from exercise_sim.render.amounts import listed, number
from exercise_sim.render.compared_sentences import ALTERNATIVES, COMPARE
from exercise_sim.render.curve import curve_lines
from exercise_sim.render.expectations import counted, percent
from exercise_sim.render.gaps import amount, told_difference
from exercise_sim.render.paint import Paint, padded, wrapped
from exercise_sim.render.recorded import about, origin
from exercise_sim.render.sentences import CLASSES, CLOSE

MOST: Final = 20
"""Alternatives that are shown; of more, the first ones."""
_VALUE, _SHARE, _WIDE = 10, 5, 120
"""Columns of a quantile and of a share, and of a text beside which the interval of the P80 has its place."""
_LEAST_NAME, _BAR = 12, 24


class Compared:
    """Tells one comparison; `title` is what the scenario is called.

    `main` is the quantity whose curve is drawn; only those with a name in `only` are told, where that names some.
    """

    def __init__(
        self, paint: Paint, comparison: Comparison, main: str, seed: int, title: str, only: Sequence[str] = ()
    ) -> None:
        self._paint, self._comparison, self._main, self._seed = paint, comparison, main, seed
        self._title, self._only = title, only
        self._shown = comparison.outcomes[:MOST]
        longest = max(len(one.alternative.label) for one in self._shown)
        letters = max(
            (len(one.thresholds) for outcome in self._shown for one in outcome.quantities), default=0
        )
        self._wide = paint.width >= _WIDE
        table = len(PERCENTS) * _VALUE + letters * _SHARE + (2 * _VALUE + 4 if self._wide else 0)
        self._name = max(_LEAST_NAME, min(longest + 1, paint.width - 2 - table))

    def lines(self) -> Iterator[str]:
        """Everything, from the head to the notes."""
        yield from self._head()
        yield from self._endings()
        main = self._quantity(self._main)
        yield from curve_lines(self._paint, self._shown, main, called(main), self._name)
        for quantity in self._quantities():
            yield from self._table(quantity)
        yield from self._foot()

    def precision(self, seen: Look, wanted: float) -> str:
        """How well the P80 of the main quantity is known, and how well it was to be."""
        what = called(self._quantity(self._main))
        if seen.never is not None:
            name = self._comparison.outcomes[seen.never].alternative.label
            return COMPARE["no_precision"].format(what=what, name=name)
        sentence = "precision" if seen.enough(wanted) else "imprecise"
        reached = COMPARE["within"].format(share=f"{100 * seen.share:.2g}") if seen.share is not None else "?"
        told = {"reached": reached, "runs": number(self._comparison.runs), "asked": f"{100 * wanted:.2g}"}
        return COMPARE[sentence].format(what=what, **told)

    def _head(self) -> Iterator[str]:
        outcomes, comparison = self._comparison.outcomes, self._comparison
        many = len(outcomes)
        told = COMPARE["head" if many > 1 else "head_one"].format(
            title=self._title,
            alternatives=ALTERNATIVES[many > 1].format(count=number(many)),
            runs=counted("runs_each" if many > 1 else "runs", comparison.runs),
            seed=self._seed,
        )
        yield from (self._paint("title", line) for line in wrapped(told, self._paint.width))
        if told := origin(comparison.first):
            yield from wrapped(told, self._paint.width)
        for outcome in self._shown if many > 1 else ():
            name = padded(outcome.alternative.label, self._name)
            first, *more_of_it = wrapped(about(outcome), max(20, self._paint.width - self._name - 3))
            yield f"  {name} {self._paint('quiet', first)}".rstrip()
            yield from (f"  {' ' * self._name} {self._paint('quiet', line)}" for line in more_of_it)
        if more := many - len(self._shown):
            yield f"  {COMPARE['more_alternatives'].format(count=number(more))}"

    def _endings(self) -> Iterator[str]:
        yield from ("", self._paint("title", COMPARE["endings"]))
        seen = {ending.name: ending for outcome in self._shown for ending, _ in outcome.endings}
        order = sorted(seen, key=lambda name: -self._comparison.first.ended(name))
        for name in order:
            ending = seen[name]
            yield f"  {COMPARE['ending'].format(ending=ending.title, **{'class': CLASSES[ending.class_]})}"
            for outcome in self._shown:
                yield from self._ending(outcome, outcome.ended(name))

    def _ending(self, outcome: Outcome, many: int) -> Iterator[str]:
        paint, share = self._paint, many / outcome.runs
        bar = paint.mark("bar") * round(share * _BAR)
        label = padded(outcome.alternative.label, self._name) if len(self._comparison.outcomes) > 1 else ""
        told = f"{percent(share):>8}  {paint('quiet', f'{told_interval(many, outcome.runs):<18}')}  {bar}"
        yield f"    {label}{told}".rstrip()

    def _quantities(self) -> list[Quantity]:
        return quantities_of(self._shown, self._only)

    def _quantity(self, name: str) -> Quantity:
        return next(one for outcome in self._shown for one in outcome.quantities if one.name == name)

    def _table(self, quantity: Quantity) -> Iterator[str]:
        """One quantity: its thresholds, a row for each alternative, and below it what the alternative changes."""
        paint = self._paint
        bounds = bounds_of(quantity)
        yield ""
        title, *more = wrapped(called(quantity), max(20, paint.width - len(bounds) - 2))
        yield paint("title", title) + (f"  {paint('quiet', bounds)}" if bounds else "")
        yield from (paint("title", line) for line in more)
        yield paint("quiet", self._heads(quantity))
        have = [outcome for outcome in self._shown if quantity.name in outcome.tallies]
        same = [outcome for outcome in have if same_throughout(outcome.differences.get(quantity.name))]
        for outcome in have:
            if outcome not in same:
                yield from self._row(outcome, quantity)
        if same:
            names = listed([f"'{outcome.alternative.label}'" for outcome in same])
            told = (
                COMPARE["same_all"]
                if len(same) == len(self._shown) - 1
                else COMPARE["same"].format(names=names)
            )
            yield from (f"    {paint('quiet', line)}" for line in wrapped(told, paint.width - 4))

    def _heads(self, quantity: Quantity) -> str:
        heads = "".join(f"{f'P{percent}':>{_VALUE}}" for percent in PERCENTS)
        span = f"{COMPARE['p80_within']:>{2 * _VALUE + 4}}" if self._wide else ""
        letters = "".join(f"{f'{letter} %':>{_SHARE}}" for letter in quantity.thresholds)
        return f"  {' ' * self._name}{heads}{span}{letters}".rstrip()

    def _row(self, outcome: Outcome, quantity: Quantity) -> Iterator[str]:
        """The quantiles of one alternative, and below them what it changes and in how many runs there was nothing to measure."""
        tally, indent, paint = outcome.tallies[quantity.name], " " * 4, self._paint
        label = padded(outcome.alternative.label, self._name)
        if not tally.counted:
            yield f"  {label}{COMPARE['unbegun']}"
            return
        found = {percent: tally.quantile(percent) for percent in PERCENTS}
        values = "".join(f"{told_value(quantity, one):>{_VALUE}}" for one in found.values())
        span = f"{told_span(quantity, found[80]):>{2 * _VALUE + 4}}" if self._wide else ""
        met = [points(tally.met(letter) / tally.counted) for letter in quantity.thresholds]
        letters = "".join(f"{share:>{_SHARE}}" for share in met)
        yield f"  {label}{values}{paint('quiet', span)}{letters}".rstrip()
        difference = outcome.differences.get(quantity.name)
        text, style = told_difference(difference) if difference else ("", "quiet")
        for line in wrapped(text, paint.width - len(indent)) if text else ():
            yield indent + paint(style, line)
        for line in wrapped(gone, paint.width - len(indent)) if (gone := "; ".join(missing(tally))) else ():
            yield indent + paint("quiet", line)

    def _foot(self) -> Iterator[str]:
        comparison = self._comparison
        found = {one.name: one for outcome in self._shown for one in outcome.quantities}
        told = self._only or found
        never = [called(one) for one in found.values() if one.name in told and not reached(self._shown, one)]
        yield ""
        notes = (
            [COMPARE["never_at_all"].format(names=listed([f"'{name}'" for name in never]))] if never else []
        )
        if any(one.thresholds for one in found.values()):
            notes.append(CLOSE["ratings"])
        sentence = "rounded" if len(comparison.outcomes) > 1 else "rounded_one"
        steadied = COMPARE["steadied"] if comparison.steadied else ""
        notes.append(COMPARE[sentence].format(first=comparison.first.alternative.label, steadied=steadied))
        if comparison.folded:
            notes.append(COMPARE["folded"])
        for note in notes:
            yield from (self._paint("quiet", line) for line in wrapped(note, self._paint.width))


def quantities_of(outcomes: Sequence[Outcome], only: Sequence[str]) -> list[Quantity]:
    """Those of all alternatives that were reached: objectives, then milestones, in the order of the file, the end of it all last."""
    found = {one.name: one for outcome in outcomes for one in outcome.quantities}
    if only:
        return [found[name] for name in dict.fromkeys(only) if reached(outcomes, found[name])]
    milestones = [one for one in found.values() if one.kind == "milestone" and one.name != END]
    objectives = [one for one in found.values() if one.kind == "objective"]
    return [one for one in (*objectives, *milestones, found[END]) if reached(outcomes, one)]


def reached(outcomes: Sequence[Outcome], quantity: Quantity) -> bool:
    """Whether anything is to be told of a quantity beyond that it never came."""
    tallies = [one.tallies.get(quantity.name) for one in outcomes]
    return any(one is not None and one.reached for one in tallies)


def called(quantity: Quantity) -> str:
    """What people call a quantity; of a milestone also from when on it is counted."""
    title = COMPARE["the_end"] if quantity.name == END else quantity.title
    return f"{title}, {COMPARE['from_startex']}" if quantity.kind == "milestone" else title


def same_throughout(difference: Difference | None) -> bool:
    """Whether an alternative agrees with the first one in every run."""
    if difference is None or difference.lost or difference.won:
        return False
    return difference.mean is not None and difference.mean.same


def told_value(quantity: Quantity, found: Quantile | None) -> str:
    """A quantile as people read it."""
    return COMPARE["never"] if found is None or found.value is None else amount(quantity, found.value)


def told_span(quantity: Quantity, found: Quantile | None) -> str:
    """The interval of a quantile; an open end where so few runs give no bound, or where it is never reached."""
    if found is None or found.value is None:
        return ""
    low, high = (amount(quantity, one) if one is not None else "" for one in (found.low, found.high))
    return f"({low} .. {high})"


def told_interval(many: int, of: int) -> str:
    """The interval of a share of runs."""
    low, high = wilson(many, of)
    return COMPARE["interval"].format(low=percent(low).removesuffix(" %"), high=percent(high))


def points(share: float) -> str:
    """A share in whole percents, without the sign; what is not quite none, or not quite all, is not told as that."""
    whole = round(100 * share)
    if whole in (0, 100) and share not in (0, 1):
        return "<1" if whole == 0 else ">99"
    return str(whole)


def bounds_of(quantity: Quantity) -> str:
    """The thresholds in one row: `P up to 3 d, S 4 d, M 6 d`."""
    first = CLOSE["from" if quantity.more_is_better else "up_to"]
    told = [
        COMPARE["bounds"].format(letter=letter, bound=amount(quantity, bound * SCALE[quantity.unit]))
        for letter, bound in quantity.thresholds.items()
    ]
    for letter, bound in list(quantity.thresholds.items())[:1]:
        told[0] = first.format(letter=letter, bound=amount(quantity, bound * SCALE[quantity.unit]))
    return ", ".join(told)


def missing(tally: Tally) -> Iterator[str]:
    """In how many runs there was nothing to measure."""
    if tally.never:
        yield COMPARE["never_in"].format(share=percent(tally.never / tally.counted))
    if unbegun := tally.runs - tally.counted:
        yield COMPARE["unbegun_in"].format(share=percent(unbegun / tally.runs))
