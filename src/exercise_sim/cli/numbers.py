"""Numbers among the words of a command: text in, a number out, or a complaint that argparse puts behind the option's name."""

import re
from argparse import ArgumentTypeError

from exercise_sim.render.compared_sentences import WORDS
from exercise_sim.render.sentences_of_commands import COMMAND

MOST_COLUMNS = 10_000
MOST_RUNS = 10_000_000
MOST_WORKERS = 1024


def whole(text: str) -> int:
    """A whole number."""
    if not re.fullmatch(r"[+-]?[0-9]{1,40}", text.strip()):
        raise ArgumentTypeError(COMMAND["no_whole"].format(text=text))
    return int(text)


def columns(text: str) -> int:
    """A number of columns."""
    number = whole(text)
    if not 1 <= number <= MOST_COLUMNS:
        raise ArgumentTypeError(COMMAND["no_columns"].format(text=text, most=MOST_COLUMNS))
    return number


def runs(text: str) -> int:
    """A number of runs."""
    number = whole(text)
    if not 1 <= number <= MOST_RUNS:
        raise ArgumentTypeError(COMMAND["no_runs"].format(text=text, most=MOST_RUNS))
    return number


def workers(text: str) -> int:
    """A number of processes."""
    number = whole(text)
    if not 1 <= number <= MOST_WORKERS:
        raise ArgumentTypeError(WORDS["no_workers"].format(text=text, most=MOST_WORKERS))
    return number


def precision(text: str) -> float:
    """A share of a value, from a hundredth of a percent to 100 %: `2%` is 0.02."""
    match = re.fullmatch(r"([0-9]{1,3}(?:\.[0-9]{1,4})?)\s*%", text.strip())
    share = float(match[1]) / 100 if match else 0.0
    if not 0.0001 <= share <= 1:
        raise ArgumentTypeError(WORDS["no_precision"].format(text=text))
    return share


def rate(text: str) -> float:
    """A number of exercise seconds per second: from one in a thousand seconds to a year in one."""
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0.001 <= number <= 366 * 86_400:
        raise ArgumentTypeError(COMMAND["no_rate"].format(text=text))
    return number
