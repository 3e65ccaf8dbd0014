"""The sentences about what drives a result, for the terminal and the page alike.

Only words live here, as in `sentences`.
"""

from typing import Final

DRIVEN: Final = {
    "head": "What drives it: {what} ('{name}', {runs})",
    "moves": "What moves it most: the mean difference between the third of the runs with most of it and the third with least, or with it and without",
    "brackets": "in brackets the rank correlation",
    "none": "Nothing moves it more than luck would.",
    "guess": "The number without a source that matters most: {number} ({swing}).",
    "guesses": "After it: {numbers}.",
    "no_guess": "No number without a source moves it.",
    "critical": "On the critical path to it, from STARTEX on: in how many of the runs that came to it, and how much time it takes there on average",
    "spent": "Where the time of the critical path goes, by body and kind, on average a run",
    "nobody": "nobody",
    "more": "and {count} more",
    "association": "What moves together need not move each other: a long wait may follow from what came before it. To know, change it: --set, --choose or --variant.",
}
"""What is said around the tables."""

LOADS: Final = {
    "head": "Resources over time ({runs})",
    "how": "On average over the runs: how much is in use (a full block: all of it), and how many steps wait for it; behind it the most, and the P90 at that time.",
    "nobody": "Nobody waits for any of them.",
    "slots": "{amount} at a time",
    "flow": "{amount} {per}",
    "stock": "{amount} in stock",
    "day": "a day",
    "hour": "an hour",
    "use": "in use",
    "left": "left",
    "waiting": "waiting",
    "peak": "most {mean}, P90 {p90}",
    "more": "Waited for, too, but less: {names}.",
    "free": "Nobody waits for: {names}.",
}
"""What is said of resources over time."""

TRAITS: Final = {
    "work": "{what}: how long it takes",
    "queue": "{what}: how long it waits for its turn",
    "queue_for": "{what}: how long it waits for {resources}",
    "deciding": "{what}: how long is deliberated",
    "hold": "{what}: how long it is on hold",
    "inject": "Inject: {what}",
    "option": "{what}: {way}",
    "outcome": "{what}: {way}",
    "vote": "{what}: {voter} votes {way}",
    "with_way": "{told} (in {share} of runs)",
}
"""A trait of a run in words."""

NUMBERS: Final = {
    "takes": "how long '{what}' takes",
    "thinks": "how long is deliberated on '{what}'",
    "capacity": "the capacity of '{what}'",
    "chance": "the chances of '{what}'",
    "weight": "the weights of '{what}'",
    "positions": "the positions in '{what}'",
    "inject": "the chance of '{what}'",
}
"""A number of the author in words."""

KINDS: Final = {
    "work": "work",
    "deciding": "deliberation",
    "queue": "waiting for resources",
    "opening hours": "waiting for opening hours",
    "condition": "waiting for a condition",
    "hold": "on hold",
    "inject": "waiting for an inject",
    "gauge": "waiting for a gauge",
    "after": "waiting for what came before",
    "rework": "waiting to be taken up again",
    "delay": "delayed",
    "repeat": "waiting for its next time",
    "rest": "nothing left to do but wait for the end",
}
"""Into what the time of a path goes."""
