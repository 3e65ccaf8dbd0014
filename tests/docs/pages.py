"""The pages of the docs as data: their examples, changes of files, links and anchors. Text in, data out; nothing runs here.

A mark is an HTML comment on the line above an example (`<!-- file: first.yaml -->`), so readers never see it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

_FENCE = re.compile(r"^(```+)(\w*)\s*$")
_MARK = re.compile(r"^<!-- (\w+)(?:: (.*?))? -->$")
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#{1,6} (.+?)\s*$", re.MULTILINE)
_ANCHOR = re.compile(r"<a id=\"([^\"]+)\"></a>")


@dataclass(frozen=True, slots=True)
class Example:
    """A fenced block. `first` and `last` are the 0-based lines of its body, `last` excluded; `marks` by their word."""

    language: str
    text: str
    first: int
    last: int
    marks: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """What the reader is told to change in a file: `old`, which stands there once, becomes `new`."""

    file: str
    old: str
    new: str


def pages() -> list[Path]:
    """Every Markdown page of the project."""
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def name(page: Path) -> str:
    """What messages call a page."""
    return page.relative_to(ROOT).as_posix()


def items(text: str) -> Iterator[Example | Change]:
    """The examples and changes of a page, in its order."""
    lines = text.splitlines()
    marks: dict[str, str] = {}
    number = 0
    while number < len(lines):
        if mark := _MARK.match(lines[number]):
            if mark[1] == "change":
                yield _change(mark[2])
            else:
                marks[mark[1]] = mark[2] or ""
        elif fence := _FENCE.match(lines[number]):
            end = lines.index(fence[1], number + 1)
            yield Example(fence[2], "\n".join(lines[number + 1 : end]) + "\n", number + 1, end, marks)
            marks, number = {}, end
        elif lines[number].strip():
            marks = {}
        number += 1


def _change(text: str) -> Change:
    file, old, new = text.split(" | ")
    return Change(file, old, new)


def examples(page: Path, language: str) -> list[Example]:
    """The examples of a page in one language."""
    found = items(page.read_text("utf-8"))
    return [item for item in found if isinstance(item, Example) and item.language == language]


def prose(text: str) -> str:
    """A page without its fenced blocks."""
    lines, inside = [], ""
    for line in text.splitlines():
        fence = _FENCE.match(line)
        if fence and not inside:
            inside = fence[1]
        elif inside:
            inside = "" if line == inside else inside
        else:
            lines.append(line)
    return "\n".join(lines)


def links(text: str) -> list[str]:
    """Where a page links to."""
    return _LINK.findall(re.sub(r"`[^`\n]*`", "", prose(text)))


def anchors(text: str) -> set[str]:
    """The places in a page that a link can name."""
    return {_slug(heading) for heading in _HEADING.findall(prose(text))} | set(_ANCHOR.findall(text))


def _slug(heading: str) -> str:
    plain = re.sub(r"<[^>]*>|`|\*", "", heading).strip().lower()
    return re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")
