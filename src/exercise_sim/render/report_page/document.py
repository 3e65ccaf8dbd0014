"""A comparison as one page that needs nothing beside it: HTML with its styles and pictures in it. Comparison in, text out.

Light or dark as the reader's machine has it, narrow or wide, and on paper.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from exercise_sim.analysis.comparison import Comparison
from exercise_sim.analysis.notable import Retold, Role
from exercise_sim.analysis.watched import Driven
from exercise_sim.render.amounts import number
from exercise_sim.render.compared import called, quantities_of
from exercise_sim.render.compared_sentences import ALTERNATIVES, COMPARE
from exercise_sim.render.driven import Told
from exercise_sim.render.driven_sentences import DRIVEN
from exercise_sim.render.expectations import counted
from exercise_sim.render.loaded import Found
from exercise_sim.render.pages import page
from exercise_sim.render.recorded import about, origin
from exercise_sim.render.report_page.causes import causes
from exercise_sim.render.report_page.lanes import lanes
from exercise_sim.render.report_page.markup import cell, head, paragraph, table, words
from exercise_sim.render.report_page.quantities import endings, quantity_part
from exercise_sim.render.report_page.resources import resources
from exercise_sim.render.report_page.sentences import PAGE
from exercise_sim.render.report_page.style import STYLE
from exercise_sim.render.sentences import CLOSE, SAY

MOST: Final = 8
"""Alternatives on the page; of more, the first ones."""
LARGEST: Final = 150_000
"""Bytes of the page at most."""
_RESERVE: Final = 8_000
"""Bytes that are kept for the names of what has no room."""
_MARK: Final = 16


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands on the page. `only` are the quantities that are told (none: all); `again` the commands for the runs; `cut` says what is missing."""

    comparison: Comparison
    driven: Driven
    runs: Sequence[Retold]
    again: Mapping[Role, str]
    seed: int
    title: str
    only: Sequence[str] = ()
    cut: str = ""
    loads: Found = field(default_factory=dict)


def page_of(shown: Shown) -> str:
    """The page, of at most LARGEST bytes: objectives and milestones that have no room are named."""
    head, foot = "\n".join(_above(shown)), "\n".join(_below(shown))
    bare = _page(shown, [head, foot])
    body = _told_within(shown, LARGEST - len(bare.encode()))
    return _page(shown, [head, *body, foot])


def _page(shown: Shown, body: Sequence[str]) -> str:
    return page(words(shown.title), STYLE, words(SAY["marking"]), "\n".join(body), words(PAGE["foot"]))


def _above(shown: Shown) -> Iterator[str]:
    yield from _head(shown)
    yield f"<h2>{words(PAGE['endings'])}</h2>"
    yield from endings(shown.comparison.outcomes[:MOST])
    yield f"<h2>{words(PAGE['times'])}</h2>"
    yield paragraph(PAGE["times_how"], "how")


def _told_within(shown: Shown, room: int) -> Iterator[str]:
    """The quantities, the main one first, as many as there is room for; the others by name."""
    outcomes, main = shown.comparison.outcomes[:MOST], shown.driven.quantity
    found = quantities_of(outcomes, shown.only)
    left = []
    for quantity in sorted(found, key=lambda one: one.name != main.name):
        part = "".join(quantity_part(outcomes, quantity))
        room -= len(part.encode())
        if room > _RESERVE:
            yield part
        else:
            left.append(called(quantity))
    if any(one.thresholds for one in found):
        yield paragraph(CLOSE["ratings"], "quiet")
    if left:
        yield paragraph(PAGE["left"].format(names="; ".join(left)), "quiet")


def _below(shown: Shown) -> Iterator[str]:
    driven = shown.driven
    name, runs = driven.alternative.label, counted("runs", driven.runs)
    title = DRIVEN["head"].format(what=called(driven.quantity), name=name, runs=runs)
    yield from causes(Told(driven), title)
    yield from resources(shown.loads)
    yield from lanes(driven.plan, driven.quantity, shown.runs, shown.again)


def _head(shown: Shown) -> Iterator[str]:
    comparison, first = shown.comparison, shown.comparison.first
    many = len(comparison.outcomes)
    yield f"<h1>{words(shown.title)}</h1>"
    yield paragraph(shown.cut, "warn")
    told = PAGE["head"].format(
        alternatives=ALTERNATIVES[many > 1].format(count=number(many)),
        runs=counted("runs_each" if many > 1 else "runs", comparison.runs),
        seed=shown.seed,
    )
    yield paragraph(told)
    digest = first.plan.digest[:_MARK]
    yield paragraph(PAGE["file"].format(file=first.alternative.file, digest=digest), "quiet")
    yield paragraph(origin(first))
    if many > 1:
        rows = [head(PAGE["alternatives"], "")]
        rows += [
            f"<tr>{cell(one.alternative.label)}{cell(about(one))}</tr>" for one in comparison.outcomes[:MOST]
        ]
        yield table(rows)
    if many > MOST:
        yield paragraph(COMPARE["more_alternatives"].format(count=number(many - MOST)), "quiet")
