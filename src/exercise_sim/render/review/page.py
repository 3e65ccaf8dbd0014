"""A debrief as one page that needs nothing beside it: HTML with its styles and pictures in it. Every text is escaped here.

Light or dark as the reader's machine has it, narrow or wide, and on paper.
"""

from collections.abc import Iterable, Iterator, Sequence

from exercise_sim.analysis.peers import Peers
from exercise_sim.render.pages import page
from exercise_sim.render.review import parts, side_by_side
from exercise_sim.render.review.charts import words
from exercise_sim.render.review.lens import Lens
from exercise_sim.render.review.sentences import REVIEW
from exercise_sim.render.review.style import STYLE
from exercise_sim.render.sentences import SAY


def page_of(lens: Lens, head: Sequence[str], record: str) -> str:
    """The page of one record; `head` is what stands above everything."""
    return _page(head[0], [*_head(head), *parts.all_of(lens)], record)


def class_page_of(lens: Lens, peers: Peers, head: Sequence[str]) -> str:
    """The page of several records side by side."""
    sections = [*_head(head)]
    for name, rows in (
        ("choices", side_by_side.choice_rows),
        ("times", side_by_side.time_rows),
        ("objectives", side_by_side.objective_rows),
    ):
        sections.append(f"<h2>{words(REVIEW[name])}</h2>")
        sections.append(_table(rows(lens, peers), len(peers.debriefs)))
    return _page(head[0], sections, REVIEW["class"].format(count=len(peers.debriefs)))


def _page(title: str, body: Iterable[str], record: str) -> str:
    foot = words(REVIEW["foot"].format(record=record))
    return page(words(title), STYLE, words(SAY["marking"]), "\n".join(body), foot)


def _head(head: Sequence[str]) -> Iterator[str]:
    yield f"<h1>{words(head[0])}</h1>"
    yield f'<p class="warn">{words(head[1])}</p>'
    yield from (f'<p class="quiet">{words(text)}</p>' for text in head[2:])


def _table(rows: Sequence[side_by_side.Cells], count: int) -> str:
    letters = "".join(f"<th>{side_by_side.letter(place)}</th>" for place in range(count))
    told = "".join(
        f"<tr><th>{words(title)}</th>{''.join(f'<td>{words(cell)}</td>' for cell in cells)}</tr>"
        for title, cells in rows
    )
    return f'<div class="scroll"><table><tr><th></th>{letters}</tr>{told}</table></div>'
