"""The small parts of the page: text, tables, bars and axes. Words and numbers in, markup out; every text is escaped here.

Pictures stretch with their place; what is to be read beside them is text of the page, which does not.
"""

import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

from exercise_sim.render.pages import WIDE, line, svg

_OPTION: Final = re.compile(r"--[a-z]+")


def words(text: str) -> str:
    """Text as markup; an option such as --set is not broken."""
    told = escape(text, quote=False).replace("\xa0", "&nbsp;")
    return _OPTION.sub(r'<span class="o">\g<0></span>', told) if "--" in told else told


def paragraph(text: str, kind: str = "") -> str:
    """A paragraph; empty for no text."""
    return (f'<p class="{kind}">{words(text)}</p>' if kind else f"<p>{words(text)}</p>") if text else ""


def cell(text: str, kind: str = "") -> str:
    """A cell with text; of the kind `n` it is a number."""
    return f'<td class="{kind}">{words(text)}</td>' if kind else f"<td>{words(text)}</td>"


def head(*cells: str) -> str:
    """The first row: what begins with > stands over numbers, with >> over numbers that a narrow page leaves out."""
    told = (
        f'<th class="n{" wide" if one.startswith(">>") else ""}">{words(one.lstrip(">"))}</th>'
        if one.startswith(">")
        else f"<th>{words(one)}</th>"
        for one in cells
    )
    return f"<tr>{''.join(told)}</tr>"


def table(rows: Iterable[str], *, scroll: bool = False, bars: bool = False) -> str:
    """Rows as a table. One that may be too wide for a telephone can be scrolled; one with bars has its names above them there."""
    kind = ' class="bars"' if bars else ""
    found = f"<table{kind}>{''.join(rows)}</table>"
    return f'<div class="scroll">{found}</div>' if scroll else found


def rect(begin: float, end: float, top: float, height: float, kind: str) -> str:
    """A bar between two places; of no width it is as thin as can be seen."""
    left, width = min(begin, end), max(2.0, abs(end - begin))
    return f'<rect x="{left:.1f}" y="{top:g}" width="{width:.1f}" height="{height:g}" class="{kind}"/>'


def bar(share: float, kind: str) -> str:
    """A bar from the left, so much of the whole width."""
    body = rect(0, WIDE, 0, 12, "back") + (rect(0, share * WIDE, 0, 12, kind) if share else "")
    return f'<td class="b">{svg(12, body)}</td>'


def swung(value: float, most: float, kind: str, half: float | None = None) -> str:
    """A bar from the middle to the left or the right, with the interval of its end; `most` is as far as it can reach."""
    middle = WIDE / 2

    def place(number: float) -> float:
        return middle + middle * number / most if most else middle

    body = rect(0, WIDE, 0, 14, "back") + rect(middle, place(value), 1, 12, kind)
    if half:
        low, high = place(value - half), place(value + half)
        body += line(low, 7, high, 7, "span") + "".join(line(at, 3, at, 11, "span") for at in (low, high))
    return f'<td class="b">{svg(14, body + line(middle, 0, middle, 14, "zero"))}</td>'


def axis(ticks: Sequence[tuple[float, str]]) -> str:
    """Words below a picture, each at its place from 0 to 1."""
    told = []
    for place, text in ticks:
        kind = ' class="first"' if place < 0.04 else ' class="last"' if place > 0.96 else ""
        told.append(f'<span{kind} style="left:{100 * place:.1f}%">{words(text)}</span>')
    return f'<div class="axis">{"".join(told)}</div>'
