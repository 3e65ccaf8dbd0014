"""What an alternative changes, in one sentence: a mean, the P80, how often a threshold is met, each with its interval. Data in, text out."""

from exercise_sim.analysis.differences import Difference
from exercise_sim.analysis.pairs import Gap
from exercise_sim.analysis.readings import SCALE, Quantity
from exercise_sim.render.amounts import number, short
from exercise_sim.render.compared_sentences import COMPARE
from exercise_sim.render.expectations import percent


def told_difference(difference: Difference) -> tuple[str, str]:
    """What an alternative changes, and the style in which that is told: good, bad, or quiet where nothing is shown."""
    quantity, gap = difference.quantity, difference.mean
    if gap is None:
        return COMPARE["none_both"], "quiet"
    parts = [_mean(quantity, gap)]
    p80 = difference.quantile(80)
    if p80 is not None and p80.half and gap.shown:
        told = {"change": signed(quantity, p80.value), **signed_bounds(quantity, p80)}
        parts.append(COMPARE["p80"].format(**told))
    letter = next(iter(quantity.thresholds), "")
    met = difference.met(letter) if letter else None
    if met is not None and met.shown and met.half is not None:
        near, far = sorted((abs(met.value - met.half), abs(met.value + met.half)))
        told = {
            "letter": letter,
            "change": _hundred(abs(met.value)),
            "low": _hundred(near),
            "high": _hundred(far),
        }
        parts.append(COMPARE["met_more" if met.value > 0 else "met_less"].format(**told))
    text = "; ".join(parts)
    if difference.lost or difference.won:
        share = percent(difference.both / difference.pairs).replace(" ", "\xa0")
        text += f"; {COMPARE['pairs'].format(share=share)}"
    if not gap.shown:
        return text, "quiet"
    better = gap.value > 0 if quantity.more_is_better else gap.value < 0
    return text, "good" if better else "bad"


def _mean(quantity: Quantity, gap: Gap) -> str:
    words = {"objective": ("shorter", "longer"), "milestone": ("earlier", "later")}[quantity.kind]
    if quantity.more_is_better or quantity.unit == "number":
        words = ("less", "more")
    told = {"change": amount(quantity, abs(gap.value)), "than": COMPARE[words[gap.value > 0]]}
    if gap.half is None:
        return COMPARE["one_pair"].format(**told)
    if not gap.shown:
        return COMPARE["no_difference"].format(
            change=signed(quantity, gap.value), **signed_bounds(quantity, gap)
        )
    near, far = sorted((abs(gap.value - gap.half), abs(gap.value + gap.half)))
    return COMPARE["mean_minutes"].format(low=amount(quantity, near), high=amount(quantity, far), **told)


def signed_bounds(quantity: Quantity, gap: Gap) -> dict[str, str]:
    """The ends of an interval (of which there has to be one), with their signs."""
    assert gap.half is not None
    return {"low": signed(quantity, gap.value - gap.half), "high": signed(quantity, gap.value + gap.half)}


def signed(quantity: Quantity, value: float) -> str:
    """A change, with its sign."""
    text = amount(quantity, value)
    return text if text.startswith("-") or not value else f"+{text}"


def _hundred(share: float) -> str:
    """How many of a hundred runs."""
    return f"{100 * share:.0f}" if share >= 0.02 else f"{100 * share:.1f}"


def amount(quantity: Quantity, value: float) -> str:
    """A value of a column as people read it."""
    return short(value) if quantity.unit == "minutes" else number(round(value / SCALE["number"], 2))
