"""The objectives of a run as a table: rating, what was measured, title, thresholds. What people observe stands apart, to be rated by hand."""

from collections.abc import Iterator, Sequence

from exercise_sim.analysis.measures import Measured
from exercise_sim.render.amounts import length, number
from exercise_sim.render.paint import Paint, padded, wrapped
from exercise_sim.render.sentences import CLOSE

LEAST_TITLE = 16
"""Columns below which a title has no place beside its thresholds."""
STYLES = {"P": "good", "S": "good", "M": "queued", "U": "bad"}


def objective_lines(paint: Paint, objectives: Sequence[Measured]) -> Iterator[str]:
    """Each objective with its rating, what was measured and its thresholds; then what is left to the evaluators."""
    yield ""
    yield paint("title", CLOSE["objectives"])
    if not objectives:
        yield CLOSE["no_objectives"]
        return
    observed = [objective for objective in objectives if objective.unit == "observed"]
    rated = [objective for objective in objectives if objective.unit != "observed"]
    yield from _table(paint, rated)
    yield from _observed(paint, observed)


def _table(paint: Paint, rated: Sequence[Measured]) -> Iterator[str]:
    """One column for each thing, as wide as its widest; thresholds stand below where the title would have no room."""
    value = max((len(_value(objective)) for objective in rated), default=0)
    indent = 5 + value + 2
    bounds = max((len(bounds_of(objective)) for objective in rated), default=0)
    title = paint.width - indent - bounds - 2
    for objective in rated:
        letter = objective.rating or "-"
        head = f"  {paint(STYLES.get(letter, 'quiet'), letter)}  {padded(_value(objective), value)}  "
        told = list(wrapped(objective.title, title if title >= LEAST_TITLE else paint.width - indent))
        if title >= LEAST_TITLE:
            told[0] = f"{padded(told[0], title)}  {paint('quiet', bounds_of(objective))}"
        elif objective.thresholds:
            told += _quiet(paint, bounds_of(objective), paint.width - indent)
        told += _quiet(paint, _backwards(objective), paint.width - indent)
        told += _quiet(paint, objective.provision, paint.width - indent)
        yield (head + told[0]).rstrip()
        yield from (" " * indent + text for text in told[1:])
    if any(objective.rating for objective in rated):
        yield from (f"  {text}" for text in _quiet(paint, CLOSE["ratings"], paint.width - 2))


def _observed(paint: Paint, observed: Sequence[Measured]) -> Iterator[str]:
    if not observed:
        return
    yield ""
    yield paint("title", CLOSE["observed"])
    for objective in observed:
        first, *others = wrapped(objective.title, paint.width - 5)
        yield f"  -  {first}"
        for text in (*others, *wrapped(objective.observe, paint.width - 5)):
            yield f"     {text}"
        yield from (f"     {text}" for text in _quiet(paint, objective.provision, paint.width - 5))


def _quiet(paint: Paint, text: str, room: int) -> Iterator[str]:
    return (paint("quiet", part) for part in wrapped(text, room)) if text else iter(())


def _value(objective: Measured) -> str:
    if objective.value is None or objective.backwards:
        return CLOSE["not_reached" if objective.rating else "not_assessed"]
    return _shown(objective, objective.value)


def _backwards(objective: Measured) -> str:
    """Why a time is not assessed though both its ends came."""
    time = length(-int(objective.value or 0))
    return CLOSE["backwards"].format(time=time) if objective.backwards else ""


def bounds_of(objective: Measured) -> str:
    """The thresholds in one row: `P up to 3 d, S 4 d, M 6 d`."""
    first = CLOSE["from" if objective.more_is_better else "up_to"]
    sentences = [first] + [CLOSE["bounds"]] * len(objective.thresholds)
    return ", ".join(
        sentence.format(letter=letter, bound=_shown(objective, bound))
        for sentence, (letter, bound) in zip(sentences, objective.thresholds.items(), strict=False)
    )


def _shown(objective: Measured, value: float) -> str:
    return length(int(value)) if objective.unit == "minutes" else number(value)
