"""Luck and choice in words: where a run stands among others, and what that says. Fortunes in, sentences out."""

from collections.abc import Sequence
from typing import Literal

from exercise_sim.analysis.fortune import Fortune, Place
from exercise_sim.analysis.intervals import rank
from exercise_sim.analysis.readings import SCALE
from exercise_sim.render.amounts import number, short
from exercise_sim.render.review.sentences import REVIEW, VERDICTS

Verdict = Literal["bad", "even", "good"]
MANY = 0.6
"""From this share of runs on that were better, the luck was bad (worse: good)."""
APART = 0.2
"""By so large a share of runs one set of choices must do better more often than worse, to be better."""
ALIKE = 0.9
"""From this share of runs on that come out alike, there is nothing to compare."""


def value_text(one: Fortune, value: int) -> str:
    """A time, or a number, as people read it."""
    if value in (one.quantity.never, one.quantity.unbegun):
        return REVIEW["spread_none"]
    if one.quantity.unit == "minutes":
        return short(value)
    return number(round(value / SCALE["number"], 2))


def spread_text(one: Fortune, values: Sequence[int]) -> str:
    """The tenth, the half and nine tenths of those that were reached, and how many were not."""
    found = one.reached(values)
    begun = [value for value in values if value != one.quantity.unbegun]
    if not found:
        return REVIEW["spread_none"]
    low, middle, high = (value_text(one, found[rank(percent, len(found)) - 1]) for percent in (10, 50, 90))
    text = low if low == high else REVIEW["spread"].format(low=low, middle=middle, high=high)
    missed = tenths(len(begun) - len(found), len(begun))
    return f"{text}; {REVIEW['spread_never'].format(never=missed)}" if missed else text


def mine_text(one: Fortune) -> str:
    """What this run came to."""
    return REVIEW["mine"].format(value=value_text(one, one.mine))


def among_text(one: Fortune) -> str:
    """What runs with the same choices came to, and those with the policy's."""
    return REVIEW["among"].format(same=spread_text(one, one.same), policy=spread_text(one, one.policy))


def hundredths(count: int, of: int) -> int:
    """So many of a hundred."""
    return round(100 * count / of) if of else 0


def tenths(count: int, of: int) -> int:
    """So many of ten."""
    return round(10 * count / of) if of else 0


def luck_of(one: Fortune) -> Verdict:
    """Whether this run had luck, on one objective."""
    return _luck(one.place)


def _luck(place: Place) -> Verdict:
    if place.better >= MANY * place.counted:
        return "bad"
    return "good" if place.worse >= MANY * place.counted else "even"


def choice_of(one: Fortune) -> Verdict:
    """Whether the choices were better than the policy's, on the same luck."""
    place = one.choices
    apart = (place.worse - place.better) / place.counted if place.counted else 0.0
    return "good" if apart >= APART else "bad" if apart <= -APART else "even"


def verdict(one: Fortune) -> str:
    """What luck and choice were, in a few words."""
    return VERDICTS[luck_of(one), choice_of(one)]


def sentences(one: Fortune) -> tuple[str, str]:
    """Where this run stands among those with the same choices and what that means; then the choices against the policy's."""
    place, pairs = one.place, one.choices
    words = _words(one)
    if not place.counted:
        return "", ""
    counts = {
        "better_count": tenths(place.better, place.counted),
        "worse_count": tenths(place.worse, place.counted),
    }
    if place.like >= ALIKE * place.counted:
        first = REVIEW["luck_same"]
    elif luck_of(one) == "bad":
        first = REVIEW["luck_more"].format(count=counts["better_count"], **words)
    elif luck_of(one) == "good":
        first = REVIEW["luck_less"].format(count=counts["worse_count"], **words)
    else:
        first = REVIEW["luck_even"].format(**counts, **words)
    if not pairs.counted or pairs.like >= ALIKE * pairs.counted:
        second = REVIEW["pairs_same"]
    else:
        second = REVIEW["pairs"].format(
            better_count=tenths(pairs.better, pairs.counted),
            worse_count=tenths(pairs.worse, pairs.counted),
            **words,
        )
    return f"{first}: {verdict(one)}.", second


def _words(one: Fortune) -> dict[str, str]:
    timed = one.quantity.unit == "minutes" and not one.quantity.more_is_better
    better, worse = ("quicker", "slower") if timed else ("better", "worse")
    return {"better": REVIEW[better], "worse": REVIEW[worse]}
