"""A small S-curve for a terminal: for each alternative one line of blocks that rise as more and more runs have come so far."""

from collections.abc import Iterator, Sequence
from typing import Final

from exercise_sim.analysis.comparison import Outcome
from exercise_sim.analysis.readings import SCALE, Quantity
from exercise_sim.analysis.tallies import Tally
from exercise_sim.render.amounts import length, number, short
from exercise_sim.render.compared_sentences import COMPARE
from exercise_sim.render.paint import Paint, padded, wrapped

BLOCKS: Final = " ▁▂▃▄▅▆▇█"
"""None, then one eighth after the other."""
DIGITS: Final = " 0123456789*"
"""None, less than a tenth, then one tenth after the other; all."""
_WIDEST, _TICK = 96, 12
_HOURS: Final = (1, 2, 3, 6, 12, 24, 48, 72, 120, 240, 480, 720, 2400, 7200)


def curve_lines(
    paint: Paint, outcomes: Sequence[Outcome], quantity: Quantity, called: str, indent: int
) -> Iterator[str]:
    """The curves above their axis; nothing where nothing was reached, or everything in the same minute."""
    ranges = [
        found for one in outcomes if (tally := one.tallies.get(quantity.name)) and (found := tally.range())
    ]
    if not ranges:
        return
    first, last = min(low for low, _ in ranges), max(high for _, high in ranges)
    if first == last:
        return
    width = min(_WIDEST, paint.width - indent - 4)
    sentence = "curve" if quantity.unit == "minutes" else "curve_number"
    yield ""
    head = COMPARE[sentence].format(what=called)
    yield from (paint("title", line) for line in wrapped(head, paint.width))
    for outcome in outcomes:
        if tally := outcome.tallies.get(quantity.name):
            shares = [tally.came_by(first + (last - first) * (place + 1) / width) for place in range(width)]
            signs = "".join(_sign(paint, share) for share in shares)
            yield f"  {padded(outcome.alternative.label, indent)} {signs}".rstrip()
    yield from _axis(paint, quantity, first, last, width, indent)


def _range(tally: Tally) -> tuple[int, int] | None:
    """From the first run to the P95, or to the last run that came where the P95 did not: a long tail would take all the room."""
    found, tail = tally.range(), tally.quantile(95)
    if found is None or tail is None or tail.value is None or tally.quantity.more_is_better:
        return found
    return found[0], tail.value


def _sign(paint: Paint, share: float) -> str:
    if not share:
        return " "
    if paint.ascii_only:
        return DIGITS[-1] if share >= 1 else DIGITS[1 + int(share * 10)]
    return BLOCKS[-1] if share >= 1 else BLOCKS[max(1, int(share * 8))]


def _axis(paint: Paint, quantity: Quantity, first: int, last: int, width: int, indent: int) -> Iterator[str]:
    """A line of ticks at round values, with the values below."""
    line, told = [paint.mark("rule")] * width, [" "] * (width + _TICK)
    free = 0
    for value, text in labels(quantity, first, last, (last - first) * _TICK / width):
        place = round((value - first) * width / (last - first)) - 1
        if place >= free and place + len(text) <= width:
            line[place] = "+" if paint.ascii_only else "┴"
            told[place : place + len(text)] = text
            free = place + len(text) + 2
    yield f"  {' ' * indent} {paint('quiet', ''.join(line))}"
    yield f"  {' ' * indent} {paint('quiet', ''.join(told).rstrip())}"
    key = COMPARE["curve_key_ascii" if paint.ascii_only else "curve_key"]
    yield f"  {' ' * indent} {paint('quiet', key)}"


def labels(quantity: Quantity, first: int, last: int, least: float) -> list[tuple[int, str]]:
    """The ticks with their texts: to the minute where they would be told alike else."""
    values = [*ticks(quantity, first, last, least)]
    if quantity.unit != "minutes":
        return [(value, number(round(value / SCALE["number"], 2))) for value in values]
    texts = [short(value) for value in values]
    return [*zip(values, texts if len({*texts}) == len(texts) else map(length, values), strict=True)]


def ticks(quantity: Quantity, first: int, last: int, least: float) -> Iterator[int]:
    """Round values from `first` to `last` that stand at least so far from each other."""
    if quantity.unit == "minutes":
        step = next((60 * hours for hours in _HOURS if 60 * hours >= least), 60 * _HOURS[-1])
        step = next((some for some in (5, 10, 15, 30) if some >= least), step)
    else:
        power = 10 ** max(0, len(str(int(least))) - 1)
        step = next(power * some for some in (1, 2, 5, 10) if power * some >= least)
    yield from range(-(-first // step) * step, last + 1, step)
