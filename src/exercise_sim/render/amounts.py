"""Times and amounts as people read them: `1 d 4 h`, `2 h 05 min`, `1,200`."""


def length(minutes: int) -> str:
    """A length of time in days, hours and minutes, to the minute; what is none is left out."""
    sign, minutes = ("-", -minutes) if minutes < 0 else ("", minutes)
    days, rest = divmod(minutes, 1440)
    hours, left = divmod(rest, 60)
    parts = [f"{days} d"] if days else []
    parts += [f"{hours} h"] if hours else []
    parts += [f"{left:02d} min" if hours else f"{left} min"] if left or not parts else []
    return sign + " ".join(parts)


def short(minutes: float) -> str:
    """A length of time for a table, in at most two units, rounded: `3 d 14 h`, `14.5 h`, `45 min`."""
    sign, whole = ("-" if round(minutes) < 0 else ""), abs(round(minutes))
    if whole < 60:
        return f"{sign}{whole} min"
    if whole < 1437:  # from there on it would be told as 24.0 h
        return f"{sign}{whole / 60:.1f}".removesuffix(".0") + " h"
    days, hours = divmod((whole + 30) // 60, 24)
    return f"{sign}{days} d {hours} h" if hours else f"{sign}{days} d"


def number(value: object) -> str:
    """A value of the scenario as people read it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:,.2f}".rstrip("0").rstrip(".")
    return str(value)


def listed(words: list[str], most: int = 0) -> str:
    """Words in a row; with `most`, the first of them and how many there are more."""
    if most and len(words) > most:
        return f"{', '.join(words[:most])} and {len(words) - most} more"
    if len(words) > 1:
        return f"{', '.join(words[:-1])} and {words[-1]}"
    return words[0] if words else ""


def sentence(text: str) -> str:
    """A text that stands alone: with a capital letter, and closed."""
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '?', '!')) else '.'}"


def words(name: str) -> str:
    """A name of the scenario in the middle of a sentence: `draft_state` is `draft state`."""
    return name.replace("_", " ")
