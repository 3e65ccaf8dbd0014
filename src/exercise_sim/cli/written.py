"""What is typed behind `write`: an inject in plain words, or as an author writes it. Text in, the scenario's own words out."""

import json
import re
from typing import Any, Final, NamedTuple

from exercise_sim.cli.typed import NotUnderstood, of_fair_length, short
from exercise_sim.render.sentences_of_writing import WRITING
from exercise_sim.scenario.injects import Inject
from exercise_sim.scenario.problems import ScenarioError
from exercise_sim.scenario.references import NAME
from exercise_sim.scenario.steps import Effects
from exercise_sim.scenario.sweeps import INJECTS, about_added, values_of

BY_HAND: Final = "at: trainer"
_SAID: Final = re.compile(r"(?P<text>.*?)\s*(?P<effects>\{.*\})?")
_HEAD: Final = re.compile(r"(?:^|\s+)(to|by|from)(?:\s+|$)")
_WORDS: Final = {"to": "to", "by": "channel", "from": "from"}
_FORM: Final = frozenset(field.alias or name for name, field in Inject.model_fields.items())
_EFFECTS: Final = frozenset(field.alias or name for name, field in Effects.model_fields.items())


class NewInject(NamedTuple):
    """An inject by its name, and its value as an author writes it, on one line."""

    name: str
    text: str

    @property
    def words(self) -> dict[str, Any]:
        """What it says, by the words of an author; nothing where that cannot be read."""
        return _read(self.text) or {}


def inject_of(line: str) -> NewInject:
    """`bridge to staff by telephone: The bridge is closed. {delay: {movement: 6h}}`, or `bridge {to: staff, text: ...}`.

    Raises NotUnderstood.
    """
    name, _, rest = of_fair_length(line).partition(" ")
    rest = rest.strip()
    if name.endswith(":"):
        name, rest = name[:-1], f": {rest}"
    if not name or not rest:
        raise NotUnderstood(WRITING["which_write"])
    if not re.fullmatch(NAME, name):
        raise NotUnderstood(WRITING["bad_name"].format(name=short(name)))
    return NewInject(name, _braced(rest) if rest.startswith("{") else _value(rest))


def _read(text: str) -> dict[str, Any] | None:
    """The words in braces; None where they cannot be read, which whoever loads them tells best."""
    try:
        value = values_of([(INJECTS, text)])[INJECTS]
    except ScenarioError:
        return None
    return value if isinstance(value, dict) else None


def _braced(text: str) -> str:
    """An author's own words; by hand, where they say nothing of a time."""
    words = _read(text)
    if words is None or "at" in words:
        return text
    if found := sorted(_EFFECTS & set(words) - _FORM):
        raise NotUnderstood(WRITING["write_effects"].format(word=found[0]))
    return f"{{{BY_HAND}, {text[1:]}"


def _value(said: str) -> str:
    """Plain words as a value."""
    head, colon, rest = f"{said} ".partition(": ")
    match = _SAID.fullmatch(rest.strip())
    if not colon or match is None:
        raise NotUnderstood(WRITING["which_write"])
    if not match["text"]:
        raise NotUnderstood(WRITING["write_text"])
    if any(sign in match["text"] for sign in "{}"):
        raise NotUnderstood(WRITING["write_braces"])
    parts = [BY_HAND, *_headed(head), f"text: {_quoted(match['text'])}"]
    if match["effects"]:
        words = _read(match["effects"]) or {}
        if found := sorted(_FORM & set(words) - _EFFECTS):
            raise NotUnderstood(WRITING["write_form"].format(word=found[0]))
        parts.append(f"effects: {match['effects']}")
    return f"{{{', '.join(parts)}}}"


def _headed(head: str) -> list[str]:
    """To whom, by which way and from whom."""
    start, *pieces = _HEAD.split(head.rstrip())
    if start.strip() or '"' in head:
        raise NotUnderstood(WRITING["write_head"].format(text=start.strip() or '"'))
    words = pieces[::2]
    parts = []
    for word, value in zip(words, pieces[1::2], strict=True):
        if not value.strip(" ,"):
            raise NotUnderstood(WRITING["write_empty"].format(word=word))
        if words.count(word) > 1:
            raise NotUnderstood(WRITING["write_twice"].format(word=word))
        names = [_quoted(one.strip()) for one in value.split(",") if one.strip()]
        parts.append(
            f"{_WORDS[word]}: " + (f"[{', '.join(names)}]" if word == "to" else _quoted(value.strip()))
        )
    return parts


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def wrong_with(inject: NewInject, error: ScenarioError) -> NotUnderstood:
    """What is wrong with an inject, in one sentence."""
    problem = next(problem for problem in error.problems if problem.severity == "error")
    hint = WRITING["write_hint"].format(hint=problem.hint) if problem.hint else ""
    message = problem.message.removeprefix(about_added(inject.name))
    return NotUnderstood(WRITING["bad_write"].format(message=message, hint=hint))
