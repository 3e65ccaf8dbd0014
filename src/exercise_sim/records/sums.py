"""One line of a record: plain data as JSON, closed by a checksum of its own text. Data in, a line out, and back.

The sum is over the text as it stands, so that a reader needs no rule for how JSON is written.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any, Final

_CLOSED: Final = re.compile(r'^(\{.*), "sum": "([0-9a-f]{16})"\}$', re.DOTALL)


def sealed(data: Mapping[str, Any]) -> str:
    """The line of some data, with its sum and its end of line."""
    text = json.dumps(data, ensure_ascii=False)
    return f'{text[:-1]}, "sum": "{_sum(text)}"}}\n'


def opened(line: bytes) -> dict[str, Any] | None:
    """The data of a line; None where it is not what was written."""
    try:
        closed = _CLOSED.match(line.decode())
    except UnicodeDecodeError:
        return None
    if closed is None or _sum(closed[1] + "}") != closed[2]:
        return None
    try:
        data = json.loads(closed[1] + "}")
    except (ValueError, RecursionError):  # somebody made a sum for what is no JSON
        return None
    return data if isinstance(data, dict) else None


def _sum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
