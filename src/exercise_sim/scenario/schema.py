"""The scenario language as a JSON Schema (draft 2020-12), for editors: `json_schema()`.

Made from the fields of the model and the spellings of their values. It says whether the words are right and never
refuses what `load` accepts; whether the parts fit together is the business of `checks`.
"""

from collections.abc import Callable, Iterator, Mapping
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from exercise_sim.scenario.kinds import KINDS, OF_FIELD
from exercise_sim.scenario.model import Scenario
from exercise_sim.scenario.spellings import NUMBERS, SPELLINGS, Schema
from exercise_sim.scenario.values import Name

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_BOUNDS = {"ge": "minimum", "le": "maximum"}


def json_schema() -> Schema:
    """The schema of a scenario file, as plain data; always the same for the same model."""
    parts = {part.__name__: part for part in _parts(Scenario)}
    return {
        "$schema": DIALECT,
        "title": "Scenario of exercise-sim",
        **_part(parts.pop("Scenario")),
        "$defs": {**{name: _part(part) for name, part in parts.items()}, **SPELLINGS},
    }


def _parts(part: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """A part and everything that it is made of, in the order of the model; some may come twice."""
    yield part
    for hint in get_type_hints(part, include_extras=True).values():
        for inner in _models_in(hint):
            yield from _parts(inner)


def _models_in(kind: Any) -> Iterator[type[BaseModel]]:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        yield kind
    for inner in get_args(kind):
        yield from _models_in(inner)


def _part(part: type[BaseModel]) -> Schema:
    hints = get_type_hints(part, include_extras=True)
    fields = part.model_fields
    needed = [field.alias or name for name, field in fields.items() if field.is_required()]
    return {
        "description": " ".join((part.__doc__ or "").split()),
        "type": "object",
        "properties": {
            field.alias or name: _field(part.__name__, name, field, hints[name])
            for name, field in fields.items()
        },
        **({"required": needed} if needed else {}),
        "additionalProperties": False,
    }


def _field(part: str, name: str, field: FieldInfo, kind: Any) -> Schema:
    if (part, name) in OF_FIELD:
        schema = _ref(OF_FIELD[part, name])
        schema = _one_of([schema, {"type": "null"}]) if type(None) in get_args(kind) else schema
    else:
        schema = _of(kind, f"{part}.{name}", _bounds(field))
    return {"description": field.description, **schema, **_default(field)}


def _bounds(field: FieldInfo) -> Schema:
    """The least and the greatest number, and how many entries there must be at least."""
    bounds = {
        word: getattr(mark, key)
        for mark in field.metadata
        for key, word in _BOUNDS.items()
        if hasattr(mark, key)
    }
    entries = [mark.min_length for mark in field.metadata if hasattr(mark, "min_length")]
    return bounds | ({"minProperties": entries[0]} if entries else {})


def _default(field: FieldInfo) -> Schema:
    """What holds if the word is left out; nothing for what is then empty."""
    return {"default": field.default} if isinstance(field.default, str | int | float) else {}


def _of(kind: Any, place: str, bounds: Schema) -> Schema:
    """The schema of a type. Raises LookupError for one whose spelling nobody has written yet."""
    for known, name in KINDS:
        if kind == known:
            return _ref(name)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return _ref(kind.__name__)
    if kind in _PLAIN:
        return _PLAIN[kind](bounds)
    return _made_of(get_origin(kind), get_args(kind), place, bounds)


_PLAIN: Mapping[Any, Callable[[Schema], Schema]] = {
    Any: lambda _: {},
    str: lambda _: {"type": "string"},
    int: lambda bounds: _one_of([{"type": "integer", **bounds}, *NUMBERS]),
    float: lambda bounds: _one_of([{"type": "number", **bounds}, *NUMBERS]),
}


def _made_of(origin: Any, inner: tuple[Any, ...], place: str, bounds: Schema) -> Schema:
    if origin in (Union, UnionType):
        return _one_of([{"type": "null"} if one is type(None) else _of(one, place, bounds) for one in inner])
    if origin is Literal:
        return {"enum": list(inner)}
    if origin is Annotated:
        return _of(inner[0], place, bounds)
    if origin is list:
        return {"type": "array", "items": _of(inner[0], place, {})}
    if origin is dict:
        return _names(inner[0], _of(inner[1], place, {}), bounds)
    raise LookupError(f"scenario/spellings.py has no spelling for the type of {place}")


def _names(key: Any, value: Schema, bounds: Schema) -> Schema:
    names = {"propertyNames": _ref("name")} if key == Name else {}
    return {"type": "object", **names, "additionalProperties": value, **bounds}


def _one_of(schemas: list[Schema]) -> Schema:
    """Any of these; a list inside it is laid open, so that an editor shows one level."""
    flat = [one for schema in schemas for one in (schema["anyOf"] if list(schema) == ["anyOf"] else [schema])]
    return {"anyOf": flat}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}
