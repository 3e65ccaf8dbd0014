"""The author's file: its text, the tree of plain data that its YAML means, and the place of everything in it.

No field is known here and nothing is printed. PyYAML's C parser gives events; they become data and places in a single
pass, which refuses what YAML would misread (`traps`) and what no scenario needs (anchors, tags, a second document).
"""

import os
import pathlib
import re
import stat
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any, NamedTuple, NoReturn

import yaml
from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from exercise_sim.scenario.problems import Path, Place, Problem, ScenarioError, nearest
from exercise_sim.scenario.traps import (
    Entry,
    Halt,
    Span,
    Trap,
    comment_trap,
    explain,
    hidden_trap,
    name_trap,
    order_trap,
    sign_trap,
    torn_names,
    torn_texts,
    value_of,
)

MOST_BYTES = 4_000_000
MOST_NODES = 200_000
MOST_LEVELS = 40
MOST_PROBLEMS = 100

_BREAK = re.compile(r"\r\n|[\r\n]")
# What YAML 1.2.2 (section 5.1) does not take for text, and what looks like nothing or like a line's end.
_INVISIBLE = re.compile(
    r"[^\t\n\r -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_COLON = re.compile(r"\s*:")


class Spot(NamedTuple):
    """Where a value stands and, in a mapping, its name; `inside`, the spots of what it holds."""

    name: Span | None
    value: Span
    inside: Mapping[str | int, "Spot"]


class _Ruler:
    """Measures indexes of a text as lines and columns."""

    def __init__(self, text: str) -> None:
        self.lines = tuple(_BREAK.split(text))
        self.starts = [0, *(found.end() for found in _BREAK.finditer(text))]

    def place(self, span: Span) -> Place:
        """The place of a span, cut at the end of its first line."""
        row = bisect_right(self.starts, span[0]) - 1
        start, end, line = span[0] - self.starts[row], span[1] - self.starts[row], self.lines[row]
        end = end if end <= len(line) else len(line.rstrip())
        return Place(row + 1, start + 1, max(start, end) + 1)


@dataclass(frozen=True, slots=True)
class Source:
    """An author's text that YAML can read. `data` is a tree of dict, list, str, int, float, bool and None."""

    name: str
    text: str
    lines: tuple[str, ...]
    data: dict[str, Any]
    warnings: tuple[Problem, ...]
    spot: Spot = field(repr=False, compare=False)
    ruler: _Ruler = field(repr=False, compare=False)

    def place(self, path: Path, *, at_key: bool = False) -> Place:
        """Where the value at `path` stands, or its name (`at_key`).

        A value without a text of its own on the line (empty, or entries in the lines below) stands at its name, and
        what is not there at all at the name of the nearest that should hold it.
        """
        spot = self.spot
        for part in path:
            inner = spot.inside.get(part)
            if inner is None:
                at_key = True
                break
            spot = inner
        return self.ruler.place(spot.name if at_key and spot.name else spot.value)

    def placed(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """The problems of this file with file and place filled in, in the order of the text, each once."""
        return _in_order(self._placed(problem) for problem in problems)

    def _placed(self, problem: Problem) -> Problem:
        if problem.file not in {"", self.name} or problem.place:
            return replace(problem, file=problem.file or self.name)
        return replace(problem, file=self.name, place=self.place(problem.path, at_key=problem.at_key))


def read_source(path: str | os.PathLike[str]) -> str:
    """The file's text; every line ends in a newline sign, whatever the machine that wrote it.

    Raises ScenarioError with one problem when there is no such text.
    """
    name = os.fspath(path)
    try:
        content = _content(name)
    except (OSError, ValueError) as error:
        raise _refused(name, *_reason(name, error)) from None
    try:
        text = _BREAK.sub("\n", content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise _not_utf8(name, content, error.start) from None
    _refuse_invisible(text, name, most=1)
    return text


def _content(name: str) -> bytes:
    """Opened without waiting, so that a pipe without a writer is refused rather than waited for."""
    with open(name, "rb", opener=lambda it, flags: os.open(it, flags | getattr(os, "O_NONBLOCK", 0))) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise _refused(name, "this is a device or a pipe, not a file")
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise _refused(name, f"the file is larger than {MOST_BYTES // 1_000_000} MB")
    return content


def _reason(name: str, error: OSError | ValueError) -> tuple[str, str | None]:
    if isinstance(
        error, FileNotFoundError | NotADirectoryError | ValueError
    ):  # ValueError: no name of a file
        return "there is no such file", _beside(pathlib.Path(name))
    if os.path.isdir(name):  # noqa: PTH112  # Path.is_dir raises where a folder on the way is closed
        return "this is a folder, not a file", "name the scenario file in it"
    if isinstance(error, PermissionError):
        return "you are not allowed to read this file", None
    return f"the file cannot be read: {error.strerror or error}", None


def _beside(file: pathlib.Path) -> str | None:
    try:
        return nearest(file.name, (found.name for found in file.parent.iterdir()))
    except (OSError, ValueError):
        return None


def _refused(name: str, message: str, hint: str | None = None) -> ScenarioError:
    return ScenarioError([Problem("error", message, hint=hint, file=name)])


def _not_utf8(name: str, content: bytes, at: int) -> ScenarioError:
    before = _BREAK.split(content[:at].decode("utf-8-sig"))
    place = Place(len(before), len(before[-1]) + 1, len(before[-1]) + 2)
    message, hint = f"byte {at + 1} of the file is not UTF-8 text", "save the file in the encoding UTF-8"
    lines = _BREAK.split(content.decode("utf-8-sig", errors="replace"))
    return ScenarioError([Problem("error", message, hint=hint, file=name, place=place)], tuple(lines))


def _refuse_invisible(text: str, name: str, most: int) -> None:
    signs = list(islice(_INVISIBLE.finditer(text), most))
    if not signs:
        return
    ruler, hint = _Ruler(text), "delete it; was the file saved as plain text?"
    problems = [
        Problem(
            "error", f"an invisible sign (U+{ord(it[0]):04X})", (), hint, False, name, ruler.place(it.span())
        )
        for it in signs
    ]
    raise ScenarioError(problems, ruler.lines)


def _in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    def order(it: Problem) -> tuple[str, int, int]:
        return (it.file, it.place.line, it.place.column) if it.place else (it.file, 0, 0)

    unique = {(it.file, it.place or it.path, it.severity, it.message): it for it in problems}
    return tuple(sorted(unique.values(), key=order))


def parse_source(text: str, name: str) -> Source:
    """The tree of a scenario's text. Raises ScenarioError with every problem found, in the order of the text."""
    if not yaml.__with_libyaml__:
        hint = "install PyYAML from its wheel"
        raise _refused(name, "PyYAML stands here without its C part (libyaml)", hint)
    text = text.removeprefix("\ufeff")
    _refuse_invisible(text, name, MOST_PROBLEMS)
    composer = _Composer(text, name)
    data, spot = composer.tree()
    problems = _in_order(composer.problems)
    if spot is None or any(problem.severity == "error" for problem in problems):
        raise ScenarioError(problems, composer.ruler.lines)
    return Source(name, text, composer.ruler.lines, data, problems, spot, composer.ruler)


class _StoppedError(Exception):
    """Reading on would lead nowhere; the reason is among the problems."""


class _Composer:
    """Makes the tree from the events of the parser, once, from the top."""

    def __init__(self, text: str, file: str) -> None:
        self.text, self.file, self.ruler = text, file, _Ruler(text)
        self.problems: list[Problem] = []
        self.path: list[str | int] = []
        self.nodes = self.levels = 0
        self.brackets: list[int] = []
        self.last, self.quoted = (0, 0), False  # the latest word: parser errors are explained by it
        self.event: Callable[[], Any] = yaml.CBaseLoader(text).get_event

    @property
    def flow(self) -> bool:
        """Whether the parser stands inside brackets."""
        return bool(self.brackets)

    def tree(self) -> tuple[dict[str, Any], Spot | None]:
        try:
            return self.document()
        except yaml.MarkedYAMLError as error:
            self.halt(error)
        except _StoppedError:
            pass
        return {}, None

    def document(self) -> tuple[dict[str, Any], Spot]:
        self.event()  # the stream begins
        begin = self.event()
        if isinstance(begin, StreamEndEvent):
            self.stop(Trap("the file is empty", None, (0, 0)))
        if begin.version or begin.tags:
            self.trap(order_trap(self.text, begin.start_mark.index))
        data, spot = self.node(self.event(), None)
        self.event()  # the document ends
        after = self.event()
        if isinstance(after, DocumentStartEvent):
            hint = "one file is one scenario: leave this line out"
            self.trap(Trap("a second scenario begins here", hint), _span(after))
        if not isinstance(data, dict):
            message = "the file is empty" if data is None else "a scenario consists of 'name: value' lines"
            self.stop(Trap(message), spot.value)
        return data, spot

    def node(self, event: Any, name: Span | None) -> tuple[Any, Spot]:
        """The value that begins with this event, and its spot; `name` is where its name stands."""
        span = _span(event)
        self.count(span)
        if isinstance(event, AliasEvent):
            self.trap(sign_trap(self.text, span[0], flow=self.flow))
            return None, Spot(name, span, {})
        if event.anchor is not None or event.tag is not None:
            self.trap(sign_trap(self.text, span[0], flow=self.flow))
        if isinstance(event, ScalarEvent):
            place = name if name and span[0] == span[1] else span
            return self.scalar(event, span, name), Spot(name, place, {})
        return self.collection(event, span, name)

    def scalar(self, event: Any, span: Span, name: Span | None) -> Any:
        if span[0] == span[1]:
            if name:
                self.trap(hidden_trap(self.text, name[1], flow=self.flow))
            return None
        self.last, self.quoted = span, event.style in {"'", '"'}
        if event.style:
            return event.value
        self.trap(comment_trap(self.text, span, flow=self.flow))
        value = value_of(event.value)
        if not isinstance(value, Trap):
            return value
        self.trap(value, span)
        return event.value

    def collection(self, event: Any, span: Span, name: Span | None) -> tuple[Any, Spot]:
        flow = bool(event.flow_style)
        # A pair in a list (`[a: b]`) is a collection without a bracket of its own.
        opened = [span[1] - 1] if flow and span[0] < span[1] else []
        self.levels += 1
        self.brackets += opened
        if self.levels > MOST_LEVELS:
            self.stop(Trap(f"more than {MOST_LEVELS} levels, one inside the other"), span)
        data, inside, end = (self.mapping if isinstance(event, MappingStartEvent) else self.sequence)(flow)
        self.levels -= 1
        del self.brackets[len(self.brackets) - len(opened) :]
        return data, Spot(name, (span[0], end) if flow or name is None else name, inside)

    def sequence(self, flow: bool) -> tuple[list[Any], dict[str | int, Spot], int]:
        data: list[Any] = []
        inside: dict[str | int, Spot] = {}
        plain: list[Span] = []
        while not isinstance(event := self.event(), SequenceEndEvent):
            self.path.append(len(data))
            item, inside[len(data)] = self.node(event, None)
            self.path.pop()
            data.append(item)
            if flow and _plain(event):
                plain.append(_span(event))
        for trap in torn_texts(self.text, plain):
            self.trap(trap)
        return data, inside, _span(event)[1]

    def mapping(self, flow: bool) -> tuple[dict[str, Any], dict[str | int, Spot], int]:
        data: dict[str, Any] = {}
        inside: dict[str | int, Spot] = {}
        entries: list[Entry] = []
        while not isinstance(event := self.event(), MappingEndEvent):
            word, name = self.word(event)
            self.path.append(word)
            value = self.event()
            bare = _plain(value) and not value.value and not _COLON.match(self.text, name[1])
            if word in inside and not bare:
                self.twice(word, name, inside[word])
            data[word], inside[word] = self.node(value, name)
            self.path.pop()
            if (flow or bare) and isinstance(event, ScalarEvent):
                entries.append(Entry(name, None if bare else _span(value), _plain(value)))
        self.torn(entries)
        return data, inside, _span(event)[1]

    def word(self, event: Any) -> tuple[str, Span]:
        """The name that begins with this event, as text, and where it stands."""
        span = _span(event)
        if isinstance(event, ScalarEvent) and event.anchor is None and event.tag is None:
            self.count(span)
            self.last, self.quoted = span, event.style in {"'", '"'}
            self.trap(None if event.style else name_trap(event.value), span)
            return event.value, span
        told = len(self.problems)
        spot = self.node(event, None)[1]
        if isinstance(event, CollectionStartEvent):
            hint = "write <name> for a placeholder; a text that begins with a bracket goes in quotes"
            del self.problems[told:]  # what is wrong inside no longer matters
            self.trap(Trap("brackets cannot be a name", hint), spot.value)
        return self.text[slice(*spot.value)], spot.value

    def twice(self, word: str, name: Span, first: Spot) -> None:
        line = self.ruler.place(first.name or first.value).line
        self.trap(Trap(f"'{word}' stands here twice: first in line {line}", "delete one, or rename it"), name)

    def torn(self, entries: list[Entry]) -> None:
        for trap in torn_names(self.text, entries, nested=len(self.brackets) > 1):
            self.trap(trap)
        for trap in torn_texts(self.text, (entry.value for entry in entries if entry.plain and entry.value)):
            self.trap(trap)

    def count(self, span: Span) -> None:
        self.nodes += 1
        if self.nodes > MOST_NODES:
            self.stop(Trap(f"more than {MOST_NODES} names and values"), span)

    def trap(self, trap: Trap | None, span: Span = (0, 0)) -> None:
        if trap is None:
            return
        place, path = self.ruler.place(trap.span or span), tuple(self.path)
        found = Problem(trap.severity, trap.message, path, trap.hint, file=self.file, place=place)
        self.problems.append(found)
        if len(self.problems) >= MOST_PROBLEMS:
            message = f"reading stops here, after {MOST_PROBLEMS} problems"
            self.problems.append(replace(found, severity="error", message=message, hint=None))
            raise _StoppedError

    def stop(self, trap: Trap, span: Span = (0, 0)) -> NoReturn:
        self.trap(trap, span)
        raise _StoppedError

    def halt(self, error: yaml.MarkedYAMLError) -> None:
        """Adds the parser's own error, unless a problem in the same line explains it."""
        context, problem = error.context or "", error.problem or ""
        at = error.problem_mark.index if error.problem_mark else 0
        since = error.context_mark.index if error.context_mark else at
        opened = self.brackets[-1] if self.brackets else None
        halt = Halt(self.text, problem, context, at, since, self.last, self.quoted, opened)
        touched = (since, at) if "flow" in context else (at,)
        lines = {self.ruler.place((index, index)).line for index in touched}
        told = {found.place.line for found in self.problems if found.place and found.severity == "error"}
        if not told & lines:
            self.trap(explain(halt))


def _span(event: Any) -> Span:
    return event.start_mark.index, event.end_mark.index


def _plain(event: Any) -> bool:
    return isinstance(event, ScalarEvent) and not event.style
