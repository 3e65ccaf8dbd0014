"""The part of the page about what drives the result: the tornado, the guesses behind it, the critical path, and where its time goes."""

from collections.abc import Iterator

from exercise_sim.render.amounts import short
from exercise_sim.render.driven import MOST, Told
from exercise_sim.render.driven_sentences import DRIVEN
from exercise_sim.render.expectations import percent
from exercise_sim.render.report_page.chain import chain
from exercise_sim.render.report_page.markup import bar, cell, head, paragraph, swung, table, words
from exercise_sim.render.report_page.sentences import PAGE


def causes(told: Told, title: str) -> Iterator[str]:
    """All of it; `title` stands above."""
    yield f"<h2>{words(title)}</h2>"
    if told.driven.drivers:
        yield paragraph(DRIVEN["moves"] + ".", "how")
        yield table(_tornado(told), bars=True)
        yield paragraph(told.guesses(), "guess")
        yield paragraph(DRIVEN["association"], "quiet")
    else:
        yield paragraph(DRIVEN["none"])
    if told.driven.critical:
        yield f"<h3>{words(PAGE['path'])}</h3>"
        yield from chain(told.driven.scenario, told.driven.steps)
        yield paragraph(DRIVEN["critical"] + ".", "how")
        yield table(_critical(told), bars=True)
        yield f"<h3>{words(PAGE['ledger'])}</h3>"
        yield paragraph(DRIVEN["spent"] + ".", "how")
        yield table(_spent(told), bars=True)


def _more(count: int, columns: int) -> Iterator[str]:
    if count > 0:
        text = DRIVEN["more"].format(count=count)
        yield f'<tr><td colspan="{columns}" class="quiet">{words(text)}</td></tr>'


def _tornado(told: Told) -> Iterator[str]:
    found = told.driven.drivers
    most = max(abs(one.swing) for one in found)
    yield head(PAGE["what"], "", f">{PAGE['swing']}", f">{PAGE['correlation']}")
    for one in found[:MOST]:
        text, value = told.driver(one), told.swing(one.swing)
        kind = "more" if one.swing >= 0 else "less"
        picture = swung(one.swing, most, kind)
        yield f"<tr>{cell(text)}{picture}{cell(value, 'n')}{cell(f'{one.correlation:+.2f}', 'n')}</tr>"
    yield from _more(len(found) - MOST, 4)


def _critical(told: Told) -> Iterator[str]:
    found = told.driven.critical
    yield head(PAGE["what"], "", f">{PAGE['share']}", f">{PAGE['time']}")
    for one in found[:MOST]:
        text, share = told.critical(one), percent(one.share)
        picture = bar(one.share, "more")
        yield f"<tr>{cell(text)}{picture}{cell(share, 'n')}{cell(short(one.minutes), 'n')}</tr>"
    yield from _more(len(found) - MOST, 4)


def _spent(told: Told) -> Iterator[str]:
    found = [one for one in told.driven.spent if one.minutes >= 1]
    yield head(PAGE["what"], "", f">{PAGE['minutes']}")
    for one in found[:MOST]:
        text, time = told.spent(one), short(one.minutes)
        yield f"<tr>{cell(text)}{bar(one.minutes / found[0].minutes, 'more')}{cell(time, 'n')}</tr>"
    yield from _more(len(found) - MOST, 3)
