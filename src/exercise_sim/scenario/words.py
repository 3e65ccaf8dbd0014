"""pydantic's findings in an author's words: which word of the file, what is wrong with it, which word was meant."""

from typing import Any, get_args, get_origin

from pydantic import BaseModel

from exercise_sim.scenario.model import Scenario
from exercise_sim.scenario.problems import Path, Problem, nearest
from exercise_sim.scenario.spelling import shown

_EXPECTED = {
    "string_type": "a text is expected here",
    "string_too_long": "this text is too long (10,000 characters at most)",
    "int_type": "a whole number is expected here",
    "int_parsing": "a whole number is expected here",
    "int_from_float": "a whole number is expected here",
    "float_type": "a number is expected here",
    "float_parsing": "a number is expected here",
    "bool_type": "true or false is expected here",
    "bool_parsing": "true or false is expected here",
    "dict_type": "names with something behind each are expected here, such as {name: value}",
    "list_type": "a list is expected here, such as [one, two]",
    "model_type": "names with something behind each are expected here, such as {name: value}",
    "model_attributes_type": "names with something behind each are expected here, such as {name: value}",
    "too_short": "at least one entry is expected here",
}


def complaint(error: dict[str, Any], root: type[BaseModel] = Scenario) -> Problem:
    """The problem that one of pydantic's errors means; `root` is the part that was validated."""
    path = tuple(part for part in error["loc"] if part != "[key]")
    kind = error["type"]
    if kind == "missing":
        return Problem(
            "error", f"'{path[-1]}' is missing", path[:-1], f"add '{path[-1]}: ...' here", at_key=True
        )
    if kind == "extra_forbidden":
        return _unknown(path, root)
    if kind == "value_error":
        return Problem("error", str(error["ctx"]["error"]), path, at_key="[key]" in error["loc"])
    if kind in ("literal_error", "enum"):
        allowed = error["ctx"]["expected"]
        return Problem("error", f"{shown(error['input'])} is not one of {allowed}", path)
    if kind in ("greater_than_equal", "less_than_equal"):
        bound = error["ctx"].get("ge", error["ctx"].get("le"))
        side = "at least" if "ge" in error["ctx"] else "at most"
        return Problem("error", f"{shown(error['input'])} should be {side} {bound:g}", path)
    message = _EXPECTED.get(kind, "something else is expected here")
    return Problem(
        "error", f"{message}, not {shown(error['input'])}" if kind != "too_short" else message, path
    )


def _unknown(path: Path, root: type[BaseModel]) -> Problem:
    word = str(path[-1])
    known = fields_at(path[:-1], root)
    hint = nearest(word, known) or (f"known here: {', '.join(known)}" if known else None)
    return Problem("error", f"'{word}' is not a word of the language here", path, hint, at_key=True)


def fields_at(path: Path, root: type[BaseModel] = Scenario) -> list[str]:
    """The words that the part at a path knows."""
    part: type[BaseModel] | None = root
    named = False  # whether the next word is an author's own name, of an entry of this part
    for word in path:
        if isinstance(word, int):
            continue  # an entry of a list: what it is made of, its list has said
        if named:
            named = False
        elif part is not None:
            field = next(
                (field for name, field in part.model_fields.items() if word in (name, field.alias)), None
            )
            part, named = _part_of(field.annotation) if field else (None, False)
    return [field.alias or name for name, field in part.model_fields.items()] if part and not named else []


def _part_of(annotation: Any) -> tuple[type[BaseModel] | None, bool]:
    """The part inside a type such as `dict[Name, Step]` or `Effects | None`, and whether names stand before it."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation, False
    for inner in get_args(annotation):
        part, named = _part_of(inner)
        if part is not None:
            return part, named or get_origin(annotation) is dict
    return None, False
