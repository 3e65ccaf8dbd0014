"""What would have been different, in words and in numbers for bars. Results in, data out."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from exercise_sim.analysis.debrief import Gauged, Other, Result
from exercise_sim.analysis.decisions import Decision
from exercise_sim.analysis.measures import Measured
from exercise_sim.render.amounts import length, number
from exercise_sim.render.review.lens import Lens
from exercise_sim.render.review.sentences import REVIEW
from exercise_sim.render.sentences import CLOSE


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that would have been another: what it `was` and would be `now`; `better` than it was (None: neither); `minutes` more, of a time."""

    title: str
    was: str
    now: str
    better: bool | None
    minutes: int | None = None

    @property
    def text(self) -> str:
        """In a sentence."""
        if not self.was:
            return REVIEW["never"].format(titles=self.title, now=self.now)
        return REVIEW["change"].format(title=self.title, now=self.now, was=self.was)


_LOST: Final = (CLOSE["not_assessed"], REVIEW["rating"].format(letter="U", value=CLOSE["not_reached"]))


def ending_text(lens: Lens, other: Other) -> str:
    """How it would have ended, and when."""
    base, now = lens.debrief.result.ended, other.result.ended
    ending = lens.ending(now.ending)
    if now.ending != base.ending:
        return REVIEW["ends"].format(ending=ending, moment=lens.moment(now.minute))
    late = now.minute - base.minute
    word = "ends_later" if late > 0 else "ends_earlier" if late < 0 else "ends_same"
    return REVIEW[word].format(ending=ending, time=length(abs(late)))


def counts_text(other: Other) -> str:
    """Whose answers stand in the run behind that decision."""
    if not other.carried and not other.by_policy:
        return REVIEW["counts_none"]
    return REVIEW["counts"].format(carried=other.carried, by_policy=other.by_policy)


def instead(lens: Lens, one: Decision, other: Other) -> str:
    """The other answer, and that which it would have replaced."""
    return REVIEW["instead"].format(option=lens.option(one, other.option), taken=lens.option(one, one.option))


def changes(lens: Lens, other: Other) -> list[Change]:
    """What would have been different of objectives, then of gauges."""
    base = lens.debrief.result
    return [*_folded([*_objectives(lens, base, other.result)]), *_gauges(lens, base, other.result)]


def _folded(found: list[Change]) -> Iterator[Change]:
    """What would not have been reached, or not begun, is one line for all objectives of which that is so; it stands behind the others."""
    lost: dict[str, list[Change]] = {}
    for one in found:
        if one.now in _LOST:
            lost.setdefault(one.now, []).append(one)
        else:
            yield one
    for now, ones in lost.items():
        yield Change("; ".join(one.title for one in ones), "", now, better=False)


def _objectives(lens: Lens, base: Result, other: Result) -> Iterator[Change]:
    for was, now in zip(lens.objectives(base), lens.objectives(other), strict=True):
        if was.unit != "observed" and (was.value, was.rating) != (now.value, now.rating):
            better = _rank(now) > _rank(was) if _rank(now) != _rank(was) else None
            timed = was.unit == "minutes" and was.value is not None and now.value is not None
            minutes = int((now.value or 0) - (was.value or 0)) if timed else None
            yield Change(was.title, measured_text(was), measured_text(now), better, minutes)


def _rank(one: Measured) -> tuple[int, float]:
    """The higher, the better."""
    letter = "UMSP".find(one.rating) if one.rating else 1
    if one.value is None:
        return letter, float("-inf")
    return letter, one.value if one.more_is_better else -one.value


def measured_text(one: Measured) -> str:
    """What was measured, behind its rating."""
    if one.value is None or one.backwards:
        value = CLOSE["not_reached" if one.rating else "not_assessed"]
    else:
        value = length(int(one.value)) if one.unit == "minutes" else number(one.value)
    return REVIEW["rating"].format(letter=one.rating, value=value) if one.rating else value


def _gauges(lens: Lens, base: Result, other: Result) -> Iterator[Change]:
    for was, now in zip(lens.gauged(base), lens.gauged(other), strict=True):
        if round(was.peak, 1) != round(now.peak, 1):
            title = REVIEW["peak"].format(gauge=was.title)
            yield Change(title, _level(was.peak), _level(now.peak), None)
        yield from _stages(lens, was, now)


def _stages(lens: Lens, was: Gauged, now: Gauged) -> Iterator[Change]:
    for stage, minutes in [*was.minutes.items()][1:]:  # at the first one or above it is nearly always
        if minutes != now.minutes[stage]:
            title = REVIEW["at_stage"].format(gauge=was.title, stage=lens.stage(was, stage))
            yield Change(title, length(minutes), length(now.minutes[stage]), None)


def _level(value: float) -> str:
    return number(round(value, 1) if round(value, 1) != round(value) else round(value))
