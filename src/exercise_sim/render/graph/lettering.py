"""How wide a text is, and where it is broken into lines, without knowing the font that a reader has.

Widths are those of the widest of the common fonts (DejaVu Sans), so that what fits here fits everywhere.
"""

from unicodedata import combining, east_asian_width

_WIDTHS = {
    sign: size
    for size, signs in (
        (0.33, " ',.IJijl"),
        (0.40, "()-/:;[\\]ft|"),
        (0.47, '!"r'),
        (0.56, "*?L_`csz"),
        (0.62, "FPTYaekovxy"),
        (0.65, "$0123456789ESbdghnpqu{}"),
        (0.72, "ABCKRVXZ"),
        (0.80, "&DGHNOQU"),
        (1.00, "#%+<=>@MW^mw~"),
    )
    for sign in signs
}
"""Of ASCII, in units of the font's size, rounded up."""
_BOLD = 1.13


def width(text: str, size: float, *, bold: bool = False) -> float:
    """The greatest width of a text in pixels."""
    return sum(map(_sign, text)) * size * (_BOLD if bold else 1)


def _sign(sign: str) -> float:
    """The width of one sign in units of the font's size."""
    if combining(sign):
        return 0
    if east_asian_width(sign) in "WF":
        return 1.05
    return _WIDTHS.get(sign) or (0.7 if sign.islower() else 1.0)


def wrapped(text: str, room: float, size: float, *, bold: bool = False) -> list[str]:
    """The text in lines of at most `room` pixels; a word that is wider than a line is broken."""
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width(joined, size, bold=bold) <= room:
            lines[-1] = joined
        else:
            lines += _pieces(word, room, size, bold=bold)
    return lines


def _pieces(word: str, room: float, size: float, *, bold: bool) -> list[str]:
    """A word in as many pieces as it needs, each of one sign at least."""
    pieces = [""]
    for sign in word:
        if pieces[-1] and width(pieces[-1] + sign, size, bold=bold) > room:
            pieces.append("")
        pieces[-1] += sign
    return pieces
