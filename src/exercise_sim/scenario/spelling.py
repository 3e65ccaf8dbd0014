"""How values of an author's file are shown to the author again: as they are written there, not as Python writes them.

Only text; messages of the parsers and of the checks are made with it.
"""

from decimal import Decimal

LONGEST = 60
"""The most characters of a value that a message shows."""


def shown(value: object) -> str:
    """`nothing`, `true`, `'early'`, `[a, b]`, `{a: 1}` or `2.5`, cut where it is long."""
    text = f"'{value}'" if isinstance(value, str) else spelled(value)
    return text if len(text) <= LONGEST else text[: LONGEST - 3] + "..."


def spelled(value: object) -> str:
    """A value without the quotes that a message puts around a text."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(spelled, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {spelled(inner)}' for key, inner in value.items())}}}"
    # Numbers of any size are written with all their digits: `1e+16` stands in nobody's file.
    return format(Decimal(repr(value)), "f") if isinstance(value, float) else str(value)
