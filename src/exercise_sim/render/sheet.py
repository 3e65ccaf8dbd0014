"""The sheet of initial data as YAML that the loader reads again: `sheet_text(sheet, ...)`. Data of `analysis.sheet` in, text out.

What is small stands in one line. Words are put in quotes wherever YAML could take them for something else.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from exercise_sim.analysis.measures import Measured
from exercise_sim.analysis.sheet import Sheet
from exercise_sim.render.amounts import length, number
from exercise_sim.render.naming import Names
from exercise_sim.render.sheet_sentences import SHEET
from exercise_sim.scenario.traps import name_trap, value_of

_PLAIN = re.compile(r"[A-Za-z][\w.-]*(?: [\w.()/+-]+)*")
_NAME = re.compile(r"[A-Za-z][\w+-]*")
FLAT = 2
"""How many levels at most stand in one line."""


def sheet_text(sheet: Sheet, names: Names, run: Mapping[str, Any], again: str) -> str:
    """The whole sheet; `run` is what fixes the run, `again` the command that repeats it."""
    data = {
        "initial_data": sheet.values(),
        "agreed_state": {"ending": sheet.ending(), "variables": sheet.variables()},
        "objectives": sheet.objectives(),
        "times": sheet.times(),
        "documents": sheet.documents(),
        "open_points": list(_open_points(sheet, names)),
        "cut_off": list(_unfinished(sheet, names, ("cut off",))),
        "recommended_changes": list(_recommended(sheet)),
        "run": dict(run),
    }
    head = [
        f"# {line}"
        for line in (SHEET["head"], SHEET["how"].format(again=again), SHEET["from"], SHEET["planned"])
    ]
    return "\n".join([*head, *block(data)]) + "\n"


def _open_points(sheet: Sheet, names: Names) -> Iterator[dict[str, Any]]:
    yield from _unfinished(sheet, names, ("under way", "waiting"))
    for node, outcome, source in sheet.returns():
        told = SHEET["returned" if outcome else "repeated"].format(what=node.title, outcome=outcome)
        yield {"point": told, "from": source}
    for node, outcome, source in sheet.lapses():
        yield {"point": SHEET["lapsed"].format(what=node.title, outcome=outcome), "from": source}
    for node, source in sheet.missed():
        yield {"point": SHEET["missed"].format(what=node.title), "from": source}
    for one in sheet.unmet():
        yield {
            "point": SHEET["unmet"].format(what=one.title, rating=one.rating),
            "from": sheet.measured_at(one),
        }
    for one in sheet.observed():
        yield {"point": SHEET["observed"].format(what=one.title, question=one.observe), "from": "scenario"}


def _unfinished(sheet: Sheet, names: Names, states: Collection[str]) -> Iterator[dict[str, Any]]:
    """Steps that were not over, or never will be; the members of one together."""
    folded: dict[tuple[str, str], tuple[list[str], Any]] = {}
    for state, node, source in sheet.unfinished():
        if state in states:
            steps, _ = folded.get((state, node.step), ([], None))
            folded[state, node.step] = [*steps, node.name], source
    for (state, _), (steps, source) in folded.items():
        yield {"point": SHEET[state].format(what=names.brief(steps)), "from": source}


def _recommended(sheet: Sheet) -> Iterator[dict[str, Any]]:
    for one in sheet.unmet():
        told = SHEET["change" if one.value is not None else "change_unreached"]
        least = next(iter(one.thresholds.values()), 0)
        change = told.format(what=one.title, actual=_amount(one, one.value), planned=_amount(one, least))
        provision = {"provision": one.provision} if one.provision else {}
        yield {**provision, "objective": one.name, "change": change, "from": sheet.measured_at(one)}


def _amount(one: Measured, value: float | None) -> str:
    return length(int(value or 0)) if one.unit == "minutes" else number(value)


def block(data: Mapping[str, Any], indent: str = "") -> Iterator[str]:
    """A tree of plain data as lines of YAML."""
    for name, value in data.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            yield f"{indent}{_name(name)}:"
            yield from (f"{indent}  - {_flow(one)}" for one in value)
        elif isinstance(value, Mapping) and value and _levels(value) > FLAT:
            yield f"{indent}{_name(name)}:"
            yield from block(value, indent + "  ")
        else:
            yield f"{indent}{_name(name)}: {_flow(value)}"


def _levels(value: object) -> int:
    return 1 + max(map(_levels, value.values()), default=0) if isinstance(value, Mapping) else 0


def _flow(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_name(str(name))}: {_flow(inner)}" for name, inner in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None or isinstance(value, int | float):
        return "null" if value is None else repr(value)
    return _text(str(value))


def _name(name: str) -> str:
    return name if _NAME.fullmatch(name) and name_trap(name) is None else _quoted(name)


def _text(text: str) -> str:
    """A text as it is, where it is surely read as that text; else in quotes."""
    return text if _PLAIN.fullmatch(text) and value_of(text) == text else _quoted(text)


def _quoted(text: str) -> str:
    signs = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
    return (
        '"'
        + "".join(signs.get(sign) or (sign if sign.isprintable() else _escaped(sign)) for sign in text)
        + '"'
    )


def _escaped(sign: str) -> str:
    return f"\\u{ord(sign):04x}" if ord(sign) < 0x10000 else f"\\U{ord(sign):08x}"
