"""Problems as text for people and as plain data for programs.

Nothing is printed and no file is read: problems and source lines in, text out. A caret stands under the place; what a
terminal would obey rather than show comes out escaped.
"""

import re
from collections.abc import Iterable, Sequence

from rich.cells import cell_len

from exercise_sim.scenario.problems import Place, Problem

_INDENT = "    "
_CUT = "..."
# Control signs, marks that turn the direction of writing, line ends that are none, and halves of a character.
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def format_problem(problem: Problem, lines: Sequence[str], *, width: int = 80) -> str:
    """`file:line:column: error: message`, then the source line with a caret under the place, then the hint.

    `width` is that of the screen in cells; it bounds the source line, not the sentences.
    """
    told = [f"{_where(problem)}{problem.severity}: {_safe(problem.message)}"]
    line = problem.excerpt
    if line is None and problem.place and 1 <= problem.place.line <= len(lines):
        line = lines[problem.place.line - 1]
    if line is not None and problem.place and problem.excerpt != "":
        told += _excerpt(line, problem.place, max(width - len(_INDENT), 20))
    if problem.hint:
        told.append(f"hint: {_safe(problem.hint)}")
    return f"\n{_INDENT}".join(told)


def format_problems(problems: Iterable[Problem], lines: Sequence[str], *, width: int = 80) -> str:
    """All problems in the order given, and a last line that counts them."""
    problems = tuple(problems)
    errors = sum(problem.severity == "error" for problem in problems)
    texts = [format_problem(problem, lines, width=width) for problem in problems]
    return "\n".join([*texts, _counts(errors, len(problems) - errors)])


def problems_as_json(problems: Iterable[Problem]) -> list[dict[str, str | int | None]]:
    """One flat record a problem; line and columns count from 1 and are None where the text has no such place."""
    return [_record(problem) for problem in problems]


def _record(problem: Problem) -> dict[str, str | int | None]:
    place = problem.place
    return {
        "file": problem.file,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "end_column": place.end_column if place else None,
        "severity": problem.severity,
        "message": problem.message,
        "hint": problem.hint,
        "path": ".".join(str(part) for part in problem.path),
    }


def _where(problem: Problem) -> str:
    place = f"{problem.place.line}:{problem.place.column}" if problem.place else ""
    parts = [part for part in (_safe(problem.file), place) if part]
    return ":".join(parts) + ": " if parts else ""


def _counts(errors: int, warnings: int) -> str:
    counted = [
        f"{count} {word if count == 1 else word + 's'}"
        for count, word in ((errors, "error"), (warnings, "warning"))
        if count
    ]
    return ", ".join(counted) or "no problems"


def _excerpt(line: str, place: Place, room: int) -> list[str]:
    """The source line, cut to `room` cells around the place, and the line with the caret."""
    start, end = place.column - 1, place.end_column - 1
    # A line may have millions of characters: only those that can be seen are looked at.
    before, after = _shown(line[max(0, start - room) : start]), _shown(line[start : start + room])
    marked = cell_len(_shown(line[start : min(end, start + room)]))
    left = max(room // 2, room - cell_len(after))
    before = _keep_end(before, left, cut=start > room)
    after = _keep_start(after, room - cell_len(before), cut=len(line) > start + room)
    length = max(1, min(marked, room - cell_len(before)))
    return [(before + after).rstrip(), " " * cell_len(before) + "^" + "~" * (length - 1)]


def _keep_end(text: str, room: int, *, cut: bool) -> str:
    if not cut and cell_len(text) <= room:
        return text
    while cell_len(text) > room - len(_CUT):
        text = text[1:]
    return _CUT + text


def _keep_start(text: str, room: int, *, cut: bool) -> str:
    if not cut and cell_len(text) <= room:
        return text
    while cell_len(text) > room - len(_CUT):
        text = text[:-1]
    return text + _CUT


def _shown(text: str) -> str:
    return _safe(text.replace("\t", "    "))


def _safe(text: str) -> str:
    return _UNSAFE.sub(lambda found: found[0].encode("unicode_escape").decode(), text)
