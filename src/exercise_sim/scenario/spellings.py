"""How the small values of a scenario may be spelt, as JSON Schema: what their parsers accept, and never less.

Patterns for editors, so in words that Python and ECMAScript read alike. `schema` puts them together with the model.
"""

from collections.abc import Mapping
from typing import Any, Final

from exercise_sim.scenario.durations import EXAMPLES, FORMS, RATES, UNITS
from exercise_sim.scenario.references import NAME, RESERVED

Schema = dict[str, Any]

# Parsers join what a line break or several blanks part, and trim: a blank of theirs is `\s+` here.
_UNIT = "|".join(sorted(UNITS, key=lambda unit: (-len(unit), unit)))
_LENGTH = rf"(?:[0-9]+(?:\.[0-9]+)?\s*(?:{_UNIT})\s*)+"
_SPAN = rf"{_LENGTH}(?:\.\.\s*{_LENGTH}){{0,2}}"
_WORDED = rf"(?:pert|triangular|uniform)\s+{_SPAN}"
_LOGNORMAL = rf"(?:median|p90)\s+{_LENGTH},\s*(?:median|p90)\s+{_LENGTH}"
_ONE_OF = rf"one\s+of\s+{_LENGTH}(?:,\s*{_LENGTH})*"
_DURATION = rf"(?:{_SPAN}|{_WORDED}|{_LOGNORMAL}|{_ONE_OF})"
_OF = rf"(?:\s+of\s+(?:its\.)?{NAME})?"
_PLAIN_REFERENCE = rf"(?:(?:first|\d{{1,4}})\s+of\s+)?{NAME}(?:\.{NAME})?{_OF}(?:\s+begins)?"
_CROSSING = rf"{NAME}\s+reaches\s+{NAME}"
_REFERENCE = rf"(?:{_DURATION}\s+after\s+)?(?:{_CROSSING}|{_PLAIN_REFERENCE})"
_MOMENT = r"D(?:[+-][0-9]{1,6})?(?:\s+[0-9:]+)?"
_COMPARISON = rf"{NAME}(?:\.{NAME})?{_OF}\s+(?:is|at\s+least|at\s+most)\s+\S[\s\S]*"
_CLOCK = r"(?:before|after)\s+D(?![A-Za-z0-9_])[\s\S]*"
# What stands behind `is` may be any words: the rest of a text is not looked at behind the first comparison.
_CONDITION = (
    rf"(?:(?:not\s+)*{_REFERENCE}\s+(?:and|or)\s+)*(?:not\s+)*(?:{_CLOCK}|{_COMPARISON}|{_REFERENCE}\s*$)"
)
_LASTS = rf"{_REFERENCE}\s+to\s+{_REFERENCE}\s+lasts\s+\S[\s\S]*"
_RATED = rf"{NAME}\s+rated\s+[PSM](?:\s+\S[\s\S]*)?"
_MEASURE = rf"(?:peak\s+of\s+{NAME}|time\s+of\s+{NAME}\s+at\s+{NAME})"
# References that are met in a share of runs: a condition would end behind the last of them.
_MET = rf"(?:not\s+)*{_REFERENCE}(?:\s+(?:and|or)\s+(?:not\s+)*{_REFERENCE})*\s+(?:in|under)\s+\S[\s\S]*"
_DECIMAL = r"-?[0-9]+(?:\.[0-9]+)?"
_SHARE = r"\d{1,3}(?:\.\d{1,4})?\s*%"
_PERCENT = r"-?\d{1,3}\s*%"


def _text(pattern: str, wanted: str = "") -> Schema:
    said = {"patternErrorMessage": wanted} if wanted else {}
    return {"type": "string", "pattern": rf"^\s*{pattern}\s*$", **said}


def _any_of(*schemas: Schema) -> Schema:
    return {"anyOf": list(schemas)}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _one_key(*keys: str, value: Schema) -> Schema:
    """An object with exactly one of these keys."""
    return {
        "type": "object",
        "properties": dict.fromkeys(keys, value),
        "additionalProperties": False,
        "minProperties": 1,
        "maxProperties": 1,
    }


def _some(items: Schema) -> Schema:
    return {"type": "array", "items": items, "minItems": 1}


_FIELD = _text(rf"its\.{NAME}")
_NUMBER_IN_QUOTES = _text(r"[+-]?[0-9._]+(?:[eE][+-]?[0-9]+)?")
_LENGTHS = _some(_ref("length"))
_DURATION_FORMS = {
    "type": "object",
    "properties": {
        **{word: _text(_SPAN) for word in ("pert", "triangular", "uniform")},
        "one of": _any_of(_text(rf"{_LENGTH}(?:,\s*{_LENGTH})*"), _LENGTHS),
        "median": _ref("length"),
        "p90": _ref("length"),
    },
    "additionalProperties": False,
    "minProperties": 1,
    "maxProperties": 2,
}
_JOIN = {**_one_key("any", "all", value=_some(_ref("after"))), "patternProperties": {r"^\d{1,4}\s+of$": _some(_ref("after"))}}  # fmt: skip

SPELLINGS: Final[Mapping[str, Schema]] = {
    "name": {
        **_text(NAME, "a name has letters, digits and underscores, a letter first"),
        "not": {"enum": sorted(RESERVED)},
    },
    "text": {"type": "string", "maxLength": 10_000},
    "texts": _any_of(_ref("text"), {"type": "array", "items": _ref("text")}),
    "names": _any_of({"type": "string"}, {"type": "array", "items": {"type": "string"}}),
    "length": {**_text(_LENGTH, f"a length of time: {EXAMPLES}"), "examples": ["30m", "4h", "1h30m", "2d"]},
    "duration": {
        **_any_of(_text(_DURATION, f"a duration: {FORMS}"), _DURATION_FORMS, _LENGTHS, _FIELD),
        "examples": ["4h", "2h .. 7h", "1h .. 3h .. 48h", "median 4h, p90 12h", "its.transit"],
    },
    "reference": {
        **_text(_REFERENCE, "a reference: request, mandate.adopt, first of movement begins, 6h after request"),
        "examples": ["request", "mandate.adopt", "first of movement begins", "6h after request"],
    },
    "after": {
        **_any_of(
            _text(
                rf"{_REFERENCE}(?:(?:\s+and\s+{_REFERENCE})+|(?:\s+or\s+{_REFERENCE})+)?",
                "what it waits for: a reference such as request or mandate.adopt, a list, or any: [...]",
            ),
            _some(_ref("after")),
            _JOIN,
        ),
        "examples": ["request", ["draft", "consultations"], {"any": ["telephone", "mandate.adopt"]}],
    },
    "condition": {
        **_any_of(
            {
                **_text(_CONDITION, "a condition: warning is early, strength at least 2000, before D+2 06:00"),
                "pattern": rf"^\s*{_CONDITION}",
            },
            _some(_ref("condition")),
            _one_key("any", "all", value=_some(_ref("condition"))),
            _one_key("not", value=_ref("condition")),
        ),
        "examples": ["warning is early", "strength at least 2000", "before D+2 06:00", "mandate.adopt"],
    },
    "selection": _text(
        rf"{NAME}(?:\s+where\s+\S[\s\S]*)?",
        "a group, or a part of it: states, states where procedure is executive",
    ),
    "body": _text(rf"{NAME}{_OF}", "a body: council, or parliament of its.state"),
    "amount": _any_of({"type": "integer", "minimum": 0, "maximum": 1_000_000_000}, _FIELD),
    "number": _any_of({"type": "number", "minimum": -1e12, "maximum": 1e12}, _text(_PERCENT), _FIELD),
    "addend": {
        **_any_of(
            {"type": "number", "minimum": -1e12, "maximum": 1e12}, _text(_PERCENT), _FIELD,
            _text(rf"[+-]?\s*{_LENGTH}", "a number, or a length of time: 2h or -30m"),
        ),
        "examples": [1, -0.1, "2h", "-30m"],
    },
    "value": {"type": ["string", "number", "boolean"]},
    "chance": _any_of(_ref("share"), _FIELD),
    "share": _any_of(
        {"type": "number", "minimum": 0, "maximum": 1},
        _text(_PERCENT, "a chance lies between 0 and 1, or 0% and 100%"),
    ),
    "votes": {
        **_any_of(
            {"type": "integer", "minimum": 1},
            _text(r"(?:all|majority|\d{1,4}\s*/\s*\d{1,4}|\d{1,3}\s*%)", "a number, all, majority, 2/3 or 60%"),
        ),
        "examples": ["all", "majority", "2/3"],
    },
    "rate": {
        **_text(rf"[0-9]{{1,9}}\s+(?:a|an|per|every)\s+(?:(?:{_UNIT})|{_LENGTH})", RATES),
        "examples": ["30 a day", "2 an hour", "1 every 45m"],
    },
    "until": {**_text(_REFERENCE, "until when: until movement"), "pattern": rf"^until\s+{_REFERENCE}\s*$"},
    "factor": _any_of(
        {"type": "number", "exclusiveMinimum": 0, "maximum": 1000}, _text(_SHARE, "how many times as long: 1.6 or 160%")
    ),
    "turn": {
        **_any_of(_text(_MOMENT), _text(_REFERENCE), _ref("condition"), {"const": "trainer"}),
        "examples": ["D+1 06:00", "6h after request", "threat reaches conflict", "strength at least 1000", "trainer"],
    },
    "hold_end": {
        **_any_of(_text(_MOMENT), _text(_REFERENCE), _ref("length")),
        "examples": ["24h after rival_offer", "D+2 06:00", "12h"],
    },
    "drifts": {
        **_any_of(
            _ref("rate"),
            {"type": "object", "additionalProperties": _ref("condition"), "minProperties": 1},
            _some(
                {
                    "type": "object",
                    "properties": {"by": _ref("rate"), "while": _ref("condition")},
                    "required": ["by"],
                    "additionalProperties": False,
                }
            ),
        ),
        "examples": ["6 a day", {"20 a day": "movement begins"}],
    },
    "stages": {
        "type": "object",
        "propertyNames": _ref("name"),
        "additionalProperties": _any_of({"type": "number"}, _text(_PERCENT)),
        "minProperties": 1,
    },
    "branches": _any_of(
        {
            "type": "object",
            "additionalProperties": _any_of(_ref("Outcome"), {"type": "string"}, {"type": "null"}),
        },
        {"type": "array", "items": {"type": "string"}},
    ),
    "start": {
        **_text(
            r"(?:[0-9]{4}-[0-9]{2}-[0-9]{2}[\sT])?\s*[0-9:]+(?:\s*(?:Z|[+-][0-9:]+))?",
            "write it like 2024-03-12 09:00 +03:00",
        ),
        "examples": ["2024-03-12 09:00 +03:00"],
    },
    "end": _text(rf"(?:{_MOMENT}|{_LENGTH})", "write it like 14d or D+14 09:00"),
    "hours": {
        **_text(r"[0-9:]+\s*-\s*[0-9:]+", "write them like 06:00-24:00 or, over midnight, 22:00-06:00"),
        "examples": ["06:00-24:00"],
    },
    "expectations": {
        "type": "array",
        "items": _any_of(
            _ref("Expectation"),
            _text(
                rf"(?:{_LASTS}|ends\s+as\s+\S[\s\S]*|{_RATED}|{_MEASURE}\s+\S[\s\S]*|{_CONDITION}[\s\S]*|{_MET})",
                "an expectation: request to decision lasts 2h .. 30h in 80% of runs",
            ),
        ),
        "examples": [["request to decision lasts 2h .. 30h in 80% of runs", "ends as handed_over in 60% of runs"]],
    },
    "stretch": {
        **_text(
            rf"{_MOMENT}\s*\.\.\s*(?:{_MOMENT}|ending)",
            "a stretch of exercise time: D 09:00 .. D+1 12:00, or D+4 .. ending",
        ),
    },
    "on_sheet": {
        **_text(rf"{NAME}(?:\s+by\s+{NAME})?", "a variable, 'strength by state', a group, or a resource"),
    },
    "span": {
        **_text(
            rf"(?:at\s+most\s+|at\s+least\s+)?{_LENGTH}(?:\.\.\s*{_LENGTH})?",
            "how long it lasts: 2h .. 30h, at most 30h, at least 2h",
        ),
        "examples": ["2h .. 30h", "at most 30h", "at least 2h"],
    },
    "amounts": {
        **_any_of(
            {"type": "number"},
            _text(rf"(?:at\s+most\s+|at\s+least\s+)?{_DECIMAL}(?:\s*\.\.\s*{_DECIMAL})?", "a number: at most 80, at least 10, 10 .. 80"),
        ),
        "examples": ["at most 80", "at least 10", "10 .. 80"],
    },
    "shares": {
        **_any_of(
            {"type": "number", "minimum": 0, "maximum": 1},
            _text(rf"(?:at\s+most\s+|at\s+least\s+)?{_SHARE}(?:\s*\.\.\s*{_SHARE})?", "a share of runs: 80%, at most 10%, 20% .. 40%"),
        ),
        "examples": ["80%", "at most 10%", "20% .. 40%"],
    },
    "ratings": {
        "type": "object",
        "properties": {
            level: _any_of({"type": "number"}, _ref("length")) for level in ("P", "S", "M")
        },
        "additionalProperties": False,
        "minProperties": 1,
    },
    "yes_or_no": {
        **_any_of({"type": "boolean"}, {"enum": [0, 1]}, {"type": "string", "pattern": "^[A-Za-z01]{1,5}$"}),
    },
}  # fmt: skip
"""The definitions by name. What stands for `anything but` is left to `check`, which says more."""

NUMBERS: Final = (_NUMBER_IN_QUOTES, {"type": "boolean"})
"""What else the model takes for a plain number."""
