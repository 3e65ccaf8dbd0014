"""Where the parser gives up: its own words, said so that somebody who does not know YAML can mend the line.

Pure functions of the text and the place where the parser stopped; `traps` knows what it misreads without a word.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from exercise_sim.scenario.traps import Trap, order_trap, quoted, sign_trap, tail

Span = tuple[int, int]
"""A stretch of the text: the index of its first character, and the one just behind its last."""


@dataclass(frozen=True, slots=True)
class Halt:
    """Where and why the YAML parser gave up.

    `at` is where it stood, `since` the beginning of what it was reading, `last` the latest word that it had read
    (`quoted` or not), `opened` the innermost bracket that it was inside.
    """

    text: str
    problem: str
    context: str
    at: int
    since: int
    last: Span
    quoted: bool
    opened: int | None

    @property
    def sign(self) -> str:
        return self.text[self.at : self.at + 1]

    def here(self, message: str, hint: str, index: int) -> Trap:
        return Trap(message, hint, (index, index + 1))

    def rest(self, message: str, index: int) -> Trap:
        """The trap of the text that begins at `index` and wants quotes."""
        whole = tail(self.text, index, flow=self.opened is not None)
        return Trap(message, f"put the text in quotes: {quoted(whole)}", (index, index + len(whole)))

    def line(self, index: int) -> int:
        """Where the line of `index` begins."""
        return max(self.text.rfind("\n", 0, index), self.text.rfind("\r", 0, index)) + 1


def explain(halt: Halt) -> Trap:
    """What the parser's error means in plain words, with the place to mend."""
    for words, reader in _READERS.items():
        if words in halt.problem or words in halt.context:
            return reader(halt)
    said = f"YAML cannot read this: {halt.context} {halt.problem}"
    return halt.here(said, "put the text in quotes", halt.at)


def _sign(halt: Halt, index: int) -> Trap:
    if halt.text[index : index + 1] == "\t":
        hint = "indent with spaces, two for each level"
        return halt.here("a tab stands where spaces are expected", hint, index)
    return sign_trap(halt.text, index, flow=halt.opened is not None)


def _colon(halt: Halt) -> Trap:
    start = halt.last[0]
    if halt.line(start) == halt.line(halt.at):
        return halt.rest("a colon inside a text", start)
    if halt.text[halt.line(start) : start].strip():
        hint = "line it up with the names beside it, or end the line above with its colon"
        begins = halt.at - len(halt.text[halt.line(halt.at) : halt.at].lstrip())
        return halt.here("this line is indented too far", hint, begins)
    return _no_colon(halt, start)


def _no_colon(halt: Halt, start: int) -> Trap:
    line = tail(halt.text, start, flow=False)
    glued = re.search(r":[^ ]", line)
    hint = "put a space behind the colon" if glued else "write 'name: value'; a text that goes on is indented"
    return Trap("this line is no 'name: value'", hint, (start, start + len(line)))


def _bracket(halt: Halt) -> Trap:
    line = halt.line(halt.at)
    if not halt.sign or not halt.text[line : halt.at].strip() or halt.line(halt.last[0]) != line:
        return _never_closed(halt, halt.since)
    if halt.sign == ":":
        return halt.rest("a colon inside a text", halt.last[0])
    if halt.quoted:
        return _after_quotes(halt)
    return halt.here("a comma is missing before this", "texts with signs in them go in quotes", halt.at)


def _never_closed(halt: Halt, index: int) -> Trap:
    opened = halt.text[index]
    closing = {"[": "]", "{": "}"}.get(opened, "its counterpart")
    hint = f"write {closing} where it ends, and a comma behind each entry; texts with such signs go in quotes"
    return halt.here(f"the {opened} is never closed", hint, index)


def _after_quotes(halt: Halt) -> Trap:
    start, end = halt.last
    if halt.line(start) != halt.line(end):
        hint = "close the quotes where it ends"
        return halt.here("the text in quotes ends only in a later line", hint, start)
    trap = halt.rest("the text in quotes ends before the line does", start)
    if halt.text[start] == "'" and halt.text[end : end + 1].isalpha():
        return trap._replace(hint="an apostrophe ends a text in single quotes: use double quotes")
    return trap


def _key(halt: Halt) -> Trap:
    line = halt.line(halt.at)
    before = halt.text[line : halt.at].rstrip()
    if halt.quoted and halt.last[1] == line + len(before):
        return _after_quotes(halt)
    if halt.sign in {"]", "}"}:
        hint = "delete it, or put the text in quotes"
        return halt.here(f"there is one {halt.sign} too many", hint, halt.at)
    if before.endswith(("]", "}")):
        opening = re.search(r"[\[{]", before)
        return halt.rest(
            "the brackets end before the line does", line + opening.start() if opening else halt.at
        )
    if halt.sign == ":":
        return halt.here("a name is missing before the colon", "write 'name: value'", halt.at)
    column = halt.since - halt.line(halt.since) + 1
    hint = f"what belongs together begins in the same column, here column {column}"
    return halt.here("this line does not line up with the lines above", hint, halt.at)


def _content(halt: Halt) -> Trap:
    if not halt.sign and halt.opened is not None:
        return _never_closed(halt, halt.opened)
    if halt.sign == ":":
        return halt.here("a name is missing before the colon", "write 'name: value'", halt.at)
    if halt.sign in {",", "]", "}"}:
        hint = "write the value, or put the text in quotes"
        return halt.here(f"a value is missing before this {halt.sign}", hint, halt.at)
    return _sign(halt, halt.at)


def _backslash(halt: Halt) -> Trap:
    index = halt.text.rfind("\\", 0, halt.at + 1)
    return halt.here("this \\ means nothing", "write \\\\ for a backslash, or use single quotes", index)


def _quote(halt: Halt) -> Trap:
    hint = "write it again where the text ends, or use the other quotes"
    return halt.here("this quote is never closed", hint, halt.since)


def _ended(halt: Halt) -> Trap:
    hint = "all names at the top begin in column 1"
    return halt.here("the scenario has ended before this line", hint, halt.at)


# What stands in libyaml's messages (its scanner.c and parser.c), and who explains it; the first that fits.
_READERS: dict[str, Callable[[Halt], Trap]] = {
    "directive": lambda halt: order_trap(halt.text, halt.since),
    "incompatible YAML": lambda halt: order_trap(halt.text, halt.since),
    "tag": lambda halt: _sign(halt, halt.since),
    "an alias": lambda halt: _sign(halt, halt.since),
    "an anchor": lambda halt: _sign(halt, halt.since),
    "escape": _backslash,
    "hexdecimal": _backslash,
    "quoted scalar": _quote,
    "tab character": lambda halt: _sign(halt, halt.at),
    "block scalar": lambda halt: _sign(halt, halt.since),
    "cannot start any token": lambda halt: _sign(halt, halt.at),
    "mapping keys are not allowed": lambda halt: _sign(halt, halt.at),
    "mapping values are not allowed": _colon,
    "expected ':'": lambda halt: _no_colon(halt, halt.since),
    "expected ',' or": _bracket,
    "expected key": _key,
    "'-' indicator": _key,
    "node content": _content,
    "entries are not allowed": lambda halt: halt.rest("a list cannot begin in the line of its name", halt.at),
    "document start": _ended,
}
