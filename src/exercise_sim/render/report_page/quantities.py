"""The parts of the page about how it ends, and about each objective and milestone: curves, quantiles, differences. Outcomes in, markup out."""

from collections.abc import Iterator, Sequence

from exercise_sim.analysis.comparison import Outcome
from exercise_sim.analysis.differences import Difference
from exercise_sim.analysis.pairs import Gap
from exercise_sim.analysis.readings import Quantity
from exercise_sim.analysis.tallies import PERCENTS
from exercise_sim.render.compared import (
    bounds_of,
    called,
    missing,
    points,
    same_throughout,
    told_interval,
    told_span,
    told_value,
)
from exercise_sim.render.compared_sentences import COMPARE
from exercise_sim.render.expectations import percent
from exercise_sim.render.gaps import signed, signed_bounds, told_difference
from exercise_sim.render.report_page.curves import curves
from exercise_sim.render.report_page.markup import bar, cell, head, paragraph, swung, table, words
from exercise_sim.render.report_page.sentences import PAGE
from exercise_sim.render.sentences import CLASSES


def endings(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """How often each ending comes, as bars in a table."""
    seen = {ending.name: ending for outcome in outcomes for ending, _ in outcome.endings}
    order = sorted(seen, key=lambda name: -outcomes[0].ended(name))
    rows = [head(PAGE["ending"], "", f">{PAGE['share']}", f">{PAGE['interval']}")]
    for name in order:
        ending = seen[name]
        told = COMPARE["ending"].format(ending=ending.title, **{"class": CLASSES[ending.class_]})
        if len(outcomes) > 1:
            rows.append(f'<tr class="group"><td colspan="4">{words(told)}</td></tr>')
        for outcome in outcomes:
            label = outcome.alternative.label if len(outcomes) > 1 else told
            many = outcome.ended(name)
            share = percent(many / outcome.runs)
            cells = [cell(label), bar(many / outcome.runs, ending.class_), cell(share, "n")]
            rows.append(f"<tr>{''.join(cells)}{cell(told_interval(many, outcome.runs), 'n i')}</tr>")
    yield table(rows, bars=True)


def quantity_part(outcomes: Sequence[Outcome], quantity: Quantity) -> Iterator[str]:
    """One quantity."""
    have = [outcome for outcome in outcomes if quantity.name in outcome.tallies]
    bounds = paragraph(bounds_of(quantity) if quantity.thresholds else "", "quiet")
    picture = curves(outcomes, quantity, called(quantity))
    yield f'<section class="picture"><h3>{words(called(quantity))}</h3>{bounds}{picture}</section>'
    yield table(_quantiles(have, quantity), scroll=True)
    changed = [one for one in have if quantity.name in one.differences]
    if changed:
        steadied = (
            COMPARE["steadied"] if any(one.differences[quantity.name].steadied for one in changed) else ""
        )
        how = PAGE["differences_how"].format(first=outcomes[0].alternative.label, steadied=steadied)
        yield paragraph(how, "how")
        yield table(_differences(changed, quantity), bars=True)


def _quantiles(outcomes: Sequence[Outcome], quantity: Quantity) -> Iterator[str]:
    letters = [f">{letter} %" for letter in quantity.thresholds]
    values = [f">P{one}" for one in PERCENTS]
    yield head(PAGE["alternative"], *values, f">{PAGE['within']}", *letters)
    for outcome in outcomes:
        tally, label = outcome.tallies[quantity.name], cell(outcome.alternative.label)
        if not tally.counted:
            columns = len(values) + 1 + len(letters)
            yield f'<tr>{label}<td colspan="{columns}">{words(COMPARE["unbegun"])}</td></tr>'
            continue
        found = {one: tally.quantile(one) for one in PERCENTS}
        cells = [cell(told_value(quantity, one), "n") for one in found.values()]
        cells.append(cell(told_span(quantity, found[80]), "n"))
        cells += [cell(points(tally.met(letter) / tally.counted), "n") for letter in quantity.thresholds]
        gone = "; ".join(missing(tally))
        kind = ' class="joined"' if gone else ""
        yield f"<tr{kind}>{label}{''.join(cells)}</tr>"
        if gone:
            yield f'<tr><td colspan="{len(cells) + 1}" class="quiet small"><span>{words(gone)}</span></td></tr>'


def _differences(outcomes: Sequence[Outcome], quantity: Quantity) -> Iterator[str]:
    found = [(one, one.differences[quantity.name]) for one in outcomes]
    most = max((abs(gap.value) + (gap.half or 0) for _, one in found if (gap := one.mean)), default=0)
    yield head(PAGE["alternative"], "", f">{PAGE['average']}", f">>{PAGE['interval']}")
    for outcome, difference in found:
        gap = difference.mean
        label, text = outcome.alternative.label, told_difference(difference)[0]
        if gap is None or same_throughout(difference):
            told = PAGE["none_both" if gap is None else "same"]
            yield f'<tr>{cell(label)}<td colspan="3">{words(told)}</td></tr>'
            continue
        interval = signed_bounds(quantity, gap) if gap.half is not None else {"low": "", "high": ""}
        picture = swung(gap.value, most, _kind(difference, gap), gap.half)
        span = cell(f"{interval['low']} .. {interval['high']}".strip(" ."), "n wide")
        yield f'<tr class="joined">{cell(label)}{picture}{cell(signed(quantity, gap.value), "n")}{span}</tr>'
        yield f'<tr><td colspan="4" class="quiet small">{words(text)}</td></tr>'


def _kind(difference: Difference, gap: Gap) -> str:
    """Better, worse, or not shown to be either."""
    if not gap.shown:
        return "unsure"
    return "better" if (gap.value > 0) == difference.quantity.more_is_better else "worse"
