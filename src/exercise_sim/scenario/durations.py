"""Lengths of time and rates as an author writes them (`4h`, `1h .. 3h .. 48h`, `30 a day`), in whole minutes.

Text in, plain values out: nothing here draws (`engine.quantiles` does). Every mistake is a ValueError in plain words.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Context, Decimal
from difflib import get_close_matches
from typing import Literal

from exercise_sim.scenario.spelling import spelled

Kind = Literal["fixed", "uniform", "pert", "triangular", "lognormal", "list"]

UNITS: Mapping[str, int] = {
    name: minutes
    for minutes, names in (
        (1, "m min mins minute minutes"),
        (60, "h hr hrs hour hours"),
        (24 * 60, "d day days"),
        (7 * 24 * 60, "w week weeks"),
    )
    for name in names.split()
}
LONGEST = 10 * 365 * 24 * 60
"""Ten years in minutes: the longest length of time that an exercise may name."""

Z90 = 1.2815515655446004
"""The 90 % quantile of the standard normal distribution."""
Z999 = 3.090232306167813
"""Its 99.9 % quantile; a lognormal duration is drawn between its own 0.1 % and 99.9 % quantiles."""

EXAMPLES = "write it like 30m, 4h, 1h30m, 2d or 1w"
RATES = "a rate: write a whole number like 30 a day, 2 an hour or 1 every 45m"
FORMS = "4h; 2h .. 7h; 1h .. 3h .. 48h; triangular 1h .. 3h .. 48h; median 4h, p90 12h; or one of 2h, 3h, 5h"

_PART = re.compile(r"([0-9]+)(?:\.([0-9]+))? ?([A-Za-z]+) ?")
_LENGTH = re.compile(f"(?:{_PART.pattern})+")
_WORDED = re.compile(r"(pert|triangular|uniform|one of|median|p90)(?: (.*))?")
_OTHER_DOTS = re.compile(r" ?(?:\.{3,}|\u2026|\u2013|\u2014|-|\bto\b) ?")  # three dots, an ellipsis, dashes
_RATE = re.compile(r"([0-9]{1,9}) (?:a|an|per|every) (.+)")
_PARTS_OF: Mapping[object, int] = {"uniform": 2, "pert": 3, "triangular": 3}
_WORDS = (*map(str, _PARTS_OF), "median", "p90", "one of")
_MISTAKES = (
    (re.compile(r"-.*"), "{0} is negative: a length of time is 0m or more"),
    (re.compile(r"[0-9]+"), "{0} has no unit: write {1}h or {1}m"),
    (re.compile(r"[0-9]*\.[0-9]+"), "{0} has no unit: write {1}h"),
    (re.compile(r"[0-9]+,[0-9]+ ?[a-z]+"), "{0} has a comma in its number: write a dot, like 1.5h"),
    (re.compile(r".*\.\..*"), f"{{0}} is more than one length of time, one is needed: {EXAMPLES}"),
    (re.compile(rf"{_LENGTH.pattern}[0-9]+"), "{0} ends with a number without its unit: write {1}m"),
)
_EXACT = Context(prec=20)  # decimal's exp and ln are correctly rounded, so they are the same on every machine


@dataclass(frozen=True, slots=True)
class Duration:
    """How long something takes, in minutes: one fixed length or a distribution.

    `minutes` holds, by kind: fixed (length); uniform (low, high); pert and triangular (low, likely, high); lognormal
    (median, 90 % quantile); list (every value, each as likely as the next). `text` is what the author wrote.
    """

    kind: Kind
    minutes: tuple[int, ...]
    text: str = field(compare=False)

    @property
    def low(self) -> int:
        """The least minute that can be drawn."""
        return self._tail(-Z999) if self.kind == "lognormal" else min(self.minutes)

    @property
    def high(self) -> int:
        """The greatest minute that can be drawn."""
        return self._tail(Z999) if self.kind == "lognormal" else max(self.minutes)

    def _tail(self, z: float) -> int:
        median, p90 = self.minutes
        return (lognormal_64ths(median, p90, [z])[0] + 32) >> 6


@dataclass(frozen=True, slots=True)
class Rate:
    """A flow of `amount` whole units every `per` minutes. `text` is what the author wrote."""

    amount: int
    per: int
    text: str = field(compare=False)


def lognormal_64ths(median: int, p90: int, scores: Iterable[float]) -> list[int]:
    """The quantiles at normal scores z in 1/64 minute: median x (p90 / median) ^ (z / Z90), rounded half up."""
    step = _EXACT.divide(_EXACT.ln(_EXACT.divide(p90, median)), Decimal(Z90))
    powers = (_EXACT.exp(_EXACT.multiply(Decimal(z), step)) for z in scores)
    return [(int(_EXACT.multiply(128 * median, power)) + 1) >> 1 for power in powers]


def parse_minutes(value: object) -> int:
    """One length of time (`1h30m`, `1.5h`, `90 minutes`) in whole minutes, from 0 to ten years."""
    text = _written(value)
    if len(text) > 60 or not _LENGTH.fullmatch(text):
        raise ValueError(_no_length(text))
    parts = [(_unit(unit, text), whole, digits) for whole, digits, unit in _PART.findall(text)]
    sizes = [size for size, _, _ in parts]
    if sizes != sorted(set(sizes), reverse=True):
        raise ValueError(f"'{text}': write the larger unit first and each unit once, like 1h30m")
    total = sum(_part_minutes(*part, text) for part in parts)
    if total > LONGEST:
        raise ValueError(f"'{_short(text)}' is longer than ten years")
    return total


def parse_duration(value: object) -> Duration:
    """The duration that an author's text, list or mapping says."""
    if isinstance(value, Mapping):
        return _worded(value, ", ".join(f"{key} {_listing(part)}" for key, part in value.items()))
    if isinstance(value, list | tuple):
        return _listed(value, f"one of {_listing(value)}")
    text = _written(value)
    if words := _WORDED.fullmatch(text):
        word, rest = words[1], words[2] or ""
        return _worded(_median_and_p90(text) if word in {"median", "p90"} else {word: rest}, text)
    return _span(text, text)


def parse_rate(value: object) -> Rate:
    """The rate that an author's text says: `30 a day`, `2 an hour`, `6 per day`, `1 every 45m`."""
    text = _written(value, RATES)
    match = _RATE.fullmatch(text)
    if not match:
        raise ValueError(f"'{_short(text)}' is not {RATES}")
    amount, per = int(match[1]), UNITS.get(match[2]) or parse_minutes(match[2])
    if amount == 0 or per == 0:
        raise ValueError(f"'{text}' is no rate: number and time must be more than 0, like 1 every 45m")
    return Rate(amount, per, text)


def _worded(form: Mapping[object, object], text: str) -> Duration:
    if set(form) == {"median", "p90"}:
        return _lognormal(parse_minutes(form["median"]), parse_minutes(form["p90"]), text)
    word, rest = next(iter(form.items()), ("", None))
    if len(form) == 1 and word == "one of":
        return _listed([part.strip() for part in rest.split(",")] if isinstance(rest, str) else rest, text)
    if len(form) == 1 and word in _PARTS_OF:
        return _span(rest if isinstance(rest, str) else "", text, str(word))
    raise ValueError(_no_form(form))


def _span(given: str, text: str, word: str = "") -> Duration:
    """A fixed length, or `low .. high`, or `low .. likely .. high`; `word` names the kind where the author did."""
    kind: dict[int, Kind] = {1: "fixed", 2: "uniform", 3: "triangular" if word == "triangular" else "pert"}
    parts = _two_dots(given)
    if len(parts) not in kind or len(parts) != _PARTS_OF.get(word, len(parts)) or not all(parts):
        example = f"{word} 2h .. 7h" if word == "uniform" else f"{word} 1h .. 3h .. 48h"
        number = {"": "one, two or three", "uniform": "two"}.get(word, "three")
        raise ValueError(f"'{_short(text)}' does not name {number} lengths of time, like {example.strip()}")
    minutes = tuple(parse_minutes(part) for part in parts)
    if list(minutes) != sorted(minutes):
        mended = f"{word} {' .. '.join(sorted(parts, key=parse_minutes))}".strip()
        raise ValueError(f"'{_short(text)}' is out of order, the shortest stands first: write {mended}")
    return _made(kind[len(parts)], minutes, text)


def _two_dots(given: str) -> list[str]:
    """The lengths of time on both sides of each `..`; other dots and dashes between them are an error."""
    guess = _OTHER_DOTS.split(given)
    if len(guess) > 1 and all(_LENGTH.fullmatch(part) for part in guess):
        raise ValueError(f"'{_short(given)}' needs two dots: write {' .. '.join(guess)}")
    return [part.strip() for part in given.split("..")]


def _lognormal(median: int, p90: int, text: str) -> Duration:
    if not 0 < median < p90:
        raise ValueError(f"in '{_short(text)}' the p90 must be longer than the median, and that more than 0")
    made = Duration("lognormal", (median, p90), text)
    if made.high > LONGEST:
        raise ValueError(f"'{_short(text)}' exceeds ten years in one draw of a thousand: shorten the p90")
    return made


def _listed(given: object, text: str) -> Duration:
    if not isinstance(given, Sequence) or isinstance(given, str) or not given:
        raise ValueError("a list of lengths of time needs at least one: write one of 2h, 3h, 5h")
    return _made("list", tuple(parse_minutes(part) for part in given), text)


def _made(kind: Kind, minutes: tuple[int, ...], text: str) -> Duration:
    if min(minutes) == max(minutes):
        return Duration("fixed", minutes[:1], text)
    return Duration(kind, minutes, text)


def _median_and_p90(text: str) -> dict[object, object]:
    pairs = [part.strip().partition(" ")[::2] for part in text.split(",")]
    if len(pairs) != 2:
        raise ValueError(f"'{_short(text)}' needs two lengths of time: write median 4h, p90 12h")
    return dict(pairs)


def _written(value: object, wanted: str = f"a length of time: {EXAMPLES}") -> str:
    """The text that an author wrote, with single blanks; a value that is no text is an error naming what is wanted."""
    if isinstance(value, int | float) and abs(value) < LONGEST:
        return spelled(value)
    if isinstance(value, str) and value.strip():
        return " ".join(value.split())
    shown = "an empty field" if value is None or isinstance(value, str) else "this"
    raise ValueError(f"{shown} is not {wanted}")


def _no_length(text: str) -> str:
    shown = f"'{_short(text)}'"
    if get_close_matches(text.partition(" ")[0], _WORDS, n=1):
        return f"{shown} is not a length of time: write {FORMS}"
    found = (said for pattern, said in _MISTAKES if pattern.fullmatch(text))
    return next(found, f"{{0}} is not a length of time: {EXAMPLES}").format(shown, text[:36])


def _no_form(form: Mapping[object, object]) -> str:
    unknown = [str(key) for key in form if key not in _WORDS]
    close = get_close_matches(unknown[0], _WORDS, n=1) if unknown else []
    hint = f"did you mean '{close[0]}'?" if close else f"write {FORMS}"
    return f"'{_short(', '.join(map(str, form)) or '{}')}' does not say a duration: {hint}"


def _unit(name: str, text: str) -> int:
    if name in UNITS:
        return UNITS[name]
    close = get_close_matches(name.lower(), UNITS, n=1, cutoff=0.75)
    hint = f"did you mean '{close[0]}'?" if close else "units are m, h, d and w (minutes, hours, days, weeks)"
    raise ValueError(f"'{name}' in '{_short(text)}' is not a unit of time here: {hint}")


def _part_minutes(size: int, whole: str, digits: str, text: str) -> int:
    minutes, rest = divmod(int(whole + digits) * size, int(10 ** len(digits)))
    if rest:
        raise ValueError(f"'{_short(text)}' is not a whole number of minutes")
    return minutes


def _listing(value: object) -> str:
    return ", ".join(map(spelled, value)) if isinstance(value, list | tuple) else spelled(value)


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:37] + "..."
