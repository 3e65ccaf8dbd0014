"""What drives a result, in words and rows: the drivers, the guesses behind them, the critical path and where its time goes.

`Told` puts one of them into words, for whoever draws them; `driven_lines` is the section for a terminal.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from exercise_sim.analysis.assumed import Guess
from exercise_sim.analysis.criticality import GAUGE, Critical, Spent
from exercise_sim.analysis.drivers import Driver
from exercise_sim.analysis.readings import SCALE
from exercise_sim.analysis.watched import Driven
from exercise_sim.render.amounts import listed, number, short
from exercise_sim.render.driven_sentences import DRIVEN, KINDS, NUMBERS, TRAITS
from exercise_sim.render.expectations import counted, percent
from exercise_sim.render.naming import Names
from exercise_sim.render.paint import Paint, wrapped

MOST: Final = 12
"""Rows of a table at most."""
GUESSES: Final = 3
"""Numbers without a source that are named after the first one."""
_BAR, _WIDE = 12, 100


class Told:
    """The words for what was found."""

    def __init__(self, driven: Driven) -> None:
        self.driven, self._names = driven, Names(driven.plan)

    def driver(self, one: Driver) -> str:
        """The trait that moves the result."""
        element, _, voter = one.element.partition("\t")
        node = self._names.node(element)
        resources = [self.driven.plan.resources[use.resource].name for use in node.uses]
        sentence = "queue_for" if one.kind == "queue" and resources else one.kind
        told = TRAITS[sentence].format(
            what=self._names.title(element),
            way=self._names.option(element, one.way),
            voter=self._names.member(voter) if voter else "",
            resources=self._names.resources(resources),
        )
        share = percent(one.with_way / one.runs).replace(" ", "\xa0")
        return TRAITS["with_way"].format(told=told, share=share) if one.way else told

    def swing(self, value: float) -> str:
        """A swing with its sign."""
        quantity = self.driven.quantity
        text = (
            short(abs(value))
            if quantity.unit == "minutes"
            else number(round(abs(value) / SCALE["number"], 2))
        )
        return f"{'-' if value < 0 else '+'}{text}"

    def guess(self, one: Guess) -> str:
        """A number without a source."""
        return NUMBERS[one.number].format(what=self._called(one.name))

    def guesses(self) -> str:
        """The numbers without a source, in one or two sentences."""
        found = self.driven.guesses
        if not found:
            return DRIVEN["no_guess"]
        told = DRIVEN["guess"].format(number=self.guess(found[0]), swing=self.swing(found[0].driver.swing))
        others = [f"{self.guess(one)} ({self.swing(one.driver.swing)})" for one in found[1 : GUESSES + 1]]
        return f"{told} {DRIVEN['guesses'].format(numbers=listed(others))}" if others else told

    def _called(self, name: str) -> str:
        """A step without its member, or a resource."""
        nodes = self.driven.plan.by_step.get(name, ())
        return self.driven.plan.nodes[nodes[0]].label if nodes else self._names.title(name)

    def critical(self, one: Critical) -> str:
        """What lies on the path."""
        if one.element.startswith(GAUGE):
            gauge = one.element.removeprefix(GAUGE)
            return next(each.title for each in self.driven.plan.gauges if each.name == gauge)
        return self._names.title(one.element)

    def spent(self, one: Spent) -> str:
        """With whom the time goes, and into what."""
        body = self._names.seat(one.body) if one.body else DRIVEN["nobody"]
        kind = KINDS.get(one.kind, one.kind)
        return f"{body}: {kind}" if one.body else kind


def driven_lines(paint: Paint, driven: Driven, what: str) -> Iterator[str]:
    """The section of the terminal report; `what` is what people call the quantity."""
    told = Told(driven)
    head = DRIVEN["head"].format(what=what, name=driven.alternative.label, runs=counted("runs", driven.runs))
    yield ""
    yield from (paint("title", line) for line in wrapped(head, paint.width))
    if driven.drivers:
        yield from _note(paint, f"{DRIVEN['moves']}; {DRIVEN['brackets']}")
        yield from _tornado(paint, told)
        for text in (told.guesses(), DRIVEN["association"]):
            yield from _note(paint, text)
    else:
        yield f"  {DRIVEN['none']}"
    yield from _table(
        paint,
        DRIVEN["critical"],
        ((f"{percent(one.share):>8} {short(one.minutes):>9}", told.critical(one)) for one in driven.critical),
    )
    yield from _table(
        paint,
        DRIVEN["spent"],
        ((f"{short(one.minutes):>9}", told.spent(one)) for one in driven.spent if one.minutes >= 1),
    )


def _tornado(paint: Paint, told: Told) -> Iterator[str]:
    shown = told.driven.drivers[:MOST]
    largest = max(abs(one.swing) for one in shown)
    for one in shown:
        filled = round(_BAR * abs(one.swing) / largest) if largest else 0
        sign = paint.mark("bar" if one.swing >= 0 else "half")
        bar = f"{sign * filled:<{_BAR}} " if paint.width >= _WIDE else ""
        columns = f"{told.swing(one.swing):>10} {f'({one.correlation:+.2f})':>8}  {bar}"
        yield from _row(paint, columns, told.driver(one))
    if more := len(told.driven.drivers) - len(shown):
        yield f"  {DRIVEN['more'].format(count=more)}"


def _table(paint: Paint, head: str, rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    found = list(rows)
    if not found:
        return
    yield ""
    yield from (paint("title", line) for line in wrapped(head, paint.width))
    for columns, text in found[:MOST]:
        yield from _row(paint, f"{columns}  ", text)
    if (more := len(found) - MOST) > 0:
        yield f"  {DRIVEN['more'].format(count=more)}"


def _row(paint: Paint, columns: str, text: str) -> Iterator[str]:
    first, *more = wrapped(text, paint.width - 2 - len(columns))
    yield f"  {columns}{first}"
    yield from (f"  {' ' * len(columns)}{line}" for line in more)


def _note(paint: Paint, text: str) -> Iterator[str]:
    return (f"  {paint('quiet', line)}" for line in wrapped(text, paint.width - 2))
