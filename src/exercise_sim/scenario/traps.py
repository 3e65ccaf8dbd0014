"""The traps of YAML: words and signs that it reads otherwise than an author means them, told in plain words.

Text and positions in, traps out; no file, no parser, no tree. `source` asks here while it reads.
"""

import math
import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Literal, NamedTuple

Span = tuple[int, int]
"""A stretch of the text: the index of its first character, and the one just behind its last."""


class Trap(NamedTuple):
    """What is wrong and how to mend it; `span` where the place is not the word itself."""

    message: str
    hint: str | None = None
    span: Span | None = None
    severity: Literal["error", "warning"] = "error"


class Entry(NamedTuple):
    """One name in braces: where it stands, its value (None: the name has no colon), and whether that is unquoted text."""

    name: Span
    value: Span | None
    plain: bool


# --- words ---------------------------------------------------------------------------------------------------

_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(_NOTHING),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_AMBIGUOUS = frozenset(
    spelling
    for word in ("yes", "no", "on", "off", "y", "n")
    for spelling in (word, word.upper(), word.capitalize())
)
_ODD_NAMES = _AMBIGUOUS | _NOTHING | {"<<"}
# YAML 1.2.2, section 10.3.2 (core schema); this pattern takes in the whole numbers.
_DECIMAL = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_OTHER_BASE = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_ENDLESS = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_NUMBER_BEGINS = frozenset("0123456789+-.")
_MOST_DIGITS = 15  # a float, and so every program that reads our files, counts exactly up to here


def value_of(word: str) -> str | float | bool | Trap | None:
    """The value of an unquoted word (YAML 1.2 core types), or the trap that it is. Whole numbers come as int."""
    if word in _WORDS:
        return _WORDS[word]
    if word[0] in _NUMBER_BEGINS:
        return _number(word)
    if word in _AMBIGUOUS:
        message = f"'{word}' is ambiguous: write true or false, or put it in quotes"
        return Trap(message, f"as a text: {quoted(word)}")
    return word


def name_trap(word: str) -> Trap | None:
    """The trap that an unquoted name is, or None."""
    if word not in _ODD_NAMES and not word[0].isspace():
        return None
    if word in _AMBIGUOUS:
        return Trap(f"'{word}' is ambiguous as a name: put it in quotes", f"write {quoted(word)}:")
    if word == "<<":
        return Trap("'<<' merges other entries into this one, which a scenario does not do", "write them out")
    if word in _NOTHING:
        hint = f"for a name write {quoted(word)}:" if word else "write 'name: value'"
        return Trap("a name is missing before the colon", hint)
    return Trap("a space that is not the ordinary one stands before this name", "type it anew")


def _number(word: str) -> str | float | Trap:
    if _ENDLESS.fullmatch(word):
        return Trap(f"'{word}' is not a number one can count with", "write a number, or leave it out")
    if _OTHER_BASE.fullmatch(word):
        return _counted(word, int(word, 0)) if len(word) <= _MOST_DIGITS else _too_long(word)
    if not _DECIMAL.fullmatch(word):
        return word
    digits = word.lstrip("+-")
    if digits[0] == "0" and digits[1:2].isdigit():
        bare = word.replace(digits, digits.lstrip("0") or "0")
        hint = f"write {_short(bare)}, or {quoted(word)} if it is a text"
        return Trap("a number with a zero in front", hint)
    if digits.isdigit():
        return int(word) if len(digits) <= _MOST_DIGITS else _too_long(word)
    return _counted(word, float(word)) if len(digits) <= 2 * _MOST_DIGITS else _too_long(word)


def _counted(word: str, number: float) -> float | Trap:
    return number if math.isfinite(number) else _too_long(word)


def _too_long(word: str) -> Trap:
    hint = f"if it is a text, put it in quotes: {quoted(word)}"
    return Trap("this number is too long or too large to count with", hint)


# --- texts that are cut without a word -----------------------------------------------------------------------

_NO_COMMENT = re.compile(r"[ \t]+#[^\s#=*-]")
_COMMENT = re.compile(r"[ \t]+#(.{0,200})")
_COMMA_NUMBER = re.compile(r"[0-9]{1,15},[0-9]{1,15}")
_HIDDEN = re.compile(r"[ \t]*:[ \t]+(#[^\s#=*-])")


def comment_trap(text: str, span: Span, *, flow: bool) -> Trap | None:
    """The trap of a `#` that cuts the unquoted text at `span`; an ordinary comment is none."""
    if _NO_COMMENT.match(text, span[1]):
        return _comment("the rest of this text is lost: a # begins a comment", text, span[0], flow=flow)
    comment = _COMMENT.match(text, span[1])
    if comment and _torn_apart(text[slice(*span)], comment[1]):
        hint = "if it belongs to the text, put all in quotes"
        return Trap("is this text cut off? what follows the # is a comment", hint, span, "warning")
    return None


def hidden_trap(text: str, name_end: int, *, flow: bool) -> Trap | None:
    """The trap of a value that begins with `#`, and so is no value but a comment."""
    hidden = _HIDDEN.match(text, name_end)
    if not hidden:
        return None
    return _comment("this has no value: a # begins a comment", text, hidden.start(1), flow=flow)


def _comment(message: str, text: str, start: int, *, flow: bool) -> Trap:
    whole = tail(text, start, flow=flow)
    hint = f"put the text in quotes: {quoted(whole)}; if a comment is meant, put a space behind the #"
    return Trap(message, hint, (start, start + len(whole)))


def _torn_apart(kept: str, lost: str) -> bool:
    brackets = kept.count("(") > kept.count(")") and ")" in lost
    return brackets or (kept.count('"') % 2 == 1 and '"' in lost)


def torn_names(text: str, entries: Iterable[Entry], *, nested: bool) -> Iterator[Trap]:
    """The traps of names in braces that have no colon: a text cut by a comma, a placeholder, a list.

    `nested`: the braces stand inside other brackets.
    """
    before: Entry | None = None
    for bare, group in groupby(entries, key=lambda entry: entry.value is None):
        members = list(group)
        if bare:
            yield _torn_name(text, before, (members[0].name[0], members[-1].name[1]), nested=nested)
        before = members[-1]


def torn_texts(text: str, plain: Iterable[Span]) -> Iterator[Trap]:
    """The traps of unquoted texts in brackets where a comma inside (round brackets) cuts one in two."""
    start: int | None = None
    for span in plain:
        word = text[slice(*span)]
        surplus = word.count("(") - word.count(")")
        if surplus > 0 and start is None:
            start = span[0]
        elif surplus < 0 and start is not None:
            yield _cut_by_comma(text, (start, span[1]))
            start = None


def _torn_name(text: str, before: Entry | None, span: Span, *, nested: bool) -> Trap:
    if before and before.plain and before.value:
        return _cut_by_comma(text, (before.value[0], span[1]))
    name = _short(text[slice(*span)])
    if ":" in name:
        return Trap(f"'{name}' has no value", "put a space behind the colon", span)
    brace = text.rfind("{", 0, span[0])
    if before is None and "," not in name and text[span[1] : span[1] + 1] == "}":
        whole = tail(text, brace, flow=nested)
        message = f"{{{name}}} is not read as a text but as a name without a value"
        hint = f"write <{name}>, or put the text in quotes: {quoted(whole)}"
        return Trap(message, hint, (brace, span[1] + 1))
    return Trap(f"'{name}' has no value", "write 'name: value' for each, or a list in [ ]", span)


def _cut_by_comma(text: str, span: Span) -> Trap:
    whole = text[slice(*span)]
    if _COMMA_NUMBER.fullmatch(whole):
        hint = f"write {whole.replace(',', '')}, or {whole.replace(',', '.')} if that is meant"
        return Trap("the comma cuts this number in two", hint, span)
    return Trap("the comma cuts this text in two", f"put the text in quotes: {quoted(whole)}", span)


_IN_BLOCK = re.compile(r"[^\r\n]{1,200}")
_IN_BRACKETS = re.compile(r"(?:\{[^{}\r\n]{0,80}\}|[^,\[\]{}\r\n]){1,200}")


def tail(text: str, start: int, *, flow: bool) -> str:
    """The rest of a text from `start`, as its author may have meant it: to the end of the line or of the brackets."""
    found = (_IN_BRACKETS if flow else _IN_BLOCK).match(text, start)
    return re.split(r"\s#(?:\s|$)", found[0])[0].rstrip() if found else text[start : start + 1]


def quoted(word: str) -> str:
    """The word as a quoted YAML text."""
    word = _short(word)
    return "'" + word.replace("'", "''") + "'" if '"' in word or "\\" in word else f'"{word}"'


_SIGNS = {
    "&": "no names for parts of it (&name): write the part out wherever it is needed",
    "*": "no parts that repeat another (*name): write it out here",
    "!": "no types (!name): leave this word out",
}
"""What whoever knows YAML may have meant by a sign, and what a scenario wants instead."""


def sign_trap(text: str, start: int, *, flow: bool) -> Trap:
    """The trap of a text without quotes that begins with a sign which means something to YAML."""
    whole, sign = tail(text, start, flow=flow), text[start : start + 1]
    message = f"a text without quotes cannot begin with {sign}"
    meant = (
        f"a scenario has {_SIGNS[sign]}; or, if a text is meant, put it" if sign in _SIGNS else "put the text"
    )
    return Trap(message, f"{meant} in quotes: {quoted(whole)}", (start, start + len(whole)))


def order_trap(text: str, start: int) -> Trap:
    """The trap of a line that begins with %."""
    hint = "leave the line out; a text that begins with % goes in quotes"
    span = (start, start + len(tail(text, start, flow=False)))
    return Trap("a line that begins with % is an order to YAML, not a text", hint, span)


def _short(word: str) -> str:
    return word if len(word) <= 80 else f"{word[:77]}..."
