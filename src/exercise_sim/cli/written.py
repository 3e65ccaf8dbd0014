"""What is typed behind `write`: an inject in plain words, or as an author writes it. Text in, the scenario's own words out."""

import json
import re
from typing import Final, NamedTuple

from exercise_sim.cli.typed import NotUnderstood, of_fair_length
from exercise_sim.render.prompts import WRONG
from exercise_sim.scenario.problems import ScenarioError

BY_HAND: Final = "at: trainer"
_SAID: Final = re.compile(r"(?P<head>[^:{]*):\s*(?P<text>.*?)\s*(?P<effects>\{.*\})?")
_HEAD: Final = re.compile(r"(?:^|\s+)(to|by|from)\s+")
_WORDS: Final = {"to": "to", "by": "channel", "from": "from"}
_AT: Final = re.compile(r"[{,]\s*at\s*:")


class NewInject(NamedTuple):
    """An inject by its name, and its value as an author writes it, on one line."""

    name: str
    text: str


def inject_of(line: str) -> NewInject:
    """`bridge to staff by telephone: The bridge is closed. {delay: {movement: 6h}}`, or `bridge {to: staff, text: ...}`.

    Raises NotUnderstood.
    """
    name, _, rest = of_fair_length(line).partition(" ")
    rest = rest.strip()
    if name.endswith(":"):
        name, rest = name[:-1], f": {rest}"
    if not name or not rest:
        raise NotUnderstood(WRONG["which_write"])
    if rest.startswith("{"):
        return NewInject(name, rest if _AT.search(rest) else f"{{{BY_HAND}, {rest[1:]}")
    return NewInject(name, _value(rest))


def _value(said: str) -> str:
    """Plain words as a value."""
    match = _SAID.fullmatch(said)
    if match is None or not match["text"]:
        raise NotUnderstood(WRONG["which_write"])
    start, *pieces = _HEAD.split(match["head"].rstrip())
    if start.strip():
        raise NotUnderstood(WRONG["write_head"].format(text=start.strip()))
    parts = [BY_HAND]
    for word, value in zip(pieces[::2], pieces[1::2], strict=True):
        quoted = _quoted(value.strip())
        if word == "to":
            quoted = f"[{', '.join(_quoted(one.strip()) for one in value.split(','))}]"
        parts.append(f"{_WORDS[word]}: {quoted}")
    parts.append(f"text: {_quoted(match['text'])}")
    if match["effects"]:
        parts.append(f"effects: {match['effects']}")
    return f"{{{', '.join(parts)}}}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def wrong_with(inject: NewInject, error: ScenarioError) -> NotUnderstood:
    """What is wrong with an inject, in one sentence."""
    problem = next(problem for problem in error.problems if problem.severity == "error")
    _, found, message = problem.message.rpartition(f"={inject.text}: ")
    hint = WRONG["write_hint"].format(hint=problem.hint) if problem.hint else ""
    return NotUnderstood(WRONG["bad_write"].format(message=message if found else problem.message, hint=hint))
