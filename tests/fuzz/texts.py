"""Bytes and texts that are no scenarios, or hardly: noise, and mutations of a text sign by sign and line by line."""

SIGNS = (
    *":,{}[]#&*!|>'\"%@`-?<>=~\\\t\n ",
    *("\r", "\x00", "\x85", "\u2028", "\ufeff", "\U0001f600", "ä", "\ud7ff"),
    *("..", ": ", "- ", "<<: ", "null", "true", "yes", "0x1F", "1e400", "-0", ".inf", ".nan", "9" * 30),
    *("---\n", "...\n", "{{", "[[[[", "]", "D+1", "its.", " of ", " after ", " begins", "first of "),
)


def noise(dice):
    """Bytes without a meaning: any, or of signs that YAML knows."""
    length = dice.choice((0, 1, 2, 8, 40, 200, 2000))
    if dice.random() < 0.4:
        return dice.randbytes(length)
    return "".join(dice.choice(SIGNS) for _ in range(length)).encode("utf-8", "surrogatepass")


def nested(dice):
    """Brackets within brackets, to a depth that only a machine would write."""
    depth = dice.choice((10, 100, 1000, 20_000))
    opening = dice.choice(("[", "{a: ", "- ", "? ", "{? "))
    return (dice.choice(("chain: ", "a: ", "")) + opening * depth).encode()


def mutated(dice, text):
    """A text after some changes of signs, words and lines, as bytes."""
    for _ in range(dice.choice((1, 1, 1, 2, 3, 8))):
        text = dice.choice(CHANGES)(dice, text)
    data = bytearray(text.encode("utf-8", "surrogatepass"))
    if data and dice.random() < 0.15:
        data[dice.randrange(len(data))] = dice.randrange(256)
    return bytes(data)


def _sign(dice, text):
    at = dice.randrange(len(text) + 1)
    return text[:at] + dice.choice(SIGNS) + text[at + dice.choice((0, 1)) :]


def _left_out(dice, text):
    at = dice.randrange(len(text) + 1)
    return text[:at] + text[at + dice.choice((1, 2, 10, 200)) :]


def _twice(dice, text):
    at = dice.randrange(len(text) + 1)
    end = at + dice.choice((1, 5, 80, 400))
    return text[:end] + text[at:end] * dice.choice((1, 1, 3)) + text[end:]


def _lines_swapped(dice, text):
    lines = text.split("\n")
    one, other = dice.randrange(len(lines)), dice.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines)


def _line_left_out(dice, text):
    lines = text.split("\n")
    del lines[dice.randrange(len(lines))]
    return "\n".join(lines)


def _line_moved(dice, text):
    lines = text.split("\n")
    at = dice.randrange(len(lines))
    lines[at] = dice.choice(("", " ", "  ", "    ", "\t")) + lines[at].lstrip()
    return "\n".join(lines)


def _word_for_word(dice, text):
    words = text.split(" ")
    one, other = dice.randrange(len(words)), dice.randrange(len(words))
    words[one] = words[other]
    return " ".join(words)


def _cut_short(dice, text):
    return text[: dice.randrange(len(text) + 1)]


CHANGES = (
    *(_sign, _sign, _left_out, _twice, _lines_swapped),
    *(_line_left_out, _line_moved, _word_for_word, _word_for_word, _cut_short),
)
