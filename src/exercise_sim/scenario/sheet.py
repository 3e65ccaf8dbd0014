"""What an author puts on the sheet of initial data (M22): a variable, its shares by a field, a group, or a resource, each under a name.

Text in, plain data out; whether there are such things is for `checks.sheet`.
"""

import re
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import PlainValidator

from exercise_sim.scenario.references import NAME
from exercise_sim.scenario.spelling import shown

_ENTRY = re.compile(rf"({NAME})(?:\s+by\s+({NAME}))?")


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """One thing on the sheet: the `name` of a variable, group or resource; `by`, the field or group by which a variable is shared out."""

    name: str
    by: str | None = None
    text: str = field(default="", compare=False)


def parse_sheet_entry(value: object) -> SheetEntry:
    """The entry of `strength`, `strength by state`, `contingents` or `airlift`."""
    text = " ".join(value.split()) if isinstance(value, str) else ""
    match = _ENTRY.fullmatch(text)
    if not match:
        raise ValueError(
            f"{shown(value)} is nothing for the sheet; write a variable, 'strength by state', a group, or a resource"
        )
    return SheetEntry(match[1], match[2], text)


SheetValue = Annotated[SheetEntry, PlainValidator(parse_sheet_entry)]
