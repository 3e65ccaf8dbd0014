"""From PyYAML's events to plain data and places, in a single pass that refuses what YAML would misread (`traps`).

No field is known here. `Spot` says where a value stands, `Ruler` turns offsets into lines and columns.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
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

from exercise_sim.scenario.halts import Halt, explain
from exercise_sim.scenario.problems import Problem
from exercise_sim.scenario.ruler import Ruler
from exercise_sim.scenario.traps import (
    Entry,
    Span,
    Trap,
    comment_trap,
    hidden_trap,
    name_trap,
    order_trap,
    sign_trap,
    torn_names,
    torn_texts,
    value_of,
)

MOST_NODES = 200_000
MOST_LEVELS = 40
MOST_PROBLEMS = 100

_COLON = re.compile(r"\s*:")
_TOO_MANY = f"more than {MOST_NODES} names and values"
_QUOTES = frozenset("'\"")


class Spot(NamedTuple):
    """Where a value stands and, in a mapping, its name; `inside`, the spots of what it holds."""

    name: Span | None
    value: Span
    inside: Mapping[str | int, "Spot"]


_EMPTY: Mapping[str | int, Spot] = {}


class StoppedError(Exception):
    """Reading on would lead nowhere; the reason is among the problems."""


class Composer:
    """Makes the tree from the events of the parser, once, from the top."""

    def __init__(self, text: str, file: str, what: str = "scenario") -> None:
        self.text, self.file, self.what, self.ruler = text, file, what, Ruler(text)
        self.problems: list[Problem] = []
        self.path: list[str | int] = []
        self.nodes = self.levels = 0
        self.sound = True  # whether the names at the top are those that the author wrote
        self.brackets: list[int] = []
        self.latest: Any = None  # the event of the latest word: parser errors are explained by it
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
        except StoppedError:
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
            hint = f"one file is one {self.what}: leave this line out"
            self.trap(Trap(f"a second {self.what} begins here", hint), _span(after))
        if not isinstance(data, dict):
            message = (
                "the file is empty" if data is None else f"a {self.what} consists of 'name: value' lines"
            )
            self.stop(Trap(message), spot.value)
        return data, spot

    def node(self, event: Any, name: Span | None) -> tuple[Any, Spot]:
        """The value that begins with this event, and its spot; `name` is where its name stands."""
        span = event.start_mark.index, event.end_mark.index
        self.nodes += 1
        if self.nodes > MOST_NODES:
            self.stop(Trap(_TOO_MANY), span)
        if isinstance(event, AliasEvent):
            self.trap(sign_trap(self.text, span[0], flow=self.flow))
            return None, Spot(name, span, _EMPTY)
        if event.anchor is not None or event.tag is not None:
            self.trap(sign_trap(self.text, span[0], flow=self.flow))
        if isinstance(event, ScalarEvent):
            place = name if name and span[0] == span[1] else span
            return self.scalar(event, span, name), Spot(name, place, _EMPTY)
        return self.collection(event, span, name)

    def scalar(self, event: Any, span: Span, name: Span | None) -> Any:
        if span[0] == span[1]:
            if name:
                self.trap(hidden_trap(self.text, name[1], flow=self.flow))
            return None
        self.latest = event
        if event.style:
            return event.value
        # A comment stands behind a blank, and few values have one behind them.
        if self.text[span[1] : span[1] + 1] in " \t":
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
        for trap in torn_texts(self.text, plain) if plain else ():
            self.trap(trap)
        return data, inside, _span(event)[1]

    def mapping(self, flow: bool) -> tuple[dict[str, Any], dict[str | int, Spot], int]:
        data: dict[str, Any] = {}
        inside: dict[str | int, Spot] = {}
        entries: list[tuple[Span, Any, bool]] = []
        torn = False
        while not isinstance(event := self.event(), MappingEndEvent):
            word, name = self.word(event)
            self.path.append(word)
            value = self.event()
            bare = isinstance(value, ScalarEvent) and not value.value and self.bare(value, name)
            if word in inside and not bare:
                self.twice(word, name, inside[word])
            data[word], inside[word] = self.node(value, name)
            self.path.pop()
            if (flow or bare) and isinstance(event, ScalarEvent):
                entries.append((name, value, bare))
                torn = torn or bare
        end = _span(event)[1]
        if entries and (torn or "(" in self.text[entries[0][0][0] : end]):
            self.torn(entries)
        return data, inside, end

    def bare(self, value: Any, name: Span) -> bool:
        """Whether a name stands without a colon: the parser then takes nothing for its value."""
        return not value.style and not _COLON.match(self.text, name[1])

    def word(self, event: Any) -> tuple[str, Span]:
        """The name that begins with this event, as text, and where it stands."""
        span = event.start_mark.index, event.end_mark.index
        if isinstance(event, ScalarEvent) and event.anchor is None and event.tag is None:
            self.nodes += 1
            if self.nodes > MOST_NODES:
                self.stop(Trap(_TOO_MANY), span)
            self.latest = event
            if not event.style and (trap := name_trap(event.value)):
                self.path.append(event.value)
                self.trap(trap, span)
                self.path.pop()
            return event.value, span
        told = len(self.problems)
        spot = self.node(event, None)[1]
        if isinstance(event, CollectionStartEvent):
            hint = "write <name> for a placeholder; a text that begins with a bracket goes in quotes"
            del self.problems[told:]  # what is wrong inside no longer matters
            self.trap(Trap("brackets cannot be a name", hint), spot.value)
        self.sound = self.sound and bool(self.path)
        return self.text[slice(*spot.value)], spot.value

    def twice(self, word: str, name: Span, first: Spot) -> None:
        line = self.ruler.place(first.name or first.value).line
        self.trap(Trap(f"'{word}' stands here twice: first in line {line}", "delete one, or rename it"), name)

    def torn(self, found: list[tuple[Span, Any, bool]]) -> None:
        """Texts that a comma or a missing colon has torn; only those with a round bracket can be torn by a comma."""
        entries = [Entry(name, None if bare else _span(value), _plain(value)) for name, value, bare in found]
        told = len(self.problems)
        for trap in torn_names(self.text, entries, nested=len(self.brackets) > 1):
            self.trap(trap)
        for trap in torn_texts(self.text, (entry.value for entry in entries if entry.plain and entry.value)):
            self.trap(trap)
        self.sound = self.sound and bool(self.path or len(self.problems) == told)

    def trap(self, trap: Trap | None, span: Span = (0, 0)) -> None:
        if trap is None:
            return
        place, path = self.ruler.place(trap.span or span), tuple(self.path)
        found = Problem(trap.severity, trap.message, path, trap.hint, file=self.file, place=place)
        self.problems.append(found)
        if len(self.problems) >= MOST_PROBLEMS:
            message = f"reading stops here, after {MOST_PROBLEMS} problems"
            self.problems.append(replace(found, severity="error", message=message, hint=None))
            raise StoppedError

    def stop(self, trap: Trap, span: Span = (0, 0)) -> NoReturn:
        self.trap(trap, span)
        raise StoppedError

    def halt(self, error: yaml.MarkedYAMLError) -> None:
        """Adds the parser's own error, unless a problem in the same line explains it."""
        context, problem = error.context or "", error.problem or ""
        at = error.problem_mark.index if error.problem_mark else 0
        since = error.context_mark.index if error.context_mark else at
        opened = self.brackets[-1] if self.brackets else None
        last, quoted = (_span(self.latest), self.latest.style in _QUOTES) if self.latest else ((0, 0), False)
        halt = Halt(self.text, problem, context, at, since, last, quoted, opened)
        touched = (since, at) if "flow" in context else (at,)
        lines = {self.ruler.place((index, index)).line for index in touched}
        told = {found.place.line for found in self.problems if found.place and found.severity == "error"}
        if not told & lines:
            self.trap(explain(halt))


def _span(event: Any) -> Span:
    return event.start_mark.index, event.end_mark.index


def _plain(event: Any) -> bool:
    return isinstance(event, ScalarEvent) and not event.style
